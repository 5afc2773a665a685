// Says when the picture is no longer fed: the connection is lost or refused, or another tab has
// taken over.

import { element } from "../kit/dom.js";

/**
 * @import { Parts } from "../canvas/layout/skeleton.js"
 * @import { Strings } from "./given.d.ts"
 * @import { ConnectionState } from "./stream.js"
 */

/** Whether Streamlit's page has its own connection to the server. @returns {boolean} */
export function pageLives() {
  /** @type {HTMLElement | null} */
  const app = document.querySelector('[data-testid="stApp"]');
  return app?.dataset.testConnectionState === "CONNECTED";
}

export class ConnectionNotice {
  /**
   * @param {Parts} parts  of the skeleton
   * @param {() => void} reconnect  brings the run back here
   */
  constructor({ root, notice }, reconnect) {
    this.root = root;
    this.notice = notice;
    this.reconnect = reconnect;
    /** @type {ConnectionState | null} */
    this.state = null;
  }

  /** @param {ConnectionState} state @param {Strings} strings */
  show(state, strings) {
    if (state === this.state) return;
    this.state = state;
    const { root, notice } = this;
    root.dataset.connection = state === "open" ? "open" : "lost";
    notice.hidden = state === "open";
    notice.replaceChildren();
    if (state === "open") return;
    notice.append(strings[state]);
    if (state === "refused") notice.append(element("p", { text: strings.refused_help }));
    if (state === "elsewhere") {
      const text = strings.show_here;
      notice.append(element("button", { type: "button", text, onclick: this.reconnect }));
    }
  }
}
