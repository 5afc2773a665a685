// All that Streamlit is given inline: it fetches the stage's modules, once, and hands over.

// Streamlit's own script tells where the app lives, whatever page is open and whatever stands
// before it (server.baseUrlPath, a proxy that strips a prefix).
function appBase() {
  const script = document.querySelector('script[type="module"][src*="static/js/"]');
  const address = script && new URL("../../", script.src);
  return address?.origin === location.origin ? address : new URL("./", document.baseURI);
}

export default function (component) {
  const base = appBase().href;
  const mounted = import(new URL("STAGE_MODULE", base).href).then(
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
