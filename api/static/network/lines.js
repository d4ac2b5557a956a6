// Where lines run at the moment: by the routes of the stage layout, or straight from card to card.

export function linesOf(net) {
  const rests = net.rests.map((rest) => ({ id: rest.id, settled: true, line: "" }));
  return [...net.links, ...rests].map((line) => ({ ...line, ...net.layout.routes[line.id] }));
}

// places: the middle of each card; heights: of each card. Every line gets its points of now.
export function lay(net, lines, places, heights) {
  const free = net.layout.kind === "force";
  const points = (line) => (free ? straight(net, line, places, heights) : bent(net, line, places));
  return lines.map((line) => ({ ...line, points: points(line) }));
}

// The words beside lines. What is not settled is dashed, and says so: on its card where that holds
// for all its lines, else beside the line; several that end at one card say it once, with their
// number. Strong lines each have their own words.
export function say(lines, strong, tagged) {
  const words = new Map();
  const levels = new Map(); // how many words stand at an end already
  const put = (line, said) => {
    const level = levels.get(endOf(line)) ?? 0;
    levels.set(endOf(line), level + 1);
    words.set(line, [said, level]);
  };
  const groups = new Map();
  for (const line of lines.filter((one) => one.line)) {
    const key = `${endOf(line)} ${line.state}`;
    if (strong(line)) put(line, line.line);
    else if (!line.ends.some((id) => tagged.has(id))) groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  for (const [first, ...more] of groups.values()) {
    put(first, more.length ? `${first.state_words} ×${more.length + 1}` : first.line);
  }
  return words;
}

function endOf(line) {
  return line.points[line.points.length - 1].join();
}

// The route that the server laid, with both ends where their cards now are.
function bent(net, line, places) {
  const half = net.layout.width / 2;
  const [left, right] = line.ends.map((id) => places.get(id));
  const last = [right[0] + (line.beside ? half : -half), right[1]];
  return [[left[0] + half, left[1]], ...line.points.slice(1, -1), last];
}

// From the edge of one card to the edge of the other.
function straight(net, line, places, heights) {
  const [from, to] = line.ends.map((id) => places.get(id));
  const [high, low] = line.ends.map((id) => heights.get(id));
  return [edge(from, to, net.layout.width, high), edge(to, from, net.layout.width, low)];
}

function edge(from, to, width, height) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const by = Math.max(Math.abs(dx) / (width / 2), Math.abs(dy) / (height / 2), 1);
  return [from[0] + dx / by, from[1] + dy / by];
}
