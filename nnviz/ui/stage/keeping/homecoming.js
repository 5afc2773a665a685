// Finds out which run the stage is to show: after a reload, the one that this tab had before; after
// a crash of the server, the tab's own copy of it, or what the page's address says.

import { later } from "../kit/sure.js";
import { tab } from "./tab.js";

/**
 * @import { StageData, StageEvent } from "../stream/given.d.ts"
 */

// What the server knows a run by.
const TOKEN = "X-Nnviz-Token";

// So long the server may take to answer; then the page goes on with what it has.
const LIMIT_MS = 8000;
const RECLAIM_MS = 1500;

// While a question is being prepared: the number of none.
const NOT_YET = NaN;

// Of questions to Python. No two of one page are alike, however often its stage comes and goes.
let turns = Date.now();

/** @typedef {{tickets: string[], another: string}} Tickets */

/**
 * @typedef {object} HomecomingActs
 * @property {(event: StageEvent) => void} ask  tells Python
 * @property {(token: string) => Promise<StageEvent | null>} handBack  gives the server the tab's
 *   copy, and says what to ask then, if anything
 * @property {(token: string) => void} follow  shows the run of this token
 * @property {() => Promise<void>} shown  waits until it is on the screen
 */

export class Homecoming {
  /** @type {StageData} */ data = later();
  /** @type {ReturnType<typeof tab.at>} */ place = later();

  /**
   * @param {string} url  that tells by what token the run before is found
   * @param {HomecomingActs} acts
   */
  constructor(url, acts) {
    this.url = url;
    this.acts = acts;
    /** @type {number | null} */
    this.turn = null; // of the question that is yet to be answered
    this.answered = () => {}; // what to do then
    this.timer = 0;
    this.isOver = false;
  }

  /**
   * Take what Python says now, and follow the run that is to be shown, at once or a little later.
   *
   * @param {StageData} data
   */
  update(data) {
    this.data = data;
    this.place ??= tab.at(data.place);
    const { place } = this;
    if (this.turn !== null) {
      if (data.answered === this.turn) this.#proceed(this.answered);
    } else if (place.left.length) {
      this.#return();
    } else if (place.ticket && data.ticket !== place.ticket) {
      // Another session than before on the same page: the server has lost ours.
      this.#restore({ type: "resume", query: location.search });
    } else this.#arrive();
  }

  /** Whether it is settled which run this page shows. */
  get isSettled() {
    return this.turn === null;
  }

  end() {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  /** Show the run before at once, and have the page around it follow when that is on the screen. */
  async #return() {
    this.turn = NOT_YET;
    const { left: tickets, another } = this.place;
    const token = await this.#reclaim({ tickets, another });
    if (token && !this.isOver) {
      this.acts.follow(token);
      await this.acts.shown();
    }
    if (this.isOver) return;
    this.#askBack({ tickets, another }, token);
  }

  /**
   * Have the page follow; where the run is on the screen already, for as long as that takes.
   *
   * @param {Tickets} tickets
   * @param {string | null} token
   * @param {number} [turn]
   * @param {number} [limit]
   */
  #askBack(tickets, token, turn = ++turns, limit = LIMIT_MS) {
    const answered = () => {
      if (this.data.ticket === tickets.another) this.#arrive();
      // It stands where the address says by itself.
      else this.#restore(null);
    };
    // A question, or its answer, may have gone with a connection, or with a server. It stays the
    // same question, and the server gets ever more time: an answer that is late is one.
    const again = () => this.#askBack(tickets, token, turn, 2 * limit);
    this.#ask({ type: "return", ...tickets }, answered, token ? again : answered, turn, limit);
  }

  /**
   * The token of the run before, or null: where the question does not get through, Python is asked.
   *
   * @param {Tickets} tickets
   * @returns {Promise<string | null>}
   */
  async #reclaim(tickets) {
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        headers: { [TOKEN]: this.data.token },
        body: JSON.stringify(tickets),
        signal: AbortSignal.timeout(RECLAIM_MS),
      });
      return (await answer.json()).token;
    } catch {
      return null;
    }
  }

  /**
   * Have the run back by the tab's copy, else in another way; where there is neither, begin anew.
   *
   * @param {StageEvent | null} otherwise
   */
  async #restore(otherwise) {
    const { token, keeps_url: isKept } = this.data;
    if (!isKept) {
      this.#arrive();
      return;
    }
    this.turn = NOT_YET;
    const event = (await this.acts.handBack(token)) ?? otherwise;
    if (this.isOver) return;
    if (event) this.#ask(event, () => this.#arrive());
    else this.#arrive();
  }

  /**
   * Ask Python; what to do when it has answered, and what when it has not for so long.
   *
   * @param {StageEvent} event
   * @param {() => void} answered
   * @param {() => void} [late]
   * @param {number} [turn]
   * @param {number} [limit]
   */
  #ask(event, answered, late = answered, turn = ++turns, limit = LIMIT_MS) {
    this.turn = turn;
    this.answered = answered;
    this.timer = setTimeout(() => this.#proceed(late), limit);
    this.acts.ask({ ...event, turn });
  }

  /** @param {() => void} next */
  #proceed(next) {
    clearTimeout(this.timer);
    this.turn = null;
    next();
  }

  #arrive() {
    this.turn = null;
    this.place.settle(this.data.ticket);
    this.acts.follow(this.data.token);
  }
}
