// The microscope's elements: what is walked through, what one walks with, and what it says while
// there is nothing to walk through.

import { element, setText, signButton } from "../../kit/dom.js";
import { fill } from "../../kit/format.js";
import { Precise } from "../precise.js";
import { Rail } from "../walk/rail.js";
import { reducedMotion } from "../../kit/look.js";
import { signOf } from "../../formula/mathnodes.js";
import { signText } from "../../formula/words.js";
import { choiceText, titleOf } from "../walk/titles.js";
import { StopView } from "./stopview.js";
import { WalkBar } from "../walk/walkbar.js";

/**
 * @import { Applying } from "../applying.js"
 * @import { Autoplay } from "../autoplay.js"
 * @import { Acts, Stop } from "../stops.d.ts"
 * @import { StopShown } from "./stopview.js"
 * @import { Strings } from "../../stream/given.d.ts"
 * @import { Trace } from "../trace.js"
 * @import { Walker } from "../walk/walker.js"
 * @import { BatchChoice } from "../batchchoice.js"
 */

export class MicroscopeView {
  /**
   * @param {HTMLElement} holder  an empty section of the stage
   * @param {Strings} strings
   * @param {{batch: BatchChoice, auto: Autoplay, applying: Applying, act: Acts}} microscope
   *   its parts that know what to do by themselves, and what else a person can do
   */
  constructor(holder, strings, { batch, auto, applying, act }) {
    this.holder = holder;
    this.strings = strings;
    this.act = act;
    this.applying = applying;
    this.title = element("h2", {});
    this.message = element("div", { class: "message" });
    this.rail = new Rail(strings, act.go);
    this.bar = new WalkBar(strings, auto.button, { ...act, first: () => act.go(0) });
    this.stop = new StopView(strings, applying, act);
    const walk = [this.rail.track, this.bar.node, this.stop.node];
    this.walk = element("div", { class: "walk" }, ...walk);
    this.spoken = element("p", { class: "visually-hidden", "aria-live": "polite" });
    this.label = element("div", { class: "tip precise", hidden: true, "aria-hidden": "true" });
    holder.setAttribute("aria-label", strings.microscope);
    const cross = signButton("\u00d7", strings.close_microscope, act.close);
    const head = element("div", { class: "head" }, this.title, cross);
    holder.append(head, batch.node, this.message, this.walk, this.spoken, this.label);
    this.precise = new Precise(holder, this.label, (node) => {
      const sign = signOf(node);
      return sign ? signText(sign, strings) : "";
    });
  }

  /**
   * Another walk: its stops, and how each is called.
   *
   * @param {Stop[]} stops
   * @param {(stop: Stop) => string} named
   */
  arrange(stops, named) {
    this.rail.arrange(stops, named);
  }

  /**
   * Show which update it is (null: not known yet), and whether it can be walked through.
   *
   * @param {number | null} step
   * @param {{isWalking: boolean, isPlaying: boolean}} state
   */
  show(step, { isWalking, isPlaying }) {
    const { strings, message } = this;
    this.hideLabel();
    this.walk.hidden = !isWalking;
    this.title.textContent =
      step === null ? strings.microscope : fill(strings.microscope_title, { step });
    message.hidden = isWalking;
    if (isWalking) return;
    message.replaceChildren(
      element("p", { text: isPlaying ? strings.must_stand : strings.fetching }),
    );
    if (!isPlaying) return;
    const says = { text: strings.pause_to_look, onclick: this.act.pause };
    message.append(element("button", { type: "button", class: "step", ...says }));
  }

  /**
   * Show the stop that one is at; how it looks, as `StopView` takes it.
   *
   * @param {Walker} walker
   * @param {Trace} trace  that is walked through
   * @param {Pick<StopShown, "look" | "limits" | "isChecked">} seen
   */
  showStop({ index, stops, stop, choice }, trace, seen) {
    const { strings } = this;
    const title = titleOf(stop, trace, strings, this.applying.isDone);
    const chosen = choiceText(stop, trace, choice, strings);
    this.rail.show(index);
    this.bar.show(index, stops.length);
    this.stop.show({ ...seen, stop, trace, choice, title, choiceText: chosen });
  }

  scrollToTop() {
    this.stop.body.scrollTop = 0;
  }

  takeKeyboard() {
    this.stop.body.focus({ preventScroll: true });
  }

  bringIntoView() {
    const behavior = reducedMotion.matches ? "auto" : "smooth";
    this.holder.scrollIntoView({ block: "start", behavior });
  }

  /** Put the label with the exact number away. */
  hideLabel() {
    this.precise.hide();
  }

  /** @param {string} sentence */
  say(sentence) {
    setText(this.spoken, sentence);
  }
}
