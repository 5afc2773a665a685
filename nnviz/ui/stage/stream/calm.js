// When the page must not ask for a rerun of its own accord: a person has a list open, which a rerun
// could close under the pointer, or has just followed a link to another page of the app.
//
// A rerun of a part of the page that is being left is no small matter: Streamlit may put it
// together with the other page's, or after it, in the name of the page that was left; and the other
// page stays blank. So until the other page is there, nothing of this one answers a person's hand,
// either.

// Lists of options, menus, and the editors of tables' cells.
const OPEN = '[role="listbox"], [role="menu"], #portal > *';
// A line may be slow; but a page that is never left goes on.
const LEAVING_MS = 60000;
const LOOK_MS = 200;

const NOWHERE = { path: null, at: -Infinity };
/** @type {{path: string | null, at: number}} */
let left = NOWHERE;

document.addEventListener(
  "click",
  (event) => {
    const { target } = event;
    /** @type {HTMLAnchorElement | null} */
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (link?.origin !== location.origin || link.pathname === location.pathname) return;
    const isForAnotherTab = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (isForAnotherTab || link.target === "_blank" || link.hasAttribute("download")) return;
    left = { path: location.pathname, at: performance.now() };
    // Once the link itself has answered.
    setTimeout(holdStill);
  },
  { capture: true },
);

// The page's one-key shortcuts do not ask whether it is inert.
addEventListener("keydown", (event) => isLeaving() && event.stopPropagation(), { capture: true });

/** @returns {boolean} */
function isLeaving() {
  return location.pathname === left.path && performance.now() - left.at < LEAVING_MS;
}

function holdStill() {
  /** @type {HTMLElement | null} */
  const page = document.querySelector('[data-testid="stAppViewContainer"]');
  if (!page) return;
  page.inert = isLeaving();
  if (page.inert) setTimeout(holdStill, LOOK_MS);
  else left = NOWHERE; // one may come back to where one left
}

/** Whether the page of this path is left, or being left. @param {string} path */
export function isLeft(path) {
  return location.pathname !== path || isLeaving();
}

/**
 * Do something as soon as the page is calm, unless it shows another path by then.
 *
 * @param {string} path  of the page that this is for
 * @param {() => void} act
 * @returns {() => void}  takes it back
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
