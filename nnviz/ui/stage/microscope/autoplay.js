// Lets the stops of a walk go by, one after the other, until the last one or until it is stopped.

import { element, setText } from "../kit/dom.js";

const EVERY_MS = 2500;

export class Autoplay {
  /** @param {object} strings @param {Function} step  goes on; returns whether there is more */
  constructor(strings, step) {
    this.strings = strings;
    this.step = step;
    this.timer = null;
    this.button = element("button", {
      type: "button",
      class: "step auto",
      onclick: () => this.toggle(),
    });
    this.#show();
  }

  toggle() {
    if (this.timer) {
      this.stop();
      return;
    }
    this.timer = setInterval(() => this.step() || this.stop(), EVERY_MS);
    this.#show();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.#show();
  }

  #show() {
    const { button, strings, timer } = this;
    const name = timer ? strings.stop_playing : strings.play_stops;
    button.setAttribute("aria-pressed", String(Boolean(timer)));
    button.setAttribute("aria-label", name);
    button.title = name;
    setText(button, timer ? "\u275a\u275a" : "\u25b6");
  }
}
