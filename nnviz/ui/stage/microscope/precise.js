// A small label at a number, pointed at or reached by the keyboard, that tells all of its digits.

import { targetOf } from "../kit/dom.js";

const GAP = 6;

export class Precise {
  /**
   * @param {HTMLElement} area  in which the numbers are: elements with `data-full`
   * @param {HTMLElement} label
   * @param {(number: Element) => string} nameOf  (element) -> its name, or ""
   */
  constructor(area, label, nameOf) {
    this.area = area;
    this.label = label;
    this.nameOf = nameOf;
    /** @param {Event} event */
    const show = (event) => this.#show(targetOf(event)?.closest("[data-full]"));
    area.addEventListener("pointerover", show);
    area.addEventListener("focusin", show);
    area.addEventListener("pointerleave", () => this.hide());
    area.addEventListener("focusout", () => this.hide());
    area.addEventListener("scroll", () => this.hide(), { capture: true, passive: true });
  }

  hide() {
    this.label.hidden = true;
  }

  /** @param {Element | null | undefined} target */
  #show(target) {
    const { label, area } = this;
    label.hidden = !target;
    if (!target) return;
    const name = this.nameOf(target);
    const full = target.getAttribute("data-full");
    label.textContent = name ? `${name} = ${full}` : full;
    const outer = area.getBoundingClientRect();
    const box = target.getBoundingClientRect();
    const middle = box.left - outer.left + box.width / 2 - label.offsetWidth / 2;
    const left = Math.max(0, Math.min(middle, outer.width - label.offsetWidth));
    const above = box.top - outer.top - label.offsetHeight - GAP;
    const top = above < 0 ? box.bottom - outer.top + GAP : above;
    label.style.transform = `translate(${left}px, ${top}px)`;
  }
}
