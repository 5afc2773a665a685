// What the pointer does to the points while it is down: a line of points, a spray of them, erasing,
// or taking one along. Lengths are in units of the plane.

/** @import { Cloud, Point } from "./cloud.js" */

const SPACING = 0.55;
const SPRAY_RADIUS = 0.9;
const SPRAY_INTERVAL_MS = 45;
export const REACH = 0.5;

/** @typedef {"brush" | "spray" | "erase" | "move"} Tool */

/** @type {Tool[]} */
export const TOOLS = ["brush", "spray", "erase", "move"];

export class Brush {
  /** @param {Cloud} cloud @param {() => void} changed  called when points have changed */
  constructor(cloud, changed) {
    this.cloud = cloud;
    this.changed = changed;
    /** @type {Tool} */
    this.tool = "brush";
    /** @type {Point | null} */
    this.taken = null;
    this.at = { x: 0, y: 0 };
    this.timer = 0;
    // As far as the plane reaches.
    this.limit = 0;
    this.label = 0;
    this.isDown = false;
  }

  /** How far around the pointer it acts. */
  get radius() {
    return { brush: 0.14, spray: SPRAY_RADIUS, erase: REACH, move: REACH }[this.tool];
  }

  /** @param {number} x @param {number} y */
  down(x, y) {
    this.isDown = true;
    this.cloud.mark();
    this.at = { x, y };
    if (this.tool === "move") this.taken = this.cloud.nearest(x, y, 2 * REACH);
    this.#act(() => {
      if (this.tool === "brush") this.cloud.add(x, y, this.label);
      else if (this.tool === "spray") this.#spray();
      else if (this.tool === "erase") this.cloud.erase(x, y, REACH);
    });
    if (this.tool === "spray") {
      this.timer = setInterval(() => this.#act(() => this.#spray()), SPRAY_INTERVAL_MS);
    }
  }

  /** @param {number} x @param {number} y */
  move(x, y) {
    if (!this.isDown) return;
    this.#act(() => {
      if (this.tool === "brush") this.#line(x, y);
      else if (this.tool === "erase") this.cloud.erase(x, y, REACH);
      else if (this.tool === "move" && this.taken) this.taken = this.cloud.move(this.taken, x, y);
    });
    if (this.tool !== "brush") this.at = { x, y };
  }

  up() {
    if (!this.isDown) return;
    this.isDown = false;
    this.taken = null;
    clearInterval(this.timer);
    this.cloud.unmark();
  }

  /** @param {() => void} act */
  #act(act) {
    const before = this.cloud.points;
    act();
    if (this.cloud.points !== before) this.changed();
  }

  /**
   * Points at even distances, however fast the pointer went.
   *
   * @param {number} x
   * @param {number} y
   */
  #line(x, y) {
    for (;;) {
      const [dx, dy] = [x - this.at.x, y - this.at.y];
      const way = Math.hypot(dx, dy);
      if (way < SPACING || this.cloud.isFull) return;
      this.at = { x: this.at.x + (dx / way) * SPACING, y: this.at.y + (dy / way) * SPACING };
      this.cloud.add(this.at.x, this.at.y, this.label);
    }
  }

  #spray() {
    const angle = 2 * Math.PI * Math.random();
    const radius = SPRAY_RADIUS * Math.sqrt(Math.random());
    /** @param {number} value */
    const within = (value) => Math.max(-this.limit, Math.min(this.limit, value));
    const { x, y } = this.at;
    this.cloud.add(
      within(x + radius * Math.cos(angle)),
      within(y + radius * Math.sin(angle)),
      this.label,
    );
  }
}
