// The graph: a picture of what every neuron responds to, its bias, and the weights between. What
// stands still (frames, labels) and what changes slowly (edges) is drawn once onto layers; a frame
// then is one look-up per tile pixel, one stamp per tile, and two blits.

import { probabilityRamp, signRamp } from "./colour.js";
import { sharpen } from "./axes.js";
import { brief } from "./exact.js";
import { Edges } from "./edges.js";
import { drawBiases, drawHeld } from "./marks.js";
import { layerOf } from "./surface.js";
import { TileCurves } from "./tilecurves.js";

// Edges change slowly; redrawing them more often costs much and shows nothing.
const EDGE_INTERVAL_MS = 66;
const RADIUS = 5;
// Pixels around a bias dot that belong to it.
const BIAS_REACH = 7;

export class NetworkView {
  constructor(canvas) {
    this.canvas = canvas;
    this.edges = new Edges();
    this.edgeLayer = layerOf(canvas);
    this.frameLayer = layerOf(canvas);
    this.atlas = document.createElement("canvas");
    this.focus = null;
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
    this.stamps = {
      negative: lightStamp(palette.negative_line, look.dark),
      positive: lightStamp(palette.positive_line, look.dark),
    };
    this.tiles = [];
    layout.columns.forEach(({ layer, nodes }) => {
      nodes.forEach(({ x, y }, index) => {
        this.tiles.push({
          layer,
          index,
          x: x - layout.tile / 2,
          y: y - layout.tile / 2,
          off: layer === 0 && !model.features[index].active,
        });
      });
    });
    this.#prepareTiles();
    this.marked = null;
    this.edgesStale = true;
    if (model.frame) this.take(model.frame);
    else this.#drawFrames(null);
  }

  setFocus(focus) {
    this.focus = focus;
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
    // All tiles below each other in one picture: features first, then neurons layer by layer.
    const count = model.features.length + model.tileCount;
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
    this.#paintAtlas(model.arrays.feature_tiles, 0, this.ramp);
  }

  #paintAtlas(bytes, firstTile, ramp) {
    const start = firstTile * this.model.tileSize ** 2;
    const pixels = this.atlasPixels;
    for (let i = 0; i < bytes.length; i++) pixels[start + i] = ramp[bytes[i]];
  }

  /** Take a frame's numbers; nothing shows before paint(). */
  take(frame) {
    const { model } = this;
    if (this.edges.update(frame.arrays.parameters)) this.edgesStale = true;
    const { trouble, frozen, silenced } = frame.header;
    const marked = JSON.stringify([trouble?.layer, frozen, silenced]);
    if (marked !== this.marked) this.#drawFrames(trouble?.layer ?? null);
    this.marked = marked;
    if (this.curves) {
      this.curves.take(frame.arrays.tiles, frame.arrays.tile_scales);
      return;
    }
    const first = model.features.length;
    this.#paintAtlas(frame.arrays.tiles, first, this.ramp);
    if (this.classRamps) {
      const area = model.tileSize ** 2;
      this.classRamps.forEach((ramp, k) => {
        const tile = model.tileIndex(model.lastLayer, k);
        this.#paintAtlas(frame.arrays.tiles.subarray(tile * area, (tile + 1) * area), first + tile, ramp);
      });
    }
    this.atlasContext.putImageData(this.atlasImage, 0, 0);
  }

  /** @param {number} now  milliseconds @param {boolean} flowing  whether lights run */
  paint(now, flowing) {
    const { context, model, size } = this;
    const running = model.frame?.header.playing;
    if (this.edgesStale && (!running || now - this.edgesDrawnAt >= EDGE_INTERVAL_MS)) {
      this.#drawEdges();
      this.edgesDrawnAt = now;
    }
    context.drawImage(this.edgeLayer, 0, 0, size.width, size.height);
    if (flowing) this.edges.drawLights(context, this.stamps, now / 1000);
    if (this.curves) this.curves.draw(context);
    else this.#drawTiles();
    context.drawImage(this.frameLayer, 0, 0, size.width, size.height);
    this.#drawFocus();
    if (model.frame) drawBiases(context, this);
    this.#drawStop();
    this.#drawValues();
  }

  #drawEdges() {
    const { edgeContext: context, size, look } = this;
    context.fillStyle = look.background;
    context.fillRect(0, 0, size.width, size.height);
    if (this.model.frame) this.edges.draw(context, look.palette, this.focus);
    this.edgesStale = false;
  }

  #drawTiles() {
    const { context, model } = this;
    const { tile } = this.layout;
    const side = model.tileSize;
    context.imageSmoothingEnabled = true;
    for (const { layer, index, x, y, off } of this.tiles) {
      const place = layer === 0 ? index : model.features.length + model.tileIndex(layer, index);
      if (off) context.globalAlpha = 0.3;
      context.drawImage(this.atlas, 0, place * side, side, side, x, y, tile, tile);
      if (off) context.globalAlpha = 1;
    }
  }

  #drawFocus() {
    const { context, focus, layout, look } = this;
    if (focus?.kind !== "node") return;
    const { x, y } = layout.columns[focus.layer].nodes[focus.place];
    const half = layout.tile / 2 + 2;
    context.strokeStyle = look.palette.ink;
    context.lineWidth = 2;
    context.beginPath();
    context.roundRect(x - half, y - half, 2 * half, 2 * half, RADIUS + 2);
    context.stroke();
  }

  /** At a stop of the microscope: what it does not speak of steps back, what it does is framed. */
  #drawStop() {
    const { context, focus, layout, look, model, size } = this;
    if (focus?.kind !== "stop") return;
    const places = new Map(
      focus.nodes.map(([layer, index]) => [
        `${layer},${layer ? index : model.activeFeatures[index]}`,
        String([layer, index]) === String(focus.chosen),
      ]),
    );
    const reach = 4;
    for (const { layer, index, x, y } of this.tiles) {
      const isChosen = places.get(`${layer},${index}`);
      const right = Math.min(x + layout.tile + reach, size.width - 1.5);
      context.beginPath();
      context.roundRect(x - reach, y - reach, right - x + reach, layout.tile + 2 * reach, RADIUS + 2);
      if (isChosen === undefined) {
        context.globalAlpha = 0.72;
        context.fillStyle = look.background;
        context.fill();
        context.globalAlpha = 1;
      } else {
        context.strokeStyle = isChosen ? look.palette.ink : look.palette.muted;
        context.lineWidth = isChosen ? 2.5 : 1;
        context.stroke();
      }
    }
  }

  /** Today's numbers of the neurons that a stop speaks of, on them. */
  #drawValues() {
    const { context, focus, layout, look, model } = this;
    if (!focus?.values) return;
    context.font = `600 11px ${look.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const [layer, index, value] of focus.values) {
      const place = layer ? index : model.activeFeatures[index];
      const { x, y } = layout.columns[layer].nodes[place];
      const middle = y + layout.tile / 2 - 3;
      const text = brief(value);
      const half = context.measureText(text).width / 2 + 5;
      const left = Math.min(x - half, this.size.width - 2 * half - 1);
      context.beginPath();
      context.roundRect(left, middle - 8, 2 * half, 16, 8);
      context.fillStyle = look.background;
      context.fill();
      context.strokeStyle = look.palette.outline;
      context.lineWidth = 1;
      context.stroke();
      context.fillStyle = look.palette.ink;
      context.fillText(text, left + half, middle + 0.5);
    }
  }

  /** Rounded borders, labels: all that only a new scene, theme or trouble changes. */
  #drawFrames(troubleLayer) {
    const { frameContext: context, look, layout, model, size } = this;
    const { palette, background, font } = look;
    const { tile } = layout;
    const radius = Math.min(RADIUS, tile / 5);
    context.clearRect(0, 0, size.width, size.height);
    context.textBaseline = "middle";
    for (const { layer, index, x, y, off } of this.tiles) {
      // The corners are painted over with the background rather than clipped at every frame.
      context.fillStyle = background;
      context.beginPath();
      context.rect(x - 0.5, y - 0.5, tile + 1, tile + 1);
      context.roundRect(x, y, tile, tile, radius);
      context.fill("evenodd");
      const alarmed = layer > 0 && layer === troubleLayer;
      context.strokeStyle = alarmed ? palette.alarm : palette.outline;
      context.lineWidth = alarmed ? 2.5 : 1;
      context.globalAlpha = off ? 0.55 : 1;
      context.beginPath();
      context.roundRect(x + 0.5, y + 0.5, tile - 1, tile - 1, radius);
      context.stroke();
      if (layer === 0) {
        context.font = `italic ${tile < 22 ? 11 : 14}px ${look.serif}`;
        context.fillStyle = off ? palette.muted : palette.ink;
        context.globalAlpha = off ? 0.8 : 1;
        context.textAlign = "right";
        context.fillText(model.features[index].label, x - 8, y + tile / 2);
      }
      context.globalAlpha = 1;
    }
    this.#drawCaptions(context, palette, font);
    if (model.frame) drawHeld(context, this);
  }

  #drawCaptions(context, palette, font) {
    const { layout, model, size } = this;
    context.textAlign = "center";
    context.fillStyle = palette.muted;
    const pitch = layout.columns[1].x - layout.columns[0].x;
    context.font = `${pitch < 60 ? 10 : 12}px ${font}`;
    layout.columns.forEach(({ layer, x }) => {
      // Hidden layers have a stepper above and their activation below it.
      const hidden = layer > 0 && layer < model.lastLayer;
      const { strings } = this.look;
      const text = hidden
        ? model.activations[layer - 1].name.replace("_", " ")
        : layer === 0
          ? strings.inputs
          : strings.output;
      const half = context.measureText(text).width / 2;
      const place = Math.min(size.width - half - 1, Math.max(half + 1, x));
      context.fillText(text, place, layout.head - 14, pitch * 1.05);
    });
  }

  /** What lies at a place of the graph: node, edge or null. */
  at(x, y) {
    const { tile } = this.layout;
    const bias = this.tiles.find(
      (t) => t.layer > 0 && Math.hypot(x - t.x - 1, y - t.y - tile + 1) <= BIAS_REACH,
    );
    if (bias) return { kind: "bias", layer: bias.layer, index: bias.index };
    const hit = this.tiles.find(
      (t) => x >= t.x - 3 && x <= t.x + tile + 3 && y >= t.y - 3 && y <= t.y + tile + 3,
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
