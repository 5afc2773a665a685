// Where a label goes: beside what it is about, never over it, and within the stage.

const DISTANCE = 6;

/**
 * @param {HTMLElement} node  shown already, absolutely placed in `root`
 * @param {{left: number, top: number, right: number, bottom: number}} box  on the screen, of what it
 *   is about: below it, or above where the screen ends
 * @param {Array} others  boxes of the same kind that it is better not to cover: where it would cover
 *   less of them above, it goes there
 */
export function placeBeside(node, root, box, others = []) {
  const outer = root.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = node;
  const middle = (box.left + box.right) / 2;
  const left = Math.max(0, Math.min(middle - width / 2 - outer.left, outer.width - width - 2));
  const below = box.bottom + DISTANCE;
  const above = box.top - DISTANCE - height;
  const covered = (top) => {
    const place = { left: outer.left + left, top, right: outer.left + left + width, bottom: top + height };
    return others.reduce((sum, other) => sum + overlap(place, other), 0);
  };
  const fitsBelow = below + height <= window.innerHeight;
  const fitsAbove = above >= 0;
  const isBelow = !fitsAbove || (fitsBelow && covered(below) <= covered(above));
  const top = (isBelow ? below : above) - outer.top;
  node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

/** The area that two boxes share. */
function overlap(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return Math.max(0, across) * Math.max(0, down);
}
