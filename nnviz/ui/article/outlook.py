"""What comes after networks such as these, and what nnviz shows of it today."""

import streamlit as st

from nnviz.ui.language import _


def outlook() -> None:
    """The ninth section."""
    st.header(_("Where it goes from here"), anchor="outlook")
    st.markdown(
        _(
            "Everything on this page also holds for the large networks of today; they differ in "
            "how the layers are wired. **Recurrent networks** feed their answer back in, to read "
            "one word after the other; **Transformers** let all words of a text look at each other "
            "at once. Three worries grow with them. Nobody can simply read off why a network of "
            "billions of weights decided as it did (**interpretability**); what it has learnt by "
            "heart may be somebody's secret (**privacy**); and training one takes data centres "
            "(**computing power**)."
        )
    )
    st.markdown(
        _(
            "nnviz shows today: fully connected networks, small enough that every number can be "
            "looked at, on data made up for the purpose. It has no recurrent networks, no "
            "Transformers and nobody's data. What carries over is the principle, down to the last "
            "factor of the chain rule."
        )
    )
