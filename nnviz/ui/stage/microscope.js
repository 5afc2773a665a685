// The microscope: one update of the real run, walked through stop by stop. This is its view; what
// the stops say comes from walk.js and its like, and the numbers from the server's trace alone.

import { Applying } from "./applying.js";
import { Choice, choiceAt, countOf, highlightOf, linesOf, walk } from "./walk.js";
import { element, setText, signButton } from "./dom.js";
import { fill } from "./format.js";
import { Precise } from "./precise.js";
import { Rail } from "./rail.js";
import { signText, spokenLine } from "./words.js";
import { parameterSigns } from "./signs.js";
import { StopView } from "./stopview.js";
import { Trace } from "./trace.js";
import { Wish } from "./wish.js";

const AUTO_MS = 2500;

export class Microscope {
  /**
   * @param {HTMLElement} holder  an empty section of the stage
   * @param {HTMLElement} root  the stage's, which tells the state to whoever watches from outside
   * @param {object} strings
   * @param {{send: Function, setTrace: Function, changed: Function, focus: Function}} stage
   *   send(event) to Python, setTrace(wish) to the server, changed(isOn), focus(focus) in the graph
   */
  constructor(holder, root, strings, stage) {
    Object.assign(this, { holder, root, strings, stage });
    this.isOn = false;
    this.choice = new Choice();
    this.stops = [];
    this.index = 0;
    this.isChecked = false;
    this.#build();
    root.dataset.microscope = "off";
    holder.addEventListener("keydown", (event) => this.#key(event));
  }

  #build() {
    const { strings, holder } = this;
    const button = (name, text, press) =>
      element("button", { type: "button", class: `step ${name}`, text, onclick: press });
    this.title = element("h2", {});
    this.wish = new Wish(strings, () => this.#ask());
    this.rail = new Rail(strings, (index) => this.#go(index));
    this.place = element("span", { class: "place" });
    this.auto = button("auto", "", () => this.#toggleAuto());
    this.nextButton = button("next", strings.next, () => this.#go(this.index + 1));
    this.nav = element(
      "div",
      { class: "nav" },
      button("first", strings.first_stop, () => this.#go(0)),
      button("back", strings.back, () => this.#go(this.index - 1)),
      this.nextButton,
      this.place,
      this.auto,
    );
    this.applying = new Applying(strings, {
      apply: () => this.#apply(),
      next: () => this.#startOver(),
    });
    this.stop = new StopView(strings, this.applying, {
      choose: (number) => this.#choose(number),
      sample: (sample) => this.#chooseSample(sample),
      check: (isChecked) => this.#check(isChecked),
      redraw: () => this.#show(),
    });
    this.message = element("div", { class: "message" });
    this.walkParts = element("div", { class: "walk" }, this.rail.track, this.nav, this.stop.node);
    this.spoken = element("p", { class: "visually-hidden", "aria-live": "polite" });
    this.label = element("div", { class: "tip precise", hidden: true, "aria-hidden": "true" });
    holder.setAttribute("aria-label", strings.microscope);
    holder.append(
      element(
        "div",
        { class: "head" },
        this.title,
        signButton("\u00d7", strings.close_microscope, () => this.toggle(false)),
      ),
      this.wish.node,
      this.message,
      this.walkParts,
      this.spoken,
      this.label,
    );
    this.precise = new Precise(holder, this.label, (node) =>
      node.sign ? signText(node.sign, strings) : "",
    );
    this.#showAuto();
  }

  /** Turn it on or off. */
  toggle(isOn) {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.root.dataset.microscope = isOn ? "on" : "off";
    this.#stopAuto();
    this.precise.hide();
    if (isOn) {
      this.#ask();
    } else {
      this.stage.setTrace(null);
      this.trace = this.awaited = this.following = null;
      for (const name of ["stop", "stops", "stopKind", "layer", "applied"]) {
        delete this.root.dataset[name];
      }
    }
    this.stage.changed(isOn);
    this.wantsKeyboard = isOn;
    this.#show();
  }

  destroy() {
    this.#stopAuto();
  }

  /** A scene's first picture, another width or theme. */
  arrange(model, look, data) {
    const isOther = model.id !== this.model?.id;
    Object.assign(this, { model, look, data });
    this.wish.arrange(model.arrays.train_labels.length);
    if (isOther) this.trace = this.following = null;
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
    const { header, step } = trace;
    const isNew = step !== this.trace?.step || header.example !== this.trace?.header.example;
    this.trace = trace;
    this.following = null;
    this.stops = walk(trace);
    this.index = Math.min(this.index, this.stops.length - 1);
    this.choice.fit(trace);
    if (isNew) this.#settle();
    if (header.example === null) this.wish.tell(trace.batch);
    this.rail.arrange(this.stops, (stop) => this.#titleOf(stop));
    this.#show();
    // The first numbers are there: from here on the keys walk.
    if (this.wantsKeyboard && !this.walkParts.hidden) {
      this.wantsKeyboard = false;
      this.stop.body.focus({ preventScroll: true });
    }
    this.#announce();
  }

  /** A frame was painted: it may hold what was announced. */
  takeFrame({ header, arrays }) {
    const wasPlaying = this.isPlaying;
    this.isPlaying = header.playing;
    if (!this.isOn) return;
    if (this.trace && this.applying.take(this.trace, header, arrays.parameters)) {
      this.root.dataset.applied = this.applying.verdict;
      this.#show();
      this.#say(this.applying.sentence);
      if (this.applying.verdict === "gone" && this.following) this.#startOver();
    } else if (wasPlaying !== this.isPlaying) {
      if (this.isPlaying) this.#stopAuto();
      this.#show();
    }
  }

  /** What the graph is to show, or null. */
  get focus() {
    if (!this.isOn || !this.trace || this.isPlaying) return null;
    return highlightOf(this.stops[this.index], this.trace, this.choice);
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
    this.stop.body.scrollTop = 0;
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
    if (!trace || trace.isTrouble || !applying.begin(this.model.frame.header.train_loss ?? NaN)) return;
    this.#stopAuto();
    this.stage.send({ type: "apply", example: trace.header.example, step: trace.step });
    this.#show();
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
    this.stop.body.scrollTop = 0;
    if (following) this.#adopt(following);
    this.stop.body.focus({ preventScroll: true });
  }

  #toggleAuto() {
    if (this.timer) {
      this.#stopAuto();
      return;
    }
    if (this.index === this.stops.length - 1) this.#go(0);
    this.timer = setInterval(() => {
      this.#go(this.index + 1);
      if (this.index === this.stops.length - 1) this.#stopAuto();
    }, AUTO_MS);
    this.#showAuto();
  }

  #stopAuto() {
    clearInterval(this.timer);
    this.timer = null;
    this.#showAuto();
  }

  #showAuto() {
    const { auto, strings, timer } = this;
    auto.setAttribute("aria-pressed", String(Boolean(timer)));
    auto.setAttribute("aria-label", timer ? strings.stop_playing : strings.play_stops);
    auto.title = auto.getAttribute("aria-label");
    setText(auto, timer ? "\u275a\u275a" : "\u25b6");
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      this.toggle(false);
    } else if (!this.trace || this.isPlaying || !this.#walkKey(event)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @returns {boolean} whether the key is one of the walk's */
  #walkKey({ key, target }) {
    const { index, choice, stops } = this;
    const isButton = Boolean(target.closest("button"));
    const number = choice.number(stops[index], this.trace);
    const moves = {
      ArrowRight: () => this.#go(index + 1),
      ArrowLeft: () => this.#go(index - 1),
      Home: () => this.#go(0),
      End: () => this.#go(stops.length - 1),
      ArrowDown: () => this.#choose(number + 1),
      ArrowUp: () => this.#choose(number - 1),
      PageDown: () => this.#chooseSample(choice.sample + 1),
      PageUp: () => this.#chooseSample(choice.sample - 1),
    };
    // On a button, these press it.
    if (!isButton) {
      moves[" "] = () => this.#toggleAuto();
      if (stops[index].kind === "apply") moves.Enter = () => this.applying.press();
    }
    moves[key]?.();
    return key in moves;
  }

  #titleOf({ kind, layer }) {
    const { strings, trace } = this;
    if (kind === "apply" && trace.isTrouble) return strings.title_trouble;
    if (kind === "apply" && this.applying.isDone) return strings.title_applied;
    const ofOutput = layer === trace.last && strings[`title_output_${kind}`];
    return ofOutput || fill(strings[`title_${kind}`], { layer });
  }

  /** What is chosen, by name: "Neuron 2 of 4". */
  #choiceText(stop) {
    const { strings, trace, choice } = this;
    const count = countOf(stop, trace);
    if (!count) return "";
    const index = choice.number(stop, trace) + 1;
    const { layer, from, to } = choice.in(stop, trace);
    if (from === null) {
      return fill(layer === trace.last ? strings.output_of : strings.neuron_of, { index, count });
    }
    const sign = signText({ ...parameterSigns(trace, layer, from, to)[1], layer: null }, strings);
    const isBias = from === trace.sizes[layer - 1];
    return fill(isBias ? strings.bias_of : strings.weight_of, { sign, index, count });
  }

  #show() {
    const { strings, trace, isOn, root } = this;
    if (!isOn) return;
    this.precise.hide();
    this.#showMessage();
    const isWalking = Boolean(trace) && !this.isPlaying;
    this.walkParts.hidden = !isWalking;
    this.title.textContent = trace
      ? fill(strings.microscope_title, { step: trace.step })
      : strings.microscope;
    this.stage.focus(this.focus);
    if (!isWalking || !this.look) return;
    const { index, stops, choice } = this;
    const stop = stops[index];
    this.rail.show(index);
    setText(this.place, fill(strings.stop_of, { index: index + 1, count: stops.length }));
    this.nextButton.setAttribute("aria-disabled", String(index === stops.length - 1));
    this.stop.show({
      stop,
      trace,
      choice,
      look: this.look,
      limits: this.data.limits,
      title: this.#titleOf(stop),
      choiceText: this.#choiceText(stop),
      isChecked: this.isChecked,
    });
    Object.assign(root.dataset, {
      stop: index,
      stops: stops.length,
      stopKind: stop.kind,
      layer: stop.layer,
    });
  }

  #showMessage() {
    const { message, strings, trace, isPlaying } = this;
    message.hidden = Boolean(trace) && !isPlaying;
    if (message.hidden) return;
    message.replaceChildren(
      element("p", { text: isPlaying ? strings.must_stand : strings.fetching }),
    );
    if (!isPlaying) return;
    message.append(
      element("button", {
        type: "button",
        class: "step",
        text: strings.pause_to_look,
        onclick: () => this.stage.send({ type: "pause" }),
      }),
    );
  }

  /** Say the stop aloud: its title, what is chosen, and its numbers in words. */
  #announce() {
    const { strings, trace, choice, stops, index } = this;
    const stop = stops[index];
    const lines = linesOf(stop, trace, choice);
    const parts = [
      fill(strings.aloud_stop, { index: index + 1, count: stops.length }),
      this.#titleOf(stop),
      this.#choiceText(stop),
      lines.map((line) => spokenLine(line, strings)).join(" ") || this.stop.sentence,
    ];
    this.#say(parts.filter(Boolean).join(". "));
  }

  #say(sentence) {
    setText(this.spoken, sentence);
  }
}

