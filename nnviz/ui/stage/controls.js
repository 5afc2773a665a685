// Real buttons over the graph: steppers for layers and neurons, one switch per input tile. They are
// made anew for each scene and put where the layout says; the keyboard focus survives that.

import { element, signButton } from "./dom.js";
import { fill } from "./format.js";

export class GraphControls {
  /** @param {HTMLElement} holder  over the canvas @param {Function} send  event to Python */
  constructor(holder, layerHolder, send) {
    this.holder = holder;
    this.layerHolder = layerHolder;
    this.send = send;
  }

  arrange(model, layout, strings) {
    const focused = this.holder.getRootNode().activeElement?.dataset?.control;
    this.layerHolder.replaceChildren(...this.#layerStepper(model, strings));
    this.holder.replaceChildren(
      ...this.#neuronSteppers(model, layout, strings),
      ...this.#featureSwitches(model, layout, strings),
    );
    if (!focused) return;
    for (const holder of [this.holder, this.layerHolder]) {
      holder.querySelector(`[data-control="${focused}"]`)?.focus({ preventScroll: true });
    }
  }

  #button(sign, name, control, off, event) {
    const button = signButton(sign, name, () => {
      // A disabled button would lose the keyboard focus, and the place with it.
      if (!off) this.send(event);
    });
    button.dataset.control = control;
    if (off) button.setAttribute("aria-disabled", "true");
    return button;
  }

  #layerStepper({ hidden, limits }, strings) {
    const count = hidden.length;
    return [
      element("span", { class: "title", text: strings.hidden_layers }),
      this.#button("\u2212", strings.remove_layer, "remove-layer", count === 0, { type: "remove_layer" }),
      element("output", { text: String(count) }),
      this.#button("+", strings.add_layer, "add-layer", count >= limits.max_layers, { type: "add_layer" }),
    ];
  }

  #neuronSteppers({ hidden, limits }, { columns, flat, stepper }, strings) {
    return hidden.map((count, layer) => {
      const name = (sentence) => fill(sentence, { layer: layer + 1 });
      const fewer = this.#button(
        "\u2212",
        name(strings.remove_neuron),
        `remove-neuron-${layer}`,
        count <= 1,
        { type: "remove_neuron", layer },
      );
      const more = this.#button(
        "+",
        name(strings.add_neuron),
        `add-neuron-${layer}`,
        count >= limits.max_neurons,
        { type: "add_neuron", layer },
      );
      const number = element("output", { text: String(count) });
      const left = columns[layer + 1].x - stepper.width / 2;
      const place = `left:${left}px;width:${stepper.width}px;height:${stepper.height}px`;
      return element(
        "div",
        {
          class: flat ? "stepper" : "stepper upright",
          style: place,
          role: "group",
          "aria-label": fill(strings.neurons_in_layer, { layer: layer + 1, count }),
        },
        ...(flat ? [fewer, number, more] : [more, number, fewer]),
      );
    });
  }

  #featureSwitches({ features }, { columns, tile }, strings) {
    const [inputs] = columns;
    const lone = features.filter((feature) => feature.active).length === 1;
    return features.map(({ name, label, active }, index) => {
      const { x, y } = inputs.nodes[index];
      const reach = Math.max(tile, 24);
      const button = element("button", {
        type: "button",
        class: "feature",
        "aria-pressed": String(active),
        "aria-label": fill(strings.input_switch, { name: label }),
        style: `left:${x - reach / 2}px;top:${y - reach / 2}px;width:${reach}px;height:${reach}px`,
        onclick: () => {
          // A network needs at least one input.
          if (!(active && lone)) this.send({ type: "toggle_feature", name });
        },
      });
      button.dataset.control = `feature-${name}`;
      button.dataset.place = index;
      return button;
    });
  }
}

/** A switch that stays pressed; `change` gets the new state. */
export class Toggle {
  constructor(name, change) {
    this.name = name;
    this.button = element("button", {
      type: "button",
      class: "toggle",
      role: "switch",
      "data-control": name,
      onclick: () => change(name, this.button.getAttribute("aria-checked") !== "true"),
    });
  }

  show(text, on) {
    this.button.textContent = text;
    this.button.setAttribute("aria-checked", String(on));
  }
}
