"""Streamlit's tables that can be edited: they are drawn on a canvas, so they are found by place."""

from playwright.sync_api import Locator, TimeoutError, expect

#: Pixels of a row.
ROW = 35
# Milliseconds that a list of options may take to open before it is tried anew.
PATIENCE = 2000
TRIES = 20


def grid_of(dialog: Locator) -> Locator:
    """The table of columns."""
    return dialog.locator("[class*='st-key-upload-roles']").get_by_test_id("stDataFrame")


def open_cell(dialog: Locator, row: int, column: int) -> Locator:
    """Open the list in a cell of the table of columns.

    Where another widget had the keyboard, the first click may do no more than take it from there.

    Parameters
    ----------
    row, column
        Counted from 0, without the row of names.

    Returns
    -------
    What holds the list.
    """
    page = dialog.page
    grid = grid_of(dialog)
    opened = page.locator("#portal > *")
    for _ in range(TRIES):
        # The first cell of the row, and on from there by keyboard.
        grid.click(position={"x": 12, "y": (row + 1.5) * ROW})
        for _ in range(column):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        try:
            opened.get_by_role("listbox").or_(opened.get_by_role("option")).first.wait_for(
                timeout=PATIENCE
            )
        except TimeoutError:
            continue
        return opened
    raise AssertionError(f"row {row}, column {column} has no list to choose from")


def set_cell(dialog: Locator, row: int, column: int, option: str) -> None:
    """Choose an option from the list in a cell; see `open_cell`.

    A table that is drawn anew while the list is open closes it, so what the cell says is looked at.
    """
    cell = grid_of(dialog).get_by_test_id(f"glide-cell-{column}-{row}")
    for _ in range(TRIES):
        opened = open_cell(dialog, row, column)
        try:
            opened.get_by_role("option", name=option, exact=True).click(timeout=PATIENCE)
            expect(cell).to_have_text(option, timeout=PATIENCE)
        except (TimeoutError, AssertionError):
            continue
        return
    raise AssertionError(f"{option} was not taken in row {row}, column {column}")
