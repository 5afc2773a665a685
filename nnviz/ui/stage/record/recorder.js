// Recording a training: a sheet is painted again and again while it goes on, and becomes a GIF or a
// WebM. Pauses are left out. A recording ends by itself, as neither the memory nor anybody's
// patience is boundless.

import { must } from "../kit/sure.js";
import { pixelsOf } from "../kit/surface.js";
import { Sheet } from "./sheet.js";
import { themeColours } from "./quantize.js";

/** @import { Shown } from "./sheet.js" */

/** Milliseconds, of what is recorded. */
const LONGEST = 30_000;
const MOST_FRAMES = 200;
// Milliseconds between two frames: a GIF grows with each, a film hardly does.
const GIF_INTERVAL = 100;
const FILM_INTERVAL = 50;
// A gap longer than this is a pause.
const PAUSE = 400;
// How long a GIF rests on its last picture before it begins again.
const REST = 1500;
// Pixels of the recording for one of the sheet.
const GIF_RATIO = 0.75;
const FILM_RATIO = 1;
const FILM_BITS = 5_000_000;
const FILM_TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

/** What kind of film this browser can record, if any. @returns {string | null} */
export function filmType() {
  const canCapture = typeof HTMLCanvasElement.prototype.captureStream === "function";
  if (!canCapture || typeof MediaRecorder === "undefined") return null;
  return FILM_TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** When to take a frame, and how much time has been recorded. */
export class Recording {
  /** @param {number} interval @param {number} ratio @param {boolean} isRead */
  constructor(interval, ratio, isRead) {
    this.interval = interval;
    this.canvas = document.createElement("canvas");
    this.context = pixelsOf(this.canvas, { alpha: false, willReadFrequently: isRead });
    this.sheet = new Sheet(this.canvas, ratio);
    this.at = 0;
    this.frames = 0;
    this.takenAt = -Infinity;
  }

  get seconds() {
    return Math.floor(this.at / 1000);
  }

  get isFull() {
    return this.at >= LONGEST || this.frames >= this.mostFrames;
  }

  get mostFrames() {
    return Infinity;
  }

  /**
   * Keep what has been painted.
   *
   * @abstract
   * @param {Shown} _  what the stage shows
   */
  keep(_) {
    throw new Error("each kind of recording has a way of its own");
  }

  /**
   * The whole recording.
   *
   * @abstract
   * @returns {Promise<Blob>}
   */
  finish() {
    throw new Error("each kind of recording has a way of its own");
  }

  /** Nothing of it is wanted. */
  cancel() {}

  /**
   * Take what the stage shows, if it is time to.
   *
   * @param {Shown} shown
   * @param {number} now  milliseconds
   */
  take(shown, now) {
    if (now - this.takenAt < this.interval || this.isFull) return;
    if (this.frames) this.at += Math.min(now - this.takenAt, PAUSE);
    this.takenAt = now;
    this.frames += 1;
    this.sheet.paint(shown);
    this.keep(shown);
  }
}

export class GifRecording extends Recording {
  constructor() {
    super(GIF_INTERVAL, GIF_RATIO, true);
    this.worker = new Worker(new URL("./gifworker.js", import.meta.url), { type: "module" });
  }

  get mostFrames() {
    return MOST_FRAMES;
  }

  /** @param {Shown} shown */
  keep({ model, look }) {
    const { canvas, context, worker } = this;
    const { width, height } = canvas;
    if (this.frames === 1) {
      // The background as the canvas has it: a theme may name it in any way.
      const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
      const colours = themeColours(look.palette, [red, green, blue], model.classCount);
      worker.postMessage({ width, height, colours });
    }
    const { buffer } = context.getImageData(0, 0, width, height).data;
    worker.postMessage({ pixels: buffer, at: this.at }, [buffer]);
  }

  /** @returns {Promise<Blob>} the whole recording */
  finish() {
    const { worker } = this;
    /** @type {Promise<Blob>} */
    const made = new Promise((done, failed) => {
      worker.onmessage = ({ data }) => done(new Blob([data], { type: "image/gif" }));
      worker.onerror = failed;
      worker.postMessage({ end: this.at + REST });
    });
    return made.finally(() => worker.terminate());
  }

  cancel() {
    this.worker.terminate();
  }
}

/** @typedef {{recorder: MediaRecorder, track: CanvasCaptureMediaStreamTrack}} Film */

export class FilmRecording extends Recording {
  constructor() {
    super(FILM_INTERVAL, FILM_RATIO, false);
    /** @type {Blob[]} */
    this.parts = [];
    this.resting = 0;
    /** @type {Film | null} */
    this.film = null;
  }

  /** The recorder begins with the first frame, when the canvas has its size. */
  #begin() {
    const stream = this.canvas.captureStream(0);
    const [track] = /** @type {CanvasCaptureMediaStreamTrack[]} */ (stream.getVideoTracks());
    const mimeType = filmType() ?? undefined;
    const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: FILM_BITS });
    recorder.ondataavailable = ({ data }) => this.parts.push(data);
    recorder.start();
    this.resting = setInterval(() => {
      const isPause = performance.now() - this.takenAt > PAUSE;
      if (isPause && recorder.state === "recording") recorder.pause();
    }, PAUSE / 4);
    this.film = { recorder, track };
    return this.film;
  }

  keep() {
    const { recorder, track } = this.film ?? this.#begin();
    if (recorder.state === "paused") recorder.resume();
    track.requestFrame();
  }

  finish() {
    clearInterval(this.resting);
    const { parts } = this;
    const { recorder, track } = must(this.film, "film");
    /** @type {Promise<Blob>} */
    const made = new Promise((done, failed) => {
      recorder.onstop = () => done(new Blob(parts, { type: "video/webm" }));
      recorder.onerror = failed;
      recorder.stop();
    });
    return made.finally(() => track.stop());
  }

  cancel() {
    clearInterval(this.resting);
    if (!this.film) return;
    this.film.recorder.onstop = null;
    this.film.track.stop();
  }
}
