"""A run leaves the page as a file and comes back, on the real page."""

from pathlib import Path

from playwright.sync_api import Download, expect

from tests.browser.kit.playground import Playground


def save(playground: Playground) -> Download:
    """Save the run by its menu."""
    playground.click("download")
    # A script that is at work makes the button's file anew, and forgets the one before.
    playground.settle()
    button = playground.page.locator(".st-key-save_run button:visible")
    expect(button).to_be_enabled()
    with playground.page.expect_download() as download:
        button.click()
    playground.page.keyboard.press("Escape")
    return download.value


def choose(playground: Playground, file: Path) -> None:
    """Open a file by the menu."""
    playground.click("download")
    playground.click("open_run")
    playground.page.get_by_role("dialog").locator("input[type=file]").set_input_files(file)


def test_a_saved_run_is_opened_again_and_a_damaged_one_is_not(
    playground: Playground, tmp_path: Path
) -> None:
    playground.open(optimizer="adam")
    for epoch in (1, 2):
        playground.click("epoch")
        playground.wait(f"d.step === '{25 * epoch}'")
    playground.click("step")
    there = playground.frame(51)[1]["parameters"]
    download = save(playground)
    assert download.suggested_filename == "nnviz-circle-51.npz"
    file, damaged = tmp_path / "run.npz", tmp_path / "damaged.npz"
    download.save_as(file)
    damaged.write_bytes(file.read_bytes()[:-100])
    playground.click("step")
    next_one = playground.frame(52)[1]["parameters"]

    playground.click("new_weights")
    playground.wait("d.step === '0'")
    choose(playground, damaged)
    dialog = playground.page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("is damaged")
    playground.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    playground.page.wait_for_url("**seed=8*")
    assert playground.number("step") == 0

    choose(playground, file)
    assert playground.frame(51)[1]["parameters"] == there
    expect(dialog).to_have_count(0)
    expect(playground.page.get_by_text("The saved run is open, at update 51.")).to_be_visible()
    playground.page.wait_for_url("**step=51*")
    assert playground.query == {"optimizer": "adam", "step": "51"}
    playground.click("step")
    assert playground.frame(52)[1]["parameters"] == next_one
