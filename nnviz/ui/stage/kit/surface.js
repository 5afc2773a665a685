// What a view draws on is a canvas, or something of shapes that can be drawn on like one
// (vector.js). Views that need layers or paths of their own ask here for some of the same kind.

/** A surface to draw a part of another on. */
export const layerOf = (surface) => surface.layer?.() ?? document.createElement("canvas");

/** A path to be filled or stroked on a context. */
export const pathFor = (context) => context.path?.() ?? new Path2D();
