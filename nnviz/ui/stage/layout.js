// Where everything goes, for any width from a phone's to a wide screen. Pure geometry in CSS
// pixels: no drawing and no DOM, so that it can be reasoned about and tested by itself.

const GAP = 28;
// The microscope has formulas to show: it takes this share of a wide stage, within bounds.
const MICROSCOPE = { share: 0.46, least: 400, most: 620 };
const LABEL_WIDTH = 44;
const TILE_LARGEST = 54;
const TILE_SMALLEST = 12;
// Usual width of "− 0.383·a₂ ", and height of a line of the equation.
const EQUATION_TERM = 84;
const EQUATION_LINE = 24;
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

/** Room for the longest equation, and for changing what it speaks of, so that nothing moves. */
function inspectorHeight(width, fanIn, arrangement) {
  // The left-hand side and the bias take the room of about two terms more.
  const lines = Math.ceil(((fanIn + 2) * EQUATION_TERM) / width);
  return Math.max(2, lines) * EQUATION_LINE + 8 + EDITOR_HEIGHT[arrangement];
}

/**
 * Widths and heights of the three canvases, and the height of the place of equation and editor.
 *
 * @param {number} width  of the whole stage
 * @param {{tallest: number, fanIn: number, microscope: boolean}} shape  neurons in the tallest
 *   column, the most that any neuron has before it, and whether the microscope is on
 */
export function panels(width, shape) {
  const arrangement = arrangementFor(width);
  if (arrangement === "wide") {
    const side = Math.round(Math.min(520, Math.max(330, width * 0.36)));
    const map = { width: side, height: side + 24 };
    const curves = { width: side, height: 176 };
    // The graph ends where the curves end: map and curves have a line of titles each, the
    // graph one line above and the inspector below.
    const column = shape.microscope ? microscopeWidth(width) : side;
    const graphWidth = width - column - GAP;
    const inspector = inspectorHeight(graphWidth, shape.fanIn, arrangement);
    const graph = { width: graphWidth, height: map.height + curves.height + 36 - inspector };
    return { arrangement, graph, map, curves, column, inspector };
  }
  const inspector = inspectorHeight(width, shape.fanIn, arrangement);
  const pitch = Math.max(26, Math.min(48, 420 / shape.tallest));
  const graphHeight = Math.round(Math.max(240, shape.tallest * pitch + 100));
  if (arrangement === "medium") {
    const half = Math.floor((width - GAP) / 2);
    return {
      arrangement,
      graph: { width, height: Math.min(560, graphHeight) },
      map: { width: half, height: half + 24 },
      curves: { width: half, height: half + 24 },
      inspector,
    };
  }
  return {
    arrangement,
    graph: { width, height: graphHeight },
    map: { width, height: Math.min(width, 420) + 24 },
    curves: { width, height: 200 },
    inspector,
  };
}

/**
 * Places of tiles and steppers in the graph.
 *
 * @param {{width: number, height: number}} graph
 * @param {{features: number, hidden: number[], outputs: number}} shape
 * @returns {{tile: number, head: number, flat: boolean, columns: Array}}  each column
 *   {layer, x, top, nodes: [{x, y}]}: x and y are tile centres, `layer` counts from 0, the inputs
 */
export function graphLayout(graph, shape) {
  const counts = [shape.features, ...shape.hidden, shape.outputs];
  const gaps = counts.length - 1;
  const roughPitch = (graph.width - LABEL_WIDTH - TILE_LARGEST) / gaps;
  const flat = roughPitch >= FLAT_STEPPER_PITCH;
  const stepper = flat ? STEPPER_FLAT : STEPPER_UPRIGHT;
  const head = stepper.height + 26;
  const body = graph.height - head - 6;
  const pitches = counts.map((count) => Math.min(76, body / count));
  const tile = Math.floor(
    Math.max(
      TILE_SMALLEST,
      Math.min(TILE_LARGEST, 0.82 * Math.min(...pitches), 0.56 * roughPitch),
    ),
  );
  // The last column keeps room for half a stepper-wide caption.
  const first = LABEL_WIDTH + tile / 2;
  const last = graph.width - Math.max(tile / 2, 24) - 2;
  const columns = counts.map((count, layer) => {
    const x = Math.round(first + ((last - first) * layer) / gaps);
    const pitch = pitches[layer];
    const top = head + (body - pitch * count) / 2;
    const nodes = Array.from({ length: count }, (_, i) => ({
      x,
      y: Math.round(top + pitch * (i + 0.5)),
    }));
    return { layer, x, top, nodes };
  });
  return { tile, head, flat, stepper, columns };
}
