// Lets the stops of a walk go by, one after the other, until the last one or until it is stopped.

import { element, setText } from "../kit/dom.js";

/** @import { Strings } from "../stream/given.d.ts" */

const EVERY_MS = 2500;

export class Autoplay {
  /**
   * @param {Strings} strings
   * @param {() => boolean} step  goes on; returns whether there is more
   */
  constructor(strings, step) {
    this.strings = strings;
    this.step = step;
    /** @type {number | null} */
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
    this.timer = setInterval(() => {
      if (!this.step()) this.stop();
    }, EVERY_MS);
    this.#show();
  }

  stop() {
    clearInterval(this.timer ?? 0);
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
