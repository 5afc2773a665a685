"""The stage on the page, and what a person does in it."""

from nnviz.ui.events import handle
from nnviz.ui.session import current
from nnviz.ui.stage import stage
from nnviz.ui.stage.strings import stage_strings


def picture() -> None:
    """Mount the stage on the visitor's run; its events change the run like any control."""
    session = current()
    event = stage(session.run, strings=stage_strings(), on_event=session.acted)
    if event:
        handle(event)
