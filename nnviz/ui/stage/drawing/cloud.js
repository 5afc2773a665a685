// The points of a drawing, with all that can be done to them, and its undoing. Points are never
// changed in place, so that a copy of the list is all that undoing needs.

/**
 * @import { DrawingLimits, Share } from "../stream/given.d.ts"
 * @import { Model } from "../stream/model.js"
 */

const MOST_UNDOS = 100;
// Steps of the golden ratio: wherever one looks, the ranks of points put one after another are
// spread evenly, so that every few of them are divided as all are.
const GOLDEN = 0.6180339887498949;
const BYTES_PER_POINT = 8;
const RANK_STEPS = 65535;
// Of more points than there can be so many are kept that there is room for one's own.
const THINNED = 0.6;

/** @typedef {{x: number, y: number, label: number, rank: number}} Point */
/** @typedef {{task: string, classes: number}} Kind  of labels: no classes for values */

// Where nobody draws.
const NOTHING = { most: 0, place_steps: 1, value_steps: 1 };

export class Cloud {
  /** @param {DrawingLimits} [limits]  as Python has them */
  constructor(limits = NOTHING) {
    this.limits = limits;
    this.counter = 0;
    /** @type {Point[]} */
    this.points = [];
    // What was there before, and what was taken back.
    /** @type {Point[][]} */
    this.past = [];
    /** @type {Point[][]} */
    this.future = [];
  }

  /**
   * Begin with points that are there, as a scene or a frame tells them, thinned where too many.
   *
   * @param {Model} model
   * @param {number} share
   */
  adopt(model, share) {
    const { train_labels, test_labels } = model.arrays;
    const total = train_labels.length + test_labels.length;
    const kept = total > this.limits.most ? (THINNED * this.limits.most) / total : 1;
    /** @param {number} label */
    const clamp = (label) =>
      model.task === "regression" ? Math.max(-1, Math.min(1, label)) : label;
    /** @param {Share} kind @param {number} low @param {number} high */
    const of = (kind, low, high) => {
      const labels = model.arrays[`${kind}_labels`];
      const points = model.arrays[`${kind}_points`];
      const count = Math.floor(labels.length * kept);
      return Array.from({ length: count }, (_, k) => {
        const i = Math.floor(k / kept);
        const rank = low + ((high - low) * (k + 0.5)) / count;
        return { x: points[2 * i], y: points[2 * i + 1], label: clamp(labels[i]), rank };
      });
    };
    this.clear();
    this.points = [...of("train", 0, share), ...of("test", share, 1)];
  }

  clear() {
    this.points = [];
    this.past = [];
    this.future = [];
  }

  get isFull() {
    return this.points.length >= this.limits.most;
  }

  /** What is done from now on can be undone in one. */
  mark() {
    this.past = [...this.past, this.points].slice(-MOST_UNDOS);
    this.future = [];
  }

  /** Nothing came of it. */
  unmark() {
    if (this.past.at(-1) === this.points) this.past.pop();
  }

  undo() {
    const before = this.past.pop();
    if (!before) return;
    this.future.push(this.points);
    this.points = before;
  }

  redo() {
    const after = this.future.pop();
    if (!after) return;
    this.past.push(this.points);
    this.points = after;
  }

  /** @param {number} x @param {number} y @param {number} label */
  add(x, y, label) {
    if (this.isFull) return;
    const rank = (this.counter++ * GOLDEN) % 1;
    this.points = [...this.points, { x, y, label, rank }];
  }

  empty() {
    this.points = [];
  }

  /** @param {number} x @param {number} y @param {number} radius */
  erase(x, y, radius) {
    const kept = this.points.filter((point) => distance(point, x, y) > radius);
    if (kept.length < this.points.length) this.points = kept;
  }

  /**
   * The point next to a place, or null where none is near.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   */
  nearest(x, y, radius) {
    /** @type {Point | null} */
    let found = null;
    let least = radius;
    for (const point of this.points) {
      if (distance(point, x, y) <= least) {
        least = distance(point, x, y);
        found = point;
      }
    }
    return found;
  }

  /**
   * The point at its new place, which stands for it from now on.
   *
   * @param {Point} point
   * @param {number} x
   * @param {number} y
   */
  move(point, x, y) {
    const moved = { ...point, x, y };
    this.points = this.points.map((other) => (other === point ? moved : other));
    return moved;
  }

  /**
   * Turn classes into other classes or values, and back, so that no point is lost.
   *
   * @param {Kind} from
   * @param {Kind} to
   */
  convert(from, to) {
    /** @param {Kind} kind */
    const last = (kind) => Math.max(1, kind.classes - 1);
    /** @param {number} label */
    const turn = (label) => {
      if (from.task === "regression" && to.task !== "regression") {
        return Math.min(to.classes - 1, Math.floor(((label + 1) / 2) * to.classes));
      }
      if (to.task !== "regression") return Math.min(label, to.classes - 1);
      return from.task === "regression" ? label : (2 * label) / last(from) - 1;
    };
    this.points = this.points.map((point) => ({ ...point, label: turn(point.label) }));
  }

  /** Whether each point is for training; one of them is in any case. @param {number} share */
  #training(share) {
    const all = this.points.map(({ rank }) => rank < share || share >= 1);
    if (!all.includes(true) && all.length) {
      const ranks = this.points.map(({ rank }) => rank);
      all[ranks.indexOf(Math.min(...ranks))] = true;
    }
    return all;
  }

  /** The arrays that a picture draws points by. @param {number} share */
  arrays(share) {
    const training = this.#training(share);
    const train = this.points.filter((_, i) => training[i]);
    const test = this.points.filter((_, i) => !training[i]);
    return {
      train_points: placesOf(train),
      train_labels: labelsOf(train),
      test_points: placesOf(test),
      test_labels: labelsOf(test),
    };
  }

  /** All points as the stream takes them. @param {string} task */
  pack(task) {
    const { place_steps, value_steps } = this.limits;
    const view = new DataView(new ArrayBuffer(this.points.length * BYTES_PER_POINT));
    this.points.forEach(({ x, y, label, rank }, i) => {
      const at = i * BYTES_PER_POINT;
      view.setInt16(at, Math.round(x * place_steps), true);
      view.setInt16(at + 2, Math.round(y * place_steps), true);
      view.setInt16(at + 4, Math.round(task === "regression" ? label * value_steps : label), true);
      view.setUint16(at + 6, Math.round(rank * RANK_STEPS), true);
    });
    return btoa(String.fromCharCode(...new Uint8Array(view.buffer)));
  }
}

/** @param {Point[]} points */
const placesOf = (points) => Float32Array.from(points.flatMap(({ x, y }) => [x, y]));

/** @param {Point[]} points */
const labelsOf = (points) => Float32Array.from(points, ({ label }) => label);

/** @param {Point} point @param {number} x @param {number} y */
function distance(point, x, y) {
  return Math.hypot(point.x - x, point.y - y);
}
