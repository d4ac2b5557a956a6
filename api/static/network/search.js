// What was found by words, and the form that looks for them.

import { step } from "./address.js";
import { at } from "./address.js";
import { byId, cut, h, mark, quoted } from "./dom.js";

export function makeSearch(go) {
  const form = byId("sought").form;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const url = new URL(at());
    url.searchParams.set("q", byId("sought").value);
    go(url.pathname + url.search).then(() => byId("found").scrollIntoView({ block: "nearest" }));
  });
}

export function showSearch(net) {
  const sought = at().searchParams.get("q") ?? "";
  const section = byId("found");
  section.hidden = !sought;
  byId("found-title").replaceChildren("Found for ", ...quoted(sought));
  const rows = net.found.map((one) => result(net, one));
  const none = h("li", {}, "Nothing holds all these words. Try fewer of them.");
  section.querySelector("ul").replaceChildren(...(rows.length ? rows : [none]));
}

function result(net, one) {
  const about = () => h("span", { class: "hidden" }, `: ${cut(one.text, 60)}`);
  const words = one.reader ? quoted(one.text) : [h("bdi", {}, one.text)];
  const alone = `/network?${new URLSearchParams({ start: one.id })}`;
  const source = one.reader ? [h("a", { href: one.reader }, one.where), ` · ${one.day} · `] : [];
  const start = h("a", { href: alone }, "Start here", about());
  const add = h("a", { href: step("add", one.id) }, "Add to this view", about());
  const ways = net.nodes.length ? [start, " · ", add] : [start];
  return h(
    "li",
    {},
    h("p", {}, mark(net.looks, one.kind), " ", h("strong", {}, one.word), " ", ...words),
    h("p", { class: "soft small" }, ...source, ...ways),
  );
}
