"""Settings that every test shares, and which tests may run side by side."""

import os

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# No deadline: how long an example takes says more about the machine than about the code. Where a
# change is to land, all examples are the same each time, so that it stands or falls by itself; new
# ones are found wherever else the tests run.
settings.register_profile(
    "nnviz", deadline=None, print_blob=True, max_examples=50, derandomize="CI" in os.environ
)
settings.load_profile("nnviz")

#: Tests that drive the whole page.
BROWSER = "tests/browser/"
#: Of these, the ones that bear with others beside them: they look, and wait for nothing to move.
PATIENT = ("files/test_downloads.py", "stage/test_looks.py", "stage/test_microscope.py")


class FewBrowsers(LoadScopeScheduling):  # type: ignore[misc] # it comes without types
    """Keeps together, in one process, the tests of a file, and nearly all tests of the whole page.

    Those wait for a server and a browser most of the time, and would wait too long beside others
    of their kind; so one process has them, one by one, while another has all the rest, and at last
    the patient ones.
    """

    def _split_scope(self, nodeid: str) -> str:
        file: str = nodeid.partition("::")[0]
        return BROWSER if file.startswith(BROWSER) and not is_patient(file) else file


def is_patient(file: str) -> bool:
    """Whether the tests in a file are for the end."""
    return file.startswith(BROWSER) and file.removeprefix(BROWSER) in PATIENT


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FewBrowsers:
    """Answer ``pytest -n``, which asks how to share the tests."""
    # In the order in which they are collected, not the largest files first.
    config.option.loadscopereorder = False
    return FewBrowsers(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the patient ones last."""
    items.sort(key=lambda item: is_patient(item.nodeid.partition("::")[0]))
