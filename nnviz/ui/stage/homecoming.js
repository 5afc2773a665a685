// Finds out which run the stage is to show: after a reload, the one that this tab had before.

import { tab } from "./tab.js";

// So long the server may take to answer; then the page goes on with what it has.
const LIMIT_MS = 4000;

export class Homecoming {
  /**
   * @param {{ask: Function, follow: Function}} acts  ask(event) tells Python, follow(token) shows
   *   the run of this token
   */
  constructor(acts) {
    this.acts = acts;
    this.turn = 0; // of the question that is yet to be answered; 0 for none
    this.turns = Date.now();
    this.timer = null;
  }

  /** Take what Python says now, and follow the run that is to be shown, at once or a little later. */
  update(data) {
    this.data = data;
    if (this.turn) {
      if (data.answered === this.turn) this.#arrive();
      return;
    }
    const { ticket } = data;
    if (tab.left.length && ticket) this.#ask({ type: "return", tickets: tab.left, another: tab.another });
    else if (tab.ticket && ticket && ticket !== tab.ticket) {
      // Another session than before on the same page: the server has lost ours. Its run can be gone
      // through again; where it was stands in the page's address.
      tab.settle(ticket);
      this.#ask({ type: "resume", query: location.search });
    } else this.#arrive();
  }

  end() {
    clearTimeout(this.timer);
  }

  #ask(event) {
    this.turn = ++this.turns;
    this.timer = setTimeout(() => this.#arrive(), LIMIT_MS);
    this.acts.ask({ ...event, turn: this.turn });
  }

  #arrive() {
    clearTimeout(this.timer);
    this.turn = 0;
    if (this.data.ticket) tab.settle(this.data.ticket);
    this.acts.follow(this.data.token);
  }
}
