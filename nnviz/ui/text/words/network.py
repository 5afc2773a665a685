"""Words for activations, initial weights and losses."""

from nnviz.ui.text.language import noop
from nnviz.ui.text.words import Words

ACTIVATION_WORDS = {
    "linear": Words(
        noop("Linear"),
        noop("Passes the sum on unchanged. Layers of it add up to one straight one."),
    ),
    "relu": Words(
        noop("ReLU"), noop("Keeps what is positive, cuts the rest to 0. A neuron can die of it.")
    ),
    "leaky_relu": Words(
        noop("Leaky ReLU"), noop("ReLU that lets 1% of the negative through, so no neuron dies.")
    ),
    "elu": Words(noop("ELU"), noop("ReLU with a smooth bend down to −1.")),
    "gelu": Words(noop("GELU"), noop("A smooth ReLU with a small dip; used in transformers.")),
    "silu": Words(noop("SiLU"), noop("The sum times its own sigmoid: a smooth ReLU with a dip.")),
    "sigmoid": Words(noop("Sigmoid"), noop("An S from 0 to 1. Far from 0 it is flat and slow.")),
    "tanh": Words(noop("Tanh"), noop("An S from −1 to 1. Far from 0 it is flat and slow.")),
    "softplus": Words(noop("Softplus"), noop("ReLU with a rounded corner.")),
    "sine": Words(noop("Sine"), noop("A wave: the same answer comes back again and again.")),
}

INITIALIZER_WORDS = {
    "zeros": Words(
        noop("Zeros"), noop("All weights 0: neurons of a layer start equal and stay equal.")
    ),
    "normal": Words(noop("Normal"), noop("Bell-shaped, with standard deviation 1.")),
    "uniform": Words(noop("Uniform"), noop("Anywhere from −0.5 to 0.5, all equally likely.")),
    "xavier": Words(
        noop("Xavier"), noop("Scaled so that signals keep their size both ways; suits tanh.")
    ),
    "he": Words(noop("He"), noop("Scaled for ReLU, which cuts half of the signal away.")),
    "lecun": Words(noop("LeCun"), noop("Scaled so that signals keep their size going forward.")),
    "orthogonal": Words(
        noop("Orthogonal"), noop("Directions at right angles, so that none is heard twice.")
    ),
}

LOSS_WORDS = {
    "mse": Words(
        noop("Mean squared error"), noop("The square of each error: big errors count a lot.")
    ),
    "huber": Words(
        noop("Huber"), noop("Squared for small errors, straight for big ones: outliers count less.")
    ),
    "binary_cross_entropy": Words(
        noop("Binary cross-entropy"),
        noop("How surprised the network is by the right one of two answers."),
    ),
    "softmax_cross_entropy": Words(
        noop("Softmax cross-entropy"),
        noop("How surprised the network is by the right one of several answers."),
    ),
}

CLASS_WEIGHT_WORDS = {
    "none": Words(
        noop("All points alike"),
        noop("Every point counts the same, so a rare class counts little."),
    ),
    "balanced": Words(
        noop("All classes alike"),
        noop(
            "Every class counts the same, however rare it is: each point’s loss is multiplied by "
            "n / (k · n_c), for n points, k classes, and n_c points of its own class."
        ),
    ),
}
