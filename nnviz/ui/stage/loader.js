// All that Streamlit is given inline: it fetches the stage's modules, once, and hands over.

/** @import { StageComponent } from "./stream/given.d.ts" */

// Addresses relative to the app's, the one that mounts the stage first; Python fills them in.
const MODULES = ["STAGE_MODULES"];

// Streamlit's own script tells where the app lives, whatever page is open and whatever stands
// before it (server.baseUrlPath, a proxy that strips a prefix).
function appBase() {
  /** @type {HTMLScriptElement | null} */
  const script = document.querySelector('script[type="module"][src*="static/js/"]');
  const address = script && new URL("../../", script.src);
  return address?.origin === location.origin ? address : new URL("./", document.baseURI);
}

// Ask for all of them at once; else each would be asked for when one that imports it has come.
/** @param {string[]} addresses */
function preload(addresses) {
  for (const address of addresses) {
    if (document.head.querySelector(`link[href="${address}"]`)) continue;
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = address;
    document.head.append(link);
  }
}

/** @param {StageComponent} component */
export default function (component) {
  const base = appBase().href;
  const addresses = MODULES.map((name) => new URL(name, base).href);
  preload(addresses);
  const mounted = import(addresses[0]).then(
    ({ mount }) => mount(component, base),
    () => {
      const note = document.createElement("p");
      note.textContent = component.data.strings.failed;
      component.parentElement.append(note);
      return () => note.remove();
    },
  );
  return async () => (await mounted)();
}
