"""Reading and writing the URL's query parameters, field by field."""

from collections.abc import Mapping
from typing import Any

from nnviz.experiment.complaints import TOO_MANY_OVERRIDES, Problem
from nnviz.experiment.fields import DATASET_RULE, rules_for


def read_query(
    query: Mapping[str, str], defaults: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Problem]]:
    """Take from a query what can be taken.

    Parameters
    ----------
    query
        Any texts by any keys; keys that are no fields are left alone.
    defaults
        What a field is where the query says nothing.

    Returns
    -------
    values
        Allowed values by field, which together make a valid experiment.
    problems
        By field, what was wrong with its text.
    """
    dataset, _ = DATASET_RULE.read(query.get("dataset", defaults["dataset"]).strip())
    values: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for field, rule in rules_for(dataset or defaults["dataset"]).items():
        if field not in query:
            continue
        value, problem = rule.read(query[field].strip())
        if value is not None:
            values[field] = value
        if problem is not None:
            problems[field] = problem

    n_layers = len(values.get("hidden", defaults["hidden"]))
    overrides = values.get("layer_activations", ())
    if len(overrides) > n_layers:
        values["layer_activations"] = overrides[:n_layers]
        problems.setdefault(
            "layer_activations", Problem(",".join(overrides), TOO_MANY_OVERRIDES, str(n_layers))
        )
    return values, problems


def write_value(dataset: str, field: str, value: Any) -> str:
    """One field's value as the URL has it."""
    return rules_for(dataset)[field].write(value)
