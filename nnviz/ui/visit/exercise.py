"""What a teacher has left out of a page or fixed on it, as its address says.

    ?dataset=spiral&hide=data,panels&lock=hidden,activation

What is hidden is not on the page at all. What is locked is shown and cannot be changed, neither by
its own control nor by any other way (the picture, an example, a link); it stays so for the visit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from nnviz.experiment import LIVE_FIELDS, Complaint, Experiment
from nnviz.experiment.complaints import UNKNOWN_NAME, complain
from nnviz.experiment.rules import NONE, Names

#: The URL's keys, none of which is a field of an experiment.
HIDE, LOCK = "hide", "lock"
KEYS = frozenset({HIDE, LOCK})

#: Setting, freezing and switching off by hand, in the picture.
EDITOR = "editor"
#: Where the run pauses by itself.
STOP = "stop"

#: Parts of the page that are no fields of an experiment.
PARTS = (
    "presets",
    "speed",
    "share",
    "download",
    "reset",
    "article",
    EDITOR,
    STOP,
    "timeline",
    "plane",
    "panels",
)

_FIELDS = tuple(field.name for field in fields(Experiment))
_NETWORK = (
    "family",
    "hidden",
    "activation",
    "layer_activations",
    "initializer",
    "seed",
    "loss",
    "class_weights",
)

#: The page's groups of controls, and the fields that each has.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "data": tuple(f for f in _FIELDS if f not in LIVE_FIELDS and f not in _NETWORK),
    "network": _NETWORK,
    "training": tuple(f for f in _FIELDS if f in LIVE_FIELDS),
}

#: Fields that a control on the page sets. Of families of networks there is one: there is no choice.
_OFFERED = tuple(field for field in _FIELDS if field != "family")

#: What can be hidden, and what can be locked, in the order in which a URL has them.
HIDEABLE = (*GROUPS, *PARTS, *_OFFERED)
LOCKABLE = (*GROUPS, EDITOR, STOP, *_OFFERED)

_RULES = {HIDE: Names(HIDEABLE, UNKNOWN_NAME), LOCK: Names(LOCKABLE, UNKNOWN_NAME)}


@dataclass(frozen=True)
class Exercise:
    """What a page is without, and what on it is fixed; nothing of either on an ordinary page.

    Attributes
    ----------
    hide
        Names from `HIDEABLE`.
    lock
        Names from `LOCKABLE`.

    Raises
    ------
    ValueError
        For any other name.
    """

    hide: tuple[str, ...] = ()
    lock: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for key, rule in _RULES.items():
            names = getattr(self, key)
            if names:
                object.__setattr__(self, key, rule.check(key, names))

    def __bool__(self) -> bool:
        """Whether this is an exercise at all."""
        return bool(self.hide or self.lock)

    def hides(self, name: str) -> bool:
        """Whether a part, a group or a field is not to be on the page."""
        return name in _spread(self.hide)

    def locks(self, name: str) -> bool:
        """Whether a field, all fields of a group, or the editor is not to be changed."""
        return name in _spread(self.lock)

    def kept(self, experiment: Experiment) -> dict[str, Any]:
        """The locked fields, and what they are to stay."""
        return {name: getattr(experiment, name) for name in _FIELDS if self.locks(name)}

    def broken(self, before: Experiment, after: Experiment) -> list[str]:
        """The locked fields that a change from one experiment to another would change."""
        return [name for name, value in self.kept(before).items() if getattr(after, name) != value]

    def to_query(self) -> dict[str, str]:
        """The URL's keys; without what would be empty."""
        return {key: rule.write(names) for key, rule in _RULES.items() if (names := self._of(key))}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> tuple[Self, list[Complaint]]:
        """The exercise that a URL asks for, and a complaint for each key with an unknown name.

        Never raises, and takes what names it knows.
        """
        taken: dict[str, tuple[str, ...]] = {}
        complaints = []
        for key, rule in _RULES.items():
            if not (text := query.get(key, "").strip()):
                continue
            names, problem = rule.read(text)
            taken[key] = names or ()
            if problem is not None:
                complaints.append(complain(key, problem, rule.write(taken[key]) or NONE))
        return cls(**taken), complaints

    def _of(self, key: str) -> tuple[str, ...]:
        return self.hide if key == HIDE else self.lock


def _spread(names: Iterable[str]) -> set[str]:
    """The names, and the fields of those that are groups; a group too, once all its fields are."""
    found = set(names)
    for group, members in GROUPS.items():
        if group in found:
            found.update(members)
        elif found.issuperset(member for member in members if member in _OFFERED):
            found.add(group)
    return found
