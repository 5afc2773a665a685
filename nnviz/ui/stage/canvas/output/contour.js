// The line where a map's value is zero - for two classes the decision boundary - by marching
// squares (Lorensen & Cline 1987, in the plane), with linear interpolation between cell centres.
//
// Why not d3-contour, which others keep: it makes polygons, closed along the edge of the map, which
// would be drawn as a line where there is none. Lines in no order are enough here.

/** @import { DrawPath } from "../surfaces.d.ts" */

// Bytes 0..255 stand for -1..+1.
const ZERO = 127.5;

/**
 * @param {DrawPath} context
 * @param {Uint8Array | Float32Array} values  size * size, row by row
 * @param {number} size
 * @param {{x: number, y: number, side: number}} plot  square on the canvas that the map fills
 */
export function traceContour(context, values, size, { x, y, side }) {
  const cell = side / size;
  /** @param {number} a @param {number} b */
  const crossing = (a, b) => (ZERO - a) / (b - a);
  for (let row = 0; row < size - 1; row++) {
    const start = row * size;
    for (let column = 0; column < size - 1; column++) {
      const a = values[start + column];
      const b = values[start + column + 1];
      const c = values[start + size + column + 1];
      const d = values[start + size + column];
      const isAbove = a > ZERO;
      if (b > ZERO === isAbove && c > ZERO === isAbove && d > ZERO === isAbove) continue;
      const left = x + (column + 0.5) * cell;
      const top = y + (row + 0.5) * cell;
      // Where the line meets each side of this square of four centres, if it does.
      const ends = [];
      if (a > ZERO !== b > ZERO) ends.push(left + cell * crossing(a, b), top);
      if (b > ZERO !== c > ZERO) ends.push(left + cell, top + cell * crossing(b, c));
      if (d > ZERO !== c > ZERO) ends.push(left + cell * crossing(d, c), top + cell);
      if (a > ZERO !== d > ZERO) ends.push(left, top + cell * crossing(a, d));
      for (let i = 0; i + 3 < ends.length; i += 4) {
        context.moveTo(ends[i], ends[i + 1]);
        context.lineTo(ends[i + 2], ends[i + 3]);
      }
    }
  }
}
