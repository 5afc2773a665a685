"""The brain beside the network: what is alike, and what is not."""

import streamlit as st

from nnviz.core.network.network import Network
from nnviz.experiment import Experiment
from nnviz.experiment.presets import PRESETS
from nnviz.ui.common.links import playground_link
from nnviz.ui.text.language import _
from nnviz.ui.visit.session import Session


def brain() -> None:
    """The third section."""
    st.header(_("The brain beside it"), anchor="brain")
    st.markdown(
        _(
            "The idea is borrowed from the brain: many simple units, each connected to many "
            "others, and knowledge that lies in how strong the connections are. McCulloch and "
            "Pitts wrote down such a unit in 1943, Rosenblatt let one learn in 1958. The likeness "
            "is real, and it ends soon:"
        )
    )
    neurons, parameters = size_of_network()
    st.markdown(
        "\n".join(
            "| " + " | ".join(cells) + " |"
            for cells in (
                ("", _("in the brain"), _("in a network such as these")),
                ("---", "---", "---"),
                (
                    _("**Alike:** a unit"),
                    _("A neuron gathers signals from many others."),
                    _("A neuron adds up many inputs."),
                ),
                (
                    _("**Alike:** knowledge"),
                    _("Mostly in the strength of synapses, which experience changes."),
                    _("In the weights and biases, which training changes."),
                ),
                (
                    _("**Alike:** layers"),
                    _("The visual cortex works in stages, from edges to objects."),
                    _("Each layer builds on what the one before it found."),
                ),
                (
                    _("**Not:** the signal"),
                    _("Spikes in time: all or nothing, and when they come matters."),
                    _("One plain number. There is no time in it."),
                ),
                (
                    _("**Not:** the wiring"),
                    _("Loops everywhere, many kinds of cells, chemistry between them."),
                    _("One way only, from inputs to output; all neurons of one kind."),
                ),
                (
                    _("**Not:** how it learns"),
                    _(
                        "Synapses change by what happens near them. How the whole gets better by "
                        "that is an open question."
                    ),
                    _("Backpropagation: an exact gradient of one loss for every weight."),
                ),
                (
                    _("**Not:** the size"),
                    _("About 86 billion neurons, and on the order of 100 trillion synapses."),
                    _(
                        "The one in your playground: {neurons} neurons, {parameters} weights and "
                        "biases."
                    ).format(neurons=neurons, parameters=parameters),
                ),
            )
        )
    )
    st.markdown(
        _(
            "One often reads that both are trained by learning algorithms: take it as a figure of "
            "speech. We know the network's algorithm, since we wrote it; nobody knows the "
            "brain's. What backpropagation needs, a precise error signal sent back through "
            "the very same connections, has not been found there."
        )
    )
    st.caption(
        _(
            "Number of neurons: Azevedo et al., Journal of Comparative Neurology 513, 2009. On the "
            "open question: Lillicrap et al., Nature Reviews Neuroscience 21, 2020."
        )
    )
    playground_link(PRESETS["spiral"].experiment, _("See layers build on each other"))


def size_of_network() -> tuple[int, int]:
    """Neurons after the input, and weights and biases, of what the visitor trains."""
    session: Session | None = st.session_state.get("session")
    if session is not None:
        return session.run.inspect(lambda trainer: _size(trainer.network))
    return _size(Experiment().blank_network())


def _size(network: Network) -> tuple[int, int]:
    return sum(network.layer_sizes[1:]), network.parameters.size
