// The stage as one picture, to be kept: numbers, graph, map and curves on a surface of one size,
// however wide the page is. The views are the stage's own, on surfaces beside the page.

import { graphLayout, panels } from "../canvas/layout/layout.js";
import { LossCurves } from "../canvas/numbers/curves.js";
import { NetworkView } from "../canvas/graph/network.js";
import { panelFor } from "../canvas/output/output.js";
import { fieldsOf, valuesOf } from "../canvas/numbers/readout.js";
import { later } from "../kit/sure.js";
import { layerOf } from "../kit/surface.js";
import { shapeOf } from "../canvas/layout/shape.js";
import { sharpen } from "../kit/axes.js";

/**
 * @import { DrawContext, Surface } from "../canvas/surfaces.d.ts"
 * @import { Focus, GraphFocus, PanelShape, PixelValue } from "../canvas/places.d.ts"
 * @import { MapPanel } from "../canvas/output/map.js"
 * @import { PlotPanel } from "../canvas/output/plot.js"
 * @import { Look } from "../stream/given.d.ts"
 * @import { Model } from "../stream/model.js"
 */

// All multiples of 4, and so are the sizes that follow from them: a recording in three quarters of
// the size then still has whole pixels.
const WIDTH = 1200;
const MARGIN = 28;
const HEADER = 60;
const TITLE = 28;
const GAP = 12;
// Above the graph there are no buttons here; its captions keep this distance from the top.
const CAPTION_ROOM = 32;

/** Where everything goes, in CSS pixels, and the size of it all. @param {PanelShape} shape */
function placesFor(shape) {
  const { map, curves, graph } = panels(WIDTH - 2 * MARGIN, { ...shape, equation: 1 });
  const right = WIDTH - MARGIN - map.width;
  const top = MARGIN + HEADER;
  const mapTop = top + TITLE;
  const curvesTitle = mapTop + map.height + GAP;
  const curvesTop = curvesTitle + TITLE;
  const height = 4 * Math.ceil((curvesTop + curves.height + MARGIN) / 4);
  return {
    size: { width: WIDTH, height },
    graph: { x: MARGIN, y: top, width: graph.width, height: height - MARGIN - top },
    map: { x: right, y: mapTop, ...map },
    mapTitle: { x: right, y: top },
    curves: { x: right, y: curvesTop, ...curves },
    curvesTitle: { x: right, y: curvesTitle },
  };
}

/**
 * What the stage shows.
 *
 * @typedef {object} Shown
 * @property {Model} model
 * @property {Look} look
 * @property {LossCurves} curves
 * @property {GraphFocus | null} focus  of the graph
 * @property {Uint8Array | null} sample
 * @property {PixelValue | null} example
 * @property {Focus | null} panelFocus
 * @property {string} title  of the panel
 * @property {string} name  of the data
 */

export class Sheet {
  /** @type {Model | null} */ model = null;
  /** The stage's look when this was arranged, and the sheet's. @type {Look | null} */ current =
    null;
  /** @type {Look} */ look = later();
  /** @type {ReturnType<typeof placesFor>} */ places = later();
  /** @type {DrawContext} */ context = later();
  /** @type {MapPanel | PlotPanel} */ panel = later();
  cut = 0;

  /** @param {Surface} surface  canvas or VectorCanvas @param {number} ratio  its pixels for one */
  constructor(surface, ratio) {
    this.surface = surface;
    this.ratio = ratio;
    this.network = new NetworkView(layerOf(surface));
    this.curves = new LossCurves(layerOf(surface));
    this.panelSurface = layerOf(surface);
  }

  /** @param {Shown} shown */
  #arrange({ model, look: current }) {
    const { ratio } = this;
    this.model = model;
    this.current = current;
    this.look = { ...current, ratio };
    const shape = shapeOf(model, this.look, WIDTH - 2 * MARGIN, "");
    const places = (this.places = placesFor(shape));
    this.context = sharpen(this.surface, places.size.width, places.size.height, ratio);
    // The graph's layout keeps room for the steppers above it: so much is cut off.
    const { head } = graphLayout(places.graph, shape);
    this.cut = head - CAPTION_ROOM;
    const size = { width: places.graph.width, height: places.graph.height + this.cut };
    const sizes = { graph: size, map: places.map, curves: places.curves };
    const placement = { model, look: this.look, layout: graphLayout(size, shape), sizes };
    this.network.arrange(placement);
    this.panel = panelFor(model, this.panelSurface);
    this.panel.arrange(model, places.map, this.look);
    this.curves.arrange(placement);
  }

  /**
   * @param {Shown} shown  what the stage shows: {model, look, curves, focus (of the graph), sample,
   *   example, panelFocus, title (of the panel), name (of the data)}
   */
  paint(shown) {
    const { model, look } = shown;
    if (model !== this.model || look !== this.current) this.#arrange(shown);
    this.network.setFocus(shown.focus, shown.example);
    this.network.take(model.shown);
    this.network.sample = shown.sample;
    this.network.paint({ now: 0, isFlowing: false, pointed: null });
    this.panel.take(model.shown);
    this.panel.paint(shown.panelFocus);
    this.curves.copy(shown.curves);
    this.curves.draw();
    this.#compose(shown);
  }

  /** @param {Shown} shown */
  #compose({ model, title, name }) {
    const { context, places, look, network, cut } = this;
    const { size, graph, map, curves } = places;
    context.fillStyle = look.background;
    context.fillRect(0, 0, size.width, size.height);
    const { width, height } = network.size;
    context.drawImage(network.canvas, graph.x, graph.y - cut, width, height);
    // Over the empty strip above the graph.
    context.fillRect(0, graph.y - cut, graph.x + width, cut);
    context.drawImage(this.panelSurface, map.x, map.y, map.width, map.height);
    context.drawImage(this.curves.canvas, curves.x, curves.y, curves.width, curves.height);
    this.#write(places.mapTitle, title);
    this.#write(places.curvesTitle, look.strings.curves_title);
    this.#writeNumbers(model);
    context.font = `13px ${look.font}`;
    context.fillStyle = look.palette.muted;
    context.textAlign = "right";
    context.textBaseline = "top";
    context.fillText(name ? `nnviz \u00b7 ${name}` : "nnviz", size.width - MARGIN, MARGIN);
  }

  /** @param {{x: number, y: number}} place @param {string} text */
  #write({ x, y }, text) {
    const { context, look } = this;
    context.font = `600 14px ${look.font}`;
    context.fillStyle = look.palette.ink;
    context.textAlign = "left";
    context.textBaseline = "top";
    context.fillText(text, x, y + 4);
  }

  /** @param {Model} model */
  #writeNumbers(model) {
    const { context, look } = this;
    const { palette, font } = look;
    const values = valuesOf(model, model.shown.header);
    let x = MARGIN;
    context.textAlign = "left";
    context.textBaseline = "top";
    for (const [name, title, share] of fieldsOf(model, look.strings)) {
      if (name === "speed") continue;
      const indent = share ? 13 : 0;
      if (share) {
        context.fillStyle = palette[share];
        context.beginPath();
        context.arc(x + 4, MARGIN + 7, 4, 0, 7);
        context.fill();
      }
      context.font = `12px ${font}`;
      context.fillStyle = palette.muted;
      context.fillText(title, x + indent, MARGIN);
      const titleWidth = indent + context.measureText(title).width;
      context.font = `600 21px ${font}`;
      context.fillStyle = palette.ink;
      context.fillText(values[name], x, MARGIN + 18);
      x += Math.max(84, titleWidth, context.measureText(values[name]).width) + 30;
    }
  }
}
