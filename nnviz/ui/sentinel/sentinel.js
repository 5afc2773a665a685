// Tells the page whether a part of it is in view, and gives it the beat to refresh by: one tick a
// second while that part is in view, the browser's tab is shown and there is something new to draw.
// The next tick waits for the answer to the last, so a slow page is never asked twice.

const states = new WeakMap();

function schedule(state) {
  clearTimeout(state.timer);
  if (state.visible && state.data.running && !document.hidden) {
    state.timer = setTimeout(() => state.tick(), state.data.interval);
  }
}

function watch(parentElement, data) {
  const state = { visible: data.visible, timer: 0 };
  const host = parentElement.host ?? parentElement;
  state.observer = new IntersectionObserver(
    ([entry]) => {
      if (entry.isIntersecting === state.visible) return;
      state.visible = entry.isIntersecting;
      state.report(state.visible);
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
    state.observer.disconnect();
    document.removeEventListener("visibilitychange", state.onVisibility);
    states.delete(parentElement);
  };
}
