// What ties the stage to its run: the stream that its pictures come by, the copy that the tab
// keeps, the way back to it after a reload or a crash, and the page's address.

import { Address } from "./address.js";
import { Autosave } from "./autosave.js";
import { ConnectionNotice, pageLives } from "../stream/notice.js";
import { Homecoming } from "./homecoming.js";
import { Stream } from "../stream/stream.js";
import { decode, FRAME, SCENE } from "../stream/frames.js";

/**
 * @import { Frame, Message, Scene } from "../stream/frames.js"
 * @import { Parts } from "../canvas/layout/skeleton.js"
 * @import { Send, StageData } from "../stream/given.d.ts"
 * @import { StreamListener } from "../stream/stream.js"
 */

// So long the page around a picture waits for it at most.
const PICTURE_MS = 1500;

/** A message in base64. @param {string} text @returns {Message} */
function unpack(text) {
  return decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer);
}

/**
 * @typedef {{send: Send, open: (scene: Scene, frame: Frame) => void} &
 *   Pick<StreamListener, "scene" | "trace" | "wake">} LifelineStage
 */

export class Lifeline {
  /** Number of the scene that was shown before the stream was open. @type {number | null} */
  opened = null;
  isBegun = false;

  /**
   * @param {Parts} parts  of the skeleton
   * @param {StageData} data  from Python
   * @param {string} base  address of the app, against which those in data are resolved
   * @param {LifelineStage} stage  send(event) to Python; open() shows what is there before the
   *   stream is; the others as `Stream` calls them
   */
  constructor(parts, data, base, { send, open, ...stage }) {
    this.data = data;
    this.root = parts.root;
    this.open = open;
    this.noteShown = () => {};
    const address = new URL(data.stream, base);
    address.protocol = address.protocol.replace("http", "ws");
    this.connection = new ConnectionNotice(parts, () => this.stream.reconnect());
    this.stream = new Stream(address.href, {
      ...stage,
      scene: (message) => {
        const isThere = message.header.scene === this.opened;
        this.opened = null;
        if (!isThere) stage.scene(message);
      },
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
    const isFirst = !this.isBegun;
    this.isBegun = true;
    this.homecoming.update(data);
    // A tab that was here before waits for what it had; without room there is nothing to paint.
    if (isFirst && this.homecoming.isSettled && this.root.clientWidth) this.#open();
  }

  /** Show what Python has sent along, until pictures come. */
  #open() {
    const [scene, frame] = this.data.opening.map(unpack);
    if (scene?.kind !== SCENE || frame?.kind !== FRAME) return;
    this.opened = scene.header.scene;
    this.open(scene, frame);
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
