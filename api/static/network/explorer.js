// Holds what is shown, asks the server for the next state, and keeps the browser's history: every
// change is an entry there, so that undo is Back, and redo is Forward.

import * as address from "./address.js";
import { byId } from "./dom.js";

const shown = { net: null, chosen: "" };
const views = [];
let number = 0; // of the present entry of the history; Back stops at the first
let last = 0;
let asking = null;

// Calls view(net, chosen, why) whenever something changes; why is "net" or "chosen".
export function watch(view) {
  views.push(view);
}

export function net() {
  return shown.net;
}

export function chosen() {
  return shown.chosen;
}

export function nodeOf(id) {
  return shown.net.nodes.find((node) => node.id === id);
}

export async function begin() {
  number = history.state?.number ?? 0;
  last = number;
  history.replaceState({ number }, "");
  addEventListener("popstate", (event) => {
    number = event.state?.number ?? 0;
    show(location.href, () => {});
  });
  await show(location.href, () => {});
}

// Goes to an address. One request: the answer brings both the new state and its address.
export function go(to) {
  return show(to, (answer) => {
    number += 1;
    last = number;
    history.pushState({ number }, "", answer.address);
  });
}

async function show(to, arrived) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  byId("explorer").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address.twin(to), { signal });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error.detail);
    arrived(told);
    address.moveTo(told.address);
    shown.net = told;
    const starts = address.at().searchParams.getAll("start");
    const wanted = [address.get("node"), ...starts];
    shown.chosen = wanted.find((id) => told.nodes.some((node) => node.id === id)) ?? "";
    trouble("");
    await tell("net");
  } catch (error) {
    if (error.name !== "AbortError") trouble(error.message);
  } finally {
    if (!signal.aborted) byId("explorer").setAttribute("aria-busy", "false");
  }
}

// Choosing a node is no step to undo, but it is part of the address.
export function choose(id) {
  if (id === shown.chosen || !shown.net.nodes.some((node) => node.id === id)) return;
  shown.chosen = id;
  address.moveTo(address.changed({ node: id }));
  history.replaceState({ number }, "", address.at());
  tell("chosen");
}

export const canUndo = () => number > 0;
export const canRedo = () => number < last;

export function undo() {
  if (canUndo()) history.back();
}

export function redo() {
  if (canRedo()) history.forward();
}

function tell(why) {
  return Promise.all(views.map((view) => view(shown.net, shown.chosen, why)));
}

function trouble(words) {
  const box = byId("trouble");
  box.hidden = !words;
  box.textContent = words && `This did not work: ${words}`;
}
