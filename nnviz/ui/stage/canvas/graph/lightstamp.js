// The light that runs along an edge: a small round picture, stamped wherever it is.

import { pixelsOf } from "../../kit/surface.js";

/** @param {string} colour @param {boolean} dark  whether what it runs over is */
export function lightStamp(colour, dark) {
  const stamp = document.createElement("canvas");
  stamp.width = stamp.height = 24;
  const context = pixelsOf(stamp);
  const glow = context.createRadialGradient(12, 12, 0, 12, 12, 12);
  glow.addColorStop(0, "#ffffff");
  glow.addColorStop(0.38, dark ? "#ffffff" : "#ffffffee");
  glow.addColorStop(0.5, colour);
  glow.addColorStop(0.72, colour);
  glow.addColorStop(1, `${colour}00`);
  context.fillStyle = glow;
  context.fillRect(0, 0, 24, 24);
  return stamp;
}
