// Takes the stream's binary messages apart: one byte of kind, a JSON header, then plain arrays
// that are viewed in place, never copied. The format is described in docs/frames.md.

/** @import * as messages from "./messages.d.ts" */

export const SCENE = 1;
export const FRAME = 2;
export const TRACE = 3;

/**
 * @typedef {{kind: typeof SCENE, header: messages.SceneHeader, arrays: messages.SceneArrays}} Scene
 * @typedef {{kind: typeof FRAME, header: messages.FrameHeader, arrays: messages.FrameArrays}} Frame
 * @typedef {{kind: typeof TRACE, header: messages.TraceHeader, arrays: messages.TraceArrays}}
 *   TraceMessage
 * @typedef {Scene | Frame | TraceMessage} Message
 */

const VERSION = 1;
const PREFIX_BYTES = 8;
const VIEWS = { f4: Float32Array, u1: Uint8Array };
const utf8 = new TextDecoder();

/** @param {ArrayBuffer} buffer  one whole message @returns {Message} */
export function decode(buffer) {
  const prefix = new DataView(buffer);
  const version = prefix.getUint8(1);
  if (version !== VERSION) {
    throw new Error(`message version ${version}, this page understands ${VERSION}`);
  }
  const header = JSON.parse(
    utf8.decode(new Uint8Array(buffer, PREFIX_BYTES, prefix.getUint32(4, true))),
  );
  /** @type {[string, [keyof typeof VIEWS, number, number]][]} */
  const listed = Object.entries(header.arrays);
  const views = listed.map(([name, [type, offset, count]]) => [
    name,
    new VIEWS[type](buffer, offset, count),
  ]);
  const arrays = Object.fromEntries(views);
  return { kind: /** @type {Message["kind"]} */ (prefix.getUint8(0)), header, arrays };
}
