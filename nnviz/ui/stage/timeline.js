// The timeline under the picture: one slider over all updates of the run's line. Moving it takes the
// run there, picture and all; what has been done by hand on the way is marked.

import { element, setText, signButton } from "./dom.js";
import { fill, whole } from "./format.js";

// A slider that is moved by keys says "change" with each; the page is told once they rest.
const RELEASE_MS = 250;

export class TimelineBar {
  /**
   * @param {HTMLElement} holder
   * @param {object} strings
   * @param {{seek: Function, send: Function}} to  seek(step) goes there at once; send(event) tells
   *   Python
   */
  constructor(holder, strings, to) {
    Object.assign(this, { holder, strings, to });
    this.wanted = null;
    this.head = this.step = 0;
    this.#build();
  }

  #build() {
    const { strings } = this;
    this.slider = element("input", {
      type: "range",
      min: "0",
      max: "1",
      value: "0",
      step: "1",
      "aria-label": strings.timeline,
      oninput: () => this.#go(Number(this.slider.value)),
      onchange: () => this.#release(),
      onpointerdown: () => (this.isHeld = true),
      onpointerup: () => (this.isHeld = false),
      onpointercancel: () => (this.isHeld = false),
    });
    this.marks = element("canvas", { class: "marks", "aria-hidden": "true" });
    this.place = element("output", { class: "place" });
    this.back = this.#stepButton("‹", strings.one_back, -1);
    this.on = this.#stepButton("›", strings.one_on, 1);
    this.buttons = {
      latest: this.#button(strings.to_latest, strings.to_latest_help, () => {
        this.#go(this.head);
        this.#release();
      }),
      fork: this.#button(strings.fork, strings.fork_help, () => this.to.send({ type: "fork" })),
      forget: this.#button(strings.forget_ghosts, strings.forget_ghosts_help, () =>
        this.to.send({ type: "forget_ghosts" }),
      ),
    };
    this.holder.append(
      this.back,
      element("div", { class: "track" }, this.slider, this.marks),
      this.on,
      this.place,
      element("div", { class: "switches" }, ...Object.values(this.buttons)),
    );
  }

  #button(text, help, press) {
    return element("button", { type: "button", class: "toggle", title: help, text, onclick: press });
  }

  #stepButton(sign, name, by) {
    return signButton(sign, name, () => {
      const step = this.step + by;
      if (step < 0 || step > this.head) return;
      this.#go(step);
      this.#release();
    });
  }

  /** Ask for an update; while the answer is on its way, only the newest wish is remembered. */
  #go(step) {
    this.slider.value = step;
    if (this.isAsking) {
      this.wanted = step;
      return;
    }
    this.isAsking = true;
    this.wanted = null;
    this.to.seek(step);
  }

  #release() {
    this.isHeld = false;
    clearTimeout(this.releasing);
    this.releasing = setTimeout(() => this.to.send({ type: "released" }), RELEASE_MS);
  }

  /** A frame has come: the answer to the last wish, or simply the newest state. */
  take({ header, arrays }) {
    this.isAsking = false;
    if (this.wanted !== null && this.wanted !== header.step) this.#go(this.wanted);
    this.wanted = null;
    if (arrays.marks) {
      this.steps = arrays.marks;
      this.marksStale = true;
    }
    if (arrays.ghosts) this.ghostCount = arrays.ghosts.length;
    Object.assign(this, { head: header.head, step: header.step, target: header.target });
  }

  /** Show what was taken; called at the rate at which text changes. */
  show(look) {
    const { slider, strings, head, step, target } = this;
    if (head !== this.shownHead) {
      slider.max = Math.max(1, head);
      this.shownHead = head;
      this.marksStale = true;
    }
    if (!this.isHeld && !this.isAsking) slider.value = target ?? step;
    const sentence = target === null ? strings.place : strings.on_the_way;
    const text = fill(sentence, { step: whole(step), head: whole(head), target: whole(target ?? 0) });
    setText(this.place, text);
    slider.setAttribute("aria-valuetext", text);
    this.holder.classList.toggle("fresh", head === 0);
    slider.disabled = head === 0;
    this.back.setAttribute("aria-disabled", String(step <= 0));
    this.on.setAttribute("aria-disabled", String(step >= head));
    const isBack = step < head;
    this.buttons.latest.hidden = this.buttons.fork.hidden = !isBack;
    this.buttons.forget.hidden = isBack || !this.ghostCount;
    if (this.marksStale) this.#drawMarks(look);
  }

  /** A tick for each place at which something was done by hand. */
  #drawMarks({ palette, ratio }) {
    const { marks } = this;
    const width = marks.clientWidth;
    if (!width) return;
    this.marksStale = false;
    marks.width = width * ratio;
    marks.height = 6 * ratio;
    const context = marks.getContext("2d");
    context.fillStyle = palette.muted;
    for (const step of this.steps ?? []) {
      const x = (step / Math.max(1, this.head)) * (width - 2);
      context.fillRect(x * ratio, 0, 2 * ratio, 6 * ratio);
    }
  }

  /** Place the marks anew, after the width changed. */
  arrange() {
    this.marksStale = true;
  }

  end() {
    clearTimeout(this.releasing);
  }
}
