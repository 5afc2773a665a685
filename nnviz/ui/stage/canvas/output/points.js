// The data: training points as discs, test points as diamonds, so that shape as well as outline
// tells them apart, in the colour of their class or value.

import { channels, css, outlineOf, signChannels } from "../../kit/colour.js";

/**
 * @import { Colour } from "../../kit/colour.js"
 * @import { DrawContext, DrawPath } from "../surfaces.d.ts"
 * @import { Look, Palette, Share } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 */

/** @typedef {{fill: Colour, ring: Colour, halo: Colour}} PointColours */
/** @typedef {{train?: Uint8Array, test?: Uint8Array}} Lit  1 for each point that is to stand out */

/** @type {Share[]} */
const KINDS = ["train", "test"];
// Of radius: the outline's width, within bounds; and the halo's.
const RING = { share: 0.4, least: 1.2, most: 1.6 };
const HALO = 1;

/**
 * Red, green and blue of a label.
 *
 * @param {Model} model
 * @param {Palette} palette
 * @param {number} label
 */
function labelChannels(model, palette, label) {
  if (model.task === "multiclass") return channels(palette.classes[label]);
  if (model.task === "binary") return channels(label > 0.5 ? palette.positive : palette.negative);
  return signChannels(palette, label / model.outputScale);
}

/** CSS colour of a label. @param {Model} model @param {Palette} palette @param {number} label */
export const labelColour = (model, palette, label) => css(labelChannels(model, palette, label));

/**
 * Radius that leaves room for all of them, on a plot that is `width` wide.
 *
 * @param {number} count
 * @param {number} width
 */
function radiusFor(count, width) {
  return Math.max(2.2, Math.min(3.6, width / 6 / Math.sqrt(count)));
}

/**
 * @param {DrawPath} context
 * @param {Share} kind
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
function drawMark(context, kind, x, y, radius) {
  if (kind === "train") {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 7);
    return;
  }
  const reach = radius * 1.25;
  context.moveTo(x, y - reach);
  context.lineTo(x + reach, y);
  context.lineTo(x, y + reach);
  context.lineTo(x - reach, y);
  context.closePath();
}

/**
 * One point: its colour, an outline, and a halo around that, so that it shows on any colour and
 * beside any other point.
 *
 * @param {DrawContext} context
 * @param {Share} kind
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {PointColours} colours
 */
export function drawPoint(context, kind, x, y, radius, { fill, ring, halo }) {
  const width = Math.max(RING.least, Math.min(RING.most, RING.share * radius));
  context.fillStyle = css(halo);
  context.beginPath();
  drawMark(context, kind, x, y, radius + width / 2 + HALO);
  context.fill();
  context.fillStyle = css(fill);
  context.strokeStyle = css(ring);
  context.lineWidth = width;
  context.beginPath();
  drawMark(context, kind, x, y, radius);
  context.fill();
  context.stroke();
}

// How much of a point is left that others are lit up before, and how much larger those are.
const DIMMED = 0.16;
const LIT = 1.7;

/**
 * On a plane colour tells the label; on a line the height does, and colour tells the share.
 *
 * @param {DrawContext} context
 * @param {Model} model
 * @param {Look} look
 * @param {number} width  of the plot
 * @param {(x: number, y: number) => [number, number]} placeOf  (x1, x2) on a plane, (x, label) on a
 *   line -> [x, y] on the canvas
 * @param {Lit | null} [lit]  1 for each point that is to stand out
 */
export function drawPoints(context, model, look, width, placeOf, lit = null) {
  const { palette, options } = look;
  const shown = KINDS.filter((kind) => kind === "train" || options.show_test || lit);
  const total = shown.reduce((sum, kind) => sum + model.arrays[`${kind}_labels`].length, 0);
  const radius = radiusFor(total, width);
  const isPlane = model.dimension === 2;
  // What is lit comes last, on top of all the others.
  for (const isLit of lit ? [false, true] : [false]) {
    context.globalAlpha = lit && !isLit ? DIMMED : 1;
    for (const kind of shown) {
      const points = model.arrays[`${kind}_points`];
      const coloursOf = outlined(model, palette, kind);
      model.arrays[`${kind}_labels`].forEach((label, i) => {
        if (Boolean(lit?.[kind]?.[i]) !== isLit) return;
        const [x, y] = isPlane
          ? placeOf(points[2 * i], points[2 * i + 1])
          : placeOf(points[i], label);
        drawPoint(context, kind, x, y, isLit ? radius * LIT : radius, coloursOf(label));
      });
    }
  }
  context.globalAlpha = 1;
}

/**
 * The colours of a point by its label; each is made once.
 *
 * @param {Model} model
 * @param {Palette} palette
 * @param {Share} kind
 */
function outlined(model, palette, kind) {
  /** @type {Map<number, PointColours>} */
  const known = new Map();
  /** @param {number} label @returns {PointColours} */
  return (label) => {
    const rounded = model.dimension === 1 ? 0 : roundLabel(model, label);
    const before = known.get(rounded);
    if (before) return before;
    const fill =
      model.dimension === 1 ? channels(palette[kind]) : labelChannels(model, palette, rounded);
    const made = { fill, ...outlineOf(palette, kind, fill) };
    known.set(rounded, made);
    return made;
  };
}

/**
 * Regression has as many colours as points: so many are enough.
 *
 * @param {Model} model
 * @param {number} label
 */
function roundLabel(model, label) {
  if (model.task !== "regression") return label;
  return (Math.round((label / model.outputScale) * 16) / 16) * model.outputScale;
}
