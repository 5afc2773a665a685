// Drawing points while the network learns them. What is drawn is shown at once; all of it is sent
// over the stream some times a second while a stroke lasts, and Python hears of it when it ends.

import { Asking } from "../stream/asking.js";
import { Brush, REACH } from "./brush.js";
import { Cloud } from "./cloud.js";
import { DrawTools } from "./drawtools.js";
import { Pad } from "./pad.js";
import { Toggle } from "../canvas/numbers/controls.js";
import { element, setText } from "../kit/dom.js";
import { fill, number } from "../kit/format.js";
import { later } from "../kit/sure.js";

/**
 * @import { Frame } from "../stream/frames.js"
 * @import { Kind } from "./cloud.js"
 * @import { DrawRequest, Look, Send, StageData } from "../stream/given.d.ts"
 * @import { Model } from "../stream/model.js"
 * @import { Output } from "../canvas/output/output.js"
 * @import { Parts } from "../canvas/layout/skeleton.js"
 * @import { Placement } from "../canvas/part.d.ts"
 * @import { Place } from "./pad.js"
 * @import { Tool } from "./brush.js"
 */

const INTERVAL_MS = 200;

/**
 * @typedef {{draw: (points: DrawRequest) => void, send: Send, repaint: () => void,
 *   arrange: () => void}} DrawingActs
 */

export class Drawing {
  /** @type {Model} */ model = later();
  /** @type {Look} */ look = later();
  /** @type {Kind} */ kind = later();

  /**
   * @param {Parts} parts  of the stage's skeleton
   * @param {StageData} data  what Python gave; without `drawing` nobody draws here
   * @param {Output} output  where the points are shown
   * @param {DrawingActs} to
   */
  constructor(parts, { strings, drawing }, output, to) {
    this.strings = strings;
    this.output = output;
    this.to = to;
    this.isOffered = Boolean(drawing);
    this.isOn = false;
    this.serial = 0;
    this.sentAt = -Infinity;
    /** @type {number | null} */
    this.timer = null;
    this.isDirty = false;
    this.cloud = new Cloud(drawing ?? undefined);
    this.brush = new Brush(this.cloud, () => this.#changed());
    this.pad = new Pad(strings, {
      down: ({ x, y }) => this.brush.down(x, y),
      move: (place) => this.#move(place),
      up: () => this.#up(),
      key: (name, event) => this.#key(name, event),
    });
    this.tools = new DrawTools(strings, {
      label: (label) =>
        this.#choose({ label, tool: this.brush.tool === "spray" ? "spray" : "brush" }),
      tool: (tool) => this.#choose({ tool }),
      kind: (task, classes) => this.#turn({ task, classes }),
      undo: () => this.#once(() => this.cloud.undo()),
      redo: () => this.#once(() => this.cloud.redo()),
      empty: () =>
        this.#once(() => {
          this.cloud.mark();
          this.cloud.empty();
        }),
    });
    this.spoken = element("p", { class: "visually-hidden", "aria-live": "polite" });
    /** @type {Asking<DrawRequest>} */
    this.asking = new Asking({
      ask: (request) => to.draw(request),
      isAnswer: ([serial], { header }) => header.drawn === serial,
      released: () => to.send({ type: "drawn" }),
    });
    this.toggle = new Toggle("draw", (_, on) => this.#switch(on), strings.draw_help);
    parts.mapSwitches.prepend(this.toggle.button);
    parts.plane.append(this.pad.node);
    parts.map.append(this.tools.node, this.spoken);
    this.parts = parts;
  }

  /** View switches as they have to be: what was drawn is to be seen, whichever share it is in. */
  get options() {
    return this.isOn ? { show_test: true } : {};
  }

  /**
   * Scene, width or theme have changed.
   *
   * @param {Placement} placement
   */
  arrange({ model, look }) {
    const isOther = model !== this.model;
    this.model = model;
    this.look = look;
    const isPossible = this.isOffered && model.drawable;
    this.toggle.button.hidden = !isPossible;
    if (!isPossible) this.isOn = false;
    this.toggle.show(this.strings.draw, this.isOn);
    this.pad.node.hidden = this.tools.node.hidden = !this.isOn;
    this.#placeTools();
    if (!this.isOn) return;
    // Points are drawn on a plane alone, whose plot is a square.
    const { plot } = this.output.panel;
    if ("side" in plot) this.pad.arrange(plot, model.domain);
    this.brush.limit = model.domain[1];
    if (isOther) this.#meet();
    this.tools.arrange(model, this.kind, look);
    this.#show();
  }

  /** Where the map has something below it, the tools go where nothing makes room for them. */
  #placeTools() {
    const { root, inspector, map } = this.parts;
    const place = root.dataset.arrangement === "wide" ? inspector : map;
    if (this.tools.node.parentElement !== place) place.append(this.tools.node);
  }

  /** A new scene: of what was drawn here, or of other data. */
  #meet() {
    const { task, classCount, shown } = this.model;
    const isOwn = this.asking.isOpen || this.brush.isDown || shown.header.drawn !== null;
    if (isOwn && this.kind.task === task && this.kind.classes === classCount) this.#paint();
    else this.#adopt();
  }

  #adopt() {
    const { task, classCount, trainShare } = this.model;
    this.kind = { task, classes: classCount };
    this.cloud.adopt(this.model, trainShare);
    if (task === "regression") this.brush.label = 1;
    else if (!(Number.isInteger(this.brush.label) && this.brush.label < classCount)) {
      this.brush.label = 0;
    }
    this.brush.label = Math.max(0, this.brush.label);
  }

  /**
   * A frame has come, which may answer the last request, or bring other points.
   *
   * @param {Frame} frame
   */
  take(frame) {
    const { train_points, train_labels, test_points, test_labels } = frame.arrays;
    if (train_points && train_labels && test_points && test_labels) {
      const wasTested = this.model.isTested;
      Object.assign(this.model.arrays, { train_points, train_labels, test_points, test_labels });
      const isBusy = this.brush.isDown || this.asking.isOpen || this.timer;
      if (this.isOn && isBusy) this.#paint();
      else {
        if (this.isOn) this.#adopt();
        this.output.panel.showPoints();
        if (this.isOn) this.#show();
      }
      if (this.model.isTested !== wasTested) this.to.arrange();
    }
    this.asking.take(frame);
  }

  end() {
    clearTimeout(this.timer ?? 0);
    this.brush.up();
    this.asking.end();
  }

  /** @param {boolean} on */
  #switch(on) {
    this.isOn = on;
    if (on) this.#adopt();
    else if (!this.cloud.points.length && this.cloud.past.length) {
      this.#once(() => this.cloud.undo());
    }
    this.to.arrange();
    if (on) this.pad.node.focus({ preventScroll: true });
  }

  /** @param {{label?: number, tool?: Tool}} choice */
  #choose(choice) {
    Object.assign(this.brush, choice);
    this.#show();
  }

  /** @param {Kind} kind */
  #turn(kind) {
    this.cloud.convert(this.kind, kind);
    this.cloud.past = [];
    this.cloud.future = [];
    this.kind = kind;
    this.brush.label = kind.task === "regression" ? 1 : 0;
    this.#send();
    this.asking.release();
  }

  /** @param {Place} place */
  #move(place) {
    this.pad.showRing(place, this.brush.radius);
    this.brush.move(place.x, place.y);
  }

  #up() {
    if (!this.brush.isDown) return;
    this.brush.up();
    this.#finish();
  }

  /** Something that is done in one. @param {() => void} act */
  #once(act) {
    const before = this.cloud.points;
    act();
    if (this.cloud.points !== before) this.#changed();
    this.#finish();
  }

  /** @param {string} name @param {KeyboardEvent} event */
  #key(name, event) {
    const { x, y } = this.pad.cursor;
    if (name === "moved") {
      this.pad.showRing(this.pad.cursor, this.brush.radius);
      this.#say();
      return true;
    }
    if (name === "put" || name === "erase") {
      this.#once(() => {
        this.cloud.mark();
        if (name === "put") this.cloud.add(x, y, this.brush.label);
        else this.cloud.erase(x, y, REACH);
        this.cloud.unmark();
      });
      this.#say();
      return true;
    }
    const control = event.ctrlKey || event.metaKey;
    if (control && name.toLowerCase() === "z") {
      this.#once(() => (event.shiftKey ? this.cloud.redo() : this.cloud.undo()));
      return true;
    }
    const label = Number(name);
    if (
      control ||
      this.kind.task === "regression" ||
      !/^\d$/.test(name) ||
      label >= this.kind.classes
    ) {
      return false;
    }
    this.#choose({ label });
    return true;
  }

  #say() {
    const { x, y } = this.pad.cursor;
    const place = `x₁ ${number(x, 2)}, x₂ ${number(y, 2)}`;
    setText(this.spoken, fill(this.strings.draw_place, { place, count: this.cloud.points.length }));
  }

  /** Show what has changed at once, and send it as soon as it may be. */
  #changed() {
    this.#paint();
    this.#show();
    const wait = Math.max(0, this.sentAt + INTERVAL_MS - performance.now());
    this.timer ??= setTimeout(() => this.#send(), wait);
    this.isDirty = true;
  }

  #finish() {
    if (!this.isDirty) return;
    this.isDirty = false;
    if (this.timer) this.#send();
    this.asking.release();
  }

  #send() {
    clearTimeout(this.timer ?? 0);
    this.timer = null;
    this.sentAt = performance.now();
    const { task, classes } = this.kind;
    this.serial += 1;
    this.asking.want([this.serial, task, classes, this.cloud.pack(task)]);
  }

  #paint() {
    Object.assign(this.model.arrays, this.cloud.arrays(this.model.trainShare));
    this.output.panel.showPoints();
    this.to.repaint();
  }

  #show() {
    this.tools.show(this.brush, this.cloud, this.model.trainShare);
  }
}
