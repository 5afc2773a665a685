"""Uploads: a few at a time for each visit, and none of them written to disk."""

import asyncio
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from nnviz.live.doors.uploads import MOST_UNDER_WAY, Uploads, keep_in_memory

PATH = "/play/_stcore/upload_file/"


class Application:
    """Takes requests in, and answers them when it is told to."""

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()
        self.asked = 0

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        self.asked += 1
        await self.may_answer.wait()
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})


class Door:
    """The application behind its door, and what is told of it."""

    def __init__(self) -> None:
        self.application = Application()
        self.told: list[str] = []
        self._uploads = Uploads(self.application, PATH, self.told.append)

    def ask(self, path: str, method: str = "PUT") -> "asyncio.Task[int]":
        """The status that a request is answered with, once it is."""
        return asyncio.create_task(self._ask(path, method))

    async def _ask(self, path: str, method: str) -> int:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b""}

        async def send(message: Message) -> None:
            sent.append(message)

        await self._uploads({"type": "http", "method": method, "path": path}, receive, send)
        status: int = sent[0]["status"]
        return status


def test_a_visit_has_a_few_under_way_at_once() -> None:
    async def case() -> None:
        door = Door()
        under_way = [door.ask(f"{PATH}visit/{i}") for i in range(MOST_UNDER_WAY)]
        await asyncio.sleep(0)
        assert await door.ask(f"{PATH}visit/another") == 429
        others = [door.ask(f"{PATH}other/1"), door.ask(f"{PATH}visit/0", "DELETE")]
        others.append(door.ask("/play/nnviz/run"))
        await asyncio.sleep(0)
        assert door.application.asked == MOST_UNDER_WAY + len(others)
        assert not door.told
        door.application.may_answer.set()
        assert await asyncio.gather(*under_way, *others) == [204] * (MOST_UNDER_WAY + 3)
        assert door.told == ["visit"] * MOST_UNDER_WAY + ["other"]
        assert await door.ask(f"{PATH}visit/next") == 204

    asyncio.run(case())


def test_who_goes_away_makes_room_for_the_next() -> None:
    async def case() -> None:
        door = Door()
        for _ in range(3 * MOST_UNDER_WAY):
            gone = door.ask(f"{PATH}visit/1")
            await asyncio.sleep(0)
            gone.cancel()
            await asyncio.gather(gone, return_exceptions=True)
        door.application.may_answer.set()
        assert await door.ask(f"{PATH}visit/1") == 204

    asyncio.run(case())


@pytest.fixture
def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise FileNotFoundError("no usable temporary directory")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)


@pytest.mark.usefixtures("no_disk")
def test_no_disk_is_needed() -> None:
    size = 3_000_000
    keep_in_memory(size)

    def pieces() -> Iterator[bytes]:
        yield b'--B\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        yield bytes(size)
        yield b"\r\n--B--\r\n"

    coming = pieces()

    async def receive() -> Message:
        piece = next(coming, b"")
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    async def read() -> int:
        headers = [(b"content-type", b"multipart/form-data; boundary=B")]
        request = Request({"type": "http", "method": "PUT", "headers": headers}, receive)
        async with request.form() as form:
            file = form["file"]
            assert isinstance(file, UploadFile)
            return len(await file.read())

    assert asyncio.run(read()) == size
