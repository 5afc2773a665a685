// Explains the tabs of a part of the page: to the mouse that rests on one and to the keyboard that
// comes to it. One can go over to what is said, and Escape sends it away (WCAG 2.2, 1.4.13).
//
// A part is watched for as long as it is there, whatever becomes of its tabs: Streamlit makes them
// anew now and then.

/** @import { Component } from "../component.d.ts" */

const DELAY_MS = 350;
// Time to go from a tab over to what is said of it.
const GRACE_MS = 200;
const DISTANCE = 6;
const EDGE = 8;

/** @type {WeakMap<Element, Tips>} */
const watched = new WeakMap();

/** @param {HTMLElement} tip @param {HTMLElement} tab */
function place(tip, tab) {
  const box = tab.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = tip;
  const middle = (box.left + box.right - width) / 2;
  const left = Math.max(EDGE, Math.min(middle, innerWidth - width - EDGE));
  // Above, where nothing is that one is about to read; below where there is no room.
  const above = box.top - DISTANCE - height;
  tip.style.left = `${Math.round(left)}px`;
  tip.style.top = `${Math.round(above >= 0 ? above : box.bottom + DISTANCE)}px`;
}

class Tips {
  /** @param {Element} part */
  constructor(part) {
    /** @type {HTMLElement | null} */
    this.tab = null;
    /** @type {HTMLElement | null} */
    this.pressed = null;
    /** @type {HTMLElement | null} */
    this.tip = null;
    /** @type {Record<string, string>} */
    this.texts = {};
    this.waiting = 0;
    /** @type {(name: string, act: (tab: HTMLElement | null, event: Event) => void) => void} */
    const on = (name, act) =>
      part.addEventListener(name, (event) => act(tabAt(event.target), event));
    on("pointerover", (tab, event) => {
      const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
      if (!isTouch) this.#over(tab);
    });
    on("pointerout", (tab) => tab && this.#leave());
    on("pointerdown", (tab) => this.#press(tab));
    on("focusin", (tab) => tab?.matches(":focus-visible") && this.#show(tab));
    on("focusout", () => this.hide());
    /** @param {KeyboardEvent} event */
    this.close = (event) => this.#close(event);
  }

  /**
   * Take what is to be said, and the element to say it in.
   *
   * @param {Element} part
   * @param {HTMLElement} tip
   * @param {Record<string, string>} texts
   */
  update(part, tip, texts) {
    if (tip !== this.tip) {
      tip.addEventListener("pointerenter", () => clearTimeout(this.waiting));
      tip.addEventListener("pointerleave", () => this.#leave());
    }
    this.tip = tip;
    this.texts = texts;
    for (const tab of part.querySelectorAll('[role="tab"]')) this.#describe(tab);
    if (this.tab && !this.tab.isConnected) this.hide();
  }

  hide() {
    clearTimeout(this.waiting);
    this.tab = null;
    document.removeEventListener("keydown", this.close, { capture: true });
    if (this.tip?.matches(":popover-open")) this.tip.hidePopover();
  }

  /** @param {Element} tab */
  #textOf(tab) {
    return this.texts[(tab.textContent ?? "").trim()];
  }

  /** For screen readers, for which the tip's own root is another document. @param {Element} tab */
  #describe(tab) {
    const text = this.#textOf(tab);
    if (text) tab.setAttribute("aria-description", text);
  }

  /** @param {HTMLElement | null} tab */
  #over(tab) {
    if (tab !== this.pressed) this.pressed = null;
    if (!tab || tab === this.pressed) return;
    clearTimeout(this.waiting);
    if (tab !== this.tab) this.waiting = setTimeout(() => this.#show(tab), DELAY_MS);
  }

  #leave() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.hide(), GRACE_MS);
  }

  /**
   * Whoever presses knows what they want, until they point anew.
   *
   * @param {HTMLElement | null} tab
   */
  #press(tab) {
    if (!tab) return;
    this.hide();
    this.pressed = tab;
  }

  /** @param {HTMLElement} tab */
  #show(tab) {
    this.hide();
    const text = this.#textOf(tab);
    if (!text || !tab.isConnected || !this.tip?.isConnected) return;
    this.tab = tab;
    // Only while something is said: a part that is left for another page leaves nothing behind.
    document.addEventListener("keydown", this.close, { capture: true });
    this.#describe(tab);
    this.tip.textContent = text;
    this.tip.showPopover();
    place(this.tip, tab);
  }

  /** @param {KeyboardEvent} event */
  #close(event) {
    if (event.key !== "Escape") return;
    this.hide();
    event.stopPropagation();
    event.preventDefault();
  }
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const tabAt = (target) => (target instanceof Element ? target.closest('[role="tab"]') : null);

/** @param {Component<{selector: string, tips: Record<string, string>}>} component */
export default function ({ data, parentElement }) {
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const part = host.closest(data.selector);
  /** @type {HTMLElement | null} */
  const tip = parentElement.querySelector(".tip");
  if (!part || !tip) return;
  const tips = watched.get(part) ?? new Tips(part);
  watched.set(part, tips);
  tips.update(part, tip, data.tips);
}
