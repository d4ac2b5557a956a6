// The colours of the picture: those of the style sheet, or the reader's own where they force them.

const forced = matchMedia("(forced-colors: active)");
let known = null;

export function colours() {
  known ??= forced.matches ? system() : ours();
  return known;
}

export function onChange(redraw) {
  forced.addEventListener("change", () => {
    known = null;
    redraw();
  });
}

export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function ours() {
  const sheet = getComputedStyle(document.documentElement);
  const named = (name) => sheet.getPropertyValue(name).trim();
  return {
    ink: named("--ink"),
    soft: named("--soft"),
    ground: named("--ground"),
    paper: named("--paper"),
    link: named("--link"),
    focus: named("--focus"),
    line: "#7b8a98",
    proposed: "#7a4300",
    kind: (colour) => colour,
  };
}

function system() {
  const ink = "CanvasText";
  const paper = "Canvas";
  return {
    ink,
    soft: ink,
    ground: paper,
    paper,
    link: "LinkText",
    focus: "Highlight",
    line: ink,
    proposed: ink,
    kind: () => ink,
  };
}
