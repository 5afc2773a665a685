"""The message that shows the next update number by number, as `docs/frames.md` says."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.network.gradient_check import relative_errors
from nnviz.core.network.network import Network
from nnviz.core.training.trace import Move, Trace
from nnviz.core.training.trainer import Trainer
from nnviz.live.frames.frames import TRACE, pack
from nnviz.live.messages import CheckEntry, TraceHeader
from nnviz.live.run.trouble import Trouble


def trace_message(
    scene: int,
    trainer: Trainer[Network],
    trace: Trace,
    example: int | None,
    *,
    forced: bool,
    instead_of_batch: bool = False,
    numerical: NDArray[Any] | None,
) -> bytes:
    """Pack a trace of a trainer that stands still.

    Parameters
    ----------
    example
        The training sample that it is of alone, or None for the next batch.
    forced
        Whether the run's line, not the viewer, has chosen the example.
    instead_of_batch
        Whether it stands for a batch that is too large to be noted number by number.
    numerical : (n_parameters,)
        The gradient by central differences, where it is known.
    """
    experiment, move = trainer.experiment, trace.move
    header: TraceHeader = {
        "scene": scene,
        "step": trace.step,
        "example": example,
        "forced": forced,
        "instead_of_batch": instead_of_batch,
        "samples": trace.samples.tolist(),
        "loss": trace.loss,
        "learning_rate": trace.learning_rate,
        "optimizer": experiment.optimizer,
        "constants": move.constants if move else {},
        "regularization": experiment.regularization,
        "regularization_rate": experiment.regularization_rate,
        "clipping": experiment.gradient_clipping,
        "gradient_norm": trace.gradient_norm,
        "clip_factor": trace.clip_factor,
        "dropout": experiment.dropout,
        "scale": trace.scale,
        "trouble": Trouble.of(trace.trouble).entry() if trace.trouble else None,
        "check": _agreement(trainer, trace, numerical),
        "silenced": sorted(trainer.interventions.silenced),
    }
    arrays = _passes(trace) | _vectors(trace, numerical) | {"before": trainer.network.parameters}
    if move:
        arrays |= _move(move)
    with np.errstate(over="ignore"):
        packed: dict[str, NDArray[Any]] = {
            name: values.astype(np.float32) for name, values in arrays.items()
        }
    if trainer.interventions.frozen:
        frozen = np.zeros(trainer.network.parameters.size, np.uint8)
        frozen[sorted(trainer.interventions.frozen)] = 1
        packed["frozen"] = frozen
    return pack(TRACE, header, packed)


def _agreement(
    trainer: Trainer[Network], trace: Trace, numerical: NDArray[Any] | None
) -> CheckEntry | None:
    """How far backpropagation and central differences are apart, layer by layer."""
    if numerical is None:
        return None
    errors = relative_errors(trainer.network, trace.gradient.astype(np.float64), numerical)
    return {"relative_errors": errors, "worst": max(errors)}


def _passes(trace: Trace) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {"inputs": trace.inputs, "targets": trace.targets}
    arrays |= trace.notes.arrays()
    if trace.weights is not None:
        arrays["weights"] = trace.weights
    return arrays | {"readable": trace.readable, "losses": trace.losses}


def _vectors(trace: Trace, numerical: NDArray[Any] | None) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {"gradient": trace.gradient}
    if trace.penalty is not None:
        arrays["penalty"] = trace.penalty
    if numerical is not None:
        arrays["numerical"] = numerical
    return arrays


def _move(move: Move) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {
        "after": move.after,
        "used": move.used,
        "step": move.subtracted,
    }
    if move.decayed is not None:
        arrays["decayed"] = move.decayed
    for name, values in move.moments_before.items():
        arrays[f"moment_{name}_before"] = values
        arrays[f"moment_{name}_after"] = move.moments_after[name]
    return arrays
