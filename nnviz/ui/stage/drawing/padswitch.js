// The pad to draw a digit on, and the switch that puts it in the place of the map.

import { DigitPad } from "./digitpad.js";
import { Toggle } from "../canvas/numbers/controls.js";

/**
 * @import { Frame } from "../stream/frames.js"
 * @import { Strings } from "../stream/given.d.ts"
 * @import { Model } from "../stream/model.js"
 * @import { Parts } from "../canvas/layout/skeleton.js"
 * @import { Placement } from "../canvas/part.d.ts"
 */

export class PadSwitch {
  /**
   * @param {Parts} parts  of the skeleton
   * @param {Strings} strings
   * @param {(pixels: Uint8Array | null) => void} drawn  called with the grey values, or null
   * @param {() => void} switched
   */
  constructor(parts, strings, drawn, switched) {
    this.parts = parts;
    this.strings = strings;
    this.pad = new DigitPad(strings, drawn);
    const turn = (/** @type {boolean} */ on) => {
      this.pad.toggle(on);
      switched();
    };
    this.toggle = new Toggle("pad", (_, on) => turn(on), strings.hint_pad);
    parts.mapSwitches.prepend(this.toggle.button);
    parts.mapCanvas.after(this.pad.node);
  }

  get isOn() {
    return this.pad.isOn;
  }

  /** Only a picture of pixels can be drawn. @param {Model} model */
  adopt({ image }) {
    if (!image) this.pad.toggle(false);
  }

  /** Show what of pad and map is there. @param {Model} model */
  show({ image }) {
    this.toggle.show(this.strings.pad, this.isOn);
    this.toggle.button.hidden = !image;
    this.parts.mapCanvas.hidden = this.isOn;
  }

  /** @param {Placement} placement */
  arrange({ model, sizes, look }) {
    this.pad.arrange(model, sizes.map, look);
  }

  /** @param {Frame} frame */
  take(frame) {
    this.pad.take(frame);
  }
}
