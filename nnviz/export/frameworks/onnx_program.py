"""The program that feeds the ONNX file: it reads rows as people type them, by nnviz's own rule.

ONNX has operators for texts (StringNormalizer, LabelEncoder, RegexFullMatch), but none that reads a
number with its thousands or a date in its column's order. So the file takes numbers, and this makes
them; the file carries the program in its metadata.
"""

from nnviz.data.specs.spec import OWN
from nnviz.experiment import Experiment
from nnviz.export.document import Document, Section
from nnviz.export.literals import names
from nnviz.export.sections.answers import examples_code, imports
from nnviz.export.sections.functions import function
from nnviz.export.sections.inputs import reading_sections
from nnviz.export.sections.training import Training
from nnviz.model import Model

_RUN = '''\
SESSION = onnxruntime.InferenceSession(FILE, providers=["CPUExecutionProvider"])


def run(name, rows):
    """One of the file's outputs for each row."""
    return SESSION.run([name], {"rows": read(rows)})[0]


def outputs(rows):
    """What the last layer gives for each row."""
    return run("outputs", rows)'''

_PREDICT = {
    True: function(
        "predict", "rows", 'run("values", rows).tolist()', '"""The value of each row."""'
    ),
    False: "\n\n\n".join(
        (
            function(
                "predict_proba",
                "rows",
                'run("probabilities", rows)',
                '"""Probabilities of the classes, for each row."""',
            ),
            function(
                "predict",
                "rows",
                '[CLASSES[i] for i in run("class", rows)]',
                '"""The class of each row."""',
            ),
        )
    ),
}


def onnx_file_name(experiment: Experiment) -> str:
    """What the ONNX file of a run is called."""
    return f"nnviz-{experiment.dataset.removeprefix(OWN)}.onnx"


def onnx_program(model: Model, training: Training | None = None) -> Document:
    """The ONNX file's answers to rows as people have them.

    Parameters
    ----------
    training
        Says what the file is called, and has a few rows as examples; else one is made up of what is
        usual, and the file is network.onnx.
    """
    name = onnx_file_name(training.experiment) if training else "network.onnx"
    is_value = model.task == "regression"
    classes = "" if is_value else f"CLASSES = {names(model.classes, len('CLASSES = '))}\n\n\n"
    return Document(
        title="A neural network from nnviz, in ONNX Runtime",
        install="pip install onnxruntime numpy",
        file_name="network_onnx.py",
        imports=imports(model, after="import onnxruntime"),
        sections=(
            *reading_sections(model),
            Section("The network", f"# The file, beside this program.\nFILE = {name!r}\n{_RUN}"),
            Section(
                "Answers", f"{classes}{_PREDICT[is_value]}\n\n\n{examples_code(model, training)}"
            ),
        ),
    )
