"""What is written along the axes of the panels' charts, as the browser writes it."""

from playwright.sync_api import Page, expect

from tests.browser.kit.playground import Playground


def ticks(page: Page, chart: str, axis: str) -> list[str]:
    """Texts of one axis, from its low end to its high one."""
    marks = page.locator(f".st-key-{chart} .{axis}tick")
    expect(marks.first).to_be_visible()
    return marks.all_text_contents()


def test_marks_are_read_at_a_glance_and_no_two_are_alike(playground: Playground) -> None:
    playground.open(dataset="circle", hidden="3,2")
    page = playground.page
    page.locator(".st-key-panels").scroll_into_view_if_needed()
    gap = ticks(page, "gap-curve", "y")
    assert "0.0008" in gap
    share = ticks(page, "metric-curves", "y")
    assert "51.5%" in share
    for texts in (gap, share):
        assert len(set(texts)) == len(texts) > 2


def test_a_share_of_all_has_no_mark_beyond_all(playground: Playground) -> None:
    playground.open(dataset="gauss", hidden="3", learning_rate="0.1")
    page = playground.page
    for _ in range(3):
        playground.click("epoch")
    page.locator(".st-key-panels").scroll_into_view_if_needed()
    for text in ticks(page, "metric-curves", "y"):
        assert 0 <= float(text.removesuffix("%")) <= 100
