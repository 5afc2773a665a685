// WebKitGTK, driven over WebDriver by the driver that comes with it, on a screen that nobody sees.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { LISTEN, pause } from "./walk.js";

// Seconds until the driver answers, and how often it is asked, in ms.
const PATIENCE = 30_000;
const LOOK = 100;
const SCREEN = "1400x900x24";
// What WebDriver calls a key.
const CODES = { ArrowRight: "\uE014" };

/** A port that nothing listens on. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  return port;
}

/** The number of a screen that was begun for this, and how it is ended. */
async function beginScreen() {
  const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [number] = await once(screen.stdout, "data");
  return { display: `:${String(number).trim()}`, end: () => screen.kill() };
}

/**
 * @param {string} driver  path of WebKitWebDriver
 * @param {string} browser  path of MiniBrowser
 * @returns {Promise<{window: import("./walk.js").Window, close: () => Promise<void>}>}
 */
export async function webkit(driver, browser) {
  const screen = await beginScreen();
  const port = await freePort();
  const environment = { ...process.env, DISPLAY: screen.display };
  const program = spawn(driver, [`--port=${port}`], { env: environment, stdio: "ignore" });

  /** @param {string} method @param {string} path @param {object} [body] */
  async function call(method, path, body) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  const deadline = Date.now() + PATIENCE;
  while (!(await call("GET", "/status").catch(() => null))) {
    if (Date.now() > deadline) throw new Error("WebKit's driver does not answer");
    await pause(LOOK);
  }
  const options = { binary: browser, args: ["--automation"] };
  // The page is listened to from before its scripts have come.
  const wanted = { pageLoadStrategy: "none", "webkitgtk:browserOptions": options };
  const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: wanted } });
  const session = `/session/${sessionId}`;

  /** @param {string} script */
  const execute = (script) => call("POST", `${session}/execute/sync`, { script, args: [] });
  /** @param {string} type @param {object[]} actions */
  const act = (type, actions) =>
    call("POST", `${session}/actions`, { actions: [{ type, id: type, actions }] });

  return {
    window: {
      open: async (url) => {
        await call("POST", `${session}/url`, { url });
        while (
          !(await execute(`if (location.href !== "about:blank") { ${LISTEN} return true; }`))
        ) {
          if (Date.now() > deadline) throw new Error("WebKit does not go to the page");
        }
      },
      evaluate: (expression) => execute(`return (${expression});`),
      press: (x, y) =>
        act("pointer", [
          { type: "pointerMove", x, y, duration: 0 },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ]),
      strike: (key) =>
        act("key", [
          { type: "keyDown", value: CODES[key] },
          { type: "keyUp", value: CODES[key] },
        ]),
    },
    close: async () => {
      await call("DELETE", session);
      program.kill();
      screen.end();
    },
  };
}
