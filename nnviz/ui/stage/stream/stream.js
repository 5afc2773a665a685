// The connection to the running training. Frames are pulled, not pushed: the server sends the next
// one only when a painted one was acknowledged, so a slow or hidden tab costs nothing and no queue
// can grow. As acknowledgements follow painting, and a hidden tab does not paint, hiding the tab
// pauses the training without a line of code for it.

import { decode, SCENE, TRACE } from "./frames.js";
import { Watchdog } from "./watchdog.js";

/**
 * @import { Frame, Scene, TraceMessage } from "./frames.js"
 * @import { DrawRequest, TraceRequest } from "./given.d.ts"
 * @import { FrameHeader } from "./messages.d.ts"
 */

const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 8000;
// Even at one update a second a frame comes every second.
const PATIENCE_MS = 5000;
// So many attempts are refused in a row before that is called so.
const REFUSALS = 2;
// What the server closes with when another tab took this run over.
const TAKEN_OVER = 4409;

/** @typedef {"open" | "lost" | "refused" | "elsewhere" | "failed"} ConnectionState */

/**
 * @typedef {object} StreamListener
 * @property {(message: Scene) => void} scene  when a new picture begins
 * @property {(message: TraceMessage) => void} trace  when an update was traced
 * @property {(state: ConnectionState) => void} state
 * @property {() => void} wake  when a frame is waiting
 * @property {() => boolean} pageLives  whether the page's other connection is there, so that a
 *   server is
 */

export class Stream {
  /**
   * @param {string} url  the WebSocket's address
   * @param {StreamListener} listener
   * @param {number} patienceMs  how long a connection that owes a frame may be silent
   */
  constructor(url, listener, patienceMs = PATIENCE_MS) {
    this.url = url;
    this.listener = listener;
    /** @type {string | null} */
    this.token = null;
    /** @type {[number, number] | null} */
    this.watch = null;
    /** @type {TraceRequest | null} */
    this.trace = null;
    /** @type {string | null} */
    this.probe = null;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {number | null} */
    this.timer = null;
    /** @type {FrameHeader | null} */
    this.newest = null; // of the newest frame of this connection
    this.isOpen = false; // whether this connection came about
    this.refusals = 0; // connections that did not, in a row, though there is a server
    // Whether anything was asked since that is answered by a frame, and whether another watch was.
    this.isAsking = this.isWatchOther = false;
    /** @type {Frame[]} */
    this.waiting = [];
    this.retryMs = FIRST_RETRY_MS;
    this.watchdog = new Watchdog(
      patienceMs,
      () => this.#owesFrame(),
      () => this.#lose(),
    );
    this.listening = new AbortController();
    const { signal } = this.listening;
    window.addEventListener("offline", () => this.socket && this.#lose(), { signal });
    window.addEventListener("online", () => this.#isSeeking() && this.reconnect(), { signal });
    document.addEventListener("visibilitychange", () => this.watchdog.heard(), { signal });
  }

  /**
   * Follow the run with this token; another token than before means another run.
   *
   * @param {string} token
   */
  follow(token) {
    if (token === this.token) return;
    this.token = token;
    this.reconnect();
  }

  /** Connect now, whatever state the connection is in. */
  reconnect() {
    this.close();
    this.retryMs = FIRST_RETRY_MS;
    this.#connect();
  }

  /** Let go of the connection; what it still has to say is not heard. */
  close() {
    clearTimeout(this.timer ?? 0);
    this.timer = null;
    this.watchdog.stop();
    // Acknowledged on another connection, a frame of this one would be taken for garbage.
    this.waiting.length = 0;
    const { socket } = this;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** Close for good. */
  end() {
    this.listening.abort();
    this.close();
  }

  /** The oldest frame not yet painted, or undefined. Every frame counts: each carries history. */
  next() {
    return this.waiting.shift();
  }

  /** @param {number} frame */
  acknowledge(frame) {
    this.#send({ ack: frame, watch: this.watch });
  }

  /**
   * Ask for the map of one neuron ([layer, index]) in the coming frames, or for none (null).
   *
   * @param {[number, number] | null} watch
   */
  setWatch(watch) {
    if (String(watch) === String(this.watch)) return;
    this.watch = watch;
    // Said at once, not with the next acknowledgement: there is none while the training is paused.
    this.#send({ watch });
    // Back to what the newest frame shows, before another was drawn, nothing new is to come.
    this.isWatchOther = String(watch) !== String(this.newest?.watch);
  }

  /**
   * Ask for the numbers of the next update ({example, check}) while it stands still, or not (null).
   *
   * @param {TraceRequest | null} request
   */
  setTrace(request) {
    this.trace = request;
    this.#ask({ trace: request });
  }

  /**
   * Ask what every neuron answers to a picture (grey values, 0 to 255), or to none (null).
   *
   * @param {Uint8Array | null} pixels
   */
  setProbe(pixels) {
    const probe = pixels && btoa(String.fromCharCode(...pixels));
    // Asked once more, the same is not answered again.
    if (probe === this.probe) return;
    this.probe = probe;
    this.#ask({ probe });
  }

  /**
   * Set a parameter of a scene's network, by its index in the flat vector, at once.
   *
   * @param {number} scene
   * @param {number} index
   * @param {number} value
   */
  edit(scene, index, value) {
    this.#ask({ edit: [scene, index, value] });
  }

  /**
   * Learn from these points, at once.
   *
   * @param {DrawRequest} request
   */
  draw(request) {
    this.#ask({ draw: request });
  }

  /** Go to another update of a scene's line, at once. @param {number} scene @param {number} step */
  seek(scene, step) {
    this.#ask({ seek: [scene, step] });
  }

  /** Send what is answered by a frame, also where no training goes on. @param {object} message */
  #ask(message) {
    this.isAsking = true;
    this.#send(message);
  }

  /** @param {object} message */
  #send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /**
   * A message, or null and the end of it where this page does not understand the server.
   *
   * @param {ArrayBuffer} data
   */
  #decode(data) {
    try {
      return decode(data);
    } catch {
      this.close();
      this.listener.state("failed");
      return null;
    }
  }

  /** Whether the server is to send something now: at first a scene with its frame, without being
   * asked, while training a frame for those acknowledged, and one for what the page asked. */
  #owesFrame() {
    if (this.newest === null) return true;
    // What lies here unpainted is not acknowledged, and a hidden page does not paint.
    const isDue = this.newest.playing || this.isAsking || this.isWatchOther;
    return isDue && this.waiting.length === 0 && !document.hidden;
  }

  /** Whether the connection is yet to come about. */
  #isSeeking() {
    return this.timer !== null || (this.socket !== null && this.newest === null);
  }

  /** The connection is of no use any more: say so, and try another in a while. */
  #lose() {
    this.close();
    this.refusals = !this.isOpen && this.listener.pageLives() ? this.refusals + 1 : 0;
    this.listener.state(this.refusals < REFUSALS ? "lost" : "refused");
    this.timer = setTimeout(() => this.#connect(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 1.7, LONGEST_RETRY_MS);
  }

  #connect() {
    this.timer = null;
    this.newest = null;
    this.isAsking = this.isWatchOther = this.isOpen = false;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.watchdog.start();
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.isOpen = true;
      socket.send(JSON.stringify({ token: this.token }));
      if (this.trace) this.#send({ trace: this.trace });
      if (this.probe) this.#send({ probe: this.probe });
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => {
      if (event.code !== TAKEN_OVER) {
        this.#lose();
        return;
      }
      this.close();
      this.listener.state("elsewhere");
    };
  }

  /** @param {ArrayBuffer} data */
  #receive(data) {
    this.watchdog.heard();
    this.retryMs = FIRST_RETRY_MS;
    this.listener.state("open");
    const message = this.#decode(data);
    if (!message) return;
    if (message.kind === SCENE) {
      this.waiting.length = 0;
      this.listener.scene(message);
    } else if (message.kind === TRACE) {
      this.listener.trace(message);
    } else {
      this.newest = message.header;
      this.isAsking = this.isWatchOther = false;
      this.waiting.push(message);
      this.listener.wake();
    }
  }
}
