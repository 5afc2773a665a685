"""The message that shows the next update number by number, as `docs/frames.md` says."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.gradient_check import relative_errors
from nnviz.core.trace import Move, Trace
from nnviz.core.trainer import Trainer
from nnviz.live.frames import TRACE, pack
from nnviz.live.trouble import Trouble
from nnviz.live.wishes import Look


def trace_message(scene: int, trainer: Trainer, look: Look) -> bytes:
    """Trace the next update of a trainer that stands still.

    Raises
    ------
    IndexError
        There is no such sample.
    """
    trace = trainer.trace(look.sample, check=look.check)
    experiment, move = trainer.experiment, trace.move
    header = {
        "scene": scene,
        "step": trace.step,
        "example": look.sample,
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
        "trouble": vars(Trouble.of(trace.trouble)) if trace.trouble else None,
        "check": _agreement(trainer, trace),
        "silenced": sorted(trainer.hold.silenced),
    }
    arrays = _layers(trace) | _vectors(trace) | {"before": trainer.network.parameters}
    if move:
        arrays |= _move(move)
    with np.errstate(over="ignore"):
        packed: dict[str, NDArray[Any]] = {
            name: values.astype(np.float32) for name, values in arrays.items()
        }
    if trainer.hold.frozen:
        frozen = np.zeros(trainer.network.parameters.size, np.uint8)
        frozen[sorted(trainer.hold.frozen)] = 1
        packed["frozen"] = frozen
    return pack(TRACE, header, packed)


def _agreement(trainer: Trainer, trace: Trace) -> dict[str, Any] | None:
    """How far backpropagation and central differences are apart, layer by layer."""
    if trace.numerical is None:
        return None
    errors = relative_errors(trainer.network, trace.gradient.astype(np.float64), trace.numerical)
    return {"relative_errors": errors, "worst": max(errors)}


def _layers(trace: Trace) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {"inputs": trace.inputs, "targets": trace.targets}
    last = len(trace.layers)
    for number, layer in enumerate(trace.layers, start=1):
        arrays |= {
            f"z{number}": layer.pre_activations,
            f"a{number}": layer.activations,
            f"slope{number}": layer.slopes,
            f"upstream{number}": layer.arrived,
            f"delta{number}": layer.deltas,
        }
        if number < last:
            arrays[f"sent{number}"] = layer.sent
        if layer.masks is not None:
            arrays[f"mask{number}"] = layer.masks
    return arrays | {"readable": trace.readable, "losses": trace.losses}


def _vectors(trace: Trace) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {"gradient": trace.gradient}
    if trace.penalty is not None:
        arrays["penalty"] = trace.penalty
    if trace.numerical is not None:
        arrays["numerical"] = trace.numerical
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
