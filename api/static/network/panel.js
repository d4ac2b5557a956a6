// The details of the chosen node: its exact words, where they stand, what it is joined to, and
// what can be done with it.

import * as address from "./address.js";
import { byId, cut, h, mark, quoted } from "./dom.js";
import { standing } from "./list.js";

export function showPanel(net, chosen) {
  const panel = byId("panel");
  const node = net.nodes.find((one) => one.id === chosen);
  const held = panel.contains(document.activeElement);
  panel.replaceChildren(...(node ? parts(net, node) : []));
  if (held) panel.focus({ preventScroll: true });
}

function parts(net, node) {
  const day = node.day && h("span", { class: "soft" }, node.day);
  const head = h("h2", { id: "panel-title" }, mark(net.looks, node.kind), ` ${node.word} `, day);
  const words = node.reader
    ? [
        h("blockquote", {}, h("p", {}, ...quoted(node.text))),
        h("p", { class: "from" }, h("a", { href: node.reader }, node.where)),
      ]
    : [h("p", { class: "name" }, h("bdi", {}, node.text))];
  const facts = node.facts.map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, value)),
  );
  return [head, ...words, h("dl", { class: "facts" }, ...facts), acts(node), expansion(net, node)]
    .concat(h("h3", {}, "Its links"), links(net, node));
}

function acts(node) {
  const from = address.get("from");
  const act = (words, href) => h("li", {}, h("a", { href }, words));
  return h(
    "ul",
    { class: "acts" },
    node.open && act("Collapse", address.step("collapse", node.id)),
    node.pinned ? act("Unpin", address.step("unpin", node.id)) : act("Pin", address.step("pin", node.id)),
    from && from !== node.id ? act("Path to here", address.changed({ to: node.id })) : null,
    act("Path from here", address.changed({ from: node.id, to: null })),
    from ? act("No path", address.changed({ from: null, to: null })) : null,
    act("Start from here alone", `/network?${new URLSearchParams({ start: node.id })}`),
    node.page && act("Its own page", node.page),
  );
}

function expansion(net, node) {
  const state = [...address.at().searchParams].map(([name, value]) =>
    h("input", { type: "hidden", name, value }),
  );
  const kinds = Object.entries(net.looks).map(([kind, look]) =>
    h(
      "li",
      {},
      h("input", { type: "checkbox", id: `only-${kind}`, name: "only", value: kind }),
      h("label", { for: `only-${kind}` }, mark(net.looks, kind), ` ${capital(look.words)}`),
    ),
  );
  const span = (name, words) => [
    h("label", { for: name }, words),
    h(
      "select",
      { id: name, name },
      h("option", { value: "" }, "any date"),
      ...net.dates.map((one) => h("option", { value: one.date }, one.words)),
    ),
  ];
  return h(
    "form",
    { class: "expand", action: "/network" },
    ...state,
    h("input", { type: "hidden", name: "do", value: "expand" }),
    h("input", { type: "hidden", name: "at", value: node.id }),
    h(
      "details",
      {},
      h("summary", {}, "Expand only to …"),
      h("ul", { class: "checks" }, ...kinds),
      ...span("after", "Papers from"),
      ...span("before", "Papers up to"),
    ),
    h("button", {}, node.around ? `Expand (+${node.around})` : "Expand"),
  );
}

function links(net, node) {
  const texts = new Map(net.nodes.map((one) => [one.id, one.text]));
  const joined = net.links.filter((link) => link.subject === node.id || link.object === node.id);
  const rows = joined.map((link) => {
    const on = link.subject === node.id;
    const far = on ? link.object : link.subject;
    const why = link.settled ? [] : link.reasons;
    return h(
      "li",
      {},
      h("em", {}, capital(on ? link.words : link.inverse)),
      " ",
      h("a", { href: address.changed({ node: far }) }, h("bdi", {}, cut(texts.get(far), 90))),
      " ",
      h("span", { class: "soft small" }, [standing(link), ...why].join(" · ")),
    );
  });
  const none = "None in this view. That is no finding: expand it to see what is known.";
  const shown = rows.length ? rows : [h("li", { class: "soft" }, none)];
  return h("ul", { class: "plain joined" }, ...shown);
}

function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
