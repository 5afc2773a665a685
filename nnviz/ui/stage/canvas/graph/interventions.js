// What is held still by hand: parameters that are frozen, neurons that are switched off. Python is
// told all of it each time, so a change builds on what was told last, which no frame may show yet.

/**
 * @import { FrameHeader } from "../../stream/messages.d.ts"
 * @import { Send } from "../../stream/given.d.ts"
 */

/** @typedef {Pick<FrameHeader, "frozen" | "silenced">} Held */

// How long a request may be on its way, in ms; after that, what frames show is what there is.
const REQUEST_LASTS = 1500;

/**
 * Whether a frame's header says that a hidden neuron is off.
 *
 * @param {{silenced: [number, number][]}} header
 * @param {number} layer
 * @param {number} index
 */
export const isSilenced = ({ silenced }, layer, index) =>
  silenced.some(([l, i]) => l === layer && i === index);

export class Interventions {
  /** @param {Send} send  event to Python */
  constructor(send) {
    this.send = send;
    /** @type {Held | null} */
    this.requested = null;
    this.requestedAt = -Infinity;
  }

  /** A frame has come: it may show what was requested. @param {FrameHeader} header */
  take(header) {
    if (this.requested && textOf(this.requested) === textOf(header)) this.forget();
  }

  /** Another network has other parameters. */
  forget() {
    this.requested = null;
    this.requestedAt = -Infinity;
  }

  /** Freeze a parameter, or let it go. @param {FrameHeader} header @param {number} index */
  flip(header, index) {
    this.#change(header, ({ frozen }) => {
      if (!frozen.delete(index)) frozen.add(index);
    });
  }

  /**
   * Freeze parameters together, or let them go where all of them are frozen.
   *
   * @param {FrameHeader} header
   * @param {number[]} indices
   */
  flipAll(header, indices) {
    this.#change(header, ({ frozen }) => {
      const areFrozen = indices.every((index) => frozen.has(index));
      indices.forEach((index) => (areFrozen ? frozen.delete(index) : frozen.add(index)));
    });
  }

  /**
   * Switch a neuron off, or on.
   *
   * @param {FrameHeader} header
   * @param {number} layer
   * @param {number} index
   */
  silence(header, layer, index) {
    this.#change(header, (request) => {
      const others = request.silenced.filter(([l, i]) => l !== layer || i !== index);
      if (others.length === request.silenced.length) others.push([layer, index]);
      request.silenced = others;
    });
  }

  /**
   * @param {FrameHeader} header
   * @param {(request: {frozen: Set<number>, silenced: [number, number][]}) => void} change
   */
  #change(header, change) {
    const now = performance.now();
    const isOnItsWay = now - this.requestedAt <= REQUEST_LASTS;
    const { frozen, silenced } = (isOnItsWay && this.requested) || header;
    const request = { frozen: new Set(frozen), silenced };
    change(request);
    this.requested = { frozen: [...request.frozen], silenced: request.silenced };
    this.requestedAt = now;
    this.send({ type: "intervene", ...this.requested });
  }
}

/** The same text for the same, in whatever order. @param {Held} held */
const textOf = ({ frozen, silenced }) =>
  JSON.stringify([frozen.map(String).sort(), silenced.map(String).sort()]);
