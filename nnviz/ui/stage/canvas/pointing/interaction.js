// What the person points at. The mouse hovers, a finger taps, the arrow keys walk: each ends in one
// focus ({kind: "node"|"edge"|"bias", ...} or null). A tap or click pins the focus there until the
// next one, so that a neuron can be watched while it learns, and changed.

import { nodeFocus } from "../graph/network.js";
import { stepFrom, stepOf } from "../../kit/arrows.js";
import { targetOf } from "../../kit/dom.js";

/**
 * @import { BiasFocus, EdgeFocus, Focus } from "../places.d.ts"
 * @import { Model } from "../../stream/model.js"
 */

/**
 * @typedef {object} PointingView
 * @property {(x: number, y: number) => Focus | null} at
 * @property {() => Model | null} model
 * @property {() => number} inputsAcross  how many inputs stand side by side
 * @property {(focus: Focus | null, byKeyboard: boolean) => void} changed
 * @property {(focus: Focus | null) => void} pinned
 * @property {() => void} enter  the keyboard wants to change what is pinned
 * @property {(element: Element | null) => boolean} keeps  whether what is pinned stays so when the
 *   keyboard goes there
 */

export class Pointing {
  /**
   * @param {HTMLElement} graph  holds the canvas and the buttons over it
   * @param {HTMLElement} walker  takes the keyboard
   * @param {PointingView} view
   */
  constructor(graph, walker, view) {
    this.view = view;
    /** @type {Focus | null} */
    this.hovered = null;
    /** @type {Focus | null} */
    this.pinned = null;
    this.pinnedByKeyboard = false;
    this.graph = graph;
    graph.addEventListener("pointermove", (event) => this.#hover(event));
    graph.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.#setHovered(null);
    });
    graph.addEventListener("click", (event) => this.#tap(event));
    graph.addEventListener("focusin", (event) => this.#focusIn(event));
    walker.addEventListener("keydown", (event) => this.#walk(event));
    // What the keyboard pointed at goes with it; what a click pins stays while Play is pressed.
    graph.addEventListener("focusout", (event) => {
      const { relatedTarget } = event;
      const next = relatedTarget instanceof Element ? relatedTarget : null;
      if (this.pinnedByKeyboard && !view.keeps(next)) this.#pin(null);
    });
  }

  get focus() {
    return this.hovered ?? this.pinned;
  }

  /**
   * A new scene: keep pointing at the same neuron where there still is one.
   *
   * @param {Model} model
   */
  fit(model) {
    this.hovered = stillThere(model, this.hovered);
    this.pinned = stillThere(model, this.pinned);
    this.view.pinned(this.pinned);
    this.view.changed(this.focus, false);
  }

  /** Nothing is pinned any more. */
  letGo() {
    this.#pin(null, true);
  }

  /** @param {MouseEvent} event @returns {[number, number]} */
  #placeOf(event) {
    const box = this.graph.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** @param {PointerEvent} event */
  #hover(event) {
    if (event.pointerType !== "touch") this.#setHovered(this.view.at(...this.#placeOf(event)));
  }

  /** @param {Focus | null} focus */
  #setHovered(focus) {
    if (same(focus, this.hovered)) return;
    this.hovered = focus;
    this.view.changed(this.focus, false);
  }

  /** @param {Focus | null} focus @param {boolean} [byKeyboard] */
  #pin(focus, byKeyboard = false) {
    if (same(focus, this.pinned)) return;
    this.pinned = focus;
    this.pinnedByKeyboard = byKeyboard;
    this.view.pinned(focus);
    this.view.changed(this.focus, byKeyboard);
  }

  /** @param {MouseEvent} event */
  #tap(event) {
    if (targetOf(event)?.closest("button")) return;
    const hit = this.view.at(...this.#placeOf(event));
    this.#pin(same(hit, this.pinned) ? null : hit);
  }

  /** An input's button got the keyboard: show that input. @param {FocusEvent} event */
  #focusIn(event) {
    const { target } = event;
    const model = this.view.model();
    if (!model || !(target instanceof HTMLElement)) return;
    const { place } = target.dataset;
    if (place !== undefined && target.matches(":focus-visible")) {
      this.#pin(nodeFocus(model, 0, Number(place)), true);
    }
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const model = this.view.model();
    if (!model) return;
    if (event.key === "Escape") {
      this.letGo();
      return;
    }
    if (event.key === "Enter" && this.pinned) {
      event.preventDefault();
      this.view.enter();
      return;
    }
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const counts = [model.features.length, ...model.sizes.slice(1)];
    const { pinned } = this;
    const [layer, place] =
      pinned?.kind === "node"
        ? stepFrom([pinned.layer, pinned.place], step, counts, this.view.inputsAcross())
        : [1, 0];
    this.hovered = null;
    this.#pin(nodeFocus(model, layer, place), true);
  }
}

/** @param {Model} model @param {Focus | null} focus */
function stillThere(model, focus) {
  if (!focus || focus.layer > model.lastLayer) return null;
  if (focus.kind !== "node") return edgeStillThere(model, focus);
  const count = focus.layer ? model.sizes[focus.layer] : model.features.length;
  return focus.place < count ? nodeFocus(model, focus.layer, focus.place) : null;
}

/** @param {Model} model @param {EdgeFocus | BiasFocus} focus */
function edgeStillThere(model, focus) {
  const [from, to] = focus.kind === "edge" ? [focus.from, focus.to] : [0, focus.index];
  return to < model.sizes[focus.layer] && from < model.sizes[focus.layer - 1] ? focus : null;
}

/** @param {Focus | null} one @param {Focus | null} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The neuron whose map and worth are wanted for a focus, or null.
 *
 * @param {Focus | null} focus
 * @returns {[number, number] | null}
 */
export function watchedBy(focus) {
  if (!focus || (focus.kind === "node" && focus.index < 0)) return null;
  if (focus.kind === "edge") return [focus.layer, focus.to];
  return [focus.layer, focus.index];
}
