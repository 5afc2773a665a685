// Gives the keyboard back to a tab that lost it to the redrawing of the tabs.
//
// Streamlit disables each tab of a row that has been sent anew until the tab itself has been sent,
// too. Where a picture falls in between, the browser takes the focus from the disabled tab, and
// whoever walks the tabs by arrow keys is thrown back to the top of the page.

const states = new WeakMap();

function watch(holder) {
  let lost = null;
  const returning = new MutationObserver(() => {
    if (lost.getAttribute("aria-disabled") === "true") return;
    returning.disconnect();
    // Only if the person has not gone elsewhere meanwhile.
    if (document.activeElement === document.body) lost.focus({ preventScroll: true });
  });
  const onFocusOut = ({ target, relatedTarget }) => {
    if (relatedTarget || !target.matches('[role="tab"]')) return;
    // The focus goes in the middle of the change: whether it was this one is known after it.
    queueMicrotask(() => {
      if (target.getAttribute("aria-disabled") !== "true") return;
      lost = target;
      returning.observe(target, { attributes: true, attributeFilter: ["aria-disabled"] });
    });
  };
  holder.addEventListener("focusout", onFocusOut);
  return () => {
    returning.disconnect();
    holder.removeEventListener("focusout", onFocusOut);
  };
}

export default function ({ data, parentElement }) {
  let state = states.get(parentElement);
  if (!state) {
    const host = parentElement.host ?? parentElement;
    state = { end: watch(host.closest(data.selector)) };
    states.set(parentElement, state);
  }
  state.data = data;
  return () => {
    // A call that was overtaken by a newer one is cleaned up late; the state is no longer its own.
    if (state.data !== data) return;
    states.delete(parentElement);
    state.end();
  };
}
