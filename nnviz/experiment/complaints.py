"""What is said about a URL value that could not be taken as it came.

Reasons are templates, translated before the names and numbers are put in.
"""

from collections.abc import Callable
from dataclasses import dataclass

UNKNOWN_NAME = "{field}: “{given}” is not known. It can be {allowed}. Used instead: {used}."
UNKNOWN_FEATURE = (
    "{field}: this dataset has no input “{given}”. It can be {allowed}. Used instead: {used}."
)
LOST_DATA = (
    "{field}: the data of this address are somebody's own, and this server does not have them (any "
    "more). Open the saved run, or upload the data again. Used instead: {used}."
)
UNSUITED_LOSS = (
    "{field}: “{given}” does not suit this dataset. It can be {allowed}. Used instead: {used}."
)
NO_CLASSES = (
    "{field}: “{given}” is about classes, and this dataset has none: its answers are numbers. "
    "Used instead: {used}."
)
NOT_A_NUMBER = "{field}: “{given}” is not a number. Allowed: {allowed}. Used instead: {used}."
NOT_WHOLE = "{field}: “{given}” is not a whole number. Allowed: {allowed}. Used instead: {used}."
OUT_OF_RANGE = "{field}: {given} is out of range. Allowed: {allowed}. Used instead: {used}."
BAD_CURVE = (
    "{field}: “{given}” is no polynomial whose curve crosses the picture. Write the numbers before "
    "1, x, x² and so on, as in -3,0,0.5 (at most {allowed}). Used instead: {used}."
)
BAD_LAYERS = (
    "{field}: “{given}” does not describe hidden layers. Write the neurons of each layer, as in "
    "4,2 (at most {allowed}, layers × neurons), or none. Used instead: {used}."
)
TOO_MANY_OVERRIDES = (
    "{field}: “{given}” names more layers than the network has hidden ones ({allowed}). "
    "Used instead: {used}."
)

BAD_STEP = (
    "{field}: “{given}” is not the number of an update. Allowed: {allowed}. Used instead: {used}."
)
BAD_STOP = (
    "{field}: “{given}” is nowhere to stop at. Write an epoch, a loss, or both, as in "
    "epoch_100,test_0.05 or train_0.01. The run does not stop by itself."
)
BAD_LOG = (
    "{field}: “{given}” is not something that was done to this run, so what came from there on "
    "is lost. The run goes to update {used}."
)
BAD_PROJECTION = (
    "{field}: “{given}” is not a plane through these data. Write two different inputs, as in c1,c2 "
    "({allowed}), then columns with the value to hold them at, as in 3_1.5. The map shows what it "
    "usually does."
)
NO_PROJECTION = (
    "{field}: “{given}” asks for a plane through a table’s columns, but these data are not a table "
    "with several. The map shows all there is."
)
OTHER_LOG = (
    "{field}: what was done to this run leads to {given}, but the address says otherwise. Training "
    "starts again from update {used}, with what the address says."
)
LOST_DRAWING = (
    "{field}: this server does not have an earlier drawing of this run any more ({given}). "
    "Training starts again from update {used}, with the drawing of this address."
)

#: Every sentence that a complaint can be, for translators.
REASONS = (
    UNKNOWN_NAME,
    UNKNOWN_FEATURE,
    LOST_DATA,
    UNSUITED_LOSS,
    NO_CLASSES,
    NOT_A_NUMBER,
    NOT_WHOLE,
    OUT_OF_RANGE,
    BAD_CURVE,
    BAD_LAYERS,
    TOO_MANY_OVERRIDES,
    BAD_STEP,
    BAD_STOP,
    BAD_LOG,
    BAD_PROJECTION,
    NO_PROJECTION,
    OTHER_LOG,
    LOST_DRAWING,
)

#: Longer values are cut before they are shown.
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """Why a text could not be taken as it came: the part at fault, one of `REASONS`, the choice."""

    given: str
    reason: str
    allowed: str


@dataclass(frozen=True)
class Complaint:
    """One URL value that was replaced.

    Attributes
    ----------
    field
        The experiment's field, which is also the URL's key.
    given
        The part of the value that is at fault, cut to `LONGEST_SHOWN` characters.
    used
        What the experiment has instead, as the URL would write it.
    reason
        One of `REASONS`, with places for the other attributes.
    allowed
        What could have been given.
    """

    field: str
    given: str
    used: str
    reason: str
    allowed: str

    def message(
        self, translate: Callable[[str], str] = str, quote: Callable[[str], str] = str
    ) -> str:
        """The whole sentence; `translate` takes a template to another language.

        `quote` makes `given`, which is whatever somebody wrote into a URL, harmless wherever the
        sentence is going to stand.
        """
        return translate(self.reason).format(
            field=self.field,
            given=quote(self.given),
            used=self.used,
            allowed=self.allowed,
        )


def complain(field: str, problem: Problem, used: str) -> Complaint:
    """Put field and replacement to a problem."""
    given = problem.given
    if len(given) > LONGEST_SHOWN:
        given = given[: LONGEST_SHOWN - 1] + "…"
    return Complaint(field, given, used, problem.reason, problem.allowed)
