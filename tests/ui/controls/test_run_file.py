"""Saving and opening, as the session and the controls do it."""

import pytest

from nnviz.data import register
from nnviz.experiment import Experiment
from nnviz.live.run.run import LiveRun
from nnviz.saving import RunFileProblem, read_run
from nnviz.ui.controls.transport.run_file import RunFile
from nnviz.ui.visit.run_files import open_file
from tests.saving.runs import own
from tests.ui.pages.page import Page


def test_an_opened_file_is_what_the_whole_page_shows() -> None:
    other = LiveRun(Experiment("spiral", hidden=(5,), learning_rate=0.1))
    other.step(120)
    page = Page()
    open_file(page.session, other.saved())
    page.run()
    assert page.experiment == other.experiment
    assert page.session.run.trainer.step_count == 120
    assert page.query == {
        "dataset": "spiral",
        "hidden": "5",
        "learning_rate": "0.1",
        "step": "120",
    }
    assert [toast.value for toast in page.app.toast] == ["The saved run is open, at update 120."]


def test_a_bad_file_changes_nothing() -> None:
    page = Page(dataset="xor")
    page.session.run.step(3)
    page.session.run.play()
    version = page.session.run.version
    with pytest.raises(RunFileProblem):
        open_file(page.session, b"PK")
    assert page.session.run.version == version
    assert page.session.run.playing


def test_a_file_of_an_own_table_shows_it() -> None:
    run = LiveRun(Experiment(register(own()).name))
    page = Page()
    open_file(page.session, run.saved())
    page.run()
    assert page.experiment.dataset == own().name


def test_the_file_is_named_after_what_is_in_it() -> None:
    run = LiveRun(Experiment("three_spiral"))
    run.step(7)
    file = RunFile.of(run)
    run.step(1)
    assert file.name == "nnviz-three_spiral-7.npz"
    assert read_run(file.content()).snapshot.now.step_count == 7
    assert RunFile.of(LiveRun(Experiment(register(own()).name))).name == "nnviz-own-0.npz"
