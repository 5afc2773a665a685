// The microscope: one update of the real run, walked through stop by stop. What is looked at is
// kept here, how it looks is up to microscopeview.js; what the stops say comes from walk.js and its
// like, and the numbers from the server's trace alone.

import { Applying } from "./applying.js";
import { Autoplay } from "./autoplay.js";
import { Choice, choiceAt, countOf, highlightOf, walk } from "./walk/walk.js";
import { choiceText, spokenStop, titleOf } from "./walk/titles.js";
import { MicroscopeView } from "./view/microscopeview.js";
import { moveFor } from "./walk/walkkeys.js";
import { Trace } from "./trace.js";
import { Wish } from "./wish.js";

export class Microscope {
  /**
   * @param {HTMLElement} holder  an empty section of the stage
   * @param {HTMLElement} root  the stage's, which tells the state to whoever watches from outside
   * @param {object} strings
   * @param {{send: Function, setTrace: Function, changed: Function, focus: Function}} stage
   *   send(event) to Python, setTrace(wish) to the server, changed(isOn), focus(focus) in the graph
   */
  constructor(holder, root, strings, stage) {
    Object.assign(this, { root, strings, stage });
    this.isOn = false;
    this.choice = new Choice();
    this.stops = [];
    this.index = 0;
    this.isChecked = false;
    this.#build(holder);
    root.dataset.microscope = "off";
    holder.addEventListener("keydown", (event) => this.#key(event));
  }

  #build(holder) {
    const { strings } = this;
    this.act = {
      close: () => this.toggle(false),
      pause: () => this.stage.send({ type: "pause" }),
      go: (index) => this.#go(index),
      back: () => this.#go(this.index - 1),
      next: () => this.#go(this.index + 1),
      choose: (number) => this.#choose(number),
      sample: (sample) => this.#chooseSample(sample),
      check: (isChecked) => this.#check(isChecked),
      redraw: () => this.#show(),
      auto: () => this.auto.toggle(),
      press: () => this.applying.press(),
    };
    this.wish = new Wish(strings, () => this.#ask());
    this.auto = new Autoplay(strings, () => {
      this.#go(this.index + 1);
      return this.index < this.stops.length - 1;
    });
    this.applying = new Applying(strings, {
      apply: () => this.#apply(),
      next: () => this.#startOver(),
      failed: () => this.#tellVerdict(),
    });
    this.view = new MicroscopeView(holder, strings, this);
  }

  /** Turn it on or off. */
  toggle(isOn) {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.root.dataset.microscope = isOn ? "on" : "off";
    this.auto.stop();
    this.view.hideLabel();
    if (isOn) {
      this.#ask();
    } else {
      this.stage.setTrace(null);
      this.#settle();
      this.trace = this.awaited = this.following = null;
      for (const name of ["stop", "stops", "stopKind", "layer"]) delete this.root.dataset[name];
    }
    this.stage.changed(isOn);
    this.wantsKeyboard = isOn;
    this.#show();
  }

  end() {
    this.auto.stop();
    this.applying.reset();
  }

  /** A scene's first picture, another width or theme. */
  arrange(model, look, data) {
    const isOther = model.id !== this.model?.id;
    Object.assign(this, { model, look, data });
    this.wish.arrange(model.arrays.train_labels.length);
    if (isOther) {
      this.trace = this.following = null;
      this.#settle();
    }
    this.#takeAwaited();
    if (this.isOn) this.#show();
  }

  /** A trace came. It may be of a scene whose first picture is yet to be drawn. */
  take(message) {
    if (!this.isOn) return;
    this.awaited = message;
    this.#takeAwaited();
  }

  #takeAwaited() {
    const { awaited, model } = this;
    if (!awaited || !this.isOn || awaited.header.scene !== model?.id) return;
    this.awaited = null;
    const trace = new Trace(awaited, model);
    const { step } = this.trace ?? {};
    // What was just applied stays until the person has seen that it came out as announced.
    if (this.applying.isUnderWay && trace.step > step) {
      this.following = trace;
      return;
    }
    this.#adopt(trace);
  }

  #adopt(trace) {
    const { header } = trace;
    // Other numbers instead of an update: it was not made, and would be another one now.
    const isRefused = this.applying.isSent;
    this.trace = trace;
    this.following = null;
    this.stops = walk(trace);
    this.index = Math.min(this.index, this.stops.length - 1);
    this.choice.fit(trace);
    this.#settle();
    this.wish.force(header.forced ? header.example : null);
    if (header.instead_of_batch) this.wish.takeInstead(header.example);
    if (header.example === null) this.wish.tell(trace.batch);
    this.view.arrange(this.stops, (stop) => titleOf(stop, trace, this.strings, false));
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

  /** A frame was painted: it may hold what was announced. */
  takeFrame({ header, arrays }) {
    const wasPlaying = this.isPlaying;
    this.isPlaying = header.playing;
    if (!this.isOn) return;
    if (this.trace && this.applying.take(this.trace, header, arrays.parameters)) {
      this.#tellVerdict();
      if (this.applying.verdict === "gone" && this.following) this.#startOver();
    } else if (wasPlaying !== this.isPlaying) {
      if (this.isPlaying) this.auto.stop();
      this.#show();
    }
  }

  /** What the graph is to show, or null. */
  get focus() {
    if (!this.isOn || !this.trace || this.isPlaying) return null;
    return highlightOf(this.stops[this.index], this.trace, this.choice);
  }

  /** The picture of the example that is looked at, pixel -> value, or null. */
  get pictured() {
    const { trace, choice } = this;
    return this.isOn && !this.isPlaying && trace?.model.image
      ? trace.pictureOf(choice.sample)
      : null;
  }

  /** The person clicked something in the graph: the stop that speaks of it, with it chosen. */
  pick(focus) {
    if (!this.isOn || !this.trace) return;
    const stop = this.stops[this.index];
    const found = choiceAt(stop, this.trace, focus);
    if (!found) return;
    const index = this.stops.findIndex(
      ({ kind, layer }) => kind === stop.kind && layer === found.layer,
    );
    this.choice.take(this.stops[index], this.trace, found.number);
    this.index = index;
    this.#show();
    this.#announce();
  }

  #ask() {
    this.stage.setTrace({ example: this.wish.example, ...(this.isChecked ? { check: true } : {}) });
  }

  #check(isChecked) {
    this.isChecked = isChecked;
    this.#ask();
    this.#show();
  }

  #go(index) {
    const within = Math.min(this.stops.length - 1, Math.max(0, index));
    if (within === this.index) return;
    this.index = within;
    this.view.scrollToTop();
    this.#show();
    this.#announce();
  }

  #choose(number) {
    const stop = this.stops[this.index];
    const count = countOf(stop, this.trace);
    if (!count) return;
    this.choice.take(stop, this.trace, (number + count) % count);
    this.#show();
    this.#announce();
  }

  #chooseSample(sample) {
    const { batch } = this.trace;
    this.choice.sample = (sample + batch) % batch;
    this.#show();
    this.#announce();
  }

  #apply() {
    const { trace, applying } = this;
    if (!trace || trace.isTrouble || !applying.begin(this.model.frame.header.train_loss ?? NaN)) {
      return;
    }
    this.auto.stop();
    delete this.root.dataset.applied;
    this.stage.send({ type: "apply", example: trace.header.example, step: trace.step });
    this.#show();
  }

  /** Say what became of the update that was sent off. */
  #tellVerdict() {
    this.root.dataset.applied = this.applying.verdict;
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
    this.index = 0;
    this.view.scrollToTop();
    if (following) this.#adopt(following);
    this.view.takeKeyboard();
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const move = event.key === "Escape" ? () => this.toggle(false) : this.#moveFor(event);
    if (!move) return;
    move();
    event.preventDefault();
    event.stopPropagation();
  }

  #moveFor(event) {
    const { index, choice, stops, trace } = this;
    if (!trace || this.isPlaying) return undefined;
    const { sample } = choice;
    const number = choice.number(stops[index], trace);
    return moveFor(event, { index, last: stops.length - 1, number, sample }, this.act);
  }

  #show() {
    const { strings, trace, root, isPlaying } = this;
    if (!this.isOn) return;
    const isWalking = Boolean(trace) && !isPlaying;
    this.view.show(trace?.step ?? null, { isWalking, isPlaying });
    this.stage.focus(this.focus);
    if (!isWalking || !this.look) return;
    const { index, stops, choice } = this;
    const stop = stops[index];
    this.view.showStop(index, stops.length, {
      stop,
      trace,
      choice,
      look: this.look,
      limits: this.data.limits,
      title: titleOf(stop, trace, strings, this.applying.isDone),
      choiceText: choiceText(stop, trace, choice, strings),
      isChecked: this.isChecked,
    });
    const { kind: stopKind, layer } = stop;
    Object.assign(root.dataset, { stop: index, stops: stops.length, stopKind, layer });
  }

  #announce() {
    this.view.say(spokenStop(this, this.strings, this.applying.isDone));
  }
}
