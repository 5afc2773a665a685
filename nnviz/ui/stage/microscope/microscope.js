// The microscope: one update of the real run, walked through stop by stop. What is looked at is
// kept here, how it looks is up to microscopeview.js; what the stops say comes from walk.js and its
// like, and the numbers from the server's trace alone.

import { Applying } from "./applying.js";
import { Autoplay } from "./autoplay.js";
import { spokenStop, titleOf } from "./walk/titles.js";
import { MicroscopeView } from "./view/microscopeview.js";
import { later } from "../kit/sure.js";
import { moveFor } from "./walk/walkkeys.js";
import { Walker } from "./walk/walker.js";
import { Traces } from "./traces.js";

/**
 * @import { Frame } from "../stream/frames.js"
 * @import { Trace } from "./trace.js"
 * @import { Focus } from "../canvas/places.d.ts"
 * @import { Look, StageData, Strings, UnitLimits } from "../stream/given.d.ts"
 * @import { Model } from "../stream/model.js"
 * @import { Placement } from "../canvas/part.d.ts"
 * @import { Acts, MicroscopeStage } from "./stops.d.ts"
 */

export class Microscope {
  /** @type {Model | null} */ model = null;
  /** @type {Look | null} */ look = null;
  /** @type {UnitLimits} */ limits = later();
  /** What comes after what was applied. @type {Trace | null} */ following = null;
  walker = new Walker();
  isOn = false;
  isPlaying = false;
  wantsKeyboard = false;

  /**
   * @param {HTMLElement} holder  an empty section of the stage
   * @param {HTMLElement} root  the stage's, which tells the state to whoever watches from outside
   * @param {Strings} strings
   * @param {MicroscopeStage} stage
   */
  constructor(holder, root, strings, stage) {
    this.root = root;
    this.strings = strings;
    this.stage = stage;
    this.act = this.#acts();
    this.traces = new Traces(strings, stage.setTrace, (trace) => this.#take(trace));
    this.auto = new Autoplay(strings, () => {
      this.#go(this.walker.index + 1);
      return this.walker.index < this.walker.last;
    });
    this.applying = new Applying(strings, {
      apply: () => this.#apply(),
      next: () => this.#startOver(),
      failed: () => this.#tellVerdict(),
    });
    this.view = new MicroscopeView(holder, strings, { ...this, batch: this.traces.batch });
    root.dataset.microscope = "off";
    holder.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @returns {Acts} */
  #acts() {
    return {
      close: () => this.toggle(false),
      pause: () => this.stage.send({ type: "pause" }),
      go: (index) => this.#go(index),
      back: () => this.#go(this.walker.index - 1),
      next: () => this.#go(this.walker.index + 1),
      choose: (number) => this.#choose(number),
      sample: (sample) => this.#chooseSample(sample),
      check: (isChecked) => this.#check(isChecked),
      redraw: () => this.#show(),
      auto: () => this.auto.toggle(),
      press: () => this.applying.press(),
    };
  }

  /** Turn it on or off. @param {boolean} isOn */
  toggle(isOn) {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.root.dataset.microscope = isOn ? "on" : "off";
    this.auto.stop();
    this.view.hideLabel();
    if (isOn) {
      this.traces.want();
    } else {
      this.traces.stop();
      this.#settle();
      this.walker.trace = this.following = null;
      for (const name of ["stop", "stops", "stopKind", "layer"]) delete this.root.dataset[name];
    }
    this.stage.changed(isOn);
    // The graph goes back to what is pointed at.
    if (!isOn) this.stage.focus();
    this.wantsKeyboard = isOn;
    this.#show();
  }

  end() {
    this.auto.stop();
    this.applying.reset();
  }

  /** @param {StageData} data */
  update(data) {
    this.limits = data.limits;
  }

  /** @param {Placement} placement */
  arrange({ model, look }) {
    const isOther = model.id !== this.model?.id;
    this.model = model;
    this.look = look;
    if (isOther) {
      this.walker.trace = this.following = null;
      this.#settle();
    }
    this.traces.arrange(model);
    if (this.isOn) this.#show();
  }

  /** The numbers of the next update are there. @param {Trace} trace */
  #take(trace) {
    const step = this.walker.trace?.step ?? Infinity;
    // What was just applied stays until the person has seen that it came out as announced.
    if (this.applying.isUnderWay && trace.step > step) {
      this.following = trace;
      return;
    }
    this.#adopt(trace);
  }

  /** @param {Trace} trace */
  #adopt(trace) {
    // Other numbers instead of an update: it was not made, and would be another one now.
    const isRefused = this.applying.isSent;
    this.walker.take(trace);
    this.following = null;
    this.#settle();
    this.traces.tell(trace);
    this.view.arrange(this.walker.stops, (stop) => titleOf(stop, trace, this.strings, false));
    this.#show();
    // The first numbers are there: from here on the keys walk.
    if (this.wantsKeyboard && !this.isPlaying) {
      this.wantsKeyboard = false;
      this.view.takeKeyboard();
      // Below the graph it may be below the screen, too.
      if (this.root.dataset.arrangement !== "wide") this.view.bringIntoView();
    }
    if (isRefused && !trace.isTrouble) this.applying.fail();
    else this.#announce();
  }

  /** A frame was painted: it may hold what was announced. @param {Frame} frame */
  take({ header, arrays }) {
    const wasPlaying = this.isPlaying;
    this.isPlaying = header.playing;
    if (!this.isOn) return;
    const { trace } = this.walker;
    if (trace && this.applying.take(trace, header, arrays.parameters)) {
      this.#tellVerdict();
      if (this.applying.verdict === "gone" && this.following) this.#startOver();
    } else if (wasPlaying !== this.isPlaying) {
      if (this.isPlaying) this.auto.stop();
      this.#show();
    }
  }

  /** What the graph is to show, or null. */
  get focus() {
    return this.isOn && !this.isPlaying ? this.walker.focus : null;
  }

  /** The picture of the example that is looked at, pixel -> value, or null. */
  get pictured() {
    return this.isOn && !this.isPlaying ? this.walker.pictured : null;
  }

  /**
   * The person clicked something in the graph: the stop that speaks of it, with it chosen.
   *
   * @param {Focus | null} focus
   */
  pick(focus) {
    if (this.isOn && this.walker.pick(focus)) this.#tell();
  }

  /** @param {boolean} isChecked */
  #check(isChecked) {
    this.traces.check(isChecked);
    this.#show();
  }

  /** @param {number} index */
  #go(index) {
    if (!this.walker.go(index)) return;
    this.view.scrollToTop();
    this.#tell();
  }

  /** @param {number} number */
  #choose(number) {
    if (this.walker.choose(number)) this.#tell();
  }

  /** @param {number} sample */
  #chooseSample(sample) {
    if (this.walker.chooseSample(sample)) this.#tell();
  }

  /** Another stop, or another choice in it, in pictures and in words. */
  #tell() {
    this.#show();
    this.#announce();
  }

  #apply() {
    const { applying } = this;
    const { trace } = this.walker;
    const trainLoss = this.model?.frame?.header.train_loss ?? NaN;
    if (!trace || trace.isTrouble || !applying.begin(trainLoss)) return;
    this.auto.stop();
    delete this.root.dataset.applied;
    this.stage.send({ type: "apply", example: trace.header.example, step: trace.step });
    this.#show();
  }

  /** Say what became of the update that was sent off. */
  #tellVerdict() {
    this.root.dataset.applied = String(this.applying.verdict);
    this.#show();
    this.view.say(this.applying.sentence);
  }

  /** Put away what was applied. */
  #settle() {
    this.applying.reset();
    delete this.root.dataset.applied;
  }

  #startOver() {
    const { following } = this;
    this.#settle();
    this.walker.index = 0;
    this.view.scrollToTop();
    if (following) this.#adopt(following);
    this.view.takeKeyboard();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isWalking = Boolean(this.walker.trace) && !this.isPlaying;
    const walks = isWalking ? moveFor(event, this.walker, this.act) : undefined;
    const move = event.key === "Escape" ? this.act.close : walks;
    if (!move) return;
    move();
    event.preventDefault();
    event.stopPropagation();
  }

  #show() {
    const { root, isPlaying } = this;
    const { trace, index, stops, stop } = this.walker;
    if (!this.isOn) return;
    const isWalking = Boolean(trace) && !isPlaying;
    this.view.show(trace?.step ?? null, { isWalking, isPlaying });
    this.stage.focus();
    if (!trace || !isWalking || !this.look) return;
    const { look, limits } = this;
    const { isChecked } = this.traces;
    this.view.showStop(this.walker, trace, { look, limits, isChecked });
    const { kind: stopKind, layer } = stop;
    Object.assign(root.dataset, { stop: index, stops: stops.length, stopKind, layer });
  }

  #announce() {
    const { trace } = this.walker;
    if (!trace) return;
    this.view.say(spokenStop({ ...this.walker, trace }, this.strings, this.applying.isDone));
  }
}
