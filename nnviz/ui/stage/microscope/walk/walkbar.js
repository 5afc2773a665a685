// The buttons that go through the stops of the walk, beside the rail.

import { element, setText } from "../../kit/dom.js";
import { fill } from "../../kit/format.js";

export class WalkBar {
  /**
   * @param {object} strings
   * @param {HTMLElement} auto  the button that plays the stops
   * @param {{first: Function, back: Function, next: Function}} go
   */
  constructor(strings, auto, go) {
    this.strings = strings;
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

  show(index, count) {
    setText(this.place, fill(this.strings.stop_of, { index: index + 1, count }));
    this.next.setAttribute("aria-disabled", String(index === count - 1));
  }
}
