// Wires the parts of the stage: frames come in from the stream, are painted in the browser's own
// rhythm and acknowledged; what the person points at chooses what the big panel shows; buttons
// become events for Python.

import { arrangementFor } from "./canvas/layout/layout.js";
import { buildSkeleton } from "./canvas/layout/skeleton.js";
import { Attention } from "./canvas/pointing/attention.js";
import { Beat } from "./stream/beat.js";
import { Camera } from "./record/camera.js";
import { Detail } from "./canvas/pointing/detail.js";
import { Drawing } from "./drawing/drawing.js";
import { Editor } from "./canvas/pointing/editor.js";
import { fit } from "./canvas/layout/fitting.js";
import { GraphControls, Toggle } from "./canvas/numbers/controls.js";
import { isLeft } from "./stream/calm.js";
import { Lifeline } from "./keeping/lifeline.js";
import { LossCurves } from "./canvas/numbers/curves.js";
import { later, must } from "./kit/sure.js";
import { Microscope } from "./microscope/microscope.js";
import { Model } from "./stream/model.js";
import { NetworkView } from "./canvas/graph/network.js";
import { Output } from "./canvas/output/output.js";
import { PadSwitch } from "./drawing/padswitch.js";
import { panelTitle } from "./canvas/output/title.js";
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
 * @import { Part } from "./canvas/part.d.ts"
 * @import { Shown } from "./record/sheet.js"
 */

class Stage {
  /** @type {Model | null} */ model = null;
  /** Until its first frame is there. @type {Scene | null} */ nextScene = null;
  /** @type {Look} */ look = later();
  /** @type {Send} */ send = () => {};
  playing = false;

  /** @param {StageComponent} component @param {string} base */
  constructor(component, base) {
    const { data, parentElement } = component;
    const { strings } = data;
    const skeleton = (this.skeleton = buildSkeleton(strings));
    parentElement.append(skeleton.root);
    this.data = data;
    this.path = location.pathname;
    /** @type {Send} */
    const send = (event) => this.send(event);
    const arrange = () => this.#arrange();
    const wake = () => this.beat.schedule();
    this.beat = new Beat(skeleton.root, (now) => this.#tick(now));
    this.network = new NetworkView(skeleton.graphCanvas);
    this.curves = new LossCurves(skeleton.curveCanvas);
    this.switches = new ViewSwitches(skeleton, data, arrange);
    this.output = new Output(skeleton, strings, () => ({
      ...this.switches.options,
      isPad: this.pad.isOn,
    }));
    this.detail = new Detail(skeleton.detail, skeleton.spoken, strings);
    this.editor = new Editor(skeleton.editor, data, {
      edit: (index, value) => this.stream.edit(this.#scene().id, index, value),
      send,
    });
    const timeline = new TimelineBar(skeleton.timeline, strings, {
      seek: (step) => this.stream.seek(this.#scene().id, step),
      send,
    });
    this.drawing = new Drawing(skeleton, data, this.output, {
      draw: (request) => this.stream.draw(request),
      send,
      repaint: wake,
      arrange,
    });
    const hint = strings.hint_microscope;
    this.microscopeToggle = new Toggle("microscope", (_, on) => this.microscope.toggle(on), hint);
    skeleton.microscopeSwitch.append(this.microscopeToggle.button);
    this.camera = new Camera(skeleton.microscopeSwitch, strings, () => this.#shown());
    this.microscope = new Microscope(skeleton.microscope, skeleton.root, strings, {
      send,
      setTrace: (request) => this.stream.setTrace(request),
      changed: (isOn) => this.#showMicroscope(isOn),
      focus: () => this.attention.show(),
    });
    const drawn = (/** @type {Uint8Array | null} */ pixels) => {
      this.network.sample = pixels;
      this.stream.setProbe(pixels);
      wake();
    };
    this.pad = new PadSwitch(skeleton, strings, drawn, arrange);
    this.attention = this.#attend();
    this.room = new Room(skeleton, () => this.#fit());
    this.lifeline = new Lifeline(skeleton, data, base, {
      send,
      open: (scene, frame) => this.#open(scene, frame),
      scene: (message) => (this.nextScene = message),
      trace: (message) => this.microscope.traces.take(message),
      wake,
    });
    this.stream = this.lifeline.stream;
    /** In the order in which each is asked. @type {Part[]} */
    this.parts = [
      this.output,
      this.network,
      this.pad,
      this.curves,
      new Readout(skeleton.readout, skeleton.summary, strings),
      this.detail,
      this.editor,
      timeline,
      this.drawing,
      new GraphControls(skeleton.graphButtons, skeleton.layers, send),
      this.microscope,
      this.attention,
      this.lifeline,
      new Reports(send, this.path),
      this.camera,
      this.beat,
      this.room,
    ];
  }

  /** Called at first, and whenever data or theme changed. @param {StageComponent} component */
  update({ data, setTriggerValue }) {
    // What a hand began may end when its page is being left.
    this.send = (event) => isLeft(this.path) || setTriggerValue("event", event);
    this.data = data;
    this.skeleton.root.dataset.without = data.without.join(" ");
    for (const part of this.parts) part.update?.(data);
    this.#arrange();
  }

  destroy() {
    for (const part of this.parts) part.end?.();
    this.skeleton.root.remove();
  }

  /** The scene that there is whenever anything can be done to it. */
  #scene() {
    return must(this.model, "scene");
  }

  #attend() {
    const { network, curves, output, editor, microscope, beat } = this;
    return new Attention(this.skeleton, {
      ...{ network, curves, editor, microscope },
      model: () => this.model,
      panel: () => this.model && output.panel,
      watch: (neuron) => this.stream.setWatch(neuron),
      changed: (focus, byKeyboard) => {
        beat.renew();
        if (byKeyboard) this.detail.speak(this.#scene(), focus, this.look);
      },
      schedule: () => beat.schedule(),
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
    this.skeleton.microscope.hidden = !isOn;
    this.#arrange();
    if (!isOn) this.microscopeToggle.button.focus({ preventScroll: true });
  }

  /** Measure and place everything anew: scene, width, theme or a switch changed. */
  #arrange() {
    const { skeleton, model, data } = this;
    const { isOn } = this.microscope;
    const options = { ...this.switches.options, ...this.drawing.options };
    const look = (this.look = readLook(skeleton.root, data, options, this.room.onPaper));
    const width = skeleton.root.clientWidth;
    skeleton.root.dataset.arrangement = arrangementFor(width, isOn);
    const room = this.room.measure(width, isOn);
    this.switches.show();
    this.microscopeToggle.show(data.strings.microscope, isOn);
    if (!model || width === 0) return;
    const { isOn: isPad } = this.pad;
    this.pad.show(model);
    const isDrawing = this.drawing.isOn && model.drawable;
    const fitSwitches = () => this.switches.fit(model, { isPad, isDrawing });
    const placement = fit(skeleton, model, { look, width, room, isPad, fitSwitches });
    for (const part of this.parts) part.arrange?.({ model, look, ...placement });
    this.beat.renew();
    this.beat.schedule();
  }

  /** Begin the picture of another scene. @param {Scene} scene @param {Frame} frame  its first */
  #adopt(scene, frame) {
    const model = (this.model = new Model(scene));
    this.nextScene = null;
    model.frame = frame;
    for (const part of this.parts) part.adopt?.(model);
    this.skeleton.root.classList.remove("empty");
    this.skeleton.root.dataset.scene = String(model.id);
    this.#arrange();
  }

  /** @param {Frame} frame */
  #take(frame) {
    const { header } = frame;
    // A new scene is shown with its first frame, so that the old picture stays until then.
    if (this.nextScene?.header.scene === header.scene) this.#adopt(this.nextScene, frame);
    if (this.model?.id !== header.scene) return;
    this.model.frame = frame;
    for (const part of this.parts) part.take?.(frame);
    if (header.playing !== this.playing) this.beat.renew();
    this.playing = header.playing;
  }

  /** Show a picture that no stream has brought. @param {Scene} scene @param {Frame} frame */
  #open(scene, frame) {
    this.nextScene = scene;
    this.#take(frame);
    this.#show(performance.now(), false, true);
  }

  /** Show the next picture, if any; whether there is more to be painted. @param {number} now */
  #tick(now) {
    const frame = this.stream.next();
    if (frame) this.#take(frame);
    const isLive = Boolean(this.playing) && this.lifeline.isOpen;
    const { focus } = this.network;
    const isMoving = isLive || (focus?.kind === "stop" && focus.flow !== 0);
    const isFlowing = isMoving && !reducedMotion.matches;
    if (frame) this.beat.count(now, frame.header.frame);
    if (this.model?.frame) this.#show(now, isFlowing, Boolean(frame));
    if (frame) {
      this.camera.film(now);
      this.stream.acknowledge(frame.header.frame);
    }
    return this.stream.waiting.length > 0 || (isFlowing && this.beat.inView);
  }

  /** @param {number} now @param {boolean} isFlowing @param {boolean} isNew */
  #show(now, isFlowing, isNew) {
    const { beat, output } = this;
    const model = this.#scene();
    const { focus } = this.attention;
    const stands = isNew && !this.playing;
    if (beat.inView) {
      const { pointed } = output.panel;
      const areCurvesDue = beat.isDue("curves", now, stands);
      const moment = { now, isFlowing, areCurvesDue, focus, pointed };
      for (const part of this.parts) part.paint?.(moment);
    }
    if (!beat.isDue("text", now, stands)) return;
    for (const part of this.parts) part.write?.({ model, focus });
    publish(this.skeleton.root, model.shown.header, this.curves, beat.rate);
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
