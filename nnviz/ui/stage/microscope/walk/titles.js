// What a stop of the walk is called, what is chosen in it, and all of it in one spoken sentence.

import { countOf, linesOf } from "./walk.js";
import { fill } from "../../kit/format.js";
import { parameterSigns } from "../../formula/signs.js";
import { signText, spokenLine } from "../../formula/words.js";

/**
 * @import { Choice } from "./walk.js"
 * @import { Stop } from "../stops.d.ts"
 * @import { Strings } from "../../stream/given.d.ts"
 * @import { Trace } from "../trace.js"
 */

/**
 * The text of a stop: of the output layer where that has one of its own.
 *
 * @param {Strings} strings
 * @param {string} start
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {boolean} isApplied
 */
function ofStop(strings, start, { kind, layer }, trace, isApplied) {
  if (kind === "apply" && trace.isTrouble) return strings[`${start}_trouble`];
  if (kind === "apply" && isApplied) {
    return (trace.isWhole && strings[`${start}_applied_whole`]) || strings[`${start}_applied`];
  }
  const ofOutput = layer === trace.last && strings[`${start}_output_${kind}`];
  return ofOutput || strings[`${start}_${kind}`];
}

/**
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {Strings} strings
 * @param {boolean} isApplied  whether the update that is walked through has been made
 */
export function titleOf(stop, trace, strings, isApplied) {
  return fill(ofStop(strings, "title", stop, trace, isApplied), { layer: stop.layer });
}

/**
 * What the stop is about, in one or two sentences.
 *
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {Strings} strings
 * @param {boolean} isApplied
 */
export function sentenceOf(stop, trace, strings, isApplied) {
  return ofStop(strings, "say", stop, trace, isApplied);
}

/**
 * What is chosen, by name: "Neuron 2 of 4"; empty where there is nothing to choose.
 *
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {Choice} choice
 * @param {Strings} strings
 */
export function choiceText(stop, trace, choice, strings) {
  const count = countOf(stop, trace);
  if (!count) return "";
  const index = choice.number(stop, trace) + 1;
  const { layer, from, to } = choice.in(stop, trace);
  if (from === null) {
    return fill(layer === trace.last ? strings.output_of : strings.neuron_of, { index, count });
  }
  const sign = signText({ ...parameterSigns(trace, layer, from, to)[1], layer: null }, strings);
  const isBias = from === trace.sizes[layer - 1];
  return fill(isBias ? strings.bias_of : strings.weight_of, { sign, index, count });
}

/**
 * The stop as it is read aloud: its number, its title, what is chosen, and its numbers in words.
 *
 * @param {{stops: Stop[], index: number, trace: Trace, choice: Choice}} walk
 * @param {Strings} strings
 * @param {boolean} isApplied
 */
export function spokenStop({ stops, index, trace, choice }, strings, isApplied) {
  const stop = stops[index];
  const lines = linesOf(stop, trace, choice).map((line) => spokenLine(line, strings));
  return [
    fill(strings.aloud_stop, { index: index + 1, count: stops.length }),
    titleOf(stop, trace, strings, isApplied),
    choiceText(stop, trace, choice, strings),
    lines.join(" ") || sentenceOf(stop, trace, strings, isApplied),
  ]
    .filter(Boolean)
    .join(". ");
}
