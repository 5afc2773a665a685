"""Data points can be seen on the map, whatever the network has learnt, and beside each other."""

from base64 import b64decode
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from nnviz.experiment import Experiment
from nnviz.live.frames.frames import pack, unpack
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from nnviz.ui.common.theme import PALETTES, Palette, halo, ring
from tests.ui.stage.canvas.tables import table_messages
from tests.ui.stage.harness.stage_page import as_text, give, run_module

Pixels = NDArray[np.float64]

LETTERS = tuple("abcdefghijklmnopqrstuvwxyzäöüß")

#: Pixels around a point's place that can be its own, and how many of them have to tell it.
REACH = 8
LEAST = 10


def hexadecimal(colour: list[int]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_stage_and_figures_in_python_outline_points_alike(page: Page, palette: Palette) -> None:
    fills = [*palette.classes, palette.neutral, palette.train, palette.test]
    name = next(name for name, other in PALETTES.items() if other is palette)
    for share in ("train", "test"):
        found = run_module(
            page,
            "kit/colour.js",
            "const [name, share, fills] = argument;"
            "return fills.map((fill) =>"
            " m.outlineOf(data.colours[name], share, m.channels(fill)));",
            [name, share, fills],
        )
        for fill, one in zip(fills, found, strict=True):
            assert hexadecimal(one["ring"]) == ring(palette, share, fill)
            assert hexadecimal(one["halo"]) == halo(ring(palette, share, fill))


def trained(steps: int, **fields: Any) -> list[bytes]:
    run = LiveRun(Experiment(**fields))
    run.step(steps)
    return Feed(run).next()


def without_points(scene: bytes) -> bytes:
    """The same scene with its points far away from what is drawn."""
    kind, header, arrays = unpack(scene)
    gone = {
        name: np.full_like(array, 1e4) if name.endswith("_points") else array
        for name, array in arrays.items()
    }
    return pack(kind, header, gone)


def map_pixels(page: Page) -> Pixels:
    page.wait_for_timeout(100)
    picture = page.locator(".map canvas:not(.paper)").screenshot()
    return np.asarray(Image.open(BytesIO(picture)).convert("RGB"), np.float64) / 255


def luminances(pixels: Pixels) -> Pixels:
    light = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    found: Pixels = light @ np.array([0.2126, 0.7152, 0.0722])
    return found


def places_of(page: Page, scene: bytes) -> list[tuple[int, int]]:
    """Where the points stand in the picture of the map, in the order in which they are drawn."""
    _, header, arrays = unpack(scene)
    low, high = header["domain"]
    page.get_by_role("switch", name="Draw").click()
    left, top, side = page.evaluate(
        "() => { const { left, top, width } = host.shadowRoot.querySelector('.pad').style;"
        " return [left, top, width].map(parseFloat); }"
    )
    places = np.concatenate([arrays["train_points"], arrays["test_points"]]).reshape(-1, 2)
    scaled = (places - low) / (high - low)
    inside = ((scaled > 0.02) & (scaled < 0.98)).all(axis=1)
    return [
        (round(left + x * side), round(top + (1 - y) * side)) for x, y in scaled[inside].tolist()
    ]


def untold_points(page: Page, scene: bytes, frame: bytes) -> list[tuple[int, int]]:
    """Points that nothing tells from the map under them, but for those that others lie on."""
    give(page, [as_text(without_points(scene)), as_text(frame)])
    ground = luminances(map_pixels(page))
    page.evaluate("sent.length = 0")
    give(page, [as_text(message) for message in renumbered(scene, frame)])
    shown = luminances(map_pixels(page))
    told = (np.maximum(ground, shown) + 0.05) / (np.minimum(ground, shown) + 0.05) >= 3
    places = places_of(page, scene)
    free = [
        (x, y)
        for number, (x, y) in enumerate(places)
        if not any(np.hypot(x - a, y - b) < REACH for a, b in places[number + 1 :])
    ]
    assert len(free) > 30
    around = [
        (slice(max(0, y - REACH), y + REACH), slice(max(0, x - REACH), x + REACH)) for x, y in free
    ]
    return [place for place, part in zip(free, around, strict=True) if told[part].sum() < LEAST]


def renumbered(scene: bytes, frame: bytes) -> list[bytes]:
    """The same picture as one that comes later."""
    found = []
    for message in (scene, frame):
        kind, header, arrays = unpack(message)
        header["scene"] += 1
        found.append(pack(kind, header, arrays))
    return found


@pytest.fixture(params=["#ffffff", "#10151c"], ids=["light", "dark"])
def themed(page: Page, request: pytest.FixtureRequest) -> Page:
    """The stage on a background, with all points shown."""
    page.evaluate(
        """(colour) => {
            host.style.setProperty("--st-background-color", colour);
            data.options = { ...data.options, show_test: true };
            unmount();
            sent.length = 0;
            unmount = show(data);
        }""",
        request.param,
    )
    page.wait_for_function("sent.length > 0")
    return page


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        (0, {"dataset": "circle"}),
        (2000, {"dataset": "circle"}),
        (1500, {"dataset": "xor", "hidden": (8,)}),
        (800, {"dataset": "gauss"}),
        (1500, {"dataset": "spiral", "hidden": (8, 8)}),
        (800, {"dataset": "blobs", "n_classes": 6}),
        (1500, {"dataset": "bumps", "hidden": (8, 8)}),
        (300, {"dataset": "plane"}),
    ],
    ids=lambda value: value if isinstance(value, int) else value["dataset"],
)
def test_every_point_shows_on_what_was_learnt(
    themed: Page, steps: int, fields: dict[str, Any]
) -> None:
    scene, frame = trained(steps, **fields)
    assert untold_points(themed, scene, frame) == []


def test_points_of_thirty_classes_show_on_each_other_s_ground(themed: Page) -> None:
    scene, frame = (b64decode(text) for text in table_messages(n_inputs=2, class_names=LETTERS))
    assert untold_points(themed, scene, frame) == []
