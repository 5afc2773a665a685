// How neurons and classes are written: one sign for each, in a line of text and in a formula. The
// layer stands in brackets and the neuron's number is lowered; nnviz/ui/text/notation.py does the
// same in Python.

import { fill } from "../kit/format.js";

const ZERO_BELOW = 0x2080;

/** Digits as they stand below the line. */
export const lowered = (text) =>
  String(text).replace(/\d/g, (digit) => String.fromCharCode(ZERO_BELOW + Number(digit)));

/** What says which layer a sign belongs to, counted from 1 for the first hidden one. */
export const layerMark = (layer) => `[${layer}]`;

/** Whether the classes have names of their own, rather than numbers. */
export const hasNames = ({ classNames }) => classNames.some((name, k) => name !== String(k));

/** A class in a line of text: its name, or "class 1" where that is a bare number. */
export const classText = (model, name, strings) =>
  hasNames(model) ? name : fill(strings.class_named, { name });

/** A neuron's answer in a line of text: a₂[1]. The index counts from 0. */
export const neuronSign = (layer, index) => `a${lowered(index + 1)}${layerMark(layer)}`;
