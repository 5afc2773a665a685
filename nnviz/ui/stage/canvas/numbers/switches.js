// The view switches over map and chart, as the person set them: remembered for a stage that goes
// and comes again.

import { Toggle } from "./controls.js";

const remembered = {};
const OVER_MAP = ["weight_tiles", "discretize", "show_test"];

export class ViewSwitches {
  /**
   * @param {object} parts  of the skeleton
   * @param {object} data  from Python: options to begin with, strings
   * @param {Function} changed
   */
  constructor({ mapSwitches, curveSwitches }, { options, strings }, changed) {
    this.strings = strings;
    this.options = { ...options, ...remembered };
    const change = (name, on) => {
      this.options[name] = remembered[name] = on;
      changed();
    };
    this.toggles = Object.fromEntries(
      [...OVER_MAP, "log_loss"].map((name) => [
        name,
        new Toggle(name, change, strings[`hint_${name}`]),
      ]),
    );
    mapSwitches.append(...OVER_MAP.map((name) => this.toggles[name].button));
    curveSwitches.append(this.toggles.log_loss.button);
  }

  show() {
    for (const [name, toggle] of Object.entries(this.toggles)) {
      toggle.show(this.strings[name], this.options[name]);
    }
  }

  /** Only what makes a difference is there: on a line, on a pad, while points are drawn. */
  fit(model, { isPad, isDrawing }) {
    const { weight_tiles, discretize, show_test } = this.toggles;
    weight_tiles.button.hidden = !model.image;
    // On a line there is no colour to discretize.
    discretize.button.hidden = model.dimension === 1 || isPad;
    // Neither where one draws digits nor where one draws points is there a choice, nor without any.
    show_test.button.hidden = isPad || isDrawing || !model.isTested;
  }
}
