// Wires the parts of the stage: frames come in from the stream, are painted in the browser's own
// rhythm and acknowledged; what the person points at chooses what the big panel shows; buttons
// become events for Python.

import { arrangementFor, graphLayout, headsOf, mapSide, panels } from "./layout.js";
import { shapeOf } from "./shape.js";
import { buildSkeleton } from "./skeleton.js";
import { Address } from "./address.js";
import { Autosave } from "./autosave.js";
import { whenCalm } from "./calm.js";
import { Camera } from "./camera.js";
import { ConnectionNotice, pageLives } from "./notice.js";
import { Detail, keyText, panelHint, panelTitle } from "./detail.js";
import { Drawing } from "./drawing.js";
import { Editor } from "./editor.js";
import { setText } from "./dom.js";
import { fill } from "./format.js";
import { GraphControls, Toggle } from "./controls.js";
import { explain } from "./hints.js";
import { Homecoming } from "./homecoming.js";
import { LossCurves } from "./curves.js";
import { MapPanel } from "./map.js";
import { Microscope } from "./microscope.js";
import { Model } from "./model.js";
import { NetworkView } from "./network.js";
import { DigitPad } from "./digitpad.js";
import { PlotPanel } from "./plot.js";
import { Pointed } from "./pointed.js";
import { Pointing, watchedBy } from "./interaction.js";
import { publish } from "./published.js";
import { readLook, reducedMotion } from "./look.js";
import { Room } from "./room.js";
import { Readout } from "./readout.js";
import { Stream } from "./stream.js";
import { TimelineBar } from "./timeline.js";
import { ViewSwitches } from "./switches.js";

// Text changes at a rate that can be read; curves at one that looks alive.
const TEXT_INTERVAL_MS = 100;
const CURVE_INTERVAL_MS = 80;
const RATE_WINDOW_MS = 1000;

class Stage {
  constructor(component, base) {
    const { data, parentElement } = component;
    this.parts = buildSkeleton(data.strings);
    parentElement.append(this.parts.root);
    this.network = new NetworkView(this.parts.graphCanvas);
    this.curves = new LossCurves(this.parts.curveCanvas);
    this.readout = new Readout(this.parts.readout, this.parts.summary);
    this.detail = new Detail(this.parts.detail, this.parts.spoken);
    const { graphButtons, layers } = this.parts;
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
    this.address = new Address(() => this.data.keeps_url && this.parts.root.isConnected);
    this.controls = new GraphControls(graphButtons, layers, send);
    this.switches = new ViewSwitches(this.parts, data, () => this.#arrange());
    this.drawing = new Drawing(this.parts, data, {
      draw: (wish) => this.stream.draw(wish),
      send,
      repaint: () => this.#schedule(),
      arrange: () => this.#arrange(),
    });
    const { strings } = data;
    const walks = (_, on) => this.microscope.toggle(on);
    this.microscopeToggle = new Toggle("microscope", walks, strings.hint_microscope);
    this.parts.microscopeSwitch.append(this.microscopeToggle.button);
    this.camera = new Camera(this.parts.microscopeSwitch, data.strings, () => this.#shown());
    this.connection = new ConnectionNotice(this.parts, () => this.stream.reconnect());
    this.microscope = new Microscope(this.parts.microscope, this.parts.root, data.strings, {
      send: (event) => this.send(event),
      setTrace: (wish) => this.stream.setTrace(wish),
      changed: (isOn) => this.#showMicroscope(isOn),
      focus: () => this.#showFocus(),
    });
    this.padToggle = new Toggle("pad", (_, on) => this.#showPad(on), strings.hint_pad);
    this.parts.mapSwitches.prepend(this.padToggle.button);
    this.pad = new DigitPad(data.strings, (pixels) => {
      this.network.sample = pixels;
      this.stream.setProbe(pixels);
      this.#schedule();
    });
    this.parts.mapCanvas.after(this.pad.node);
    this.path = location.pathname;
    this.reported = {};
    this.paintTimes = [];
    this.textAt = this.curvesAt = -Infinity;
    this.inView = true;
    this.#point();
    this.#observe();
    const address = new URL(data.stream, base);
    address.protocol = address.protocol.replace("http", "ws");
    this.stream = new Stream(address.href, {
      scene: (message) => (this.nextScene = message),
      trace: (message) => this.microscope.take(message),
      state: (state) => this.connection.show(state, this.data.strings),
      wake: () => this.#schedule(),
      pageLives,
    });
    this.autosave = new Autosave(
      new URL(data.run_file, base).href,
      () => this.connection.state === "open",
    );
    this.homecoming = new Homecoming({
      ask: send,
      handBack: (token) => this.autosave.handBack(token),
      follow: (token) => this.stream.follow(token),
    });
  }

  /** Called at first, and whenever the data from Python or the theme changed. */
  update({ data, setTriggerValue }) {
    this.send = (event) => setTriggerValue("event", event);
    this.data = data;
    this.parts.root.dataset.without = data.without.join(" ");
    this.editor.isLocked = data.locked.includes("editor");
    this.#arrange();
    this.homecoming.update(data);
  }

  destroy() {
    cancelAnimationFrame(this.ticking);
    this.homecoming.end();
    this.autosave.end();
    this.stream.end();
    this.readout.end();
    this.microscope.destroy();
    this.camera.end();
    this.editor.end();
    this.drawing.end();
    this.timeline.end();
    this.address.end();
    this.pointed.end();
    this.resizing.disconnect();
    this.room.end();
    this.seeing.disconnect();
    reducedMotion.removeEventListener("change", this.motionChanged);
    this.parts.root.remove();
  }

  #point() {
    const { parts } = this;
    this.pointing = new Pointing(parts.graph, parts.walker, {
      at: (x, y) => (this.model ? this.network.at(x, y) : null),
      model: () => this.model,
      changed: (focus, byKeyboard) => this.#focusChanged(focus, byKeyboard),
      held: (focus) => this.model && this.editor.open(this.model, focus),
      inputsAcross: () => this.network.layout.columns[0].across,
      enter: () => this.editor.enter(),
      keeps: (element) => parts.editor.contains(element),
    });
    parts.graph.addEventListener("click", (event) => {
      if (!event.target.closest("button")) this.microscope.pick(this.pointing.focus);
    });
    this.pointed = new Pointed(parts, {
      model: () => this.model,
      focus: () => this.pointing.focus,
      panel: () => this.panel,
      network: this.network,
      curves: this.curves,
      strings: this.parts.strings,
      schedule: () => this.#schedule(),
      redrawCurves: () => this.#redrawCurves(),
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
      if (this.room.onPaper && this.model?.frame) this.#paint(performance.now(), false, true);
    });
    // Out of sight, frames are taken and acknowledged but not drawn.
    this.seeing = new IntersectionObserver(([entry]) => {
      this.inView = entry.isIntersecting;
      this.#schedule();
    });
    this.seeing.observe(root);
    this.motionChanged = () => this.#schedule();
    reducedMotion.addEventListener("change", this.motionChanged);
  }

  #showMicroscope(isOn) {
    this.parts.microscope.hidden = !isOn;
    this.#arrange();
    if (!isOn) this.microscopeToggle.button.focus({ preventScroll: true });
  }

  #showPad(on) {
    this.pad.toggle(on);
    this.#arrange();
  }

  /** What the graph shows: what is pointed at, else what the microscope speaks of. */
  #showFocus() {
    if (!this.model) return;
    const { hovered, focus } = this.pointing;
    this.network.setFocus(hovered ?? this.microscope.focus ?? focus, this.microscope.pictured);
    this.#schedule();
  }

  #focusChanged(focus, byKeyboard) {
    if (!this.model) return;
    this.#showFocus();
    this.stream.setWatch(watchedBy(focus));
    this.textAt = -Infinity;
    this.pointed.follow(focus, byKeyboard);
    if (byKeyboard) this.detail.speak(this.model, focus, this.look);
    this.#schedule();
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
    const shape = shapeOf(model, this.look, this.width, keyText(model, strings, isOn), room);
    const side = mapSide(this.width, { ...room, key: shape.key });
    parts.root.dataset.heads = headsOf(side);
    parts.root.style.setProperty("--side", `${side}px`);
    // Before the height of the switches is asked for.
    this.switches.fit(model, { isPad: isOn, isDrawing: this.drawing.isOn && model.drawable });
    const head = parts.mapHead.offsetHeight;
    const sizes = panels(this.width, shape, { ...room, head });
    parts.root.style.setProperty("--side", `${sizes.column}px`);
    parts.inspector.style.minHeight = `${sizes.inspector}px`;
    parts.root.style.setProperty("--graph", `${sizes.graph.height}px`);
    const isCompact = this.microscope.isOn && sizes.arrangement === "narrow";
    const layout = graphLayout(sizes.graph, { ...shape, isCompact });
    this.network.arrange(model, layout, sizes.graph, this.look);
    this.panel.arrange(model, sizes.map, this.look);
    this.pad.arrange(model, sizes.map, this.look);
    this.drawing.arrange(model, this.panel, this.look);
    this.curves.arrange(sizes.curves, this.look);
    this.controls.arrange(model, layout, strings, this.data.locked);
    this.microscope.arrange(model, this.look, this.data);
    parts.graphCanvas.setAttribute("aria-label", fill(strings.graph, { sizes: model.sizes.join(", ") }));
    parts.key.textContent = keyText(model, strings, isOn);
    explain(parts.mapTitle, panelHint(model, strings));
    parts.mapCanvas.setAttribute("aria-label", model.dimension === 1 ? strings.plot : strings.map);
    this.textAt = this.curvesAt = -Infinity;
    this.#schedule();
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
      this.pointing.fit(this.model);
    }
    if (this.model?.id !== header.scene) return;
    this.model.frame = frame;
    this.network.take(frame);
    this.panel.take?.(frame);
    this.pad.take(frame);
    this.curves.take(frame);
    this.editor.take(frame);
    this.drawing.take(frame);
    this.timeline.take(frame);
    this.address.note(header, this.data.replayable);
    if (this.data.keeps_url) this.autosave.note(this.data.token);
    if (header.playing !== this.playing) this.textAt = this.curvesAt = -Infinity;
    this.playing = header.playing;
    this.microscope.takeFrame(frame);
    this.#report("trouble", header.trouble && `${header.scene}:${header.trouble.step}`, header.step);
    this.#report("halt", header.halt && `${header.scene}:${header.halt.step}`, header.step);
    this.#report("stale", header.stale && "stale", header.step);
  }

  /** Tell Python once of what it has to draw the page anew for. */
  #report(type, what, step) {
    if (what === this.reported[type]) return;
    this.reported[type] = what;
    // By then it may be over, or there may be news of it.
    if (!what) return;
    whenCalm(this.path, () => this.reported[type] === what && this.send({ type, step }));
  }

  #schedule() {
    this.ticking ??= requestAnimationFrame((now) => this.#tick(now));
  }

  #tick(now) {
    this.ticking = null;
    const frame = this.stream.next();
    if (frame) this.#take(frame);
    const isLive = Boolean(this.playing) && this.connection.state === "open";
    const flowing = (isLive || Boolean(this.network.focus?.flow)) && !reducedMotion.matches;
    if (frame) this.#countPaint(now, frame.header);
    if (this.model?.frame && this.inView) this.#paint(now, flowing, Boolean(frame));
    if (frame) this.camera.take(now);
    if (frame) this.stream.acknowledge(frame.header.frame);
    const more = this.stream.waiting.length > 0 || (flowing && this.inView);
    if (more) this.#schedule();
  }

  #paint(now, flowing, isNew) {
    const { focus } = this.pointing;
    this.network.paint(now, flowing, this.panel.pointed);
    this.panel.paint(focus);
    if (now - this.curvesAt >= CURVE_INTERVAL_MS || (isNew && !this.playing)) {
      this.curvesAt = now;
      this.#redrawCurves();
    }
    if (now - this.textAt < TEXT_INTERVAL_MS && !(isNew && !this.playing)) return;
    this.textAt = now;
    const { model, data, parts } = this;
    this.readout.show(model.frame);
    this.readout.speak(model.frame);
    this.detail.show(model, focus, data.strings);
    this.editor.show();
    this.timeline.show();
    const title = panelTitle(model, focus, data.strings, this.switches.options);
    setText(parts.mapTitle, this.pad.isOn ? data.strings.pad_title : title);
    this.pointed.refresh();
    publish(parts.root, model.frame.header, this.curves, this.paintTimes.length);
  }

  #redrawCurves() {
    if (this.model?.frame) this.curves.draw();
  }

  #countPaint(now, header) {
    this.paintTimes.push(now);
    while (this.paintTimes[0] < now - RATE_WINDOW_MS) this.paintTimes.shift();
    this.parts.root.dataset.frame = header.frame;
  }

  /** What a picture of the stage is to show, or null while there is nothing. */
  #shown() {
    const { model, look, curves, network, data } = this;
    if (!model?.frame) return null;
    const panelFocus = this.pointing.focus;
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
