// The edges of a network: from where to where each goes, and which of them belong together.

/**
 * @import { BiasFocus, EdgeFocus, GraphFocus, GraphLayout, NodeFocus } from "../places.d.ts"
 * @import { Model } from "../../stream/model.js"
 */

/**
 * From a source to a target: where it begins, how far it goes, and where its light begins.
 *
 * @typedef {{layer: number, from: number, to: number, parameter: number, x0: number, y0: number,
 *   width: number, height: number, phase: number}} Edge
 */

// Of more edges than this between two layers, only the strongest are drawn in full: the rest are
// hairlines, all in one go for each sign.
export const CROWD = 300;
const STRONGEST = 120;

/** All edges for a scene and a layout. @param {Model} model @param {GraphLayout} layout */
export function edgesOf(model, layout) {
  /** @type {Edge[]} */
  const list = [];
  const half = layout.tile / 2;
  for (let layer = 1; layer <= model.lastLayer; layer++) {
    const sources =
      layer === 1
        ? model.activeFeatures.map((feature) => layout.columns[0].nodes[feature])
        : layout.columns[layer - 1].nodes;
    const targets = layout.columns[layer].nodes;
    // Ends are spread over the target's side, so that many edges do not end in one knot.
    const spread = Math.min(layout.tile * 0.62, 4 * (sources.length - 1));
    targets.forEach((target, to) => {
      sources.forEach((source, from) => {
        const share = sources.length > 1 ? from / (sources.length - 1) - 0.5 : 0;
        const x0 = source.x + (layer === 1 ? layout.columns[0].anchor : half);
        const width = target.x - half - x0;
        list.push({
          layer,
          from,
          to,
          parameter: model.weightIndex(layer, from, to),
          x0,
          y0: source.y,
          width,
          height: target.y + spread * share - source.y,
          phase: (from * 0.381966 + to * 0.618034 + layer * 0.236068) % 1,
        });
      });
    });
  }
  return list;
}

/**
 * Where in the list the edges of layers are that have too many of them: [start, end] each.
 *
 * @param {Edge[]} list
 */
export function crowdsIn(list) {
  /** @type {Map<number, [number, number]>} */
  const ends = new Map();
  list.forEach(({ layer }, i) => {
    const [start] = ends.get(layer) ?? [i];
    ends.set(layer, [start, i + 1]);
  });
  return [...ends.values()].filter(([start, end]) => end - start > CROWD);
}

/**
 * Which edges of crowded layers are among the strongest; of the others, all are.
 *
 * @param {Float32Array} sizes  of the weights
 * @param {[number, number][]} crowds
 */
export function strongest(sizes, crowds) {
  const strong = new Uint8Array(sizes.length).fill(1);
  for (const [start, end] of crowds) {
    const sorted = sizes.slice(start, end).sort();
    const least = sorted[sorted.length - STRONGEST];
    for (let i = start; i < end; i++) strong[i] = sizes[i] >= least ? 1 : 0;
  }
  return strong;
}

/**
 * @param {GraphFocus | null} focus
 * @returns {(edge: Edge) => boolean}  whether an edge belongs to it; without focus all do
 */
export function nearnessTo(focus) {
  if (!focus) return () => true;
  if (focus.kind !== "stop") return (edge) => touches(edge, focus);
  const named = new Set(focus.edges.map(String));
  return ({ layer, from, to }) => named.has(`${layer},${from},${to}`);
}

/**
 * Whether an edge belongs to what is in focus: it is that edge, or ends at that neuron.
 *
 * @param {Edge} edge
 * @param {NodeFocus | EdgeFocus | BiasFocus} focus
 */
function touches(edge, focus) {
  if (focus.kind === "edge") {
    return edge.layer === focus.layer && edge.from === focus.from && edge.to === focus.to;
  }
  if (focus.kind === "bias") return edge.layer === focus.layer && edge.to === focus.index;
  return (
    (edge.layer === focus.layer && edge.to === focus.index) ||
    (edge.layer === focus.layer + 1 && edge.from === focus.index)
  );
}
