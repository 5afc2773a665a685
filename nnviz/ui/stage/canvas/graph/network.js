// The graph: a picture of what every neuron responds to, its bias, and the weights between. What
// stands still (frames, labels) and what changes slowly (edges) is drawn once onto layers; a frame
// then is one look-up per tile pixel, one stamp per tile, and two blits.

import { drawAnswers } from "./answers.js";
import { probabilityRamp, signRamp } from "../../kit/colour.js";
import { sharpen } from "../../kit/axes.js";
import { Edges } from "./edges.js";
import { drawBiases, drawHeld } from "./marks.js";
import { drawFrames } from "./tileframes.js";
import { drawStop, drawValues } from "./stopmarks.js";
import { InputView } from "./inputview.js";
import { layerOf } from "../../kit/surface.js";
import { TileCurves } from "./tilecurves.js";
import { WeightPictures } from "../output/weightpictures.js";

// Edges change slowly; redrawing them more often costs much and shows nothing. Of many, each shows
// even less, and they cost more.
const EDGE_INTERVAL_MS = { least: 66, most: 250, each: 0.15 };
const RADIUS = 5;
// Pixels around a bias dot that belong to it.
const BIAS_REACH = 7;
// And around a tile.
const REACH = 3;

export class NetworkView {
  constructor(canvas) {
    this.canvas = canvas;
    this.edges = new Edges();
    this.inputs = new InputView();
    this.edgeLayer = layerOf(canvas);
    this.frameLayer = layerOf(canvas);
    this.atlas = document.createElement("canvas");
    this.focus = null;
    this.sample = null; // grey values of a picture that is being drawn
    this.example = null; // pixel -> its value in the example that the microscope looks at
    this.edgesDrawnAt = -Infinity;
  }

  /** Take a new scene, size, theme or switch. */
  arrange(model, layout, size, look) {
    Object.assign(this, { model, layout, look });
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

  setFocus(focus, example = null) {
    this.focus = focus;
    this.example = example;
    this.edgesStale = true;
    this.edgesDrawnAt = -Infinity;
  }

  #prepareTiles() {
    const { model, look } = this;
    if (model.dimension === 1) {
      this.curves = new TileCurves(model, this.tiles, this.layout.tile, look.palette);
      return;
    }
    this.curves = null;
    // All tiles below each other in one picture: features first, unless they are drawn as
    // histograms or as a picture, then neurons layer by layer.
    const isDrawnElsewhere = Boolean(model.image || model.arrays.distributions);
    this.firstNeuron = isDrawnElsewhere ? 0 : model.features.length;
    const count = this.firstNeuron + model.tileCount;
    this.atlas.width = model.tileSize;
    this.atlas.height = model.tileSize * count;
    this.atlasContext = this.atlas.getContext("2d", { willReadFrequently: true });
    this.atlasImage = this.atlasContext.createImageData(this.atlas.width, this.atlas.height);
    this.atlasPixels = new Uint32Array(this.atlasImage.data.buffer);
    this.ramp = signRamp(look.palette, look.options.discretize);
    this.classRamps =
      model.task === "multiclass"
        ? Array.from({ length: model.outputCount }, (_, k) => probabilityRamp(look.palette, k))
        : null;
    if (this.firstNeuron) this.#paintAtlas(model.arrays.feature_tiles, 0, this.ramp);
  }

  #paintAtlas(bytes, firstTile, ramp) {
    const start = firstTile * this.model.tileSize ** 2;
    const pixels = this.atlasPixels;
    for (let i = 0; i < bytes.length; i++) pixels[start + i] = ramp[bytes[i]];
  }

  /** Take a frame's numbers; nothing shows before paint(). */
  take(frame) {
    const { model } = this;
    if (this.edges.update(frame.arrays.parameters, frame.header.silenced)) this.edgesStale = true;
    const { trouble, frozen, silenced } = frame.header;
    const marked = JSON.stringify([trouble?.layer, frozen, silenced]);
    if (marked !== this.marked) this.#drawFrames(trouble?.layer ?? null);
    this.marked = marked;
    if (this.curves) {
      this.curves.take(frame.arrays.tiles, frame.arrays.tile_scales);
      return;
    }
    const first = this.firstNeuron;
    this.#paintAtlas(frame.arrays.tiles, first, this.ramp);
    if (this.classRamps) {
      const area = model.tileSize ** 2;
      this.classRamps.forEach((ramp, k) => {
        const tile = model.tileIndex(model.lastLayer, k);
        this.#paintAtlas(
          frame.arrays.tiles.subarray(tile * area, (tile + 1) * area),
          first + tile,
          ramp,
        );
      });
    }
    this.atlasContext.putImageData(this.atlasImage, 0, 0);
    this.weights?.take();
  }

  #drawFrames(troubleLayer) {
    const { frameContext: context, model, size } = this;
    context.clearRect(0, 0, size.width, size.height);
    if (model.arrays.distributions) this.inputs.drawDistributions(context);
    drawFrames(context, this, troubleLayer);
    if (model.frame) drawHeld(context, this);
  }

  /**
   * @param {number} now  milliseconds
   * @param {boolean} flowing  whether lights run
   * @param {?number} place  cell of a tile where the map is pointed at
   */
  paint(now, flowing, place) {
    const { context, model, size } = this;
    const running = model.frame?.header.playing;
    if (this.edgesStale && (!running || now - this.edgesDrawnAt >= this.edgeInterval)) {
      this.#drawEdges();
      this.edgesDrawnAt = now;
    }
    context.drawImage(this.edgeLayer, 0, 0, size.width, size.height);
    if (flowing) this.edges.drawLights(context, this.stamps, now / 1000);
    if (this.curves) this.curves.draw(context);
    else this.#drawTiles();
    const { answers } = model.frame?.arrays ?? {};
    if (answers) drawAnswers(context, this, answers);
    if (model.image) this.inputs.drawImage(context, this.#pixelsAt(place));
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
    const { context, model, weights, firstNeuron } = this;
    const side = model.tileSize;
    context.imageSmoothingEnabled = true;
    for (const { layer, index, x, y, width, height, off } of this.tiles) {
      if (layer === 0 && !firstNeuron) continue;
      if (layer === 1 && weights) {
        weights.draw(context, index, x, y, width, height);
        continue;
      }
      const place = layer === 0 ? index : firstNeuron + model.tileIndex(layer, index);
      if (off) context.globalAlpha = 0.3;
      context.drawImage(this.atlas, 0, place * side, side, side, x, y, width, height);
      if (off) context.globalAlpha = 1;
    }
  }

  /**
   * The picture to show: one that is being drawn, that which the microscope looks at, or that of a
   * place on the map.
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

  #drawFocus() {
    const { context, focus, look, layout, model } = this;
    let { layer, place } = focus?.kind === "node" ? focus : {};
    // Where edges begin under a picture, it has to be said at which of its pixels.
    if (focus?.kind === "edge" && focus.layer === 1 && layout.columns[0].across > 1) {
      [layer, place] = [0, model.activeFeatures[focus.from]];
    }
    const framed = this.tiles.find((tile) => tile.layer === layer && tile.index === place);
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

  /** Where a tile is: {x, y, width, height}; null where there is none. */
  boxOf(layer, place) {
    return this.tiles.find((tile) => tile.layer === layer && tile.index === place) ?? null;
  }

  /** What lies at a place of the graph: node, edge or null. */
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

/** A focus on a tile; for features, `index` is the network's input (-1: switched off). */
export function nodeFocus(model, layer, place) {
  const index = layer === 0 ? model.inputOfFeature[place] : place;
  return { kind: "node", layer, index, place };
}

function lightStamp(colour, dark) {
  const stamp = document.createElement("canvas");
  stamp.width = stamp.height = 24;
  const context = stamp.getContext("2d");
  const glow = context.createRadialGradient(12, 12, 0, 12, 12, 12);
  glow.addColorStop(0, "#ffffff");
  glow.addColorStop(0.38, dark ? "#ffffff" : "#ffffffee");
  glow.addColorStop(0.5, colour);
  glow.addColorStop(0.72, colour);
  glow.addColorStop(1, `${colour}00`);
  context.fillStyle = glow;
  context.fillRect(0, 0, 24, 24);
  return stamp;
}
