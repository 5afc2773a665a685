// Keeps a copy of the run in the tab while it changes, and hands it back to a server that has lost
// it.

import { tab } from "./tab.js";
import { Vault } from "./vault.js";

/** @import { StageEvent } from "../stream/given.d.ts" */

// From one copy to the next. A server that is busy writes it some seconds later.
const INTERVAL_MS = 7000;
// To the first one: what is not worth that long is soon done again.
const FIRST_MS = 2000;
// So long a slow server or a disk may take.
const PATIENCE_MS = 6000;

const vault = new Vault(tab.name);
/** @type {number | null} */
let startedAt = null;
// Which state of which run the newest copy is.
let newest = { token: "", tag: "" };

export class Autosave {
  /**
   * @param {string} url  of the runs' files
   * @param {() => boolean} isLive  whether the server is there and knows the run
   */
  constructor(url, isLive) {
    this.url = url;
    this.isLive = isLive;
    this.token = "";
    /** @type {number | null} */
    this.timer = null;
  }

  /** Something of this run has changed: there will be a copy of it soon. @param {string} token */
  note(token) {
    this.token = token;
    if (this.timer !== null) return;
    startedAt ??= performance.now() + FIRST_MS - INTERVAL_MS;
    const wait = Math.max(startedAt + INTERVAL_MS - performance.now(), 0);
    this.timer = setTimeout(() => this.#save(), wait);
  }

  end() {
    clearTimeout(this.timer ?? 0);
  }

  async #save() {
    startedAt = performance.now();
    if (!this.isLive()) {
      this.timer = null;
      return;
    }
    const { token } = this;
    try {
      const headers = newest.token === token ? { "If-None-Match": newest.tag } : undefined;
      const answer = await this.#ask({ headers });
      if (answer.status !== 200) return;
      const speed = Number(answer.headers.get("x-nnviz-speed"));
      await vault.put({
        content: await answer.arrayBuffer(),
        playing: answer.headers.get("x-nnviz-playing") === "1",
        speed: Number.isFinite(speed) ? speed : null,
      });
      newest = { token, tag: answer.headers.get("etag") ?? "" };
    } catch {
      // Without a server, or where the browser stores nothing, the page's memory has what there is.
    } finally {
      this.timer = null;
    }
  }

  /**
   * Give the server that shows this token the copy; what it is to do with it, or null without.
   *
   * @param {string} token
   * @returns {Promise<StageEvent | null>}
   */
  async handBack(token) {
    this.token = token;
    try {
      const kept = await vault.get();
      if (!kept) return null;
      const { content, playing, speed } = kept;
      const answer = await this.#ask({ method: "PUT", body: content });
      return answer.ok ? { type: "restore", query: location.search, playing, speed } : null;
    } catch {
      return null;
    }
  }

  /** @param {RequestInit} options */
  #ask({ headers, ...options }) {
    return fetch(this.url, {
      ...options,
      headers: { ...headers, "X-Nnviz-Token": this.token },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  }
}
