// What the person points at. The mouse hovers, a finger taps, the arrow keys walk: each ends in one
// focus ({kind: "node"|"edge"|"bias", ...} or null). A tap or click holds the focus there until the
// next one, so that a neuron can be watched while it learns, and changed.

import { nodeFocus } from "../graph/network.js";
import { stepFrom, stepOf } from "../../kit/arrows.js";

export class Pointing {
  /**
   * @param {HTMLElement} graph  holds the canvas and the buttons over it
   * @param {HTMLElement} walker  takes the keyboard
   * @param {{at: Function, model: Function, changed: Function, held: Function, enter: Function}}
   *   view  at(x, y) -> focus, model(), inputsAcross() how many inputs stand side by side,
   *   changed(focus, byKeyboard), held(focus), enter() when the keyboard wants to change what is
   *   held, keeps(element) whether what is held stays so when the keyboard goes there
   */
  constructor(graph, walker, view) {
    this.view = view;
    this.hovered = null;
    this.held = null;
    this.graph = graph;
    graph.addEventListener("pointermove", (event) => this.#hover(event));
    graph.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.#setHovered(null);
    });
    graph.addEventListener("click", (event) => this.#tap(event));
    graph.addEventListener("focusin", (event) => this.#focusIn(event));
    walker.addEventListener("keydown", (event) => this.#walk(event));
    // What the keyboard pointed at goes with it; what a click holds stays while Play is pressed.
    graph.addEventListener("focusout", (event) => {
      if (this.heldByKeyboard && !view.keeps(event.relatedTarget)) this.#hold(null);
    });
  }

  get focus() {
    return this.hovered ?? this.held;
  }

  /** A new scene: keep pointing at the same neuron where there still is one. */
  fit(model) {
    this.hovered = stillThere(model, this.hovered);
    this.held = stillThere(model, this.held);
    this.view.held(this.held);
    this.view.changed(this.focus, false);
  }

  /** The keyboard holds nothing any more. */
  letGo() {
    this.#hold(null, true);
  }

  #placeOf(event) {
    const box = this.graph.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #hover(event) {
    if (event.pointerType !== "touch") this.#setHovered(this.view.at(...this.#placeOf(event)));
  }

  #setHovered(focus) {
    if (same(focus, this.hovered)) return;
    this.hovered = focus;
    this.view.changed(this.focus, false);
  }

  #hold(focus, byKeyboard = false) {
    if (same(focus, this.held)) return;
    this.held = focus;
    this.heldByKeyboard = byKeyboard;
    this.view.held(focus);
    this.view.changed(this.focus, byKeyboard);
  }

  #tap(event) {
    if (event.target.closest("button")) return;
    const hit = this.view.at(...this.#placeOf(event));
    this.#hold(same(hit, this.held) ? null : hit);
  }

  /** An input's button got the keyboard: show that input. */
  #focusIn(event) {
    const { place } = event.target.dataset;
    if (place !== undefined && event.target.matches(":focus-visible")) {
      this.#hold(nodeFocus(this.view.model(), 0, Number(place)), true);
    }
  }

  #walk(event) {
    const model = this.view.model();
    if (!model) return;
    if (event.key === "Escape") {
      this.letGo();
      return;
    }
    if (event.key === "Enter" && this.held) {
      event.preventDefault();
      this.view.enter();
      return;
    }
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const counts = [model.features.length, ...model.sizes.slice(1)];
    const { kind, layer: from, place: at } = this.held ?? {};
    const [layer, place] =
      kind === "node" ? stepFrom([from, at], step, counts, this.view.inputsAcross()) : [1, 0];
    this.hovered = null;
    this.#hold(nodeFocus(model, layer, place), true);
  }
}

function stillThere(model, focus) {
  if (!focus || focus.kind === "edge" || focus.kind === "bias") return edgeStillThere(model, focus);
  if (focus.kind !== "node" || focus.layer > model.lastLayer) return null;
  const count = focus.layer ? model.sizes[focus.layer] : model.features.length;
  return focus.place < count ? nodeFocus(model, focus.layer, focus.place) : null;
}

function edgeStillThere(model, focus) {
  if (!focus || focus.layer > model.lastLayer) return null;
  const to = focus.to ?? focus.index;
  const from = focus.from ?? 0;
  return to < model.sizes[focus.layer] && from < model.sizes[focus.layer - 1] ? focus : null;
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The neuron whose map and worth are wanted for a focus, or null. */
export function watchedBy(focus) {
  if (!focus || (focus.kind === "node" && focus.index < 0)) return null;
  if (focus.kind === "edge") return [focus.layer, focus.to];
  return [focus.layer, focus.index];
}
