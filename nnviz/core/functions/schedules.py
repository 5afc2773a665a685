"""Learning-rate schedules: the factor on the learning rate, pass by pass.

Each has one length in epochs, and means what PyTorch's scheduler means that its docstring names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi

from nnviz.core.functions.registry import look_up
from nnviz.core.settings import Settings

# Where a decay that ends should end: small, but never a standstill that looks like a fault.
_COSINE_FLOOR = 0.01
_STEP_FACTOR = 0.5
_EXPONENTIAL_FACTOR = 0.1


@dataclass(frozen=True)
class Schedule:
    """A learning-rate schedule.

    Attributes
    ----------
    name : str
    formula : str
        The factor, with t for the epoch and T for the schedule's length in epochs.
    factor : callable (epoch, length) -> float
        Factor during the pass that follows `epoch` whole passes.
    is_constant : bool
        Whether the factor is 1 in all of them.
    """

    name: str
    formula: str
    factor: Callable[[int, int], float]
    is_constant: bool = False


def _constant(epoch: int, length: int) -> float:
    return 1.0


def _step(epoch: int, length: int) -> float:
    """StepLR with gamma 0.5: halved every `length` epochs.

    As in He et al., Deep residual learning for image recognition, 2015, section 3.4.
    """
    return float(_STEP_FACTOR ** (epoch // length))


def _exponential(epoch: int, length: int) -> float:
    """ExponentialLR with gamma 0.1 ** (1 / length): a tenth after every `length` epochs.

    Senior et al., An empirical study of learning rates in deep neural networks, ICASSP 2013.
    """
    return float(_EXPONENTIAL_FACTOR ** (epoch / length))


def _cosine(epoch: int, length: int) -> float:
    """CosineAnnealingLR down to a hundredth, which is then kept.

    Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2017, eq. 5.
    """
    if epoch >= length:
        return _COSINE_FLOOR
    return _COSINE_FLOOR + (1.0 - _COSINE_FLOOR) * 0.5 * (1.0 + cos(pi * epoch / length))


def _warmup(epoch: int, length: int) -> float:
    """LinearLR from 1 / length up to the full rate in the schedule's last epoch, kept from then on.

    Goyal et al., Accurate, large minibatch SGD, 2017, section 2.2.
    """
    return min(1.0, (epoch + 1) / length)


SCHEDULES = {
    schedule.name: schedule
    for schedule in (
        Schedule("constant", "1", _constant, is_constant=True),
        Schedule("step", "0.5^⌊t/T⌋", _step),
        Schedule("exponential", "0.1^(t/T)", _exponential),
        Schedule("cosine", "0.01 + 0.99 (1 + cos(π t/T)) / 2 while t < T, then 0.01", _cosine),
        Schedule("warmup", "min(1, (t + 1)/T)", _warmup),
    )
}


def scheduled_rate(settings: Settings[object], epoch: int) -> float:
    """The learning rate in an epoch, as these settings have it."""
    schedule = look_up(SCHEDULES, settings.schedule, "schedule")
    return settings.learning_rate * schedule.factor(epoch, settings.schedule_epochs)
