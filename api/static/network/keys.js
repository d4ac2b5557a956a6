// The keyboard. Letters count only in the list and in the picture, where no text is typed.

import { changed, get, step } from "./address.js";
import { byId } from "./dom.js";
import * as explorer from "./explorer.js";
import { rowOf } from "./list.js";
import * as picture from "./picture.js";

const WAYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const MOVES = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
const LETTERS = {
  e: () => does("expand"),
  c: () => does("collapse"),
  p: () => does(explorer.nodeOf(explorer.chosen())?.pinned ? "unpin" : "pin"),
  f: path,
  u: explorer.undo,
  r: explorer.redo,
  0: picture.whole,
  "+": () => picture.zoom(1.25),
  "=": () => picture.zoom(1.25),
  "-": () => picture.zoom(0.8),
  "/": () => byId("sought").focus(),
};

export function listen() {
  byId("nodes").addEventListener("keydown", (event) => handle(event, inList));
  byId("picture").addEventListener("keydown", (event) => handle(event, inPicture));
  byId("panel").addEventListener("keydown", (event) => {
    if (event.key === "Escape") rowOf(explorer.chosen())?.querySelector(".pick").focus();
  });
}

// own: what the place does with a key; returns whether it did.
function handle(event, own) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (done(event, own)) event.preventDefault();
}

function done(event, own) {
  const way = WAYS[event.key];
  if (event.shiftKey && way) {
    picture.nudge(explorer.chosen(), ...MOVES[way]);
    return true;
  }
  if (own(event.key)) return true;
  const letter = LETTERS[event.key.toLowerCase()];
  letter?.();
  return Boolean(letter);
}

function inList(key) {
  const rows = Array.from(byId("nodes").children);
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: rows.length - 1 }[key];
  if (to !== undefined) {
    if (rows[to]) pickRow(rows[to]);
    return true;
  }
  const node = explorer.nodeOf(rows[here]?.dataset.id);
  if (!node) return false; // on a row that stands for a rest, Enter shows more, as a click does
  if (key === "ArrowRight") does("expand");
  else if (key === "ArrowLeft") does("collapse");
  else if (key === "Enter") byId("panel").focus();
  else return false;
  return true;
}

function pickRow(row) {
  const pick = row.querySelector(".pick");
  for (const other of byId("nodes").querySelectorAll(".pick")) other.tabIndex = -1;
  pick.tabIndex = 0;
  pick.focus();
  explorer.choose(row.dataset.id); // does nothing on a row that stands for a rest
}

function inPicture(key) {
  if (WAYS[key]) picture.neighbour(WAYS[key]);
  else if (key === "Enter") byId("panel").focus();
  else return false;
  return true;
}

function does(verb) {
  const node = explorer.nodeOf(explorer.chosen());
  const idle = verb === "collapse" && !node?.open;
  if (node && !idle) explorer.go(step(verb, node.id));
}

// First on one node, then on the other.
function path() {
  const id = explorer.chosen();
  const from = get("from");
  if (!from || get("to") || from === id) explorer.go(changed({ from: id, to: null }));
  else explorer.go(changed({ to: id }));
}
