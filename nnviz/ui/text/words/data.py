"""Words for the datasets."""

from nnviz.ui.text.language import _, noop
from nnviz.ui.text.words import Words, label

DATASET_WORDS = {
    "circle": Words(noop("Circle"), noop("A disc of one class inside a ring of the other.")),
    "xor": Words(
        noop("XOR"), noop("Four corners; opposite corners belong together. No straight line helps.")
    ),
    "gauss": Words(noop("Gauss"), noop("Two clouds, one per class. One neuron can tell them.")),
    "spiral": Words(noop("Spiral"), noop("Two arms wound around each other: a hard one.")),
    "moons": Words(noop("Moons"), noop("Two half moons that reach into each other.")),
    "above": Words(
        noop("Curve"), noop("Points above a curve of your choice, and points below it.")
    ),
    "blobs": Words(noop("Blobs"), noop("Two to six clouds, one per class.")),
    "three_spiral": Words(noop("3 arms"), noop("A spiral with three arms, one per class.")),
    "rings": Words(noop("Rings"), noop("Rings around one centre, one per class.")),
    "plane": Words(noop("Plane"), noop("A value that rises steadily in one direction.")),
    "bumps": Words(noop("Bumps"), noop("Six bumps, three up and three down.")),
    "line": Words(noop("Line"), noop("y = 3x + noise, the smallest thing one can learn.")),
    "sine": Words(noop("Sine"), noop("Nearly two waves, with some noise.")),
    "step": Words(noop("Step"), noop("A jump, with some noise.")),
    "iris": Words(
        noop("Iris"), noop("150 flowers of three species, by the size of their petals and sepals.")
    ),
    "wine": Words(noop("Wine"), noop("178 wines from three cultivars, by what is in them.")),
    "breast_cancer": Words(
        noop("Tumours"), noop("569 tumours, benign or malignant, by 30 measures of their cells.")
    ),
    "diabetes": Words(
        noop("Diabetes"),
        noop("442 patients: how far their diabetes has got a year after ten measurements."),
    ),
    "digits": Words(noop("Digits"), noop("1,797 handwritten digits, each of 8 by 8 grey pixels.")),
}

CURVE_WORDS = {
    "sine": Words(noop("Sine"), noop("Up and down, nearly two waves."), "f(x₁) = 3 sin x₁"),
    "cubic": Words(
        noop("Cubic"),
        noop("One hill and one hollow between steep ends."),
        "f(x₁) = (x₁³ − 12 x₁) / 16",
    ),
    "absolute": Words(noop("Absolute value"), noop("A corner."), "f(x₁) = |x₁| − 3"),
    "polynomial": Words(
        noop("Polynomial"), noop("You write its numbers."), "f(x₁) = c₀ + c₁ x₁ + c₂ x₁² + …"
    ),
}

#: Stands for the group of what was measured rather than drawn at random.
REAL_DATA = ("real", 0)

#: Heading of each group of cards, by task and dimension of the data.
GROUP_WORDS = {
    ("binary", 2): noop("Two classes"),
    ("multiclass", 2): noop("Several classes"),
    ("regression", 1): noop("Value on a line"),
    ("regression", 2): noop("Value on a plane"),
    REAL_DATA: noop("Real data"),
}


def dataset_label(name: str) -> str:
    """What a dataset is called, be it one of nnviz's or somebody's own."""
    return label(DATASET_WORDS, name) if name in DATASET_WORDS else _("your own data")
