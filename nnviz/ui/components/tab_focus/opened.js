// Takes the keyboard into what it opens, and brings it back to the button that it came from.
//
// Streamlit leaves it on the button of a popover, while what the popover holds stands at the end of
// the page, behind all other stops of the tab key. And it lets go of it with an entry that was
// chosen from a menu, and with a dialog whose button lay in a popover: whoever goes by keys is
// thrown back to the top of the page.

const POPOVER = '[data-testid="stPopoverBody"]';
const OPENED = `${POPOVER}, [data-testid="stMenuButtonBody"] [role="menu"]`;
const BUTTON = '[data-testid="stPopoverButton"], [data-testid="stMenuButtonButton"]';
const STOP = "a[href], button, input, select, textarea, [tabindex]";

// Whatever lies over the page hangs there, or on the body.
const LAYER = "stFloatingOverlayPortal";

// How to find the button by which keys have opened something last: it may have been made anew
// since.
/** @type {string | null | undefined} */
let way = null;
// The button whose popover or menu the keyboard is still to go into.
/** @type {Element | null} */
let entered = null;

/** @param {Element} button */
const isOpen = (button) => button.getAttribute("aria-expanded") === "true";
/** @param {string} [within] @returns {HTMLElement[]} */
const buttons = (within = "") => {
  /** @type {NodeListOf<HTMLElement>} */
  const found = document.querySelectorAll(`${within} :is(${BUTTON})`);
  return [...found].filter((one) => one.checkVisibility());
};
/** @param {Element} part */
const stopsOf = (part) => {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const found = part.querySelectorAll(STOP);
  return [...found].filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
};
/** @type {(target: EventTarget | null) => Element | null} */
const elementOf = (target) => (target instanceof Element ? target : null);

/** After what the browser and Streamlit do of their own accord. @param {() => void} act */
function later(act) {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

/** @param {HTMLElement} node */
function give(node) {
  node.focus({ preventScroll: true });
}

/**
 * Go to the whole: its contents may still be on their way, and the next stop is the first of them.
 *
 * @param {HTMLElement} opened
 */
function goInto(opened) {
  if (opened.matches(POPOVER)) opened.tabIndex = -1;
  give(opened);
}

/** Go in as soon as there is something, unless the person has gone elsewhere meanwhile. */
function enter() {
  if (!entered || document.activeElement !== entered || !isOpen(entered)) return;
  /** @type {HTMLElement | null} */
  const opened = document.querySelector(OPENED);
  if (opened) goInto(opened);
  else later(enter);
}

/** @param {MouseEvent} event */
function press({ target, detail }) {
  const button = elementOf(target)?.closest(BUTTON);
  // A mouse has pressed, or it closes.
  if (!button || detail || isOpen(button)) return;
  const classes = button.closest('[class*="st-key-"]')?.classList ?? [];
  way = `.${[...classes].find((name) => name.startsWith("st-key-"))}`;
  entered = button;
  later(enter);
}

/** Whoever has gone on by themselves wants nothing brought back, either. @param {Event} event */
function goOn({ target }) {
  if (!elementOf(target)?.closest(`${BUTTON}, [role="dialog"], #${LAYER}`)) way = null;
}

/** Something was closed: where the keyboard went with it, it comes back. */
function bringBack() {
  if (!way || document.activeElement !== document.body) return;
  const [button] = buttons(way);
  if (button) give(button);
}

/**
 * A popover stands behind its button for the tab key, and is closed by whoever goes on.
 *
 * @param {KeyboardEvent} event
 */
function walk(event) {
  if (event.key !== "Tab" || event.ctrlKey || event.altKey || event.metaKey) return;
  entered = null;
  /** @type {HTMLElement | null} */
  const opened = document.querySelector(POPOVER);
  const button = opened && buttons().find(isOpen);
  if (!opened || !button) return;
  const isBack = event.shiftKey;
  const at = document.activeElement;
  const stops = [opened, ...stopsOf(opened)];
  // From where the keyboard is put, the browser goes on by itself.
  if (at === button && isBack) button.click();
  else if (at === button) {
    goInto(opened);
    // Only in there are its contents stops.
    if (!stopsOf(opened).length) event.preventDefault();
  } else if (isBack && (at === opened || at === stops[1])) {
    give(button);
    event.preventDefault();
  } else if (!isBack && at === stops.at(-1)) {
    give(button);
    button.click();
  }
}

/** The layer comes with the first that needs it; one that is watched already stays so. */
function watchLayer() {
  const layer = document.getElementById(LAYER);
  if (layer) closing.observe(layer, { childList: true });
}

const closing = new MutationObserver((changes) => {
  watchLayer();
  if (changes.some(({ removedNodes }) => removedNodes.length)) later(bringBack);
});

// Once for each page that the browser loads, however often this component is made.
/** @type {Window & {nnvizKeepsKeyboard?: boolean}} */
const page = window;
if (!page.nnvizKeepsKeyboard) {
  page.nnvizKeepsKeyboard = true;
  const before = { capture: true };
  document.addEventListener("click", press, before);
  document.addEventListener("keydown", walk, before);
  document.addEventListener("focusin", goOn, before);
  // Whoever takes the mouse wants nothing brought back.
  document.addEventListener("pointerdown", () => (way = null), before);
  closing.observe(document.body, { childList: true });
  watchLayer();
}

export default function () {}
