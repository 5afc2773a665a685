// Finds out which run the stage is to show: after a reload, the one that this tab had before; after a
// crash of the server, the tab's own copy of it, or what the page's address says.

import { tab } from "./tab.js";

// So long the server may take to answer; then the page goes on with what it has.
const LIMIT_MS = 8000;

// Of questions to Python. No two of one page are alike, however often its stage comes and goes.
let turns = Date.now();

export class Homecoming {
  /**
   * @param {{ask: Function, handBack: Function, follow: Function}} acts  ask(event) tells Python;
   *   handBack(token) gives the server the tab's copy and says what to ask then, or null;
   *   follow(token) shows the run of this token
   */
  constructor(acts) {
    this.acts = acts;
    this.turn = null; // of the question that is yet to be answered
    this.answered = null; // what to do then
    this.timer = null;
  }

  /** Take what Python says now, and follow the run that is to be shown, at once or a little later. */
  update(data) {
    this.data = data;
    if (this.turn !== null) {
      if (data.answered === this.turn) this.#proceed();
    } else if (data.ticket && tab.left.length) {
      const { left: tickets, another } = tab;
      this.#ask({ type: "return", tickets, another }, () => {
        if (this.data.ticket === another) this.#arrive();
        // It stands where the address says by itself.
        else this.#restore(null);
      });
    } else if (data.ticket && tab.ticket && data.ticket !== tab.ticket) {
      // Another session than before on the same page: the server has lost ours.
      this.#restore({ type: "resume", query: location.search });
    } else this.#arrive();
  }

  end() {
    clearTimeout(this.timer);
  }

  /** Have the run back by the tab's copy, else in another way. */
  async #restore(otherwise) {
    this.turn = 0; // until the question is known
    const { token } = this.data;
    const event = (await this.acts.handBack(token)) ?? otherwise;
    if (event) this.#ask(event, () => this.#arrive());
    else this.#arrive();
  }

  #ask(event, answered) {
    this.turn = ++turns;
    this.answered = answered;
    this.timer = setTimeout(() => this.#proceed(), LIMIT_MS);
    this.acts.ask({ ...event, turn: this.turn });
  }

  #proceed() {
    clearTimeout(this.timer);
    this.turn = null;
    this.answered();
  }

  #arrive() {
    this.turn = null;
    if (this.data.ticket) tab.settle(this.data.ticket);
    this.acts.follow(this.data.token);
  }
}
