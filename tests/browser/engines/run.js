// `node run.js URL ENGINE PATH...`: walk through the page at an address in one engine.

import { firefox } from "./firefox.js";
import { walk } from "./walk.js";
import { webkit } from "./webkit.js";

const [url, engine, ...paths] = process.argv.slice(2);
const { window, close } =
  engine === "firefox" ? await firefox(paths[0]) : await webkit(paths[0], paths[1]);
try {
  console.log(await walk(window, url));
} finally {
  await close();
}
