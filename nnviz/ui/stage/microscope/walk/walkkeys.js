// The keys of the walk: sideways from stop to stop, up and down within one.

import { targetOf } from "../../kit/dom.js";

/**
 * @import { Acts } from "../stops.d.ts"
 * @import { Walker } from "./walker.js"
 */

/**
 * What a key is to do, or undefined where it is not one of the walk's.
 *
 * @param {KeyboardEvent} event
 * @param {Walker} walker  where one is
 * @param {Acts} act
 * @returns {(() => void) | undefined}
 */
export function moveFor(event, { index, last, choice, chosen }, act) {
  const target = targetOf(event);
  // What scrolls, scrolls by its own keys.
  if (target?.matches(".window, .values")) return undefined;
  /** @type {Partial<Record<string, () => void>>} */
  const moves = {
    ArrowRight: () => act.go(index + 1),
    ArrowLeft: () => act.go(index - 1),
    Home: () => act.go(0),
    End: () => act.go(last),
    ArrowDown: () => act.choose(chosen + 1),
    ArrowUp: () => act.choose(chosen - 1),
    PageDown: () => act.sample(choice.sample + 1),
    PageUp: () => act.sample(choice.sample - 1),
  };
  // On a button, these press it.
  if (!target?.closest("button")) {
    moves[" "] = act.auto;
    if (index === last) moves.Enter = act.press;
  }
  return moves[event.key];
}
