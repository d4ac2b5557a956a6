// The filters: what the form says becomes the address, and what the address says becomes the form.

import { at } from "./address.js";
import { byId, h } from "./dom.js";
import { makeSliders, setSliders } from "./sliders.js";

const OWN = ["kind", "state", "theme", "since", "until", "depth"];

export function makeFilters(go) {
  const form = byId("filter-form");
  makeSliders();
  form.addEventListener("change", (event) => {
    if (event.target.name) form.requestSubmit(); // a slider without a name sends for itself
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(`/network?${new URLSearchParams(new FormData(form))}`);
  });
}

export function showFilters() {
  const form = byId("filter-form");
  const said = at().searchParams;
  for (const hidden of form.querySelectorAll("input[type=hidden]")) hidden.remove();
  for (const [name, value] of said) {
    if (!OWN.includes(name)) form.append(h("input", { type: "hidden", name, value }));
  }
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    const chosen = said.getAll(box.name);
    const usual = box.value !== "rejected";
    box.checked = chosen.length ? chosen.includes(box.value) : usual;
  }
  for (const name of ["theme", "since", "until"]) form.elements[name].value = said.get(name) ?? "";
  form.elements.depth.value = said.get("depth") ?? "1";
  setSliders();
}
