"""What the microscope has no formula of yet, it shows by its name."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.stage.microscope.microscope_page import go_to, line, open_microscope
from tests.ui.stage.microscope.traces import Traced
from tests.whole.newcomers import FIELDS, NEWCOMERS, add_newcomers


@pytest.mark.parametrize("dataset", ["sine", "blobs"])
def test_a_newcomer_is_shown_by_its_name(
    page: Page, monkeypatch: pytest.MonkeyPatch, dataset: str
) -> None:
    add_newcomers(monkeypatch)
    open_microscope(page, Traced(**(FIELDS | {"dataset": dataset})))
    activation, loss = NEWCOMERS["activation"], NEWCOMERS["loss"]
    for kind, layer, about, name in (
        ("a", 1, "a", activation),
        ("loss", 3, "loss", loss),
        ("delta", 3, "output_slope", f"{loss}′"),
        ("delta", 1, "slope", f"{activation}′"),
        ("update", 1, "penalty", f"{NEWCOMERS['regularization']}′"),
        ("update", 1, "step", NEWCOMERS["optimizer"]),
    ):
        go_to(page, kind, layer)
        expect(line(page, about)).to_contain_text(name)
    go_to(page, "apply", 3)
