"""Own tables all the way: uploaded, put right, learned from, and taken home as a program."""

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.files.test_upload import choose_letters, give
from tests.browser.kit.grid import set_cell
from tests.browser.kit.playground import Playground

#: Asks a program, in a process of its own, about rows as a person types them.
ASK = """
import json, runpy, sys, warnings
warnings.simplefilter("ignore", UserWarning)
program = runpy.run_path(sys.argv[1], run_name="program")
rows = json.load(sys.stdin)
print(json.dumps([list(program["predict"](rows)), program["predict_proba"](rows).tolist()]))
"""


def taken_home(playground: Playground, name: str) -> tuple[str, str]:
    """Name and text of the file that a button of the open download menu brings."""
    playground.settle()
    with playground.page.expect_download() as coming:
        playground.page.get_by_role("button", name=name, exact=True).click()
    text = Path(coming.value.path()).read_text(encoding="utf-8-sig")
    return coming.value.suggested_filename, text


def asked(program: Path, rows: list[list[str]]) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(program)],
        input=json.dumps(rows),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def predicted(playground: Playground) -> list[dict[str, str]]:
    """What the page says of every row."""
    _, text = taken_home(playground, "Predictions (CSV)")
    return list(csv.DictReader(StringIO(text)))


def test_a_program_of_ones_own_table_answers_as_the_page_does(
    new_page: OpenPage, tmp_path: Path
) -> None:
    """Shift-JIS below comments; the letters are corrected, and "None" is chosen as a value."""
    troubles = ("None", "軽い", "重い")
    rows = [(f"{i % 9}.5", troubles[i % 3], i * i % 7) for i in range(40)]
    lines = ["# 作成 2019-04-01", "# 動物病院", "体温,症状,回数,動物"]
    lines += [f"{a},{b},{c},{'猫' if b == 'None' else '犬'}" for a, b, c in rows]

    playground = new_page(accept_downloads=True)
    playground.open()
    dialog = give(playground, "animals.csv", "\n".join(lines).encode("cp932"))
    expect(dialog.get_by_text("40 rows, 4 columns")).to_be_visible()
    for encoding in ("Windows-1251", "Shift-JIS"):
        choose_letters(dialog, encoding)
        expect(dialog.get_by_text(f"Read as {encoding}")).to_be_visible()
    expect(dialog.get_by_text("learns to predict 動物")).to_be_visible()

    # As a missing value it is no category; as a value it is one.
    for meaning, becomes in (("missing", "症状 becomes 2"), ("values", "症状 becomes 3")):
        set_cell(dialog, row=1, column=3, option=meaning)
        expect(dialog.get_by_text(becomes)).to_be_visible()
    playground.click("upload-learn")
    expect(dialog).to_be_hidden()
    playground.wait("d.playing === 'true' && Number(d.step) > 40")
    playground.pause()

    playground.click("download")
    told = predicted(playground)
    assert len(told) == 40
    assert {row["症状"] for row in told} == set(troubles)
    name, text = taken_home(playground, "Program")
    program = tmp_path / name
    program.write_text(text, encoding="utf-8")
    # Capitals and blanks make no difference, here or there.
    typed = [[row["体温"], f" {row['症状'].upper()} ", row["回数"]] for row in told]
    answers, shares = asked(program, typed)
    assert answers == [row["prediction"] for row in told]
    expected = [[float(row["p(犬)"]), float(row["p(猫)"])] for row in told]
    assert shares == [pytest.approx(each, abs=1e-5) for each in expected]


def test_four_rows_are_learnt(new_page: OpenPage) -> None:
    """The exclusive or, pasted as cells."""
    playground = new_page(accept_downloads=True)
    playground.open()
    page = playground.page
    playground.click("own-data")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Paste cells").click()
    dialog.get_by_role("textbox").fill("x\ty\tanswer\n0\t0\tno\n0\t1\tyes\n1\t0\tyes\n1\t1\tno\n")
    playground.click("upload-take")
    expect(dialog.get_by_text("4 rows, 3 columns")).to_be_visible()
    expect(dialog.get_by_text("There are only 4 rows")).to_be_visible()
    playground.click("upload-learn")
    expect(dialog).to_be_hidden()
    playground.wait("d.playing === 'true' && Number(d.step) > 0")
    before = playground.number("trainLoss")
    playground.choose_speed()
    playground.wait("Number(d.step) > 1500")
    playground.pause()
    assert playground.number("trainLoss") < before / 5
    playground.click("download")
    told = predicted(playground)
    assert len(told) == 4
    assert [row["prediction"] for row in told] == [row["label"] for row in told]
