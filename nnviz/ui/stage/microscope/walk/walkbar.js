// The buttons that go through the stops of the walk, beside the rail.

import { element, setText } from "../../kit/dom.js";
import { fill } from "../../kit/format.js";

/** @import { Strings } from "../../stream/given.d.ts" */

export class WalkBar {
  /**
   * @param {Strings} strings
   * @param {HTMLElement} auto  the button that plays the stops
   * @param {Record<"first" | "back" | "next", () => void>} go
   */
  constructor(strings, auto, go) {
    this.strings = strings;
    /** @param {"first" | "back" | "next"} name @param {string} text */
    const button = (name, text) =>
      element("button", { type: "button", class: `step ${name}`, text, onclick: go[name] });
    this.next = button("next", strings.next);
    this.place = element("span", { class: "place" });
    this.node = element(
      "div",
      { class: "nav" },
      button("first", strings.first_stop),
      button("back", strings.back),
      this.next,
      this.place,
      auto,
    );
  }

  /** @param {number} index @param {number} count */
  show(index, count) {
    setText(this.place, fill(this.strings.stop_of, { index: index + 1, count }));
    this.next.setAttribute("aria-disabled", String(index === count - 1));
  }
}
