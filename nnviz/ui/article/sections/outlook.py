"""What comes after networks such as these, and what nnviz shows of it today."""

import streamlit as st

from nnviz.ui.text.language import _


def outlook() -> None:
    """The ninth section."""
    st.header(_("Where it goes from here"), anchor="outlook")
    st.markdown(
        _(
            "The large networks of today learn by the very same steps: forward, loss, backward, a "
            "step downhill. They differ in how their layers are wired. **Recurrent networks** feed "
            "what they have computed back in, to read one word after the other; **Transformers** "
            "let all words of a text look at each other at once. Three worries grow with them. "
            "Nobody can simply read off why a network of billions of weights decided as it did "
            "(**interpretability**); what it has learnt by heart may be somebody's secret "
            "(**privacy**); and training one takes whole data centres (**computing power**)."
        )
    )
    st.markdown(
        _(
            "What nnviz shows today is fully connected networks, small enough that every number in "
            "them can be looked at: no recurrent ones and no Transformers. What carries over is "
            "the principle, down to the last factor of the chain rule."
        )
    )
