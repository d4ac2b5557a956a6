// Brings the explorer to life. Without this script the page shows the same nodes and links as lists.

import { at, changed, twin } from "./address.js";
import { byId } from "./dom.js";
import * as explorer from "./explorer.js";
import { makeFilters, showFilters } from "./filters.js";
import { listen } from "./keys.js";
import { showLists } from "./list.js";
import { showPanel } from "./panel.js";
import * as picture from "./picture.js";
import { savePng, saveSvg } from "./save.js";
import { makeSearch, showSearch } from "./search.js";
import { speak } from "./voice.js";

function showBar(net) {
  byId("said").textContent = net.said;
  byId("undo").disabled = !explorer.canUndo();
  byId("redo").disabled = !explorer.canRedo();
  byId("json").href = twin(at());
  byId("graphml").href = twin(at(), { format: "graphml" });
  const layout = at().searchParams.get("layout") ?? "stage";
  for (const link of document.querySelectorAll("[data-layout]")) {
    const code = link.dataset.layout;
    link.href = changed({ layout: code === "stage" ? null : code });
    if (code === layout) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function show(net, chosen, why) {
  byId("explorer").hidden = net.nodes.length === 0;
  if (why === "net") {
    showSearch(net);
    showBar(net);
    showFilters();
  }
  showLists(net, chosen, why);
  showPanel(net, chosen);
  speak(net, chosen, why);
  return picture.showPicture(net, chosen, why);
}

// Every link of the page that leads to the explorer itself is followed here.
function follow(event) {
  const link = event.target.closest("a[href^='/network']");
  const other = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button;
  if (!link || other) return;
  event.preventDefault();
  const row = link.closest("#nodes li:not(.rest)");
  if (row && link.classList.contains("pick")) explorer.choose(row.dataset.id);
  else explorer.go(link.getAttribute("href"));
}

function begin() {
  for (const one of document.querySelectorAll("[data-scripted]")) one.hidden = false;
  document.documentElement.classList.add("scripted");
  const main = byId("main");
  main.addEventListener("click", follow);
  main.addEventListener("submit", (event) => {
    if (!event.target.matches(".expand")) return;
    event.preventDefault();
    explorer.go(`/network?${new URLSearchParams(new FormData(event.target))}`);
  });
  byId("undo").addEventListener("click", explorer.undo);
  byId("redo").addEventListener("click", explorer.redo);
  byId("closer").addEventListener("click", () => picture.zoom(1.25));
  byId("wider").addEventListener("click", () => picture.zoom(0.8));
  byId("whole").addEventListener("click", picture.whole);
  byId("centre").addEventListener("click", () => picture.centre(explorer.chosen()));
  byId("png").addEventListener("click", () => savePng(picture.sceneNow(), explorer.chosen()));
  byId("svg").addEventListener("click", () => saveSvg(picture.sceneNow(), explorer.chosen()));
  makeFilters(explorer.go);
  makeSearch(explorer.go);
  listen();
  explorer.watch(show);
  explorer.begin();
}

begin();
