// How neurons and classes are written: one sign for each, in a line of text and in a formula. The
// layer stands in brackets and the neuron's number is lowered; nnviz/ui/text/notation.py does the
// same in Python.

import { fill } from "../kit/format.js";

/**
 * @import { Model } from "../stream/model.js"
 * @import { Strings } from "../stream/given.d.ts"
 */

const ZERO_BELOW = 0x2080;

/** Digits as they stand below the line. @param {string | number} text */
export const lowered = (text) =>
  String(text).replace(/\d/g, (digit) => String.fromCharCode(ZERO_BELOW + Number(digit)));

/**
 * What says which layer a sign belongs to, counted from 1 for the first hidden one.
 *
 * @param {number} layer
 */
export const layerMark = (layer) => `[${layer}]`;

/**
 * Whether the classes have names of their own, rather than numbers.
 *
 * @param {{classNames: string[]}} model
 */
export const hasNames = ({ classNames }) => classNames.some((name, k) => name !== String(k));

/**
 * A class in a line of text: its name, or "class 1" where that is a bare number.
 *
 * @param {Model} model
 * @param {string} name
 * @param {Strings} strings
 */
export const classText = (model, name, strings) =>
  hasNames(model) ? name : fill(strings.class_named, { name });

/**
 * A neuron's answer in a line of text: a₂[1]. The index counts from 0.
 *
 * @param {number} layer
 * @param {number} index
 */
export const neuronSign = (layer, index) => `a${lowered(index + 1)}${layerMark(layer)}`;
