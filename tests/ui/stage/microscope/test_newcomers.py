"""What the microscope has no formula of yet, it shows by its name."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.stage.microscope.microscope_page import go_to, line, open_microscope
from tests.ui.stage.microscope.traces import Traced
from tests.whole.newcomers import FIELDS, add_newcomers


@pytest.mark.parametrize("dataset", ["sine", "blobs"])
def test_a_newcomer_is_shown_by_its_name(
    page: Page, monkeypatch: pytest.MonkeyPatch, dataset: str
) -> None:
    add_newcomers(monkeypatch)
    open_microscope(page, Traced(**(FIELDS | {"dataset": dataset})))
    for kind, layer, about, name in (
        ("a", 1, "a", "mish"),
        ("loss", 3, "loss", "quartic"),
        ("delta", 3, "output_slope", "quartic′"),
        ("delta", 1, "slope", "mish′"),
        ("update", 1, "penalty", "elastic′"),
        ("update", 1, "step", "lion"),
    ):
        go_to(page, kind, layer)
        expect(line(page, about)).to_contain_text(name)
    go_to(page, "apply", 3)
