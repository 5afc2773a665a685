"""The article's program does what the page says of it, line by line; so does the corrected one."""

import ast
import pickle

import numpy as np
import pytest

from nnviz.analysis.lab.regression_lab import (
    EPOCHS,
    MAX_EPOCHS,
    MAX_RECORDS,
    TRACED,
    ExecutedStatement,
    Run,
    least_squares,
    run,
)
from nnviz.analysis.lab.regression_programs import FIX, FIXED, PRINTED

N = 100


def statements(program: str) -> dict[int, bool]:
    """Line of each statement but the loop itself: whether it is inside the loop."""
    found = {}
    for statement in ast.parse(program).body:
        if isinstance(statement, ast.For):
            found.update({inner.lineno: True for inner in statement.body})
        else:
            found[statement.lineno] = False
    return found


def only_step(result: Run, text: str, epoch: int) -> ExecutedStatement:
    (step,) = (step for step in result.steps if step.text == text and step.epoch == epoch)
    return step


def test_the_weight_grows_at_its_first_update_and_nowhere_else() -> None:
    growth = run(PRINTED).growth
    assert growth is not None
    assert growth.text == "W = W - alpha * dL_dW"
    assert PRINTED.splitlines()[growth.line - 1].strip() == growth.text
    assert growth.epoch == 1
    assert growth.replaced == {"W": (1, 1)}
    assert growth.reads == {"W": (1, 1), "dL_dW": (N, 1)}
    assert growth.writes == {"W": (N, 1)}
    assert run(FIXED).growth is None


def test_the_prediction_fails_with_numpys_own_error() -> None:
    result = run(PRINTED)
    failed = result.steps[-1]
    assert failed.text == "y_pred_test = X_test * W + b"
    assert failed.error == result.error
    assert result.predictions is None
    with pytest.raises(ValueError, match="broadcast") as raised:
        np.zeros((2, 1)) * np.zeros((N, 1))
    assert result.error == f"ValueError: {raised.value}"
    assert "(2,1) (100,1)" in result.error


@pytest.mark.parametrize("program", [PRINTED, FIXED], ids=["printed", "fixed"])
def test_every_statement_is_traced_in_order(program: str) -> None:
    result = run(program)
    lines = statements(program)
    if program == PRINTED:  # what comes after the error is never reached
        lines = {line: inside for line, inside in lines.items() if line <= result.steps[-1].line}
    expected = [(line, 0) for line, inside in lines.items() if not inside]
    loop = [line for line, inside in lines.items() if inside]
    expected += [(line, epoch) for epoch in range(1, TRACED + 1) for line in loop]
    assert sorted((step.line, step.epoch) for step in result.steps) == sorted(expected)
    source = program.splitlines()
    assert all(step.text == source[step.line - 1].strip() for step in result.steps)


def test_every_array_of_a_line_has_its_shape() -> None:
    result = run(FIXED)
    fix = only_step(result, FIX.strip(), 1)
    assert fix.reads == {"dL_dW": (N, 1), "dL_db": (N, 1)}
    assert fix.writes == {"dL_dW": (1, 1), "dL_db": (1, 1)}
    forward = only_step(run(PRINTED), "y_pred = X * W + b", 2)
    assert forward.reads == {"X": (N, 1), "W": (N, 1), "b": (N, 1)}
    assert forward.writes == {"y_pred": (N, 1)}
    assert only_step(result, "print(y_pred_test)", 0).reads == {"y_pred_test": (2, 1)}


def test_the_programs_differ_in_one_line_and_share_data_and_start() -> None:
    assert FIXED.splitlines() == [
        *PRINTED.splitlines()[:24],
        FIX.rstrip("\n"),
        *PRINTED.splitlines()[24:],
    ]
    printed, fixed = run(PRINTED), run(FIXED)
    np.testing.assert_array_equal(printed.inputs, fixed.inputs)
    np.testing.assert_array_equal(printed.targets, fixed.targets)
    assert printed.loss_history[0] == fixed.loss_history[0]
    assert (printed.weight_history[0] == fixed.weight_history[0]).all()
    assert not np.array_equal(printed.inputs, run(PRINTED, seed=4).inputs)


def test_each_example_fits_itself() -> None:
    result = run(PRINTED)
    assert result.weights.shape == result.biases.shape == (N,)
    np.testing.assert_allclose(
        result.weights * result.inputs + result.biases, result.targets, atol=1e-8
    )
    assert np.ptp(result.weights) > 1


def test_the_corrected_program_goes_to_least_squares_but_is_not_there_after_its_epochs() -> None:
    as_given, longer = run(FIXED), run(FIXED, epochs=MAX_EPOCHS)
    best = least_squares(as_given.inputs, as_given.targets)
    assert abs(as_given.weights[0] - best.weight) > 0.3
    np.testing.assert_allclose(longer.weights, best.weight, atol=1e-4)
    np.testing.assert_allclose(longer.biases, best.bias, atol=1e-4)
    assert longer.predictions is not None
    np.testing.assert_allclose(longer.predictions, best.at(np.array([0.5, 1.5])), atol=1e-4)
    np.testing.assert_allclose(longer.loss_history[-1], best.loss, rtol=1e-6)


def test_least_squares_solves_the_normal_equations() -> None:
    data = run(FIXED, epochs=1)
    best = least_squares(data.inputs, data.targets)
    errors = best.at(data.inputs) - data.targets
    assert abs(errors.sum()) < 1e-9
    assert abs(errors @ data.inputs) < 1e-9
    assert best.weight == pytest.approx(3, abs=0.2)
    assert best.bias == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("epochs", [1, 2, 3, 399, 401, EPOCHS])
def test_the_history_reaches_from_start_to_end(epochs: int) -> None:
    result = run(FIXED, epochs=epochs)
    assert (result.epochs[0], result.epochs[-1]) == (0, epochs)
    assert (np.diff(result.epochs) > 0).all()
    assert len(result.epochs) <= MAX_RECORDS + 1
    assert len(result.weight_history) == len(result.loss_history) == len(result.epochs)
    assert result.weight_history[-1] == result.weights


def test_too_large_an_alpha_overflows_without_a_warning() -> None:
    assert not run(FIXED, alpha=1.0, epochs=MAX_EPOCHS).loss_history[-1] < 1e300


@pytest.mark.parametrize(
    "arguments",
    [
        {"alpha": 0.0},
        {"alpha": np.nan},
        {"alpha": np.inf},
        {"epochs": 0},
        {"epochs": MAX_EPOCHS + 1},
    ],
)
def test_numbers_out_of_bounds_are_refused(arguments: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="alpha must be"):
        run(PRINTED, **arguments)  # type: ignore[arg-type]


def test_no_other_text_is_ever_executed() -> None:
    with pytest.raises(ValueError, match="no other text"):
        run(PRINTED + "\nraise SystemExit\n")


def test_the_global_random_numbers_are_left_alone() -> None:
    before = pickle.dumps(np.random.get_state())  # noqa: NPY002
    run(PRINTED)
    assert pickle.dumps(np.random.get_state()) == before  # noqa: NPY002
