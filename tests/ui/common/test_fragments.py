"""A part of the page runs again before the browser was sent it: all the rest has its place."""

from collections.abc import Iterator

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from nnviz.ui.common.links import ARTICLE
from tests.ui.pages.page import Page


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[ForwardMsg]:
    """All that goes to the browser."""
    messages: list[ForwardMsg] = []
    monkeypatch.setattr(ForwardMsgQueue, "_before_enqueue_msg", messages.append)
    return messages


def homeless(messages: list[ForwardMsg], again: set[str]) -> Iterator[tuple[int, ...]]:
    """Where something comes to stand before what is above or around it.

    As in the browser, which is sent all but what belongs to those that run `again`.
    """
    children = {(root,): 0 for root in range(4)}  # the page, its sidebar, events and its bottom
    for message in messages:
        if not message.HasField("delta") or message.delta.fragment_id in again:
            continue
        path = tuple(message.metadata.delta_path)
        around, index = path[:-1], path[-1]
        if index > children.get(around, -1):
            yield path
        children[around] = max(children.get(around, 0), index + 1)
        if message.delta.WhichOneof("type") == "add_block":
            children.setdefault(path, 0)


def check(messages: list[ForwardMsg]) -> int:
    """Fail where any part would, or all together; returns how many parts there are."""
    parts = {message.delta.fragment_id for message in messages if message.HasField("delta")} - {""}
    for again in [set[str](), *({part} for part in parts), parts]:
        assert list(homeless(messages, again)) == []
    return len(parts)


@pytest.mark.parametrize("dataset", ["xor", "moons", "iris", "digits"])
def test_a_part_of_the_playground_has_its_own_place(sent: list[ForwardMsg], dataset: str) -> None:
    Page(dataset=dataset)
    assert check(sent) >= 6


def test_a_part_of_the_article_has_its_own_place(sent: list[ForwardMsg]) -> None:
    page = Page()
    sent.clear()
    page.go(str(ARTICLE))
    assert check(sent) >= 8
