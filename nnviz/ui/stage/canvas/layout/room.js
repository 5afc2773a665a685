// The room that the stage has: the window's, so that all of it is in sight under the page's own
// lines; or, while it is printed, that of a sheet of paper.

/**
 * @import { Parts } from "./skeleton.js"
 * @import { StageRoom } from "../places.d.ts"
 */

// Pixels: what the page has above the stage and keeps free below it, where its heading has room for
// two lines and where it keeps three (ui/common/style/guide.css), and the gap between two rows.
const PAGE_LINES = { broad: 116, slim: 131, broadFrom: 760 };
const ROW_GAP = 12;
// Of a stage on paper; as high as a window for it would be.
const PAPER = { width: 1080, height: 960 };
const PRINTING = /** @type {const} */ (["beforeprint", "afterprint"]);

export class Room {
  /**
   * @param {Parts} parts  of the skeleton
   * @param {() => void} changed  called when it is another
   */
  constructor(parts, changed) {
    const { root } = (this.parts = parts);
    this.onPaper = false;
    this.width = this.height = 0;
    this.watching = new ResizeObserver(() => {
      if (root.clientWidth !== this.width) changed();
    });
    this.watching.observe(root);
    this.resized = () => {
      if (root.dataset.arrangement === "wide" && innerHeight !== this.height) changed();
    };
    /** @param {Event} event */
    this.printing = ({ type }) => {
      this.onPaper = type === "beforeprint";
      root.style.width = this.onPaper ? `${PAPER.width}px` : "";
      changed();
    };
    addEventListener("resize", this.resized);
    for (const type of PRINTING) addEventListener(type, this.printing);
  }

  /**
   * What `panels` of layout.js is to keep within, now.
   *
   * @param {number} width
   * @param {boolean} microscope
   * @returns {StageRoom}
   */
  measure(width, microscope) {
    const { readout, timeline } = this.parts;
    const { broad, slim, broadFrom } = PAGE_LINES;
    this.width = width;
    this.height = this.onPaper ? PAPER.height : innerHeight;
    const above = width > broadFrom ? broad : slim;
    const beside = readout.offsetHeight + timeline.offsetHeight + 2 * ROW_GAP;
    return { height: this.height - above - beside, microscope };
  }

  end() {
    this.watching.disconnect();
    removeEventListener("resize", this.resized);
    for (const type of PRINTING) removeEventListener(type, this.printing);
  }
}
