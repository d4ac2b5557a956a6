// Two pens with the same strokes: one draws on a canvas, one writes an SVG file.

import { svg } from "./dom.js";

export const FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
const paths = new Map();

function pathOf(d) {
  let path = paths.get(d);
  if (!path) {
    if (paths.size > 4000) paths.clear(); // lines that were dragged about leave theirs behind
    path = new Path2D(d);
    paths.set(d, path);
  }
  return path;
}

export class CanvasPen {
  constructor(context) {
    this.context = context;
  }

  // d is the data of an SVG path, drawn at (x, y).
  path(d, { x = 0, y = 0, fill, stroke, width = 1, dash = [] }) {
    const to = this.context;
    to.save();
    to.translate(x, y);
    if (fill) {
      to.fillStyle = fill;
      to.fill(pathOf(d));
    }
    if (stroke) {
      to.strokeStyle = stroke;
      to.lineWidth = width;
      to.setLineDash(dash);
      to.stroke(pathOf(d));
    }
    to.restore();
  }

  // Words wider than most are drawn narrower, never cut.
  text(words, { x, y, size, fill, bold = false, align = "left", most, halo }) {
    const to = this.context;
    to.font = `${bold ? "600 " : ""}${size}px ${FACE}`;
    to.textAlign = align;
    to.textBaseline = "alphabetic";
    to.direction = "ltr";
    if (halo) {
      to.strokeStyle = halo;
      to.lineWidth = 4;
      to.lineJoin = "round";
      to.strokeText(words, x, y, most);
    }
    to.fillStyle = fill;
    to.fillText(words, x, y, most);
  }
}

const ANCHORS = { left: "start", center: "middle", right: "end" };
// Signs that XML 1.0 cannot hold, whatever a paper says.
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export class SvgPen {
  constructor(parent) {
    this.parent = parent;
    this.measure = document.createElement("canvas").getContext("2d");
  }

  path(d, { x = 0, y = 0, fill = "none", stroke, width = 1, dash = [] }) {
    const at = x || y ? `translate(${x} ${y})` : null;
    const drawn = { d, transform: at, fill };
    if (stroke) Object.assign(drawn, { stroke, "stroke-width": width });
    if (dash.length) drawn["stroke-dasharray"] = dash.join(" ");
    this.parent.append(svg("path", drawn));
  }

  text(words, { x, y, size, fill, bold = false, align = "left", most, halo }) {
    const said = words.replace(UNFIT, "");
    this.measure.font = `${bold ? "600 " : ""}${size}px ${FACE}`;
    const drawn = { x, y, fill, "font-size": size, "text-anchor": ANCHORS[align] };
    if (bold) drawn["font-weight"] = 600;
    if (most && this.measure.measureText(said).width > most) {
      Object.assign(drawn, { textLength: most, lengthAdjust: "spacingAndGlyphs" });
    }
    if (halo) {
      Object.assign(drawn, { stroke: halo, "stroke-width": 4, "stroke-linejoin": "round" });
      drawn["paint-order"] = "stroke";
    }
    this.parent.append(svg("text", drawn, said));
  }
}
