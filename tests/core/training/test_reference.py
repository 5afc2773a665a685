"""The fast path trains as the plain reference does."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz import Trainer
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from tests.core.run import Run
from tests.core.training import reference
from tests.core.training.reference import ReferenceTrainer

EPOCHS = 5

PENALIZED = {"regularization": "l2", "regularization_rate": 0.02}

RUNS = {
    **{
        f"activation {name}": Run(activations=(name, name, "linear"), learning_rate=0.02)
        for name in ACTIVATIONS
    },
    "activations mixed": Run((2, 3, 4, 5, 3, 1), ("relu", "linear", "sine", "sine", "tanh")),
    **{
        f"loss {name}": Run((3, 6, 4), ("tanh", "linear"), name, learning_rate=0.2)
        for name in LOSSES
    },
    **{f"initializer {name}": Run(initializer=name) for name in INITIALIZERS},
    **{f"optimizer {name}": Run(optimizer=name) for name in OPTIMIZERS},
    **{f"schedule {name}": Run(schedule=name) for name in SCHEDULES},
    **{
        f"regularization {name}": Run(regularization=name, regularization_rate=0.03)
        for name in REGULARIZERS
    },
    "clipping": Run(gradient_clipping=0.1),
    "dropout": Run(dropout=0.3),
    "dropout with linear layers": Run(activations=("linear", "linear", "tanh"), dropout=0.3),
    "all at once": Run(
        optimizer="adamw",
        dropout=0.2,
        gradient_clipping=0.2,
        schedule="warmup",
        regularization="l1",
        regularization_rate=0.01,
    ),
    "no hidden layer": Run((2, 1), ("linear",)),
    "dropout without hidden layers": Run((2, 1), ("linear",), dropout=0.5),
    "single samples": Run(batch_size=1),
    "all samples": Run(batch_size=0),
    "batch larger than the data": Run(batch_size=100),
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS.keys())
def test_same_parameters(run: Run) -> None:
    trainer = Trainer(run, dtype=np.float64)
    plain = ReferenceTrainer(replace(run, batch_size=min(run.batch_size, run.n_train)))
    start = trainer.network.parameters.copy()
    trainer.epoch(EPOCHS)
    plain.epochs(EPOCHS)
    assert trainer.step_count == plain.updates
    assert run.initializer == "zeros" or not np.allclose(start, trainer.network.parameters)
    np.testing.assert_allclose(trainer.network.parameters, plain.flat(), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS.keys())
def test_float32_follows(run: Run) -> None:
    trainer, exact = Trainer(run, dtype=np.float32), Trainer(run, dtype=np.float64)
    trainer.epoch(2)
    exact.epoch(2)
    assert trainer.network.parameters.dtype == np.float32
    # Where a gradient is 0 but for rounding, Adagrad and Adam take a full step whatever its sign.
    np.testing.assert_allclose(trainer.network.parameters, exact.network.parameters, atol=2e-4)


@pytest.mark.parametrize("name", LOSSES)
def test_same_loss(name: str) -> None:
    run = Run((3, 6, 4), ("tanh", "linear"), name)
    trainer = Trainer(run, dtype=np.float64)
    data = trainer.dataset
    outputs = trainer.network.forward(data.train_inputs)
    expected = reference.loss_of(name, outputs, data.train_targets)
    assert trainer.evaluate().train_loss == pytest.approx(expected, rel=1e-12)
    value = trainer.network.loss.value(outputs.T, data.train_targets.T)
    assert value == pytest.approx(expected, rel=1e-12)
