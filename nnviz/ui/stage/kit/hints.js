// Explanations where one points: whatever carries `data-hint` is explained by one small label, to
// the mouse that rests on it, the keyboard that comes to it and the finger that stays on it. The
// label never lies on what it explains, waits while the mouse goes over to it, and Escape sends it
// away (WCAG 2.2, 1.4.13). Where the keyboard is put rather than led by a key, nothing is
// explained: whoever pressed Enter is about to use what came. Whoever presses knows what they want:
// what was pressed is explained no more until it is pointed at anew, and a stroke that begins on
// the label is drawn on what lies under it.

import { element, rootOf, setText, targetOf } from "./dom.js";
import { placeBeside } from "./placing.js";

const ID = "nnviz-hint";
const DELAY_MS = 350;
// Time to go from what is explained to the label.
const GRACE_MS = 200;
const LONG_PRESS_MS = 500;
// Pixels that a finger which rests may move.
const SLIDE = 8;
// The keys that lead the keyboard from one thing to the next.
const LEADING = new Set(["Tab", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);
const KEY_EVENTS = /** @type {const} */ (["keydown", "keyup"]);
// The panes that take strokes.
const DRAWN_ON = ".pad, .paper";
const CONTROLS = "button, input, select";

export class Hints {
  /**
   * @param {HTMLElement} root  of the stage: all in it that is marked is explained
   * @param {() => void} shown  called whenever something is
   */
  constructor(root, shown) {
    this.root = root;
    this.shown = shown;
    this.node = element("div", { class: "tip hint", role: "tooltip", id: ID, hidden: true });
    root.append(this.node);
    /** @type {HTMLElement | null} */
    this.target = null;
    /** @type {Element | null} */
    this.described = null;
    /** @type {string | null | undefined} */
    this.known = null;
    this.pressedAt = [0, 0];
    this.isLong = false;
    this.isLed = false;
    this.waiting = this.pressing = 0;
    this.#listen(root);
    /** @param {KeyboardEvent} event */
    this.key = (event) => this.#key(event);
    for (const name of KEY_EVENTS) {
      document.addEventListener(name, this.key, { capture: true });
    }
  }

  /** @param {HTMLElement} root */
  #listen(root) {
    root.addEventListener("pointerover", (event) => this.#over(event));
    root.addEventListener("pointerout", (event) => this.#out(event));
    root.addEventListener("pointerdown", (event) => this.#press(event));
    root.addEventListener("pointermove", (event) => this.#slide(event));
    root.addEventListener("pointerleave", () => (this.known = null));
    root.addEventListener("pointerup", () => clearTimeout(this.pressing));
    root.addEventListener("pointercancel", () => clearTimeout(this.pressing));
    root.addEventListener("focusin", (event) => {
      const target = targetOf(event);
      if (this.isLed && target?.matches(":focus-visible")) this.#come(target);
    });
    root.addEventListener("focusout", () => this.hide());
    root.addEventListener("input", () => this.hide());
    // Before what is clicked hears of it.
    root.addEventListener("click", (event) => this.#click(event), { capture: true });
  }

  end() {
    this.hide();
    for (const name of KEY_EVENTS) {
      document.removeEventListener(name, this.key, { capture: true });
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    this.isLed = event.type === "keydown" && LEADING.has(event.key);
    if (event.type !== "keydown" || event.key !== "Escape" || this.node.hidden) return;
    this.hide();
    event.stopPropagation();
    event.preventDefault();
  }

  hide() {
    clearTimeout(this.waiting);
    clearTimeout(this.pressing);
    this.node.hidden = true;
    this.described?.removeAttribute("aria-describedby");
    this.target = this.described = null;
  }

  /** @param {PointerEvent} event */
  #over(event) {
    if (event.pointerType === "touch") return;
    const target = targetOf(event);
    if (this.node.contains(target)) {
      clearTimeout(this.waiting);
      return;
    }
    const marked = markedAt(target);
    if (!marked || marked === this.target || isSame(marked, this.known)) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.#show(marked), DELAY_MS);
  }

  /** @param {PointerEvent} event */
  #out({ pointerType, relatedTarget }) {
    if (pointerType === "touch") return;
    const isInside = relatedTarget instanceof Element && this.root.contains(relatedTarget);
    const next = isInside ? relatedTarget : null;
    if (next && (this.node.contains(next) || (this.target && markedAt(next) === this.target))) {
      return;
    }
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.hide(), GRACE_MS);
  }

  /** @param {Element} target */
  #come(target) {
    const marked = markedAt(target);
    if (!marked) return;
    this.#show(marked, target);
    // Nobody points: it must not be in the way of whoever is about to.
    this.node.dataset.by = "keyboard";
  }

  /**
   * A finger that stays explains; one that taps does what it always does, and ends explaining.
   *
   * @param {PointerEvent} event
   */
  #press(event) {
    const { pointerType, clientX, clientY } = event;
    const target = targetOf(event);
    if (pointerType !== "touch") {
      if (this.node.contains(target)) this.#passOn(event);
      return;
    }
    this.isLong = false;
    this.pressedAt = [clientX, clientY];
    const marked = markedAt(target);
    if (!this.node.contains(target)) this.hide();
    if (!marked) return;
    this.pressing = setTimeout(() => {
      this.#show(marked);
      this.isLong = true;
    }, LONG_PRESS_MS);
  }

  /**
   * Let a stroke begin on what is drawn on; of all else a press on the label uncovers it only.
   *
   * @param {PointerEvent} event
   */
  #passOn(event) {
    this.hide();
    const { clientX, clientY } = event;
    const below = rootOf(this.root).elementFromPoint(clientX, clientY);
    if (!below?.closest(DRAWN_ON)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    below.dispatchEvent(new PointerEvent(event.type, event));
  }

  /**
   * A finger that moves does something else; so does a mouse that goes on to something else.
   *
   * @param {PointerEvent} event
   */
  #slide(event) {
    const { clientX, clientY, pointerType } = event;
    if (pointerType !== "touch") {
      if (!isSame(markedAt(targetOf(event)), this.known)) this.known = null;
      return;
    }
    const [x, y] = this.pressedAt;
    if (Math.hypot(clientX - x, clientY - y) > SLIDE) clearTimeout(this.pressing);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = targetOf(event);
    const marked = markedAt(target);
    // What only waits to be explained is, at any press.
    if (marked?.matches(".term, .field")) {
      this.#show(marked, target?.closest(".term") ?? marked);
    } else if (this.isLong) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (!this.node.contains(target)) {
      this.hide();
      // Where it was no key.
      if (event.detail) this.known = marked?.dataset.hint;
    }
    this.isLong = false;
  }

  /**
   * @param {HTMLElement} target
   * @param {Element} [reader]  what has the keyboard: the explanation is read with its name
   */
  #show(target, reader = target) {
    if (target === this.target || !target.isConnected) return;
    this.hide();
    const { node, root } = this;
    const { hint: text = "" } = target.dataset;
    this.target = target;
    delete node.dataset.by;
    setText(node, text);
    node.hidden = false;
    // What is its name already need not be read twice.
    if (reader.getAttribute("aria-label") !== text) {
      reader.setAttribute("aria-describedby", ID);
      this.described = reader;
    }
    placeBeside(node, root, target.getBoundingClientRect(), controlsIn(root, target));
    this.shown();
  }
}

/**
 * Whether this has the explanation of what was pressed: the very element may have been made anew.
 *
 * @param {HTMLElement | null | undefined} marked
 * @param {string | null | undefined} known
 */
const isSame = (marked, known) => Boolean(known) && marked?.dataset.hint === known;

/**
 * Where everything is that one may want to use next.
 *
 * @param {HTMLElement} root
 * @param {Element} target
 */
const controlsIn = (root, target) =>
  [...root.querySelectorAll(CONTROLS)]
    .filter((one) => one !== target && !one.contains(target) && one.checkVisibility())
    .map((one) => one.getBoundingClientRect());

/** @param {Element | null} target @returns {HTMLElement | null | undefined} */
const markedAt = (target) => target?.closest("[data-hint]");

/**
 * Explain an element, or no more (null).
 *
 * @param {HTMLElement} node
 * @param {string | null | undefined} text
 */
export function explain(node, text) {
  if (!text) delete node.dataset.hint;
  else if (node.dataset.hint !== text) node.dataset.hint = text;
}

/**
 * A word that is explained at any press; without a hint of its own by what it stands in.
 *
 * @param {string} text
 * @param {string | null} [hint]
 */
export const term = (text, hint = null) =>
  element("button", { type: "button", class: "term", "data-hint": hint, text });
