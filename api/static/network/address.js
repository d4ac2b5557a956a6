// Addresses are the state. Each change is the present address with some parameters changed; what a
// step such as "expand" makes of them, the server says.

let present = new URL(location.href);

export function at() {
  return present;
}

export function moveTo(address) {
  present = new URL(address, location.href);
}

// The present address with parameters set (a string), repeated (a list) or taken out (null).
export function changed(values) {
  const url = new URL(present);
  for (const [name, value] of Object.entries(values)) {
    url.searchParams.delete(name);
    for (const one of value === null ? [] : [value].flat()) url.searchParams.append(name, one);
  }
  return url.pathname + url.search;
}

export function step(verb, node, values = {}) {
  return changed({ do: verb, at: node, ...values });
}

export function get(name) {
  return present.searchParams.get(name) ?? "";
}

// The same state as data: the JSON twin of a page.
export function twin(address, values = {}) {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return `/api${url.pathname}${url.search}`;
}
