"""Everything that can be taken home: what comes down, and what can be seen on it."""

import base64
import csv
import re
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Download, Locator, expect

from nnviz.ui.common.theme import LIGHT
from tests.browser.conftest import OpenPage
from tests.browser.files.test_upload import give
from tests.browser.kit.pictures import pixels
from tests.browser.kit.playground import Playground

HIDDEN = "4,3"


def has_colour(picture: NDArray[np.uint8], colour: str, within: int = 12) -> bool:
    """Whether many pixels (of (height, width, 3)) come near a colour."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    near = (np.abs(picture.astype(int) - wanted) <= within).all(axis=2)
    return bool(near.sum() > 100)


def choose(playground: Playground, name: str) -> None:
    playground.stage.get_by_role("button", name="Save a picture or a recording").click()
    playground.stage.get_by_role("menuitem", name=name).click()


def contents(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def saved(playground: Playground, name: str) -> tuple[str, bytes]:
    with playground.page.expect_download() as coming:
        choose(playground, name)
    return coming.value.suggested_filename, contents(coming.value)


def recorded(playground: Playground, name: str) -> tuple[str, bytes]:
    choose(playground, name)
    stop = playground.stage.get_by_role("button", name="Stop and save")
    expect(stop).to_be_focused()
    # A second of what is shown, however long that takes.
    seconds = playground.stage.locator(".recording .seconds")
    expect(seconds).to_have_text(re.compile(r"^[1-9]"))
    with playground.page.expect_download() as coming:
        stop.click()
    return coming.value.suggested_filename, contents(coming.value)


def file_of(playground: Playground, name: str) -> tuple[str, str]:
    playground.settle()
    with playground.page.expect_download() as coming:
        playground.page.get_by_role("button", name=name).click()
    return coming.value.suggested_filename, contents(coming.value).decode("utf-8-sig")


def test_pictures_recordings_and_files_are_what_they_should_be(new_page: OpenPage) -> None:
    playground = new_page(accept_downloads=True)
    playground.open(dataset="xor", hidden=HIDDEN, learning_rate=0.1)
    playground.play()
    check_recordings(playground)
    playground.pause()
    check_pictures(playground)
    check_files(playground)


def check_recordings(playground: Playground) -> None:
    name, gif = recorded(playground, "Record the training (GIF)")
    assert name.startswith("nnviz-xor-epoch-")
    assert name.endswith(".gif")
    moving = Image.open(BytesIO(gif))
    count = getattr(moving, "n_frames", 1)
    assert count >= 4
    frames = []
    for number in range(count):
        moving.seek(number)
        frames.append(np.asarray(moving.convert("RGB")))
    assert all((one != other).any() for one, other in pairwise(frames))
    assert has_colour(frames[-1], LIGHT.negative)
    assert has_colour(frames[-1], LIGHT.positive)

    name, film = recorded(playground, "Record the training (WebM)")
    assert name.endswith(".webm")
    # Seen by the browser itself: of the sheet's size, and not blank.
    seen = playground.page.evaluate(
        """async (text) => {
          const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
          const video = document.createElement("video");
          video.muted = true;
          video.src = URL.createObjectURL(new Blob([bytes]));
          await video.play();
          await new Promise((done) => {
            const look = () => (video.currentTime > 0.4 ? done() : setTimeout(look, 20));
            look();
          });
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
          const context = canvas.getContext("2d");
          context.drawImage(video, 0, 0);
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          const colours = new Set();
          for (let i = 0; i < data.length; i += 4)
            colours.add((data[i] >> 4) * 256 + (data[i + 1] >> 4) * 16 + (data[i + 2] >> 4));
          return [canvas.width, canvas.height, colours.size];
        }""",
        base64.b64encode(film).decode(),
    )
    assert seen[:2] == [1200, 796]
    assert seen[2] > 50


def check_pictures(playground: Playground) -> None:
    name, png = saved(playground, "Picture (PNG)")
    assert name == f"nnviz-xor-epoch-{int(playground.number('epoch'))}.png"
    picture = pixels(png)
    assert picture.shape == (2 * 796, 2 * 1200, 3)
    assert has_colour(picture, LIGHT.negative)
    assert has_colour(picture, LIGHT.positive)

    name, svg = saved(playground, "Picture in shapes (SVG)")
    assert name.endswith(".svg")
    text = svg.decode()
    assert text.count("<circle") > 200  # the points
    assert ">Train loss</text>" in text
    assert text.count("<image") == 7 + 4 + 3 + 1 + 1  # tiles and map, as pictures
    viewer = playground.page.context.new_page()
    viewer.set_viewport_size({"width": 1200, "height": 796})
    viewer.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{text}")
    again = pixels(viewer.screenshot()).astype(int)
    viewer.close()
    half = picture.reshape(796, 2, 1200, 2, 3).mean(axis=(1, 3))
    assert np.abs(again - half).mean() < 6
    assert np.abs(np.roll(again, 40, axis=1) - half).mean() > 15  # not so by chance


def check_files(playground: Playground) -> None:
    playground.click("download")
    name, history = file_of(playground, "History (CSV)")
    assert name == "nnviz-xor-history.csv"
    rows = list(csv.DictReader(StringIO(history)))
    assert int(rows[-1]["epoch"]) >= len(rows) - 1 > 3
    _, predictions = file_of(playground, "Predictions (CSV)")
    shares = [row["share"] for row in csv.DictReader(StringIO(predictions))]
    assert (shares.count("train"), shares.count("test")) == (250, 250)
    name, report = file_of(playground, "Report (HTML)")
    assert name == "nnviz-xor-report.html"
    assert f"after update {int(playground.number('step')):,}," in report
    # The address in it leads back to this very update.
    assert f"step={int(playground.number('step'))}" in report


def check_that_none_can_be_kept(tables: Locator) -> None:
    for table in tables.all():
        table.hover()
        way = table.locator("[aria-label^='Download as CSV']")
        expect(way).to_have_count(1)
        expect(way).to_be_hidden()


def test_no_table_on_the_page_can_be_kept_as_it_stands(playground: Playground) -> None:
    """Streamlit would write its texts as they are, formulas and all."""
    playground.open()
    kinds = "=1+1", "@SUM(1)"
    # Of equal rows some are of one kind and some of the other, so that mistakes remain.
    cells = "".join(f"=HYPERLINK({i % 4}),{i % 4},{kinds[i // 4 % 2]}\n" for i in range(24))
    dialog = give(playground, "formulas.csv", f"=1+1,b,c\n{cells}")
    tables = dialog.get_by_test_id("stDataFrame")
    expect(tables).to_have_count(2)
    check_that_none_can_be_kept(tables)
    expect(tables.last.get_by_label("Search", exact=True)).to_be_visible()

    playground.click("upload-learn")
    expect(dialog).to_be_hidden()
    playground.page.get_by_role("tab", name="Mistakes").click()
    mistakes = playground.page.get_by_role("tabpanel").get_by_test_id("stDataFrame")
    expect(mistakes).to_have_count(1)
    playground.pause()
    check_that_none_can_be_kept(mistakes)
