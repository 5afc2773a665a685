"""What is said about a file that cannot be opened as a run.

Reasons are templates, translated before the numbers are put in.
"""

from collections.abc import Callable

NOT_A_RUN = (
    "This file is not a saved run. Choose one that “Save run” has made: its name ends in .npz."
)
DAMAGED = (
    "This file was a saved run, but it is damaged. Download or copy it again, or save the run "
    "anew where it is still open."
)
TOO_NEW = (
    "This run was saved by a newer version of this program, in format {version}; this one knows "
    "formats up to {known}. Bring this program up to date, or open the file where it was saved."
)
TOO_LARGE = "This file is larger than a saved run can be, which is at most {megabytes} MB."

#: Every sentence that a problem can be, for translators.
REASONS = (NOT_A_RUN, DAMAGED, TOO_NEW, TOO_LARGE)


class RunFileProblem(ValueError):  # noqa: N818 - it names what is the matter
    """A file cannot be opened as a run; nothing was changed.

    Attributes
    ----------
    reason
        One of `REASONS`, with places for the numbers.
    detail
        What exactly was found, for those who write such files; "" where there is no more to say.
    """

    def __init__(self, reason: str, detail: str = "", **numbers: int) -> None:
        self.reason = reason
        self.detail = detail
        self._numbers = numbers
        super().__init__(f"{self.message()} ({detail})" if detail else self.message())

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The whole sentence; `translate` takes a template to another language."""
        return translate(self.reason).format(**self._numbers)


def damaged(detail: str) -> RunFileProblem:
    """The problem of a file in which something is not as it must be."""
    return RunFileProblem(DAMAGED, detail)
