// Where everything goes, for any width from a phone's to a wide screen. Pure geometry in CSS
// pixels: no drawing and no DOM, so that it can be reasoned about and tested by itself.

import { inputBlock, inputColumn, isUniform } from "./inputlayout.js";

const GAP = 28;
// The microscope has formulas to show: it takes this share of a wide stage, within bounds.
const MICROSCOPE = { share: 0.46, least: 400, most: 620 };
const TILE_LARGEST = 54;
const TILE_SMALLEST = 12;
const EQUATION_LINE = 24;
const CAPTION_LINE = 18;
// What is longer scrolls.
const EQUATION_LINES_MOST = 5;
const OUTPUT_LABEL_MOST = 92;
// While the microscope is on, a phone keeps the network in sight: a small one, without steppers.
const COMPACT = { pitch: 20, rest: 34, least: 120, most: 260 };
const STEPPER_NONE = { width: 0, height: 0 };
// A stepper ("− 8 +") lies flat where columns are this far apart, else it stands.
const FLAT_STEPPER_PITCH = 84;
const STEPPER_FLAT = { width: 76, height: 26 };
const STEPPER_UPRIGHT = { width: 26, height: 70 };

/** Which arrangement fits: "wide" has the panels at the side, "medium" below, "narrow" stacks. */
export function arrangementFor(width) {
  if (width >= 860) return "wide";
  return width >= 560 ? "medium" : "narrow";
}

/** Width of the column beside the graph while the microscope stands there. */
function microscopeWidth(width) {
  const { share, least, most } = MICROSCOPE;
  return Math.round(Math.min(most, Math.max(least, width * share)));
}

// The controls under the equation, where something is held: they wrap where it is narrow.
const EDITOR_HEIGHT = { wide: 62, medium: 62, narrow: 128 };

/** Width of the map, and height of it without its key. */
export function mapSide(width) {
  const arrangement = arrangementFor(width);
  if (arrangement === "wide") return Math.round(Math.min(520, Math.max(330, width * 0.36)));
  return arrangement === "medium" ? Math.floor((width - GAP) / 2) : Math.min(width, 420);
}

/**
 * Room for the text that says how to read the graph, for the longest equation, and for changing what
 * that speaks of, so that nothing moves.
 */
function inspectorHeight(width, { equation, caption, microscope }, arrangement) {
  const lines = Math.min(EQUATION_LINES_MOST, Math.max(2, Math.ceil(equation / width)));
  // Lines break before words, not at the very end.
  const captionLines = microscope ? 0 : Math.ceil((1.06 * caption) / width);
  const height = captionLines * CAPTION_LINE + lines * EQUATION_LINE + 8;
  return height + EDITOR_HEIGHT[arrangement];
}

/**
 * Widths and heights of the three canvases, and the height of the place of equation and editor.
 *
 * @param {number} width  of the whole stage
 * @param {{tallest: number, equation: number, caption: number, key: number, microscope: boolean}} shape  neurons in
 *   the tallest column, the lengths of the longest equation and of the caption, what the map's key needs beyond two
 *   lines, and whether the microscope is on
 */
export function panels(width, shape) {
  const arrangement = arrangementFor(width);
  const side = mapSide(width);
  const mapHeight = side + 24 + shape.key;
  if (arrangement === "wide") {
    const map = { width: side, height: mapHeight, side };
    const curves = { width: side, height: 176 };
    // The graph ends where the curves end: map and curves have a line of titles each, the
    // graph one line above and the inspector below.
    const column = shape.microscope ? microscopeWidth(width) : side;
    const graphWidth = width - column - GAP;
    const inspector = inspectorHeight(graphWidth, shape, arrangement);
    const graph = { width: graphWidth, height: map.height + curves.height + 36 - inspector };
    return { arrangement, graph, map, curves, column, inspector };
  }
  const inspector = inspectorHeight(width, shape, arrangement);
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
  const narrow = { arrangement, map: { width, height: mapHeight, side }, curves: { width, height: 200 } };
  if (!shape.microscope) return { ...narrow, graph: { width, height: graphHeight }, inspector };
  const { least, most } = COMPACT;
  const height = Math.min(most, Math.max(least, shape.tallest * COMPACT.pitch + COMPACT.rest));
  return { ...narrow, graph: { width, height }, inspector: 0 };
}

/**
 * Places of tiles and steppers in the graph.
 *
 * @param {{width: number, height: number}} graph
 * @param {{inputs: object, hidden: number[], outputs: number, outputLabel: number}} shape  inputs as
 *   inputlayout.js wants them; `outputLabel` is the width of the longest name of an output;
 *   `isCompact` where there are no steppers
 * @returns {{tile: number, head: number, flat: boolean, columns: Array}}  each column
 *   {layer, x, top, nodes: [{x, y}], width, height}: x and y are centres of tiles of that size,
 *   `layer` counts from 0, the inputs, which have more to them
 */
export function graphLayout(graph, shape) {
  const flat = rough(graph, shape, shape.isCompact ? STEPPER_NONE : STEPPER_FLAT);
  const isFlat = Boolean(shape.isCompact) || flat.pitch >= FLAT_STEPPER_PITCH;
  const { head, body, block, pitch } = isFlat ? flat : rough(graph, shape, STEPPER_UPRIGHT);
  const counts = [...shape.hidden, shape.outputs];
  const pitches = counts.map((count) => Math.min(76, body / count));
  const heights = isUniform(block, shape.inputs) ? [...pitches, block.pitch] : pitches;
  const tile = Math.floor(
    Math.max(TILE_SMALLEST, Math.min(TILE_LARGEST, 0.82 * Math.min(...heights), 0.56 * pitch)),
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

/** Room for names beside the outputs. */
function outputRoom({ width }, { outputLabel }) {
  return Math.round(Math.min(OUTPUT_LABEL_MOST, 0.16 * width, outputLabel && outputLabel + 6));
}

/** What the inputs take, and how far apart that leaves the columns, with steppers of a size. */
function rough(graph, shape, stepper) {
  const head = stepper.height + 26;
  const body = graph.height - head - 6;
  const gaps = shape.hidden.length + 1;
  const outputLabel = outputRoom(graph, shape);
  const width = graph.width - outputLabel;
  const block = inputBlock({ width, body, gaps }, shape.inputs);
  const left = block.right === null ? block.labels + TILE_LARGEST / 2 : block.right - TILE_LARGEST / 2;
  return { head, body, block, pitch: (width - left - TILE_LARGEST / 2) / gaps };
}
