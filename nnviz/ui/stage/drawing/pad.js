// Where a person draws: a pane over the map that takes the mouse, a finger, a pen or the keyboard.

import { element } from "../kit/dom.js";

const KEY_STEP = 0.25;
const LONG_KEY_STEP = 1;
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Pad {
  /**
   * @param {object} strings
   * @param {{down: Function, move: Function, up: Function, key: Function}} to  down, move and up
   *   get a place on the plane; key(name, event) gets "put", "erase", "moved", or returns whether
   *   it has a use for another key
   */
  constructor(strings, to) {
    this.to = to;
    this.cursor = { x: 0, y: 0 };
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

  arrange(plot, [low, high]) {
    Object.assign(this, { side: plot.side, low, high });
    const { style } = this.node;
    Object.assign(style, { left: `${plot.x}px`, top: `${plot.y}px` });
    style.width = style.height = `${plot.side}px`;
  }

  /** Show how far around a place of the plane the tool acts. */
  showRing({ x, y }, radius) {
    const scale = this.side / (this.high - this.low);
    const { style } = this.ring;
    style.width = style.height = `${2 * radius * scale}px`;
    const [left, top] = [(x - this.low) * scale, (this.high - y) * scale];
    style.transform = `translate(${left}px, ${top}px) translate(-50%, -50%)`;
    this.ring.hidden = false;
  }

  #place(event) {
    const box = this.node.getBoundingClientRect();
    const span = this.high - this.low;
    const within = (value) => Math.max(this.low, Math.min(this.high, value));
    this.cursor = {
      x: within(this.low + ((event.clientX - box.left) / box.width) * span),
      y: within(this.high - ((event.clientY - box.top) / box.height) * span),
    };
    return this.cursor;
  }

  #down(event) {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    this.node.focus({ preventScroll: true });
    this.node.setPointerCapture(event.pointerId);
    this.to.down(this.#place(event));
  }

  #move(event) {
    if (!event.isPrimary) return;
    for (const part of event.getCoalescedEvents?.() ?? []) this.to.move(this.#place(part));
    this.to.move(this.#place(event));
  }

  #up() {
    this.to.up();
  }

  #key(event) {
    const direction = DIRECTIONS[event.key];
    if (direction) {
      const step = event.shiftKey ? LONG_KEY_STEP : KEY_STEP;
      const within = (value) => Math.max(this.low, Math.min(this.high, value));
      const { x, y } = this.cursor;
      this.cursor = { x: within(x + step * direction[0]), y: within(y + step * direction[1]) };
      this.to.key("moved", event);
    } else if (event.key === " " || event.key === "Enter") this.to.key("put", event);
    else if (event.key === "Delete" || event.key === "Backspace") this.to.key("erase", event);
    else if (!this.to.key(event.key, event)) return;
    // These keys are not the page's.
    event.preventDefault();
    event.stopPropagation();
  }
}
