"""Taking the network along: as a program for a library that people use, and as an ONNX file."""

from math import ceil

import streamlit as st

from nnviz.core.network.network import Network
from nnviz.core.training.trainer import Trainer
from nnviz.data.specs.spec import OWN
from nnviz.experiment import Experiment
from nnviz.export import (
    INSTALL_ONNX,
    ONNX_PROGRAM,
    PROGRAMS,
    Training,
    UnwritableError,
    has_onnx,
    onnx_file_name,
    onnx_lacks,
    onnx_model,
    table_csv,
)
from nnviz.export.document import Document
from nnviz.live.run.run import LiveRun
from nnviz.model import Model
from nnviz.ui.text.language import _, noop

#: Passes that the program makes where the run has made none.
EPOCHS = 100
#: Somebody's own table with more rows or values is read from their file, not written out.
MOST_ROWS = 2000
MOST_VALUES = 20_000
#: The file that such a program reads.
CSV_FILE = "table.csv"
#: Lines of the program that are shown, and how high they stand (pixels).
SHOWN_LINES = 60
SHOWN_HEIGHT = 200

#: What the network can be written for: libraries, and the runtime of ONNX files if
#: they can be made.
LIBRARIES = PROGRAMS | ({"onnx": ONNX_PROGRAM} if has_onnx() else {})

#: Forms of a program: how it is called, and the ending and kind of its file.
FORMS = {
    "script": (noop("Script"), "py", "text/x-python"),
    "notebook": (noop("Notebook"), "ipynb", "application/x-ipynb+json"),
}


def as_code(run: LiveRun) -> None:
    """The choice of a program, its beginning, and the buttons that download it and the ONNX file.

    What comes down is of the network as it is when the button is pressed. What cannot be written is
    not offered: why, stands in its place.
    """
    st.markdown(f"**{_('As code')}**")
    left, right = st.columns(2)
    library = left.selectbox(
        _("Library"),
        list(LIBRARIES),
        format_func=lambda name: LIBRARIES[name].label,
        key="code-library",
    )
    form = right.radio(
        _("Form"),
        list(FORMS),
        format_func=lambda name: _(FORMS[name][0]),
        horizontal=True,
        key="code-form",
    )
    model, training = taken(run)
    lacks = LIBRARIES[library].lacks(model, training)
    if not lacks:
        _program(run, library, form, LIBRARIES[library].document(model, training))
    elif library != "onnx":  # Of which the file says it, below.
        st.caption(lacks.message(_))
    _onnx(run, onnx_lacks(model))


def _program(run: LiveRun, library: str, form: str, document: Document) -> None:
    """The beginning of a program, and the buttons for it and for what it reads."""
    dataset = run.experiment.dataset.removeprefix(OWN)
    lines = document.script().splitlines()
    st.code("\n".join(lines[:SHOWN_LINES]), language="python", height=SHOWN_HEIGHT)
    _label, ending, mime = FORMS[form]
    about = _("The network on screen, with its weights: it predicts, and can train anew.")
    if library == "onnx":
        about = _("Reads rows as people type them, and asks the ONNX file about them.")
    st.download_button(
        _("Program"),
        data=lambda: _text(run, library, form).encode(),
        file_name=f"nnviz-{dataset}-{library}.{ending}",
        mime=mime,
        key="download-program",
        icon=":material/code:",
        help=about,
        on_click="ignore",
        type="tertiary",
    )
    st.code(LIBRARIES[library].install, language="bash")
    if library == "onnx":
        st.caption(
            _("The program asks {file}, the ONNX file below: put both into one folder.").format(
                file=f"`{onnx_file_name(run.experiment)}`"
            )
        )
    elif from_file(run.experiment):
        st.caption(
            _("Your table is large: the program reads it from {file} beside it.").format(
                file=CSV_FILE
            )
        )
        st.download_button(
            CSV_FILE,
            data=lambda: _table(run).encode(),
            file_name=CSV_FILE,
            mime="text/csv",
            key="download-table",
            icon=":material/table:",
            on_click="ignore",
            type="tertiary",
        )


def from_file(experiment: Experiment) -> bool:
    """Whether a program reads the data from a file: somebody's own table, and a large one."""
    spec = experiment.spec
    records = spec.records if spec.name.startswith(OWN) else None
    if records is None:
        return False
    values = records.values
    return len(values) > MOST_ROWS or values.size > MOST_VALUES


def taken(run: LiveRun) -> tuple[Model, Training]:
    """Copies of the network on screen, and of what it is trained with."""

    def take(trainer: Trainer[Network]) -> tuple[Model, Training]:
        experiment = run.experiment
        epochs = max(ceil(trainer.epoch_progress), 1) if trainer.step_count else EPOCHS
        return Model.of(experiment, trainer.network), training_of(experiment, epochs)

    return run.inspect(take)


def training_of(experiment: Experiment, epochs: int) -> Training:
    """The settings and the data: points, or the rows of a table as a person has them."""
    records, dataset = experiment.spec.records, experiment.make_dataset()
    if records is None:
        return Training.of(experiment, dataset, epochs)
    return Training.of_table(
        experiment,
        records,
        dataset.train_rows,
        dataset.test_rows,
        epochs,
        csv_path=CSV_FILE if from_file(experiment) else "",
    )


def _table(run: LiveRun) -> str:
    experiment = run.experiment
    records, preparation = experiment.spec.records, experiment.make_dataset().preparation
    assert records is not None, "only a table is read from a file"
    assert preparation is not None, "a table has been prepared"
    return table_csv(records, preparation)


def _text(run: LiveRun, library: str, form: str) -> str:
    document = LIBRARIES[library].document(*taken(run))
    return document.notebook() if form == "notebook" else document.script()


def _onnx(run: LiveRun, lacks: UnwritableError | None) -> None:
    if not has_onnx():
        st.caption(
            _("An ONNX file needs one more package: `{command}`").format(command=INSTALL_ONNX)
        )
        return
    if lacks:
        st.caption(lacks.message(_))
        return
    st.download_button(
        _("ONNX file"),
        data=lambda: onnx_model(taken(run)[0]),
        file_name=onnx_file_name(run.experiment),
        mime="application/octet-stream",
        key="download-onnx",
        icon=":material/deployed_code:",
        help=_(
            "The network for any program that runs ONNX models. It takes numbers alone; the "
            "library “ONNX Runtime” above has the program that reads rows as people type them."
        ),
        on_click="ignore",
        type="tertiary",
    )
