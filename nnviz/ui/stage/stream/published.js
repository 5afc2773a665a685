// The stage's state as attributes of its root element, for whoever watches the page from outside.

/**
 * @import { FrameHeader } from "./messages.d.ts"
 * @import { LossCurves } from "../canvas/numbers/curves.js"
 */

/**
 * @param {HTMLElement} root
 * @param {FrameHeader} header  of the frame that is shown
 * @param {LossCurves} curves  the loss curves
 * @param {number} fps  pictures in the last second
 */
export function publish(root, header, curves, fps) {
  Object.assign(root.dataset, {
    step: header.step,
    epoch: header.epoch,
    trainLoss: header.train_loss ?? "",
    testLoss: header.test_loss ?? "",
    playing: header.playing,
    head: header.head,
    target: header.target ?? "",
    ghosts: curves.ghosts.length,
    fps,
  });
}
