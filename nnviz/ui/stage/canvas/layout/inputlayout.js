// Where the inputs stand: one column with names while they fit, else tiles side by side without
// them; pixels stand as the picture that they are of. Pure geometry, as layout.js.

/** @import { InputBlock, InputColumn, InputShape } from "../places.d.ts" */

const LABEL_LEAST = 44;
const LABEL_MOST = 170;
const LABEL_GAP = 12;
// A name is legible down to this distance between lines.
const PITCH_LEAST = 13;
// How far apart they stand at most, for the largest tile.
const PITCH_MOST = 1.4;
// More inputs than this have tiles of a size of their own.
const UNIFORM_MOST = 16;
const GRID_PITCH = { least: 20, most: 28 };
const CELL_MOST = 26;
const BLOCK_SHARE = 0.3;
// What each gap between columns needs, and what the last column needs beside it.
const GAP_LEAST = 34;
const REST = 42;

/**
 * How wide tiles are where they show histograms: flat ones are read more easily.
 *
 * @param {number} height
 */
const flatWidth = (height) => Math.round(Math.min(54, Math.max(height, 2.2 * height - 8)));

/**
 * What the inputs take.
 *
 * @param {{width: number, body: number, gaps: number, largest: number}} room  width of the graph,
 *   height below its captions, gaps between its columns, the largest tile
 * @param {InputShape} inputs  their number, rows and columns of the picture that they are pixels
 *   of, whether they show histograms, and the width of their longest name
 * @returns {InputBlock}  `labels` is the room for names, `across` how many stand side by side,
 *   `right` the block's right end, null where it depends on the neurons' tiles
 */
export function inputBlock({ width, body, gaps, largest }, { features, image, labelWidth }) {
  const spare = width - gaps * GAP_LEAST - REST;
  if (image) {
    const [rows, across] = image;
    const most = Math.max(64, Math.min(BLOCK_SHARE * width, spare));
    const pitch = Math.floor(Math.max(4, Math.min(CELL_MOST, body / rows, most / across)));
    return { kind: "image", labels: 2, pitch, across, right: 2 + pitch * across };
  }
  if (features * PITCH_LEAST <= body) {
    const wanted = Math.min(LABEL_MOST, labelWidth + LABEL_GAP, 0.24 * width, spare - 20);
    const labels = Math.max(LABEL_LEAST, Math.round(wanted));
    const pitch = Math.min(PITCH_MOST * largest, body / features);
    return { kind: "column", labels, pitch, across: 1, right: null };
  }
  const rows = Math.max(1, Math.floor(body / GRID_PITCH.least));
  const across = Math.ceil(features / rows);
  const pitch = Math.min(GRID_PITCH.most, body / Math.ceil(features / across));
  const most = Math.max(64, spare);
  const narrow = Math.min(pitch, most / across);
  return { kind: "grid", labels: 2, pitch: narrow, across, right: 2 + narrow * across };
}

/**
 * Whether the inputs' tiles are as large as the neurons'.
 *
 * @param {InputBlock} block
 * @param {{features: number}} inputs
 */
export const isUniform = ({ kind }, { features }) => kind === "column" && features <= UNIFORM_MOST;

/**
 * The column of the inputs.
 *
 * @param {InputBlock} block  of `inputBlock`
 * @param {InputShape} inputs
 * @param {{head: number, body: number, tile: number}} room  `tile` is the neurons'
 * @returns {InputColumn}  a column of layout.js, and: `kind`, `labels`, `across`, `right`, `anchor`
 *   from a tile's middle to where its edges begin, `slack` around a tile that belongs to it,
 *   `reach` of the buttons
 */
export function inputColumn(block, { features, isFlat }, { head, body, tile }) {
  const { kind, labels, pitch, across } = block;
  const rows = Math.ceil(features / across);
  const top = head + (body - pitch * rows) / 2;
  let height = Math.floor(0.82 * pitch);
  if (isUniform(block, { features })) height = tile;
  if (kind === "image") height = pitch;
  const isColumn = kind === "column";
  const width = isColumn && isFlat ? flatWidth(height) : height;
  const step = isColumn ? width : pitch;
  const nodes = Array.from({ length: features }, (_, i) => ({
    x: Math.round(labels + step * ((i % across) + 0.5)),
    y: Math.round(top + pitch * (Math.floor(i / across) + 0.5)),
  }));
  return {
    layer: 0,
    kind,
    x: Math.round(labels + (step * across) / 2),
    top,
    nodes,
    width,
    height,
    labels,
    across,
    right: labels + step * across,
    anchor: kind === "image" ? 0 : width / 2,
    slack: kind === "image" ? 0 : Math.max(0, Math.min(3, (pitch - height) / 2)),
    reach: {
      width: isColumn ? Math.max(24, width) : pitch,
      height: Math.min(pitch, Math.max(24, height)),
    },
  };
}
