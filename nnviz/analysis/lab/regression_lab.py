"""A linear regression in plain NumPy that goes wrong without a word, taken apart line by line.

It never averages its gradients over the examples, so that broadcasting turns its one weight into a
hundred. Here it is really run, one statement at a time, beside the same program with one line more.

Only the two texts of `nnviz.analysis.lab.regression_programs` are ever executed. They find a
stand-in for NumPy that holds no more than they use and draws its random numbers from a generator of
their own.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType, SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.analysis.lab.regression_programs import FIXED, PRINTED
from nnviz.core.arrays import FloatArray

Shape = tuple[int, ...]

#: As the program has them.
ALPHA = 0.01
EPOCHS = 1000

#: A hundred numbers an epoch: this many take well under a second.
MAX_EPOCHS = 10_000

#: Epochs that are traced statement by statement: the first, and one after the first update.
TRACED = 2

#: Records of the history, at most.
MAX_RECORDS = 400

#: Data and start that both programs share.
SEED = 3


@dataclass(frozen=True)
class ExecutedStatement:
    """One statement, executed.

    Attributes
    ----------
    line
        Its line in the program, counted from 1.
    text
        As it stands there, without its indentation.
    epoch
        Counted from 1 inside the loop, 0 outside.
    reads
        Each array that the statement uses, by name, with its shape before.
    writes
        Each array that the statement makes, with its shape after.
    replaced
        Shape before, of those in `writes` that there were already.
    error
        ``"ValueError: ..."`` as NumPy said it; empty if nothing went wrong.
    """

    line: int
    text: str
    epoch: int
    reads: Mapping[str, Shape]
    writes: Mapping[str, Shape]
    replaced: Mapping[str, Shape]
    error: str = ""


@dataclass(frozen=True, eq=False)
class Run:
    """A program, run to its end or to its error.

    Attributes
    ----------
    program
        Its text.
    steps
        What was executed before the loop, in its first `TRACED` epochs, and after it.
    inputs, targets : (100,)
        The data, the same for both programs.
    weights, biases : (n,)
        At the end: one, or one for each example.
    epochs : (n_records,)
        Epochs done at each record, from 0 to the last.
    weight_history : (n_records, n)
        Weights at each record.
    loss_history : (n_records,)
        Mean squared error at each record.
    predictions : (2,) or None
        For the inputs 0.5 and 1.5; None where the program failed.
    error
        The message of the error that ended the program; empty if none did.
    """

    program: str
    steps: tuple[ExecutedStatement, ...]
    inputs: FloatArray
    targets: FloatArray
    weights: FloatArray
    biases: FloatArray
    epochs: NDArray[np.int64]
    weight_history: FloatArray
    loss_history: FloatArray
    predictions: FloatArray | None
    error: str

    @property
    def growth(self) -> ExecutedStatement | None:
        """The statement at which the weight became an array of another shape, if any did."""
        return next(
            (
                step
                for step in self.steps
                if "W" in step.replaced and step.replaced["W"] != step.writes["W"]
            ),
            None,
        )


@dataclass(frozen=True)
class LeastSquares:
    """The line that no other beats on the same data: weight, bias and mean squared error."""

    weight: float
    bias: float
    loss: float

    def at(self, inputs: FloatArray) -> FloatArray:
        """What the line says for inputs (n,)."""
        return self.weight * inputs + self.bias


def least_squares(inputs: FloatArray, targets: FloatArray) -> LeastSquares:
    """The closed-form answer; both arrays are (n,).

    Strang, Introduction to linear algebra, 5th edition, 2016, section 4.3.
    """
    design = np.column_stack([inputs, np.ones_like(inputs)])
    weight, bias = np.linalg.lstsq(design, targets)[0].tolist()
    errors = weight * inputs + bias - targets
    return LeastSquares(weight, bias, float(errors @ errors) / errors.size)


def run(program: str, *, alpha: float = ALPHA, epochs: int = EPOCHS, seed: int = SEED) -> Run:
    """Execute one of the two programs.

    Parameters
    ----------
    program
        `PRINTED` or `FIXED`.
    alpha, epochs
        Take the place of the numbers in the program.
    seed
        Of its random numbers.

    Raises
    ------
    ValueError
        The program is another, or a number is out of bounds.
    """
    if program not in (PRINTED, FIXED):
        raise ValueError("program must be PRINTED or FIXED; no other text is ever executed")
    if not (0.0 < alpha < np.inf and 1 <= epochs <= MAX_EPOCHS):
        raise ValueError(
            f"alpha must be above 0 and finite, epochs from 1 to {MAX_EPOCHS}; "
            f"they were {alpha!r} and {epochs!r}"
        )
    execution = _Execution(program, {"alpha": alpha, "epochs": epochs}, seed)
    with np.errstate(all="ignore"):  # too large an alpha overflows; the numbers then say so
        execution.run()
    return execution.result()


@dataclass
class _Execution:
    """A program under way."""

    program: str
    settings: Mapping[str, float]
    seed: int
    steps: list[ExecutedStatement] = field(default_factory=list)
    records: list[tuple[int, FloatArray, float]] = field(default_factory=list)
    error: str = ""

    def __post_init__(self) -> None:
        self.lines = self.program.splitlines()
        numpy = SimpleNamespace(
            array=np.array, random=SimpleNamespace(rand=_rand(np.random.default_rng(self.seed)))
        )
        # All that the program can reach.
        builtins = {
            "__import__": lambda *_: numpy,
            "range": range,
            "print": lambda *_: None,
        }
        self.names: dict[str, Any] = {"__builtins__": builtins}

    def run(self) -> None:
        """Execute all statements, or those before the first that fails."""
        for statement in ast.parse(self.program).body:
            if isinstance(statement, ast.For):
                self._loop(statement)
            else:
                self._step(statement, epoch=0)
            if self.error:
                return

    def _loop(self, loop: ast.For) -> None:
        """The program's one loop: its first epochs step by step, the others in one go each."""
        epochs = int(self.names["epochs"])
        every = -(-epochs // MAX_RECORDS)
        body = _compiled(*loop.body)
        for epoch in range(1, epochs + 1):
            self._record(epoch - 1, every)
            if epoch <= TRACED:
                for statement in loop.body:
                    self._step(statement, epoch)
            else:
                exec(body, self.names)
        self._record(epochs, 1)

    def _record(self, epoch: int, every: int) -> None:
        if epoch % every == 0:
            X, y, W, b = (self.names[name] for name in ("X", "y", "W", "b"))  # noqa: N806
            self.records.append((epoch, W.ravel(), float(np.mean((X * W + b - y) ** 2))))

    def _step(self, statement: ast.stmt, epoch: int) -> None:
        """Execute one statement and note the shapes around it."""
        before = self._shapes()
        try:
            exec(_compiled(statement), self.names)
        except ValueError as error:
            self.error = f"{type(error).__name__}: {error}"
        after = self._shapes()
        written = [] if self.error else _names(statement, ast.Store)
        for name in self.settings.keys() & set(written):
            self.names[name] = self.settings[name]
        self.steps.append(
            ExecutedStatement(
                line=statement.lineno,
                text=self.lines[statement.lineno - 1].strip(),
                epoch=epoch,
                reads={n: before[n] for n in _names(statement, ast.Load) if n in before},
                writes={n: after[n] for n in written if n in after},
                replaced={n: before[n] for n in written if n in before},
                error=self.error,
            )
        )

    def _shapes(self) -> dict[str, Shape]:
        return {n: v.shape for n, v in self.names.items() if isinstance(v, np.ndarray)}

    def result(self) -> Run:
        """What came of it."""
        names = self.names
        epochs, weights, losses = zip(*self.records, strict=True)
        width = max(w.size for w in weights)
        return Run(
            program=self.program,
            steps=tuple(self.steps),
            inputs=names["X"].ravel(),
            targets=names["y"].ravel(),
            weights=names["W"].ravel(),
            biases=names["b"].ravel(),
            epochs=np.array(epochs, np.int64),
            weight_history=np.array([np.broadcast_to(w, width) for w in weights]),
            loss_history=np.array(losses),
            predictions=None if self.error else names["y_pred_test"].ravel(),
            error=self.error,
        )


def _rand(rng: np.random.Generator) -> Any:
    """`np.random.rand` on a generator of one's own."""
    return lambda *shape: rng.random(shape)


def _compiled(*statements: ast.stmt) -> CodeType:
    return compile(ast.Module(list(statements), type_ignores=[]), "<program>", "exec")


def _names(statement: ast.stmt, context: type[ast.expr_context]) -> list[str]:
    """Names that a statement reads (`ast.Load`) or writes (`ast.Store`), each once, in order."""

    def found() -> Iterator[ast.Name]:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, context):
                yield node

    return list(dict.fromkeys(n.id for n in sorted(found(), key=lambda node: node.col_offset)))
