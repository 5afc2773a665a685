// Wires the parts of the stage: frames come in from the stream, are painted in the browser's own
// rhythm and acknowledged; what the person points at chooses what the big panel shows; buttons
// become events for Python.

import { arrangementFor } from "./canvas/layout/layout.js";
import { buildSkeleton } from "./canvas/layout/skeleton.js";
import { Attention } from "./canvas/pointing/attention.js";
import { Beat } from "./stream/beat.js";
import { Camera } from "./record/camera.js";
import { Detail, keyText, panelHint, panelTitle } from "./canvas/pointing/detail.js";
import { Drawing } from "./drawing/drawing.js";
import { Editor } from "./canvas/pointing/editor.js";
import { setText } from "./kit/dom.js";
import { fill } from "./kit/format.js";
import { fit } from "./canvas/layout/fitting.js";
import { GraphControls, Toggle } from "./canvas/numbers/controls.js";
import { explain } from "./kit/hints.js";
import { isLeft } from "./stream/calm.js";
import { Lifeline } from "./keeping/lifeline.js";
import { LossCurves } from "./canvas/numbers/curves.js";
import { MapPanel } from "./canvas/output/map.js";
import { Microscope } from "./microscope/microscope.js";
import { Model } from "./stream/model.js";
import { NetworkView } from "./canvas/graph/network.js";
import { DigitPad } from "./drawing/digitpad.js";
import { PlotPanel } from "./canvas/output/plot.js";
import { publish } from "./stream/published.js";
import { readLook, reducedMotion } from "./kit/look.js";
import { Readout } from "./canvas/numbers/readout.js";
import { Reports } from "./stream/reports.js";
import { Room } from "./canvas/layout/room.js";
import { TimelineBar } from "./canvas/numbers/timeline.js";
import { ViewSwitches } from "./canvas/numbers/switches.js";

class Stage {
  constructor(component, base) {
    const { data, parentElement } = component;
    this.parts = buildSkeleton(data.strings);
    parentElement.append(this.parts.root);
    this.network = new NetworkView(this.parts.graphCanvas);
    this.curves = new LossCurves(this.parts.curveCanvas);
    this.readout = new Readout(this.parts.readout, this.parts.summary);
    this.detail = new Detail(this.parts.detail, this.parts.spoken);
    const send = (event) => this.send(event);
    this.editor = new Editor(this.parts.editor, data.strings, {
      edit: (index, value) => this.stream.edit(this.model.id, index, value),
      send,
    });
    this.editor.largest = data.largest_parameter;
    this.timeline = new TimelineBar(this.parts.timeline, data.strings, {
      seek: (step) => this.stream.seek(this.model.id, step),
      send,
    });
    this.controls = new GraphControls(this.parts.graphButtons, this.parts.layers, send);
    this.switches = new ViewSwitches(this.parts, data, () => this.#arrange());
    this.drawing = new Drawing(this.parts, data, {
      draw: (wish) => this.stream.draw(wish),
      send,
      repaint: () => this.beat.schedule(),
      arrange: () => this.#arrange(),
    });
    const { strings } = data;
    const walks = (_, on) => this.microscope.toggle(on);
    this.microscopeToggle = new Toggle("microscope", walks, strings.hint_microscope);
    this.parts.microscopeSwitch.append(this.microscopeToggle.button);
    this.camera = new Camera(this.parts.microscopeSwitch, data.strings, () => this.#shown());
    this.microscope = new Microscope(this.parts.microscope, this.parts.root, data.strings, {
      send: (event) => this.send(event),
      setTrace: (wish) => this.stream.setTrace(wish),
      changed: (isOn) => this.#showMicroscope(isOn),
      focus: () => this.attention.show(),
    });
    const draws = (_, on) => {
      this.pad.toggle(on);
      this.#arrange();
    };
    this.padToggle = new Toggle("pad", draws, strings.hint_pad);
    this.parts.mapSwitches.prepend(this.padToggle.button);
    this.pad = new DigitPad(data.strings, (pixels) => {
      this.network.sample = pixels;
      this.stream.setProbe(pixels);
      this.beat.schedule();
    });
    this.parts.mapCanvas.after(this.pad.node);
    this.beat = new Beat(this.parts.root, (now) => this.#tick(now));
    this.path = location.pathname;
    this.reports = new Reports(send, this.path);
    this.attention = this.#attend();
    this.#observe();
    this.lifeline = new Lifeline(this.parts, data, base, {
      send,
      scene: (message) => (this.nextScene = message),
      trace: (message) => this.microscope.take(message),
      wake: () => this.beat.schedule(),
    });
    this.stream = this.lifeline.stream;
  }

  /** Called at first, and whenever the data from Python or the theme changed. */
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
    this.resizing.disconnect();
    this.parts.root.remove();
  }

  #attend() {
    const { network, curves, editor, microscope } = this;
    const views = { network, curves, editor, microscope };
    return new Attention(this.parts, {
      ...views,
      model: () => this.model,
      panel: () => this.panel,
      watch: (neuron) => this.stream.setWatch(neuron),
      changed: (focus, byKeyboard) => {
        this.beat.renew();
        if (byKeyboard) this.detail.speak(this.model, focus, this.look);
      },
      schedule: () => this.beat.schedule(),
      redrawCurves: () => this.model?.frame && curves.draw(),
    });
  }

  #observe() {
    const { root } = this.parts;
    this.resizing = new ResizeObserver(() => {
      if (root.clientWidth !== this.width) this.#arrange();
    });
    this.resizing.observe(root);
    this.room = new Room(this.parts, () => {
      this.#arrange();
      // A sheet of paper does not wait for the next tick.
      if (this.room.onPaper && this.model?.frame) this.#show(performance.now(), false, true);
    });
  }

  #showMicroscope(isOn) {
    this.parts.microscope.hidden = !isOn;
    this.#arrange();
    if (!isOn) this.microscopeToggle.button.focus({ preventScroll: true });
  }

  /** Measure and place everything anew: scene, width, theme or a switch changed. */
  #arrange() {
    const { parts, model } = this;
    const { strings } = this.data;
    const options = { ...this.switches.options, ...this.drawing.options };
    this.look = readLook(parts.root, this.data, options, this.room.onPaper);
    this.width = parts.root.clientWidth;
    parts.root.dataset.arrangement = arrangementFor(this.width, this.microscope.isOn);
    const room = this.room.measure(this.width, this.microscope.isOn);
    this.switches.show();
    this.microscopeToggle.show(strings.microscope, this.microscope.isOn);
    if (!model || this.width === 0) return;
    const { isOn } = this.pad;
    this.padToggle.show(strings.pad, isOn);
    this.padToggle.button.hidden = !model.image;
    parts.mapCanvas.hidden = isOn;
    const key = keyText(model, strings, isOn);
    const isDrawing = this.drawing.isOn && model.drawable;
    const { sizes, layout } = fit(parts, model, {
      look: this.look,
      width: this.width,
      room,
      key,
      fitSwitches: () => this.switches.fit(model, { isPad: isOn, isDrawing }),
    });
    this.network.arrange(model, layout, sizes.graph, this.look);
    this.panel.arrange(model, sizes.map, this.look);
    this.pad.arrange(model, sizes.map, this.look);
    this.drawing.arrange(model, this.panel, this.look);
    this.curves.arrange(sizes.curves, this.look);
    this.controls.arrange(model, layout, strings, this.data.locked);
    this.microscope.arrange(model, this.look, this.data);
    parts.graphCanvas.setAttribute(
      "aria-label",
      fill(strings.graph, { sizes: model.sizes.join(", ") }),
    );
    parts.key.textContent = key;
    parts.mapCanvas.setAttribute("aria-label", model.dimension === 1 ? strings.plot : strings.map);
    this.beat.renew();
    this.beat.schedule();
  }

  #adopt(scene) {
    this.model = new Model(scene);
    this.nextScene = null;
    this.panel = new (this.model.dimension === 1 ? PlotPanel : MapPanel)(this.parts.mapCanvas);
    if (!this.model.image) this.pad.toggle(false);
    this.curves.clear();
    this.editor.forget();
    this.timeline.forget();
    this.readout.arrange(this.model, this.look);
    this.parts.root.classList.remove("empty");
    this.parts.root.dataset.scene = this.model.id;
  }

  #take(frame) {
    const { header } = frame;
    // A new scene is shown with its first frame, so that the old picture stays until then.
    if (this.nextScene && this.nextScene.header.scene === header.scene) {
      this.#adopt(this.nextScene);
      this.model.frame = frame;
      this.#arrange();
      this.attention.fit(this.model);
    }
    if (this.model?.id !== header.scene) return;
    this.model.frame = frame;
    this.panel.take?.(frame);
    const { network, pad, curves, editor, drawing, timeline } = this;
    for (const view of [network, pad, curves, editor, drawing, timeline]) view.take(frame);
    this.lifeline.note(header);
    if (header.playing !== this.playing) this.beat.renew();
    this.playing = header.playing;
    this.microscope.takeFrame(frame);
    this.reports.take(header);
  }

  /** Show the next picture, if there is one; whether there is more to be painted. */
  #tick(now) {
    const frame = this.stream.next();
    if (frame) this.#take(frame);
    const isLive = Boolean(this.playing) && this.lifeline.isOpen;
    const flowing = (isLive || Boolean(this.network.focus?.flow)) && !reducedMotion.matches;
    if (frame) this.beat.count(now, frame.header.frame);
    if (this.model?.frame) this.#show(now, flowing, Boolean(frame));
    if (frame) {
      this.camera.take(now);
      this.stream.acknowledge(frame.header.frame);
    }
    return this.stream.waiting.length > 0 || (flowing && this.beat.inView);
  }

  #show(now, flowing, isNew) {
    const stands = isNew && !this.playing;
    if (this.beat.inView) this.#paint(now, flowing, stands);
    if (this.beat.isDue("text", now, stands)) this.#write();
  }

  #paint(now, flowing, stands) {
    this.network.paint(now, flowing, this.panel.pointed);
    this.panel.paint(this.attention.focus);
    if (this.beat.isDue("curves", now, stands)) this.curves.draw();
  }

  /** Bring all that is written up to date. */
  #write() {
    const { model, data, parts, attention } = this;
    this.readout.show(model.frame);
    this.readout.speak(model.frame);
    this.detail.show(model, attention.focus, data.strings);
    this.editor.show();
    this.timeline.show();
    const title = panelTitle(model, attention.focus, data.strings, this.switches.options);
    setText(parts.mapTitle, this.pad.isOn ? data.strings.pad_title : title);
    explain(parts.mapTitle, panelHint(model, attention.focus, data.strings));
    attention.refresh();
    publish(parts.root, model.frame.header, this.curves, this.beat.rate);
  }

  /** What a picture of the stage is to show, or null while there is nothing. */
  #shown() {
    const { model, look, curves, network, data } = this;
    if (!model?.frame) return null;
    const panelFocus = this.attention.focus;
    const title = panelTitle(model, panelFocus, data.strings, this.switches.options);
    const { focus, sample, example } = network;
    return { model, look, curves, focus, sample, example, panelFocus, title, name: data.name };
  }
}

const stages = new WeakMap();

/**
 * Show the stage in an element, or bring the one that is there up to date.
 *
 * @param {object} component  what Streamlit hands to a component's function
 * @param {string} base  address of the app, against which data.stream is resolved
 * @returns {Function} takes the stage away
 */
export function mount(component, base) {
  const { parentElement } = component;
  if (!stages.has(parentElement)) stages.set(parentElement, new Stage(component, base));
  const stage = stages.get(parentElement);
  stage.update(component);
  return () => {
    stages.delete(parentElement);
    stage.destroy();
  };
}
