// The list of nodes, which holds the same as the picture, and the list of links. One node of the
// list is in the order of Tab; the arrow keys go on from there, and expand and collapse.

import { changed, step } from "./address.js";
import { byId, cut, h, mark, quoted } from "./dom.js";

export function showLists(net, chosen, why) {
  const list = byId("nodes");
  const held = list.contains(document.activeElement);
  if (why === "net") {
    const texts = new Map(net.nodes.map((node) => [node.id, node.text]));
    list.replaceChildren(
      ...net.nodes.map((node) => nodeRow(net, node)),
      ...net.rests.map((rest) => restRow(rest, texts)),
    );
    byId("link-count").textContent = String(net.links.length);
    byId("link-rows").replaceChildren(...net.links.map((link) => linkRow(link, texts)));
  }
  for (const row of list.children) {
    const pick = row.querySelector(".pick");
    const here = row.dataset.id === chosen;
    if (here) pick.setAttribute("aria-current", "true");
    else pick.removeAttribute("aria-current");
    pick.tabIndex = here ? 0 : -1;
  }
  if (!list.querySelector("[tabindex='0']")) list.querySelector(".pick")?.setAttribute("tabindex", "0");
  reveal(list, chosen, held);
}

function reveal(list, chosen, held) {
  const row = rowOf(chosen);
  if (!row) return;
  if (held) row.querySelector(".pick").focus({ preventScroll: true });
  // Only the list scrolls, never the page.
  const above = row.offsetTop - list.scrollTop;
  if (above < 0 || above + row.offsetHeight > list.clientHeight) {
    list.scrollTop = row.offsetTop - (list.clientHeight - row.offsetHeight) / 2;
  }
}

export function rowOf(id) {
  return Array.from(byId("nodes").children).find((row) => row.dataset.id === id);
}

function nodeRow(net, node) {
  const about = h("span", { class: "hidden" }, `: ${cut(node.text, 60)}`);
  const signs = [
    node.pinned && "Pinned",
    node.on_path && "On the path",
    node.around && !node.open && `+${node.around} around it`,
  ].filter(Boolean);
  return h(
    "li",
    { "data-id": node.id, class: node.tag && "proposed" },
    h(
      "a",
      { class: "pick", href: changed({ node: node.id }) },
      h(
        "span",
        { class: `kind is-${node.kind}` },
        mark(net.looks, node.kind),
        " ",
        h("strong", {}, node.word),
        node.day && ` ${node.day}`,
      ),
      " ",
      h("span", { class: "words" }, h("bdi", {}, node.text)),
      node.tag && h("span", { class: "tagged" }, node.tag),
      signs.length ? h("span", { class: "signs" }, signs.join(" · ")) : null,
    ),
  );
}

function restRow(rest, texts) {
  const around = h("span", { class: "words" }, "around ", ...quoted(cut(texts.get(rest.node), 80)));
  const href = step("reveal", rest.node, { only: rest.kind });
  const pick = h("a", { class: "pick", href }, rest.card.head, " ", around);
  return h("li", { "data-id": rest.id, class: "rest" }, pick);
}

function linkRow(link, texts) {
  const end = (id) => h("bdi", {}, cut(texts.get(id), 120));
  return h(
    "li",
    {},
    h("p", {}, end(link.subject), " ", h("em", {}, link.words), " ", end(link.object)),
    h("p", { class: "soft small" }, standing(link)),
  );
}

// "◌ Proposed 0.41 · ▲ Improved"
export function standing(link) {
  const score = link.score === null || link.settled ? "" : ` ${link.score.toFixed(2)}`;
  return [link.state_words + score, link.progress_words].filter(Boolean).join(" · ");
}
