// Gives the keyboard back to a tab that lost it to the redrawing of the tabs.
//
// Streamlit disables each tab of a row that has been sent anew until the tab itself has been sent,
// too. Where a picture falls in between, the browser takes the focus from the disabled tab, and
// whoever walks the tabs by arrow keys is thrown back to the top of the page.

/** @import { Component } from "../component.d.ts" */

// A part of the page is watched for as long as it is there: this component may be redrawn together
// with the tabs, and must not forget in between that one of them has lost the keyboard.
/** @type {WeakSet<Element>} */
const watched = new WeakSet();

/** @param {Element} tab */
const isOff = (tab) => tab.getAttribute("aria-disabled") === "true";

/** @param {Element} part */
function watch(part) {
  /** @type {HTMLElement | null} */
  let lost = null;
  const returning = new MutationObserver(() => {
    if (!lost || isOff(lost)) return;
    returning.disconnect();
    // Only if the person has not gone elsewhere meanwhile.
    if (document.activeElement === document.body) lost.focus({ preventScroll: true });
  });
  /** @param {FocusEvent} event */
  const letGo = ({ target, relatedTarget }) => {
    if (relatedTarget || !(target instanceof HTMLElement)) return;
    if (!target.matches('[role="tab"]')) return;
    // The focus goes in the middle of the change: whether it was this one is known after it.
    queueMicrotask(() => {
      if (!isOff(target)) return;
      lost = target;
      returning.disconnect();
      returning.observe(target, { attributes: true, attributeFilter: ["aria-disabled"] });
    });
  };
  part.addEventListener("focusout", (event) => letGo(/** @type {FocusEvent} */ (event)));
}

/** @param {Component<{selector: string}>} component */
export default function ({ data, parentElement }) {
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const part = host.closest(data.selector);
  if (!part || watched.has(part)) return;
  watched.add(part);
  watch(part);
}
