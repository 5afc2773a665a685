"""One workshop for each library, for all tests of the session."""

from collections.abc import Callable, Iterator

import pytest

from tests.export.programs import Workshop


@pytest.fixture(scope="session")
def workshop() -> Iterator[Callable[[str], Workshop]]:
    """The workshop of a library, made when it is first asked for."""
    made: dict[str, Workshop] = {}

    def of(library: str) -> Workshop:
        if library not in made:
            made[library] = Workshop(library)
        return made[library]

    yield of
    for one in made.values():
        one.close()
