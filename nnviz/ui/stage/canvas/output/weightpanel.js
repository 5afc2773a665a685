// The big panel while it shows one neuron's incoming weights as a picture, with their scale under
// it.

import { drawBar } from "./legend.js";
import { fill, number } from "../../kit/format.js";
import { later, must } from "../../kit/sure.js";
import { sharpen } from "../../kit/axes.js";
import { WeightPictures } from "./weightpictures.js";

/**
 * @import { DrawContext, Surface } from "../surfaces.d.ts"
 * @import { Look } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Plot, Size, Square } from "../places.d.ts"
 */

const KEY = 30;

export class WeightPanel {
  /** @type {Model} */ model = later();
  /** @type {Look} */ look = later();
  /** @type {Size} */ size = later();
  /** @type {Plot & {cell: number}} */ plot = later();
  /** @type {DrawContext} */ context = later();
  index = 0;

  /** @param {Surface} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.pictures = new WeightPictures();
  }

  /**
   * @param {Model} model
   * @param {Size} size
   * @param {Look} look
   * @param {Square} plot  the square that the map fills
   */
  arrange(model, size, look, plot) {
    this.model = model;
    this.size = size;
    this.look = look;
    const [rows, columns] = must(model.image, "picture");
    const cell = Math.floor(plot.side / Math.max(rows, columns));
    const [width, height] = [cell * columns, cell * rows];
    this.plot = { x: plot.x + Math.floor((plot.side - width) / 2), y: plot.y, width, height, cell };
    this.context = sharpen(this.canvas, size.width, size.height, look.ratio);
    this.pictures.arrange(model, look);
  }

  /** @param {number} index */
  paint(index) {
    const { context, look, plot, size, pictures } = this;
    const { palette } = look;
    this.index = index;
    pictures.take();
    context.fillStyle = look.background;
    context.fillRect(0, 0, size.width, size.height);
    pictures.draw(context, index, plot);
    this.#drawGrid();
    context.font = `11px ${look.font}`;
    context.textBaseline = "top";
    const place = { x: plot.x, y: plot.y + plot.height + KEY };
    drawBar(
      context,
      palette,
      place,
      [palette.negative, palette.positive],
      [number(-pictures.largest[index]), "0", number(pictures.largest[index])],
    );
  }

  #drawGrid() {
    const { context, plot, look } = this;
    context.strokeStyle = look.palette.outline;
    context.lineWidth = 1;
    context.strokeRect(plot.x + 0.5, plot.y + 0.5, plot.width - 1, plot.height - 1);
    context.globalAlpha = 0.35;
    context.beginPath();
    for (let x = plot.cell; x < plot.width; x += plot.cell) {
      context.moveTo(plot.x + x + 0.5, plot.y);
      context.lineTo(plot.x + x + 0.5, plot.y + plot.height);
    }
    for (let y = plot.cell; y < plot.height; y += plot.cell) {
      context.moveTo(plot.x, plot.y + y + 0.5);
      context.lineTo(plot.x + plot.width, plot.y + y + 0.5);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  /**
   * The weight at a place of the canvas, as text, or null beside the picture.
   *
   * @param {number} x
   * @param {number} y
   */
  probe(x, y) {
    const { plot, pictures, model, look } = this;
    const column = Math.floor((x - plot.x) / plot.cell);
    const row = Math.floor((y - plot.y) / plot.cell);
    const isWithin = column >= 0 && column < pictures.columns && row >= 0 && row < pictures.rows;
    if (!isWithin) return null;
    const pixel = row * pictures.columns + column;
    const weight = pictures.weight(pixel, this.index);
    return fill(look.strings.probe, {
      place: model.inputNames[pixel],
      value: Number.isNaN(weight) ? look.strings.no_weight : `w = ${number(weight)}`,
    });
  }
}
