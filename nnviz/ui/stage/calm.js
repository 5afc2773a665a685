// When the page must not ask for a rerun of its own accord: a person has a list open, which a rerun
// could close under the pointer, or has just followed a link to another page of the app.
//
// A rerun of a part of the page that is being left is no small matter: Streamlit runs it after the
// other page's script, in the name of the page that was left, and the other page stays blank.

// Lists of options, menus, and the editors of tables' cells.
const OPEN = '[role="listbox"], [role="menu"], #portal > *';
// A line may be slow; but a page that is never left goes on.
const LEAVING_MS = 10000;
const LOOK_MS = 200;

let left = { path: null, at: -Infinity };

document.addEventListener(
  "click",
  ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link?.origin !== location.origin || link.target === "_blank") return;
    if (link.pathname !== location.pathname) left = { path: location.pathname, at: performance.now() };
  },
  { capture: true },
);

function isLeaving() {
  return location.pathname === left.path && performance.now() - left.at < LEAVING_MS;
}

/**
 * Do something as soon as the page is calm, unless it shows another path by then.
 *
 * @param {string} path  of the page that this is for
 * @param {Function} act
 * @returns {Function}  takes it back
 */
export function whenCalm(path, act) {
  let timer = 0;
  const look = () => {
    if (location.pathname !== path) return;
    if (isLeaving() || document.querySelector(OPEN)) timer = setTimeout(look, LOOK_MS);
    else act();
  };
  look();
  return () => clearTimeout(timer);
}
