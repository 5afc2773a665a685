// What is held still by hand: parameters that are frozen, neurons that are switched off. Python is
// told all of it each time, so a change builds on what was told last, which no frame may show yet.

/**
 * @import { FrameHeader } from "../../stream/messages.d.ts"
 * @import { Send } from "../../stream/given.d.ts"
 */

/** @typedef {Pick<FrameHeader, "frozen" | "silenced">} Held */

// How long a wish may be on its way, in ms; after that, what frames show is what there is.
const WISH_LASTS = 1500;

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
    this.wished = null;
    this.wishedAt = -Infinity;
  }

  /** A frame has come: it may show what was wished for. @param {FrameHeader} header */
  take(header) {
    if (this.wished && textOf(this.wished) === textOf(header)) this.forget();
  }

  /** Another network has other parameters. */
  forget() {
    this.wished = null;
    this.wishedAt = -Infinity;
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
    this.#change(header, (wish) => {
      const others = wish.silenced.filter(([l, i]) => l !== layer || i !== index);
      if (others.length === wish.silenced.length) others.push([layer, index]);
      wish.silenced = others;
    });
  }

  /**
   * @param {FrameHeader} header
   * @param {(wish: {frozen: Set<number>, silenced: [number, number][]}) => void} change
   */
  #change(header, change) {
    const now = performance.now();
    const isOnItsWay = now - this.wishedAt <= WISH_LASTS;
    const { frozen, silenced } = (isOnItsWay && this.wished) || header;
    const wish = { frozen: new Set(frozen), silenced };
    change(wish);
    this.wished = { frozen: [...wish.frozen], silenced: wish.silenced };
    this.wishedAt = now;
    this.send({ type: "intervene", ...this.wished });
  }
}

/** The same text for the same, in whatever order. @param {Held} held */
const textOf = ({ frozen, silenced }) =>
  JSON.stringify([frozen.map(String).sort(), silenced.map(String).sort()]);
