// Where one is in the walk through an update: at which of its stops, and with what chosen there.

import { Choice, choiceAt, countOf, highlightOf, walk } from "./walk.js";

/**
 * @import { Focus } from "../../canvas/places.d.ts"
 * @import { Stop } from "../stops.d.ts"
 * @import { Trace } from "../trace.js"
 */

export class Walker {
  /** The update that is walked through. @type {Trace | null} */ trace = null;
  /** @type {Stop[]} */ stops = [];
  index = 0;
  choice = new Choice();

  get stop() {
    return this.stops[this.index];
  }

  get last() {
    return this.stops.length - 1;
  }

  /** Number of what is chosen in this stop, as countOf counts them. */
  get chosen() {
    return this.trace ? this.choice.number(this.stop, this.trace) : 0;
  }

  /** Walk through an update, from the stop that one is at. @param {Trace} trace */
  take(trace) {
    this.trace = trace;
    this.stops = walk(trace);
    this.index = Math.min(this.index, this.last);
    this.choice.fit(trace);
  }

  /** What the graph is to show, or null. */
  get focus() {
    return this.trace && highlightOf(this.stop, this.trace, this.choice);
  }

  /** The picture of the example that is looked at, pixel -> value, or null. */
  get pictured() {
    const { trace, choice } = this;
    return trace?.model.image ? trace.pictureOf(choice.sample) : null;
  }

  /** Go to a stop; whether that is another. @param {number} index */
  go(index) {
    const within = Math.min(this.last, Math.max(0, index));
    const isOther = within !== this.index;
    this.index = within;
    return isOther;
  }

  /** Choose something else in this stop; whether there is a choice. @param {number} number */
  choose(number) {
    const { stop, trace } = this;
    const count = trace ? countOf(stop, trace) : 0;
    if (!trace || !count) return false;
    this.choice.take(stop, trace, (number + count) % count);
    return true;
  }

  /** Look at another example of the batch; whether there is one. @param {number} sample */
  chooseSample(sample) {
    if (!this.trace) return false;
    const { batch } = this.trace;
    this.choice.sample = (sample + batch) % batch;
    return true;
  }

  /**
   * Go to the stop that speaks of something in the graph, with that chosen; whether there is one.
   *
   * @param {Focus | null} focus
   */
  pick(focus) {
    const { trace, stop, stops } = this;
    const found = trace && choiceAt(stop, trace, focus);
    if (!found) return false;
    const index = stops.findIndex(({ kind, layer }) => kind === stop.kind && layer === found.layer);
    this.choice.take(stops[index], trace, found.number);
    this.index = index;
    return true;
  }
}
