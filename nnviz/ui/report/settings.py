"""The settings of a run as rows of a table: those that count, by the names that the page uses."""

from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.data.division.weights import CLASS_WEIGHTS
from nnviz.data.generated.curves import POLYNOMIAL
from nnviz.data.real import SOURCES
from nnviz.experiment import Experiment
from nnviz.experiment.query import write_value
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import plain
from nnviz.ui.text.words import label
from nnviz.ui.text.words.data import CURVE_WORDS, dataset_label
from nnviz.ui.text.words.network import (
    ACTIVATION_WORDS,
    CLASS_WEIGHT_WORDS,
    INITIALIZER_WORDS,
    LOSS_WORDS,
)
from nnviz.ui.text.words.training import OPTIMIZER_WORDS, REGULARIZER_WORDS, SCHEDULE_WORDS

SettingRows = list[tuple[str, str]]


def data_rows(experiment: Experiment, n_train: int, n_test: int) -> SettingRows:
    """Where the data comes from, how it is divided, and what the network is given of it."""
    rows = [
        (_("Dataset"), dataset_label(experiment.dataset)),
        (
            _("Points"),
            _("{train} for training, {test} for the test").format(train=n_train, test=n_test),
        ),
    ]
    if experiment.spec.is_generated:
        rows.append((_("Noise"), f"{experiment.noise:.2f}"))
    if experiment.spec.curves_vary:
        rows.append((_("Curve"), label(CURVE_WORDS, experiment.curve)))
        if experiment.curve == POLYNOMIAL:
            text = write_value(experiment.spec, "coefficients", experiment.coefficients)
            rows.append((_("Its coefficients"), text))
    if experiment.dataset in SOURCES:
        source = SOURCES[experiment.dataset]
        rows.append((_("Source"), f"{source.source}. {source.url} ({source.licence})"))
    if experiment.class_count:
        rows.append((_("Classes"), ", ".join(experiment.class_names)))
    features = experiment.spec.features
    inputs = ", ".join(features[name].label for name in experiment.features)
    return [*rows, (_("Inputs"), inputs), (_("Data seed"), str(experiment.data_seed))]


def network_rows(experiment: Experiment) -> SettingRows:
    """Shape and beginning of the network, and what it is to make small."""
    hidden = ", ".join(map(str, experiment.hidden)) or _("none")
    kinds = list(dict.fromkeys(experiment.activations[:-1])) or [experiment.activation]
    same = len(kinds) == 1
    used = kinds if same else experiment.activations[:-1]
    return [
        (_("Hidden layers"), hidden),
        (_("Activation"), ", ".join(label(ACTIVATION_WORDS, name) for name in used)),
        (_("Initial weights"), label(INITIALIZER_WORDS, experiment.initializer)),
        (_("Loss"), label(LOSS_WORDS, experiment.loss)),
        *(
            [(_("Class weights"), label(CLASS_WEIGHT_WORDS, experiment.class_weights))]
            if CLASS_WEIGHTS[experiment.class_weights] is not None
            else []
        ),
        (_("Seed"), str(experiment.seed)),
    ]


def training_rows(experiment: Experiment) -> SettingRows:
    """How it is trained; what is switched off is left out."""
    rows = [
        (_("Learning rate"), plain(experiment.learning_rate)),
        (_("Optimizer"), label(OPTIMIZER_WORDS, experiment.optimizer)),
    ]
    heeds = OPTIMIZERS[experiment.optimizer].heeds
    if heeds == "momentum":
        rows.append((_("Momentum"), plain(experiment.momentum)))
    if heeds == "weight_decay":
        rows.append((_("Weight decay"), plain(experiment.weight_decay)))
    rows.append(
        (_("Batch size"), str(experiment.batch_size) if experiment.batch_size else _("all"))
    )
    if not SCHEDULES[experiment.schedule].is_constant:
        rows.append((_("Schedule"), label(SCHEDULE_WORDS, experiment.schedule)))
        rows.append((_("Its epochs T"), str(experiment.schedule_epochs)))
    if REGULARIZERS[experiment.regularization].slope is not None:
        rows.append((_("Regularization"), label(REGULARIZER_WORDS, experiment.regularization)))
        rows.append((_("Its rate λ"), plain(experiment.regularization_rate)))
    if experiment.dropout:
        rows.append((_("Dropout"), plain(experiment.dropout)))
    if experiment.gradient_clipping:
        rows.append((_("Clip gradient"), plain(experiment.gradient_clipping)))
    return rows
