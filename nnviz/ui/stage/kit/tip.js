// The small label for what is drawn: beside the pointer it names the value under it, beside a tile
// or a line it says what that is. Escape sends it away until something else is pointed at.

import { placeBeside } from "./placing.js";
import { setText, targetOf } from "./dom.js";

/** @import { TextAt } from "../canvas/places.d.ts" */

const DISTANCE = 14;

/**
 * Where something is said: beside the place on the target, or a part of it that the text brings.
 *
 * @typedef {{target: HTMLElement, textAt: TextAt, x: number, y: number}} Source
 */

export class Tip {
  /**
   * @param {HTMLElement} node  the label
   * @param {HTMLElement} root  of the stage
   * @param {() => void} shown  called when it appears
   */
  constructor(node, root, shown) {
    this.node = node;
    this.root = root;
    this.shown = shown;
    /** @type {Source | null} */
    this.source = null;
    /** @type {Source | null} */
    this.pinned = null;
    /** @type {string | null} */
    this.dismissed = null;
    /** @param {KeyboardEvent} event */
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
   * @param {TextAt} textAt  (x, y) on the target, or (null, null) when left -> text, or {text, box:
   *   {x, y, width, height}} to stand beside a part of the target, or null
   */
  over(target, textAt) {
    /** @param {{pointerType: string}} event */
    const leave = ({ pointerType }) => {
      if (pointerType === "touch") return;
      textAt(null, null);
      this.source = null;
      this.refresh();
    };
    /** @param {PointerEvent} event */
    const move = (event) => {
      const box = target.getBoundingClientRect();
      this.source = { target, textAt, x: event.clientX - box.left, y: event.clientY - box.top };
      this.refresh();
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerdown", move);
    target.addEventListener("pointerleave", leave);
    this.root.addEventListener("pointerdown", (event) => {
      if (this.source?.target === target && !target.contains(targetOf(event))) {
        leave({ pointerType: "mouse" });
      }
    });
  }

  /**
   * Stand beside what the keyboard points at: a function as `textAt`, or null to leave it.
   *
   * @param {HTMLElement} target
   * @param {(() => ReturnType<TextAt>) | null} textAt
   */
  pin(target, textAt) {
    this.pinned = textAt && { target, textAt, x: 0, y: 0 };
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
    const found = source?.textAt(source.x, source.y) ?? null;
    const [text, box] = typeof found === "string" ? [found, null] : [found?.text, found?.box];
    if (text !== this.dismissed) this.dismissed = null;
    const wasHidden = node.hidden;
    node.hidden = !text || text === this.dismissed;
    if (!source || !text || node.hidden) return;
    if (wasHidden) this.shown();
    setText(node, text);
    const area = source.target.getBoundingClientRect();
    if (box) {
      const [left, top] = [area.left + box.x, area.top + box.y];
      placeBeside(node, root, { left, top, right: left + box.width, bottom: top + box.height });
      return;
    }
    const outer = root.getBoundingClientRect();
    const x = area.left - outer.left + source.x;
    const y = area.top - outer.top + source.y;
    const left = Math.max(0, Math.min(x + DISTANCE, outer.width - node.offsetWidth - 2));
    const above = y - node.offsetHeight - DISTANCE;
    node.style.transform = `translate(${left}px, ${above < 0 ? y + DISTANCE : above}px)`;
  }
}
