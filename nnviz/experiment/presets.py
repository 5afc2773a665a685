"""Ready-made runs, each of which shows one thing worth seeing about neural networks."""

from dataclasses import dataclass

from nnviz.experiment import Experiment


@dataclass(frozen=True)
class Preset:
    """One ready-made run.

    Attributes
    ----------
    title, sentence
        What it is about, and what to watch for; in English, to be translated where shown.
    epochs
        After how many the sentence has come true.
    """

    name: str
    title: str
    sentence: str
    experiment: Experiment
    epochs: int


_OVERFITTING = Experiment(
    "moons",
    n_points=80,
    noise=0.3,
    hidden=(16, 16),
    optimizer="adam",
    learning_rate=0.01,
)

_SPIRAL = Experiment(
    "spiral",
    hidden=(8, 8, 8),
    activation="silu",
    initializer="he",
    optimizer="adam",
    learning_rate=0.005,
)

PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "line",
            "A straight line by gradient descent",
            "One weight and one bias are all there is: watch the weight settle near 3 and the "
            "bias near 0.5, the line that the data was made from.",
            Experiment(
                "line", train_share=0.8, data_seed=1, hidden=(), learning_rate=0.1, batch_size=0
            ),
            1000,
        ),
        Preset(
            "xor_without_hidden_layer",
            "XOR without a hidden layer",
            "A single neuron can only draw one straight border, so accuracy stays near one half "
            "however long you train.",
            Experiment("xor", hidden=(), learning_rate=0.1),
            40,
        ),
        Preset(
            "xor",
            "Why XOR needs a hidden layer",
            "Each hidden neuron draws one straight border of its own: watch the output put them "
            "together until all four quadrants are right.",
            Experiment("xor", hidden=(8,), learning_rate=0.1),
            40,
        ),
        Preset(
            "features",
            "Features instead of layers",
            "Given x₁² and x₂² as inputs, one neuron without any hidden layer finds the circle.",
            Experiment("circle", features=("x1_squared", "x2_squared"), hidden=()),
            20,
        ),
        Preset(
            "many_classes",
            "Six classes",
            "One output neuron per class: watch six borders turn into place, pale where the "
            "network is unsure.",
            Experiment("blobs", n_classes=6, noise=0.15, hidden=(8,), learning_rate=0.1),
            30,
        ),
        Preset(
            "sine",
            "Bending a line into a wave",
            "Watch the curve take on one hump after the other; beyond the data, at both ends, "
            "it can only guess.",
            Experiment(
                "sine",
                hidden=(8, 8),
                activation="silu",
                initializer="he",
                optimizer="adam",
                learning_rate=0.03,
            ),
            150,
        ),
        Preset(
            "spiral",
            "The spiral from raw coordinates",
            "Nothing but x₁ and x₂ goes in: watch each layer's pictures grow more twisted than "
            "those before it, until the output follows both arms.",
            _SPIRAL,
            150,
        ),
        Preset(
            "slow_spiral",
            "Plain gradient descent against Adam",
            "Plain SGD hardly moves on the spiral: change the optimizer to Adam in mid-training, "
            "and watch the loss fall.",
            _SPIRAL.with_(optimizer="sgd"),
            100,
        ),
        Preset(
            "too_fast",
            "Too high a learning rate",
            "Go update by update: each jumps across the valley and lands higher on the other "
            "side, the loss doubling until training stops by itself.",
            Experiment("plane", hidden=(), learning_rate=0.1, batch_size=0),
            100,
        ),
        Preset(
            "cooling",
            "A learning rate that cools down",
            "Large steps on tiny batches make the loss jump about: watch it calm down as the "
            "cosine schedule lowers the learning rate to a hundredth.",
            Experiment(
                "moons",
                n_points=200,
                noise=0.25,
                hidden=(8,),
                learning_rate=0.5,
                batch_size=2,
                schedule="cosine",
                schedule_epochs=60,
            ),
            60,
        ),
        Preset(
            "overfitting",
            "Overfitting",
            "A big network learns 40 noisy points by heart: training loss goes to zero while "
            "test loss turns and climbs.",
            _OVERFITTING,
            300,
        ),
        Preset(
            "overfitting_l2",
            "Overfitting tamed by L2",
            "The same network and data, but large weights cost something: the border stays "
            "smooth, and test loss stays low.",
            _OVERFITTING.with_(regularization="l2", regularization_rate=0.03),
            300,
        ),
        Preset(
            "digits",
            "Reading handwritten digits",
            "64 pixels in, ten digits out: after a few seconds more than 96 of 100 unseen digits "
            "are read right, and you can draw one yourself.",
            Experiment("digits", optimizer="adam", learning_rate=0.003, batch_size=32),
            40,
        ),
        Preset(
            "iris",
            "Three kinds of iris",
            "Four measures of a flower tell its species: one kind stands apart at once, and it is "
            "the border between the other two that takes time.",
            Experiment("iris"),
            60,
        ),
        Preset(
            "zero_weights",
            "All weights zero",
            "With every weight zero, so is every weight's gradient, and none ever moves: "
            "a network needs unequal beginnings.",
            Experiment("circle", initializer="zeros"),
            20,
        ),
        Preset(
            "deep_sigmoid",
            "Vanishing gradients",
            "Six sigmoid layers shrink the gradient so much on its way back that nothing is "
            "learned; choose tanh instead and press Play again.",
            Experiment("circle", hidden=(8,) * 6, activation="sigmoid"),
            100,
        ),
        Preset(
            "dead_relus",
            "Dead ReLUs",
            "A few huge steps push every ReLU of the last hidden layer below zero for all "
            "points, and with no gradient left there none comes back.",
            Experiment(
                "circle", hidden=(8, 8), activation="relu", initializer="he", learning_rate=3.0
            ),
            10,
        ),
    )
}


def preset_of(experiment: Experiment) -> Preset | None:
    """The ready-made run that is this one, if any."""
    return next((preset for preset in PRESETS.values() if preset.experiment == experiment), None)
