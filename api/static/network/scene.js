// Everything that is drawn of one view, with the places of now: what the picture on the page and
// the pictures to take away are both painted from.

import { freely } from "./force.js";
import { lay, linesOf, say } from "./lines.js";
import { paintBand, paintCard, paintHeading, paintLine, paintWords } from "./paint.js";

export function sceneOf(net) {
  const cards = [...net.nodes, ...net.rests];
  const lines = linesOf(net);
  const laid = new Map(Object.entries(net.layout.places));
  const free = net.layout.kind === "force";
  const places = free ? freely(cards, lines, laid, net.layout.width) : laid;
  const heights = new Map(cards.map((one) => [one.id, one.card.height]));
  const tagged = new Set(net.nodes.filter((one) => one.tag).map((one) => one.id));
  return { net, cards, lines, places, heights, tagged, free };
}

export function paintLines(pen, scene, { chosen, scale = 1 }) {
  const { net, free } = scene;
  const path = new Set(net.path);
  const strong = (line) => line.ends.includes(chosen) || line.ends.every((id) => path.has(id));
  const laid = lay(net, scene.lines, scene.places, scene.heights);
  // The strong ones last, so that they lie above the others, and the words above all lines.
  for (const line of laid) if (!strong(line)) paintLine(pen, line, { free });
  for (const line of laid) if (strong(line)) paintLine(pen, line, { free, strong: true });
  if (scale > 0.45) {
    for (const [line, said] of say(laid, strong, scene.tagged)) paintWords(pen, line, said, { free, chosen });
  }
}

// The names of the columns; on the page they stay in sight when their columns go further up.
export function paintHeadings(pen, { net, free }, top = net.layout.top) {
  if (free) return;
  const at = Math.max(net.layout.top, top);
  if (at > net.layout.top) paintBand(pen, net, at);
  net.layout.columns.forEach((column, number) => paintHeading(pen, net, column, number + 1, at));
}

// window: what is in sight; nothing else is painted.
export function paintCards(pen, scene, { chosen, hover, scale = 1, window = null }) {
  const half = scene.net.layout.width / 2 + 10;
  for (const one of scene.cards) {
    const [x, y] = scene.places.get(one.id);
    const high = one.card.height / 2 + 10;
    const [left, top, right, bottom] = window ?? [x, y, x, y];
    if (x + half < left || x - half > right || y + high < top || y - high > bottom) continue;
    paintCard(pen, scene.net, one, { x, y, chosen: one.id === chosen, hover: one.id === hover, scale });
  }
}

// Left, top, right and bottom of it all.
export function bounds(scene) {
  const half = scene.net.layout.width / 2;
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [id, [x, y]] of scene.places) {
    const high = scene.heights.get(id) / 2;
    box[0] = Math.min(box[0], x - half);
    box[1] = Math.min(box[1], y - high);
    box[2] = Math.max(box[2], x + half);
    box[3] = Math.max(box[3], y + high);
  }
  if (!scene.free) box[1] = Math.min(box[1], scene.net.layout.top - 20);
  return box;
}

// The card next to one in a direction ("left", "right", "up", "down"); undefined if there is none.
export function beyond(scene, id, way) {
  const [x, y] = scene.places.get(id);
  const turned = {
    right: (dx, dy) => [dx, dy],
    left: (dx, dy) => [-dx, dy],
    down: (dx, dy) => [dy, dx],
    up: (dx, dy) => [-dy, dx],
  }[way];
  let best;
  let least = Infinity;
  for (const one of scene.net.nodes) {
    const [ox, oy] = scene.places.get(one.id);
    const [ahead, aside] = turned(ox - x, oy - y);
    const cost = ahead + 2 * Math.abs(aside);
    if (ahead > 5 && Math.abs(aside) < 3 * ahead && cost < least) [best, least] = [one.id, cost];
  }
  return best;
}
