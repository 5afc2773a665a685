"""Training speed of the core against scikit-learn and PyTorch, in one run on one thread.

All three train the same network (tanh, linear output, squared error) in float32 on the same 250
points with as many samples in each update, shuffled anew for each pass. Each is used as its users
use it, in its fastest form: `partial_fit` gets a whole pass per call, PyTorch gets its batches as
slices of a tensor shuffled once per pass. nnviz's figure includes all that a Trainer does on the
way: the check for divergence in every update, and the evaluation of both shares for the history.
Rounds of the three alternate, and the best of each counts: what else the machine does then disturbs
least.

A second table sets a stack of networks beside as many trainers, one after the other.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import sklearn
import torch
from numpy.typing import DTypeLike
from sklearn.neural_network import MLPRegressor

from benchmarks.kit.report import machine, table
from nnviz import Network, Trainer
from nnviz.core.stack import Stack
from nnviz.data import DATASETS
from nnviz.data.dataset import Dataset, make_dataset
from nnviz.threads import ONE_THREAD

NETWORKS = ((2, 4, 2, 1), (2, 8, 8, 8, 8, 1), (2, 64, 64, 64, 1))
OPTIMIZERS = ("sgd", "adam")
BATCH_SIZES = (10, 30, 0)
LEARNING_RATE = {"sgd": 0.03, "adam": 0.001}
ROUNDS = 7
SECONDS_PER_ROUND = 0.15
#: Members of a stack.
MEMBERS = (8, 64)

# What the ratios are to be; elsewhere the core is to be ahead.
SMALLEST = ((2, 4, 2, 1), 10)
GOALS = {"scikit-learn": 10.0, "PyTorch": 15.0}


def data() -> Dataset:
    """250 points to train on, and as many to test with."""
    return make_dataset(DATASETS["bumps"], 500, 0.1, 0, 0.5, 0, ("x1", "x2"), low_target=-1.0)


@dataclass(frozen=True)
class Run:
    """One setting of the benchmark, for all three."""

    layer_sizes: tuple[int, ...]
    optimizer: str
    batch_size: int
    learning_rate: float
    seed: int = 0
    momentum: float = 0.0
    weight_decay: float = 0.0
    regularization: str = "none"
    regularization_rate: float = 0.0
    dropout: float = 0.0
    gradient_clipping: float = 0.0
    schedule: str = "constant"
    schedule_epochs: int = 1

    data_kind = "benchmark"

    def make_network(self, rng: np.random.Generator, dtype: DTypeLike) -> Network:
        """The network: tanh, and a linear output."""
        activations = ("tanh",) * (len(self.layer_sizes) - 2) + ("linear",)
        return Network(self.layer_sizes, activations, "mse", rng, dtype=dtype)

    def make_dataset(self) -> Dataset:
        """The benchmark's data."""
        return data()


def nnviz_pass(run: Run) -> Callable[[], object]:
    """One pass over the data by nnviz."""
    return Trainer(run).epoch


def sklearn_pass(run: Run) -> Callable[[], object]:
    """One pass over the data by scikit-learn."""
    inputs = data().train_inputs.astype(np.float32)
    targets = data().train_targets.astype(np.float32).ravel()
    model = MLPRegressor(
        hidden_layer_sizes=run.layer_sizes[1:-1],
        activation="tanh",
        solver=run.optimizer,
        learning_rate_init=run.learning_rate,
        batch_size=run.batch_size or len(inputs),
        momentum=0.0,
        nesterovs_momentum=False,
        alpha=0.0,
        random_state=run.seed,
    )
    return lambda: model.partial_fit(inputs, targets)


def torch_pass(run: Run) -> Callable[[], object]:
    """One pass over the data by PyTorch, eager."""
    torch.manual_seed(run.seed)
    inputs = torch.tensor(data().train_inputs, dtype=torch.float32)
    targets = torch.tensor(data().train_targets, dtype=torch.float32)
    layers: list[torch.nn.Module] = []
    for fan_in, fan_out in zip(run.layer_sizes, run.layer_sizes[1:], strict=False):
        layers += [torch.nn.Linear(fan_in, fan_out), torch.nn.Tanh()]
    model = torch.nn.Sequential(*layers[:-1])
    make = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[run.optimizer]
    optimizer = make(model.parameters(), lr=run.learning_rate)
    loss_of = torch.nn.MSELoss()

    def batches() -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        if not run.batch_size:
            return iter([(inputs, targets)])
        order = torch.randperm(len(inputs))
        return zip(
            inputs[order].split(run.batch_size), targets[order].split(run.batch_size), strict=True
        )

    def one_pass() -> None:
        for batch, wanted in batches():
            optimizer.zero_grad()
            loss_of(model(batch), wanted).backward()
            optimizer.step()

    return one_pass


CONTENDERS = {"nnviz": nnviz_pass, "scikit-learn": sklearn_pass, "PyTorch": torch_pass}


def seconds_per_pass(one_pass: Callable[[], object]) -> float:
    """Duration of a pass, averaged over one round."""
    passes, start = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - start) < SECONDS_PER_ROUND:
        one_pass()
        passes += 1
    return elapsed / passes


def updates_per_second(run: Run) -> dict[str, float]:
    """Updates per second of each contender."""
    passes = {name: make(run) for name, make in CONTENDERS.items()}
    for one_pass in passes.values():
        seconds_per_pass(one_pass)  # warms up
    rounds = [
        {name: seconds_per_pass(one_pass) for name, one_pass in passes.items()}
        for _ in range(ROUNDS)
    ]
    n = len(data().train_inputs)
    updates = -(-n // (run.batch_size or n))
    return {name: updates / min(seconds[name] for seconds in rounds) for name in passes}


def stack_ratio(run: Run, members: int) -> tuple[float, float]:
    """Network-updates per second of a stack, and how many times those of single trainers."""
    runs = [replace(run, seed=seed) for seed in range(members)]
    stack, trainers = Stack(runs), [Trainer(one) for one in runs]

    def one_by_one() -> None:
        for trainer in trainers:
            trainer.epoch()

    seconds = {"stack": stack.epoch, "trainers": one_by_one}
    for one_pass in seconds.values():
        seconds_per_pass(one_pass)  # warms up
    rounds = [
        {name: seconds_per_pass(one_pass) for name, one_pass in seconds.items()}
        for _ in range(ROUNDS)
    ]
    best = {name: min(each[name] for each in rounds) for name in seconds}
    n = len(data().train_inputs)
    updates = members * -(-n // (run.batch_size or n))
    return updates / best["stack"], best["trainers"] / best["stack"]


def stacks() -> str:
    """The table of stacks."""
    rows = []
    for sizes, batch_size, members in product(NETWORKS, BATCH_SIZES, MEMBERS):
        speed, ratio = stack_ratio(Run(sizes, "adam", batch_size, LEARNING_RATE["adam"]), members)
        title = ("-".join(map(str, sizes)), str(batch_size or "all"), str(members))
        rows.append([*title, f"{ratio:.1f}x", f"{speed:,.0f}"])
    return table(("network", "batch", "members", "vs one by one", "network-updates/s"), rows)


def main() -> None:
    """Print the tables, and what falls short of the goals."""
    torch.set_num_threads(1)
    rows, shortfalls = [], []
    for sizes, optimizer, batch_size in product(NETWORKS, OPTIMIZERS, BATCH_SIZES):
        run = Run(sizes, optimizer, batch_size, LEARNING_RATE[optimizer])
        speeds = updates_per_second(run)
        title = ("-".join(map(str, sizes)), optimizer, str(batch_size or "all"))
        ratios = {rival: speeds["nnviz"] / speeds[rival] for rival in GOALS}
        for rival, ratio in ratios.items():
            goal = GOALS[rival] if (sizes, batch_size) == SMALLEST else 1.0
            if ratio < goal:
                shortfalls.append(f"{' '.join(title)}: {ratio:.1f} times {rival}, not {goal:.0f}")
        rows.append(
            [*title]
            + [f"{ratio:.1f}x" for ratio in ratios.values()]
            + [f"{speed:,.0f}" for speed in speeds.values()]
        )
    versions = (
        f"NumPy {np.__version__}, scikit-learn {sklearn.__version__}, PyTorch {torch.__version__}"
    )
    print(f"Updates per second, one thread, float32; {machine()}, {versions}.\n")
    header = ("network", "optimizer", "batch", *(f"vs {rival}" for rival in GOALS), *CONTENDERS)
    print(table(header, rows))
    print(f"\nStacks of networks against as many trainers, Adam.\n\n{stacks()}\n")
    for shortfall in shortfalls:
        print(f"Shortfall: {shortfall}")
    if not shortfalls:
        print("Every goal is met.")


if __name__ == "__main__":
    if ONE_THREAD.items() <= os.environ.items():
        main()
    else:  # BLAS reads the variables when it is loaded: they must be there before Python starts
        command = [sys.executable, "-m", "benchmarks.core"]
        sys.exit(subprocess.run(command, env=os.environ | ONE_THREAD, check=False).returncode)
