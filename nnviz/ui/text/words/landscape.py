"""Words for the planes that the loss can be drawn over."""

from nnviz.ui.text.language import noop
from nnviz.ui.text.words import Words

PLANE_WORDS = {
    "parameters": Words(
        noop("Two weights"),
        noop("Two numbers of the network vary. All the others stay as they are."),
    ),
    "random": Words(
        noop("Random directions"),
        noop("All numbers vary at once, along two random mixtures of them."),
    ),
    "path": Words(
        noop("The run’s path"),
        noop("The plane that comes nearest to the way that this run has gone so far."),
    ),
}

#: For those who want to know exactly.
PLANE_DETAILS = {
    "parameters": noop(
        "A slice through the loss, parallel to two of its axes. Once training has moved the other "
        "numbers as well, the run is no longer in this slice, and its marker shows only where it "
        "is along these two."
    ),
    "random": noop(
        "Each direction is drawn from a normal distribution. Then the part of each neuron, its "
        "bias included, is scaled to the length of that neuron’s own weights and bias, so that 1 "
        "is as far for small weights as for large ones: filter normalisation, after Li et al., "
        "Visualizing the loss landscape of neural nets, 2018. A run hardly moves along directions "
        "that were drawn without knowing of it, so its path looks short here."
    ),
    "path": noop(
        "The two principal directions of the differences between the run’s earlier parameters and "
        "those at the time of computing. The percentages say how much of the squared "
        "distances lies along each direction. Large ones are no proof of a simple path: a random "
        "walk has them, too."
    ),
}

#: Why there is nothing to draw, and what to do about it.
NO_PLANE_WORDS = {
    "one_parameter": noop("This is the same number twice. Choose two different ones."),
    "all_zero": noop(
        "All weights and biases are 0, so a random direction that is as long as they are has no "
        "length. Train for a few updates, or choose two weights."
    ),
    "no_path": noop("There is no path yet. Train for an epoch or more, and it appears here."),
}
