// Where an arrow key leads from a place in the graph. Inputs may stand several side by side.

/** @type {Map<string, [number, number]>} */
const STEPS = new Map([
  ["ArrowLeft", [-1, 0]],
  ["ArrowRight", [1, 0]],
  ["ArrowUp", [0, -1]],
  ["ArrowDown", [0, 1]],
]);

/**
 * How far right and down a key goes, or undefined.
 *
 * @param {KeyboardEvent} event
 * @returns {[number, number] | undefined}
 */
export const stepOf = ({ key }) => STEPS.get(key);

/**
 * @param {[number, number]} at  layer and place in it
 * @param {[number, number]} by  right and down
 * @param {number[]} counts  of places in each layer
 * @param {number} side  how many inputs stand side by side
 * @returns {[number, number]}
 */
export function stepFrom([layer, place], [across, down], counts, side) {
  const last = counts.length - 1;
  /** @param {number} of */
  const widthOf = (of) => (of === 0 ? side : 1);
  /** @param {number} of */
  const rowsOf = (of) => Math.ceil(counts[of] / widthOf(of));
  const width = widthOf(layer);
  const row = Math.floor(place / width);
  const column = place % width;
  if (down) {
    const next = place + down * width;
    return [layer, next >= 0 && next < counts[layer] ? next : place];
  }
  const isWithin =
    column + across >= 0 && column + across < width && place + across < counts[layer];
  if (isWithin) return [layer, place + across];
  const to = Math.min(last, Math.max(0, layer + across));
  if (to === layer) return [layer, place];
  // Sideways steps keep the height: the neuron at the same share of its column.
  const toRow = Math.floor(((row + 0.5) / rowsOf(layer)) * rowsOf(to));
  const toColumn = across < 0 ? widthOf(to) - 1 : 0;
  return [to, Math.min(counts[to] - 1, toRow * widthOf(to) + toColumn)];
}
