// Where a person draws: a pane over the map that takes the mouse, a finger, a pen or the keyboard.

import { element } from "../kit/dom.js";

/** @import { Strings } from "../stream/given.d.ts" */

const KEY_STEP = 0.25;
const LONG_KEY_STEP = 1;
/** @type {Partial<Record<string, [number, number]>>} */
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @typedef {{x: number, y: number}} Place  on the plane */

/**
 * @typedef {object} PadActs
 * @property {(place: Place) => void} down
 * @property {(place: Place) => void} move
 * @property {() => void} up
 * @property {(name: string, event: KeyboardEvent) => boolean} key  "put", "erase", "moved", or
 *   returns whether it has a use for another key
 */

export class Pad {
  /** @param {Strings} strings @param {PadActs} to */
  constructor(strings, to) {
    this.to = to;
    /** @type {Place} */
    this.cursor = { x: 0, y: 0 };
    this.side = 0;
    this.low = 0;
    this.high = 0;
    this.ring = element("div", { class: "ring", hidden: true });
    this.node = element(
      "div",
      {
        class: "pad",
        role: "application",
        tabindex: "0",
        "aria-label": strings.draw_pad,
        hidden: true,
        onpointerdown: (event) => this.#down(event),
        onpointermove: (event) => this.#move(event),
        onpointerup: () => this.#up(),
        onpointercancel: () => this.#up(),
        onlostpointercapture: () => this.#up(),
        onpointerleave: () => (this.ring.hidden = true),
        onkeydown: (event) => this.#key(event),
      },
      this.ring,
    );
  }

  /** @param {{x: number, y: number, side: number}} plot @param {[number, number]} domain */
  arrange(plot, [low, high]) {
    this.side = plot.side;
    this.low = low;
    this.high = high;
    const { style } = this.node;
    Object.assign(style, { left: `${plot.x}px`, top: `${plot.y}px` });
    style.width = style.height = `${plot.side}px`;
  }

  /**
   * Show how far around a place of the plane the tool acts.
   *
   * @param {Place} place
   * @param {number} radius
   */
  showRing({ x, y }, radius) {
    const scale = this.side / (this.high - this.low);
    const { style } = this.ring;
    style.width = style.height = `${2 * radius * scale}px`;
    const [left, top] = [(x - this.low) * scale, (this.high - y) * scale];
    style.transform = `translate(${left}px, ${top}px) translate(-50%, -50%)`;
    this.ring.hidden = false;
  }

  /** @param {number} value */
  #within(value) {
    return Math.max(this.low, Math.min(this.high, value));
  }

  /** @param {MouseEvent} event @returns {Place} */
  #place(event) {
    const box = this.node.getBoundingClientRect();
    const span = this.high - this.low;
    this.cursor = {
      x: this.#within(this.low + ((event.clientX - box.left) / box.width) * span),
      y: this.#within(this.high - ((event.clientY - box.top) / box.height) * span),
    };
    return this.cursor;
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    this.node.focus({ preventScroll: true });
    this.node.setPointerCapture(event.pointerId);
    this.to.down(this.#place(event));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!event.isPrimary) return;
    for (const part of event.getCoalescedEvents?.() ?? []) this.to.move(this.#place(part));
    this.to.move(this.#place(event));
  }

  #up() {
    this.to.up();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const direction = DIRECTIONS[event.key];
    if (direction) {
      const step = event.shiftKey ? LONG_KEY_STEP : KEY_STEP;
      const [right, up] = direction;
      const { x, y } = this.cursor;
      this.cursor = { x: this.#within(x + step * right), y: this.#within(y + step * up) };
      this.to.key("moved", event);
    } else if (event.key === " " || event.key === "Enter") this.to.key("put", event);
    else if (event.key === "Delete" || event.key === "Backspace") this.to.key("erase", event);
    else if (!this.to.key(event.key, event)) return;
    // These keys are not the page's.
    event.preventDefault();
    event.stopPropagation();
  }
}
