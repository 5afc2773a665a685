// The small label for what is drawn: beside the pointer it names the value under it, beside a tile
// or a line it says what that is. Escape sends it away until something else is pointed at.

import { placeBeside } from "./placing.js";
import { setText } from "./dom.js";

const DISTANCE = 14;

export class Tip {
  /**
   * @param {HTMLElement} node  the label
   * @param {HTMLElement} root  of the stage
   * @param {Function} shown  called when it appears
   */
  constructor(node, root, shown) {
    Object.assign(this, { node, root, shown, source: null, pinned: null, dismissed: null });
    this.escape = (event) => {
      if (event.key !== "Escape" || node.hidden) return;
      this.dismissed = node.textContent;
      node.hidden = true;
    };
    document.addEventListener("keydown", this.escape, { capture: true });
  }

  end() {
    document.removeEventListener("keydown", this.escape, { capture: true });
  }

  /**
   * Follow the pointer over an element. A finger leaves the label behind, until the next tap.
   *
   * @param {HTMLElement} target
   * @param {Function} textAt  (x, y) on the target, or (null, null) when left -> text, or
   *   {text, box: {x, y, width, height}} to stand beside a part of the target, or null
   */
  over(target, textAt) {
    const leave = ({ pointerType }) => {
      if (pointerType === "touch") return;
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
    this.root.addEventListener("pointerdown", (event) => {
      if (this.source?.target === target && !target.contains(event.target)) {
        leave({ pointerType: "mouse" });
      }
    });
  }

  /** Stand beside what the keyboard points at: a function as `textAt`, or null to leave it. */
  pin(target, textAt) {
    this.pinned = textAt && { target, textAt };
    if (textAt) this.source = null;
    this.refresh();
  }

  /** Go, until something is pointed at anew. */
  leave() {
    this.source = this.pinned = null;
    this.refresh();
  }

  /** Look again: the value under a resting pointer changes while the network trains. */
  refresh() {
    const { node, root } = this;
    const source = this.source ?? this.pinned;
    const found = source?.textAt(source.x, source.y);
    const text = found?.text ?? found;
    if (text !== this.dismissed) this.dismissed = null;
    const wasHidden = node.hidden;
    node.hidden = !text || text === this.dismissed;
    if (node.hidden) return;
    if (wasHidden) this.shown();
    setText(node, text);
    const box = source.target.getBoundingClientRect();
    if (found.box) {
      const [left, top] = [box.left + found.box.x, box.top + found.box.y];
      const [right, bottom] = [left + found.box.width, top + found.box.height];
      placeBeside(node, root, { left, top, right, bottom });
      return;
    }
    const outer = root.getBoundingClientRect();
    const x = box.left - outer.left + source.x;
    const y = box.top - outer.top + source.y;
    const left = Math.max(0, Math.min(x + DISTANCE, outer.width - node.offsetWidth - 2));
    const above = y - node.offsetHeight - DISTANCE;
    node.style.transform = `translate(${left}px, ${above < 0 ? y + DISTANCE : above}px)`;
  }
}
