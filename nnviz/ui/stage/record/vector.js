// A surface that is drawn on like a canvas and becomes an SVG: the stage's views draw the picture
// that is saved by the same code as the one that moves. It knows as much of a canvas as they use.

import { digits, VectorPath } from "./vectorpath.js";

const ANCHORS = { left: "start", center: "middle", right: "end" };
const FONT = /^(italic )?(\d+ )?([\d.]+)px (.*)$/;

const escaped = (text) =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign],
  );

/** Attributes as text, those that are null left out. */
const written = (attributes) =>
  Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) => ` ${name}="${escaped(typeof value === "number" ? digits(value) : value)}"`,
    )
    .join("");

export class VectorCanvas {
  /** @param {object} shared  definitions of the whole picture, and a context to measure with */
  constructor(
    shared = { definitions: [], probe: document.createElement("canvas").getContext("2d") },
  ) {
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

  /** @param {string} title  says what the picture shows @returns {string} the whole document */
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

class VectorContext {
  constructor(canvas, shared) {
    Object.assign(this, { canvas, shared, shapes: [], open: [] });
    Object.assign(this, {
      fillStyle: "#000000",
      strokeStyle: "#000000",
      lineWidth: 1,
      lineCap: "butt",
      lineJoin: "miter",
      lineDash: [],
      globalAlpha: 1,
      font: "10px sans-serif",
      textAlign: "start",
      textBaseline: "alphabetic",
    });
    this.beginPath();
  }

  /** Drawn at its own size: the picture is sharp at any. */
  setTransform() {}

  path() {
    return new VectorPath();
  }

  setLineDash(dash) {
    this.lineDash = dash;
  }

  beginPath() {
    this.current = new VectorPath();
  }

  moveTo(...place) {
    this.current.moveTo(...place);
  }

  lineTo(...place) {
    this.current.lineTo(...place);
  }

  bezierCurveTo(...places) {
    this.current.bezierCurveTo(...places);
  }

  closePath() {
    this.current.closePath();
  }

  rect(...box) {
    this.current.rect(...box);
  }

  roundRect(...box) {
    this.current.roundRect(...box);
  }

  arc(...circle) {
    this.current.arc(...circle);
  }

  /** A colour in the form that every program knows, or a gradient's address. */
  #paint(style) {
    if (typeof style !== "string") return `url(#${style.name})`;
    const { probe } = this.shared;
    probe.fillStyle = style;
    return probe.fillStyle;
  }

  #alpha() {
    return this.globalAlpha < 1 ? this.globalAlpha : null;
  }

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

  stroke(path = this.current) {
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

  fillRect(x, y, width, height) {
    const { canvas } = this;
    const isAll = x <= 0 && y <= 0 && x + width >= canvas.width && y + height >= canvas.height;
    if (isAll && this.globalAlpha === 1 && !this.open.length) this.shapes.length = 0;
    const fill = this.#paint(this.fillStyle);
    this.#push(`<rect${written({ x, y, width, height, fill, opacity: this.#alpha() })}/>`);
  }

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

  #define(tag, attributes, inside) {
    const { definitions } = this.shared;
    const id = `d${definitions.length}`;
    definitions.push(`<${tag} id="${id}"${written(attributes)}>${inside}</${tag}>`);
    return id;
  }

  createLinearGradient(x1, y1, x2, y2) {
    const { definitions } = this.shared;
    const place = definitions.length;
    const stops = [];
    const attributes = { gradientUnits: "userSpaceOnUse", x1, y1, x2, y2 };
    const name = this.#define("linearGradient", attributes, "");
    return {
      name,
      addColorStop: (offset, colour) => {
        stops.push(
          `<stop${written({ offset: String(offset), "stop-color": this.#paint(colour) })}/>`,
        );
        const start = `<linearGradient id="${name}"${written(attributes)}>`;
        definitions[place] = `${start}${stops.join("")}</linearGradient>`;
      },
    };
  }

  measureText(text) {
    const { probe } = this.shared;
    Object.assign(probe, { font: this.font, textBaseline: this.textBaseline });
    return probe.measureText(text);
  }

  fillText(text, x, y, widest = Infinity) {
    const [, italic, weight, size, family] = FONT.exec(this.font);
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
      "text-anchor": ANCHORS[this.textAlign] ?? "start",
      "font-family": family,
      "font-size": Number(size),
      "font-style": italic ? "italic" : null,
      "font-weight": weight ? weight.trim() : null,
      textLength: isWide ? widest : null,
      lengthAdjust: isWide ? "spacingAndGlyphs" : null,
    };
    this.#push(`<text${written(attributes)}>${escaped(text)}</text>`);
  }

  /** A layer of shapes, or a picture of pixels: (picture, x, y, w, h), or with a part before. */
  drawImage(picture, ...box) {
    const [x, y, width, height] = box.slice(-4);
    if (picture instanceof VectorCanvas) {
      const place = written({ transform: `translate(${digits(x)} ${digits(y)})` });
      this.#push(`<g${place}>\n${picture.context.shapes.join("\n")}\n</g>`);
      return;
    }
    const part = box.length > 4 ? box.slice(0, 4) : [0, 0, picture.width, picture.height];
    const cut = document.createElement("canvas");
    [cut.width, cut.height] = part.slice(2);
    cut.getContext("2d").drawImage(picture, ...part, 0, 0, cut.width, cut.height);
    const attributes = { x, y, width, height, opacity: this.#alpha(), preserveAspectRatio: "none" };
    this.#push(`<image${written(attributes)} href="${cut.toDataURL("image/png")}"/>`);
  }
}
