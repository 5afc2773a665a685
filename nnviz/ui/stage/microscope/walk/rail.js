// The rail of stops: where one is in the walk, in its four groups, and the way to any other stop.

import { element, targetOf } from "../../kit/dom.js";

/**
 * @import { Stop } from "../stops.d.ts"
 * @import { Strings } from "../../stream/given.d.ts"
 */

export class Rail {
  /** @param {Strings} strings @param {(index: number) => void} go  (index) -> to that stop */
  constructor(strings, go) {
    this.strings = strings;
    /** @type {string[]} */
    this.titles = [];
    /** @type {HTMLElement[]} */
    this.marks = [];
    this.track = element("div", {
      class: "rail",
      role: "slider",
      tabindex: "0",
      "aria-label": strings.rail,
      "aria-valuemin": "1",
      onclick: (event) => {
        const index = targetOf(event)?.getAttribute("data-index");
        if (index) go(Number(index));
      },
    });
  }

  /** @param {Stop[]} stops @param {(stop: Stop) => string} titleOf  (stop) -> its title */
  arrange(stops, titleOf) {
    this.titles = stops.map(titleOf);
    /** @type {Map<string, HTMLElement[]>} */
    const groups = new Map();
    this.marks = stops.map((stop, index) => {
      const mark = element("span", {
        class: "mark",
        "data-index": index,
        title: this.titles[index],
      });
      const group = groups.get(stop.group);
      if (group) group.push(mark);
      else groups.set(stop.group, [mark]);
      return mark;
    });
    this.track.setAttribute("aria-valuemax", String(stops.length));
    this.track.replaceChildren(
      ...[...groups].map(([name, marks]) =>
        element(
          "div",
          { class: `group ${name}`, style: `flex-grow:${marks.length}` },
          element("div", { class: "marks" }, ...marks),
          element("span", { class: "group-name", text: this.strings[`group_${name}`] }),
        ),
      ),
    );
  }

  /** @param {number} current */
  show(current) {
    this.marks.forEach((mark, index) => {
      mark.classList.toggle("done", index < current);
      mark.classList.toggle("current", index === current);
    });
    this.track.setAttribute("aria-valuenow", String(current + 1));
    this.track.setAttribute("aria-valuetext", this.titles[current]);
  }
}
