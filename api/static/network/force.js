// The free layout: linked cards draw near, all others keep away, and none lies upon another. The
// same view always gives the same places. Pinned cards stay where they are.

const ROUNDS = 110;
const NEAR = 330; // pixels between linked cards, by choice
const PUSH = 260_000; // how strongly cards keep away from each other, up to this distance squared:
const FAR = 2_500_000;
const PULL = 0.12; // how strongly a line draws
const MARGIN = 26;

export function freely(cards, lines, start, width) {
  const at = cards.map((card, number) => {
    // Where the stages put it, a little turned, so that no two begin at one place.
    const [x, y] = start.get(card.id);
    return { x: x + Math.cos(number * 2.4) * 40, y: y * 0.6 + Math.sin(number * 2.4) * 40, card };
  });
  const index = new Map(cards.map((card, number) => [card.id, number]));
  const joined = lines.map((line) => line.ends.map((id) => index.get(id)));
  for (const one of at) if (one.card.placed) [one.x, one.y] = start.get(one.card.id);
  for (let round = 0; round < ROUNDS; round += 1) relax(at, joined, 120 * (1 - round / ROUNDS) + 4);
  for (let round = 0; round < 80 && part(at, width); round += 1);
  return new Map(at.map((one) => [one.card.id, [Math.round(one.x), Math.round(one.y)]]));
}

function relax(at, joined, most) {
  const [across, down] = [new Float64Array(at.length), new Float64Array(at.length)];
  const add = (a, b, x, y) => {
    across[a] += x;
    down[a] += y;
    across[b] -= x;
    down[b] -= y;
  };
  for (let a = 0; a < at.length; a += 1) {
    const one = at[a];
    for (let b = a + 1; b < at.length; b += 1) {
      const dx = one.x - at[b].x;
      const dy = one.y - at[b].y;
      const far = dx * dx + dy * dy + 1;
      if (far > FAR) continue;
      const by = PUSH / far / Math.sqrt(far);
      add(a, b, by * dx, by * dy);
    }
  }
  for (const [a, b] of joined) {
    const dx = at[a].x - at[b].x;
    const dy = at[a].y - at[b].y;
    const far = Math.sqrt(dx * dx + dy * dy) || 1;
    const by = (-PULL * (far - NEAR)) / far;
    add(a, b, by * dx, by * dy);
  }
  at.forEach((one, number) => {
    if (one.card.placed) return;
    const long = Math.hypot(across[number], down[number]) || 1;
    const by = Math.min(long, most) / long;
    one.x += across[number] * by;
    one.y += down[number] * by;
  });
}

// Moves cards that lie upon each other apart, the shorter way; tells whether there were any.
function part(at, width) {
  let any = false;
  for (let a = 0; a < at.length; a += 1) {
    for (let b = a + 1; b < at.length; b += 1) {
      const [one, two] = [at[a], at[b]];
      const x = width + MARGIN - Math.abs(one.x - two.x);
      const y = (one.card.card.height + two.card.card.height) / 2 + MARGIN - Math.abs(one.y - two.y);
      if (x <= 0 || y <= 0) continue;
      any = true;
      const across = x < y;
      const by = across ? x : y;
      const sign = (across ? one.x >= two.x : one.y >= two.y) ? 1 : -1;
      shift(one, across, (sign * by) / (two.card.placed ? 1 : 2));
      shift(two, across, (-sign * by) / (one.card.placed ? 1 : 2));
    }
  }
  return any;
}

function shift(one, across, by) {
  if (one.card.placed) return;
  if (across) one.x += by;
  else one.y += by;
}
