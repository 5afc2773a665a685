// One stop on the screen: its title, what is chosen, its formulas, what is remarkable, its
// matrices. Only the stop that is looked at exists, so that a large network costs no more than a
// small one.

import { brief } from "../../formula/exact.js";
import { checkOf, linesOf } from "../walk/walk.js";
import { element, letScroll, signButton } from "../../kit/dom.js";
import { equationsOf } from "./matrices.js";
import { exampleRow } from "./examplerow.js";
import { fill, number } from "../../kit/format.js";
import { lineView } from "./lineview.js";
import { MatrixView, shapesView } from "./matrixview.js";
import { notesOf } from "../walk/notes.js";
import { numberNode, math } from "../../formula/mathml.js";
import { sentenceOf } from "../walk/titles.js";

// float32 has seven digits.
const DIGITS = 7;

export class StopView {
  /**
   * @param {object} strings
   * @param {object} applying  what stands at the last stop
   * @param {{choose: Function, sample: Function, check: Function, redraw: Function}} chosen
   *   choose(number), sample(number), check(isOn), redraw()
   */
  constructor(strings, applying, chosen) {
    Object.assign(this, { strings, applying, chosen });
    this.whole = new Set();
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

  show(shown) {
    this.shown = shown;
    const hadKeyboard = this.#withKeyboard();
    const { stop, trace, choice, title, limits, isChecked } = shown;
    const sentence = sentenceOf(stop, trace, this.strings, this.applying.isDone);
    this.checkSwitch.setAttribute("aria-checked", String(isChecked));
    const { scrollTop } = this.values ?? {};
    const example = exampleRow(shown, this.strings, (text, name, step) =>
      this.#button(text, name, () => this.chosen.sample(choice.sample + step)),
    );
    this.values = example.values;
    this.sample.replaceChildren(...example.parts);
    this.values.scrollTop = scrollTop ?? 0;
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
    letScroll(this.values, this.strings.inputs);
    this.#rove();
  }

  /** What inside has the keyboard, or null; to be asked before anything is taken out. */
  #withKeyboard() {
    const { node } = this;
    const focused = node.getRootNode().activeElement;
    return focused && focused !== this.body && node.contains(focused) ? focused : null;
  }

  #giveKeyboard({ dataset }) {
    const { node, body } = this;
    const controls = [...node.querySelectorAll("[data-control]")];
    const again = controls.find((one) => one.dataset.control === dataset.control);
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

  /** A round button that is found again after everything was made anew. */
  #button(text, name, press) {
    const button = signButton(text, name, press);
    button.dataset.control = name;
    return button;
  }

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
    const found = element("div", { class: "check" }, this.checkSwitch);
    this.checkSwitch.dataset.control = "check";
    const check = isChecked && checkOf(stop, trace, choice);
    if (check) {
      const [before, after] = this.strings.numerical_is.split("{value}");
      found.append(
        element(
          "p",
          {},
          before,
          element("span", {}, math("math", null, numberNode(check.numerical))),
          after,
        ),
        element("p", { class: "agreement", text: this.#agreement(check) }),
      );
      if (Number.isFinite(check.ofLayer)) {
        const value = number(check.ofLayer);
        found.append(element("p", { text: fill(this.strings.layer_agrees, { value }) }));
      }
    }
    return [found];
  }

  #agreement({ difference, areZero }) {
    const { strings } = this;
    if (areZero) return strings.both_are_zero;
    const digits = difference ? Math.floor(-Math.log10(difference)) : DIGITS;
    if (digits >= DIGITS) return fill(strings.all_digits_agree, { digits: DIGITS });
    if (digits === 1) return strings.one_digit_agrees;
    if (digits > 1) return fill(strings.digits_agree, { digits });
    return fill(strings.no_digits_agree, { share: brief(difference) });
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
        ...["gradient", "step"].map((name) =>
          element("td", { text: number(trace.norm(name, layer)) }),
        ),
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

  #click(event) {
    const cell = event.target.closest(".cell");
    if (!cell) return;
    const { matrix } = cell.parentElement;
    const picked = matrix.pick(Number(cell.dataset.row), Number(cell.dataset.column));
    if (picked?.sample !== undefined) this.shown.choice.sample = picked.sample;
    if (picked?.number !== undefined) this.chosen.choose(picked.number);
    else if (picked) this.chosen.redraw();
  }

  /** One stop of the tab key in the formulas, from which arrow keys reach every number. */
  #rove() {
    const numbers = [...this.body.querySelectorAll(".line .number")];
    numbers.forEach((one, index) => one.setAttribute("tabindex", index ? "-1" : "0"));
  }

  #keyInNumbers(event) {
    const { target } = event;
    if (!target.matches(".number:focus-visible")) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const numbers = [...this.body.querySelectorAll(".line .number")];
    const next = numbers[numbers.indexOf(target) + step];
    event.preventDefault();
    event.stopPropagation();
    if (!next) return;
    target.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }
}
