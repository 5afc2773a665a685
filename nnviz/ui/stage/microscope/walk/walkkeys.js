// The keys of the walk: sideways from stop to stop, up and down within one.

import { targetOf } from "../../kit/dom.js";

/**
 * @typedef {object} WalkActs
 * @property {(index: number) => void} go  to a stop
 * @property {(number: number) => void} choose
 * @property {(sample: number) => void} sample
 * @property {() => void} auto  plays the stops
 * @property {() => void} press  the last stop's button
 */

/**
 * What a key is to do, or undefined where it is not one of the walk's.
 *
 * @param {KeyboardEvent} event
 * @param {{index: number, last: number, number: number, sample: number}} at  stop, last stop, what
 *   is chosen in it, example
 * @param {WalkActs} act  go(index), choose(number), sample(sample), auto() plays the stops, press()
 *   the last stop's button
 * @returns {(() => void) | undefined}
 */
export function moveFor(event, { index, last, number, sample }, act) {
  const target = targetOf(event);
  // What scrolls, scrolls by its own keys.
  if (target?.matches(".window, .values")) return undefined;
  /** @type {Partial<Record<string, () => void>>} */
  const moves = {
    ArrowRight: () => act.go(index + 1),
    ArrowLeft: () => act.go(index - 1),
    Home: () => act.go(0),
    End: () => act.go(last),
    ArrowDown: () => act.choose(number + 1),
    ArrowUp: () => act.choose(number - 1),
    PageDown: () => act.sample(sample + 1),
    PageUp: () => act.sample(sample - 1),
  };
  // On a button, these press it.
  if (!target?.closest("button")) {
    moves[" "] = act.auto;
    if (index === last) moves.Enter = act.press;
  }
  return moves[event.key];
}
