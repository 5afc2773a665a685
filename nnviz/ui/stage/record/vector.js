// A surface that is drawn on like a canvas and becomes an SVG: the stage's views draw the picture
// that is saved by the same code as the one that moves. It knows as much of a canvas as they use.
//
// Why not svgcanvas (2.6.0, 60 kB), which others keep: of a disc from 0 to more than a full turn,
// as a canvas takes it, it draws a part; it places text by an attribute that not every program
// reads; and a disc that is filled and outlined is one element here, of which a picture has
// thousands.

import { digits, PathContext, VectorPath } from "./vectorpath.js";
import { escaped, written } from "./vectortext.js";
import { must } from "../kit/sure.js";
import { pixelsOf } from "../kit/surface.js";

/**
 * @import { Attributes } from "./vectortext.js"
 * @import { Drawable, DrawPath } from "../canvas/surfaces.d.ts"
 */

/**
 * Definitions of the whole picture, and a context to measure with.
 *
 * @typedef {{definitions: string[], probe: CanvasRenderingContext2D}} Shared
 */
/** @typedef {{name: string, addColorStop(offset: number, colour: string): void}} VectorGradient */
/** @typedef {{path: VectorPath, length: number, attributes: Attributes, alpha: number}} Filled */

/** @type {Map<string, string>} */
const ANCHORS = new Map([
  ["left", "start"],
  ["center", "middle"],
  ["right", "end"],
]);
const FONT = /^(italic )?(\d+ )?([\d.]+)px (.*)$/;

/** @returns {Shared}  of a new picture */
const nothing = () => ({
  definitions: [],
  probe: pixelsOf(document.createElement("canvas")),
});

export class VectorCanvas {
  /** @param {Shared} [shared]  with the picture that this one is drawn onto */
  constructor(shared = nothing()) {
    this.shared = shared;
    this.width = this.height = 0;
    this.context = new VectorContext(this, shared);
  }

  getContext() {
    return this.context;
  }

  /** Another surface that can be drawn onto this one. */
  layer() {
    return new VectorCanvas(this.shared);
  }

  /** @param {string} title  says what the picture shows @returns {string}  the whole document */
  svg(title) {
    const { width, height, shared, context } = this;
    const size = written({ width, height, viewBox: `0 0 ${width} ${height}` });
    return [
      `<svg xmlns="http://www.w3.org/2000/svg"${size} role="img">`,
      `<title>${escaped(title)}</title><defs>${shared.definitions.join("")}</defs>`,
      ...context.shapes,
      "</svg>\n",
    ].join("\n");
  }
}

class VectorContext extends PathContext {
  /** The whole picture so far. @type {string[]} */ shapes = [];
  /** Of each save(), the groups that were begun since. @type {number[]} */ open = [];
  /** @type {string | VectorGradient} */ fillStyle = "#000000";
  /** @type {string | VectorGradient} */ strokeStyle = "#000000";
  lineWidth = 1;
  /** @type {CanvasLineCap} */ lineCap = "butt";
  /** @type {CanvasLineJoin} */ lineJoin = "miter";
  /** @type {number[]} */ lineDash = [];
  globalAlpha = 1;
  font = "10px sans-serif";
  /** @type {CanvasTextAlign} */ textAlign = "start";
  /** @type {CanvasTextBaseline} */ textBaseline = "alphabetic";
  imageSmoothingEnabled = true;
  /** What was filled last, until something else is drawn. @type {Filled | null} */ filled = null;

  /** @param {VectorCanvas} canvas @param {Shared} shared */
  constructor(canvas, shared) {
    super();
    this.canvas = canvas;
    this.shared = shared;
  }

  /** Drawn at its own size: the picture is sharp at any. */
  setTransform() {}

  path() {
    return new VectorPath();
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.lineDash = dash;
  }

  /**
   * A colour in the form that every program knows, or a gradient's address.
   *
   * @param {string | VectorGradient} style
   */
  #paint(style) {
    if (typeof style !== "string") return `url(#${style.name})`;
    const { probe } = this.shared;
    probe.fillStyle = style;
    return String(probe.fillStyle);
  }

  #alpha() {
    return this.globalAlpha < 1 ? this.globalAlpha : null;
  }

  /** @param {string} shape */
  #push(shape) {
    this.filled = null;
    this.shapes.push(shape);
  }

  #strokes() {
    return {
      stroke: this.#paint(this.strokeStyle),
      "stroke-width": this.lineWidth,
      "stroke-linecap": this.lineCap === "butt" ? null : this.lineCap,
      "stroke-linejoin": this.lineJoin === "miter" ? null : this.lineJoin,
      "stroke-dasharray": this.lineDash.length ? this.lineDash.join(" ") : null,
    };
  }

  /** @param {DrawPath | CanvasFillRule} [path] @param {CanvasFillRule} [rule] */
  fill(path, rule) {
    const chosen = path instanceof VectorPath ? path : this.current;
    const isEvenOdd = (path instanceof VectorPath ? rule : path) === "evenodd";
    const attributes = {
      fill: this.#paint(this.fillStyle),
      "fill-rule": isEvenOdd ? "evenodd" : null,
      opacity: this.#alpha(),
    };
    this.#push(chosen.element(written(attributes)));
    const { length } = chosen.commands;
    this.filled = { path: chosen, length, attributes, alpha: this.globalAlpha };
  }

  /** @param {DrawPath} [given] */
  stroke(given) {
    const path = given instanceof VectorPath ? given : this.current;
    const { filled } = this;
    const isFilled =
      filled?.path === path &&
      filled.length === path.commands.length &&
      filled.alpha === this.globalAlpha;
    // What has just been filled gets its outline, rather than a second shape of it.
    if (isFilled) this.shapes.pop();
    const inside = isFilled ? filled.attributes : { fill: "none", opacity: this.#alpha() };
    this.#push(path.element(written({ ...inside, ...this.#strokes() })));
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    const { canvas } = this;
    const isAll = x <= 0 && y <= 0 && x + width >= canvas.width && y + height >= canvas.height;
    if (isAll && this.globalAlpha === 1 && !this.open.length) this.shapes.length = 0;
    const fill = this.#paint(this.fillStyle);
    this.#push(`<rect${written({ x, y, width, height, fill, opacity: this.#alpha() })}/>`);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  strokeRect(x, y, width, height) {
    const attributes = {
      x,
      y,
      width,
      height,
      fill: "none",
      opacity: this.#alpha(),
      ...this.#strokes(),
    };
    this.#push(`<rect${written(attributes)}/>`);
  }

  /** All of it: nothing on the stage clears a part. */
  clearRect() {
    this.shapes.length = 0;
  }

  save() {
    this.open.push(0);
  }

  restore() {
    const groups = this.open.pop();
    if (groups) this.#push("</g>".repeat(groups));
  }

  clip() {
    const id = this.#define("clipPath", {}, this.current.element(""));
    this.#push(`<g clip-path="url(#${id})">`);
    this.open[this.open.length - 1] += 1;
  }

  /** @param {string} tag @param {Attributes} attributes @param {string} inside */
  #define(tag, attributes, inside) {
    const { definitions } = this.shared;
    const id = `d${definitions.length}`;
    definitions.push(`<${tag} id="${id}"${written(attributes)}>${inside}</${tag}>`);
    return id;
  }

  /**
   * @param {number} x1
   * @param {number} y1
   * @param {number} x2
   * @param {number} y2
   * @returns {VectorGradient}
   */
  createLinearGradient(x1, y1, x2, y2) {
    const { definitions } = this.shared;
    const place = definitions.length;
    /** @type {string[]} */
    const stops = [];
    const attributes = { gradientUnits: "userSpaceOnUse", x1, y1, x2, y2 };
    const name = this.#define("linearGradient", attributes, "");
    return {
      name,
      addColorStop: (/** @type {number} */ offset, /** @type {string} */ colour) => {
        stops.push(
          `<stop${written({ offset: String(offset), "stop-color": this.#paint(colour) })}/>`,
        );
        const start = `<linearGradient id="${name}"${written(attributes)}>`;
        definitions[place] = `${start}${stops.join("")}</linearGradient>`;
      },
    };
  }

  /** @param {string} text */
  measureText(text) {
    const { probe } = this.shared;
    Object.assign(probe, { font: this.font, textBaseline: this.textBaseline });
    return probe.measureText(text);
  }

  /** @param {string} text @param {number} x @param {number} y @param {number} [widest] */
  fillText(text, x, y, widest = Infinity) {
    const [, italic, weight, size, family] = must(FONT.exec(this.font), "font");
    const measured = this.measureText(text);
    const { probe } = this.shared;
    probe.textBaseline = "alphabetic";
    // How far below the place that was meant the letters stand.
    const down = probe.measureText(text).actualBoundingBoxAscent - measured.actualBoundingBoxAscent;
    const isWide = measured.width > widest;
    const attributes = {
      x,
      y: y + down,
      fill: this.#paint(this.fillStyle),
      opacity: this.#alpha(),
      "text-anchor": ANCHORS.get(this.textAlign) ?? "start",
      "font-family": family,
      "font-size": Number(size),
      "font-style": italic ? "italic" : null,
      "font-weight": weight ? weight.trim() : null,
      textLength: isWide ? widest : null,
      lengthAdjust: isWide ? "spacingAndGlyphs" : null,
    };
    this.#push(`<text${written(attributes)}>${escaped(text)}</text>`);
  }

  /**
   * A layer of shapes, or a picture of pixels: (picture, x, y, w, h), or with a part before.
   *
   * @param {Drawable} picture
   * @param {...number} box
   */
  drawImage(picture, ...box) {
    const [x, y, width, height] = box.slice(-4);
    if (picture instanceof VectorCanvas) {
      const place = written({ transform: `translate(${digits(x)} ${digits(y)})` });
      this.#push(`<g${place}>\n${picture.context.shapes.join("\n")}\n</g>`);
      return;
    }
    // Of pictures of pixels the views draw canvases alone.
    const canvas = /** @type {HTMLCanvasElement} */ (picture);
    const part = box.length > 4 ? box.slice(0, 4) : [0, 0, canvas.width, canvas.height];
    const [left, top, across, down] = part;
    const cut = document.createElement("canvas");
    [cut.width, cut.height] = [across, down];
    const context = pixelsOf(cut);
    context.drawImage(canvas, left, top, across, down, 0, 0, cut.width, cut.height);
    const attributes = { x, y, width, height, opacity: this.#alpha(), preserveAspectRatio: "none" };
    this.#push(`<image${written(attributes)} href="${cut.toDataURL("image/png")}"/>`);
  }
}
