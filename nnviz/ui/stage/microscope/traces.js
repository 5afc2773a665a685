// The numbers that the microscope walks through: which update's are wanted, and those that have
// come, once the scene that they are of is on the stage.

import { BatchChoice } from "./batchchoice.js";
import { Trace } from "./trace.js";

/**
 * @import { Model } from "../stream/model.js"
 * @import { Strings, TraceRequest } from "../stream/given.d.ts"
 * @import { TraceMessage } from "../stream/frames.js"
 */

export class Traces {
  /** @type {Model | null} */ model = null;
  /** Of a scene that is yet to be drawn. @type {TraceMessage | null} */ awaited = null;
  isWanted = false;
  isChecked = false;

  /**
   * @param {Strings} strings
   * @param {(request: TraceRequest | null) => void} request  asks for one after each update, or
   *   for none
   * @param {(trace: Trace) => void} came
   */
  constructor(strings, request, came) {
    this.request = request;
    this.came = came;
    this.batch = new BatchChoice(strings, () => this.isWanted && this.want());
  }

  /** Ask for those of the example or the batch that is chosen. */
  want() {
    const { example } = this.batch;
    this.isWanted = true;
    this.request(this.isChecked ? { example, check: true } : { example });
  }

  /** With finite differences, or without. @param {boolean} isChecked */
  check(isChecked) {
    this.isChecked = isChecked;
    this.want();
  }

  /** Ask for no more. */
  stop() {
    this.isWanted = false;
    this.awaited = null;
    this.request(null);
  }

  /** @param {Model} model */
  arrange(model) {
    this.model = model;
    this.batch.arrange(model.arrays.train_labels.length);
    this.#handOver();
  }

  /**
   * One came. It may be of a scene whose first picture is yet to be drawn.
   *
   * @param {TraceMessage} message
   */
  take(message) {
    if (!this.isWanted) return;
    this.awaited = message;
    this.#handOver();
  }

  #handOver() {
    const { awaited, model } = this;
    if (!awaited || !model || awaited.header.scene !== model.id) return;
    this.awaited = null;
    this.came(new Trace(awaited, model));
  }

  /** Show in the choice what this one, which is looked at now, is of. @param {Trace} trace */
  tell({ header, batch }) {
    this.batch.force(header.forced ? header.example : null);
    if (header.instead_of_batch && header.example !== null) this.batch.takeInstead(header.example);
    if (header.example === null) this.batch.tell(batch);
  }
}
