// A path that can be told in SVG, recorded with the methods of a canvas's path.

const FULL_TURN = 2 * Math.PI;

/** A coordinate as SVG has it: hundredths of a pixel are enough. @param {number} value */
export const digits = (value) => String(Math.round(value * 100) / 100);

export class VectorPath {
  constructor() {
    /** @type {string[]} */
    this.commands = [];
    // Discs are told as such where a path has nothing else.
    /** @type {[number, number, number][]} */
    this.circles = [];
    this.hasLines = false;
    /** @type {[number, number] | null} */
    this.start = null;
  }

  /** @param {string} letter @param {...number} numbers */
  #add(letter, ...numbers) {
    this.commands.push(letter + numbers.map(digits).join(" "));
  }

  /** @param {string} letter @param {...number} numbers */
  #line(letter, ...numbers) {
    if (this.start) this.#add("M", ...this.start);
    this.start = null;
    this.hasLines = true;
    this.#add(letter, ...numbers);
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.start = [x, y];
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    if (!this.start && !this.commands.length) this.moveTo(x, y);
    else this.#line("L", x, y);
  }

  /** @param {...number} numbers */
  bezierCurveTo(...numbers) {
    this.#line("C", ...numbers);
  }

  closePath() {
    this.#line("Z");
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.#line("H", x + width);
    this.#line("V", y + height);
    this.#line("H", x);
    this.#line("Z");
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {number} radius
   */
  roundRect(x, y, width, height, radius) {
    const r = Math.min(radius, width / 2, height / 2);
    this.moveTo(x + r, y);
    this.#line("h", width - 2 * r);
    this.#line("a", r, r, 0, 0, 1, r, r);
    this.#line("v", height - 2 * r);
    this.#line("a", r, r, 0, 0, 1, -r, r);
    this.#line("h", 2 * r - width);
    this.#line("a", r, r, 0, 0, 1, -r, -r);
    this.#line("v", 2 * r - height);
    this.#line("a", r, r, 0, 0, 1, r, -r);
    this.#line("Z");
  }

  /**
   * Whole circles only: nothing on the stage is a part of one.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {number} from
   * @param {number} to
   */
  arc(x, y, radius, from, to) {
    if (Math.abs(to - from) < FULL_TURN) throw new Error("only whole circles can be told in SVG");
    this.start = null;
    this.circles.push([x, y, radius]);
    this.#add("M", x + radius, y);
    this.#add("a", radius, radius, 0, 1, 1, -2 * radius, 0);
    this.#add("a", radius, radius, 0, 1, 1, 2 * radius, 0);
    this.#add("Z");
  }

  /** The element of this path with these attributes, as text. @param {string} attributes */
  element(attributes) {
    if (this.hasLines || !this.circles.length) {
      return `<path d="${this.commands.join("")}"${attributes}/>`;
    }
    const circles = this.circles.map(
      ([x, y, r]) => `<circle cx="${digits(x)}" cy="${digits(y)}" r="${digits(r)}"/>`,
    );
    return `<g${attributes}>${circles.join("")}</g>`;
  }
}

/** What of a context its current path is drawn with. */
export class PathContext {
  current = new VectorPath();

  beginPath() {
    this.current = new VectorPath();
  }

  /** @param {Parameters<VectorPath["moveTo"]>} place */
  moveTo(...place) {
    this.current.moveTo(...place);
  }

  /** @param {Parameters<VectorPath["lineTo"]>} place */
  lineTo(...place) {
    this.current.lineTo(...place);
  }

  /** @param {Parameters<VectorPath["bezierCurveTo"]>} places */
  bezierCurveTo(...places) {
    this.current.bezierCurveTo(...places);
  }

  closePath() {
    this.current.closePath();
  }

  /** @param {Parameters<VectorPath["rect"]>} box */
  rect(...box) {
    this.current.rect(...box);
  }

  /** @param {Parameters<VectorPath["roundRect"]>} box */
  roundRect(...box) {
    this.current.roundRect(...box);
  }

  /** @param {Parameters<VectorPath["arc"]>} circle */
  arc(...circle) {
    this.current.arc(...circle);
  }
}
