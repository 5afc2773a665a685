// Firefox, driven over WebDriver BiDi by puppeteer-core.

import puppeteer from "puppeteer-core";
import { LISTEN } from "./walk.js";

/**
 * @param {string} path  of the program
 * @returns {Promise<{window: import("./walk.js").Window, close: () => Promise<void>}>}
 */
export async function firefox(path) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: path,
    headless: true,
    defaultViewport: { width: 1400, height: 900 },
  });
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(LISTEN);
  return {
    window: {
      open: async (url) => void (await page.goto(url)),
      evaluate: (expression) => page.evaluate(expression),
      press: (x, y) => page.mouse.click(x, y),
      strike: (key) => page.keyboard.press(key),
    },
    close: () => browser.close(),
  };
}
