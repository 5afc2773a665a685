// Changing the network by hand: the weight, the bias or the neuron that is held. A slider and a
// number set it, over the stream, so that the picture answers while the slider moves; freezing and
// switching off are told to Python as a whole.

import { Asking } from "../../stream/asking.js";
import { element, fillTrack, setText } from "../../kit/dom.js";
import { neuronLabel } from "../../formula/equation.js";
import { fill, loss, number } from "../../kit/format.js";
import { Holding, isSilenced } from "../graph/holding.js";

// How far a slider reaches to both sides of 0, unless the parameter is already further out.
const REACH = 3;
const STEPS = 400;

export class Editor {
  /**
   * @param {HTMLElement} holder
   * @param {object} strings
   * @param {{edit: Function, send: Function}} to  edit(index, value) acts at once; send(event)
   *   tells Python
   */
  constructor(holder, strings, to) {
    Object.assign(this, { holder, strings, to });
    this.target = null; // {layer, index, from}: a neuron and which of its parameters
    this.asking = new Asking({
      ask: ({ index, value }) => to.edit(index, value),
      isAnswer: ({ index, value }, { arrays }) => arrays.parameters[index] === Math.fround(value),
      released: () => to.send({ type: "released" }),
    });
    this.holding = new Holding((event) => this.#tell(event));
    this.#build();
  }

  #build() {
    const { strings } = this;
    this.choice = element("select", {
      "aria-label": strings.parameter,
      "data-hint": strings.hint_parameter,
      onchange: () => {
        this.target.from = Number(this.choice.value);
        this.#reach();
        this.#nameButtons();
      },
    });
    this.slider = element("input", {
      type: "range",
      "aria-label": strings.value,
      "data-hint": strings.hint_value,
      oninput: () => this.#set(Number(this.slider.value)),
      onchange: () => this.#release(),
      onpointerdown: () => (this.isHeld = true),
      onpointerup: () => (this.isHeld = false),
      onpointercancel: () => (this.isHeld = false),
    });
    this.number = element("input", {
      type: "number",
      step: "any",
      "aria-label": strings.value,
      oninput: () => (this.isTyped = true),
      onkeydown: (event) => this.#takeBack(event),
      onchange: () => {
        this.isTyped = false;
        if (this.number.value === "" || !Number.isFinite(this.number.valueAsNumber)) return;
        this.#set(this.number.valueAsNumber);
        this.#reach();
        this.#release();
      },
    });
    this.freeze = this.#toggle(strings.freeze_help, () => this.#freezeOne());
    this.undo = element("button", {
      type: "button",
      class: "toggle",
      "data-hint": strings.undo_help,
      text: strings.undo,
      onclick: () => this.#tell({ type: "undo" }),
    });
    this.off = this.#toggle(strings.switch_off_help, () => this.#switchOff());
    this.freezeAll = this.#toggle(strings.freeze_neuron_help, () => this.#freezeNeuron());
    this.worth = element("p", { class: "worth" });
    this.holder.addEventListener("keydown", (event) => this.#undoByKey(event));
    this.holder.append(
      element(
        "div",
        { class: "row" },
        this.choice,
        this.slider,
        this.number,
        this.freeze,
        this.undo,
      ),
      element("div", { class: "row" }, this.off, this.freezeAll, this.worth),
    );
  }

  /** Ctrl+Z, as everywhere; in the number field it is the field's own. */
  #undoByKey(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z";
    if (!isUndo || event.target === this.number) return;
    event.preventDefault();
    this.#tell({ type: "undo" });
  }

  /** Escape takes back what is typed and not yet set, before it leaves the editor. */
  #takeBack(event) {
    if (event.key !== "Escape" || !this.isTyped) return;
    event.preventDefault();
    this.isTyped = false;
    this.number.value = shortest(this.model.parameters[this.#index()]);
  }

  /** Tell Python of something that makes it write the URL anew, as letting go would. */
  #tell(event) {
    this.asking.withhold();
    this.to.send(event);
  }

  #toggle(help, press) {
    return element("button", {
      type: "button",
      class: "toggle",
      role: "switch",
      "aria-checked": "false",
      "data-hint": help,
      onclick: press,
    });
  }

  /** Edit what is held: an edge, a bias or a neuron after the inputs; anything else closes. */
  open(model, held) {
    this.model = model;
    const target = held && targetOf(model, held);
    this.holder.hidden = !target;
    this.target = target;
    if (!target) return;
    const { layer } = target;
    const sources = model.sizes[layer - 1];
    const name = (from) =>
      from === sources
        ? this.strings.bias
        : fill(this.strings.edited_weight, { name: neuronLabel(model, layer - 1, from) });
    this.choice.replaceChildren(
      ...Array.from({ length: sources + 1 }, (_, from) =>
        element("option", { value: from, text: name(from), selected: from === target.from }),
      ),
    );
    this.choice.value = target.from;
    const isHidden = layer < model.lastLayer;
    this.off.hidden = this.worth.hidden = !isHidden;
    this.neuron = isHidden ? neuronLabel(model, layer, target.index) : this.strings.output;
    this.#reach();
    this.#nameButtons();
    this.show();
  }

  /** Say on the buttons what each of them acts on: the number that is chosen, or the neuron. */
  #nameButtons() {
    const { strings, neuron, target, model } = this;
    const isBias = target.from === model.sizes[target.layer - 1];
    setText(this.freeze, isBias ? strings.freeze_bias : strings.freeze_weight);
    setText(this.off, fill(strings.switch_off, { neuron }));
    setText(this.freezeAll, fill(strings.freeze_neuron, { neuron }));
  }

  /** Put the keyboard into the editor. */
  enter() {
    if (this.target) this.choice.focus();
  }

  #index() {
    const { layer, index, from } = this.target;
    return this.model.weightIndex(layer, from, index);
  }

  /** Let the slider reach as far as the parameter that it sets. */
  #reach() {
    const value = this.model.parameters[this.#index()];
    const reach = Math.max(REACH, Math.ceil(1.5 * Math.abs(value)));
    this.slider.min = -reach;
    this.slider.max = reach;
    this.slider.step = reach / STEPS;
    this.isHeld = false;
    this.show();
  }

  #set(value) {
    const limit = this.largest;
    const within = Math.min(limit, Math.max(-limit, value));
    this.number.value = shortest(within);
    fillTrack(this.slider);
    this.asking.want({ index: this.#index(), value: within });
  }

  #release() {
    this.isHeld = false;
    this.asking.release();
  }

  #freezeOne() {
    this.holding.flip(this.model.frame.header, this.#index());
  }

  #freezeNeuron() {
    this.holding.flipAll(this.model.frame.header, this.#ofNeuron());
  }

  #switchOff() {
    const { layer, index } = this.target;
    this.holding.silence(this.model.frame.header, layer, index);
  }

  #ofNeuron() {
    const { layer, index } = this.target;
    const count = this.model.sizes[layer - 1] + 1;
    return Array.from({ length: count }, (_, from) => this.model.weightIndex(layer, from, index));
  }

  #isNeuronFrozen() {
    const frozen = new Set(this.model.frame.header.frozen);
    return this.#ofNeuron().every((index) => frozen.has(index));
  }

  /** A frame has come, which may answer the last setting. */
  take(frame) {
    this.asking.take(frame);
    this.holding.take(frame.header);
  }

  /** Another network has come: what was asked of the last one means nothing to it. */
  forget() {
    this.asking.forget();
    this.holding.forget();
  }

  end() {
    this.asking.end();
  }

  /** Show today's numbers; called at the rate at which text changes. */
  show() {
    const { target, model, strings } = this;
    if (!target || !model?.frame) return;
    const { header } = model.frame;
    const value = model.parameters[this.#index()];
    const root = this.holder.getRootNode();
    if (!this.isHeld && !this.asking.isOpen) {
      this.slider.value = value;
      if (root.activeElement !== this.number) this.number.value = shortest(value);
    }
    fillTrack(this.slider);
    check(this.freeze, header.frozen.includes(this.#index()));
    check(this.freezeAll, this.#isNeuronFrozen());
    for (const control of [this.slider, this.number, this.freeze, this.off, this.freezeAll]) {
      control.disabled = Boolean(this.isLocked);
    }
    this.undo.disabled = this.isLocked || !header.undoable;
    const { layer, index } = target;
    const isOff = isSilenced(header, layer, index);
    check(this.off, isOff);
    setText(this.worth, isOff ? fill(strings.is_off, this) : this.#worthOf(header));
  }

  /** What the network would lose without the neuron. */
  #worthOf({ without, watch, train_loss, test_loss }) {
    const { layer, index } = this.target;
    if (!without || !watch || watch[0] !== layer || watch[1] !== index) return "";
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

function check(button, on) {
  button.setAttribute("aria-checked", String(on));
}

/** The shortest text that means the same number of 32 bits: 0.1, not 0.10000000149. */
function shortest(value) {
  const wanted = Math.fround(value);
  for (let digits = 3; digits < 9; digits++) {
    const text = Number(wanted.toPrecision(digits));
    if (Math.fround(text) === wanted) return String(text);
  }
  return String(wanted);
}

function targetOf(model, held) {
  const { kind, layer } = held;
  if (kind === "edge") return { layer, index: held.to, from: held.from };
  if (layer === 0) return null;
  return { layer, index: held.index, from: model.sizes[layer - 1] };
}
