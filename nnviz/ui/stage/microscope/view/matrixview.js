// A matrix as a small heat map with its numbers. Large ones show their first rows and columns, or
// all of it in a window that scrolls, of which only what is in view exists.

import { element, letScroll } from "../../kit/dom.js";
import { fill } from "../../kit/format.js";
import { brief, whole32 } from "../../formula/exact.js";
import { signColour } from "../../kit/colour.js";

/**
 * @import { Equation, Matrix } from "../stops.d.ts"
 * @import { Look, Strings } from "../../stream/given.d.ts"
 */

const CELL = { width: 48, height: 21 };
const HEAD = { width: 22, height: 15 };
const GAP = { width: 18, height: 15 };
const MOST = 6;
const WINDOW_HEIGHT = 10.5 * CELL.height;
// Colours stay light enough for the numbers on them to be read.
const STRONGEST = 0.5;

/**
 * Indices to show: the first ones, and the chosen one if it comes later; null stands for a gap.
 *
 * @param {number} count
 * @param {number} chosen
 * @returns {(number | null)[]}
 */
function firstOf(count, chosen) {
  if (count <= MOST) return Array.from({ length: count }, (_, i) => i);
  if (chosen < MOST) return [0, 1, 2, 3, 4, 5, null];
  return [0, 1, 2, 3, null, chosen, ...(chosen < count - 1 ? [null] : [])];
}

/**
 * Row and column of something that is marked; -1 where nothing is.
 *
 * @param {Matrix} matrix
 * @returns {[number, number]}
 */
function markOf({ shape: [rows, columns], marked }) {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (marked(row, column)) return [row, column];
    }
  }
  return [-1, -1];
}

/** @param {Matrix} matrix */
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

/** Letter and layer of a matrix. @param {Matrix} matrix */
function nameOf({ letter, layer, isTransposed }) {
  const name = element("b", { text: letter });
  const above = [layer ? `[${layer}]` : "", isTransposed ? "T" : ""].join("");
  return above ? element("span", {}, name, element("sup", { text: above })) : name;
}

/** @param {Matrix} matrix @param {Strings} strings */
const shapeOf = ({ shape: [rows, columns] }, strings) => fill(strings.shape, { rows, columns });

/**
 * The equation in letters, with the shape under each: Z = X W + b.
 *
 * @param {Equation} parts
 * @param {Strings} strings
 */
export function shapesView(parts, strings) {
  return element(
    "div",
    { class: "shapes" },
    ...parts.map((part) =>
      typeof part === "string"
        ? element("span", { class: "between", text: part })
        : element(
            "span",
            { class: "lettered" },
            nameOf(part),
            element("span", { class: "shape", text: shapeOf(part, strings) }),
          ),
    ),
  );
}

/** Two digits are enough for what is small; more would not fit. @param {number} value */
const inCell = (value) => brief(value, Math.abs(value) < 0.1 ? 2 : 3);

/**
 * Where each of the shown indices begins, and where the last one ends.
 *
 * @param {(number | null)[]} indices
 * @param {"width" | "height"} side
 * @param {number} start
 */
function offsets(indices, side, start) {
  const found = [start];
  let end = start;
  for (const index of indices) {
    end += (index === null ? GAP : CELL)[side];
    found.push(end);
  }
  return found;
}

/** @type {WeakMap<Element, Matrix>} */
const MATRICES = new WeakMap();

/** What a click on a cell chooses. @param {HTMLElement} cell */
export function pickedBy(cell) {
  const matrix = cell.parentElement && MATRICES.get(cell.parentElement);
  return matrix?.pick(Number(cell.dataset.row), Number(cell.dataset.column));
}

export class MatrixView {
  /**
   * @param {Matrix} matrix  of matrices.js
   * @param {Look} look
   * @param {boolean} isWhole  whether all of it can be scrolled to
   * @param {() => void} toggle  called when the person wants it otherwise
   */
  constructor(matrix, look, isWhole, toggle) {
    this.matrix = matrix;
    this.look = look;
    const { strings } = look;
    const [rows, columns] = matrix.shape;
    const isLarge = rows > MOST || columns > MOST;
    this.isWhole = isLarge && isWhole;
    this.largest = largestOf(matrix);
    this.mark = markOf(matrix);
    this.rows = this.#indices(rows, this.mark[0]);
    this.columns = this.#indices(columns, this.mark[1]);
    this.tops = offsets(this.rows, "height", HEAD.height);
    this.lefts = offsets(this.columns, "width", HEAD.width);
    this.label = fill(strings.matrix, { letter: matrix.letter, rows, columns });
    this.cells = element("div", { class: "cells", role: "img", "aria-label": this.label });
    this.cells.style.width = `${this.lefts[this.lefts.length - 1]}px`;
    this.cells.style.height = `${this.tops[this.tops.length - 1]}px`;
    MATRICES.set(this.cells, matrix);
    this.window = element("div", { class: "window" }, this.cells);
    if (this.isWhole) this.#openWindow();
    this.node = element("figure", { class: "matrix" }, this.#caption(isLarge, toggle), this.window);
    this.#draw();
  }

  /**
   * What is shown of one side; null stands for a gap.
   *
   * @param {number} count
   * @param {number} mark
   */
  #indices(count, mark) {
    if (!this.isWhole) return firstOf(count, mark);
    return Array.from({ length: count }, (_, i) => i);
  }

  #openWindow() {
    this.window.style.maxHeight = `${WINDOW_HEIGHT}px`;
    this.window.addEventListener("scroll", () => this.#draw(), { passive: true });
  }

  /**
   * Once it has its place on the page, and before anybody scrolls: what is chosen is in view, and
   * what scrolls can be scrolled by keyboard.
   */
  settle() {
    if (this.isWhole) {
      const { window, tops, lefts } = this;
      const [row, column] = this.mark;
      window.scrollTop = Math.max(0, (tops[row] ?? 0) - WINDOW_HEIGHT / 2);
      window.scrollLeft = Math.max(0, (lefts[column] ?? 0) - window.clientWidth / 2);
    }
    letScroll(this.window, this.label);
  }

  /** @param {boolean} isLarge @param {() => void} toggle */
  #caption(isLarge, toggle) {
    const { matrix, look, isWhole } = this;
    const { strings } = look;
    const shape = element("span", { class: "shape", text: shapeOf(matrix, strings) });
    const caption = element("figcaption", {}, nameOf(matrix), " ", shape);
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

  /**
   * First and last position in view along one side.
   *
   * @param {"width" | "height"} side
   * @param {number} count
   * @returns {[number, number]}
   */
  #span(side, count) {
    if (!this.isWhole) return [0, count];
    const [offset, extent] =
      side === "height"
        ? [this.window.scrollTop, WINDOW_HEIGHT]
        : [this.window.scrollLeft, this.window.clientWidth || 400];
    const size = CELL[side];
    return [
      Math.max(0, Math.floor(offset / size) - 2),
      Math.min(count, Math.ceil((offset + extent) / size) + 2),
    ];
  }

  #draw() {
    const { rows, columns, tops, lefts } = this;
    const [top, bottom] = this.#span("height", rows.length);
    const [left, right] = this.#span("width", columns.length);
    /** @type {HTMLElement[]} */
    const found = [];
    for (let x = left; x < right; x++) found.push(...this.#head(columns[x], lefts[x], 0, "top"));
    for (let y = top; y < bottom; y++) {
      found.push(...this.#head(rows[y], 0, tops[y], "side"));
      for (let x = left; x < right; x++) {
        found.push(this.#cell(rows[y], columns[x], lefts[x], tops[y]));
      }
    }
    this.cells.replaceChildren(...found);
  }

  /** @param {number | null} index @param {number} x @param {number} y @param {string} side */
  #head(index, x, y, side) {
    if (index === null) return [];
    const place = `left:${x}px;top:${y}px`;
    return [element("span", { class: `head ${side}`, text: String(index + 1), style: place })];
  }

  /**
   * @param {number | null} row
   * @param {number | null} column
   * @param {number} x
   * @param {number} y
   */
  #cell(row, column, x, y) {
    const { matrix, look, largest } = this;
    const place = `left:${x}px;top:${y}px`;
    if (row === null || column === null) {
      const text = row === null ? (column === null ? "\u22f1" : "\u22ee") : "\u22ef";
      const isNarrow = column === null ? " narrow" : "";
      return element("span", { class: `gap${isNarrow}`, text, style: place });
    }
    const value = matrix.at(row, column);
    const colour = signColour(look.palette, (STRONGEST * value) / largest || 0);
    const cell = element("span", {
      class: matrix.marked(row, column) ? "cell marked" : "cell",
      text: inCell(value),
      style: `${place};background:${colour}`,
    });
    cell.dataset.full = whole32(value);
    cell.dataset.row = String(row);
    cell.dataset.column = String(column);
    return cell;
  }
}
