"""The run as an exercise on somebody's own page: what it is to be without, and the code for it."""

from html import escape

import streamlit as st

from nnviz.ui.controls.transport.address import address
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import grouped
from nnviz.ui.text.words import label
from nnviz.ui.text.words.exercise import EXERCISE_WORDS
from nnviz.ui.visit.exercise import HIDEABLE, KEYS, LOCKABLE, Exercise
from nnviz.ui.visit.session import current

#: Pixels: what fits into the text column of most pages, with network, map and loss in view.
WIDTH, HEIGHT = 700, 760
NARROWEST, LARGEST = 300, 4000

#: What is left out at first: nobody who only reads needs it.
AT_FIRST = ("share", "article")

#: Streamlit's own words in an address: no toolbar and no margins, and which colours.
EMBED = {"embed": "true"}
THEMES = ("", "light_theme", "dark_theme")


#: Where the session remembers that the dialog has been asked for.
ASKED = "embed-asked"


def embed_button(popover: str) -> None:
    """Asks for the dialog that makes the code.

    Parameters
    ----------
    popover
        Key of the popover that the button is in, which would stay above the dialog.
    """
    st.button(
        _("Embed as an exercise…"),
        key="embed",
        icon=":material/code:",
        help=_("Code that shows this run on a page of your own"),
        on_click=_ask,
        args=(popover,),
    )


def _ask(popover: str) -> None:
    st.session_state[popover] = False
    st.session_state[ASKED] = True


def embed_dialog() -> None:
    """The dialog, when it has just been asked for."""
    if st.session_state.pop(ASKED, False):
        st.dialog(_("Embed as an exercise"), width="medium", icon=":material/code:")(_dialog)()


def _dialog() -> None:
    session = current()
    st.markdown(
        _("Put this run on a page of your own, and leave only what your exercise is about.")
    )
    given = session.exercise
    hide = st.multiselect(
        _("Leave out"),
        HIDEABLE,
        given.hide or AT_FIRST,
        format_func=_name,
        key="embed-hide",
        help=_("This will not be on the page at all."),
    )
    lock = st.multiselect(
        _("Show, but fix"),
        LOCKABLE,
        given.lock,
        format_func=_name,
        key="embed-lock",
        help=_("This can be seen, but not changed, not in the picture either."),
    )
    left, middle, right = st.columns(3)
    width = left.number_input(_("Width"), NARROWEST, LARGEST, WIDTH, step=10, key="embed-width")
    height = middle.number_input(
        _("Height"), NARROWEST, LARGEST, HEIGHT, step=10, key="embed-height"
    )
    theme = right.selectbox(
        _("Colours"), THEMES, format_func=_theme_name, key="embed-theme", filter_mode=None
    )
    step = session.run.trainer.step_count
    with_line = bool(step) and st.toggle(
        _("Begin at update {step}, as it is now").format(step=grouped(step)), key="embed-line"
    )
    run = session.url.to_query() if with_line else session.experiment.to_query()
    link = address(embedded(run, Exercise(tuple(hide), tuple(lock)), theme))
    st.link_button(
        _("See it as your readers will"), link, key="embed-see", icon=":material/open_in_new:"
    )
    st.markdown(_("The code for your page:"))
    st.code(iframe(link, width, height), language="html", wrap_lines=True)
    st.markdown(_("The address alone, for a system that asks for one:"))
    st.code(link, language=None, wrap_lines=True)


def embedded(run: dict[str, str], exercise: Exercise, theme: str) -> dict[str, str]:
    """The query of an exercise.

    Parameters
    ----------
    run
        The query of the run.
    theme
        One of `THEMES`; "" leaves the choice to the reader's browser.
    """
    own = {key: value for key, value in run.items() if key not in KEYS}
    return own | exercise.to_query() | EMBED | ({"embed_options": theme} if theme else {})


def iframe(link: str, width: int, height: int) -> str:
    """The HTML that shows an address on another page; it never is wider than that page."""
    return (
        f'<iframe src="{escape(link)}"\n'
        f'  title="nnviz" width="{width}" height="{height}" loading="lazy"\n'
        f'  style="border: 0; max-width: 100%" allow="clipboard-write"></iframe>'
    )


def _name(name: str) -> str:
    return label(EXERCISE_WORDS, name)


def _theme_name(theme: str) -> str:
    names = {"": _("As the reader’s"), "light_theme": _("Light"), "dark_theme": _("Dark")}
    return names[theme]
