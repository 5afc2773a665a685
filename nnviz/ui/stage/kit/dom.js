// Building and updating elements, with the least work for the browser.

/**
 * @param {string} tag
 * @param {object} properties  `class`, `text`, and attributes by name; functions become listeners
 * @param {...(Node|string)} children
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "text") node.textContent = value;
    else if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children);
  return node;
}

/** Write text only where it differs: untouched text costs no layout. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * How much of a slider's track is filled: browsers do not agree on it, so the style sheet does it.
 */
export function fillTrack({ min, max, value, style }) {
  const share = (Number(value) - Number(min)) / (Number(max) - Number(min) || 1);
  style.setProperty("--filled", `${(100 * share).toFixed(2)}%`);
}

/** What is larger than its place, once it has one, can be scrolled by keyboard. */
export function letScroll(node, name) {
  if (node.scrollWidth <= node.clientWidth && node.scrollHeight <= node.clientHeight) return;
  node.tabIndex = 0;
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", name);
}

/** Round button with a sign on it and a name that is read aloud. */
export function signButton(sign, name, press) {
  return element(
    "button",
    { type: "button", class: "sign", "aria-label": name, "data-hint": name, onclick: press },
    element("span", { "aria-hidden": "true", text: sign }),
  );
}
