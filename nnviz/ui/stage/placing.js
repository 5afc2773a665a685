// Where a label goes: beside what it is about, never over it, and within the stage.

const DISTANCE = 6;

/**
 * @param {HTMLElement} node  shown already, absolutely placed in `root`
 * @param {{left: number, top: number, right: number, bottom: number}} box  on the screen, of what it
 *   is about: below it, or above where the screen ends
 */
export function placeBeside(node, root, box) {
  const outer = root.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = node;
  const middle = (box.left + box.right) / 2 - outer.left;
  const left = Math.max(0, Math.min(middle - width / 2, outer.width - width - 2));
  const isBelow = box.bottom + DISTANCE + height <= window.innerHeight || box.top < height + DISTANCE;
  const top = (isBelow ? box.bottom + DISTANCE : box.top - DISTANCE - height) - outer.top;
  node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
