// The picture: vis-network carries clear boxes that can be dragged and zoomed, and our own pens
// draw cards upon them and lines below.

import { changed, step } from "./address.js";
import { byId } from "./dom.js";
import * as explorer from "./explorer.js";
import { CanvasPen } from "./pens.js";
import { beyond, bounds, paintCards, paintHeadings, paintLines, sceneOf } from "./scene.js";
import { calm, onChange } from "./theme.js";

const ENGINE = "/static/vendor/vis-network.min.js";
const CLEAR = "rgba(0, 0, 0, 0)";
const OPTIONS = {
  physics: false,
  interaction: { keyboard: false, multiselect: false, hover: true, tooltipDelay: 1e6 },
  nodes: {
    shape: "box",
    label: " ",
    margin: { top: 0, right: 0, bottom: 0, left: 0 },
    borderWidth: 0,
    chosen: false,
    color: { background: CLEAR, border: CLEAR },
  },
};
const CLOSEST = 2;
const READABLE = 0.7; // a picture does not begin smaller than this
let scene = null;
let canvas = null;
let nodes = null;
let hover = "";

let engine = null;
function loaded() {
  engine ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = ENGINE;
    script.onload = () => done(window.vis);
    script.onerror = () => failed(new Error("the picture's engine did not load"));
    document.head.append(script);
  });
  return engine;
}

export const sceneNow = () => scene;

export async function showPicture(net, chosen, why) {
  if (why === "chosen") {
    canvas?.redraw();
    if (canvas && !inSight(chosen)) centre(chosen);
    return;
  }
  if (!net.nodes.length) return;
  const vis = await loaded();
  if (net !== explorer.net()) return; // another view has come meanwhile
  const before = scene;
  scene = sceneOf(net);
  if (canvas) replace(before, chosen);
  else start(vis, chosen);
}

function start(vis, chosen) {
  nodes = new vis.DataSet(scene.cards.map(vertex));
  canvas = new vis.Network(byId("picture"), { nodes, edges: [] }, OPTIONS);
  // The list holds the same and tells it; what the engine puts here would only be in the way.
  const inner = byId("picture").firstElementChild;
  inner.tabIndex = -1;
  canvas.on("beforeDrawing", (context) => {
    paintLines(new CanvasPen(context), scene, { chosen: explorer.chosen(), scale: canvas.getScale() });
  });
  canvas.on("afterDrawing", drawCards);
  canvas.on("hoverNode", ({ node }) => hovered(node));
  canvas.on("blurNode", () => hovered(""));
  canvas.on("click", ({ nodes: [id] }) => id && pick(id));
  canvas.on("doubleClick", ({ nodes: [id] }) => id && turn(id));
  canvas.on("dragging", ({ nodes: [id] }) => id && follow(id));
  canvas.on("dragEnd", ({ nodes: [id] }) => id && drop(id));
  canvas.once("afterDrawing", () => {
    byId("explorer").dataset.ready = String(scene.cards.length);
  });
  onChange(() => canvas.redraw());
  // The wheel scrolls the page, as everywhere; with Ctrl it zooms.
  byId("picture").addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), {
    capture: true,
  });
  frame(chosen);
}

function vertex(one) {
  const [x, y] = scene.places.get(one.id);
  const { width } = scene.net.layout;
  const widthConstraint = { minimum: width, maximum: width };
  return { id: one.id, x, y, widthConstraint, heightConstraint: one.card.height };
}

function drawCards(context) {
  const corner = canvas.DOMtoCanvas({ x: 0, y: 0 });
  const { width, height } = room();
  const end = canvas.DOMtoCanvas({ x: width, y: height });
  const pen = new CanvasPen(context);
  const window = [corner.x, corner.y, end.x, end.y];
  paintCards(pen, scene, { chosen: explorer.chosen(), hover, scale: canvas.getScale(), window });
  paintHeadings(pen, scene, corner.y + 34);
}

function hovered(id) {
  hover = id;
  canvas.redraw();
}

// New nodes in the place of the old; the chosen one stays where it is on the screen.
function replace(before, chosen) {
  const was = before.places.get(chosen);
  nodes.clear();
  nodes.add(scene.cards.map(vertex));
  const now = scene.places.get(chosen);
  if (was && now) {
    const at = canvas.getViewPosition();
    const position = { x: at.x + now[0] - was[0], y: at.y + now[1] - was[1] };
    canvas.moveTo({ position, animation: false });
  } else {
    frame(chosen);
  }
  byId("explorer").dataset.ready = String(scene.cards.length);
}

// All of it where that can be read; else its whole width if possible, with the chosen node in sight.
function frame(chosen) {
  const { width, height } = room();
  const [left, top, right, bottom] = bounds(scene);
  const across = width / (right - left + 60);
  const whole = Math.min(across, height / (bottom - top + 60));
  const scale = Math.min(1, Math.max(READABLE, whole < READABLE ? across : whole));
  const [x, y] = scene.places.get(chosen);
  const within = (middle, low, high, span) =>
    high - low <= span ? (low + high) / 2 : Math.min(high - span / 2, Math.max(low + span / 2, middle));
  const position = {
    x: within(x, left - 30, right + 30, width / scale),
    y: within(y, top - 30, bottom + 30, height / scale),
  };
  canvas.moveTo({ position, scale, animation: false });
}

function room() {
  const { clientWidth: width, clientHeight: height } = byId("picture");
  return { width, height };
}

function inSight(id) {
  const at = scene.places.get(id);
  if (!at) return true;
  const { x, y } = canvas.canvasToDOM({ x: at[0], y: at[1] });
  const { width, height } = room();
  return x > 80 && y > 50 && x < width - 80 && y < height - 50;
}

function moved(options) {
  canvas.moveTo({ ...options, animation: calm() ? false : { duration: 250 } });
}

export function centre(id) {
  const at = scene?.places.get(id);
  if (at) moved({ position: { x: at[0], y: at[1] }, scale: Math.max(canvas.getScale(), READABLE) });
}

export function zoom(by) {
  moved({ scale: Math.min(CLOSEST, Math.max(0.05, canvas.getScale() * by)) });
}

export function whole() {
  const { width, height } = room();
  const [left, top, right, bottom] = bounds(scene);
  const scale = Math.min(1, width / (right - left + 60), height / (bottom - top + 60));
  moved({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

function pick(id) {
  const rest = scene.net.rests.find((one) => one.id === id);
  if (rest) explorer.go(step("reveal", rest.node, { only: rest.kind }));
  else explorer.choose(id);
}

export function turn(id) {
  const node = explorer.nodeOf(id);
  if (node) explorer.go(step(node.open ? "collapse" : "expand", id));
}

function follow(id) {
  const { x, y } = canvas.getPosition(id);
  scene.places.set(id, [x, y]);
}

// A card that is dragged stays where it is put: it is pinned there.
function drop(id) {
  if (explorer.nodeOf(id)) pinAt(id, ...scene.places.get(id));
}

export function pinAt(id, x, y) {
  explorer.go(step("pin", id, { x: String(Math.round(x)), y: String(Math.round(y)) }));
}

// Shift and an arrow: what the mouse does by dragging.
export function nudge(id, dx, dy) {
  const [x, y] = scene.places.get(id);
  pinAt(id, x + 40 * dx, y + 40 * dy);
}

export function neighbour(way) {
  const id = scene && beyond(scene, explorer.chosen(), way);
  if (id) explorer.choose(id);
}

export function arrange(layout) {
  explorer.go(changed({ layout: layout === "stage" ? null : layout }));
}
