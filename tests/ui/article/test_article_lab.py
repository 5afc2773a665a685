"""The lab opens step by step, and says what the two programs really did."""

import pytest

from nnviz.analysis.lab.regression_lab import MAX_EPOCHS, least_squares, run
from nnviz.analysis.lab.regression_programs import FIXED, PRINTED
from nnviz.ui.article.miniature import scientific, written
from tests.ui.article.article_page import Article


@pytest.mark.parametrize(("guess", "verdict"), [((100, 1), "Right."), ((1, 1), "Not quite.")])
def test_the_lab_opens_step_by_step(guess: tuple[int, int], verdict: str) -> None:
    page = Article()
    assert page.app.button(key="lab-epoch").disabled
    assert "nnviz-shapes" not in page.html.partition("</style>")[0]
    page.move("radio", "lab-guess", guess)
    page.click("lab-epoch")
    growth = run(PRINTED).growth
    assert growth is not None
    assert f"{verdict} Line {growth.line} does it" in page.text
    assert f'<tr class="grown"><td>{growth.line}</td>' in page.html
    assert "ValueError" not in page.html
    page.click("lab-all")
    assert scientific(float(run(PRINTED).loss_history[-1])) in page.text
    page.click("lab-predict")
    assert run(PRINTED).error in [code.value for code in page.app.code]
    assert '<tr class="failed">' in page.html
    page.click("lab-fix")
    assert "still some way" in page.text
    page.click("lab-over")
    assert not page.has("lab-all")


def open_lab(page: Article) -> None:
    """All of the lab, at once."""
    page.app.session_state["lab-stage"] = 4
    page.run()


def test_the_labs_table_says_what_came_of_both_programs() -> None:
    page = Article()
    open_lab(page)
    fixed = run(FIXED)
    best = least_squares(fixed.inputs, fixed.targets)
    weights = f"| {written(float(fixed.weights[0]), 3)} | {written(best.weight, 3)} |"
    assert weights in page.text
    assert fixed.predictions is not None
    assert f"| {written(float(fixed.predictions[1]), 3)} |" in page.text
    page.click("lab-on")
    assert page.app.select_slider(key="lab-epochs").value == MAX_EPOCHS
    assert "Arrived" in page.text
    assert not page.has("lab-on")


def test_the_lab_stands_a_learning_rate_that_diverges() -> None:
    page = Article()
    open_lab(page)
    page.move("select_slider", "lab-alpha", 1.0)
    assert "the corrected program diverges" in page.text
    page.move("select_slider", "lab-epochs", 10_000)
    assert "the corrected program diverges" in page.text
