// The weights: one smooth curve each, colour for the sign, width for the size, with light running
// along the larger ones while the network trains. Curves are strokes, the dearest thing on a canvas
// without a graphics card, so they are drawn in batches of equal look, onto a layer of their own,
// and only when a look changed; the running lights are small stamps.

import { CROWD, crowdsIn, edgesOf, nearnessTo, strongest } from "./edgelist.js";

/**
 * @import { Edge } from "./edgelist.js"
 * @import { DrawContext, Drawable } from "../surfaces.d.ts"
 * @import { EdgeFocus, GraphFocus, GraphLayout } from "../places.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Palette } from "../../stream/given.d.ts"
 */

const LEVELS = 14;
const WIDTH_LARGEST = 6;
// |weight| at which an edge has 63% of the largest width.
const WEIGHT_SCALE = 1.8;
const STEPS = 48;
const LIGHTS_MOST = 260;
const LIGHT_MIN_LEVEL = 3;
// The rest of a crowd.
const HAIRLINE = { width: 0.5, alpha: 0.16 };
// Lines into and out of a neuron that is off: nothing runs along them.
const OFF = { width: 1.25, dash: [2, 4], alpha: 0.9, far: 0.3 };
// Pixels per second.
const LIGHT_SPEED = 70;

// How far along its way (0..1), sideways and downwards, a curve is after each of STEPS steps: a
// cubic whose control points lie half way across, at the height of either end.
const ACROSS = new Float32Array(STEPS + 1);
const DOWN = new Float32Array(STEPS + 1);
for (let i = 0; i <= STEPS; i++) {
  const p = i / STEPS;
  ACROSS[i] = 1.5 * p * (1 - p) + p ** 3;
  DOWN[i] = 3 * p * p * (1 - p) + p ** 3;
}

/** @param {number} weight */
function levelOf(weight) {
  const share = 1 - Math.exp(-Math.abs(weight) / WEIGHT_SCALE);
  return Math.min(LEVELS - 1, Math.floor(share * LEVELS));
}

export class Edges {
  /** @type {Edge[]} */ list = [];
  /** Of each edge: its sign and level in one, the size of its weight, whether it is off. */
  looks = new Int8Array();
  sizes = new Float32Array();
  off = new Uint8Array();
  /** @type {[number, number][]} */ crowds = [];
  /** Indices of those that lights run along. @type {number[]} */ lit = [];
  thin = 1;
  faintness = 1;
  backward = false;

  /**
   * Fix ends of all edges for a scene and a layout.
   *
   * @param {Model} model
   * @param {GraphLayout} layout
   */
  arrange(model, layout) {
    this.thin = Math.min(1, Math.max(0.45, layout.tile / 38));
    this.list = edgesOf(model, layout);
    // Where hundreds of edges cross, each is fainter, so that the strong ones can be followed.
    const crowd = Math.min(CROWD, this.list.length / model.lastLayer);
    this.faintness = Math.max(0.55, Math.min(1, 1.12 - crowd / 450));
    this.looks = new Int8Array(this.list.length).fill(127);
    this.sizes = new Float32Array(this.list.length);
    this.off = new Uint8Array(this.list.length);
    this.crowds = crowdsIn(this.list);
  }

  /**
   * Take today's weights, and which neurons are off; true when any edge now looks different.
   *
   * @param {Float32Array} parameters
   * @param {[number, number][]} silenced  layer and index of each
   */
  update(parameters, silenced) {
    let changed = this.#turnOff(new Set(silenced.map(String)));
    for (let i = 0; i < this.list.length; i++) {
      const weight = parameters[this.list[i].parameter];
      this.sizes[i] = Math.abs(weight);
      // Sign and level in one number; level 0 counts from 1 so that its sign is kept.
      const look = (levelOf(weight) + 1) * (weight < 0 ? -1 : 1);
      if (look !== this.looks[i]) {
        this.looks[i] = look;
        changed = true;
      }
    }
    return changed;
  }

  /** @param {Set<string>} silenced */
  #turnOff(silenced) {
    let changed = false;
    this.list.forEach(({ layer, from, to }, i) => {
      const isOff = silenced.has(`${layer},${to}`) || silenced.has(`${layer - 1},${from}`);
      changed ||= isOff !== Boolean(this.off[i]);
      this.off[i] = isOff ? 1 : 0;
    });
    return changed;
  }

  /**
   * @param {DrawContext} context
   * @param {Palette} palette
   * @param {GraphFocus | null} focus  node or edge that stands out; all else steps back
   */
  draw(context, palette, focus) {
    /** @type {Map<number, Edge[]>} */
    const batches = new Map();
    const isNear = nearnessTo(focus);
    const strong = strongest(this.sizes, this.crowds);
    /** @type {[Edge[], Edge[]]} */
    const hairlines = [[], []];
    /** @type {[Edge[], Edge[]]} */
    const off = [[], []];
    this.list.forEach((edge, i) => {
      const far = !isNear(edge);
      if (this.off[i]) {
        off[far ? 0 : 1].push(edge);
        return;
      }
      if (!strong[i] && (far || !focus)) {
        if (!focus) hairlines[this.looks[i] < 0 ? 0 : 1].push(edge);
        return;
      }
      const key = this.looks[i] + (far ? 1000 : 0);
      let path = batches.get(key);
      if (!path) batches.set(key, (path = []));
      path.push(edge);
    });
    context.lineWidth = HAIRLINE.width;
    context.globalAlpha = HAIRLINE.alpha;
    hairlines.forEach((edges, sign) => {
      context.strokeStyle = sign ? palette.positive_line : palette.negative_line;
      stroke(context, edges);
    });
    context.strokeStyle = palette.muted;
    context.lineWidth = OFF.width;
    context.setLineDash(OFF.dash);
    off.forEach((edges, isClose) => {
      context.globalAlpha = isClose ? OFF.alpha : OFF.far;
      if (edges.length) stroke(context, edges);
    });
    context.setLineDash([]);
    // Thin ones first, so that the strong ones stay whole; those stepping back before all.
    const order = [...batches].sort(([a], [b]) => rank(a) - rank(b));
    for (const [key, edges] of order) {
      const far = key > 500;
      const look = far ? key - 1000 : key;
      const level = Math.abs(look) - 1;
      const strength = level / (LEVELS - 1);
      context.strokeStyle = look < 0 ? palette.negative_line : palette.positive_line;
      context.lineWidth = this.thin * (0.6 + (WIDTH_LARGEST - 0.6) * strength ** 1.15);
      context.globalAlpha = this.faintness * (0.2 + 0.62 * Math.sqrt(strength));
      if (far) context.globalAlpha *= 0.16;
      if (focus && !far) context.globalAlpha = Math.min(1, context.globalAlpha + 0.25);
      stroke(context, edges);
    }
    context.globalAlpha = 1;
    const flow = focus?.kind === "stop" ? focus.flow : 0;
    this.backward = flow < 0;
    this.#chooseLights(
      (edge, i) => !this.off[i] && Boolean(focus || strong[i]) && isNear(edge),
      flow ? 0 : LIGHT_MIN_LEVEL,
    );
  }

  /** @param {(edge: Edge, i: number) => boolean} isLit @param {number} leastLevel */
  #chooseLights(isLit, leastLevel) {
    /** @type {[number, number][]} */
    const candidates = [];
    this.list.forEach((edge, i) => {
      const level = Math.abs(this.looks[i]) - 1;
      if (level >= leastLevel && isLit(edge, i)) candidates.push([level, i]);
    });
    candidates.sort((a, b) => b[0] - a[0]);
    this.lit = candidates.slice(0, LIGHTS_MOST).map(([, i]) => i);
  }

  /**
   * Stamps of light on their way from left to right, or back where the gradient flows.
   *
   * @param {DrawContext} context
   * @param {{negative: Drawable, positive: Drawable}} stamps
   * @param {number} seconds
   */
  drawLights(context, stamps, seconds) {
    for (const i of this.lit) {
      const edge = this.list[i];
      const way = (edge.phase + (seconds * LIGHT_SPEED) / edge.width) % 1;
      const p = this.backward ? 1 - way : way;
      const step = p * STEPS;
      const whole = Math.min(STEPS - 1, step | 0);
      const rest = step - whole;
      const across = ACROSS[whole] + (ACROSS[whole + 1] - ACROSS[whole]) * rest;
      const down = DOWN[whole] + (DOWN[whole + 1] - DOWN[whole]) * rest;
      const strength = (Math.abs(this.looks[i]) - 1) / (LEVELS - 1);
      const size = this.thin * (4 + 5 * strength);
      context.drawImage(
        this.looks[i] < 0 ? stamps.negative : stamps.positive,
        edge.x0 + edge.width * across - size / 2,
        edge.y0 + edge.height * down - size / 2,
        size,
        size,
      );
    }
  }

  /**
   * Where the middles of the edges are whose parameters are in a set: [x, y] each.
   *
   * @param {Set<number>} parameters
   * @returns {[number, number][]}
   */
  middlesOf(parameters) {
    return this.list
      .filter(({ parameter }) => parameters.has(parameter))
      .map(({ x0, y0, width, height }) => [x0 + width / 2, y0 + height / 2]);
  }

  /**
   * The edge within `reach` pixels of a place, the nearest one, or null.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   * @returns {EdgeFocus | null}
   */
  at(x, y, reach) {
    /** @type {Edge | null} */
    let nearest = null;
    let least = reach * reach;
    for (const edge of this.list) {
      if (x < edge.x0 || x > edge.x0 + edge.width) continue;
      for (let i = 0; i <= STEPS; i += 2) {
        const dx = edge.x0 + edge.width * ACROSS[i] - x;
        const dy = edge.y0 + edge.height * DOWN[i] - y;
        const distance = dx * dx + dy * dy;
        if (distance < least) {
          least = distance;
          nearest = edge;
        }
      }
    }
    return nearest && { kind: "edge", layer: nearest.layer, from: nearest.from, to: nearest.to };
  }
}

/** @param {DrawContext} context @param {Edge[]} edges */
function stroke(context, edges) {
  context.beginPath();
  for (const { x0, y0, width, height } of edges) {
    const middle = x0 + width / 2;
    context.moveTo(x0, y0);
    context.bezierCurveTo(middle, y0, middle, y0 + height, x0 + width, y0 + height);
  }
  context.stroke();
}

/** @param {number} key */
function rank(key) {
  return key > 500 ? Math.abs(key - 1000) - 100 : Math.abs(key);
}
