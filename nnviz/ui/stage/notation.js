// How neurons are written: one sign for each, in a line of text and in a formula. The layer stands in
// brackets and the neuron's number is lowered; nnviz/ui/notation.py does the same in Python.

const ZERO_BELOW = 0x2080;

/** Digits as they stand below the line. */
export const lowered = (text) =>
  String(text).replace(/\d/g, (digit) => String.fromCharCode(ZERO_BELOW + Number(digit)));

/** What says which layer a sign belongs to, counted from 1 for the first hidden one. */
export const layerMark = (layer) => `[${layer}]`;

/** A neuron's answer in a line of text: a₂[1]. The index counts from 0. */
export const neuronSign = (layer, index) => `a${lowered(index + 1)}${layerMark(layer)}`;
