// The connection to the running training. Frames are pulled, not pushed: the server sends the next
// one only when a painted one was acknowledged, so a slow or hidden tab costs nothing and no queue
// can grow. As acknowledgements follow painting, and a hidden tab does not paint, hiding the tab
// pauses the training without a line of code for it.

import { decode, SCENE } from "./frames.js";

const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 8000;
// What the server closes with when another tab took this run over.
const TAKEN_OVER = 4409;

export class Stream {
  /**
   * @param {string} url  the WebSocket's address
   * @param {{scene: Function, state: Function, wake: Function}} listener  scene(message) when a new
   *   picture begins, state("open"|"lost"|"elsewhere"|
   *   "failed"), wake() when a frame is waiting
   */
  constructor(url, listener) {
    this.url = url;
    this.listener = listener;
    this.token = null;
    this.watch = null;
    this.waiting = [];
    this.retryMs = FIRST_RETRY_MS;
  }

  /** Follow the run with this token; another token than before means another run. */
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

  close() {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    this.waiting.length = 0;
    socket?.close();
  }

  /** The oldest frame not yet painted, or undefined. Every frame counts: each carries history. */
  next() {
    return this.waiting.shift();
  }

  acknowledge(frame) {
    this.#send({ ack: frame, watch: this.watch });
  }

  /** Ask for the map of one neuron ([layer, index]) in the coming frames, or for none (null). */
  setWatch(watch) {
    if (String(watch) === String(this.watch)) return;
    this.watch = watch;
    // Said at once, not with the next acknowledgement: there is none while the training is paused.
    this.#send({ watch });
  }

  #send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** A message, or null and the end of it where this page does not understand the server. */
  #decode(data) {
    try {
      return decode(data);
    } catch {
      this.close();
      this.listener.state("failed");
      return null;
    }
  }

  #connect() {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => socket.send(JSON.stringify({ token: this.token }));
    socket.onmessage = (event) => {
      if (socket !== this.socket) return;
      this.retryMs = FIRST_RETRY_MS;
      this.listener.state("open");
      const message = this.#decode(event.data);
      if (!message) return;
      if (message.kind === SCENE) {
        this.waiting.length = 0;
        this.listener.scene(message);
      } else {
        this.waiting.push(message);
        this.listener.wake();
      }
    };
    socket.onclose = (event) => {
      if (socket !== this.socket) return;
      this.socket = null;
      if (event.code === TAKEN_OVER) {
        this.listener.state("elsewhere");
        return;
      }
      this.listener.state("lost");
      this.timer = setTimeout(() => this.#connect(), this.retryMs);
      this.retryMs = Math.min(this.retryMs * 1.7, LONGEST_RETRY_MS);
    };
  }
}
