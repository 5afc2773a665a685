"""Streamlit's own runner of scripts, with what is asked of it in an `ActQueue`."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import Runtime
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, script_runner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state import SessionState

from nnviz.ui.visit.browser.one_by_one import ActQueue, follow_one_by_one

#: Notes what its callbacks do and what of it is drawn. While "slow" is at work others are clicked.
SCRIPT = """
import streamlit as st

def note(what):
    st.session_state["noted"].append(what)

def slow():
    st.session_state["ask"]()

def write():
    note("write")
    st.query_params["written"] = "yes"
    st.rerun()

def step():
    note("step")
    st.rerun(["panels"])

def quiet():
    note("quiet")

def tell():
    note("tell")
    st.rerun()

@st.fragment(key="buttons")
def buttons():
    for act in (slow, write, step, quiet, tell):
        st.button(act.__name__, on_click=act)

@st.fragment(key="panels")
def panels():
    note("panels")

note(f"page {st.query_params.to_dict()}")
buttons()
panels()
"""


class Page:
    """A page of that script, and what can be clicked on it."""

    def __init__(self, path: Path) -> None:
        path.write_text(SCRIPT, encoding="utf-8")
        self._path, self._state = path, SessionState()
        self._fragments, self._cache = MemoryFragmentStorage(), ScriptCache()
        self._buttons: dict[str, tuple[str, str]] = {}
        self.noted: list[str] = []
        self.ask: Callable[[], object] = list
        self._state["noted"] = self.noted
        self._state["ask"] = lambda: self.ask()
        self.follow(RerunData())

    def follow(self, first: RerunData, *meanwhile: RerunData) -> None:
        """Have a request followed, and what is asked for while it is."""
        loop = asyncio.new_event_loop()
        runner = script_runner.ScriptRunner(
            session_id="visit",
            main_script_path=str(self._path),
            session_state=self._state,
            uploaded_file_mgr=MemoryUploadedFileManager("/media"),
            script_cache=self._cache,
            initial_rerun_data=first,
            user_info={},
            fragment_storage=self._fragments,
            pages_manager=PagesManager(str(self._path), self._cache),
            event_loop=loop,
        )
        assert isinstance(runner._requests, ActQueue)

        def hear(_sender: object, event: object, forward_msg: Any = None, **_: object) -> None:
            if forward_msg is not None and forward_msg.delta.new_element.HasField("button"):
                button = forward_msg.delta.new_element.button
                self._buttons[button.label] = (button.id, forward_msg.delta.fragment_id)

        runner.on_event.connect(hear, weak=False)
        self.ask = lambda: [runner.request_rerun(request) for request in meanwhile]
        runner.start()
        assert runner._script_thread is not None
        runner._script_thread.join(20)
        loop.close()

    def click(self, name: str) -> RerunData:
        """What its browser asks for, which has heard of no other URL than a bare one."""
        button, part = self._buttons[name]
        states = WidgetStates(widgets=[WidgetState(id=button, trigger_value=True)])
        return RerunData(fragment_id=part, widget_states=states)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setattr(Runtime, "_instance", MagicMock())
    monkeypatch.setattr(script_runner, "ScriptRequests", ScriptRequests)  # and back afterwards
    follow_one_by_one()
    return Page(tmp_path / "page.py")


def late(page: Page, *acts: str) -> list[str]:
    """What is noted where these are clicked, one after the other, while the script is at work."""
    page.noted.clear()
    page.follow(page.click("slow"), *map(page.click, acts))
    return page.noted


def test_each_click_is_followed_and_finds_what_the_one_before_has_left(page: Page) -> None:
    assert page.noted == ["page {}", "panels"]
    noted = late(page, "step", "write", "step", "tell")
    assert [note for note in noted if note in ("step", "write", "tell")] == [
        "step",
        "write",
        "step",
        "tell",
    ]
    assert noted[-2:] == ["page {'written': 'yes'}", "panels"]


def test_an_act_that_has_waited_knows_the_url_as_it_is_by_now(page: Page) -> None:
    noted = late(page, "write", "quiet", "quiet", "tell")
    assert noted[-3:] == ["tell", "page {'written': 'yes'}", "panels"]


def test_all_of_the_page_is_drawn_where_one_wants_it_and_the_next_a_part(page: Page) -> None:
    assert late(page, "write", "step") == ["write", "step", "page {'written': 'yes'}", "panels"]
    assert late(page, "step") == ["step", "panels"]


def test_streamlit_has_no_other_place_for_what_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(script_runner, "ScriptRequests")
    with pytest.raises(RuntimeError, match="another place"):
        follow_one_by_one()
