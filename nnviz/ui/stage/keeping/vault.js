// Keeps a run's file in the browser, where a crash of the server does not reach it.
//
// The files of all tabs lie in one database. A tab finds its own by its name, which is a secret of
// its own; where the browser can (on a page that came over https, or from this very machine) the
// file is sealed with that name, so that it cannot be read by anybody once the tab is closed.

const DATABASE = "nnviz";
const STORE = "runs";
const MOST_FILES = 8;
const LONGEST_MS = 24 * 3600 * 1000;

/** @typedef {{playing: boolean, speed: number | null}} Facts  of a run */
/** @typedef {Facts & {content: ArrayBuffer}} Kept */
/** @typedef {{content: ArrayBuffer, iv?: Uint8Array<ArrayBuffer>}} Sealed */
/** @typedef {Facts & Sealed & {place: string, at: number}} Found  as it lies in the database */

const encoder = new TextEncoder();

/** @template Result @param {IDBRequest<Result>} request @returns {Promise<Result>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(STORE, { keyPath: "place" });
    store.createIndex("at", "at");
  };
  return done(request);
}

/**
 * Do something with the store, and wait until it is safe there.
 *
 * @template Result
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => Promise<Result>} act
 */
async function within(mode, act) {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode);
    /** @type {Promise<void>} */
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const result = await act(transaction.objectStore(STORE));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

/**
 * Forget what is too old, and the oldest beyond the number that is kept.
 *
 * @param {IDBObjectStore} store
 */
async function tidy(store) {
  const index = store.index("at");
  const places = await done(index.getAllKeys());
  const old = await done(index.getAllKeys(IDBKeyRange.upperBound(Date.now() - LONGEST_MS)));
  const surplus = places.slice(0, Math.max(places.length - MOST_FILES, old.length));
  await Promise.all(surplus.map((place) => done(store.delete(place))));
}

export class Vault {
  /** @param {string} name  of the tab */
  constructor(name) {
    this.name = name;
    /** @type {Kept | null} */
    this.kept = null; // the newest record, also where the browser stores nothing
  }

  /**
   * Keep this in the place of what was kept before; {content: ArrayBuffer, ...}.
   *
   * @param {Kept} record
   */
  async put(record) {
    this.kept = record;
    const { content, ...facts } = record;
    const sealed = {
      place: await this.#place(),
      at: Date.now(),
      ...facts,
      ...(await this.#seal(content)),
    };
    await within("readwrite", async (store) => {
      await done(store.put(sealed));
      await tidy(store);
    });
  }

  /** What was kept last, or null. @returns {Promise<Kept | null>} */
  async get() {
    if (this.kept) return this.kept;
    const place = await this.#place();
    /** @type {(store: IDBObjectStore) => Promise<Found | undefined>} */
    const ofPlace = (store) => done(store.get(place));
    const found = await within("readonly", ofPlace);
    if (!found || found.at < Date.now() - LONGEST_MS) return null;
    return { ...found, content: await this.#unseal(found) };
  }

  /** @param {string} purpose */
  async #digest(purpose) {
    return crypto.subtle.digest("SHA-256", encoder.encode(`${purpose} ${this.name}`));
  }

  async #place() {
    if (!crypto.subtle) return this.name;
    return Array.from(new Uint8Array(await this.#digest("place"))).join(".");
  }

  async #key() {
    const bytes = await this.#digest("key");
    return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  /** @param {ArrayBuffer} content */
  async #seal(content) {
    if (!crypto.subtle) return { content };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return {
      iv,
      content: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.#key(), content),
    };
  }

  /** @param {Sealed} sealed */
  async #unseal({ iv, content }) {
    if (!iv) return content;
    return crypto.subtle.decrypt({ name: "AES-GCM", iv }, await this.#key(), content);
  }
}
