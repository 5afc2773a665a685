"""What a page's URL asks for, and which part of it is this program's."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self
from urllib.parse import parse_qsl

import streamlit as st

from nnviz.data.inputs.plane import Projection
from nnviz.experiment import Complaint, Experiment
from nnviz.experiment.url import line as url_line
from nnviz.experiment.url import projection as url_projection
from nnviz.experiment.url import stopping
from nnviz.ui.visit import exercise as exercises

#: URL parameters by other names belong to somebody else and are left alone.
KEYS = (
    frozenset(field.name for field in fields(Experiment))
    | url_line.KEYS
    | url_projection.KEYS
    | stopping.KEYS
    | exercises.KEYS
)
#: The stage keeps these up to date in the browser while training goes on.
MOVING_KEYS = frozenset({url_line.STEP, url_line.HEAD})

#: Characters of an address that are looked at.
LONGEST_QUERY = 16_384

Query = Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """What a URL asks for.

    Attributes
    ----------
    experiment, line, view
        The run, how to go through it to where it stood, and what the map shows of it.
    stop
        Where it pauses by itself.
    complaints
        What could not be taken as it came.
    """

    experiment: Experiment
    line: url_line.Line
    projection: Projection | None
    stop: stopping.Stop
    complaints: list[Complaint]

    @classmethod
    def by(cls, query: Query) -> Self:
        """What a query asks for; never raises."""
        experiment, complaints = Experiment.from_query(query)
        line, more = url_line.from_query(query, experiment)
        projection, still_more = url_projection.from_query(query, experiment.spec)
        stop, most = stopping.from_query(query)
        return cls(experiment, line, projection, stop, [*complaints, *more, *still_more, *most])


def settled(query: Query) -> dict[str, str]:
    """The part of a query that changes only when somebody does something."""
    return {key: value for key, value in query.items() if key not in MOVING_KEYS}


def page_query() -> dict[str, str]:
    """The part of the page's query that is this program's."""
    return {key: value for key, value in st.query_params.items() if key in KEYS}


def set_page_query(query: Query) -> None:
    """Replace that part, and leave the rest alone."""
    others = {key: value for key, value in st.query_params.items() if key not in KEYS}
    st.query_params.from_dict({**others, **query})


def query_of_text(text: str) -> dict[str, str]:
    """The part of an address from its question mark on that is this program's."""
    pairs = dict(parse_qsl(text.removeprefix("?")[:LONGEST_QUERY]))
    return {key: value for key, value in pairs.items() if key in KEYS}


def projection_in(text: str, experiment: Experiment) -> Projection | None:
    """What the map of this experiment shows, by an address from its question mark on."""
    projection, _ = url_projection.from_query(query_of_text(text), experiment.spec)
    return projection
