// Tells Python once of what it has to draw the page anew for: the training has come to grief, has
// paused by itself, or its settings are no more what the page shows.

import { whenCalm } from "./calm.js";

/**
 * @import { Frame } from "./frames.js"
 * @import { Send } from "./given.d.ts"
 */

export class Reports {
  /** @param {Send} send  tells Python @param {string} path  of the page */
  constructor(send, path) {
    this.send = send;
    this.path = path;
    /** @type {Partial<Record<string, string | false | null>>} */
    this.told = {};
  }

  /** A frame is being shown. @param {Frame} frame */
  take({ header: { scene, step, trouble, halt, stale } }) {
    this.#tell("trouble", trouble && `${scene}:${trouble.step}`, step);
    this.#tell("halt", halt && `${scene}:${halt.step}`, step);
    this.#tell("stale", stale && "stale", step);
  }

  /** @param {string} type @param {string | false | null} what @param {number} step */
  #tell(type, what, step) {
    if (what === this.told[type]) return;
    this.told[type] = what;
    // By then it may be over, or there may be news of it.
    if (what) whenCalm(this.path, () => this.told[type] === what && this.send({ type, step }));
  }
}
