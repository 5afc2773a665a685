// The data: training points as discs, test points as diamonds, so that shape as well as outline
// tells them apart, in the colour of their class or value.

import { signColour } from "./colour.js";

const KINDS = ["train", "test"];

/** CSS colour of a label. */
export function labelColour(model, palette, label) {
  if (model.task === "multiclass") return palette.classes[label];
  if (model.task === "binary") return label > 0.5 ? palette.positive : palette.negative;
  return signColour(palette, label / model.outputScale);
}

/** Values near zero are as pale as the map under them: there the outline has to tell. */
function trainOutline(model, palette) {
  const isPale = model.task === "regression" && model.dimension === 2;
  return isPale ? palette.muted : palette.train_point;
}

/** Radius that leaves room for all of them, on a plot that is `width` wide. */
function radiusFor(count, width) {
  return Math.max(2, Math.min(3.6, width / 6 / Math.sqrt(count)));
}

export function drawMark(context, kind, x, y, radius) {
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

// How much of a point is left that others are lit up before, and how much larger those are.
const DIMMED = 0.16;
const LIT = 1.7;

/**
 * On a plane colour tells the label; on a line the height does, and colour tells the share.
 *
 * @param {number} width  of the plot
 * @param {Function} placeOf  (x1, x2) on a plane, (x, label) on a line -> [x, y] on the canvas
 * @param {?{train: Uint8Array, test: Uint8Array}} lit  1 for each point that is to stand out
 */
export function drawPoints(context, model, look, width, placeOf, lit = null) {
  const { palette, options } = look;
  const shown = KINDS.filter((kind) => kind === "train" || options.show_test || lit);
  const total = shown.reduce((sum, kind) => sum + model.arrays[`${kind}_labels`].length, 0);
  const radius = radiusFor(total, width);
  for (const kind of shown) {
    const points = model.arrays[`${kind}_points`];
    const labels = model.arrays[`${kind}_labels`];
    // One path per colour: regression has as many colours as points, so those are rounded.
    const groups = new Map();
    labels.forEach((label, i) => {
      const colour =
        model.dimension === 1 ? palette[kind] : labelColour(model, palette, roundLabel(model, label));
      const isLit = Boolean(lit?.[kind]?.[i]);
      const key = `${isLit} ${colour}`;
      if (!groups.has(key)) groups.set(key, { colour, isLit, members: [] });
      groups.get(key).members.push(i);
    });
    const outline = kind === "train" ? trainOutline(model, palette) : palette.test_point;
    // What is lit comes last, on top of all the others.
    for (const { colour, isLit, members } of [...groups.values()].sort((a, b) => a.isLit - b.isLit)) {
      context.globalAlpha = lit && !isLit ? DIMMED : 1;
      context.strokeStyle = isLit ? palette.ink : outline;
      context.lineWidth = isLit ? 1.5 : radius / 3.6;
      context.fillStyle = colour;
      context.beginPath();
      for (const i of members) {
        const [x, y] =
          model.dimension === 2
            ? placeOf(points[2 * i], points[2 * i + 1])
            : placeOf(points[i], labels[i]);
        drawMark(context, kind, x, y, isLit ? radius * LIT : radius);
      }
      context.fill();
      context.stroke();
    }
    context.globalAlpha = 1;
  }
}

function roundLabel(model, label) {
  if (model.task !== "regression") return label;
  return (Math.round((label / model.outputScale) * 16) / 16) * model.outputScale;
}
