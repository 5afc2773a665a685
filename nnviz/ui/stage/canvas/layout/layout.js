// Where everything goes, for any width from a phone's to a wide screen. Pure geometry in CSS
// pixels: no drawing and no DOM, so that it can be reasoned about and tested by itself.

import { inputBlock, inputColumn, isUniform } from "./inputlayout.js";

/**
 * @import { Arrangement, GraphLayout, GraphShape } from "../places.d.ts"
 * @import { PanelShape, Panels, Size, StageRoom } from "../places.d.ts"
 */

const GAP = 28;
// The microscope has formulas to show: it takes this share of a wide stage, within bounds.
const MICROSCOPE = { share: 0.46, least: 400, most: 620 };
// Tiles grow with the graph, within these bounds.
const TILE_LARGEST = { least: 54, share: 0.11, most: 96 };
const TILE_SMALLEST = 12;
// The map's share of a wide stage, within bounds, and that of the loss curves in the room that both
// have.
const MAP = { share: 0.36, least: 270, smallest: 164, most: 760 };
const CURVES = { share: 0.3, least: 116, usual: 176, most: 240 };
// Between map and curves, and the curves' line of titles; below the map, its key.
const BETWEEN = 12 + 28;
const MAP_KEY = 24;
// Heights of the map's title with its switches, beside it or below it, and from which width on they
// share a line.
const HEAD = { one: 28, two: 54, oneFrom: 440 };
// A graph narrower than this has fewer lines for its equation, and more for the editor.
const GRAPH_ROOMY = 480;
// What a graph needs at least, for its captions and for each neuron of its tallest column.
const GRAPH_LEAST = { captions: 110, neuron: 15 };
// The line of titles above the graph, and the gap below it.
const TITLES = 28 + 4;
const EQUATION_LINE = 24;
const CAPTION_LINE = 18;
// What is longer scrolls.
const EQUATION_LINES_MOST = { roomy: 5, cramped: 3 };
const OUTPUT_LABEL_MOST = 92;
// While the microscope is on, a phone keeps the network in sight: a small one, without steppers.
const COMPACT = { pitch: 20, rest: 34, least: 120, most: 260 };
const STEPPER_NONE = { width: 0, height: 0 };
// A stepper ("− 8 +") lies flat where columns are this far apart, else it stands.
const FLAT_STEPPER_PITCH = 84;
const STEPPER_FLAT = { width: 76, height: 26 };
const STEPPER_UPRIGHT = { width: 26, height: 70 };

/**
 * Which arrangement fits: "wide" has the panels at the side, "medium" below, "narrow" stacks.
 *
 * @param {number} width
 * @param {boolean} [microscope]
 * @returns {Arrangement}
 */
export function arrangementFor(width, microscope = false) {
  if (width >= (microscope ? 860 : 620)) return "wide";
  return width >= 560 ? "medium" : "narrow";
}

/** Width of the column beside the graph while the microscope stands there. @param {number} width */
function microscopeWidth(width) {
  const { share, least, most } = MICROSCOPE;
  return Math.round(Math.min(most, Math.max(least, width * share)));
}

/** @param {number} low @param {number} value @param {number} high */
const between = (low, value, high) => Math.max(low, Math.min(value, high));

/** Whether the map's title and its switches share "one" line or have "two". @param {number} side */
export const headsOf = (side) => (side >= HEAD.oneFrom ? "one" : "two");

/**
 * Width of the map, and height of it without its key.
 *
 * @param {number} width  of the whole stage
 * @param {StageRoom} [room]  as for `panels`, and what the map's key needs beyond two lines
 */
export function mapSide(width, { height = Infinity, microscope = false, key = 0 } = {}) {
  const arrangement = arrangementFor(width, microscope);
  if (arrangement === "wide") {
    const sides = [HEAD.one, HEAD.two].map((head) => {
      const both = height - head - MAP_KEY - key - BETWEEN;
      const left = Math.min(both - CURVES.least, both * (1 - CURVES.share));
      const wanted = between(MAP.least, width * MAP.share, MAP.most);
      return Math.round(between(MAP.smallest, left, wanted));
    });
    return headsOf(sides[0]) === "one" ? sides[0] : sides[1];
  }
  return arrangement === "medium" ? Math.floor((width - GAP) / 2) : Math.min(width, 420);
}

// The controls under the equation, where something is pinned: they wrap where it is narrow, and
// what the loss would be without a neuron is a line of its own below this width.
const EDITOR_HEIGHT = { roomy: 62, tight: 80, cramped: 96, narrow: 128 };
const EDITOR_ROOMY = 630;

/**
 * Room for the text that says how to read the graph, for the longest equation, and for changing
 * what that speaks of, so that nothing moves.
 *
 * @param {number} width
 * @param {PanelShape} shape
 * @param {{arrangement: Arrangement, microscope: boolean}} stage
 */
function inspectorHeight(width, { equation, caption }, { arrangement, microscope }) {
  const room = arrangement === "wide" && width < GRAPH_ROOMY ? "cramped" : "roomy";
  const lines = between(1, Math.ceil(equation / width), EQUATION_LINES_MOST[room]);
  // Lines break before words, not at the very end.
  const captionLines = microscope ? 0 : Math.ceil((1.06 * caption) / width);
  const height = captionLines * CAPTION_LINE + lines * EQUATION_LINE + 8;
  if (arrangement === "narrow") return height + EDITOR_HEIGHT.narrow;
  return height + EDITOR_HEIGHT[room === "roomy" && width < EDITOR_ROOMY ? "tight" : room];
}

/**
 * Widths and heights of the three canvases, and the height of the place of equation and editor.
 *
 * @param {number} width  of the whole stage
 * @param {PanelShape} shape  neurons in the tallest column, the lengths of the longest equation and
 *   of the text on how to read the graph, what the map's key needs beyond two lines
 * @param {StageRoom} [room]  what a wide stage is to keep within: the height of map and curves with
 *   their titles (left out: as much as they like), and the height that the map's titles take of it;
 *   and whether the microscope is on
 * @returns {Panels}
 */
export function panels(width, shape, room = {}) {
  const { height = Infinity, head = HEAD.one, microscope = false } = room;
  const arrangement = arrangementFor(width, microscope);
  const side = mapSide(width, { ...room, key: shape.key });
  const mapHeight = side + MAP_KEY + shape.key;
  if (arrangement === "wide") {
    const map = { width: side, height: mapHeight, side };
    const left = Number.isFinite(height) ? height - head - mapHeight - BETWEEN : CURVES.usual;
    const curves = { width: side, height: Math.round(between(CURVES.least, left, CURVES.most)) };
    // The graph ends where the curves end: it has a line of titles above, the inspector below.
    const column = microscope ? microscopeWidth(width) : side;
    const graphWidth = width - column - GAP;
    const inspector = inspectorHeight(graphWidth, shape, { arrangement, microscope });
    const beside = head + mapHeight + BETWEEN + curves.height;
    const least = GRAPH_LEAST.captions + GRAPH_LEAST.neuron * shape.tallest;
    const graphHeight = Math.max(least, beside - TITLES - inspector);
    const graph = { width: graphWidth, height: graphHeight };
    return { arrangement, graph, map, curves, column, inspector };
  }
  const inspector = inspectorHeight(width, shape, { arrangement, microscope });
  const pitch = Math.max(26, Math.min(48, 420 / shape.tallest));
  const graphHeight = Math.round(Math.max(240, shape.tallest * pitch + 100));
  if (arrangement === "medium") {
    return {
      arrangement,
      graph: { width, height: Math.min(560, graphHeight) },
      map: { width: side, height: mapHeight, side },
      curves: { width: side, height: mapHeight },
      inspector,
    };
  }
  const narrow = {
    arrangement,
    map: { width, height: mapHeight, side },
    curves: { width, height: 200 },
  };
  if (!microscope) return { ...narrow, graph: { width, height: graphHeight }, inspector };
  const { least, most } = COMPACT;
  const compact = between(least, shape.tallest * COMPACT.pitch + COMPACT.rest, most);
  return { ...narrow, graph: { width, height: compact }, inspector: 0 };
}

/**
 * Places of tiles and steppers in the graph.
 *
 * @param {Size} graph
 * @param {GraphShape} shape  inputs as inputlayout.js wants them; `outputLabel` is the width of the
 *   longest name of an output; `isCompact` where there are no steppers
 * @returns {GraphLayout}  each column {layer, x, top, nodes: [{x, y}], width, height}: x and y are
 *   centres of tiles of that size, `layer` counts from 0, the inputs, which have more to them
 */
export function graphLayout(graph, shape) {
  const flat = rough(graph, shape, shape.isCompact ? STEPPER_NONE : STEPPER_FLAT);
  const isFlat = Boolean(shape.isCompact) || flat.pitch >= FLAT_STEPPER_PITCH;
  const { head, body, block, pitch } = isFlat ? flat : rough(graph, shape, STEPPER_UPRIGHT);
  const counts = [...shape.hidden, shape.outputs];
  const largest = largestTile(graph);
  const pitches = counts.map((count) => Math.min(1.4 * largest, body / count));
  const heights = isUniform(block, shape.inputs) ? [...pitches, block.pitch] : pitches;
  const tile = Math.floor(
    Math.max(TILE_SMALLEST, Math.min(largest, 0.82 * Math.min(...heights), 0.56 * pitch)),
  );
  const inputs = inputColumn(block, shape.inputs, { head, body, tile });
  const outputLabel = outputRoom(graph, shape);
  const first = inputs.right - tile / 2;
  // The last column keeps room for half a stepper-wide caption.
  const last = graph.width - Math.max(tile / 2 + outputLabel, 24) - 2;
  const columns = counts.map((count, i) => {
    const x = Math.round(first + ((last - first) * (i + 1)) / counts.length);
    const top = head + (body - pitches[i] * count) / 2;
    const nodes = Array.from({ length: count }, (_, place) => ({
      x,
      y: Math.round(top + pitches[i] * (place + 0.5)),
    }));
    return { layer: i + 1, x, top, nodes, width: tile, height: tile };
  });
  const stepper = isFlat ? STEPPER_FLAT : STEPPER_UPRIGHT;
  return { tile, head, flat: isFlat, stepper, outputLabel, columns: [inputs, ...columns] };
}

/** @param {Size} graph */
function largestTile({ height }) {
  const { least, share, most } = TILE_LARGEST;
  return between(least, share * height, most);
}

/** Room for names beside the outputs. @param {Size} graph @param {GraphShape} shape */
function outputRoom({ width }, { outputLabel }) {
  return Math.round(Math.min(OUTPUT_LABEL_MOST, 0.16 * width, outputLabel && outputLabel + 6));
}

/**
 * What the inputs take, and how far apart that leaves the columns, with steppers of a size.
 *
 * @param {Size} graph
 * @param {GraphShape} shape
 * @param {Size} stepper
 */
function rough(graph, shape, stepper) {
  const head = stepper.height + 26;
  const body = graph.height - head - 6;
  const gaps = shape.hidden.length + 1;
  const outputLabel = outputRoom(graph, shape);
  const width = graph.width - outputLabel;
  const largest = largestTile(graph);
  const block = inputBlock({ width, body, gaps, largest }, shape.inputs);
  const left = block.right === null ? block.labels + largest / 2 : block.right - largest / 2;
  return { head, body, block, pitch: (width - left - largest / 2) / gaps };
}
