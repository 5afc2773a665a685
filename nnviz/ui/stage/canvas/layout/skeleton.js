// The stage's elements, before any run is known: canvases, holders for buttons, places for text.

import { element } from "../../kit/dom.js";
import { term } from "../../kit/hints.js";

/** @import { Strings } from "../../stream/given.d.ts" */

const HIDDEN = "visually-hidden";

/** @typedef {ReturnType<typeof buildSkeleton>} Parts */

/** The elements by name; `root` holds them all. @param {Strings} strings */
export function buildSkeleton(strings) {
  const parts = {
    notice: element("div", { class: "notice", role: "status", hidden: true }),
    readout: element("dl", { class: "readout" }),
    layers: element("div", { class: "layers", role: "group", "aria-label": strings.hidden_layers }),
    microscopeSwitch: element("div", { class: "switches" }),
    microscope: element("section", { class: "microscope", hidden: true }),
    graphCanvas: element("canvas", { role: "img", "aria-label": strings.graph }),
    graphButtons: element("div", { class: "buttons" }),
    detail: element("p", { class: "detail idle" }),
    editor: element("div", {
      class: "editor",
      role: "group",
      "aria-label": strings.editor,
      hidden: true,
    }),
    key: element("p", { class: "key" }),
    timeline: element("section", { class: "timeline", "aria-label": strings.timeline }),
    mapTitle: term(strings.output_title, strings.hint_map),
    curveTitle: term(strings.curves_title, strings.hint_curves),
    strings,
    mapSwitches: element("div", { class: "switches" }),
    mapCanvas: element("canvas", { role: "img", "aria-label": strings.map }),
    curveSwitches: element("div", { class: "switches" }),
    curveCanvas: element("canvas", { role: "img", "aria-label": strings.curves }),
    tip: element("div", { class: "tip", hidden: true, "aria-hidden": "true" }),
    summary: element("p", { class: `${HIDDEN} summary`, "aria-live": "polite" }),
    spoken: element("p", { class: HIDDEN, "aria-live": "polite" }),
    waiting: element("p", { class: "waiting", text: strings.connecting }),
  };
  const walker = element(
    "div",
    { class: "walker", role: "application", tabindex: "0", "aria-label": strings.walker },
    parts.graphCanvas,
  );
  const graph = element("div", { class: "graph" }, walker, parts.graphButtons);
  const plane = element("div", { class: "plane" }, parts.mapCanvas);
  const mapHeading = element("h2", {}, parts.mapTitle);
  const mapHead = element("div", { class: "head" }, mapHeading, parts.mapSwitches);
  const map = element("section", { class: "map" }, mapHead, plane);
  const inspector = element("div", { class: "inspector" }, parts.key, parts.detail, parts.editor);
  const root = element(
    "div",
    { class: "nnviz-stage empty" },
    parts.notice,
    parts.waiting,
    parts.readout,
    element(
      "section",
      { class: "network" },
      element("div", { class: "above" }, parts.layers, parts.microscopeSwitch),
      graph,
      inspector,
    ),
    parts.microscope,
    map,
    element(
      "section",
      { class: "curves" },
      element("div", { class: "head" }, element("h2", {}, parts.curveTitle), parts.curveSwitches),
      parts.curveCanvas,
    ),
    parts.timeline,
    parts.tip,
    parts.summary,
    parts.spoken,
  );
  return { ...parts, walker, graph, plane, mapHead, map, inspector, root };
}
