// What ties the stage to its run: the stream that its pictures come by, the copy that the tab
// keeps, the way back to it after a reload or a crash, and the page's address.

import { Address } from "./address.js";
import { Autosave } from "./autosave.js";
import { ConnectionNotice, pageLives } from "../stream/notice.js";
import { Homecoming } from "./homecoming.js";
import { Stream } from "../stream/stream.js";

/**
 * @import { Frame } from "../stream/frames.js"
 * @import { Parts } from "../canvas/layout/skeleton.js"
 * @import { Send, StageData } from "../stream/given.d.ts"
 * @import { StreamListener } from "../stream/stream.js"
 */

// So long the page around a picture waits for it at most.
const PICTURE_MS = 1500;

export class Lifeline {
  /**
   * @param {Parts} parts  of the skeleton
   * @param {StageData} data  from Python
   * @param {string} base  address of the app, against which those in data are resolved
   * @param {{send: Send} & Pick<StreamListener, "scene" | "trace" | "wake">} stage  send(event) to
   *   Python; the others as `Stream` calls them
   */
  constructor(parts, data, base, { send, ...stage }) {
    this.data = data;
    this.noteShown = () => {};
    const address = new URL(data.stream, base);
    address.protocol = address.protocol.replace("http", "ws");
    this.connection = new ConnectionNotice(parts, () => this.stream.reconnect());
    this.stream = new Stream(address.href, {
      ...stage,
      state: (state) => this.connection.show(state, this.data.strings),
      pageLives,
    });
    this.address = new Address(() => this.data.keeps_url && parts.root.isConnected);
    this.autosave = new Autosave(new URL(data.run_file, base).href, () => this.isOpen);
    const wayBack = new URL(data.way_back, base).href;
    this.homecoming = new Homecoming(wayBack, {
      ask: send,
      handBack: (token) => this.autosave.handBack(token),
      follow: (token) => this.stream.follow(token),
      shown: () => this.#shown(),
    });
  }

  /** Whether pictures come. */
  get isOpen() {
    return this.connection.state === "open";
  }

  /** The data from Python have changed. @param {StageData} data */
  update(data) {
    this.data = data;
    this.homecoming.update(data);
  }

  /** Wait for the next frame, but not for ever. */
  #shown() {
    /** @type {Promise<void>} */
    const shown = new Promise((resolve) => {
      this.noteShown = resolve;
      setTimeout(resolve, PICTURE_MS);
    });
    return shown;
  }

  /** A frame is being shown: what it tells is to be found again. @param {Frame} frame */
  take({ header }) {
    this.noteShown();
    const { keeps_url: keepsUrl, replayable, token } = this.data;
    this.address.note(header, replayable);
    // Before, the page still has the token of a run that nobody looks at.
    if (keepsUrl && this.homecoming.isSettled) this.autosave.note(token);
  }

  end() {
    this.homecoming.end();
    this.autosave.end();
    this.stream.end();
    this.address.end();
  }
}
