// Wires the parts of the stage: frames come in from the stream, are painted in the browser's own
// rhythm and acknowledged; what the person points at chooses what the big panel shows; buttons
// become events for Python.

import { arrangementFor } from "./canvas/layout/layout.js";
import { buildSkeleton } from "./canvas/layout/skeleton.js";
import { Attention } from "./canvas/pointing/attention.js";
import { Beat } from "./stream/beat.js";
import { Camera } from "./record/camera.js";
import { Detail, keyText, panelTitle, writeTitle } from "./canvas/pointing/detail.js";
import { Drawing } from "./drawing/drawing.js";
import { Editor } from "./canvas/pointing/editor.js";

import { fit } from "./canvas/layout/fitting.js";
import { GraphControls, Toggle } from "./canvas/numbers/controls.js";
import { isLeft } from "./stream/calm.js";
import { Lifeline } from "./keeping/lifeline.js";
import { LossCurves } from "./canvas/numbers/curves.js";
import { later, must } from "./kit/sure.js";
import { MapPanel } from "./canvas/output/map.js";
import { Microscope } from "./microscope/microscope.js";
import { Model } from "./stream/model.js";
import { NetworkView } from "./canvas/graph/network.js";
import { PadSwitch } from "./drawing/padswitch.js";
import { PlotPanel } from "./canvas/output/plot.js";
import { publish } from "./stream/published.js";
import { readLook, reducedMotion } from "./kit/look.js";
import { Readout } from "./canvas/numbers/readout.js";
import { Reports } from "./stream/reports.js";
import { Room } from "./canvas/layout/room.js";
import { TimelineBar } from "./canvas/numbers/timeline.js";
import { ViewSwitches } from "./canvas/numbers/switches.js";

/**
 * @import { Frame, Scene } from "./stream/frames.js"
 * @import { Look, Send, StageComponent } from "./stream/given.d.ts"
 * @import { Shown } from "./record/sheet.js"
 */

class Stage {
  /** @type {Model | null} */ model = null;
  /** Until its first frame is there. @type {Scene | null} */ nextScene = null;
  /** @type {MapPanel | PlotPanel | null} */ panel = null;
  /** @type {Look} */ look = later();
  /** @type {Send} */ send = () => {};
  playing = false;

  /** @param {StageComponent} component @param {string} base */
  constructor(component, base) {
    const { data, parentElement } = component;
    this.parts = buildSkeleton(data.strings);
    parentElement.append(this.parts.root);
    this.network = new NetworkView(this.parts.graphCanvas);
    this.curves = new LossCurves(this.parts.curveCanvas);
    this.readout = new Readout(this.parts.readout, this.parts.summary);
    this.detail = new Detail(this.parts.detail, this.parts.spoken);
    this.data = data;
    /** @type {Send} */
    const send = (event) => this.send(event);
    this.editor = new Editor(this.parts.editor, data, {
      edit: (index, value) => this.stream.edit(this.#scene().id, index, value),
      send,
    });
    this.timeline = new TimelineBar(this.parts.timeline, data.strings, {
      seek: (step) => this.stream.seek(this.#scene().id, step),
      send,
    });
    this.controls = new GraphControls(this.parts.graphButtons, this.parts.layers, send);
    this.switches = new ViewSwitches(this.parts, data, () => this.#arrange());
    this.drawing = new Drawing(this.parts, data, {
      draw: (request) => this.stream.draw(request),
      send,
      repaint: () => this.beat.schedule(),
      arrange: () => this.#arrange(),
    });
    const { strings } = data;
    const hint = strings.hint_microscope;
    this.microscopeToggle = new Toggle("microscope", (_, on) => this.microscope.toggle(on), hint);
    this.parts.microscopeSwitch.append(this.microscopeToggle.button);
    this.camera = new Camera(this.parts.microscopeSwitch, data.strings, () => this.#shown());
    this.microscope = new Microscope(this.parts.microscope, this.parts.root, data.strings, {
      send,
      setTrace: (request) => this.stream.setTrace(request),
      changed: (isOn) => this.#showMicroscope(isOn),
      focus: () => this.attention.show(),
    });
    const drawn = (/** @type {Uint8Array | null} */ pixels) => {
      this.network.sample = pixels;
      this.stream.setProbe(pixels);
      this.beat.schedule();
    };
    this.pad = new PadSwitch(this.parts, strings, drawn, () => this.#arrange());
    this.beat = new Beat(this.parts.root, (now) => this.#tick(now));
    this.path = location.pathname;
    this.reports = new Reports(send, this.path);
    this.attention = this.#attend();
    this.room = new Room(this.parts, () => this.#fit());
    this.lifeline = new Lifeline(this.parts, data, base, {
      send,
      scene: (message) => (this.nextScene = message),
      trace: (message) => this.microscope.take(message),
      wake: () => this.beat.schedule(),
    });
    this.stream = this.lifeline.stream;
  }

  /** Called at first, and whenever data or theme changed. @param {StageComponent} component */
  update({ data, setTriggerValue }) {
    // What a hand began may end when its page is being left.
    this.send = (event) => isLeft(this.path) || setTriggerValue("event", event);
    this.data = data;
    this.parts.root.dataset.without = data.without.join(" ");
    this.editor.isLocked = data.locked.includes("editor");
    this.#arrange();
    this.lifeline.update(data);
  }

  destroy() {
    const { beat, lifeline, attention, room, readout } = this;
    for (const part of [beat, lifeline, attention, room, readout]) part.end();
    const { editor, timeline, drawing, microscope, camera } = this;
    for (const part of [editor, timeline, drawing, microscope, camera]) part.end();
    this.parts.root.remove();
  }

  /** The scene that there is whenever anything can be done to it. */
  #scene() {
    return must(this.model, "scene");
  }

  #attend() {
    const { network, curves, editor, microscope } = this;
    return new Attention(this.parts, {
      ...{ network, curves, editor, microscope },
      model: () => this.model,
      panel: () => this.panel,
      watch: (neuron) => this.stream.setWatch(neuron),
      changed: (focus, byKeyboard) => {
        this.beat.renew();
        if (byKeyboard) this.detail.speak(this.#scene(), focus, this.look);
      },
      schedule: () => this.beat.schedule(),
      redrawCurves: () => this.model?.frame && curves.draw(),
    });
  }

  #fit() {
    this.#arrange();
    // A sheet of paper does not wait for the next tick.
    if (this.room.onPaper && this.model?.frame) this.#show(performance.now(), false, true);
  }

  /** @param {boolean} isOn */
  #showMicroscope(isOn) {
    this.parts.microscope.hidden = !isOn;
    this.#arrange();
    if (!isOn) this.microscopeToggle.button.focus({ preventScroll: true });
  }

  /** Measure and place everything anew: scene, width, theme or a switch changed. */
  #arrange() {
    const { parts, model, panel } = this;
    const { strings } = this.data;
    const options = { ...this.switches.options, ...this.drawing.options };
    this.look = readLook(parts.root, this.data, options, this.room.onPaper);
    const width = parts.root.clientWidth;
    parts.root.dataset.arrangement = arrangementFor(width, this.microscope.isOn);
    const room = this.room.measure(width, this.microscope.isOn);
    this.switches.show();
    this.microscopeToggle.show(strings.microscope, this.microscope.isOn);
    if (!model || !panel || width === 0) return;
    const { isOn } = this.pad;
    this.pad.show(model);
    const key = keyText(model, strings, isOn);
    const isDrawing = this.drawing.isOn && model.drawable;
    const fitSwitches = () => this.switches.fit(model, { isPad: isOn, isDrawing });
    const { sizes, layout } = fit(parts, model, { look: this.look, width, room, key, fitSwitches });
    this.network.arrange(model, layout, sizes.graph, this.look);
    panel.arrange(model, sizes.map, this.look);
    this.pad.arrange(model, sizes.map, this.look);
    this.drawing.arrange(model, panel, this.look);
    this.curves.arrange(sizes.curves, this.look);
    this.controls.arrange(model, layout, strings, this.data.locked);
    this.microscope.arrange(model, this.look, this.data);
    this.beat.renew();
    this.beat.schedule();
  }

  /** @param {Scene} scene */
  #adopt(scene) {
    const model = (this.model = new Model(scene));
    this.nextScene = null;
    this.panel = new (model.dimension === 1 ? PlotPanel : MapPanel)(this.parts.mapCanvas);
    this.pad.fit(model);
    this.curves.clear();
    for (const part of [this.editor, this.timeline]) part.forget();
    this.readout.arrange(model, this.look);
    this.parts.root.classList.remove("empty");
    this.parts.root.dataset.scene = String(model.id);
    return model;
  }

  /** @param {Frame} frame */
  #take(frame) {
    const { header } = frame;
    // A new scene is shown with its first frame, so that the old picture stays until then.
    if (this.nextScene && this.nextScene.header.scene === header.scene) {
      const adopted = this.#adopt(this.nextScene);
      adopted.frame = frame;
      this.#arrange();
      this.attention.fit(adopted);
    }
    if (this.model?.id !== header.scene) return;
    this.model.frame = frame;
    this.panel?.take(frame);
    const { network, pad, curves, editor, drawing, timeline } = this;
    for (const view of [network, pad, curves, editor, drawing, timeline]) view.take(frame);
    this.lifeline.note(header);
    if (header.playing !== this.playing) this.beat.renew();
    this.playing = header.playing;
    this.microscope.takeFrame(frame);
    this.reports.take(header);
  }

  /** Show the next picture, if any; whether there is more to be painted. @param {number} now */
  #tick(now) {
    const frame = this.stream.next();
    if (frame) this.#take(frame);
    const isLive = Boolean(this.playing) && this.lifeline.isOpen;
    const { focus } = this.network;
    const isMoving = isLive || (focus?.kind === "stop" && focus.flow !== 0);
    const flowing = isMoving && !reducedMotion.matches;
    if (frame) this.beat.count(now, frame.header.frame);
    if (this.model?.frame) this.#show(now, flowing, Boolean(frame));
    if (frame) {
      this.camera.take(now);
      this.stream.acknowledge(frame.header.frame);
    }
    return this.stream.waiting.length > 0 || (flowing && this.beat.inView);
  }

  /** @param {number} now @param {boolean} flowing @param {boolean} isNew */
  #show(now, flowing, isNew) {
    const stands = isNew && !this.playing;
    if (this.beat.inView) {
      const panel = must(this.panel, "panel");
      this.network.paint(now, flowing, panel.pointed);
      panel.paint(this.attention.focus);
      if (this.beat.isDue("curves", now, stands)) this.curves.draw();
    }
    if (this.beat.isDue("text", now, stands)) this.#write();
  }

  /** Bring all that is written up to date. */
  #write() {
    const { data, parts, attention } = this;
    const model = this.#scene();
    const frame = model.shown;
    this.readout.show(frame);
    this.readout.speak(frame);
    this.detail.show(model, attention.focus, data.strings);
    this.editor.show();
    this.timeline.show();
    const options = { ...this.switches.options, isPad: this.pad.isOn };
    writeTitle(parts.mapTitle, model, attention.focus, data.strings, options);
    attention.refresh();
    publish(parts.root, frame.header, this.curves, this.beat.rate);
  }

  /** What a picture of the stage is to show, null without any. @returns {Shown | null} */
  #shown() {
    const { model, look, curves, network, data } = this;
    if (!model?.frame) return null;
    const panelFocus = this.attention.focus;
    const title = panelTitle(model, panelFocus, data.strings, this.switches.options);
    const { focus, sample, example } = network;
    return { model, look, curves, focus, sample, example, panelFocus, title, name: data.name };
  }
}

/** @type {WeakMap<Node, Stage>} */
const stages = new WeakMap();

/**
 * Show the stage in an element, or bring the one that is there up to date.
 *
 * @param {StageComponent} component  what Streamlit hands to a component's function
 * @param {string} base  address of the app, against which data.stream is resolved
 * @returns {() => void}  takes the stage away
 */
export function mount(component, base) {
  const { parentElement } = component;
  const stage = stages.get(parentElement) ?? new Stage(component, base);
  stages.set(parentElement, stage);
  stage.update(component);
  return () => {
    stages.delete(parentElement);
    stage.destroy();
  };
}
