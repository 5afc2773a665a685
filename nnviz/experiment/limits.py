"""The smallest and largest value of every number that a person can set, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """An inclusive range; `whole` where only whole numbers make sense."""

    low: float
    high: float
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.low:g} … {self.high:.10g}"


MAX_LAYERS = 6
MAX_NEURONS = 16
#: Neurons of a layer that is added where there was none to copy.
FIRST_LAYER = 4

#: Values that a person can give a parameter by hand, up or down from 0.
LARGEST_PARAMETER = 1000.0

SEED = Limit(0, 2**32 - 1, whole=True)

LIMITS: dict[str, Limit] = {
    "n_points": Limit(20, 2000, whole=True),
    "noise": Limit(0.0, 0.5),
    "n_classes": Limit(2, 6, whole=True),
    # 1 leaves nothing to test with.
    "train_share": Limit(0.1, 1.0),
    "data_seed": SEED,
    "learning_rate": Limit(1e-5, 10.0),
    # 0 stands for the whole training share.
    "batch_size": Limit(0, 2000, whole=True),
    "momentum": Limit(0.0, 0.999),
    "weight_decay": Limit(0.0, 1.0),
    "regularization_rate": Limit(0.0, 10.0),
    "dropout": Limit(0.0, 0.9),
    # 0 switches clipping off.
    "gradient_clipping": Limit(0.0, 100.0),
    "schedule_epochs": Limit(1, 10_000, whole=True),
    "seed": SEED,
}
