// Tables of buttons. They are built once for a number of classes; later calls only change what they
// say, so that neither a click nor the keyboard's place is lost while the numbers move.

const states = new WeakMap();

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function header(scope, name, colour) {
  const swatch = element("i");
  swatch.style.background = colour;
  swatch.ariaHidden = "true";
  return element("th", { scope, title: name }, swatch, name);
}

// The Tab key enters a table once, at the cell it was left at; arrow keys go on from there.
function walk(event, cells, row, column) {
  const step = STEPS[event.key];
  const next = step && cells[row + step[0]]?.[column + step[1]];
  if (!next) return;
  event.preventDefault();
  cells[row][column].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function build(data, pick) {
  const size = data.classes.length;
  const cells = data.classes.map((_, row) =>
    data.classes.map((_, column) => {
      const cell = element(
        "button",
        { type: "button", tabIndex: row || column ? -1 : 0 },
        element("b"),
        element("span"),
      );
      cell.addEventListener("click", () => pick([row, column]));
      cell.addEventListener("keydown", (event) => walk(event, cells, row, column));
      return cell;
    }),
  );
  const caption = element("caption");
  const predicted = element("th", { className: "axis", colSpan: size, scope: "colgroup" });
  const truth = element("th", { className: "axis" });
  const columns = data.classes.map((colour, number) => header("col", data.names[number], colour));
  const rows = cells.map((row, number) =>
    element(
      "tr",
      {},
      header("row", data.names[number], data.classes[number]),
      ...row.map((cell) => element("td", {}, cell)),
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
  table.style.setProperty("--classes", size);
  const longest = Math.max(...data.names.map((name) => name.length));
  table.style.setProperty("--names", `${Math.min(9, Math.max(2.5, 1.6 + longest * 0.45))}rem`);
  return { table, caption, predicted, truth, cells };
}

function fill(built, matrix, data) {
  built.caption.textContent = matrix.title;
  built.predicted.textContent = data.predicted;
  built.truth.textContent = data.true;
  built.table.style.setProperty("--colour", matrix.colour);
  built.cells.forEach((row, r) =>
    row.forEach((cell, c) => {
      const { count, share, depth, label } = matrix.cells[r][c];
      cell.firstChild.textContent = count;
      cell.lastChild.textContent = share;
      cell.style.setProperty("--depth", depth);
      cell.ariaLabel = label;
      cell.ariaPressed = String(data.selected?.[0] === r && data.selected?.[1] === c);
    }),
  );
}

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
    parentElement.querySelector(".matrices").replaceChildren(...tables);
  }
  state.built.forEach((built, number) => fill(built, data.matrices[number], data));
}
