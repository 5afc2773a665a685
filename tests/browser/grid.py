"""Streamlit's tables that can be edited: they are drawn on a canvas, so they are found by place."""

from contextlib import suppress

from playwright.sync_api import Locator, TimeoutError

#: Pixels of a row.
ROW = 35
# Milliseconds that a list of options may take to open before it is tried anew.
PATIENCE = 2000
TRIES = 30


def set_cell(dialog: Locator, row: int, column: int, option: str) -> None:
    """Choose an option from the list in a cell of the table of columns.

    While new numbers are on their way, the grid moves, lets go of its selection and closes its
    list: then all of it is done again.

    Parameters
    ----------
    row, column
        Counted from 0, without the row of names.
    """
    grid = dialog.locator("[class*='st-key-upload-roles']").get_by_test_id("stDataFrame")
    page = dialog.page
    wanted = page.locator("#portal").get_by_text(option, exact=True)
    for _ in range(TRIES):
        with suppress(TimeoutError):
            # It need not stand still for this, as it would for Playwright's own scrolling.
            grid.evaluate("grid => grid.scrollIntoView({ block: 'center' })", timeout=PATIENCE)
            box = grid.bounding_box(timeout=PATIENCE)
            assert box is not None
            # The first cell of the row, and on from there by keyboard.
            page.mouse.click(box["x"] + 12, box["y"] + (row + 1.5) * ROW)
            for _ in range(column):
                page.keyboard.press("ArrowRight")
            page.keyboard.press("Enter")
            wanted.click(timeout=PATIENCE)
            return
    raise AssertionError(f"row {row}, column {column} has no {option!r} to choose")
