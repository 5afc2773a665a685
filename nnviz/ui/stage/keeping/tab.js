// What makes this tab of the browser the one that it was before a reload, and no other one.
//
// While the page is open, all of it lies in the page's memory. Only on its way out the page puts it
// into the tab's own storage, and the next page takes it out again as soon as it is there: a tab
// that is duplicated, or opened by this one, gets a copy of that storage, and must find nothing.

const KEY = "nnviz-tab";
const SECRET_BYTES = 32;
// The server looks at no more; so often a page can be reloaded before it has answered.
const MOST_TICKETS = 8;
// These change by themselves while training goes on.
const MOVING = ["step", "head"];

/**
 * What a page leaves to the next one of its tab: the tab's name, the tickets of each place in it,
 * and where it was.
 *
 * @typedef {{name: string, places: Record<string, unknown>, search: string,
 *   history: string | null}} Left
 */

/** A name that nobody can guess. */
function secret() {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The part of an address that changes only when somebody does something. @param {string} search */
function settled(search) {
  const parts = search.slice(1).split("&");
  return parts.filter((part) => part && !MOVING.includes(part.split("=")[0])).join("&");
}

/** What the browser calls this page's place in the tab's history: a reload has the same. */
const placeInHistory = () => window.navigation?.currentEntry?.key ?? null;

/**
 * Whether this page is the one before it, which left this behind, opened anew.
 *
 * @param {Left} left
 */
function isSame({ search, history }) {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (
    performance.getEntriesByType("navigation")
  );
  // On its way out a page may still write another address than it is reloaded with.
  if (entry?.type === "reload" && history && history === placeInHistory()) return true;
  // Whoever writes another address wants what it says.
  return settled(search) === settled(new URL(entry?.name ?? location.href).search);
}

/**
 * What the page before left in the tab's storage, if it may be used; it is there no more.
 *
 * @returns {Partial<Left>}
 */
function takeOut() {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    /** @type {Left | null} */
    const left = text === null ? null : JSON.parse(text);
    if (left && !isSame(left)) return { name: left.name };
    return left ?? {};
  } catch {
    return {}; // without storage, or with somebody else's in it, this tab is a new one
  }
}

/** What the tab has in one place, such as the playground: the way back to it. */
class Place {
  /** @param {unknown} [left] */
  constructor(left) {
    /** @type {string[]} of the page before, until they have been shown to the server */
    this.left = Array.isArray(left) ? left : [];
    /** @type {string | null} what brings the tab back to what it has there now */
    this.ticket = null;
    this.another = secret();
  }

  /** Take note of what the page shows there, and leave all else. @param {string} ticket */
  settle(ticket) {
    this.ticket = ticket;
    this.left = [];
  }

  /**
   * Those that the next page may show: before the server has answered, nobody knows the good one.
   */
  get tickets() {
    const tickets = this.left.length ? [this.another, ...this.left] : [this.ticket];
    return tickets.filter((ticket) => ticket !== null && ticket !== "").slice(0, MOST_TICKETS);
  }
}

class Tab {
  constructor() {
    const { name, places } = takeOut();
    this.name = name ?? secret();
    const left = Object.entries(places ?? {});
    this.places = new Map(left.map(([place, tickets]) => [place, new Place(tickets)]));
    addEventListener("pagehide", () => this.#leave());
    // A page that was kept as it was takes back what it left.
    addEventListener("pageshow", ({ persisted }) => persisted && takeOut());
  }

  /** The place of this name. @param {string} name @returns {Place} */
  at(name) {
    const known = this.places.get(name);
    if (known) return known;
    const made = new Place();
    this.places.set(name, made);
    return made;
  }

  #leave() {
    const left = Array.from(this.places, ([name, { tickets }]) => [name, tickets]);
    try {
      const { search } = location;
      const places = Object.fromEntries(left);
      const history = placeInHistory();
      sessionStorage.setItem(KEY, JSON.stringify({ name: this.name, places, search, history }));
    } catch {
      // Where nothing may be stored, a reload goes through the run again.
    }
  }
}

/** One for the whole page, however often its stage comes and goes. */
export const tab = new Tab();
