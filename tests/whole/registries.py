"""Every registry, and every place that has to know each of its entries.

Whoever adds an entry writes it at the foot of its module; the test then names the files in which it
is not there yet.
"""

import json

from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.training.divergence import Cause, Quantity
from nnviz.data.division.targets import LOSSES_OF_TASK
from nnviz.data.division.weights import CLASS_WEIGHTS
from nnviz.data.features import FEATURES
from nnviz.data.generated.curves import CURVE_NAMES
from nnviz.data.specs.datasets import GENERATED, REAL
from nnviz.ui.common.remedies import REMEDIES
from nnviz.ui.text.words.data import CURVE_WORDS, DATASET_WORDS, GROUP_WORDS
from nnviz.ui.text.words.divergence import CAUSE_SENTENCES, QUANTITY_SENTENCES
from nnviz.ui.text.words.network import (
    ACTIVATION_WORDS,
    CLASS_WEIGHT_WORDS,
    INITIALIZER_WORDS,
    LOSS_WORDS,
)
from nnviz.ui.text.words.training import OPTIMIZER_WORDS, REGULARIZER_WORDS, SCHEDULE_WORDS
from tests.core.network.test_network import VARIANCES
from tests.core.optimizers.test_optimizers import SLOPES
from tests.core.training import reference
from tests.data.real import generate_real_sets
from tests.data.test_features import EXPECTED
from tests.ui.stage.microscope.test_walk import TASKS
from tests.whole.places import (
    ROOT,
    WORDS,
    Place,
    Registry,
    formulas,
    mentions,
    plain,
    programs,
    pytorch,
    words,
)

CORE = "nnviz/core/functions"
FORMULA = "nnviz/ui/stage/formula"
SECTIONS = "nnviz/export/sections"
FRAMEWORKS = "nnviz/export/frameworks"


def _headed() -> list[str]:
    return [name for name, spec in GENERATED.items() if (spec.task, spec.dimension) in GROUP_WORDS]


def _with_rows() -> list[str]:
    return [path.stem for path in (ROOT / "nnviz/data/real").glob("*.csv")]


def _with_sources() -> list[str]:
    return list(json.loads((ROOT / "nnviz/data/real/sources.json").read_text(encoding="utf-8")))


_TOLD = (
    mentions("the browser's declarations", "nnviz/ui/stage/stream/messages.d.ts"),
    mentions("the description of frames", "docs/frames.md"),
)

REGISTRIES = {
    "activation": Registry(
        f"{CORE}/activations.py",
        ACTIVATIONS,
        (
            words("network", ACTIVATION_WORDS),
            formulas(f"{FORMULA}/formulas.js", "FORMULAS"),
            *programs(
                "activation",
                numpy=f"{SECTIONS}/functions.py",
                torch=f"{SECTIONS}/functions.py",
                keras=f"{SECTIONS}/functions.py",
                onnx=f"{FRAMEWORKS}/onnx_graph.py",
            ),
            pytorch("functions", "activations"),
            plain(reference.ACTIVATIONS),
        ),
    ),
    "optimizer": Registry(
        "nnviz/core/optimizers/optimizers.py",
        OPTIMIZERS,
        (
            words("training", OPTIMIZER_WORDS, formula=True),
            formulas(f"{FORMULA}/optimizers.js", "OPTIMIZERS"),
            *programs(
                "optimizer",
                numpy=f"{SECTIONS}/descent.py",
                torch=f"{FRAMEWORKS}/torch_program.py",
                keras=f"{FRAMEWORKS}/keras_program.py",
            ),
            pytorch("optimizers", "paths"),
            plain(reference.OPTIMIZERS),
        ),
    ),
    "loss": Registry(
        f"{CORE}/losses.py",
        LOSSES,
        (
            Place(
                "what a task offers",
                "nnviz/data/division/targets.py",
                lambda: {name for names in LOSSES_OF_TASK.values() for name in names},
            ),
            words("network", LOSS_WORDS),
            formulas(f"{FORMULA}/losses.js", "LOSSES"),
            *programs(
                "loss",
                numpy=f"{SECTIONS}/functions.py",
                torch=f"{SECTIONS}/functions.py",
                keras=f"{SECTIONS}/functions.py",
            ),
            pytorch("functions", "losses"),
            plain(reference.LOSSES),
            Place("a walk", "tests/ui/stage/microscope/test_walk.py", lambda: TASKS),
        ),
    ),
    "initializer": Registry(
        f"{CORE}/initializers.py",
        INITIALIZERS,
        (
            words("network", INITIALIZER_WORDS),
            *programs("initializer", numpy=f"{SECTIONS}/functions.py"),
            Place("its variance", "tests/core/network/test_network.py", lambda: VARIANCES),
        ),
    ),
    "regularizer": Registry(
        f"{CORE}/regularizers.py",
        REGULARIZERS,
        (
            words("training", REGULARIZER_WORDS),
            # Where there is none, nothing is written.
            formulas("nnviz/ui/stage/microscope/walk/walkupdate.js", "PENALTIES", {"none"}),
            *programs(
                "regularizer",
                {"none"},
                numpy=f"{SECTIONS}/descent.py",
                torch=f"{FRAMEWORKS}/torch_program.py",
                keras=f"{FRAMEWORKS}/keras_program.py",
            ),
            plain(reference.PENALTIES),
            Place("its slopes", "tests/core/optimizers/test_optimizers.py", lambda: SLOPES),
        ),
    ),
    "schedule": Registry(
        f"{CORE}/schedules.py",
        SCHEDULES,
        (
            words("training", SCHEDULE_WORDS),
            # A rate that stays as it is needs no factor.
            *programs("schedule", {"constant"}, numpy=f"{SECTIONS}/functions.py"),
            pytorch("schedules", "factors"),
        ),
    ),
    "input": Registry(
        "nnviz/data/features.py",
        FEATURES,
        (
            *programs("feature", numpy=f"{SECTIONS}/inputs.py", onnx=f"{FRAMEWORKS}/onnx_file.py"),
            Place("its values", "tests/data/test_features.py", lambda: EXPECTED),
        ),
    ),
    "class weighting": Registry(
        "nnviz/data/division/weights.py",
        CLASS_WEIGHTS,
        (words("network", CLASS_WEIGHT_WORDS),),
    ),
    "curve": Registry(
        "nnviz/data/generated/curves.py",
        CURVE_NAMES,
        (words("data", CURVE_WORDS, formula=True),),
    ),
    "generated dataset": Registry(
        "nnviz/data/specs/datasets.py",
        GENERATED,
        (
            Place("words", f"{WORDS}/data.py", words("data", DATASET_WORDS).known, is_exact=False),
            Place("a heading", f"{WORDS}/data.py", _headed),
        ),
    ),
    "real dataset": Registry(
        "nnviz/data/specs/datasets.py",
        REAL,
        (
            Place(
                "words",
                f"{WORDS}/data.py",
                # All that has words, but what is generated.
                lambda: set(words("data", DATASET_WORDS).known()) - set(GENERATED),
            ),
            Place("its source and licence", "nnviz/data/real/sources.json", _with_sources),
            Place("its rows", "nnviz/data/real", _with_rows),
            Place(
                "where its rows are from",
                "tests/data/real/generate_real_sets.py",
                lambda: generate_real_sets.SOURCES,
            ),
        ),
    ),
    "cause of divergence": Registry(
        "nnviz/core/training/divergence.py",
        list(Cause),
        (
            Place("words", f"{WORDS}/divergence.py", lambda: CAUSE_SENTENCES),
            Place("a remedy", "nnviz/ui/common/remedies.py", lambda: REMEDIES),
            *_TOLD,
        ),
    ),
    "quantity of divergence": Registry(
        "nnviz/core/training/divergence.py",
        list(Quantity),
        (Place("words", f"{WORDS}/divergence.py", lambda: QUANTITY_SENTENCES), *_TOLD),
    ),
}
