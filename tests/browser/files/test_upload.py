"""Somebody's own table, from the file to the picture; all on one page, as one visitor would."""

from playwright.sync_api import Locator, expect

from tests.browser.kit.grid import set_cell
from tests.browser.kit.playground import Playground
from tests.ui.upload.tables import MESSY, WEB_PAGE

# Whether to the left of the button, as far as the dialog reaches, there is nothing to click.
IS_ALONE = """() => {
  const box = document.querySelector(".st-key-upload-learn button").getBoundingClientRect()
  const dialog = document.querySelector(".st-key-upload-dialog").getBoundingClientRect()
  const hit = document.elementFromPoint(dialog.left + 20, box.top + box.height / 2)
  return !hit.closest("[data-testid='stDataFrame'], [data-testid='stMarkdown']")
}"""


def give(playground: Playground, name: str, content: str | bytes) -> Locator:
    """Open the dialog if it is not, and choose a file."""
    page = playground.page
    dialog = page.get_by_role("dialog")
    if not dialog.is_visible():
        playground.click("own-data")
    buffer = content.encode() if isinstance(content, str) else content
    file = {"name": name, "mimeType": "text/csv", "buffer": buffer}
    dialog.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    return dialog


def choose_letters(dialog: Locator, encoding: str) -> None:
    """Choose an encoding; of a long list only those are there that are in sight, so it is typed."""
    choice = dialog.get_by_role("combobox", name="Letters are written in")
    choice.click()
    choice.fill(encoding)
    dialog.page.get_by_role("option", name=encoding).click()


def test_own_data_are_given_put_right_and_learned_from(playground: Playground) -> None:
    playground.open()
    page = playground.page

    # What is no table is refused, and nothing changes.
    dialog = give(playground, "page.csv", WEB_PAGE)
    expect(dialog.get_by_text("This looks like a web page")).to_be_visible()
    assert playground.query == {}

    # A good one is welcome right after, and its words are shown as they are.
    give(playground, "mine.csv", MESSY)
    expect(dialog.get_by_text("28 rows, 6 columns")).to_be_visible()
    expect(dialog.get_by_text("Colour <b>x</b> becomes 3")).to_be_visible()
    assert dialog.locator("li b").count() == 0

    # Another target, and the row's number as an input after all.
    dialog.get_by_role("combobox", name="Predict").click()
    page.get_by_role("option", name="Kind", exact=True).click()
    expect(dialog.get_by_text("one of 2 classes (A, B)")).to_be_visible()
    set_cell(dialog, row=0, column=2, option="number")
    expect(dialog.get_by_text("The network gets 7 inputs")).to_be_visible()

    # The table is forgotten when the dialog is closed; the run has gone on with its data.
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    assert playground.query == {}
    give(playground, "mine.csv", MESSY)
    expect(dialog.get_by_text("a value from 10 to 23.5")).to_be_visible()
    # However much there is to see, the way on is in sight, and nothing lies over the way back.
    expect(page.locator(".st-key-upload-learn button")).to_be_in_viewport(ratio=1)
    # What is below it, at either side of it, is hidden by its bar.
    assert page.evaluate(IS_ALONE)
    bar = page.locator("[data-testid=stLayoutWrapper]:has(> * > .st-key-upload-learn)")
    colour_behind = bar.evaluate("(bar) => getComputedStyle(bar).backgroundColor")
    assert colour_behind.startswith("rgb("), "it shines through"
    labels = [dialog.get_by_text(text, exact=True) for text in ("Predict", "as")]
    low, high = (label.bounding_box() for label in labels)
    assert low
    assert high
    assert abs(low["y"] + low["height"] - high["y"] - high["height"]) <= 1
    # Of two, the chosen one is as readable as the other, also for the keyboard.
    chosen, other = (dialog.get_by_role("radio", name=name) for name in ("a value", "a class"))
    chosen.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    colour = "(button) => getComputedStyle(button).color"
    expect(chosen).to_be_focused()
    expect(other).to_have_css("color", chosen.evaluate(colour))
    dialog.get_by_text("28 rows, 6 columns").hover()
    expect(dialog.get_by_test_id("stElementToolbar").first).to_be_hidden()

    playground.click("upload-learn")
    expect(dialog).to_be_hidden()
    playground.wait("d.playing === 'true' && Number(d.step) > 20")
    expect(page.get_by_text("Your table: mine.csv, 28 rows, 7 inputs")).to_be_visible()
    assert playground.query["dataset"].startswith("own-")

    # The map shows another plane, and training goes on.
    step = playground.number("step")
    axes = playground.scene()[0]["axes"]
    page.get_by_text("Two columns", exact=True).click()
    playground.wait(f"Number(d.step) > {step}")
    page.wait_for_function("() => location.search.includes('view=')")
    playground.let_frames_pass()
    assert playground.scene()[0]["axes"] != axes


def test_letters_and_names_are_put_right(playground: Playground) -> None:
    """A Shift-JIS file with comments above its names, read otherwise and back again."""
    lines = ["# 作成 2019", "# 動物園", "高さ,幅,動物"]
    lines += [f"{i}.5,{i * i % 13},{'猫犬'[i % 2]}" for i in range(24)]
    playground.open()
    page = playground.page
    dialog = give(playground, "animals.csv", "\n".join(lines).encode("cp932"))
    expect(dialog.get_by_text("24 rows, 3 columns")).to_be_visible()
    expect(dialog.get_by_text("It was read as Shift-JIS, which is a guess")).to_be_visible()
    expect(dialog.get_by_text("Rows above the table were passed over: 2")).to_be_visible()

    # Another encoding makes other letters; the right one makes the right ones, and is no guess.
    for encoding, target in (("Windows-1251", None), ("Shift-JIS", "動物")):
        choose_letters(dialog, encoding)
        expect(dialog.get_by_text(f"Read as {encoding}")).to_be_visible()
        if target:
            expect(dialog.get_by_text(f"learns to predict {target}")).to_be_visible()
        else:
            expect(dialog.get_by_text("learns to predict 動物")).to_be_hidden()
    expect(dialog.get_by_text("which is a guess")).to_be_hidden()

    # The names may stand in another row.
    row = dialog.get_by_role("spinbutton", name="Row with the names")
    for former, number, rows in (("3", "4", 23), ("4", "3", 24)):
        expect(row).to_have_value(former)
        row.fill(number)
        row.press("Enter")
        expect(dialog.get_by_text(f"{rows} rows, 3 columns")).to_be_visible()

    # What is learnt is what was shown.
    playground.click("upload-learn")
    expect(dialog).to_be_hidden()
    playground.wait("d.playing === 'true' && Number(d.step) > 20")
    expect(page.get_by_text("Your table: animals.csv, 24 rows, 2 inputs")).to_be_visible()
