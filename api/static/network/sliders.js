// The span of time: where there is a script, two sliders over the dates of the papers stand in the
// place of the two lists to choose from.

import { byId, h } from "./dom.js";

export function makeSliders() {
  for (const name of ["since", "until"]) make(byId(name));
}

// Shows what the address says: after Back, after a step.
export function setSliders() {
  for (const name of ["since", "until"]) byId(name).dispatchEvent(new Event("told"));
}

function make(select) {
  const last = select.options.length - 1;
  const late = select.name === "until";
  const told = h("output", { for: `${select.id}-slider` });
  const slider = h("input", {
    type: "range",
    id: `${select.id}-slider`,
    min: 0,
    max: last,
    "aria-label": select.labels[0].textContent,
  });
  // "Any" is the first of both lists; on the later slider it stands at the right end.
  const place = (index) => (late ? (index === 0 ? last : index - 1) : index);
  const index = (at) => (late ? (at === last ? 0 : at + 1) : at);
  const tell = () => {
    const words = select.options[index(Number(slider.value))].textContent;
    told.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  };
  slider.value = String(place(select.selectedIndex));
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => {
    select.selectedIndex = index(Number(slider.value));
    select.form.requestSubmit();
  });
  select.addEventListener("told", () => {
    slider.value = String(place(select.selectedIndex));
    tell();
  });
  tell();
  select.hidden = true;
  select.after(slider, told);
}
