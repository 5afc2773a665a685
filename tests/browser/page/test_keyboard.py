"""The whole page without a mouse: everything is reached, seen, named, and let go of."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.files.test_upload import give
from tests.browser.kit.playground import Playground

# What has the keyboard, in whichever shadow root: its name, its role, and whether it can be seen.
FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  if (!one || one === document.body) return null;
  const root = one.getRootNode();
  const by = (one.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const labelled = by.map((id) => root.getElementById(id)?.textContent ?? "").join(" ");
  const labels = [...(one.labels ?? [])].map((label) => label.textContent).join(" ");
  // Icons are letters, too; keys stand beside names.
  const words = one.cloneNode(true);
  words.querySelectorAll("[data-testid='stIconMaterial'], kbd").forEach((part) => part.remove());
  const name = one.getAttribute("aria-label") || labelled || labels || words.textContent;
  const box = one.getBoundingClientRect();
  if (!window.walked) window.walked = new Map();
  if (!walked.has(one)) walked.set(one, walked.size);
  return {
    name: name.replace(/\\s+/g, " ").trim(),
    role: one.getAttribute("role") ?? one.localName,
    place: walked.get(one),
    isInSight: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""

# How an element and what is around it and in it look, as far as a mark of focus may change it.
LOOK = """
const chain = (one) => {
  const found = [one, ...one.querySelectorAll("*")].slice(0, 12);
  for (let up = one, i = 0; i < 5 && up; i++) {
    up = up.parentElement ?? up.getRootNode().host;
    if (up) found.push(up, ...[...up.children].slice(0, 6));
  }
  return found;
};
const look = (one) => chain(one).map((part) => {
  const style = getComputedStyle(part);
  const marks = ["outlineStyle", "outlineWidth", "boxShadow", "borderColor", "backgroundColor"];
  return marks.map((mark) => style[mark]).join();
}).join(";");
"""

# Whether the mark goes as the keyboard does. A busy page may need a while to take it away.
IS_MARKED = (
    """async () => {"""
    + LOOK
    + """
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const settled = async () => {
    for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame);
    const ending = document
      .getAnimations()
      .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
    await Promise.all(ending.map((one) => one.finished.catch(() => null)));
  };
  await settled();
  const focused = look(one);
  let isMarked = false;
  for (const end = performance.now() + 5000; !isMarked && performance.now() < end; ) {
    // Tabs that are drawn anew just then take the keyboard back.
    one.blur();
    await settled();
    isMarked = look(one) !== focused;
  }
  one.focus({ focusVisible: true });
  return isMarked;
}"""
)


def focused(page: Page) -> dict[str, Any] | None:
    """What has the keyboard."""
    found: dict[str, Any] | None = page.evaluate(FOCUSED)
    return found


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press the tab key until something whose name begins so has the keyboard."""
    seen = []
    for _ in range(120):
        one = focused(page)
        if one and one["name"].startswith(name):
            return
        seen.append(one and one["name"][:40])
        page.keyboard.press(key)
    raise AssertionError(f"the tab key does not reach {name!r}, but {seen}")


def test_the_tab_key_goes_through_the_whole_page(playground: Playground) -> None:
    playground.open(hidden="3")
    page = playground.page
    # The picture comes first; all else is there once its last parts are.
    for name in ("Noise", "Learning rate"):
        page.get_by_role("slider", name=name).wait_for(state="attached")
    page.get_by_role("tab", name="Curves").wait_for()
    stops: list[dict[str, Any]] = []
    for _ in range(150):
        page.keyboard.press("Tab")
        one = focused(page)
        if one is None or (stops and one["place"] == stops[0]["place"]):
            break
        stops.append(one)
        assert one["name"], one
        assert one["isInSight"], one
        assert page.evaluate(IS_MARKED), one
    # Nothing holds the keyboard, and nothing comes twice.
    assert len({one["place"] for one in stops}) == len(stops) < 150
    names = [one["name"] for one in stops]
    for expected in (
        *("Your data", "New data", "Noise", "Training share, seed, inputs", "Learning rate"),
        *("Stop at an epoch or a loss", "How it works", "Play", "Step", "Examples", "Share"),
        *("Add a hidden layer", "Neurons of the network", "Draw", "Log", "Curves"),
    ):
        assert any(name.startswith(expected) for name in names), (expected, names)


def test_settings_behind_folds_are_set_by_keyboard(playground: Playground) -> None:
    playground.open()
    page = playground.page
    tab_to(page, "Layers, initial weights, seed")
    page.keyboard.press("Enter")
    playground.settle()
    tab_to(page, "Class weights")
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="All classes alike").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**class_weights=balanced*")
    tab_to(page, "Stop at an epoch or a loss")
    page.keyboard.press("Enter")
    playground.settle()
    tab_to(page, "Epoch")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    page.wait_for_url("**stop=epoch_2*")
    playground.page.keyboard.press("Tab")
    tab_to(page, "Play")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-message")).to_contain_text("Epoch 2 is over.")


def test_sharing_and_its_way_back(playground: Playground) -> None:
    playground.open(dataset="xor")
    page = playground.page
    tab_to(page, "Share")
    page.keyboard.press("Enter")
    page.get_by_test_id("stCode").wait_for()
    tab_to(page, "Copy to clipboard")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stCode")).to_have_count(0)
    one = focused(page)
    assert one is not None
    assert one["name"].startswith("Share")


def test_the_timeline_by_arrow_keys(playground: Playground) -> None:
    playground.open()
    page = playground.page
    for step in range(3):
        page.keyboard.press("s")
        playground.wait(f"d.step === '{step + 1}'")
    tab_to(page, "Timeline")
    page.keyboard.press("ArrowLeft")
    playground.wait("d.step === '2'")
    page.keyboard.press("Home")
    playground.wait("d.step === '0'")
    page.keyboard.press("End")
    playground.wait("d.step === '3'")


TABLE = "a line about the table\nsmell,size,kind\n" + "".join(
    f"{'none' if i % 3 else 'bad'},{i},{'cat' if i % 2 else 'dog'}\n" for i in range(30)
)


def test_a_table_is_read_and_put_right_by_keyboard(playground: Playground) -> None:
    playground.open()
    page = playground.page
    tab_to(page, "Your data")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    tab_to(page, "Upload")
    # What opens then is the browser's own.
    give(playground, "smell.csv", TABLE)
    expect(dialog.get_by_text("30 rows, 3 columns")).to_be_visible()
    # In the dialog the keyboard stays.
    for _ in range(3):
        page.keyboard.press("Tab")
        assert _is_within(dialog)
    tab_to(page, "Row with the names")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("29 rows, 3 columns")).to_be_visible()
    tab_to(page, "Row with the names")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("30 rows, 3 columns")).to_be_visible()
    tab_to(page, "Letters are written in")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1252")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Read as Windows-1252")).to_be_visible()
    playground.settle()
    # In the table of columns: what "none" is, in the first of them.
    tab_to(page, "Column")
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator("#portal").get_by_text("missing", exact=True).wait_for()
    page.keyboard.type("missing")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("“none” counts as a missing value")).to_be_visible()
    tab_to(page, "Learn from this table")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def _is_within(dialog: Locator) -> bool:
    inside: bool = dialog.evaluate("(dialog) => dialog.contains(document.activeElement)")
    return inside
