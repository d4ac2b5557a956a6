// Makes elements. Words of papers only ever become text, never markup.

const SVG = "http://www.w3.org/2000/svg";

// h("a", { class: "pick", href: "/" }, "words", element, null)
export function h(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

// The mark of a kind of node: the same outline as in the picture.
export function mark(looks, kind) {
  const path = svg("path", { d: looks[kind].shape });
  return svg("svg", { class: `mark is-${kind}`, viewBox: "0 0 12 12", "aria-hidden": "true" }, path);
}

export function quoted(text) {
  return ["“", h("bdi", {}, text), "”"];
}

export function cut(text, most) {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}
