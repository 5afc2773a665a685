"""Streamlit's tables that can be edited: they are drawn on a canvas, so they are found by place."""

from playwright.sync_api import Locator

#: Pixels of a row.
ROW = 35


def open_cell(dialog: Locator, row: int, column: int) -> Locator:
    """Open the list in a cell of the table of columns.

    Parameters
    ----------
    row, column
        Counted from 0, without the row of names.

    Returns
    -------
    What holds the list.
    """
    grid = dialog.locator("[class*='st-key-upload-roles']").get_by_test_id("stDataFrame")
    # The first cell of the row, and on from there by keyboard.
    grid.click(position={"x": 12, "y": (row + 1.5) * ROW})
    keyboard = dialog.page.keyboard
    for _ in range(column):
        keyboard.press("ArrowRight")
    keyboard.press("Enter")
    return dialog.page.locator("#portal")


def set_cell(dialog: Locator, row: int, column: int, option: str) -> None:
    """Choose an option from the list in a cell; see `open_cell`."""
    open_cell(dialog, row, column).get_by_text(option, exact=True).click()
