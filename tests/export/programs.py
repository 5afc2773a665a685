"""Runs programs with the real libraries, each in a process of its own.

Importing a library takes seconds, so one process for each has done that, and makes a child by fork
for every program: the child shares the import and nothing else.

    python -m tests.export.programs torch       reads pickled jobs, writes pickled results
"""

import os
import pickle
import runpy
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import IO, Any

from nnviz.threads import ONE_THREAD

ROOT = Path(__file__).resolve().parents[2]
# With what the libraries would import only when they train.
MODULES = {
    "numpy": ("numpy",),
    "torch": ("numpy", "torch", "torch._dynamo"),
    "keras": ("numpy", "torch", "torch._dynamo", "keras"),
    "sklearn": ("numpy", "sklearn.neural_network", "sklearn.base"),
    "onnx": ("numpy", "onnxruntime"),
}


@dataclass(frozen=True)
class Job:
    """A program, and rows to ask it about.

    Attributes
    ----------
    source, rows, train
    also
        More rows to ask about, one after the other.
    files
        What lies beside the program: names and contents.
    """

    source: str
    rows: Any
    train: bool = False
    also: Sequence[Any] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


def run(job: Job) -> dict[str, Any]:
    """What the program says of the rows, trained and, if asked for, trained anew."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.py"
        path.write_text(job.source, encoding="utf-8")
        for name, content in job.files.items():
            (Path(folder) / name).write_bytes(content)
        os.chdir(folder)
        said = StringIO()
        with redirect_stdout(said), warnings.catch_warnings():
            warnings.simplefilter("error")
            # Keras on PyTorch makes NumPy arrays in a way that NumPy 2 deprecates.
            warnings.filterwarnings("ignore", "__array__ implementation", DeprecationWarning)
            program = runpy.run_path(str(path), run_name="program")
            found = _answers(program, job.rows)
            found["also"] = [_answers(program, rows) for rows in job.also]
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)
                program["main"]()
            if job.train:
                found["shares"] = program["shares"]()
                network = program["train"]()
                found["trained"] = _answers(program, job.rows, network)
    return found | {"said": said.getvalue()}


def _answers(program: dict[str, Any], rows: Any, *network: Any) -> dict[str, Any]:
    """What each of its functions makes of the rows, and under "warned" what that warns of.

    Rows that are refused have "refused" alone, the words.
    """
    names = ("read", "prepare", "outputs", "predict_proba", "predict")
    found: dict[str, Any] = {}
    for name in names:
        if name in program:
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always", UserWarning)
                try:
                    found[name] = program[name](
                        rows, *(network if name not in ("read", "prepare") else ())
                    )
                except ValueError as error:
                    return {"refused": str(error)}
            words = [str(one.message) for one in caught if one.category is UserWarning]
            assert words == found.setdefault("warned", words), name
    return found


class Workshop:
    """One library, imported once, in which programs are run."""

    def __init__(self, library: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.export.programs", library],
            cwd=ROOT,
            env=os.environ | ONE_THREAD | {"KERAS_BACKEND": "torch"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, job: Job) -> dict[str, Any]:
        """What `run` gives, from a process of the program's own."""
        assert self._process.stdin
        assert self._process.stdout
        _send(self._process.stdin, job)
        ok, result = pickle.load(self._process.stdout)
        assert ok, result
        return dict(result)

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=10)


#: Gives the workshop of a library.
Workshops = Callable[[str], Workshop]


def _send(file: IO[bytes], value: Any) -> None:
    pickle.dump(value, file)
    file.flush()


def _serve(library: str) -> None:
    for name in MODULES[library]:
        __import__(name)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    with os.fdopen(os.dup(1), "wb") as results:
        while True:
            try:
                job = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            child = os.fork()
            if child:
                os.waitpid(child, 0)
                continue
            try:
                result: tuple[bool, Any] = True, run(job)
            except BaseException:
                result = False, traceback.format_exc()
            _send(results, result)
            os._exit(0)


if __name__ == "__main__":
    # Jobs were pickled by this module under its full name, not as the program that is run.
    from tests.export import programs

    programs._serve(sys.argv[1])
