"""A run taken up from a file: one that a person has opened, or one that the page has handed in."""

from nnviz.experiment.presets import preset_of
from nnviz.saving import RunFileProblem, read_run
from nnviz.ui.text.language import _
from nnviz.ui.visit.address import projection_in
from nnviz.ui.visit.session import Session


def open_file(session: Session, content: bytes) -> bool:
    """Take up the run in a file, exactly where it stood; False if it would change a lock.

    Raises
    ------
    RunFileProblem
        There is none in it; the run that there is goes on.
    """
    saved = read_run(content)
    if session.refuses(saved.experiment):
        return False
    session.run.open(saved)
    session.preset = preset_of(session.experiment)
    session.complaints = []
    session.notice = _("The saved run is open, at update {step}.").format(
        step=session.run.trainer.step_count
    )
    session.write_url()
    return True


def restore(session: Session, query: str, *, playing: bool, speed: float) -> None:
    """Take up the run that the page has handed in, after the server had lost it.

    Parameters
    ----------
    query
        Of the page's address, from its question mark on. It says what the map shows, and how
        to go through the run again should the file be none.
    playing, speed
        As they were then.
    """
    content, session.run.handed_in = session.run.handed_in or b"", None
    try:
        is_open = open_file(session, content)
    except RunFileProblem:
        session.resume(query)
        return
    if is_open:
        session.look(projection_in(query, session.experiment))
        session.run.speed = speed
        if playing:
            session.run.play()
        session.notice = _(
            "The server had lost this run. Here it is again, at update {step}."
        ).format(step=session.run.trainer.step_count)
