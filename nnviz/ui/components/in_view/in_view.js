// Tells the page whether a part of it is in view, and gives it the beat to refresh by: one tick a
// second while that part is in view, the browser's tab is shown and there is something new to draw.
// The next tick waits for the answer to the last, so a slow page is never asked twice. And what is
// drawn must not hold up all else: the longer it did, the longer until it is drawn again.

import { whenCalm } from "../../stage/stream/calm.js";

const states = new WeakMap();

// A picture that comes this much later than the one before has been held up, in ms.
const LATE_MS = 40;
// Of the time between two ticks, one part in so many may be spent holding others up; but a page
// that is held up by something else, all the time, is still drawn anew now and then.
const PARTS = 7;
const LONGEST_MS = 10000;

function isRunning(state) {
  return state.visible && state.data.running && !document.hidden;
}

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

/** Add up, from picture to picture, for how long the page was held up. */
function measure(state) {
  state.watching = true;
  let last = null;
  const next = (now) => {
    if (last !== null && now - last > LATE_MS) state.heldUp += now - last;
    last = now;
    state.watching = isRunning(state);
    if (state.watching) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

function watch(parentElement, data) {
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
  };
  const host = parentElement.host ?? parentElement;
  state.observer = new IntersectionObserver(
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
  state.observer.observe(host.closest(data.selector) ?? host);
  state.onVisibility = () => schedule(state);
  document.addEventListener("visibilitychange", state.onVisibility);
  return state;
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let state = states.get(parentElement);
  if (!state) {
    state = watch(parentElement, data);
    states.set(parentElement, state);
  }
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
    state.observer.disconnect();
    document.removeEventListener("visibilitychange", state.onVisibility);
    states.delete(parentElement);
  };
}
