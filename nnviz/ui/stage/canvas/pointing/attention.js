// What a person points at, and all that follows from it: the graph shows it, the stream is asked
// for its map, and it is explained.

import { Pointed } from "./pointed.js";
import { Pointing, watchedBy } from "./interaction.js";

export class Attention {
  /**
   * @param {object} parts  of the skeleton
   * @param {{model: Function, panel: Function, network: object, curves: object, editor: object,
   *   microscope: object, watch: Function, changed: Function, schedule: Function,
   *   redrawCurves: Function}} stage
   *   model() and panel() there are now, watch(neuron) asks for its map, changed(focus, byKeyboard)
   */
  constructor(parts, stage) {
    this.stage = stage;
    const { model, network, editor, microscope } = stage;
    this.pointing = new Pointing(parts.graph, parts.walker, {
      at: (x, y) => (model() ? network.at(x, y) : null),
      model,
      changed: (focus, byKeyboard) => this.#change(focus, byKeyboard),
      held: (focus) => model() && editor.open(model(), focus),
      inputsAcross: () => network.layout.columns[0].across,
      enter: () => editor.enter(),
      keeps: (element) => parts.editor.contains(element),
    });
    parts.graph.addEventListener("click", (event) => {
      if (!event.target.closest("button")) microscope.pick(this.focus);
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

  /** Back to where the keyboard came from, or would have. */
  #leaveEditor(event, walker) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    // First, as what is typed in a field ends with that.
    walker.focus({ preventScroll: true });
    this.pointing.letGo();
  }

  #change(focus, byKeyboard) {
    if (!this.stage.model()) return;
    this.show();
    this.stage.watch(watchedBy(focus));
    this.pointed.follow(focus, byKeyboard);
    this.stage.changed(focus, byKeyboard);
  }

  /** A new scene: what is pointed at may be there no more. */
  fit(model) {
    this.pointing.fit(model);
  }

  /** What is explained has other numbers. */
  refresh() {
    this.pointed.refresh();
  }

  end() {
    this.pointed.end();
  }
}
