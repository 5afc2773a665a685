// What a person points at, and all that follows from it: the graph shows it, the stream is asked
// for its map, and it is explained.

import { Pointed } from "./pointed.js";
import { Pointing, watchedBy } from "./interaction.js";
import { targetOf } from "../../kit/dom.js";

/**
 * @import { Editor } from "./editor.js"
 * @import { Focus } from "../places.d.ts"
 * @import { Microscope } from "../../microscope/microscope.js"
 * @import { Model } from "../../stream/model.js"
 * @import { Parts } from "../layout/skeleton.js"
 * @import { PointedStage } from "./pointed.js"
 */

/**
 * @typedef {object} Follows
 * @property {Editor} editor
 * @property {Microscope} microscope
 * @property {(neuron: [number, number] | null) => void} watch  asks for its map
 * @property {(focus: Focus | null, byKeyboard: boolean) => void} changed
 */
/** @typedef {Omit<PointedStage, "focus" | "strings"> & Follows} AttentionStage */

export class Attention {
  /**
   * @param {Parts} parts  of the skeleton
   * @param {AttentionStage} stage
   */
  constructor(parts, stage) {
    this.stage = stage;
    const { model, network, editor, microscope } = stage;
    this.pointing = new Pointing(parts.graph, parts.walker, {
      at: (x, y) => (model() ? network.at(x, y) : null),
      model,
      changed: (focus, byKeyboard) => this.#change(focus, byKeyboard),
      pinned: (focus) => {
        const now = model();
        if (now) editor.open(now, focus);
      },
      inputsAcross: () => network.layout.columns[0].across,
      enter: () => editor.enter(),
      keeps: (element) => parts.editor.contains(element),
    });
    parts.graph.addEventListener("click", (event) => {
      if (!targetOf(event)?.closest("button")) microscope.pick(this.focus);
    });
    parts.editor.addEventListener("keydown", (event) => this.#leaveEditor(event, parts.walker));
    const { strings } = parts;
    this.pointed = new Pointed(parts, { ...stage, focus: () => this.focus, strings });
  }

  /** What is pointed at, or null. */
  get focus() {
    return this.pointing.focus;
  }

  /** What the graph shows: what is pointed at, else what the microscope speaks of. */
  show() {
    const { model, network, microscope, schedule } = this.stage;
    if (!model()) return;
    const { hovered, focus } = this.pointing;
    network.setFocus(hovered ?? microscope.focus ?? focus, microscope.pictured);
    schedule();
  }

  /**
   * Back to where the keyboard came from, or would have.
   *
   * @param {KeyboardEvent} event
   * @param {HTMLElement} walker
   */
  #leaveEditor(event, walker) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    // First, as what is typed in a field ends with that.
    walker.focus({ preventScroll: true });
    this.pointing.letGo();
  }

  /** @param {Focus | null} focus @param {boolean} byKeyboard */
  #change(focus, byKeyboard) {
    if (!this.stage.model()) return;
    this.show();
    this.stage.watch(watchedBy(focus));
    this.pointed.follow(focus, byKeyboard);
    this.stage.changed(focus, byKeyboard);
  }

  /** A new scene: what is pointed at may be there no more. @param {Model} model */
  adopt(model) {
    this.pointing.fit(model);
  }

  /** What is explained has other numbers. */
  write() {
    this.pointed.refresh();
  }

  end() {
    this.pointed.end();
  }
}
