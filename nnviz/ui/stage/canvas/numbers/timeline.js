// The timeline under the picture: one slider over all updates of the run's line. Moving it takes
// the run there, picture and all; what has been done by hand on the way is marked.

import { Asking } from "../../stream/asking.js";
import { element, fillTrack, setText, signButton } from "../../kit/dom.js";
import { fill, whole } from "../../kit/format.js";

/**
 * @import { Frame } from "../../stream/frames.js"
 * @import { Send, Strings } from "../../stream/given.d.ts"
 */

// A slider that is moved by keys says "change" with each; the page is told once they rest.
const RELEASE_MS = 250;

const SVG = "http://www.w3.org/2000/svg";
// Places along the slider that marks are told apart by.
const MARK_PLACES = 1000;

export class TimelineBar {
  /**
   * @param {HTMLElement} holder
   * @param {Strings} strings
   * @param {{seek: (step: number) => void, send: Send}} to  seek(step) goes there at once;
   *   send(event) tells Python
   */
  constructor(holder, strings, to) {
    this.holder = holder;
    this.strings = strings;
    this.to = to;
    /** @type {Asking<number>} */
    this.asking = new Asking({
      ask: (step) => to.seek(step),
      isAnswer: (step, { header }) => header.step === step || header.target === step,
      released: () => to.send({ type: "released" }),
    });
    this.head = this.step = this.ghostCount = this.releasing = 0;
    /** @type {number | null} */
    this.target = null;
    /** @type {number | null} */
    this.shownHead = null;
    /** @type {Float32Array | null} */
    this.steps = null; // at which something was done by hand
    this.isPressed = this.marksStale = false;
    this.slider = this.#makeSlider();
    this.marks = document.createElementNS(SVG, "svg");
    this.markPath = document.createElementNS(SVG, "path");
    this.place = element("output", { class: "place", "data-hint": strings.hint_timeline });
    this.back = this.#stepButton("‹", strings.one_back, -1);
    this.on = this.#stepButton("›", strings.one_on, 1);
    this.buttons = this.#makeButtons();
    this.#build();
  }

  #makeSlider() {
    const slider = element("input", {
      type: "range",
      min: "0",
      max: "1",
      value: "0",
      step: "1",
      "aria-label": this.strings.timeline,
      oninput: () => this.#go(Number(slider.value)),
      onchange: () => this.#release(),
      onpointerdown: () => (this.isPressed = true),
      onpointerup: () => (this.isPressed = false),
      onpointercancel: () => (this.isPressed = false),
    });
    return slider;
  }

  #makeButtons() {
    const { strings } = this;
    return {
      latest: this.#button(strings.to_latest, strings.to_latest_help, () => {
        this.#go(this.head);
        this.#release();
      }),
      fork: this.#button(strings.fork, strings.fork_help, () => this.#tell("fork")),
      forget: this.#button(strings.forget_ghosts, strings.forget_ghosts_help, () =>
        this.#tell("forget_ghosts"),
      ),
    };
  }

  #build() {
    const { strings } = this;
    this.marks.setAttribute("class", "marks");
    this.marks.setAttribute("viewBox", `0 0 ${MARK_PLACES} 1`);
    this.marks.setAttribute("preserveAspectRatio", "none");
    this.marks.setAttribute("aria-hidden", "true");
    this.marks.append(this.markPath);
    this.holder.append(
      this.back,
      element(
        "div",
        { class: "track", "data-hint": strings.hint_timeline },
        this.slider,
        this.marks,
      ),
      this.on,
      this.place,
      element("div", { class: "switches" }, ...Object.values(this.buttons)),
    );
  }

  /** @param {string} text @param {string} help @param {() => void} press */
  #button(text, help, press) {
    return element("button", {
      type: "button",
      class: "toggle",
      "data-hint": help,
      text,
      onclick: press,
    });
  }

  /** @param {string} sign @param {string} name @param {number} by */
  #stepButton(sign, name, by) {
    return signButton(sign, name, () => {
      const step = this.step + by;
      if (step < 0 || step > this.head) return;
      this.#go(step);
      this.#release();
    });
  }

  /** Ask for an update. @param {number} step */
  #go(step) {
    this.slider.value = String(step);
    fillTrack(this.slider);
    this.asking.want(step);
  }

  /**
   * Tell Python of something that makes it write the URL anew, as letting go would.
   *
   * @param {string} type
   */
  #tell(type) {
    clearTimeout(this.releasing);
    this.asking.withhold();
    this.to.send({ type });
  }

  #release() {
    this.isPressed = false;
    clearTimeout(this.releasing);
    this.releasing = setTimeout(() => this.asking.release(), RELEASE_MS);
  }

  /**
   * A frame has come: the answer to the last request, or simply the newest state.
   *
   * @param {Frame} frame
   */
  take(frame) {
    const { header, arrays } = frame;
    this.asking.take(frame);
    if (arrays.marks) {
      this.steps = arrays.marks;
      this.marksStale = true;
    }
    if (arrays.ghosts) this.ghostCount = arrays.ghosts.length;
    this.head = header.head;
    this.step = header.step;
    this.target = header.target;
  }

  /** Show what was taken. */
  write() {
    const { slider, strings, head, step, target } = this;
    if (head !== this.shownHead) {
      slider.max = String(Math.max(1, head));
      this.shownHead = head;
      this.marksStale = true;
    }
    if (!this.isPressed && !this.asking.isOpen) slider.value = String(target ?? step);
    const sentence = target === null ? strings.place : strings.on_the_way;
    const text = fill(sentence, {
      step: whole(step),
      head: whole(head),
      target: whole(target ?? 0),
    });
    fillTrack(slider);
    setText(this.place, text);
    slider.setAttribute("aria-valuetext", text);
    this.holder.classList.toggle("fresh", head === 0);
    slider.disabled = head === 0;
    this.back.setAttribute("aria-disabled", String(step <= 0));
    this.on.setAttribute("aria-disabled", String(step >= head));
    const isBack = step < head;
    this.buttons.latest.hidden = this.buttons.fork.hidden = !isBack;
    this.buttons.forget.hidden = isBack || !this.ghostCount;
    if (this.marksStale) this.#drawMarks();
  }

  /** A tick for each place at which something was done by hand. */
  #drawMarks() {
    this.marksStale = false;
    const places = Array.from(this.steps ?? [], (step) =>
      Math.round((step / Math.max(1, this.head)) * MARK_PLACES),
    );
    this.markPath.setAttribute("d", [...new Set(places)].map((x) => `M${x} 0V1`).join(""));
  }

  /** Another run has come: its updates are others. */
  adopt() {
    this.asking.forget();
  }

  end() {
    clearTimeout(this.releasing);
    this.asking.end();
  }
}
