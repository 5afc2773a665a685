// Tells the page whether a part of it is in view, and gives it the beat to refresh by: one tick a
// second while that part is in view, the browser's tab is shown and there is something new to draw.
// The next tick waits for the answer to the last, so a slow page is never asked twice. And what is
// drawn must not hold up all else: the longer it did, the longer until it is drawn again.

import { whenCalm } from "../../stage/stream/calm.js";

/** @import { Component } from "../component.d.ts" */

/**
 * @typedef {object} Data
 * @property {string} selector  of the part
 * @property {boolean} running  whether there will be something new to draw
 * @property {boolean} visible
 * @property {number} interval
 * @property {number} strip
 * @property {number} turn
 */

/**
 * @typedef {object} State
 * @property {Data} data
 * @property {string} path
 * @property {boolean} visible
 * @property {number} timer
 * @property {() => void} takeBack
 * @property {() => void} takeBackReport
 * @property {number} tickedAt
 * @property {number} heldUp  ms since then
 * @property {boolean} isAsking
 * @property {boolean} watching
 * @property {(visible: boolean) => void} report
 * @property {() => void} tick
 * @property {() => void} end
 */

/** @type {WeakMap<Node, State>} */
const states = new WeakMap();

// A picture that comes this much later than the one before has been held up, in ms.
const LATE_MS = 40;
// Of the time between two ticks, one part in so many may be spent holding others up; but a page
// that is held up by something else, all the time, is still drawn anew now and then.
const PARTS = 7;
const LONGEST_MS = 10000;

/** @param {State} state */
function isRunning(state) {
  return state.visible && state.data.running && !document.hidden;
}

/** @param {State} state */
function schedule(state) {
  clearTimeout(state.timer);
  state.takeBack();
  // What the server takes to answer, it takes from the training.
  if (state.isAsking) state.heldUp += performance.now() - state.tickedAt;
  state.isAsking = false;
  if (!isRunning(state)) return;
  if (!state.watching) measure(state);
  state.timer = setTimeout(() => tickWhenBearable(state), state.data.interval);
}

/** @param {State} state */
function tickWhenBearable(state) {
  const rest = Math.min(PARTS * state.heldUp, LONGEST_MS);
  const wait = state.tickedAt + rest - performance.now();
  if (wait > 0) {
    state.timer = setTimeout(() => tickWhenBearable(state), wait);
    return;
  }
  state.takeBack = whenCalm(state.path, () => {
    if (!isRunning(state)) return;
    state.tickedAt = performance.now();
    state.heldUp = 0;
    state.isAsking = true;
    state.tick();
  });
}

/** Add up, from picture to picture, for how long the page was held up. @param {State} state */
function measure(state) {
  state.watching = true;
  /** @type {number | null} */
  let last = null;
  /** @param {number} now */
  const next = (now) => {
    if (last !== null && now - last > LATE_MS) state.heldUp += now - last;
    last = now;
    state.watching = isRunning(state);
    if (state.watching) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/** @param {HTMLElement | ShadowRoot} parentElement @param {Data} data @returns {State} */
function watch(parentElement, data) {
  /** @type {State} */
  const state = {
    data,
    path: location.pathname,
    visible: data.visible,
    timer: 0,
    takeBack: () => {},
    takeBackReport: () => {},
    tickedAt: 0,
    heldUp: 0,
    isAsking: false,
    watching: false,
    report: () => {},
    tick: () => {},
    end: () => {},
  };
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (entry.isIntersecting === state.visible) return;
      state.visible = entry.isIntersecting;
      state.takeBackReport();
      state.takeBackReport = whenCalm(state.path, () => state.report(state.visible));
      schedule(state);
    },
    // A strip at the lower edge is not worth drawing for.
    { rootMargin: `0px 0px -${data.strip}px 0px` },
  );
  observer.observe(host.closest(data.selector) ?? host);
  const onVisibility = () => schedule(state);
  document.addEventListener("visibilitychange", onVisibility);
  state.end = () => {
    observer.disconnect();
    document.removeEventListener("visibilitychange", onVisibility);
  };
  return state;
}

/** @param {Component<Data, {visible: boolean, tick: number}>} component */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const state = states.get(parentElement) ?? watch(parentElement, data);
  states.set(parentElement, state);
  state.data = data;
  state.report = (visible) => setStateValue("visible", visible);
  state.tick = () => setTriggerValue("tick", data.turn);
  schedule(state);
  return () => {
    // A call that was overtaken by a newer one is cleaned up late; the state is no longer its own.
    if (state.data !== data) return;
    clearTimeout(state.timer);
    state.takeBack();
    state.takeBackReport();
    state.visible = false;
    state.end();
    states.delete(parentElement);
  };
}
