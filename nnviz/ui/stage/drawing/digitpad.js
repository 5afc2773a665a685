// A pad to draw a digit on, in the place of the map: what is drawn goes to the network at every
// stroke of the pen, and how sure it is of each class stands beside.

import { sharpen } from "../kit/axes.js";
import { element, setText } from "../kit/dom.js";
import { sharesOf } from "../canvas/graph/answers.js";
import { fill, percent } from "../kit/format.js";
import { drawStrokes, greyValues } from "./handwriting.js";
import { later, must } from "../kit/sure.js";

/**
 * @import { Dot } from "./handwriting.js"
 * @import { DrawContext } from "../canvas/surfaces.d.ts"
 * @import { Frame } from "../stream/frames.js"
 * @import { Look, Strings } from "../stream/given.d.ts"
 * @import { Model } from "../stream/model.js"
 * @import { Size } from "../canvas/places.d.ts"
 */

// Of the pad's side: the width of the pen, and the way it must go before a point is added.
const PEN = 0.085;
const STEP = 0.01;
/** @type {Partial<Record<string, [number, number]>>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const FULL = 255;

/** @typedef {{node: HTMLElement, bar: HTMLElement, share: HTMLElement}} Row  of one class */

export class DigitPad {
  /** @type {Model} */ model = later();
  /** @type {Look} */ look = later();
  /** @type {DrawContext | null} */ context = null;

  /**
   * @param {Strings} strings
   * @param {(pixels: Uint8Array | null) => void} changed  called with the grey values, or null
   */
  constructor(strings, changed) {
    this.strings = strings;
    this.changed = changed;
    /** @type {Dot[][]} */
    this.strokes = [];
    /** @type {[number, number] | null} */
    this.cursor = null;
    /** @type {Uint8Array | null} */
    this.pixels = null;
    /** @type {Row[]} */
    this.rows = [];
    this.names = "";
    this.side = 0;
    this.isByHand = false; // set dot by dot, by the keyboard
    this.canvas = element("canvas", {
      class: "paper",
      tabindex: "0",
      role: "application",
      "aria-label": strings.pad_label,
    });
    this.verdict = element("p", { class: "reading", role: "status" });
    this.bars = element("ol", { class: "bars" });
    this.node = element(
      "div",
      { class: "digitpad", hidden: true },
      element(
        "div",
        { class: "sheet" },
        this.canvas,
        element(
          "div",
          { class: "row" },
          element("button", {
            type: "button",
            class: "toggle",
            text: strings.undo,
            onclick: () => this.#undo(),
          }),
          element("button", {
            type: "button",
            class: "toggle",
            text: strings.pad_clear,
            onclick: () => this.clear(),
          }),
        ),
      ),
      element("div", { class: "answer" }, this.verdict, this.bars),
    );
    this.canvas.addEventListener("pointerdown", (event) => this.#down(event));
    this.canvas.addEventListener("pointermove", (event) => this.#move(event));
    this.canvas.addEventListener("keydown", (event) => this.#key(event));
    this.canvas.addEventListener("blur", () => this.#setCursor(null));
  }

  get isOn() {
    return !this.node.hidden;
  }

  /** Show or hide it; hidden, it asks nothing of the network. @param {boolean} on */
  toggle(on) {
    if (on === this.isOn) return;
    this.node.hidden = !on;
    this.#tell();
  }

  /** Take a new model, size or theme. @param {Model} model @param {Size} size @param {Look} look */
  arrange(model, size, look) {
    this.model = model;
    this.look = look;
    if (!model.image) return;
    this.node.style.width = `${size.width}px`;
    const roomy = size.width >= 300;
    this.node.classList.toggle("roomy", roomy);
    this.node.style.minHeight = `${size.height}px`;
    this.side = Math.floor(Math.min(size.width * (roomy ? 0.58 : 1), size.height - 44));
    this.context = sharpen(this.canvas, this.side, this.side, look.ratio);
    if (this.rows.length !== model.classNames.length || this.names !== String(model.classNames)) {
      this.names = String(model.classNames);
      this.rows = model.classNames.map((name, index) => this.#row(name, index));
      this.bars.replaceChildren(...this.rows.map(({ node }) => node));
    }
    this.rows.forEach(({ bar }, index) => (bar.style.background = look.palette.classes[index]));
    this.pixels ??= new Uint8Array(model.features.length);
    this.#draw();
    // While training stands still no frame comes to say that nothing is drawn yet.
    if (model.frame) this.take(model.frame);
  }

  /** @param {string} name @param {number} index */
  #row(name, index) {
    const bar = element("i", {});
    const share = element("span", { class: "share" });
    const label = element("b", { text: name, title: name });
    const node = element(
      "li",
      { "data-class": index },
      label,
      element("span", { class: "track" }, bar),
      share,
    );
    return { node, bar, share };
  }

  /** Take a frame: the answers to what is drawn, if there are any. @param {Frame} frame */
  take(frame) {
    if (!this.isOn) return;
    const shares = this.isEmpty ? null : sharesOf(this.model, frame.arrays.answers);
    const best = shares ? shares.indexOf(Math.max(...shares)) : -1;
    this.rows.forEach(({ node, bar, share }, index) => {
      const value = shares ? shares[index] : 0;
      node.classList.toggle("best", index === best);
      bar.style.width = `${100 * value}%`;
      setText(share, shares ? percent(value) : "");
    });
    setText(
      this.verdict,
      shares
        ? fill(this.strings.pad_verdict, {
            name: this.model.classNames[best],
            share: percent(shares[best]),
          })
        : this.strings.pad_empty,
    );
    this.node.dataset.best = best < 0 ? "" : this.model.classNames[best];
  }

  get isEmpty() {
    return !this.pixels?.some((value) => value > 0);
  }

  clear() {
    this.strokes = [];
    this.#take(new Uint8Array(this.model.features.length));
  }

  #undo() {
    this.strokes.pop();
    this.#readStrokes();
  }

  #readStrokes() {
    this.#take(greyValues(this.strokes, this.#shape()));
  }

  /** Let these grey values be what is drawn. @param {Uint8Array} pixels */
  #take(pixels) {
    this.pixels = pixels;
    this.#draw();
    this.#tell();
  }

  #tell() {
    this.changed(this.isOn && !this.isEmpty ? this.pixels : null);
  }

  /** @param {MouseEvent} event @returns {Dot} */
  #pointOf(event) {
    const { left, top, width } = this.canvas.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / width];
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.canvas.focus({ preventScroll: true });
    this.canvas.setPointerCapture(event.pointerId);
    // What the keyboard has set dot by dot is no stroke: a pen begins a new sheet.
    if (this.isByHand) this.strokes = [];
    this.isByHand = false;
    this.strokes.push([this.#pointOf(event)]);
    this.#readStrokes();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const stroke = this.strokes.at(-1);
    if (!stroke || !this.canvas.hasPointerCapture(event.pointerId)) return;
    // A quick pen makes more points than there are events.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) {
      const [x, y] = this.#pointOf(each);
      const [lastX, lastY] = stroke[stroke.length - 1];
      if (Math.hypot(x - lastX, y - lastY) >= STEP) stroke.push([x, y]);
    }
    this.#readStrokes();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const [rows, columns] = this.#shape();
    const [row, column] = this.cursor ?? [0, 0];
    const step = ARROWS[event.key];
    if (step) {
      /** @param {number} value @param {number} count */
      const within = (value, count) => Math.min(count - 1, Math.max(0, value));
      this.#setCursor([within(row + step[0], rows), within(column + step[1], columns)]);
    } else if (event.key === " " || event.key === "Enter") {
      this.#setCursor([row, column]);
      this.isByHand = true;
      const pixels = must(this.pixels, "sheet").slice();
      pixels[row * columns + column] = pixels[row * columns + column] ? 0 : FULL;
      this.#take(pixels);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.clear();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {[number, number] | null} cursor */
  #setCursor(cursor) {
    this.cursor = cursor;
    this.#draw();
  }

  #draw() {
    const { context, side, look, model, strokes } = this;
    if (!context || !model.image) return;
    const [rows, columns] = this.#shape();
    const { palette } = look;
    context.fillStyle = palette.panel;
    context.fillRect(0, 0, side, side);
    if (this.isByHand) this.#drawPixels(context);
    context.strokeStyle = palette.ink;
    /** @type {(stroke: Dot[]) => Dot[]} */
    const onSheet = (stroke) => stroke.map(([x, y]) => [x * side, y * side]);
    const scaled = strokes.map(onSheet);
    if (!this.isByHand && scaled.length) drawStrokes(context, scaled, PEN * side);
    context.strokeStyle = palette.outline;
    context.lineWidth = 1;
    context.strokeRect(0.5, 0.5, side - 1, side - 1);
    if (!this.cursor) return;
    const [row, column] = this.cursor;
    context.strokeStyle = palette.positive_line;
    context.lineWidth = 2;
    context.strokeRect((column * side) / columns, (row * side) / rows, side / columns, side / rows);
  }

  /** Rows and columns of the picture. */
  #shape() {
    return must(this.model.image, "picture");
  }

  /** @param {DrawContext} context */
  #drawPixels(context) {
    const { side, look, pixels } = this;
    const [rows, columns] = this.#shape();
    context.fillStyle = look.palette.ink;
    pixels?.forEach((value, i) => {
      context.globalAlpha = value / FULL;
      const [row, column] = [Math.floor(i / columns), i % columns];
      context.fillRect((column * side) / columns, (row * side) / rows, side / columns, side / rows);
    });
    context.globalAlpha = 1;
  }
}
