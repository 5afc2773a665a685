// What is known where it is written, and what TypeScript cannot see: JavaScript has no sign for it.

/**
 * What is there in any case. Where it is not, that is said here, and not by what comes to grief of
 * it.
 *
 * @template T
 * @param {T} value
 * @param {string} what  it is, for the error
 * @returns {NonNullable<T>}
 */
export function must(value, what) {
  if (value === null || value === undefined) throw new Error(`there is no ${what}`);
  return value;
}

/**
 * A field that is set before anything reads it, most often by `arrange`.
 *
 * @template T
 * @returns {T}
 */
export const later = () => /** @type {T} */ (/** @type {unknown} */ (undefined));
