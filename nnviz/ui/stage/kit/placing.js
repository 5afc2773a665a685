// Where a label goes: beside what it is about, never over it, and within the stage: above and below
// the stage lies what one is about to press.

/** @typedef {{left: number, top: number, right: number, bottom: number}} Sides  on the screen */

const DISTANCE = 6;

/**
 * @param {HTMLElement} node  shown already, absolutely placed in `root`
 * @param {HTMLElement} root
 * @param {Sides} box  on the screen, of what it is about: below its middle, or else wherever beside
 *   it there is room
 * @param {Sides[]} [others]  boxes of the same kind that it is better not to cover: of several
 *   places where there is room, the one where it covers least of them
 */
export function placeBeside(node, root, box, others = []) {
  const outer = root.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = node;
  /** @param {number} left */
  const within = (left) => Math.max(outer.left, Math.min(left, outer.right - width - 2));
  const lefts = [(box.left + box.right - width) / 2, box.left, box.right - width].map(within);
  const below = box.bottom + DISTANCE;
  const above = box.top - DISTANCE - height;
  /** @param {number} top @param {number} first @param {number} last */
  const fits = (top, first, last) =>
    top >= Math.max(0, first) && top + height <= Math.min(innerHeight, last);
  /** @param {number} first @param {number} last */
  const fitsBy = (first, last) => [below, above].filter((top) => fits(top, first, last));
  const choices = [fitsBy(outer.top, outer.bottom), fitsBy(0, innerHeight)];
  const tops = choices.find(({ length }) => length) ?? [below];
  const places = tops.flatMap((top) => lefts.map((left) => boxAt(left, top, width, height)));
  const { left, top } = leastOver(others, places);
  node.style.transform = `translate(${Math.round(left - outer.left)}px, ${Math.round(top - outer.top)}px)`;
}

/** @param {number} left @param {number} top @param {number} width @param {number} height */
const boxAt = (left, top, width, height) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/**
 * The place that covers least of the others, the first of several.
 *
 * @param {Sides[]} others
 * @param {Sides[]} places
 */
function leastOver(others, places) {
  const covered = places.map((place) =>
    others.reduce((sum, other) => sum + overlap(place, other), 0),
  );
  return places[covered.indexOf(Math.min(...covered))];
}

/** The area that two boxes share. @param {Sides} one @param {Sides} other */
function overlap(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return Math.max(0, across) * Math.max(0, down);
}
