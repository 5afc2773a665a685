// From strokes of a pen to the few grey pixels that a network reads, in the way its digits were
// made once: a bitmap four times as fine, whose black dots are counted in each block of four by
// four (Alpaydin and Kaynak: Optical Recognition of Handwritten Digits, 1998).

import { pixelsOf } from "../kit/surface.js";

/** @import { DrawContext } from "../canvas/surfaces.d.ts" */

/** @typedef {[number, number]} Dot  a place that a stroke goes through */

const BLOCK = 4;
// Dots of the bitmap that a line is wide, and how much finer it is drawn before it is made of dots.
const PEN = 4.4;
const FINENESS = 4;

/**
 * Grey values of strokes that are as large as the picture, wherever and however large they were
 * drawn.
 *
 * @param {Dot[][]} strokes  each a line through points, in any unit
 * @param {[number, number]} shape  rows and columns
 * @returns {Uint8Array}  row by row, 0 for paper to 255 for ink
 */
export function greyValues(strokes, [rows, columns]) {
  const grey = new Uint8Array(rows * columns);
  const points = strokes.flat();
  if (!points.length) return grey;
  const [height, width] = [rows * BLOCK, columns * BLOCK];
  const dots = bitmap(strokes, fitting(points, width, height), width, height);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let count = 0;
      for (let y = row * BLOCK; y < (row + 1) * BLOCK; y++) {
        for (let x = column * BLOCK; x < (column + 1) * BLOCK; x++) count += dots[y * width + x];
      }
      grey[row * columns + column] = Math.round((count / BLOCK ** 2) * 255);
    }
  }
  return grey;
}

/**
 * Where a point goes so that all of them fill the bitmap, in the middle, without distortion.
 *
 * @param {Dot[]} points
 * @param {number} width
 * @param {number} height
 * @returns {(point: Dot) => Dot}
 */
function fitting(points, width, height) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (width - PEN) / Math.max(right - left, 1e-9),
    (height - PEN) / Math.max(bottom - top, 1e-9),
    // A dot is no line: it stays small.
    1e6,
  );
  const isDot = right - left + bottom - top < 1e-6;
  const size = isDot ? 0 : scale;
  return ([x, y]) => [
    width / 2 + (x - (left + right) / 2) * size,
    height / 2 + (y - (top + bottom) / 2) * size,
  ];
}

/**
 * 1 for each dot that is at least half covered.
 *
 * @param {Dot[][]} strokes
 * @param {(point: Dot) => Dot} place
 * @param {number} width
 * @param {number} height
 */
function bitmap(strokes, place, width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width * FINENESS;
  canvas.height = height * FINENESS;
  const context = pixelsOf(canvas, { willReadFrequently: true });
  context.scale(FINENESS, FINENESS);
  drawStrokes(
    context,
    strokes.map((stroke) => stroke.map(place)),
    PEN,
  );
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const dots = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let covered = 0;
      for (let dy = 0; dy < FINENESS; dy++) {
        for (let dx = 0; dx < FINENESS; dx++) {
          const pixel = (y * FINENESS + dy) * canvas.width + x * FINENESS + dx;
          covered += data[4 * pixel + 3];
        }
      }
      dots[y * width + x] = covered >= (FINENESS ** 2 * 255) / 2 ? 1 : 0;
    }
  }
  return dots;
}

/**
 * Lines with round ends, in the colour that is set.
 *
 * @param {DrawContext} context
 * @param {Dot[][]} strokes
 * @param {number} width
 */
export function drawStrokes(context, strokes, width) {
  context.lineWidth = width;
  context.lineCap = context.lineJoin = "round";
  context.beginPath();
  for (const [first, ...rest] of strokes) {
    context.moveTo(...first);
    // A line to where it begins is a dot.
    for (const point of rest.length ? rest : [first]) context.lineTo(...point);
  }
  context.stroke();
}
