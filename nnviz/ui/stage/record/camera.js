// The menu that takes the picture home: as an image now, or recorded while the network trains.

import { element, rootOf, setText } from "../kit/dom.js";
import { fileName, pngOf, save, svgOf } from "./files.js";
import { fill } from "../kit/format.js";
import { must } from "../kit/sure.js";
import { FilmRecording, filmType, GifRecording } from "./recorder.js";

/**
 * @import { Recording } from "./recorder.js"
 * @import { Shown } from "./sheet.js"
 * @import { Strings } from "../stream/given.d.ts"
 */

const ICON =
  "M4 7h3l1.6-2.2h6.8L17 7h3a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 4 7Z";

function icon() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.innerHTML = `<path d="${ICON}"/><circle cx="12" cy="12.6" r="3.6"/>`;
  return svg;
}

/** @param {Element | undefined | null} item */
function focusOn(item) {
  if (item instanceof HTMLElement) item.focus({ preventScroll: true });
}

export class Camera {
  /**
   * @param {HTMLElement} holder  of the button and its menu
   * @param {Strings} strings
   * @param {() => Shown | null} shown  what the stage shows (see Sheet.paint), null before there is
   *   anything
   */
  constructor(holder, strings, shown) {
    this.strings = strings;
    this.shown = shown;
    /** @type {Recording | null} */
    this.recording = null;
    this.ending = "";
    this.button = element(
      "button",
      {
        type: "button",
        class: "sign camera-button",
        "data-control": "camera",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": strings.camera,
        "data-hint": strings.camera,
        onclick: () => this.#open(Boolean(this.menu.hidden)),
      },
      icon(),
    );
    this.menu = element(
      "div",
      { class: "camera-menu", role: "menu", "aria-label": strings.camera, hidden: true },
      this.#item(strings.save_png, (picture) => this.#snap(picture, pngOf, "png")),
      this.#item(strings.save_svg, (picture) => this.#snap(picture, svgOf, "svg")),
      this.#item(strings.record_gif, () => this.#record(new GifRecording(), "gif")),
    );
    if (filmType()) {
      const film = this.#item(strings.record_webm, () => this.#record(new FilmRecording(), "webm"));
      this.menu.append(film);
    }
    this.time = element("span", { class: "seconds" });
    this.stop = element("button", {
      type: "button",
      class: "toggle",
      "data-control": "stop-recording",
      text: strings.stop_recording,
      onclick: () => {
        if (this.recording) this.#finish(this.recording);
      },
    });
    this.badge = element(
      "div",
      { class: "recording", role: "group", "aria-label": strings.recording, hidden: true },
      element("span", { class: "dot", "aria-hidden": "true" }),
      this.time,
      this.stop,
    );
    this.said = element("span", { class: "visually-hidden", role: "status" });
    this.root = element("div", { class: "camera" }, this.button, this.menu, this.badge, this.said);
    holder.append(this.root);
    // Where a click does not focus what it hits, the menu would close before it is heard.
    this.root.addEventListener("mousedown", (event) => event.preventDefault());
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.root.addEventListener("focusout", ({ relatedTarget }) => {
      const next = relatedTarget instanceof Node ? relatedTarget : null;
      if (!this.root.contains(next)) this.#open(false);
    });
  }

  /** A new frame is on the stage. @param {number} now */
  film(now) {
    const { recording } = this;
    if (!recording) return;
    recording.take(must(this.shown(), "picture"), now);
    setText(this.time, fill(this.strings.seconds, { count: recording.seconds }));
    if (recording.isFull) this.#finish(recording);
  }

  /** Nothing more is to be recorded or said. */
  end() {
    this.recording?.cancel();
    this.recording = null;
  }

  /** @param {string} text @param {(shown: Shown) => void} act */
  #item(text, act) {
    return element("button", {
      type: "button",
      role: "menuitem",
      tabindex: "-1",
      text,
      onclick: () => {
        this.#open(false);
        this.button.focus({ preventScroll: true });
        const shown = this.shown();
        if (shown) act(shown);
      },
    });
  }

  /** @param {boolean} on */
  #open(on) {
    this.menu.hidden = !on;
    this.button.setAttribute("aria-expanded", String(on));
    if (on) focusOn(this.menu.firstElementChild);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.menu.hidden) {
      if (event.key !== "ArrowDown" || event.target !== this.button) return;
      this.#open(true);
    } else if (event.key === "Escape") {
      this.#open(false);
      this.button.focus({ preventScroll: true });
    } else {
      const items = [...this.menu.children];
      const here = items.findIndex((item) => item === rootOf(this.menu).activeElement);
      const last = items.length - 1;
      /** @type {Partial<Record<string, number>>} */
      const places = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: last };
      const next = places[event.key];
      if (next === undefined) return;
      focusOn(items.at(next > last ? 0 : next));
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {(shown: Shown) => Promise<Blob>} make @param {string} ending @param {Shown} shown */
  async #snap(shown, make, ending) {
    const name = fileName(shown, ending);
    await this.#deliver(make(shown), name);
  }

  /** @param {Recording} recording @param {string} ending */
  #record(recording, ending) {
    this.recording = recording;
    this.ending = ending;
    this.#showBadge(true);
    setText(this.said, this.strings.recording_began);
    this.film(performance.now());
  }

  /** @param {Recording} recording */
  async #finish(recording) {
    this.recording = null;
    this.stop.disabled = true;
    setText(this.time, this.strings.writing);
    const made = recording.finish();
    await this.#deliver(made, fileName(must(this.shown(), "picture"), this.ending));
    this.stop.disabled = false;
    this.#showBadge(false);
  }

  /**
   * While it is recorded, the badge stands where the button does else, and takes the keyboard.
   *
   * @param {boolean} on
   */
  #showBadge(on) {
    const [before, after] = on ? [this.button, this.stop] : [this.stop, this.button];
    const hasFocus = rootOf(this.root).activeElement === before;
    this.badge.hidden = !on;
    this.button.hidden = on;
    if (hasFocus) after.focus({ preventScroll: true });
  }

  /** @param {Promise<Blob>} blob @param {string} name */
  async #deliver(blob, name) {
    try {
      save(await blob, name);
      setText(this.said, fill(this.strings.saved_as, { name }));
    } catch {
      setText(this.said, this.strings.not_saved);
    }
  }
}
