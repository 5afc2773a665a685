// Takes the stream's binary messages apart: one byte of kind, a JSON header, then plain arrays
// that are viewed in place, never copied. The format is described in docs/frames.md.

export const SCENE = 1;
export const FRAME = 2;
export const TRACE = 3;

const VERSION = 1;
const PREFIX_BYTES = 8;
const VIEWS = { f4: Float32Array, u1: Uint8Array };
const utf8 = new TextDecoder();

/**
 * @param {ArrayBuffer} buffer  one whole message
 * @returns {{kind: number, header: object, arrays: Object<string, Float32Array|Uint8Array>}}
 */
export function decode(buffer) {
  const prefix = new DataView(buffer);
  const version = prefix.getUint8(1);
  if (version !== VERSION) {
    throw new Error(`message version ${version}, this page understands ${VERSION}`);
  }
  const header = JSON.parse(
    utf8.decode(new Uint8Array(buffer, PREFIX_BYTES, prefix.getUint32(4, true))),
  );
  const arrays = {};
  for (const [name, [type, offset, count]] of Object.entries(header.arrays)) {
    arrays[name] = new VIEWS[type](buffer, offset, count);
  }
  return { kind: prefix.getUint8(0), header, arrays };
}
