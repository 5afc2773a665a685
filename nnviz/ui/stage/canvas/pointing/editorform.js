// The controls of the editor, as they lie in it. What they do is up to editor.js.

import { element } from "../../kit/dom.js";

/** @import { Strings } from "../../stream/given.d.ts" */

/**
 * What a person does with the controls.
 *
 * @typedef {object} Acts
 * @property {(from: number) => void} choose  another parameter of the neuron
 * @property {(value: number) => void} slide
 * @property {(isPressed: boolean) => void} press  the slider is pressed, or not any more
 * @property {() => void} release  the slider is let go of
 * @property {() => void} type  in the number's field
 * @property {(event: KeyboardEvent) => void} key  in that field
 * @property {(value: number) => void} enter  a number, NaN for none
 * @property {() => void} leave  that field
 * @property {() => void} freeze  the parameter
 * @property {() => void} undo
 * @property {() => void} switchOff  the neuron
 * @property {() => void} freezeAll  of the neuron
 */

export class EditorForm {
  /** @param {Strings} strings @param {Acts} acts */
  constructor(strings, acts) {
    this.choice = element("select", {
      "aria-label": strings.parameter,
      "data-hint": strings.hint_parameter,
      onchange: () => acts.choose(Number(this.choice.value)),
    });
    this.slider = element("input", {
      type: "range",
      "aria-label": strings.value,
      "data-hint": strings.hint_value,
      oninput: () => acts.slide(Number(this.slider.value)),
      onchange: acts.release,
      onpointerdown: () => acts.press(true),
      onpointerup: () => acts.press(false),
      onpointercancel: () => acts.press(false),
    });
    this.number = element("input", {
      type: "number",
      step: "any",
      "aria-label": strings.value,
      oninput: acts.type,
      onkeydown: acts.key,
      onchange: () => acts.enter(this.number.value === "" ? NaN : this.number.valueAsNumber),
      onblur: acts.leave,
    });
    this.freeze = toggle(strings.freeze_help, acts.freeze);
    this.undo = element("button", {
      type: "button",
      class: "toggle",
      "data-hint": strings.undo_help,
      text: strings.undo,
      onclick: acts.undo,
    });
    this.off = toggle(strings.switch_off_help, acts.switchOff);
    this.freezeAll = toggle(strings.freeze_neuron_help, acts.freezeAll);
    this.worth = element("p", { class: "worth" });
    this.rows = [
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
    ];
  }
}

/** @param {string} help @param {() => void} press */
function toggle(help, press) {
  return element("button", {
    type: "button",
    class: "toggle",
    role: "switch",
    "aria-checked": "false",
    "data-hint": help,
    onclick: press,
  });
}

/** @param {HTMLElement} button @param {boolean} on */
export function check(button, on) {
  button.setAttribute("aria-checked", String(on));
}

/**
 * The shortest text that means the same number of 32 bits: 0.1, not 0.10000000149.
 *
 * @param {number} value
 */
export function shortest(value) {
  const wanted = Math.fround(value);
  for (let digits = 3; digits < 9; digits++) {
    const text = Number(wanted.toPrecision(digits));
    if (Math.fround(text) === wanted) return String(text);
  }
  return String(wanted);
}
