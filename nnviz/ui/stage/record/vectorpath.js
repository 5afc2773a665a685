// A path that can be told in SVG, recorded with the methods of a canvas's path.

const FULL_TURN = 2 * Math.PI;

/** A coordinate as SVG has it: hundredths of a pixel are enough. */
export const digits = (value) => String(Math.round(value * 100) / 100);

export class VectorPath {
  constructor() {
    this.commands = [];
    // Discs are told as such where a path has nothing else.
    this.circles = [];
    this.hasLines = false;
    this.start = null;
  }

  #add(letter, ...numbers) {
    this.commands.push(letter + numbers.map(digits).join(" "));
  }

  #line(letter, ...numbers) {
    if (this.start) this.#add("M", ...this.start);
    this.start = null;
    this.hasLines = true;
    this.#add(letter, ...numbers);
  }

  moveTo(x, y) {
    this.start = [x, y];
  }

  lineTo(x, y) {
    if (!this.start && !this.commands.length) this.moveTo(x, y);
    else this.#line("L", x, y);
  }

  bezierCurveTo(...numbers) {
    this.#line("C", ...numbers);
  }

  closePath() {
    this.#line("Z");
  }

  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.#line("H", x + width);
    this.#line("V", y + height);
    this.#line("H", x);
    this.#line("Z");
  }

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

  /** Whole circles only: nothing on the stage is a part of one. */
  arc(x, y, radius, from, to) {
    if (Math.abs(to - from) < FULL_TURN) throw new Error("only whole circles can be told in SVG");
    this.start = null;
    this.circles.push([x, y, radius]);
    this.#add("M", x + radius, y);
    this.#add("a", radius, radius, 0, 1, 1, -2 * radius, 0);
    this.#add("a", radius, radius, 0, 1, 1, 2 * radius, 0);
    this.#add("Z");
  }

  /** The element of this path with these attributes, as text. */
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
