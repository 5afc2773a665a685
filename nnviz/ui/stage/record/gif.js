// Animated pictures as GIF89a (CompuServe, 1990): what is written here is all of the format that
// they need. A frame holds only what differs from the one before.
//
// Why not gifenc, which others keep: it writes every frame whole, at the corner of the picture,
// while little changes from one frame of a training to the next; and pictures that people have kept
// are to come out the same to the byte.

const COLOURS = 256;
/** The index that leaves what is under it. */
export const TRANSPARENT = COLOURS - 1;

const CODE_BITS = 8;
const MOST_CODES = 4096;
const BLOCK = 255;

/** Bytes in one growing array. */
class Bytes {
  constructor() {
    this.all = new Uint8Array(1 << 16);
    this.length = 0;
  }

  /** @param {number} value */
  byte(value) {
    if (this.length === this.all.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.all);
      this.all = larger;
    }
    this.all[this.length++] = value;
  }

  /** @param {number} value */
  short(value) {
    this.byte(value & 255);
    this.byte(value >> 8);
  }

  /** @param {Iterable<number>} values */
  put(values) {
    for (const value of values) this.byte(value);
  }

  /** @param {string} text */
  text(text) {
    this.put([...text].map((sign) => sign.charCodeAt(0)));
  }

  done() {
    return this.all.subarray(0, this.length);
  }
}

/** Codes of rising width, lowest bit first, in blocks of at most 255 bytes. */
class Codes {
  /** @param {Bytes} out */
  constructor(out) {
    this.out = out;
    this.bits = this.count = 0;
    /** @type {number[]} */
    this.block = [];
  }

  /** @param {number} code @param {number} width */
  put(code, width) {
    this.bits |= code << this.count;
    this.count += width;
    while (this.count >= 8) {
      this.#byte(this.bits & 255);
      this.bits >>= 8;
      this.count -= 8;
    }
  }

  /** @param {number} value */
  #byte(value) {
    this.block.push(value);
    if (this.block.length === BLOCK) this.#flush();
  }

  #flush() {
    this.out.byte(this.block.length);
    this.out.put(this.block);
    this.block = [];
  }

  end() {
    if (this.count > 0) this.#byte(this.bits & 255);
    if (this.block.length) this.#flush();
    this.out.byte(0);
  }
}

// child[prefix * 256 + index]: the code for what `prefix` stands for, followed by that index.
const child = new Uint16Array(MOST_CODES * 256);

/**
 * Compress indices after Welch, "A technique for high-performance data compression", 1984.
 *
 * @param {Uint8Array} indices
 * @param {Bytes} out
 */
function compress(indices, out) {
  const clear = 1 << CODE_BITS;
  const end = clear + 1;
  const codes = new Codes(out);
  let next = end + 1;
  let width = CODE_BITS + 1;
  out.byte(CODE_BITS);
  child.fill(0);
  codes.put(clear, width);
  let prefix = indices[0];
  for (let i = 1; i < indices.length; i++) {
    const place = prefix * 256 + indices[i];
    const known = child[place];
    if (known) {
      prefix = known;
      continue;
    }
    codes.put(prefix, width);
    prefix = indices[i];
    if (next === MOST_CODES) {
      codes.put(clear, width);
      child.fill(0);
      next = end + 1;
      width = CODE_BITS + 1;
    } else {
      // The reader is one entry behind: its codes widen one later than the table here.
      if (next >= 1 << width) width += 1;
      child[place] = next++;
    }
  }
  codes.put(prefix, width);
  codes.put(end, width);
  codes.end();
}

/**
 * The smallest box that holds all differences, or null without any.
 *
 * @param {Uint8Array} before
 * @param {Uint8Array} after
 * @param {number} width
 * @param {number} height
 */
function difference(before, after, width, height) {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (before[i] === after[i]) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top === height) top = y;
      bottom = y;
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * @typedef {{indices: Uint8Array, at: number}} Waiting  a picture until it is known how long it
 * stays
 */

export class Gif {
  /**
   * @param {number} width
   * @param {number} height
   * @param {Uint8Array} palette  red, green and blue of at most 255 colours; the last index of all
   *   is the transparent one
   */
  constructor(width, height, palette) {
    this.width = width;
    this.height = height;
    /** @type {Uint8Array | null} */
    this.shown = null;
    /** @type {Waiting | null} */
    this.waiting = null;
    const out = (this.out = new Bytes());
    out.text("GIF89a");
    out.short(width);
    out.short(height);
    // A palette of 256 colours, 8 bits each; the background is the first.
    out.put([0xf7, 0, 0]);
    const all = new Uint8Array(3 * COLOURS);
    all.set(palette.subarray(0, 3 * TRANSPARENT));
    out.put(all);
    // Netscape's extension: begin again at the end, for ever.
    out.put([0x21, 0xff, 11]);
    out.text("NETSCAPE2.0");
    out.put([3, 1, 0, 0, 0]);
  }

  /** @param {Uint8Array} indices  of the whole picture @param {number} at  when, in milliseconds */
  add(indices, at) {
    if (this.waiting) {
      // Nothing new: the picture before stays for longer.
      if (!difference(this.waiting.indices, indices, this.width, this.height)) return;
      this.#write(this.waiting, at);
    }
    this.waiting = { indices, at };
  }

  /** @param {number} at  when the last picture ends @returns {Uint8Array}  the whole file */
  end(at) {
    if (this.waiting) this.#write(this.waiting, at);
    this.waiting = null;
    this.out.byte(0x3b);
    return this.out.done();
  }

  /** @param {Waiting} waiting @param {number} until */
  #write({ indices, at }, until) {
    const { out, shown, width, height } = this;
    const whole = { left: 0, top: 0, width, height };
    const box = (shown && difference(shown, indices, width, height)) ?? whole;
    const part = new Uint8Array(box.width * box.height);
    for (let y = 0, i = 0; y < box.height; y++) {
      const row = (box.top + y) * width + box.left;
      for (let x = row; x < row + box.width; x++, i++) {
        part[i] = shown && shown[x] === indices[x] ? TRANSPARENT : indices[x];
      }
    }
    // Stays when the next one comes; hundredths of a second, and 2 of them at least, as browsers
    // take less for nothing said.
    out.put([0x21, 0xf9, 4, 0x05]);
    out.short(Math.min(65535, Math.max(2, Math.round(until / 10) - Math.round(at / 10))));
    out.put([TRANSPARENT, 0]);
    out.byte(0x2c);
    for (const value of [box.left, box.top, box.width, box.height]) out.short(value);
    out.byte(0);
    compress(part, out);
    this.shown = indices;
  }
}
