// The rail of stops: where one is in the walk, in its four groups, and the way to any other stop.

import { element } from "../../kit/dom.js";

export class Rail {
  /** @param {object} strings @param {Function} go  (index) -> to that stop */
  constructor(strings, go) {
    this.strings = strings;
    this.track = element("div", {
      class: "rail",
      role: "slider",
      tabindex: "0",
      "aria-label": strings.rail,
      "aria-valuemin": "1",
      onclick: (event) => {
        const { index } = event.target.dataset;
        if (index !== undefined) go(Number(index));
      },
    });
  }

  /** @param {Array} stops @param {Function} titleOf  (stop) -> its title */
  arrange(stops, titleOf) {
    this.titles = stops.map(titleOf);
    const groups = new Map();
    this.marks = stops.map((stop, index) => {
      const mark = element("span", {
        class: "mark",
        "data-index": index,
        title: this.titles[index],
      });
      if (!groups.has(stop.group)) groups.set(stop.group, []);
      groups.get(stop.group).push(mark);
      return mark;
    });
    this.track.setAttribute("aria-valuemax", stops.length);
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

  show(current) {
    this.marks.forEach((mark, index) => {
      mark.classList.toggle("done", index < current);
      mark.classList.toggle("current", index === current);
    });
    this.track.setAttribute("aria-valuenow", current + 1);
    this.track.setAttribute("aria-valuetext", this.titles[current]);
  }
}
