// Building and updating elements, with the least work for the browser.

/**
 * @typedef {string | number | boolean | null | undefined} Attribute  null and false leave it out
 */
/**
 * What an element is made with: text, attributes by name, and listeners.
 *
 * @typedef {{[Name in keyof HTMLElementEventMap as `on${Name}`]?:
 *   (event: HTMLElementEventMap[Name]) => void}} Listeners
 * @typedef {"class" | "height" | "hidden" | "id" | "max" | "min" | "role" | "scope" | "selected" |
 *   "step" | "style" | "tabindex" | "title" | "type" | "value" | "width"} AttributeName
 * @typedef {{text?: string} & Listeners & {[Name in AttributeName]?: Attribute} &
 *   {[name: `aria-${string}`]: Attribute, [name: `data-${string}`]: Attribute}} Properties
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} [properties]  `class`, `text`, and attributes by name; functions become
 *   listeners
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "text") node.textContent = properties.text ?? null;
    else if (typeof value === "function") {
      node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== null && value !== false) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children);
  return node;
}

/**
 * The element that an event is of, or null where it is of something else, as the document itself.
 *
 * @param {Event} event
 */
export const targetOf = ({ target }) => (target instanceof Element ? target : null);

/**
 * The tree that an element of the page stands in: the document's, or one of its own in it.
 *
 * @param {Node} node
 */
export const rootOf = (node) => /** @type {Document | ShadowRoot} */ (node.getRootNode());

/**
 * Write text only where it differs: untouched text costs no layout.
 *
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * How much of a slider's track is filled: browsers do not agree on it, so the style sheet does it.
 *
 * @param {HTMLInputElement} slider
 */
export function fillTrack({ min, max, value, style }) {
  const share = (Number(value) - Number(min)) / (Number(max) - Number(min) || 1);
  style.setProperty("--filled", `${(100 * share).toFixed(2)}%`);
}

/**
 * What is larger than its place, once it has one, can be scrolled by keyboard.
 *
 * @param {HTMLElement} node
 * @param {string} name
 */
export function letScroll(node, name) {
  if (node.scrollWidth <= node.clientWidth && node.scrollHeight <= node.clientHeight) return;
  node.tabIndex = 0;
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", name);
}

/**
 * Round button with a sign on it and a name that is read aloud.
 *
 * @param {string} sign
 * @param {string} name
 * @param {() => void} press
 */
export function signButton(sign, name, press) {
  return element(
    "button",
    { type: "button", class: "sign", "aria-label": name, "data-hint": name, onclick: press },
    element("span", { "aria-hidden": "true", text: sign }),
  );
}
