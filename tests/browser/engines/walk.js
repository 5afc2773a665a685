// What is done on the page in every engine, with a hand's own means: pointer and keys.

/**
 * An open browser window.
 *
 * @typedef {object} Window
 * @property {(url: string) => Promise<void>} open
 * @property {(expression: string) => Promise<any>} evaluate  a value that JSON can say
 * @property {(x: number, y: number) => Promise<void>} press
 * @property {(key: "ArrowRight") => Promise<void>} strike
 */

// Milliseconds that the page may take for anything: it is a machine's first visit.
const PATIENCE = 30_000;
// Milliseconds between two looks; what has not moved for so long stands still.
const LOOK = 50;
const STILL = 300;
// Frames are counted over so long, in ms.
const WATCHED = 2000;

// Part of the page from the first moment on: what it complains of, and where the stage is.
export const LISTEN = `
  if (!window.complaints) {
    window.complaints = [];
    // What a window is resized by may be told of one picture later: no harm, and still an event.
    const isHarmless = (text) => /^ResizeObserver loop/.test(text);
    const note = (text) => isHarmless(text) || complaints.push(String(text));
    addEventListener("error", (event) => event.message && note(event.message));
    addEventListener("unhandledrejection", (event) => note(event.reason));
    const { error } = console;
    console.error = (...said) => { note(said.join(" ")); error(...said); };
    const find = (root) => {
      for (const element of root.querySelectorAll("*")) {
        if (element.matches(".nnviz-stage")) return element;
        const inner = element.shadowRoot && find(element.shadowRoot);
        if (inner) return inner;
      }
      return null;
    };
    window.findStage = () => find(document);
  }
`;

/** @param {number} ms */
export function pause(ms) {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}

/**
 * Look again and again until something holds, as long as is waited for anything.
 *
 * @param {() => Promise<boolean>} look
 * @param {number} interval  in ms
 * @param {string} failure  what is said where it does not come to hold
 */
async function poll(look, interval, failure) {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    if (await look()) return;
    await pause(interval);
  }
  throw new Error(failure);
}

/**
 * Wait until an expression holds in the page.
 *
 * @param {Window} window
 * @param {string} expression
 */
async function until(window, expression) {
  const look = () => window.evaluate(`Boolean(${expression})`);
  await poll(look, LOOK, `waited in vain for ${expression}`);
}

/**
 * Press the middle of an element, once it stands still: a page that is still being built moves it,
 * and the press would go to what has come into its place.
 *
 * @param {Window} window
 * @param {string} expression  the element
 */
async function press(window, expression) {
  await until(window, expression);
  const middle = `(() => { const b = (${expression}).getBoundingClientRect();
    return [Math.round(b.x + b.width / 2), Math.round(b.y + b.height / 2)]; })()`;
  let [x, y] = [NaN, NaN];
  const stands = async () => {
    const last = [x, y];
    [x, y] = await window.evaluate(middle);
    return x === last[0] && y === last[1];
  };
  await poll(stands, STILL, `it does not stand still: ${expression}`);
  await window.press(x, y);
}

const PLAY = 'document.querySelector(".st-key-play button")';
const MICROSCOPE =
  "[...findStage().querySelectorAll('[role=switch]')].find((one) => /Step by step/.test(one.textContent))";
const STOPS = 4;

/**
 * Open the page, train, walk through some stops of an update.
 *
 * @param {Window} window
 * @param {string} url  of the server
 * @returns {Promise<string>} what was seen
 */
async function train(window, url) {
  await window.open(`${url}/?dataset=circle&hidden=4,2`);
  await until(window, 'window.findStage?.()?.dataset.step === "0"');

  await press(window, PLAY);
  await until(window, "Number(findStage().dataset.step) > 20");
  await pause(WATCHED);
  const [step, fps] = await window.evaluate(
    "[Number(findStage().dataset.step), Number(findStage().dataset.fps)]",
  );
  await press(window, PLAY);
  await until(window, 'findStage().dataset.playing === "false"');

  await press(window, MICROSCOPE);
  await until(window, "findStage().dataset.stopKind");
  for (let stop = 0; stop < STOPS; stop += 1) {
    await until(window, `findStage().dataset.stop === "${stop}"`);
    await window.strike("ArrowRight");
  }
  await until(window, `findStage().dataset.stop === "${STOPS}"`);
  const complaints = await window.evaluate("complaints");
  if (complaints.length > 0) throw new Error(`the page complains: ${complaints.join("; ")}`);
  return `${step} updates, ${fps} pictures a second, ${STOPS} stops of an update`;
}

// What the page shows, for whoever reads of a walk that went wrong.
const STATE = `JSON.stringify({
  address: location.href,
  complaints: window.complaints,
  stage: { ...window.findStage?.()?.dataset },
  text: document.body.innerText.slice(0, 1000),
})`;

/**
 * The walk, and where it goes wrong, what the page shows by then.
 *
 * @param {Window} window
 * @param {string} url  of the server
 * @returns {Promise<string>} what was seen
 * @throws {Error} something did not come, or the page complained
 */
export async function walk(window, url) {
  try {
    return await train(window, url);
  } catch (error) {
    const state = await window.evaluate(STATE);
    throw new Error(`${error}; the page is ${state}`, { cause: error });
  }
}
