"""Reading and writing the URL's query parameters, field by field."""

from collections.abc import Mapping
from typing import Any

from nnviz.data.specs.points import PointSpec
from nnviz.experiment.complaints import TOO_MANY_OVERRIDES, Problem
from nnviz.experiment.fields import rules_for


def read_query(
    query: Mapping[str, str], spec: PointSpec
) -> tuple[dict[str, Any], dict[str, Problem]]:
    """Take from a query what can be taken.

    Parameters
    ----------
    query
        Any texts by any keys; keys that are no fields are left alone.
    spec
        Of the dataset that the query asks for, or gets instead.

    Returns
    -------
    values
        Allowed values by field, which together make a valid experiment.
    problems
        By field, what was wrong with its text.
    """
    values: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for field, rule in rules_for(spec).items():
        if field not in query:
            continue
        value, problem = rule.read(query[field].strip())
        if value is not None:
            values[field] = value
        if problem is not None:
            problems[field] = problem

    n_layers = len(values.get("hidden", spec.default_hidden))
    overrides = values.get("layer_activations", ())
    if len(overrides) > n_layers:
        values["layer_activations"] = overrides[:n_layers]
        problems.setdefault(
            "layer_activations", Problem(",".join(overrides), TOO_MANY_OVERRIDES, str(n_layers))
        )
    return values, problems


def write_value(spec: PointSpec, field: str, value: Any) -> str:
    """One field's value as the URL has it."""
    return rules_for(spec)[field].write(value)
