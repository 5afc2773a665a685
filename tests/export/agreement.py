"""What a program says of rows is what the model says of them: answers, warnings and refusals."""

import warnings
from typing import Any

import numpy as np

from nnviz import TableWarning
from nnviz.model import Model


def said_of(model: Model, rows: Any) -> tuple[list[str], str]:
    """What the model warns of while it reads rows, and the words with which it refuses them."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            model.values_of(rows)
        except ValueError as problem:
            return [], str(problem)
    assert {one.category for one in caught} <= {TableWarning}
    return [str(one.message) for one in caught], ""


def agree(answers: dict[str, Any], model: Model, rows: Any) -> None:
    """A program's answers, as `programs.run` has them, are the model's."""
    warned, refusal = said_of(model, rows)
    if refusal:
        assert answers == {"refused": refusal}, rows
        return
    assert answers.get("refused") is None, answers
    assert answers["warned"] == warned
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TableWarning)
        expected = {
            "read": model.values_of(rows),
            "prepare": model.inputs_of(rows),
            "outputs": model.outputs(rows),
            "predict": model.predict(rows),
        }
        if model.task != "regression":
            expected["predict_proba"] = model.predict_proba(rows)
    compared = answers.keys() & expected.keys()
    assert "predict" in compared
    for name in compared:
        if name == "predict" and model.task != "regression":
            assert list(answers[name]) == expected[name].tolist()
        else:
            # Some libraries calculate in float32, and rows may be far from those in training.
            near = 1e-6 if name in ("read", "prepare") else 1e-5
            np.testing.assert_allclose(
                answers[name], expected[name], rtol=near, atol=near, err_msg=name
            )
