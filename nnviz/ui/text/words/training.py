"""Words for optimizers, regularizers and schedules.

In the formulas w is a parameter, g its gradient, η the learning rate, t the number of updates.
"""

from nnviz.ui.text.language import noop
from nnviz.ui.text.words import Words

OPTIMIZER_WORDS = {
    "sgd": Words(
        noop("SGD"), noop("One small step downhill, against the gradient."), "w ← w − η g"
    ),
    "momentum": Words(
        noop("Momentum"),
        noop("Rolls downhill like a ball: part of the last step is kept."),
        "v ← μ v + g,  w ← w − η v",
    ),
    "nesterov": Words(
        noop("Nesterov"),
        noop("Momentum that looks one step ahead, so it brakes in time."),
        "v ← μ v + g,  w ← w − η (g + μ v)",
    ),
    "adagrad": Words(
        noop("Adagrad"),
        noop("Each weight gets a step of its own; steps shrink the more it has moved."),
        "s ← s + g²,  w ← w − η g / (√s + 10⁻¹⁰)",
    ),
    "rmsprop": Words(
        noop("RMSProp"),
        noop("Each weight gets a step of its own, by how large its gradients were lately."),
        "s ← 0.99 s + 0.01 g²,  w ← w − η g / (√s + 10⁻⁸)",
    ),
    "adam": Words(
        noop("Adam"),
        noop("Momentum and RMSProp together; a good first try with a rate near 0.01."),
        "m ← 0.9 m + 0.1 g,  v ← 0.999 v + 0.001 g²,  "
        "w ← w − η m̂ / (√v̂ + 10⁻⁸),  m̂ = m / (1 − 0.9ᵗ),  v̂ = v / (1 − 0.999ᵗ)",
    ),
    "adamw": Words(
        noop("AdamW"),
        noop("Adam that also shrinks every parameter a little at each update."),
        "w ← (1 − η λ) w,  then as Adam",
    ),
}

REGULARIZER_WORDS = {
    "none": Words(noop("None"), noop("Weights may grow as they like.")),
    "l1": Words(noop("L1"), noop("Pulls every weight towards 0 with equal force; many get there.")),
    "l2": Words(noop("L2"), noop("Pulls large weights hardest, so the answer stays smooth.")),
}

SCHEDULE_WORDS = {
    "constant": Words(noop("Constant"), noop("The learning rate stays as it is.")),
    "step": Words(noop("Step"), noop("Halved again and again.")),
    "exponential": Words(
        noop("Exponential"), noop("Falls steadily, by the same share each epoch.")
    ),
    "cosine": Words(noop("Cosine"), noop("Falls slowly, then fast, then slowly, to a hundredth.")),
    "warmup": Words(noop("Warm-up"), noop("Starts small and rises to the full rate.")),
}
