// The points of a drawing, with all that can be done to them, and its undoing. Points are never
// changed in place, so that a copy of the list is all that undoing needs.

const MOST_UNDOS = 100;
// Steps of the golden ratio: wherever one looks, the ranks of points put one after another are
// spread evenly, so that every few of them are divided as all are.
const GOLDEN = 0.6180339887498949;
const BYTES_PER_POINT = 8;
const RANK_STEPS = 65535;
// Of more points than there can be so many are kept that there is room for one's own.
const THINNED = 0.6;

export class Cloud {
  /**
   * @param {{most: number, place_steps: number, value_steps: number}} limits  as Python has them
   */
  constructor(limits) {
    this.limits = limits;
    this.counter = 0;
    this.clear();
  }

  /** Begin with points that are there, as a scene or a frame tells them, thinned where too many. */
  adopt(model, share) {
    const { train_labels, test_labels } = model.arrays;
    const total = train_labels.length + test_labels.length;
    const kept = total > this.limits.most ? (THINNED * this.limits.most) / total : 1;
    const clamp = (label) =>
      model.task === "regression" ? Math.max(-1, Math.min(1, label)) : label;
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
    if (!this.past.length) return;
    this.future.push(this.points);
    this.points = this.past.pop();
  }

  redo() {
    if (!this.future.length) return;
    this.past.push(this.points);
    this.points = this.future.pop();
  }

  add(x, y, label) {
    if (this.isFull) return;
    const rank = (this.counter++ * GOLDEN) % 1;
    this.points = [...this.points, { x, y, label, rank }];
  }

  empty() {
    this.points = [];
  }

  erase(x, y, radius) {
    const kept = this.points.filter((point) => distance(point, x, y) > radius);
    if (kept.length < this.points.length) this.points = kept;
  }

  /** The point next to a place, or null where none is near. */
  nearest(x, y, radius) {
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

  /** The point at its new place, which stands for it from now on. */
  move(point, x, y) {
    const moved = { ...point, x, y };
    this.points = this.points.map((other) => (other === point ? moved : other));
    return moved;
  }

  /** Turn classes into other classes or values, and back, so that no point is lost. */
  convert(from, to) {
    const last = (kind) => Math.max(1, kind.classes - 1);
    const turn = (label) => {
      if (from.task === "regression" && to.task !== "regression") {
        return Math.min(to.classes - 1, Math.floor(((label + 1) / 2) * to.classes));
      }
      if (to.task !== "regression") return Math.min(label, to.classes - 1);
      return from.task === "regression" ? label : (2 * label) / last(from) - 1;
    };
    this.points = this.points.map((point) => ({ ...point, label: turn(point.label) }));
  }

  /** Whether each point is for training; one of them is in any case. */
  #training(share) {
    const all = this.points.map(({ rank }) => rank < share || share >= 1);
    if (!all.includes(true) && all.length) {
      const ranks = this.points.map(({ rank }) => rank);
      all[ranks.indexOf(Math.min(...ranks))] = true;
    }
    return all;
  }

  /** The arrays that a picture draws points by. */
  arrays(share) {
    const training = this.#training(share);
    const found = {};
    for (const kind of ["train", "test"]) {
      const members = this.points.filter((_, i) => training[i] === (kind === "train"));
      found[`${kind}_points`] = Float32Array.from(members.flatMap(({ x, y }) => [x, y]));
      found[`${kind}_labels`] = Float32Array.from(members, ({ label }) => label);
    }
    return found;
  }

  /** All points as the stream takes them. */
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

function distance(point, x, y) {
  return Math.hypot(point.x - x, point.y - y);
}
