"""From a plan to a run that learns from it, and what a visitor's own tables are called."""

from nnviz.data import own_table, register
from nnviz.data.specs.spec import OWN
from nnviz.ui.text.language import _
from nnviz.ui.upload.draft import draft, drop
from nnviz.ui.visit.session import current


def learn() -> None:
    """Learn from the table in the dialog, and close that."""
    found = draft()
    if found is None or found.table is None or found.plan.records is None:
        return
    assert found.source is not None
    spec = register(own_table(found.plan.records))
    session = current()
    session.files[spec.name] = found.source.name or _("pasted cells")
    drop()
    session.run.play()
    session.change(dataset=spec.name)


def is_own(name: str) -> bool:
    """Whether a dataset is somebody's own."""
    return name.startswith(OWN)


def file_of(name: str) -> str:
    """Name of the file that this visitor's own data came from; empty for others'."""
    return current().files.get(name, "")
