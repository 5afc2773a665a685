// What a view draws on is a canvas, or something of shapes that can be drawn on like one
// (vector.js). Views that need layers or paths of their own ask here for some of the same kind.

import { must } from "./sure.js";

/** @import { DrawContext, Surface } from "../canvas/surfaces.d.ts" */

/**
 * What one draws with on a surface: there always is something, as none is used in another way.
 *
 * @param {Surface} surface
 * @param {CanvasRenderingContext2DSettings} [options]
 */
export const contextOf = (surface, options) => must(surface.getContext("2d", options), "context");

/**
 * The same, with pixels that can be read and written.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [options]
 */
export const pixelsOf = (canvas, options) => must(canvas.getContext("2d", options), "context");

/** A surface to draw a part of another on. @param {Surface} surface @returns {Surface} */
export const layerOf = (surface) => surface.layer?.() ?? document.createElement("canvas");

/** A path to be filled or stroked on a context. @param {DrawContext} context */
export const pathFor = (context) => context.path?.() ?? new Path2D();
