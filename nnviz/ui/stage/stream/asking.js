// What a slider asks of the server, one wish at a time: while an answer is on its way, only the
// newest wish is remembered. That the person has let go goes to Python by another way than the
// wishes, and would overtake the last of them; so it is told only when that one was answered.

// Frames that may have been under way when a wish was sent, and so know nothing of it.
/** @import { Frame } from "./frames.js" */

const IN_FLIGHT = 2;
// How long to wait for an answer: a wish that makes no sense (any more) gets none.
const LIMIT_MS = 2000;

/** @template Wish */
export class Asking {
  /**
   * @param {object} to
   * @param {(wish: Wish) => void} to.ask  sends it
   * @param {(wish: Wish, frame: Frame) => boolean} to.isAnswer  tells whether a frame shows it
   * @param {() => void} to.released  tells that it was let go
   */
  constructor(to) {
    this.to = to;
    /** @type {Wish | null} */
    this.asked = null; // what was sent and is not yet answered
    /** @type {Wish | null} */
    this.waiting = null; // what is to follow it
    this.isReleased = this.isAwaiting = false;
    this.frames = this.timer = 0;
  }

  /** Whether what was wished for last is yet to be seen. */
  get isOpen() {
    return this.asked !== null;
  }

  /** @param {Wish} wish */
  want(wish) {
    if (this.isAwaiting) this.waiting = wish;
    else this.#ask(wish);
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
   * A frame has come. It makes room for another wish, though it may be older than the last.
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

  /** What was wished for makes no sense any more. */
  forget() {
    this.waiting = null;
    this.#close();
  }

  end() {
    clearTimeout(this.timer);
  }

  /** @param {Wish} wish */
  #ask(wish) {
    this.asked = wish;
    this.waiting = null;
    this.isAwaiting = true;
    this.frames = 0;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#giveUp(), LIMIT_MS);
    this.to.ask(wish);
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
