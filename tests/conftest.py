"""Settings that every test shares, and which tests may run side by side."""

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# No deadline: how long an example takes says more about the machine than about the code.
settings.register_profile("nnviz", deadline=None, print_blob=True)
settings.load_profile("nnviz")

#: Tests that drive the whole page.
BROWSER = "tests/browser/"


class OneBrowser(LoadScopeScheduling):  # type: ignore[misc] # it comes without types
    """Keeps together, in one process, the tests of a file, and all tests of the whole page.

    Those wait for a server and a browser most of the time, and would wait too long beside others
    of their kind; so one process has them, one by one, while another has all the rest.
    """

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneBrowser:
    """Answer ``pytest -n``, which asks how to share the tests."""
    return OneBrowser(config, log)
