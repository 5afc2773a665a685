"""What a person does in the picture itself, as its events tell; see `nnviz.ui.stage.stage`."""

import math
from collections.abc import Mapping
from typing import Any

from nnviz.core.network.interventions import Interventions
from nnviz.core.timeline.timeline import LogFull
from nnviz.live.run.run import LiveRun
from nnviz.ui.visit.run_files import restore
from nnviz.ui.visit.session import come_back, current
from nnviz.ui.visit.speeds import FIRST_SPEED, SPEEDS


def handle(event: Mapping[str, Any]) -> None:
    """Follow one event of the playground's stage; what makes no sense (any more) is left alone.

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
            return
        case {"type": "resume", "query": str(query)}:
            session.resume(query)
        case {"type": "return", "tickets": [*tickets], "another": str(another)}:
            come_back(tickets, another)
            session = current()
            session.url.acted()
        case {"type": "restore", "query": str(query), "playing": bool(playing), "speed": speed}:
            # JSON has no infinity.
            speed = math.inf if speed is None else speed
            speed = speed if speed in SPEEDS else FIRST_SPEED
            restore(session, query, playing=playing, speed=speed)
        case {"type": "drawn"}:
            session.drew()
        case _:
            if not steer(session.run, event):
                session.report_full_log()
    session.write_url()
    match event:
        case {"turn": int(turn)}:
            session.answered = turn


def steer(run: LiveRun, event: Mapping[str, Any]) -> bool:
    """Do to a run what an event asks for, if it concerns the run alone.

    Returns
    -------
    Whether the run could still remember it.
    """
    try:
        match event:
            case {"type": "pause"}:
                run.pause()
            case {"type": "released"}:
                run.let_go()
                return not run.is_full
            case {"type": "undo"}:
                run.undo()
            case {"type": "fork"}:
                run.fork()
            case {"type": "forget_ghosts"}:
                run.forget_ghosts()
            case {"type": "intervene", "frozen": [*frozen], "silenced": [*silenced]}:
                _intervene(run, frozen, silenced)
            case {"type": "apply", "step": int(step), "example": example}:
                _apply(run, step, example)
    except LogFull:
        return False
    return True


def _intervene(run: LiveRun, frozen: list[Any], silenced: list[Any]) -> None:
    if not all(type(index) is int for index in frozen):
        return
    try:
        neurons = frozenset((int(layer), int(index)) for layer, index in silenced)
        run.intervene(Interventions(frozenset(frozen), neurons))
    except (ValueError, TypeError, OverflowError):
        return


def _apply(run: LiveRun, step: int, example: object) -> None:
    """Make the update that a person has just walked through, if it is still the next one."""
    if run.playing or run.trainer.step_count + 1 != step:
        return
    # On a line that is gone through again, the example may be the one that comes next by itself.
    if example is None or example == run.timeline.next_sample:
        run.step()
    elif type(example) is int and 0 <= example < len(run.trainer.dataset.train_inputs):
        run.teach(example)
