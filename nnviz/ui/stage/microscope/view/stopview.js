// One stop on the screen: its title, what is chosen, its formulas, what is remarkable, its
// matrices. Only the stop that is looked at exists, so that a large network costs no more than a
// small one.

import { brief } from "../../formula/exact.js";
import { checkView } from "./checkview.js";
import { checkOf, linesOf } from "../walk/walk.js";
import { element, letScroll, rootOf, signButton, targetOf } from "../../kit/dom.js";
import { equationsOf } from "./matrices.js";
import { exampleRow } from "./examplerow.js";
import { fill, number } from "../../kit/format.js";
import { later } from "../../kit/sure.js";
import { lineView } from "./lineview.js";
import { MatrixView, pickedBy, shapesView } from "./matrixview.js";
import { notesOf } from "../walk/notes.js";
import { sentenceOf } from "../walk/titles.js";

/**
 * @import { Applying } from "../applying.js"
 * @import { Choice } from "../walk/walk.js"
 * @import { Look, Strings, UnitLimits } from "../../stream/given.d.ts"
 * @import { Acts, Note, Stop } from "../stops.d.ts"
 * @import { Trace } from "../trace.js"
 */

/**
 * A stop, and what is looked at in it.
 *
 * @typedef {object} StopShown
 * @property {Stop} stop
 * @property {Trace} trace
 * @property {Choice} choice
 * @property {Look} look
 * @property {UnitLimits} limits
 * @property {string} title
 * @property {string} choiceText
 * @property {boolean} isChecked  whether finite differences are wanted
 */

export class StopView {
  /** @type {StopShown} */ shown = later();

  /**
   * @param {Strings} strings
   * @param {Applying} applying  what stands at the last stop
   * @param {Acts} chosen
   */
  constructor(strings, applying, chosen) {
    this.strings = strings;
    this.applying = applying;
    this.chosen = chosen;
    /** @type {Set<string>} */
    this.whole = new Set(); // matrices that are shown whole
    /** @type {MatrixView[]} */
    this.views = [];
    /** @type {HTMLElement | null} */
    this.values = null;
    this.body = element("div", {
      class: "body",
      tabindex: "0",
      role: "group",
      "aria-label": strings.microscope_keys,
      onclick: (event) => this.#click(event),
      onkeydown: (event) => this.#keyInNumbers(event),
    });
    this.sample = element("div", { class: "sample" });
    this.checkSwitch = element("button", {
      type: "button",
      class: "toggle",
      role: "switch",
      text: strings.check,
      onclick: () => chosen.check(this.checkSwitch.getAttribute("aria-checked") !== "true"),
    });
    this.node = element("div", { class: "stop" }, this.sample, this.body);
  }

  /** @param {StopShown} shown */
  show(shown) {
    this.shown = shown;
    const hadKeyboard = this.#withKeyboard();
    const { stop, trace, choice, title, limits, isChecked } = shown;
    const sentence = sentenceOf(stop, trace, this.strings, this.applying.isDone);
    this.checkSwitch.setAttribute("aria-checked", String(isChecked));
    const scrollTop = this.values?.scrollTop ?? 0;
    const example = exampleRow(shown, this.strings, (text, name, step) =>
      this.#button(text, name, () => this.chosen.sample(choice.sample + step)),
    );
    this.values = example.values;
    this.sample.replaceChildren(...example.parts);
    example.values.scrollTop = scrollTop;
    /** @type {HTMLElement[]} */
    const parts = [
      element("h3", { text: title }),
      element("p", { class: "say", text: sentence }),
      ...this.#choiceRow(),
      ...notesOf(stop, trace, choice, limits).map((note) => this.#note(note)),
      ...linesOf(stop, trace, choice).map((line) => lineView(line, this.strings)),
      ...this.#check(),
      ...this.#matrices(),
    ];
    if (stop.kind === "apply") {
      parts.push(this.#layers());
      if (!trace.isTrouble) parts.push(...this.applying.view());
    }
    this.body.replaceChildren(...parts);
    // The keyboard stays where it was.
    if (hadKeyboard) this.#giveKeyboard(hadKeyboard);
    for (const view of this.views) view.settle();
    letScroll(example.values, this.strings.inputs);
    this.#rove();
  }

  /** What inside has the keyboard, or null; to be asked before anything is taken out. */
  #withKeyboard() {
    const { node } = this;
    const focused = rootOf(node).activeElement;
    if (!(focused instanceof HTMLElement) || focused === this.body) return null;
    return node.contains(focused) ? focused : null;
  }

  /** @param {HTMLElement} hadKeyboard */
  #giveKeyboard({ dataset }) {
    const { node, body } = this;
    /** @type {NodeListOf<HTMLElement>} */
    const controls = node.querySelectorAll("[data-control]");
    const again = [...controls].find((one) => one.dataset.control === dataset.control);
    (again ?? body).focus({ preventScroll: true });
  }

  #choiceRow() {
    const { choiceText, stop, trace, choice } = this.shown;
    const { strings, chosen } = this;
    if (!choiceText) return [];
    const chosenNow = choice.number(stop, trace);
    return [
      element(
        "div",
        { class: "choice" },
        this.#button("\u2191", strings.previous_choice, () => chosen.choose(chosenNow - 1)),
        this.#button("\u2193", strings.next_choice, () => chosen.choose(chosenNow + 1)),
        element("span", { text: choiceText }),
      ),
    ];
  }

  /**
   * A round button that is found again after everything was made anew.
   *
   * @param {string} text
   * @param {string} name
   * @param {() => void} press
   */
  #button(text, name, press) {
    const button = signButton(text, name, press);
    button.dataset.control = name;
    return button;
  }

  /** @param {Note} note */
  #note({ name, values, isAlarm }) {
    const shown = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        typeof value === "number" && !Number.isInteger(value) ? brief(value) : value,
      ]),
    );
    const text = fill(this.strings[`note_${name}`], shown);
    const found = element("p", { class: isAlarm ? "note alarm" : "note", text });
    found.dataset.note = name;
    return found;
  }

  #check() {
    const { stop, trace, choice, isChecked } = this.shown;
    if (stop.kind !== "gradient") return [];
    this.checkSwitch.dataset.control = "check";
    const check = isChecked ? checkOf(stop, trace, choice) : null;
    const said = check ? checkView(check, this.strings) : [];
    return [element("div", { class: "check" }, this.checkSwitch, ...said)];
  }

  #matrices() {
    const { stop, trace, choice, look } = this.shown;
    const equations = equationsOf(stop, trace, choice);
    this.views = [];
    if (!equations.length) return [];
    const isOfBatch = trace.batch > 1 && stop.kind !== "update";
    const { strings } = this;
    return [
      element("h4", { text: isOfBatch ? strings.whole_batch : strings.whole_layer }),
      ...equations.map((parts, which) =>
        element(
          "div",
          { class: "equation" },
          shapesView(parts, strings),
          ...parts
            .filter((part) => typeof part !== "string")
            .map((part, place) => {
              const key = `${stop.kind}.${which}.${place}`;
              const toggle = () => this.#toggle(key);
              const view = new MatrixView(part, look, this.whole.has(key), toggle);
              view.node.querySelector("button")?.setAttribute("data-control", key);
              this.views.push(view);
              return view.node;
            }),
        ),
      ),
    ];
  }

  /** @param {string} key */
  #toggle(key) {
    if (!this.whole.delete(key)) this.whole.add(key);
    this.chosen.redraw();
  }

  /** The whole update in short: how long each layer's gradient and step are. */
  #layers() {
    const { trace } = this.shown;
    const { strings } = this;
    const head = [strings.layer, strings.gradient_column, strings.step_column];
    const rows = Array.from({ length: trace.last }, (_, i) => i + 1).map((layer) =>
      element(
        "tr",
        {},
        element("th", { scope: "row", text: String(layer) }),
        element("td", { text: number(trace.norm("gradient", layer)) }),
        element("td", { text: number(trace.norm("step", layer)) }),
      ),
    );
    return element(
      "table",
      { class: "layers-table" },
      element(
        "thead",
        {},
        element("tr", {}, ...head.map((text) => element("th", { scope: "col", text }))),
      ),
      element("tbody", {}, ...rows),
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const cell = targetOf(event)?.closest(".cell");
    const picked = cell instanceof HTMLElement ? pickedBy(cell) : null;
    if (picked?.sample !== undefined) this.shown.choice.sample = picked.sample;
    if (picked?.number !== undefined) this.chosen.choose(picked.number);
    else if (picked) this.chosen.redraw();
  }

  /** One stop of the tab key in the formulas, from which arrow keys reach every number. */
  #rove() {
    const numbers = [...this.body.querySelectorAll(".line .number")];
    numbers.forEach((one, index) => one.setAttribute("tabindex", index ? "-1" : "0"));
  }

  /** @param {KeyboardEvent} event */
  #keyInNumbers(event) {
    const target = targetOf(event);
    if (!target?.matches(".number:focus-visible")) return;
    const step = Number(event.key === "ArrowRight") - Number(event.key === "ArrowLeft");
    if (!step) return;
    /** @type {NodeListOf<MathMLElement>} */
    const numbers = this.body.querySelectorAll(".line .number");
    const next = numbers[[...numbers].findIndex((one) => one === target) + step];
    event.preventDefault();
    event.stopPropagation();
    if (!next) return;
    target.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }
}
