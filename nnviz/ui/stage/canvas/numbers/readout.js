// The row of numbers, and the same in a sentence for screen readers.

import { element, setText } from "../../kit/dom.js";
import { later, must } from "../../kit/sure.js";
import { rove } from "./controls.js";
import { term } from "../../kit/hints.js";
import { fill, loss, metric, number, whole } from "../../kit/format.js";

/**
 * @import { Frame } from "../../stream/frames.js"
 * @import { FrameHeader } from "../../stream/messages.d.ts"
 * @import { Written } from "../part.d.ts"
 * @import { Share, Strings } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 */

const SUMMARY_INTERVAL_MS = 5000;
// While it stands still: after the last of several changes, so that quick steps are one sentence.
const SETTLING_MS = 400;

/**
 * Name, title and share of each number that a task has.
 *
 * @param {Model} model
 * @param {Strings} strings
 */
export function fieldsOf(model, strings) {
  /** @type {[name: string, title: string, share?: Share][]} */
  const fields = [
    ["epoch", strings.epoch],
    ["step", strings.update],
    ["speed", strings.updates_per_second],
    ["train_loss", strings.train_loss, "train"],
    ["test_loss", strings.test_loss, "test"],
  ];
  for (const name of model.metrics) {
    fields.push([`${name}_train`, strings[`train_${name}`], "train"]);
    fields.push([`${name}_test`, strings[`test_${name}`], "test"]);
  }
  // Where all points are for training, there is nothing to be said of others.
  return model.isTested ? fields : fields.filter(([, , share]) => share !== "test");
}

/**
 * Today's numbers by the names of their fields, as text.
 *
 * @param {Model} model
 * @param {FrameHeader} header
 */
export function valuesOf(model, header) {
  /** @type {Record<string, string>} */
  const values = {
    epoch: whole(header.epoch),
    step: whole(header.step),
    speed: header.playing ? whole(header.updates_per_second ?? 0) : "\u2013",
    train_loss: loss(header.train_loss ?? NaN),
    test_loss: loss(header.test_loss ?? NaN),
  };
  for (const name of model.metrics) {
    const [train, test] = header.metrics[name] ?? [];
    values[`${name}_train`] = metric(name, model.metricInUnit(name, train ?? NaN));
    values[`${name}_test`] = metric(name, model.metricInUnit(name, test ?? NaN));
  }
  return values;
}

export class Readout {
  /** @type {Model} */ model = later();

  /** @param {HTMLElement} list @param {HTMLElement} summary @param {Strings} strings */
  constructor(list, summary, strings) {
    this.strings = strings;
    this.list = list;
    this.summary = summary;
    this.summaryAt = -Infinity;
    /** @type {number | null} */
    this.timer = null;
    /** @type {Record<string, HTMLElement>} */
    this.values = {};
    /** @type {FrameHeader | null} */
    this.header = null;
    /** @type {boolean | null} */
    this.spokenPlaying = null;
    this.isTested = false;
  }

  /** Make the fields that this task has. @param {Model} model */
  adopt(model) {
    const { strings } = this;
    this.model = model;
    this.isTested = model.isTested;
    const fields = fieldsOf(model, strings);
    this.values = {};
    /** @type {HTMLElement[]} */
    const terms = [];
    this.list.replaceChildren(
      ...fields.map(([name, title, share]) => {
        const value = (this.values[name] = element("dd", { text: "\u2013" }));
        const named = term(title);
        terms.push(named);
        // All of it is explained: one points at the number rather than at its small title.
        return element(
          "div",
          {
            class: `field ${share ?? ""}`,
            "data-field": name,
            "data-hint": strings[`hint_${name}`],
          },
          element("dt", {}, named),
          value,
        );
      }),
    );
    rove(terms, terms.length);
  }

  /** @param {Pick<Written, "model">} written */
  write({ model }) {
    // Other points need no new scene.
    if (model.isTested !== this.isTested) this.adopt(model);
    const texts = valuesOf(model, model.shown.header);
    for (const [name, node] of Object.entries(this.values)) setText(node, texts[name]);
    this.speak(model.shown);
  }

  /**
   * Say the state aloud: at once when it starts or stops, now and then while it runs, and soon
   * after a change while it stands still. The newest state is never left unsaid.
   *
   * @param {Frame} frame
   */
  speak({ header }) {
    if (header === this.header) return;
    this.header = header;
    if (header.playing !== this.spokenPlaying) {
      this.#say();
    } else if (!header.playing) {
      clearTimeout(this.timer ?? 0);
      this.timer = setTimeout(() => this.#say(), SETTLING_MS);
    } else {
      const wait = this.summaryAt + SUMMARY_INTERVAL_MS - performance.now();
      this.timer ??= setTimeout(() => this.#say(), wait);
    }
  }

  /** Say nothing more. */
  end() {
    clearTimeout(this.timer ?? 0);
  }

  #say() {
    clearTimeout(this.timer ?? 0);
    this.timer = null;
    const header = must(this.header, "frame");
    const { strings } = this;
    this.summaryAt = performance.now();
    this.spokenPlaying = header.playing;
    const [name] = this.model.metrics;
    const values = valuesOf(this.model, header);
    const sentence = fill(this.isTested ? strings.summary : strings.summary_untested, {
      state: header.playing ? strings.training : strings.paused,
      epoch: whole(header.epoch),
      step: whole(header.step),
      train_loss: number(header.train_loss ?? NaN),
      test_loss: number(header.test_loss ?? NaN),
      train_metric: `${strings[`train_${name}`]} ${values[`${name}_train`]}`,
      test_metric: `${strings[`test_${name}`]} ${values[`${name}_test`]}`,
    });
    setText(this.summary, sentence);
  }
}
