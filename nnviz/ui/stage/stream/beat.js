// When the stage is painted: in the browser's own rhythm, while there is something new or something
// moves. Some of its parts keep to a slower one.

import { reducedMotion } from "../kit/look.js";

// Text changes at a rate that can be read; curves at one that looks alive.
const INTERVALS_MS = { text: 100, curves: 80 };
const RATE_WINDOW_MS = 1000;

export class Beat {
  /**
   * @param {HTMLElement} root  the stage's
   * @param {(now: number) => boolean} tick  paints, and returns whether there is more to be painted
   */
  constructor(root, tick) {
    this.root = root;
    this.tick = tick;
    /** @type {number | null} */
    this.ticking = null;
    /** @type {number[]} */
    this.paintTimes = [];
    this.paintedAt = { text: -Infinity, curves: -Infinity };
    /** Out of sight, frames are taken and acknowledged, and told of in words, but not drawn. */
    this.inView = true;
    this.seeing = new IntersectionObserver(([entry]) => {
      this.inView = entry.isIntersecting;
      this.schedule();
    });
    this.seeing.observe(root);
    this.motionChanged = () => this.schedule();
    reducedMotion.addEventListener("change", this.motionChanged);
  }

  /** Paint soon. */
  schedule() {
    this.ticking ??= requestAnimationFrame((now) => {
      this.ticking = null;
      if (this.tick(now)) this.schedule();
    });
  }

  /**
   * Whether a part with an interval of its own is to be painted now, be it forced or due.
   *
   * @param {keyof typeof INTERVALS_MS} part
   * @param {number} now
   * @param {boolean} isForced
   */
  isDue(part, now, isForced) {
    if (!isForced && now - this.paintedAt[part] < INTERVALS_MS[part]) return false;
    this.paintedAt[part] = now;
    return true;
  }

  /** What is shown is out of date: all parts are painted the next time. */
  renew() {
    this.paintedAt = { text: -Infinity, curves: -Infinity };
  }

  /**
   * A new picture is painted: that of the stream's frame of this number.
   *
   * @param {number} now
   * @param {number} frame
   */
  count(now, frame) {
    this.root.dataset.frame = String(frame);
    this.paintTimes.push(now);
    while (this.paintTimes[0] < now - RATE_WINDOW_MS) this.paintTimes.shift();
  }

  /** New pictures in the last second. */
  get rate() {
    return this.paintTimes.length;
  }

  end() {
    if (this.ticking !== null) cancelAnimationFrame(this.ticking);
    this.seeing.disconnect();
    reducedMotion.removeEventListener("change", this.motionChanged);
  }
}
