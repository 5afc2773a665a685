// The graph: a picture of what every neuron responds to, its bias, and the weights between. What
// stands still (frames, labels) and what changes slowly (edges) is drawn once onto layers; a frame
// then is one look-up per tile pixel, one stamp per tile, and two blits.

import { Atlas } from "./atlas.js";
import { drawAnswers } from "./answers.js";
import { sharpen } from "../../kit/axes.js";
import { Edges } from "./edges.js";
import { drawBiases, drawHeld } from "./marks.js";
import { drawFrames } from "./tileframes.js";
import { drawStop, drawValues } from "./stopmarks.js";
import { InputView } from "./inputview.js";
import { lightStamp } from "./lightstamp.js";
import { later } from "../../kit/sure.js";
import { layerOf } from "../../kit/surface.js";
import { TileCurves } from "./tilecurves.js";
import { WeightPictures } from "../output/weightpictures.js";

/**
 * @import { DrawContext, Surface } from "../surfaces.d.ts"
 * @import { Focus, GraphFocus, GraphLayout, NodeFocus, PixelValue, Size } from "../places.d.ts"
 * @import { Frame } from "../../stream/frames.js"
 * @import { Look } from "../../stream/given.d.ts"
 * @import { Moment, Placement } from "../part.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Tile } from "../places.d.ts"
 */

// Edges change slowly; redrawing them more often costs much and shows nothing. Of many, each shows
// even less, and they cost more.
const EDGE_INTERVAL_MS = { least: 66, most: 250, each: 0.15 };
const RADIUS = 5;
// Pixels around a bias dot that belong to it.
const BIAS_REACH = 7;
// And around a tile.
const REACH = 3;

export class NetworkView {
  /** @type {Model} */ model = later();
  /** @type {GraphLayout} */ layout = later();
  /** @type {Look} */ look = later();
  /** @type {Size} */ size = later();
  /** @type {DrawContext} */ context = later();
  /** @type {DrawContext} */ edgeContext = later();
  /** @type {DrawContext} */ frameContext = later();
  /** @type {Tile[]} */ tiles = [];
  /** @type {WeightPictures | null} */ weights = null;
  // Tiles where the data lies on a line, and those on a plane.
  /** @type {TileCurves | null} */ curves = null;
  /** @type {Atlas | null} */ atlas = null;
  edgeInterval = EDGE_INTERVAL_MS.least;
  /** @type {{negative: HTMLCanvasElement, positive: HTMLCanvasElement}} */ stamps = later();
  /** @type {GraphFocus | null} */ focus = null;
  /** Grey values of a picture that is being drawn. @type {Uint8Array | null} */ sample = null;
  /** The example that the microscope looks at. @type {PixelValue | null} */ example = null;
  /** What the signs over the graph were drawn for. @type {string | null} */ marked = null;
  edgesStale = true;
  edgesDrawnAt = -Infinity;

  /** @param {Surface} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.edges = new Edges();
    this.inputs = new InputView();
    this.edgeLayer = layerOf(canvas);
    this.frameLayer = layerOf(canvas);
    this.atlasCanvas = document.createElement("canvas");
  }

  /**
   * Take a new scene, size, theme or switch.
   *
   * @param {Placement} placement
   */
  arrange({ model, layout, look, sizes: { graph: size } }) {
    this.model = model;
    this.layout = layout;
    this.look = look;
    const { ratio, palette } = look;
    this.context = sharpen(this.canvas, size.width, size.height, ratio);
    this.edgeContext = sharpen(this.edgeLayer, size.width, size.height, ratio);
    this.frameContext = sharpen(this.frameLayer, size.width, size.height, ratio, false);
    this.size = size;
    this.edges.arrange(model, layout);
    const { least, most, each } = EDGE_INTERVAL_MS;
    this.edgeInterval = Math.min(most, Math.max(least, each * this.edges.list.length));
    this.stamps = {
      negative: lightStamp(palette.negative_line, look.dark),
      positive: lightStamp(palette.positive_line, look.dark),
    };
    this.tiles = [];
    for (const { layer, nodes, width, height, slack = REACH } of layout.columns) {
      nodes.forEach(({ x, y }, index) => {
        this.tiles.push({
          layer,
          index,
          x: x - width / 2,
          y: y - height / 2,
          width,
          height,
          slack,
          off: layer === 0 && !model.features[index].active,
        });
      });
    }
    this.inputs.arrange(model, this.tiles, look);
    this.weights = model.image && look.options.weight_tiles ? new WeightPictures() : null;
    this.weights?.arrange(model, look);
    this.#prepareTiles();
    this.marked = null;
    this.edgesStale = true;
    if (model.frame) this.take(model.frame);
    else this.#drawFrames(null);
  }

  /** @param {GraphFocus | null} focus @param {PixelValue | null} [example] */
  setFocus(focus, example = null) {
    this.focus = focus;
    this.example = example;
    this.edgesStale = true;
    this.edgesDrawnAt = -Infinity;
  }

  #prepareTiles() {
    const { model, look } = this;
    this.atlas = null;
    if (model.dimension === 1) {
      this.curves = new TileCurves(model, this.tiles, this.layout.tile, look.palette);
      return;
    }
    this.curves = null;
    this.atlas = new Atlas(this.atlasCanvas, model, look);
  }

  /** Take a frame's numbers; nothing shows before paint(). @param {Frame} frame */
  take(frame) {
    if (this.edges.update(frame.arrays.parameters, frame.header.silenced)) this.edgesStale = true;
    const { trouble, frozen, silenced } = frame.header;
    const marked = JSON.stringify([trouble?.layer, frozen, silenced]);
    if (marked !== this.marked) this.#drawFrames(trouble?.layer ?? null);
    this.marked = marked;
    const { tiles, tile_scales } = frame.arrays;
    this.curves?.take(tiles, tile_scales);
    this.atlas?.take(tiles);
    this.weights?.take();
  }

  /** @param {number | null} troubleLayer */
  #drawFrames(troubleLayer) {
    const { frameContext: context, model, size } = this;
    context.clearRect(0, 0, size.width, size.height);
    if (model.arrays.distributions) this.inputs.drawDistributions(context);
    drawFrames(context, this, troubleLayer);
    if (model.frame) drawHeld(context, this);
  }

  /** @param {Pick<Moment, "now" | "isFlowing" | "pointed">} moment */
  paint({ now, isFlowing, pointed }) {
    const { context, model, size } = this;
    const running = model.frame?.header.playing;
    if (this.edgesStale && (!running || now - this.edgesDrawnAt >= this.edgeInterval)) {
      this.#drawEdges();
      this.edgesDrawnAt = now;
    }
    context.drawImage(this.edgeLayer, 0, 0, size.width, size.height);
    if (isFlowing) this.edges.drawLights(context, this.stamps, now / 1000);
    if (this.curves) this.curves.draw(context);
    else this.#drawTiles();
    const { answers } = model.frame?.arrays ?? {};
    if (answers) drawAnswers(context, this, answers);
    if (model.image) this.inputs.drawImage(context, this.#pixelsAt(pointed));
    context.drawImage(this.frameLayer, 0, 0, size.width, size.height);
    this.#drawFocus();
    if (model.frame) drawBiases(context, this);
    drawStop(context, this);
    drawValues(context, this);
  }

  #drawEdges() {
    const { edgeContext: context, size, look } = this;
    context.fillStyle = look.background;
    context.fillRect(0, 0, size.width, size.height);
    if (this.model.frame) this.edges.draw(context, look.palette, this.focus);
    this.edgesStale = false;
  }

  #drawTiles() {
    const { context, weights, atlas } = this;
    context.imageSmoothingEnabled = true;
    for (const tile of this.tiles) {
      if (tile.layer === 1 && weights) weights.draw(context, tile.index, tile);
      else atlas?.draw(context, tile);
    }
  }

  /**
   * The picture to show: one that is being drawn, that which the microscope looks at, or that of a
   * place on the map.
   *
   * @param {number | null} place
   * @returns {PixelValue}
   */
  #pixelsAt(place) {
    const { model, example, sample } = this;
    if (sample) return (pixel) => sample[pixel] / 255;
    if (example) return example;
    const { feature_tiles, feature_scales } = model.arrays;
    const area = model.tileSize ** 2;
    const cell = place ?? Math.floor(area / 2);
    return (pixel) =>
      ((feature_tiles[pixel * area + cell] - 127.5) / 127.5) * feature_scales[pixel];
  }

  /** The tile that is in focus, or null. */
  #framed() {
    const { focus, layout, model } = this;
    if (focus?.kind === "node") return this.boxOf(focus.layer, focus.place);
    // Where edges begin under a picture, it has to be said at which of its pixels.
    const isUnderPicture = focus?.kind === "edge" && layout.columns[0].across > 1;
    if (!isUnderPicture || focus.layer !== 1) return null;
    return this.boxOf(0, model.activeFeatures[focus.from]);
  }

  #drawFocus() {
    const { context, look } = this;
    const framed = this.#framed();
    if (!framed) return;
    const { x, y, width, height, slack } = framed;
    const reach = Math.min(2, slack);
    context.strokeStyle = look.palette.ink;
    context.lineWidth = 2;
    context.beginPath();
    const radius = Math.min(RADIUS + 2, height / 4);
    context.roundRect(x - reach, y - reach, width + 2 * reach, height + 2 * reach, radius);
    context.stroke();
  }

  /**
   * Where a tile is: {x, y, width, height}; null where there is none.
   *
   * @param {number} layer
   * @param {number} place
   */
  boxOf(layer, place) {
    return this.tiles.find((tile) => tile.layer === layer && tile.index === place) ?? null;
  }

  /**
   * What lies at a place of the graph: node, edge or null.
   *
   * @param {number} x
   * @param {number} y
   * @returns {Focus | null}
   */
  at(x, y) {
    const bias = this.tiles.find(
      (t) => t.layer > 0 && Math.hypot(x - t.x - 1, y - t.y - t.height + 1) <= BIAS_REACH,
    );
    if (bias) return { kind: "bias", layer: bias.layer, index: bias.index };
    const hit = this.tiles.find(
      (t) =>
        x >= t.x - t.slack &&
        x < t.x + t.width + t.slack &&
        y >= t.y - t.slack &&
        y < t.y + t.height + t.slack,
    );
    if (!hit) return this.edges.at(x, y, 7);
    return nodeFocus(this.model, hit.layer, hit.index);
  }
}

/**
 * A focus on a tile; for features, `index` is the network's input (-1: switched off).
 *
 * @param {Model} model
 * @param {number} layer
 * @param {number} place
 * @returns {NodeFocus}
 */
export function nodeFocus(model, layer, place) {
  const index = layer === 0 ? model.inputOfFeature[place] : place;
  return { kind: "node", layer, index, place };
}
