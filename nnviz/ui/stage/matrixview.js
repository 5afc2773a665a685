// A matrix as a small heat map with its numbers. Large ones show their first rows and columns, or all
// of it in a window that scrolls, of which only what is in view exists.

import { element } from "./dom.js";
import { fill } from "./format.js";
import { brief, whole32 } from "./exact.js";
import { signColour } from "./colour.js";

const CELL = { width: 45, height: 21 };
const HEAD = { width: 22, height: 15 };
const MOST = 6;
const WINDOW_HEIGHT = 10.5 * CELL.height;
// Colours stay light enough for the numbers on them to be read.
const STRONGEST = 0.5;
const ELLIPSIS = "\u22ef";

/** Indices to show: the first ones, and the chosen one if it comes later; null stands for a gap. */
function firstOf(count, chosen) {
  if (count <= MOST) return Array.from({ length: count }, (_, i) => i);
  if (chosen < MOST) return [0, 1, 2, 3, 4, 5, null];
  return [0, 1, 2, 3, null, chosen, ...(chosen < count - 1 ? [null] : [])];
}

/** Row and column of something that is marked; -1 where nothing is. */
function markOf({ shape: [rows, columns], marked }) {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (marked(row, column)) return [row, column];
    }
  }
  return [-1, -1];
}

function largestOf({ shape: [rows, columns], at }) {
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const size = Math.abs(at(row, column));
      if (size > largest && size < Infinity) largest = size;
    }
  }
  return largest || 1;
}

export class MatrixView {
  /**
   * @param {object} matrix  of matrices.js
   * @param {{palette: object, strings: object}} look
   * @param {boolean} isWhole  whether all of it can be scrolled to
   * @param {Function} toggle  called when the person wants it otherwise
   */
  constructor(matrix, look, isWhole, toggle) {
    Object.assign(this, { matrix, look });
    const { strings } = look;
    const [rows, columns] = matrix.shape;
    const isLarge = rows > MOST || columns > MOST;
    this.isWhole = isLarge && isWhole;
    this.largest = largestOf(matrix);
    this.#place();
    const label = fill(strings.matrix, { letter: matrix.letter, rows, columns });
    this.cells = element("div", { class: "cells", role: "img", "aria-label": label });
    this.cells.style.width = `${HEAD.width + this.columns.length * CELL.width}px`;
    this.cells.style.height = `${HEAD.height + this.rows.length * CELL.height}px`;
    this.window = element("div", { class: "window" }, this.cells);
    if (this.isWhole) {
      this.window.tabIndex = 0;
      this.window.style.maxHeight = `${WINDOW_HEIGHT + HEAD.height}px`;
      this.window.setAttribute("role", "group");
      this.window.setAttribute("aria-label", label);
      this.window.addEventListener("scroll", () => this.#draw(), { passive: true });
    }
    this.node = element("figure", { class: "matrix" }, this.#caption(isLarge, toggle), this.window);
    this.cells.matrix = matrix;
    this.#draw();
  }

  #place() {
    const { matrix, isWhole } = this;
    const marks = isWhole ? [] : markOf(matrix);
    [this.rows, this.columns] = matrix.shape.map((count, side) =>
      isWhole ? { length: count } : firstOf(count, marks[side]),
    );
  }

  #caption(isLarge, toggle) {
    const { matrix, look, isWhole } = this;
    const { strings } = look;
    const [rows, columns] = matrix.shape;
    const caption = element(
      "figcaption",
      {},
      element("b", { text: matrix.letter }),
      matrix.layer ? element("sup", { text: `[${matrix.layer}]` }) : "",
      " ",
      element("span", { class: "shape", text: fill(strings.shape, { rows, columns }) }),
    );
    if (matrix.caption) caption.append(element("i", { text: ` ${strings[matrix.caption]}` }));
    if (isLarge) {
      caption.append(
        element("button", {
          type: "button",
          class: "more",
          text: isWhole ? strings.show_less : strings.show_all,
          onclick: toggle,
        }),
      );
    }
    return caption;
  }

  /** Positions in view, first and last, along one side. */
  #span(side, count) {
    if (!this.isWhole) return [0, count];
    const [size, offset, extent] =
      side === "height"
        ? [CELL.height, this.window.scrollTop, this.window.clientHeight || WINDOW_HEIGHT]
        : [CELL.width, this.window.scrollLeft, this.window.clientWidth || 400];
    return [
      Math.max(0, Math.floor(offset / size) - 2),
      Math.min(count, Math.ceil((offset + extent) / size) + 2),
    ];
  }

  #indexAt(line, position) {
    return this.isWhole ? position : line[position];
  }

  #draw() {
    const { rows, columns, cells } = this;
    const [top, bottom] = this.#span("height", rows.length);
    const [left, right] = this.#span("width", columns.length);
    const found = [];
    for (let y = top; y < bottom; y++) {
      const row = this.#indexAt(rows, y);
      found.push(this.#head(row, 0, HEAD.height + y * CELL.height, "side"));
      for (let x = left; x < right; x++) {
        const column = this.#indexAt(columns, x);
        if (y === top) found.push(this.#head(column, HEAD.width + x * CELL.width, 0, "top"));
        found.push(this.#cell(row, column, x, y));
      }
    }
    cells.replaceChildren(...found);
  }

  #head(index, x, y, side) {
    const text = index === null ? ELLIPSIS : String(index + 1);
    return element("span", { class: `head ${side}`, text, style: `left:${x}px;top:${y}px` });
  }

  #cell(row, column, x, y) {
    const { matrix, look, largest } = this;
    const place = `left:${HEAD.width + x * CELL.width}px;top:${HEAD.height + y * CELL.height}px`;
    if (row === null || column === null) {
      return element("span", { class: "cell gap", text: ELLIPSIS, style: place });
    }
    const value = matrix.at(row, column);
    const colour = signColour(look.palette, (STRONGEST * value) / largest || 0);
    const cell = element("span", {
      class: matrix.marked(row, column) ? "cell marked" : "cell",
      text: brief(value),
      style: `${place};background:${colour}`,
    });
    cell.dataset.full = whole32(value);
    cell.dataset.row = row;
    cell.dataset.column = column;
    return cell;
  }
}
