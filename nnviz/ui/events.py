"""What a person does in the picture itself, as its events tell; see `nnviz.ui.stage.stage`."""

from collections.abc import Mapping
from typing import Any

from nnviz.core.hold import Hold
from nnviz.core.timeline import LogFull
from nnviz.ui.session import Session, current


def handle(event: Mapping[str, Any]) -> None:
    """Follow one event of the stage; what makes no sense (any more) is left alone.

    Some kinds, such as trouble, only want the page to be drawn again.
    """
    session = current()
    match event:
        case {"type": "reshape", "hidden": [*hidden], "features": [*features]}:
            try:
                wanted = session.experiment.with_(hidden=hidden, features=features)
            except ValueError:
                return
            session.apply(wanted)
        case {"type": str(kind)}:
            try:
                _command(session, kind, event)
            except LogFull:
                session.report_full_log()
            session.write_url()


def _command(session: Session, kind: str, event: Mapping[str, Any]) -> None:
    run = session.run
    match kind, event:
        case "resume", {"query": str(query)}:
            session.resume(query)
        case "pause", _:
            run.pause()
        case "released", _:
            run.let_go()
            if run.is_full:
                session.report_full_log()
        case "undo", _:
            run.undo()
        case "fork", _:
            run.fork()
        case "forget_ghosts", _:
            run.forget_ghosts()
        case "hold", {"frozen": [*frozen], "silenced": [*silenced]}:
            _hold(session, frozen, silenced)
        case "apply", {"step": int(step), "example": example}:
            _apply(session, step, example)


def _hold(session: Session, frozen: list[Any], silenced: list[Any]) -> None:
    if not all(type(index) is int for index in frozen):
        return
    try:
        neurons = frozenset((int(layer), int(index)) for layer, index in silenced)
        session.run.hold(Hold(frozenset(frozen), neurons))
    except (ValueError, TypeError):
        return


def _apply(session: Session, step: int, example: object) -> None:
    """Make the update that a person has just walked through, if it is still the next one."""
    run = session.run
    if run.playing or run.trainer.step_count + 1 != step:
        return
    if example is None:
        run.step()
    elif type(example) is int and 0 <= example < len(run.trainer.dataset.train_inputs):
        run.teach(example)
