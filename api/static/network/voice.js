// Says what a step did, for those who do not see the picture change.

import { byId } from "./dom.js";

let before = null;

export function speak(net, chosen, why) {
  if (why === "net") {
    if (before) byId("voice").textContent = `${difference(before, net)} ${net.said}`;
    before = net;
  } else if (byId("picture").contains(document.activeElement)) {
    const node = net.nodes.find((one) => one.id === chosen);
    byId("voice").textContent = [node.word, node.day, node.tag, node.text].filter(Boolean).join(", ");
  }
}

function difference(old, net) {
  const ids = (view, fits) => new Set(view.nodes.filter(fits).map((node) => node.id));
  const fresh = (fits) => {
    const held = ids(old, fits);
    return [...ids(net, fits)].filter((id) => !held.has(id)).length;
  };
  const there = ids(net, Boolean);
  const gone = [...ids(old, Boolean)].filter((id) => !there.has(id)).length;
  const came = fresh(Boolean);
  const pinned = (view) => view.nodes.filter((node) => node.pinned).length;
  return [
    came && `${came} more ${came === 1 ? "node" : "nodes"}.`,
    gone && `${gone} fewer ${gone === 1 ? "node" : "nodes"}.`,
    fresh((node) => node.pinned) && "Pinned.",
    pinned(net) < pinned(old) && "Unpinned.",
  ]
    .filter(Boolean)
    .join(" ");
}
