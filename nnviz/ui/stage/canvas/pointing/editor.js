// Changing the network by hand: the weight, the bias or the neuron that is pinned. A slider and a
// number set it, over the stream, so that the picture answers while the slider moves; freezing and
// switching off are told to Python as a whole.

import { Asking } from "../../stream/asking.js";
import { check, EditorForm, shortest } from "./editorform.js";
import { element, fillTrack, rootOf, setText } from "../../kit/dom.js";
import { neuronLabel } from "../../formula/equation.js";
import { fill, loss, number } from "../../kit/format.js";
import { Interventions, isSilenced } from "../graph/interventions.js";
import { later, must } from "../../kit/sure.js";

/**
 * @import { Focus } from "../places.d.ts"
 * @import { Frame } from "../../stream/frames.js"
 * @import { FrameHeader } from "../../stream/messages.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Send, StageData, StageEvent } from "../../stream/given.d.ts"
 */

// How far a slider reaches to both sides of 0, unless the parameter is already further out.
const REACH = 3;
const STEPS = 400;

/** @typedef {{layer: number, index: number, from: number}} Target  a parameter of a neuron */

export class Editor {
  /** @type {Model} */ model = later();

  /**
   * @param {HTMLElement} holder
   * @param {StageData} data
   * @param {{edit: (index: number, value: number) => void, send: Send}} to  edit(index, value) acts
   *   at once; send(event) tells Python
   */
  constructor(holder, { strings, largest_parameter }, to) {
    this.holder = holder;
    this.strings = strings;
    this.to = to;
    /** @type {Target | null} */
    this.target = null;
    /** @type {Asking<{index: number, value: number}>} */
    this.asking = new Asking({
      ask: ({ index, value }) => to.edit(index, value),
      isAnswer: ({ index, value }, { arrays }) => arrays.parameters[index] === Math.fround(value),
      released: () => to.send({ type: "released" }),
    });
    this.interventions = new Interventions((event) => this.#tell(event));
    this.isPressed = this.isTyped = this.isLocked = false;
    this.largest = largest_parameter;
    this.neuron = ""; // by name
    this.form = new EditorForm(strings, {
      choose: (from) => this.#choose(from),
      slide: (value) => this.#set(value),
      press: (isPressed) => (this.isPressed = isPressed),
      release: () => this.#release(),
      type: () => (this.isTyped = true),
      key: (event) => this.#takeBack(event),
      enter: (value) => this.#enterNumber(value),
      leave: () => {
        this.isTyped = false;
        this.write();
      },
      freeze: () => this.#freezeOne(),
      undo: () => this.#tell({ type: "undo" }),
      switchOff: () => this.#switchOff(),
      freezeAll: () => this.#freezeNeuron(),
    });
    holder.addEventListener("keydown", (event) => this.#undoByKey(event));
    holder.append(...this.form.rows);
  }

  /** @param {number} from */
  #choose(from) {
    if (this.target) this.target.from = from;
    this.#reach();
    this.#nameButtons();
  }

  /** @param {number} value  NaN where there is no number in the field */
  #enterNumber(value) {
    this.isTyped = false;
    if (!Number.isFinite(value)) return;
    this.#set(value);
    this.#reach();
    this.#release();
  }

  /**
   * Ctrl+Z, as everywhere; in the number field it is the field's own.
   *
   * @param {KeyboardEvent} event
   */
  #undoByKey(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z";
    if (!isUndo || event.target === this.form.number) return;
    event.preventDefault();
    this.#tell({ type: "undo" });
  }

  /**
   * Escape takes back what is typed and not yet set, before it leaves the editor.
   *
   * @param {KeyboardEvent} event
   */
  #takeBack(event) {
    if (event.key !== "Escape" || !this.isTyped) return;
    event.preventDefault();
    this.isTyped = false;
    this.form.number.value = shortest(this.model.parameters[this.#index()]);
  }

  /**
   * Tell Python of something that makes it write the URL anew, as letting go would.
   *
   * @param {StageEvent} event
   */
  #tell(event) {
    this.asking.withhold();
    this.to.send(event);
  }

  /**
   * Edit what is pinned: an edge, a bias or a neuron after the inputs; anything else closes.
   *
   * @param {Model} model
   * @param {Focus | null} pinned
   */
  open(model, pinned) {
    this.model = model;
    const target = pinned && targetOf(model, pinned);
    this.holder.hidden = !target;
    this.target = target;
    if (!target) return;
    const { layer } = target;
    const sources = model.sizes[layer - 1];
    /** @param {number} from */
    const name = (from) =>
      from === sources
        ? this.strings.bias
        : fill(this.strings.edited_weight, { name: neuronLabel(model, layer - 1, from) });
    const { form } = this;
    form.choice.replaceChildren(
      ...Array.from({ length: sources + 1 }, (_, from) =>
        element("option", { value: from, text: name(from), selected: from === target.from }),
      ),
    );
    form.choice.value = String(target.from);
    const isHidden = layer < model.lastLayer;
    form.off.hidden = form.worth.hidden = !isHidden;
    this.neuron = isHidden ? neuronLabel(model, layer, target.index) : this.strings.output;
    this.#reach();
    this.#nameButtons();
    this.write();
  }

  /** Say on the buttons what each of them acts on: the number that is chosen, or the neuron. */
  #nameButtons() {
    const { strings, neuron, model, form } = this;
    const { layer, from } = this.#target();
    const isBias = from === model.sizes[layer - 1];
    setText(form.freeze, isBias ? strings.freeze_bias : strings.freeze_weight);
    setText(form.off, fill(strings.switch_off, { neuron }));
    setText(form.freezeAll, fill(strings.freeze_neuron, { neuron }));
  }

  /** Put the keyboard into the editor. */
  enter() {
    if (this.target) this.form.choice.focus();
  }

  /** What is pinned, while there is something. */
  #target() {
    return must(this.target, "parameter");
  }

  #index() {
    const { layer, index, from } = this.#target();
    return this.model.weightIndex(layer, from, index);
  }

  /** Let the slider reach as far as the parameter that it sets. */
  #reach() {
    const value = this.model.parameters[this.#index()];
    const reach = Math.max(REACH, Math.ceil(1.5 * Math.abs(value)));
    const { slider } = this.form;
    slider.min = String(-reach);
    slider.max = String(reach);
    slider.step = String(reach / STEPS);
    this.isPressed = false;
    this.write();
  }

  /** @param {number} value */
  #set(value) {
    const limit = this.largest;
    const within = Math.min(limit, Math.max(-limit, value));
    this.form.number.value = shortest(within);
    fillTrack(this.form.slider);
    this.asking.want({ index: this.#index(), value: within });
  }

  #release() {
    this.isPressed = false;
    this.asking.release();
  }

  #freezeOne() {
    this.interventions.flip(this.model.shown.header, this.#index());
  }

  #freezeNeuron() {
    this.interventions.flipAll(this.model.shown.header, this.#ofNeuron());
  }

  #switchOff() {
    const { layer, index } = this.#target();
    this.interventions.silence(this.model.shown.header, layer, index);
  }

  #ofNeuron() {
    const { layer, index } = this.#target();
    const count = this.model.sizes[layer - 1] + 1;
    return Array.from({ length: count }, (_, from) => this.model.weightIndex(layer, from, index));
  }

  #isNeuronFrozen() {
    const frozen = new Set(this.model.shown.header.frozen);
    return this.#ofNeuron().every((index) => frozen.has(index));
  }

  /** @param {StageData} data */
  update({ locked }) {
    this.isLocked = locked.includes("editor");
  }

  /** A frame has come, which may answer the last setting. @param {Frame} frame */
  take(frame) {
    this.asking.take(frame);
    this.interventions.take(frame.header);
  }

  /** Another network has come: what was asked of the last one means nothing to it. */
  adopt() {
    this.asking.forget();
    this.interventions.forget();
  }

  end() {
    this.asking.end();
  }

  /** Show today's numbers. */
  write() {
    const { target, model, form } = this;
    if (!target || !model?.frame) return;
    const { header } = model.frame;
    const value = model.parameters[this.#index()];
    const { slider, number: field, freeze, off, freezeAll } = form;
    if (!this.isPressed && !this.asking.isOpen) {
      slider.value = String(value);
      if (rootOf(this.holder).activeElement !== field) field.value = shortest(value);
    }
    fillTrack(slider);
    check(freeze, header.frozen.includes(this.#index()));
    check(freezeAll, this.#isNeuronFrozen());
    for (const control of [slider, field, freeze, off, freezeAll]) control.disabled = this.isLocked;
    form.undo.disabled = this.isLocked || !header.undoable;
    const { layer, index } = target;
    const isOff = isSilenced(header, layer, index);
    check(off, isOff);
    const { strings, neuron } = this;
    setText(form.worth, isOff ? fill(strings.is_off, { neuron }) : this.#worthOf(header));
  }

  /** What the network would lose without the neuron. @param {FrameHeader} header */
  #worthOf({ without, watch, train_loss, test_loss }) {
    const { layer, index } = this.#target();
    if (!without || !watch || watch[0] !== layer || watch[1] !== index) return "";
    /** @param {number | null} now @param {number | null} then */
    const change = (now, then) => {
      const by = (then ?? NaN) - (now ?? NaN);
      return `${loss(now ?? NaN)} → ${loss(then ?? NaN)} (${by < 0 ? "" : "+"}${number(by)})`;
    };
    const isTested = Number.isFinite(test_loss ?? NaN);
    return fill(isTested ? this.strings.without : this.strings.without_untested, {
      neuron: this.neuron,
      train: change(train_loss, without.train_loss),
      test: change(test_loss, without.test_loss),
    });
  }
}

/** @param {Model} model @param {Focus} pinned @returns {Target | null} */
function targetOf(model, pinned) {
  const { layer } = pinned;
  if (pinned.kind === "edge") return { layer, index: pinned.to, from: pinned.from };
  if (layer === 0) return null;
  return { layer, index: pinned.index, from: model.sizes[layer - 1] };
}
