// What a slider asks of the server, one request at a time: while an answer is on its way, only the
// newest request is remembered. That the person has let go goes to Python by another way than the
// requests, and would overtake the last of them; so it is told only when that one was answered.

/** @import { Frame } from "./frames.js" */

// Frames that may have been under way when a request was sent, and so know nothing of it.
const IN_FLIGHT = 2;
// How long to wait for an answer: a request that makes no sense (any more) gets none.
const LIMIT_MS = 2000;

/** @template Request */
export class Asking {
  /**
   * @param {object} to
   * @param {(request: Request) => void} to.ask  sends it
   * @param {(request: Request, frame: Frame) => boolean} to.isAnswer  whether a frame shows it
   * @param {() => void} to.released  tells that it was let go
   */
  constructor(to) {
    this.to = to;
    /** @type {Request | null} */
    this.asked = null; // what was sent and is not yet answered
    /** @type {Request | null} */
    this.waiting = null; // what is to follow it
    this.isReleased = this.isAwaiting = false;
    this.frames = this.timer = 0;
  }

  /** Whether what was requested last is yet to be seen. */
  get isOpen() {
    return this.asked !== null;
  }

  /** @param {Request} request */
  want(request) {
    if (this.isAwaiting) this.waiting = request;
    else this.#ask(request);
  }

  /** The person has let go. */
  release() {
    this.isReleased = true;
    this.#settle();
  }

  /**
   * That the person has let go is not to be told any more: another event says enough, and the later
   * one of two can take the place of one that was not heard yet.
   */
  withhold() {
    this.isReleased = false;
  }

  /**
   * A frame has come. It makes room for another request, though it may be older than the last.
   *
   * @param {Frame} frame
   */
  take(frame) {
    this.isAwaiting = false;
    if (this.waiting !== null) {
      this.#ask(this.waiting);
      return;
    }
    if (this.asked === null) return;
    this.frames += 1;
    if (this.frames > IN_FLIGHT || this.to.isAnswer(this.asked, frame)) this.#close();
  }

  /** What was requested makes no sense any more. */
  forget() {
    this.waiting = null;
    this.#close();
  }

  end() {
    clearTimeout(this.timer);
  }

  /** @param {Request} request */
  #ask(request) {
    this.asked = request;
    this.waiting = null;
    this.isAwaiting = true;
    this.frames = 0;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#giveUp(), LIMIT_MS);
    this.to.ask(request);
  }

  #giveUp() {
    if (this.waiting !== null) this.#ask(this.waiting);
    else this.#close();
  }

  #close() {
    clearTimeout(this.timer);
    this.asked = null;
    this.isAwaiting = false;
    this.#settle();
  }

  #settle() {
    if (!this.isReleased || this.isOpen) return;
    this.isReleased = false;
    this.to.released();
  }
}
