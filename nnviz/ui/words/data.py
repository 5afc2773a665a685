"""Words for the datasets."""

from nnviz.ui.language import noop
from nnviz.ui.words import Words

DATASET_WORDS = {
    "circle": Words(noop("Circle"), noop("A disc of one class inside a ring of the other.")),
    "xor": Words(
        noop("XOR"), noop("Four corners; opposite corners belong together. No straight line helps.")
    ),
    "gauss": Words(noop("Gauss"), noop("Two clouds, one per class. One neuron can tell them.")),
    "spiral": Words(noop("Spiral"), noop("Two arms wound around each other: a hard one.")),
    "moons": Words(noop("Moons"), noop("Two half moons that reach into each other.")),
    "blobs": Words(noop("Blobs"), noop("Two to six clouds, one per class.")),
    "three_spiral": Words(noop("3 arms"), noop("A spiral with three arms, one per class.")),
    "rings": Words(noop("Rings"), noop("Rings around one centre, one per class.")),
    "plane": Words(noop("Plane"), noop("A value that rises steadily in one direction.")),
    "bumps": Words(noop("Bumps"), noop("Six bumps, three up and three down.")),
    "line": Words(noop("Line"), noop("y = 3x + noise, the smallest thing one can learn.")),
    "sine": Words(noop("Sine"), noop("Nearly two waves, with some noise.")),
    "step": Words(noop("Step"), noop("A jump, with some noise.")),
}

#: Heading of each group of cards, by task and dimension of the data.
GROUP_WORDS = {
    ("binary", 2): noop("Two classes"),
    ("multiclass", 2): noop("Several classes"),
    ("regression", 2): noop("Value on a plane"),
    ("regression", 1): noop("Value on a line"),
}
