// What cards, lines and headings look like. Colour never speaks alone: a card begins with its kind
// in a word and a mark, and what is only proposed is dashed and says so.

import { colours } from "./theme.js";

const LINE = 17;
const PADDING = 11;
const BAND = 6;
const ARROW = "M0 0-9-4.5V4.5z";

function box(width, height, r = 5) {
  const w = width - 2 * r;
  const k = height - 2 * r;
  return (
    `M${-width / 2 + r} ${-height / 2}h${w}a${r} ${r} 0 0 1 ${r} ${r}v${k}a${r} ${r} 0 0 1 ${-r} ${r}` +
    `h${-w}a${r} ${r} 0 0 1 ${-r} ${-r}v${-k}a${r} ${r} 0 0 1 ${r} ${-r}z`
  );
}

// scale: how large it appears; what could not be read is not drawn.
export function paintCard(pen, net, one, { x, y, chosen = false, hover = false, scale = 1 }) {
  const ink = colours();
  const look = net.looks[one.kind];
  const colour = ink.kind(look.colour);
  const { width } = net.layout;
  const { height } = one.card;
  const rest = one.number !== undefined;
  if (chosen) {
    pen.path(box(width + 14, height + 14, 9), { x, y, fill: ink.ink });
    pen.path(box(width + 8, height + 8, 7), { x, y, fill: ink.focus });
  }
  const dash = one.card.tag ? [6, 4] : [];
  const edge = one.on_path || one.start || hover ? 2.5 : 1.25;
  const stroke = rest ? ink.line : colour;
  pen.path(box(width, height), { x, y, fill: rest ? ink.ground : ink.paper, stroke, width: edge, dash });
  const left = x - width / 2 + BAND + 11;
  let base = y - height / 2 + PADDING + 12;
  if (rest) {
    if (scale > 0.3) pen.text(one.card.head, { x: left, y: base + 1, size: 13, fill: ink.link, most: width - 28 });
    return;
  }
  const band = `M0 0h${BAND}v${height - 8}h${-BAND}z`;
  pen.path(band, { x: x - width / 2 + 1, y: y - height / 2 + 4, fill: colour });
  pen.path(look.shape, { x: left, y: base - 10, fill: colour });
  if (scale <= 0.3) return;
  const most = width - BAND - 24;
  pen.text(one.card.head, { x: left + 18, y: base, size: 12, bold: true, fill: colour, most: most - 18 });
  const write = (words, fill, size = 13) => {
    base += LINE;
    pen.text(words, { x: left, y: base, size, fill, most });
  };
  for (const words of one.card.lines) write(words, ink.ink);
  if (one.card.tag) write(one.card.tag, ink.proposed, 12);
  if (one.card.foot) write(one.card.foot, ink.soft, 12);
}

// line: as lines.js lays it; free: straight and without a head, else bent between the columns.
export function paintLine(pen, line, { strong = false, free = false }) {
  const ink = colours();
  const stroke = strong ? ink.ink : ink.line;
  const { points, beside } = line;
  const d = free ? straight(points) : beside ? bow(points) : bent(points);
  pen.path(d, { stroke, width: strong ? 2 : 1.3, dash: line.settled ? [] : [5, 4] });
  const end = points[points.length - 1];
  if (!beside && !free) pen.path(ARROW, { x: end[0], y: end[1], fill: stroke });
}

// said: the words, and how many stand at that end already; chosen: they stand at the other end.
export function paintWords(pen, line, [said, level], { free, chosen }) {
  const ink = colours();
  const { points } = line;
  const end = points[points.length - 1];
  const words = { size: 11.5, fill: ink.proposed, halo: ink.ground };
  if (free) {
    const [x, y] = [(points[0][0] + end[0]) / 2, (points[0][1] + end[1]) / 2 + 4];
    pen.text(said, { ...words, x, y, align: "center" });
  } else if (line.beside) {
    const [x, y] = line.ends[1] === chosen ? points[0] : end;
    pen.text(said, { ...words, x: x + 12, y: y - 7, align: "left" });
  } else {
    pen.text(said, { ...words, x: end[0] - 12, y: end[1] - 6 - 14 * level, align: "right" });
  }
}

function straight([from, to]) {
  return `M${from}L${to}`;
}

// Out to the right and back: for two cards of one column.
function bow([from, to]) {
  const out = Math.max(from[0], to[0]) + 36 + Math.min(70, Math.abs(from[1] - to[1]) / 9);
  return `M${from}C${out} ${from[1]} ${out} ${to[1]} ${to}`;
}

// A bend in every gutter, straight through every lane.
function bent(route) {
  let d = `M${route[0]}`;
  for (let at = 1; at < route.length; at += 1) {
    const [from, to] = [route[at - 1], route[at]];
    const middle = (from[0] + to[0]) / 2;
    d += at % 2 ? `C${middle} ${from[1]} ${middle} ${to[1]} ${to}` : `L${to}`;
  }
  return d;
}

export function paintHeading(pen, net, column, number, top) {
  const ink = colours();
  const look = net.looks[column.kind];
  const x = column.x - net.layout.width / 2;
  pen.text(`${number}. ${look.word}`, { x, y: top, size: 16, bold: true, fill: ink.ink });
  pen.path(`M0 0h${net.layout.width}v4h${-net.layout.width}z`, { x, y: top + 9, fill: ink.kind(look.colour) });
}

// Hides what runs behind the headings.
export function paintBand(pen, net, top) {
  const last = net.layout.columns[net.layout.columns.length - 1].x;
  pen.path(`M-400-400H${last + 400}V20H-400z`, { y: top, fill: colours().ground });
}
