// Keeps the page's own address at the update that is on the screen, so that a reload comes back to
// it. Python writes what changes when somebody does something; only these two keys move by
// themselves, and they are written in place: they are no step in the browser's history.

// Browsers refuse more than some hundred changes in half a minute.
const INTERVAL_MS = 500;
const MOVING = ["step", "head"];

export class Address {
  /** @param {() => boolean} isOurs  whether the page's address is that of this picture's run */
  constructor(isOurs) {
    this.isOurs = isOurs;
    this.path = location.pathname;
    /** @type {number | null} */
    this.timer = null;
    this.place = { step: 0, head: 0 };
    // Python's may be later than the picture, and knows nothing of it. Where a browser does not
    // tell, the next picture writes.
    /** @param {Event & {navigationType?: string | null}} event */
    this.noteChange = ({ navigationType }) => navigationType === "push" && this.#soon();
    window.navigation?.addEventListener("currententrychange", this.noteChange);
  }

  /**
   * Note where the run is; it is written soon.
   *
   * @param {{step: number, head: number, target: number | null}} header
   * @param {number | null} replayable
   */
  note({ step, head, target }, replayable) {
    const limit = replayable ?? Infinity;
    this.place = { step: Math.min(target ?? step, limit), head: Math.min(head, limit) };
    this.#soon();
  }

  #soon() {
    this.timer ??= setTimeout(() => this.#write(), INTERVAL_MS);
  }

  #write() {
    this.timer = null;
    if (!this.isOurs() || location.pathname !== this.path) return;
    const { step, head } = this.place;
    const kept = location.search
      .slice(1)
      .split("&")
      .filter((part) => part && !MOVING.includes(part.split("=")[0]));
    if (step > 0) kept.push(`step=${step}`);
    if (head > step) kept.push(`head=${head}`);
    const search = kept.length ? `?${kept.join("&")}` : "";
    if (search === location.search) return;
    history.replaceState(history.state, "", location.pathname + search + location.hash);
  }

  end() {
    window.navigation?.removeEventListener("currententrychange", this.noteChange);
    clearTimeout(this.timer ?? 0);
  }
}
