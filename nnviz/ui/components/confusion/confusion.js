// Tables of buttons. They are built once for a number of classes; later calls only change what they
// say, so that neither a click nor the keyboard's place is lost while the numbers move.

/** @import { Component } from "../component.d.ts" */

/** @typedef {{count: string, share: string, depth: number, label: string}} Cell */
/** @typedef {{title: string, colour: string, cells: Cell[][]}} Matrix */

/**
 * @typedef {object} Data
 * @property {string} true  what the true classes are called
 * @property {string} predicted
 * @property {string[]} classes  their colours
 * @property {string[]} names
 * @property {[number, number] | null} selected
 * @property {Matrix[]} matrices
 */

/**
 * @typedef {object} State
 * @property {(cell: [number, number]) => void} pick
 * @property {string} key  of what was built
 * @property {ReturnType<typeof build>[]} built
 */

/** @type {WeakMap<Node, State>} */
const states = new WeakMap();

/** @type {Partial<Record<string, [number, number]>>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/** @param {string} scope @param {string} name @param {string} colour */
function header(scope, name, colour) {
  const swatch = element("i");
  swatch.style.background = colour;
  swatch.ariaHidden = "true";
  return element("th", { scope, title: name }, swatch, name);
}

// The Tab key enters a table once, at the cell it was left at; arrow keys go on from there.
/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement[][]} cells
 * @param {number} row
 * @param {number} column
 */
function walk(event, cells, row, column) {
  const step = STEPS[event.key];
  const next = step && cells[row + step[0]]?.[column + step[1]];
  if (!next) return;
  event.preventDefault();
  cells[row][column].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/** @param {Data} data @param {(cell: [number, number]) => void} pick */
function build(data, pick) {
  const size = data.classes.length;
  const cells = data.classes.map((_, row) =>
    data.classes.map((_, column) => {
      const [count, share] = [element("b"), element("span")];
      const tabIndex = row || column ? -1 : 0;
      const cell = element("button", { type: "button", tabIndex }, count, share);
      cell.addEventListener("click", () => pick([row, column]));
      cell.addEventListener("keydown", (event) => walk(event, buttons, row, column));
      return { cell, count, share };
    }),
  );
  const buttons = cells.map((row) => row.map(({ cell }) => cell));
  const caption = element("caption");
  const predicted = element("th", { className: "axis", colSpan: size, scope: "colgroup" });
  const truth = element("th", { className: "axis" });
  const columns = data.classes.map((colour, number) => header("col", data.names[number], colour));
  const rows = cells.map((row, number) =>
    element(
      "tr",
      {},
      header("row", data.names[number], data.classes[number]),
      ...row.map(({ cell }) => element("td", {}, cell)),
    ),
  );
  const table = element(
    "table",
    {},
    caption,
    element("thead", {}, element("tr", {}, element("td"), predicted)),
    element("tbody", {}, element("tr", {}, truth, ...columns), ...rows),
  );
  table.setAttribute("role", "grid");
  table.style.setProperty("--classes", String(size));
  const longest = Math.max(...data.names.map((name) => name.length));
  table.style.setProperty("--names", `${Math.min(9, Math.max(2.5, 1.6 + longest * 0.45))}rem`);
  return { table, caption, predicted, truth, cells };
}

/** @param {ReturnType<typeof build>} built @param {Matrix} matrix @param {Data} data */
function fill(built, matrix, data) {
  built.caption.textContent = matrix.title;
  built.predicted.textContent = data.predicted;
  built.truth.textContent = data.true;
  built.table.style.setProperty("--colour", matrix.colour);
  built.cells.forEach((row, r) =>
    row.forEach(({ cell, count: counted, share: part }, c) => {
      const { count, share, depth, label } = matrix.cells[r][c];
      counted.textContent = count;
      part.textContent = share;
      cell.style.setProperty("--depth", String(depth));
      cell.ariaLabel = label;
      cell.ariaPressed = String(data.selected?.[0] === r && data.selected?.[1] === c);
    }),
  );
}

/** @param {Component<Data, {picked: [number, number]}>} component */
export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement);
  if (!state) {
    state = { pick: () => {}, key: "", built: [] };
    states.set(parentElement, state);
  }
  state.pick = (cell) => setTriggerValue("picked", cell);
  const key = JSON.stringify([data.classes, data.names, data.matrices.length]);
  if (state.key !== key) {
    state.key = key;
    state.built = data.matrices.map(() => build(data, (cell) => state.pick(cell)));
    const tables = state.built.map(({ table }) => table);
    parentElement.querySelector(".matrices")?.replaceChildren(...tables);
  }
  state.built.forEach((built, number) => fill(built, data.matrices[number], data));
}
