"""Settings and fixtures that tests share, and which tests may run side by side."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.export.programs import Workshop, Workshops

# No deadline: how long an example takes says more about the machine than about the code. Where a
# change is to land, all examples are the same each time, so that it stands or falls by itself; new
# ones are found wherever else the tests run.
settings.register_profile(
    "nnviz", deadline=None, print_blob=True, max_examples=50, derandomize="CI" in os.environ
)
settings.load_profile("nnviz")

#: Tests that drive the whole page, and the folders of them that take about as long as the others.
BROWSER = "tests/browser/"
HALF = {"back", "page"}
#: Tests of exported programs, in one process, as libraries take long to import.
PROGRAMS = "tests/export/"


class FewBrowsers(LoadScopeScheduling):  # type: ignore[misc] # it comes without types
    """Keeps together, in one process, the tests of a file, and half the tests of the whole page.

    Those wait for a server and a browser much of the time, so one process has them beside two
    that work; but they would wait too long beside many of their kind. Both halves come first, as
    nothing else takes so long. Tests of exported programs stay together, too; the processes share
    all the rest by files.
    """

    def _split_scope(self, nodeid: str) -> str:
        file: str = nodeid.partition("::")[0]
        if file.startswith(PROGRAMS):
            return PROGRAMS
        folder = file.removeprefix(BROWSER).partition("/")[0]
        return f"{BROWSER}{folder in HALF}" if is_of_page(file) else file


def is_of_page(nodeid: str) -> bool:
    """Whether a test drives the whole page."""
    return nodeid.startswith(BROWSER)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FewBrowsers:
    """Answer ``pytest -n``, which asks how to share the tests."""
    # In the order in which they are collected, not the largest files first.
    config.option.loadscopereorder = False
    return FewBrowsers(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put those of the whole page first."""
    items.sort(key=lambda item: not is_of_page(item.nodeid))


@pytest.fixture(scope="session")
def workshop() -> Iterator[Workshops]:
    """The workshop of a library, made when it is first asked for."""
    made: dict[str, Workshop] = {}

    def of(library: str) -> Workshop:
        if library not in made:
            made[library] = Workshop(library)
        return made[library]

    yield of
    for one in made.values():
        one.close()
