// The bar under the map while a person draws: colours, tools, and what is done to all points.

import { element, fillTrack, setText } from "../kit/dom.js";
import { fill, number } from "../kit/format.js";
import { labelColour } from "../canvas/output/points.js";
import { later } from "../kit/sure.js";
import { TOOLS } from "./brush.js";

/**
 * @import { Brush, Tool } from "./brush.js"
 * @import { Cloud, Kind } from "./cloud.js"
 * @import { Look, Strings } from "../stream/given.d.ts"
 * @import { Model } from "../stream/model.js"
 */

const SIGNS = { brush: "•", spray: "∴", erase: "⌫", move: "✥" };
const MOST_CLASSES = 6;

/**
 * @typedef {object} ToolActs
 * @property {(label: number) => void} label
 * @property {(tool: Tool) => void} tool
 * @property {(task: string, classes: number) => void} kind
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {() => void} empty
 */

export class DrawTools {
  /** @param {Strings} strings @param {ToolActs} to */
  constructor(strings, to) {
    this.strings = strings;
    this.to = to;
    /** @type {(label: number) => string} */
    this.colourOf = later();
    this.swatches = element("div", {
      class: "swatches",
      role: "group",
      "aria-label": strings.draw_class,
    });
    this.value = element("input", {
      type: "range",
      min: "-1",
      max: "1",
      step: "0.05",
      value: "1",
      "aria-label": strings.draw_value,
      oninput: () => to.label(Number(this.value.value)),
    });
    this.valueText = element("output", {});
    this.values = element("label", { class: "values" }, this.value, this.valueText);
    this.tools = TOOLS.map((tool) =>
      element(
        "button",
        {
          type: "button",
          class: "toggle",
          "data-hint": strings[`draw_${tool}_help`],
          onclick: () => to.tool(tool),
        },
        element("span", { "aria-hidden": "true", text: `${SIGNS[tool]} ` }),
        strings[`draw_${tool}`],
      ),
    );
    this.kind = element("select", {
      "aria-label": strings.draw_kind,
      "data-hint": strings.draw_kind_help,
      onchange: () => {
        const [task, classes] = this.kind.value.split(" ");
        to.kind(task, Number(classes));
      },
    });
    /** @param {"undo" | "redo" | "empty"} name */
    const button = (name) =>
      element("button", {
        type: "button",
        class: "toggle",
        "data-hint": strings[`draw_${name}_help`],
        text: strings[`draw_${name}`],
        onclick: to[name],
      });
    this.undo = button("undo");
    this.redo = button("redo");
    this.empty = button("empty");
    this.note = element("p", { class: "status", role: "status" });
    this.node = element(
      "div",
      { class: "drawtools", role: "group", "aria-label": strings.draw, hidden: true },
      element("div", { class: "row" }, this.swatches, this.values, this.kind),
      element(
        "div",
        { class: "row", role: "group", "aria-label": strings.draw_tools },
        ...this.tools,
      ),
      element("div", { class: "row" }, this.undo, this.redo, this.empty),
      this.note,
    );
  }

  /**
   * Offer what there is to draw with.
   *
   * @param {Model} model
   * @param {Kind} kind
   * @param {Look} look
   */
  arrange(model, kind, look) {
    const { strings } = this;
    const isValue = kind.task === "regression";
    this.swatches.hidden = isValue;
    this.values.hidden = !isValue;
    /** @type {[string, number][]} */
    const kinds = [["binary", 2]];
    for (let classes = 3; classes <= MOST_CLASSES; classes++) kinds.push(["multiclass", classes]);
    if (kind.task === "multiclass" && kind.classes === 2) kinds.push(["multiclass", 2]);
    kinds.push(["regression", 0]);
    this.kind.replaceChildren(
      ...kinds.map(([task, classes]) =>
        element("option", {
          value: `${task} ${classes}`,
          text:
            task === "regression"
              ? strings.draw_values
              : fill(strings.draw_classes, { count: classes }),
          selected: task === kind.task && classes === kind.classes,
        }),
      ),
    );
    this.colourOf = (label) => labelColour(model, look.palette, label);
    this.swatches.replaceChildren(
      ...Array.from({ length: kind.classes }, (_, label) =>
        element("button", {
          type: "button",
          class: "swatch",
          style: `--colour: ${this.colourOf(label)}`,
          "aria-label": fill(strings.draw_class_name, { name: label }),
          "data-hint": fill(strings.draw_class_name, { name: label }),
          text: String(label),
          onclick: () => this.to.label(label),
        }),
      ),
    );
  }

  /** @param {Brush} brush @param {Cloud} cloud @param {number} share */
  show(brush, cloud, share) {
    const { strings } = this;
    [...this.swatches.children].forEach((swatch, label) =>
      swatch.setAttribute("aria-pressed", String(label === brush.label)),
    );
    this.tools.forEach((button, i) =>
      button.setAttribute("aria-pressed", String(TOOLS[i] === brush.tool)),
    );
    fillTrack(this.value);
    setText(this.valueText, number(brush.label, 2));
    this.valueText.style.setProperty("--colour", this.colourOf(brush.label));
    this.undo.disabled = !cloud.past.length;
    this.redo.disabled = !cloud.future.length;
    this.empty.disabled = !cloud.points.length;
    const count = cloud.points.length;
    const train = cloud.arrays(share).train_labels.length;
    const sentence = count
      ? cloud.isFull
        ? strings.draw_full
        : strings.draw_count
      : strings.draw_nothing;
    setText(this.note, fill(sentence, { count, train }));
  }
}
