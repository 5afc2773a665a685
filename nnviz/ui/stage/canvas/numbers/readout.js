// The row of numbers, and the same in a sentence for screen readers.

import { element, setText } from "../../kit/dom.js";
import { rove } from "./controls.js";
import { term } from "../../kit/hints.js";
import { fill, loss, metric, number, whole } from "../../kit/format.js";

const SUMMARY_INTERVAL_MS = 5000;
// While it stands still: after the last of several changes, so that quick steps are one sentence.
const SETTLING_MS = 400;

/** Name, title and share of each number that a task has. */
export function fieldsOf(model, strings) {
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

/** Today's numbers by the names of their fields, as text. */
export function valuesOf(model, header) {
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
  constructor(list, summary) {
    this.list = list;
    this.summary = summary;
    this.summaryAt = -Infinity;
    this.timer = null;
  }

  /** Make the fields that this task has. */
  arrange(model, look) {
    this.model = model;
    this.look = look;
    this.isTested = model.isTested;
    const fields = fieldsOf(model, look.strings);
    this.values = {};
    const terms = [];
    this.list.replaceChildren(
      ...fields.map(([name, title, share]) => {
        this.values[name] = element("dd", { text: "\u2013" });
        terms.push(term(title));
        // All of it is explained: one points at the number rather than at its small title.
        return element(
          "div",
          {
            class: `field ${share ?? ""}`,
            "data-field": name,
            "data-hint": look.strings[`hint_${name}`],
          },
          element("dt", {}, terms.at(-1)),
          this.values[name],
        );
      }),
    );
    rove(terms, terms.length);
  }

  show({ header }) {
    // Other points need no new scene.
    if (this.model.isTested !== this.isTested) this.arrange(this.model, this.look);
    const texts = valuesOf(this.model, header);
    for (const [name, node] of Object.entries(this.values)) setText(node, texts[name]);
  }

  /**
   * Say the state aloud: at once when it starts or stops, now and then while it runs, and soon
   * after a change while it stands still. The newest state is never left unsaid.
   */
  speak({ header }) {
    if (header === this.header) return;
    this.header = header;
    if (header.playing !== this.spokenPlaying) {
      this.#say();
    } else if (!header.playing) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#say(), SETTLING_MS);
    } else {
      const wait = this.summaryAt + SUMMARY_INTERVAL_MS - performance.now();
      this.timer ??= setTimeout(() => this.#say(), wait);
    }
  }

  /** Say nothing more. */
  end() {
    clearTimeout(this.timer);
  }

  #say() {
    clearTimeout(this.timer);
    this.timer = null;
    const { header } = this;
    const { strings } = this.look;
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
