// The picture to take away: the whole of it, with what it shows, when, and what its signs mean.

import { byId, svg } from "./dom.js";
import { colours } from "./theme.js";
import { CanvasPen, FACE, SvgPen } from "./pens.js";
import { bounds, paintCards, paintHeadings, paintLines } from "./scene.js";

const MARGIN = 40;
const HEAD = 78;
const FOOT = 54;
const NAME = "sightline-network";
const LONGEST = 12_000; // pixels of one side of a PNG; browsers draw no more than 16,384
const MOST = 60_000_000; // pixels in all

export function savePng(scene, chosen) {
  const { width, height } = measure(scene);
  const fits = Math.min(LONGEST / width, LONGEST / height, Math.sqrt(MOST / (width * height)));
  const scale = Math.min(2, fits);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  paint(new CanvasPen(context), (x, y) => context.translate(x, y), scene, chosen);
  canvas.toBlob((blob) => keep(blob, "png"), "image/png");
}

export function saveSvg(scene, chosen) {
  const { width, height } = measure(scene);
  const title = svg("title", {}, `Sightline: ${scene.net.said}`);
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const root = svg("svg", { ...size, "font-family": FACE, role: "img" }, title);
  const pen = new SvgPen(root);
  const move = (x, y) => {
    const group = svg("g", { transform: `translate(${x} ${y})` });
    pen.parent.append(group);
    pen.parent = group;
  };
  paint(pen, move, scene, chosen);
  const text = new XMLSerializer().serializeToString(root);
  keep(new Blob([text], { type: "image/svg+xml" }), "svg");
}

function measure(scene) {
  const [left, top, right, bottom] = bounds(scene);
  const width = Math.max(right - left + 2 * MARGIN, 900);
  return { left, top, width, height: bottom - top + 2 * MARGIN + HEAD + FOOT };
}

function paint(pen, move, scene, chosen) {
  const ink = colours();
  const { left, top, width, height } = measure(scene);
  pen.path(`M0 0H${width}V${height}H0z`, { fill: ink.ground });
  const most = width - 2 * MARGIN;
  pen.text("Network", { x: MARGIN, y: 44, size: 22, bold: true, fill: ink.ink, most });
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const told = `${scene.net.said} Drawn by Sightline on ${day}.`;
  pen.text(told, { x: MARGIN, y: 68, size: 13, fill: ink.soft, most });
  legend(pen, scene, height - 26);
  move(MARGIN - left, MARGIN + HEAD - top);
  paintHeadings(pen, scene);
  paintLines(pen, scene, { chosen });
  paintCards(pen, scene, { chosen });
}

function legend(pen, scene, y) {
  const ink = colours();
  let x = MARGIN;
  for (const look of Object.values(scene.net.looks)) {
    pen.path(look.shape, { x, y: y - 10, fill: ink.kind(look.colour) });
    pen.text(look.word, { x: x + 18, y, size: 13, fill: ink.ink });
    x += 42 + look.word.length * 8;
  }
  const links = [["stated or confirmed", []], ["proposed, unsure or rejected", [6, 5]]];
  for (const [words, dash] of links) {
    pen.path("M0 0h30", { x, y: y - 4, stroke: ink.line, width: 1.6, dash });
    pen.text(words, { x: x + 38, y, size: 13, fill: ink.ink });
    x += 60 + words.length * 7;
  }
}

function keep(blob, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${NAME}.${ending}`;
  byId("explorer").append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
