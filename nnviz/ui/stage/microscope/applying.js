// The last stop: makes the update that was walked through, and compares what the trainer then holds
// with what was announced, number by number.

import { element } from "../kit/dom.js";
import { fill, loss } from "../kit/format.js";

/**
 * @import { FrameHeader } from "../stream/messages.d.ts"
 * @import { Strings } from "../stream/given.d.ts"
 * @import { Trace } from "./trace.js"
 */

const IDLE = "idle";
const SENT = "sent";
const DONE = "done";
const FAILED = "failed";

// How long an update that was sent off may take to come back. What is refused never does.
const LIMIT_MS = 5000;

export class Applying {
  /**
   * @param {Strings} strings
   * @param {{apply: () => void, next: () => void, failed: () => void}} to  what the button does,
   *   and what is to be done when an update that was sent off was not made
   */
  constructor(strings, to) {
    this.strings = strings;
    this.to = to;
    this.timer = 0;
    this.before = NaN;
    /** @type {typeof IDLE | typeof SENT | typeof DONE | typeof FAILED} */
    this.state = IDLE;
    /** @type {"exact" | "different" | "gone" | "failed" | null} */
    this.verdict = null;
    this.sentence = this.losses = "";
  }

  reset() {
    clearTimeout(this.timer);
    this.state = IDLE;
    this.verdict = null;
    this.sentence = this.losses = "";
  }

  /** Whether the trainer holds what was announced. */
  get isDone() {
    return this.state === DONE && this.verdict !== "gone";
  }

  /** Whether an update was sent off and nothing is known of it yet. */
  get isSent() {
    return this.state === SENT;
  }

  /** Whether an update was sent off, and what became of it is not yet put away. One that seems lost
   * may still come. */
  get isUnderWay() {
    return this.state !== IDLE;
  }

  /** @param {number} trainLoss  before it @returns {boolean}  whether it may be sent off now */
  begin(trainLoss) {
    if (this.state !== IDLE && this.state !== FAILED) return false;
    this.reset();
    this.state = SENT;
    this.before = trainLoss;
    this.timer = setTimeout(() => this.fail(), LIMIT_MS);
    return true;
  }

  /** Nothing came of it: it can be sent off again. */
  fail() {
    this.reset();
    this.state = FAILED;
    this.verdict = "failed";
    this.sentence = this.strings.not_applied;
    this.to.failed();
  }

  /** What the one button does now. */
  press() {
    if (this.state === IDLE || this.state === FAILED) this.to.apply();
    else if (this.state === DONE) this.to.next();
  }

  /**
   * Look at a frame's parameters.
   *
   * @param {Trace} trace
   * @param {FrameHeader} header
   * @param {Float32Array} parameters
   * @returns {boolean}  whether that settled the matter
   */
  take(trace, header, parameters) {
    const { step } = trace;
    if (this.state !== SENT && this.state !== FAILED) return false;
    if (header.step < step) {
      if (this.isSent && header.trouble) this.fail();
      return false;
    }
    const { strings } = this;
    clearTimeout(this.timer);
    this.state = DONE;
    if (header.step > step) {
      this.verdict = "gone";
      this.sentence = fill(strings.went_on, { step: header.step });
      return true;
    }
    const after = trace.vector("after");
    const all = after.length;
    let count = 0;
    for (let i = 0; i < all; i++) if (after[i] !== parameters[i]) count += 1;
    this.verdict = count ? "different" : "exact";
    this.losses = fill(strings.losses_were, {
      before: loss(this.before),
      after: loss(header.train_loss ?? NaN),
    });
    this.sentence = count
      ? fill(strings.applied_otherwise, { count, all })
      : fill(strings.applied_exactly, { count: all });
    return true;
  }

  view() {
    const { strings, state, verdict } = this;
    /** @type {Partial<Record<string, string>>} */
    const texts = { [SENT]: strings.applying, [DONE]: strings.next_update };
    const button = element("button", {
      type: "button",
      class: "step main",
      text: texts[state] ?? strings.apply,
      "data-control": "apply",
      "aria-disabled": String(state === SENT),
      onclick: () => this.press(),
    });
    if (!verdict) return [button];
    const isExact = verdict === "exact";
    const sentence = element(
      "p",
      { class: `verdict ${verdict}` },
      element("span", { class: "sign-of", "aria-hidden": "true", text: isExact ? "\u2713" : "!" }),
      this.sentence,
    );
    return [sentence, element("p", { text: this.losses }), button];
  }
}
