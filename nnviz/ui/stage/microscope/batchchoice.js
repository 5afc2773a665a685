// What the next update is to learn from: one example of the training share, where one begins, or
// the next mini-batch.

import { element, setText, signButton } from "../kit/dom.js";
import { fill } from "../kit/format.js";

/** @import { Strings } from "../stream/given.d.ts" */

const MINUS = "\u2212";

export class BatchChoice {
  /**
   * @param {Strings} strings
   * @param {(example: number | null) => void} changed  called with the example, or null
   */
  constructor(strings, changed) {
    this.strings = strings;
    this.changed = changed;
    /** @type {number | null} */
    this.example = 0; // what the person chose; null for the mini-batch
    /** @type {number | null} */
    this.forced = null; // what the run's line demands instead
    this.isLarge = false; // whether the example stands for a batch that is too large to be told
    this.count = 1;
    /** @type {number | null} */
    this.batchSize = null;
    this.batch = element("button", {
      type: "button",
      class: "toggle",
      onclick: () => this.#want(null),
    });
    this.single = element("button", {
      type: "button",
      class: "toggle",
      text: strings.one_example,
      onclick: () => this.#want(this.#typed()),
    });
    this.field = element("input", {
      type: "number",
      min: "1",
      value: "1",
      "aria-label": strings.example_number,
      onchange: () => this.#want(this.#typed()),
      // The number's own keys are not the walk's, nor the page's.
      onkeydown: (event) => {
        if (event.key !== "Escape") event.stopPropagation();
      },
    });
    this.details = element(
      "span",
      { class: "example" },
      signButton(MINUS, strings.previous_example, () => this.#want(this.#typed() - 1)),
      this.field,
      signButton("+", strings.next_example, () => this.#want(this.#typed() + 1)),
      element("button", {
        type: "button",
        class: "toggle",
        text: strings.random_example,
        onclick: () => this.#want(Math.floor(Math.random() * this.count)),
      }),
    );
    this.reason = element("p", { class: "note", role: "status" });
    this.node = element(
      "div",
      { class: "batch-choice", role: "group", "aria-label": strings.look_at },
      this.single,
      this.details,
      this.batch,
      this.reason,
    );
    this.#show();
  }

  /** @param {number} count  examples in the training share */
  arrange(count) {
    this.count = count;
    this.field.max = String(count);
    // On an empty plane there is none to look at, nor to ask for.
    if (count && this.example !== null && this.example >= count) this.#want(count - 1);
  }

  /** Say how many examples the mini-batch has, once that is known. @param {number} count */
  tell(count) {
    this.batchSize = count;
    this.#show();
  }

  /**
   * Show that the next update is bound to be on one example, or (null) that it may be chosen.
   *
   * @param {number | null} example
   */
  force(example) {
    if (example === this.forced) return;
    this.forced = example;
    this.field.value = String((example ?? this.example ?? 0) + 1);
    this.#show();
  }

  /**
   * Look at one example of the next mini-batch, which is too large to be told whole.
   *
   * @param {number} example
   */
  takeInstead(example) {
    this.isLarge = true;
    this.#want(example);
  }

  #typed() {
    return Math.round(Number(this.field.value) || 1) - 1;
  }

  /** @param {number | null} example */
  #want(example) {
    if (this.forced !== null) return;
    const within = example === null ? null : Math.min(this.count - 1, Math.max(0, example));
    if (within !== null) this.field.value = String(within + 1);
    const isNew = within !== this.example;
    if (within === null) this.isLarge = false;
    this.example = within;
    this.#show();
    if (isNew) this.changed(within);
  }

  #show() {
    const { strings, batchSize, forced } = this;
    const example = forced ?? this.example;
    const isForced = forced !== null;
    // In full only where it is chosen: beside the number of an example there is less room.
    const isKnown = example === null && batchSize !== null;
    const full = batchSize === 1 ? strings.mini_batch_of_one : strings.mini_batch_of;
    const text = isKnown ? fill(full, { count: batchSize }) : strings.mini_batch;
    setText(this.batch, text);
    this.details.hidden = example === null;
    this.batch.setAttribute("aria-pressed", String(example === null));
    this.single.setAttribute("aria-pressed", String(example !== null));
    // Not disabled, which would lose the keyboard.
    for (const button of this.node.querySelectorAll("button")) {
      button.setAttribute("aria-disabled", String(isForced));
    }
    this.field.readOnly = isForced;
    this.reason.hidden = !isForced && !this.isLarge;
    const forcedBy = isForced ? fill(strings.forced_example, { index: forced + 1 }) : "";
    setText(this.reason, forcedBy || (this.isLarge ? strings.large_batch : ""));
  }
}
