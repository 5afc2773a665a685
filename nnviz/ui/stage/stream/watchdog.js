// Notices that a connection has fallen silent though nobody closed it: a network that went away or
// a server that hangs says nothing at all.

// Silence is counted in slices, of which one that comes late counts no more than one in time: a
// computer that slept or a page that was held up has not heard silence, it has not listened.
const SLICES = 5;

export class Watchdog {
  /**
   * @param {number} patienceMs  how long the other side may be silent while it owes something
   * @param {() => boolean} owes  tells whether it does
   * @param {() => void} silent  called, once for each start(), when it took too long
   */
  constructor(patienceMs, owes, silent) {
    this.sliceMs = patienceMs / SLICES;
    this.owes = owes;
    this.silent = silent;
    this.slices = this.timer = 0;
  }

  start() {
    this.stop();
    this.slices = 0;
    this.timer = setInterval(() => this.#count(), this.sliceMs);
  }

  /** Something came, or waiting begins anew for another reason. */
  heard() {
    this.slices = 0;
  }

  stop() {
    clearInterval(this.timer);
  }

  #count() {
    this.slices = this.owes() ? this.slices + 1 : 0;
    // The first slice may have begun just before the silence did.
    if (this.slices <= SLICES) return;
    this.stop();
    this.silent();
  }
}
