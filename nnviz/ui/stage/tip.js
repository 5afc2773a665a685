// The small label beside the pointer that names the value under it.

import { setText } from "./dom.js";

const DISTANCE = 14;

export class Tip {
  constructor(node, root) {
    this.node = node;
    this.root = root;
    this.source = null;
  }

  /**
   * Follow the pointer over an element.
   *
   * @param {HTMLElement} target
   * @param {Function} textAt  (x, y) on the target, or (null, null) when left -> text or null
   */
  over(target, textAt) {
    const leave = () => {
      textAt(null, null);
      this.source = null;
      this.refresh();
    };
    const move = (event) => {
      const box = target.getBoundingClientRect();
      this.source = { target, textAt, x: event.clientX - box.left, y: event.clientY - box.top };
      this.refresh();
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerdown", move);
    target.addEventListener("pointerleave", leave);
  }

  /** Look again: the value under a resting pointer changes while the network trains. */
  refresh() {
    const { source, node, root } = this;
    const text = source?.textAt(source.x, source.y);
    node.hidden = !text;
    if (!text) return;
    setText(node, text);
    const outer = root.getBoundingClientRect();
    const box = source.target.getBoundingClientRect();
    const x = box.left - outer.left + source.x;
    const y = box.top - outer.top + source.y;
    const left = Math.max(0, Math.min(x + DISTANCE, outer.width - node.offsetWidth - 2));
    const above = y - node.offsetHeight - DISTANCE;
    node.style.transform = `translate(${left}px, ${above < 0 ? y + DISTANCE : above}px)`;
  }
}
