"""What a person does in the picture itself: inputs by a click, layers and neurons by + and −."""

from collections.abc import Mapping
from typing import Any

from nnviz.ui.session import current


def handle(event: Mapping[str, Any]) -> None:
    """Follow one event of the stage; what makes no sense (any more) is left alone.

    The other kind of event, trouble, only wants the page to be drawn again.
    """
    match event:
        case {"type": "reshape", "hidden": [*hidden], "features": [*features]}:
            session = current()
            try:
                wanted = session.experiment.with_(hidden=hidden, features=features)
            except ValueError:
                return
            session.apply(wanted)
