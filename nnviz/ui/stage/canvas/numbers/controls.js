// Real buttons over the graph: steppers for layers and neurons, one switch per input tile. They are
// made anew for each scene and put where the layout says; the keyboard focus survives that.

import { element, rootOf, signButton } from "../../kit/dom.js";
import { later } from "../../kit/sure.js";
import { fill } from "../../kit/format.js";
import { term } from "../../kit/hints.js";
import { stepFrom, stepOf } from "../../kit/arrows.js";

/**
 * @import { GraphLayout } from "../places.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Placement } from "../part.d.ts"
 * @import { Send, StageData, Strings } from "../../stream/given.d.ts"
 */

// How long a request may be on its way, in ms. Clicks in that time add to it, not to the scene,
// which does not show it yet; and as each event is a whole request, only the last of several has to
// arrive.
const REQUEST_LASTS = 1500;
// More inputs than this are one stop of the tab key together.
const ROVING_FROM = 10;

/** @typedef {{hidden: number[], features: string[]}} Requested */

export class GraphControls {
  /** @type {Model} */ model = later();
  /** @type {Strings} */ strings = later();
  /** What of a request nobody may change: "hidden", "features". @type {Set<string>} */
  locked = new Set();

  /**
   * @param {HTMLElement} holder  over the canvas
   * @param {HTMLElement} layerHolder
   * @param {Send} send  event to Python
   */
  constructor(holder, layerHolder, send) {
    this.holder = holder;
    this.layerHolder = layerHolder;
    this.send = send;
    /** @type {Requested} */
    this.requested = { hidden: [], features: [] };
    this.requestedAt = -Infinity;
  }

  /** @param {StageData} data */
  update({ strings, locked }) {
    this.strings = strings;
    this.locked = new Set(locked);
  }

  /** @param {Placement} placement */
  arrange({ model, layout }) {
    const { strings } = this;
    this.model = model;
    const focused = controlOf(rootOf(this.holder).activeElement);
    this.layerHolder.replaceChildren(...this.#layerStepper(model, strings));
    this.holder.replaceChildren(
      ...this.#neuronSteppers(model, layout, strings),
      ...this.#featureSwitches(model, layout, strings),
    );
    if (!focused) return;
    for (const holder of [this.holder, this.layerHolder]) {
      const again = holder.querySelector(`[data-control="${focused}"]`);
      if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    }
  }

  /**
   * Tell Python which network is wanted: `change` edits the sizes of its hidden layers and the
   *  names of its inputs in place, or leaves them alone where that is not possible.
   *
   * @param {(requested: Requested) => void} change
   */
  #request(change) {
    const now = performance.now();
    if (now - this.requestedAt > REQUEST_LASTS) {
      const { hidden, features } = this.model;
      const active = features.filter((feature) => feature.active);
      this.requested = { hidden: [...hidden], features: active.map(({ name }) => name) };
    }
    const before = JSON.stringify(this.requested);
    change(this.requested);
    const { hidden, features } = JSON.parse(before);
    if (this.locked.has("hidden")) this.requested.hidden = hidden;
    if (this.locked.has("features")) this.requested.features = features;
    if (JSON.stringify(this.requested) === before) return;
    this.requestedAt = now;
    this.send({ type: "reshape", ...structuredClone(this.requested) });
  }

  /**
   * @param {string} sign
   * @param {string} name
   * @param {string} control
   * @param {boolean} off
   * @param {(requested: Requested) => void} change
   */
  #button(sign, name, control, off, change) {
    const button = signButton(sign, name, () => this.#request(change));
    // A disabled button would lose the keyboard focus, and the place with it.
    button.dataset.control = control;
    if (off || this.locked.has("hidden")) button.setAttribute("aria-disabled", "true");
    return button;
  }

  /** @param {Model} model @param {Strings} strings */
  #layerStepper({ hidden, limits }, strings) {
    const count = hidden.length;
    return [
      element("span", { class: "title" }, term(strings.hidden_layers, strings.hint_layers)),
      this.#button("\u2212", strings.remove_layer, "remove-layer", count === 0, (requested) =>
        requested.hidden.pop(),
      ),
      element("output", { "data-hint": strings.hint_layers, text: String(count) }),
      this.#button(
        "+",
        strings.add_layer,
        "add-layer",
        count >= limits.max_layers,
        ({ hidden: sizes }) => {
          if (sizes.length < limits.max_layers) sizes.push(sizes.at(-1) ?? limits.first_layer);
        },
      ),
    ];
  }

  /** @param {Model} model @param {GraphLayout} layout @param {Strings} strings */
  #neuronSteppers({ hidden, limits }, { columns, flat, stepper }, strings) {
    return hidden.map((count, layer) => {
      /** @param {string} sentence */
      const name = (sentence) => fill(sentence, { layer: layer + 1 });
      const fewer = this.#button(
        "\u2212",
        name(strings.remove_neuron),
        `remove-neuron-${layer}`,
        count <= 1,
        (requested) => {
          if (requested.hidden[layer] > 1) requested.hidden[layer] -= 1;
        },
      );
      const more = this.#button(
        "+",
        name(strings.add_neuron),
        `add-neuron-${layer}`,
        count >= limits.max_neurons,
        (requested) => {
          if (requested.hidden[layer] < limits.max_neurons) requested.hidden[layer] += 1;
        },
      );
      const told = fill(strings.neurons_in_layer, { layer: layer + 1, count });
      const number = element("output", { "data-hint": told, text: String(count) });
      const left = columns[layer + 1].x - stepper.width / 2;
      const place = `left:${left}px;width:${stepper.width}px;height:${stepper.height}px`;
      return element(
        "div",
        {
          class: flat ? "stepper" : "stepper upright",
          style: place,
          role: "group",
          "aria-label": told,
        },
        ...(flat ? [fewer, number, more] : [more, number, fewer]),
      );
    });
  }

  /** @param {Model} model @param {GraphLayout} layout @param {Strings} strings */
  #featureSwitches({ features }, { columns: [inputs] }, strings) {
    const { nodes, reach } = inputs;
    const { width, height } = reach;
    const isMany = features.length > ROVING_FROM;
    const buttons = features.map(({ name, label, active }, index) => {
      const { x, y } = nodes[index];
      const button = element("button", {
        type: "button",
        class: "feature",
        "aria-pressed": String(active),
        "aria-label": fill(strings.input_switch, { name: label }),
        style: `left:${x - width / 2}px;top:${y - height / 2}px;width:${width}px;height:${height}px`,
        onclick: () => this.#flip(name),
      });
      if (this.locked.has("features")) button.setAttribute("aria-disabled", "true");
      button.dataset.control = `feature-${name}`;
      button.dataset.place = String(index);
      return button;
    });
    if (isMany) rove(buttons, inputs.across);
    return buttons;
  }

  /** Make an input of it, or leave it out. @param {string} name */
  #flip(name) {
    this.#request((requested) => {
      const others = requested.features.filter((other) => other !== name);
      const on = others.length < requested.features.length;
      // A network needs at least one input.
      if (!on) requested.features.push(name);
      else if (others.length) requested.features = others;
    });
  }
}

/**
 * What a button is for, by a name that it has again when it is made anew.
 *
 * @param {Element | null} button
 */
const controlOf = (button) => (button instanceof HTMLElement ? button.dataset.control : undefined);

/**
 * One stop of the tab key for many buttons, from which arrow keys reach all of them.
 *
 * @param {HTMLElement[]} buttons
 * @param {number} across
 */
export function rove(buttons, across) {
  buttons.forEach((button, index) => {
    button.tabIndex = index ? -1 : 0;
    button.addEventListener("focus", () => {
      for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
    });
    button.addEventListener("keydown", (event) => {
      const step = stepOf(event);
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const [, next] = stepFrom([0, index], step, [buttons.length], across);
      buttons[next].focus();
    });
  });
}

/**
 * A switch that stays pressed; `change` gets its name and the new state.
 *
 * @template {string} [Name=string]
 */
export class Toggle {
  /**
   * @param {Name} name
   * @param {(name: Name, on: boolean) => void} change
   * @param {string | null} [hint]
   */
  constructor(name, change, hint = null) {
    this.name = name;
    this.button = element("button", {
      type: "button",
      class: "toggle",
      role: "switch",
      "data-control": name,
      "data-hint": hint,
      onclick: () => change(name, this.button.getAttribute("aria-checked") !== "true"),
    });
  }

  /** @param {string} text @param {boolean} on */
  show(text, on) {
    this.button.textContent = text;
    this.button.setAttribute("aria-checked", String(on));
  }
}
