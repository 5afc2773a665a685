// A radio group whose options are small pictures. The browser's own radio buttons give it the
// keyboard and the screen reader; this file only draws labels around them.

/** @import { Component } from "../component.d.ts" */

/** @typedef {{name: string, label: string, help: string, thumbnail: [string, string][]}} Item */

/**
 * @typedef {object} Data
 * @property {string} label
 * @property {string} selected
 * @property {boolean} disabled
 * @property {number} size  of a thumbnail
 * @property {Record<string, string>} colours
 * @property {{label: string, items: Item[]}[]} groups
 */

/** @type {WeakMap<Node, {pick: (name: string) => void, built: string}>} */
const states = new WeakMap();
const SVG = "http://www.w3.org/2000/svg";

/** @param {[string, string][]} thumbnail @param {number} size */
function picture(thumbnail, size) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("aria-hidden", "true");
  for (const [name, d] of thumbnail) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** @param {Item} item @param {Data} data @param {(name: string) => void} pick */
function card(item, data, pick) {
  const label = document.createElement("label");
  label.title = item.help;
  const input = document.createElement("input");
  input.type = "radio";
  input.name = "card";
  input.value = item.name;
  input.addEventListener("change", () => pick(item.name));
  // A radio button that keeps the focus after a click swallows the page's one-key shortcuts.
  input.addEventListener("click", (event) => {
    if (event.detail > 0) input.blur();
  });
  const text = document.createElement("span");
  text.textContent = item.label;
  label.append(input, picture(item.thumbnail, data.size), text);
  return label;
}

/** @param {HTMLElement} root @param {Data} data @param {(name: string) => void} pick */
function build(root, data, pick) {
  root.replaceChildren();
  for (const [name, colour] of Object.entries(data.colours)) {
    root.style.setProperty(`--${name}`, colour);
  }
  for (const group of data.groups) {
    const fieldset = document.createElement("fieldset");
    fieldset.style.setProperty("--columns", String(group.items.length));
    const legend = document.createElement("legend");
    legend.textContent = group.label;
    const row = document.createElement("div");
    row.append(...group.items.map((item) => card(item, data, pick)));
    fieldset.append(legend, row);
    root.append(fieldset);
  }
}

/** @param {Component<Data, {picked: string}>} component */
export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement);
  if (!state) {
    state = { pick: () => {}, built: "" };
    states.set(parentElement, state);
  }
  state.pick = (name) => setTriggerValue("picked", name);
  /** @type {HTMLElement | null} */
  const root = parentElement.querySelector(".cards");
  if (!root) throw new Error("the cards have lost their place");
  root.setAttribute("aria-label", data.label);
  const built = JSON.stringify([data.groups, data.colours]);
  if (state.built !== built) {
    state.built = built;
    build(root, data, (name) => state.pick(name));
  }
  for (const input of root.querySelectorAll("input")) {
    input.checked = input.value === data.selected;
    input.disabled = data.disabled;
  }
}
