"""The sections of a program that hold a run's settings and its data."""

from nnviz.core.functions import schedules
from nnviz.core.functions.losses import LOSSES
from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.data.arrays import FloatArray
from nnviz.export.document import Section
from nnviz.export.literals import listed, number
from nnviz.export.sections.answers import row_list
from nnviz.export.sections.functions import INITIALIZERS, SCHEDULES, function
from nnviz.export.sections.table_file import is_defused
from nnviz.export.sections.training import Training, rows_as_written
from nnviz.model import Model

_READ_CSV = '''\
def read_csv():
    """Rows and labels of both shares, split as nnviz splits them."""
    rows, labels = [], []
    with open(CSV, encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file, delimiter=DELIMITER):
{restore}            row, answer = [line[name] for name, *_ in COLUMNS], line[TARGET].strip()
            if {condition}:
                rows.append(row)
                labels.append({label})
{complete}    order = np.random.default_rng([DATA_SEED, 1]).permutation(len(rows))
{balance}    order = order[:N_ROWS]
    n_train = train_count(len(order), TRAIN_SHARE)
    return [
        ([rows[i] for i in share], np.array([labels[i] for i in share]))
        for share in (order[:n_train], order[n_train:])
    ]'''

_RESTORE = """\
            line = {restored(name or ""): restored(cell or "") for name, cell in line.items()}
"""

_COMPLETE = """\
    # Only rows that lack nothing were learned from.
    complete = ~np.isnan(read(rows, remark=False)).any(axis=1)
    rows, labels = ([a for a, whole in zip(b, complete) if whole] for b in (rows, labels))
"""

_BALANCE = """\
    # In every beginning of the order each class has the share that it has of all rows.
    total, seen, places = Counter(labels), Counter(), []
    for i in order:
        places.append((seen[labels[i]] + 0.5) / total[labels[i]])
        seen[labels[i]] += 1
    order = order[np.argsort(places, kind="stable")]
"""

_SHARES = '''\
def shares():
    """Inputs of the training share and of the test share, each with what is to come out."""
    return [
        (prepare(rows{quietly}), {targets})
        for rows, labels in {data}
    ]'''

_INITIAL = '''\
def initial_parameters():
    """The weights and biases that the run began with."""
    rng = np.random.default_rng([SEED, 0])
    parameters = []
    for fan_in, fan_out in zip(SIZES, SIZES[1:]):
        weights = {draw}
        parameters += [weights, np.zeros(fan_out)]
    return parameters'''


def optimizer_of(training: Training) -> str:
    """Name of the optimizer; of one that is another without momentum, of that one."""
    settings = training.experiment
    kind = OPTIMIZERS[settings.optimizer]
    return kind.name if settings.momentum else kind.without_momentum or kind.name


def penalty_of(training: Training) -> str:
    """Name of the regularizer, or "" where there is none at work."""
    settings = training.experiment
    is_at_work = settings.regularization_rate and REGULARIZERS[settings.regularization].slope
    return settings.regularization if is_at_work else ""


def scheduled(training: Training) -> bool:
    """Whether the learning rate changes."""
    return not schedules.SCHEDULES[training.experiment.schedule].is_constant


def settings_code(training: Training) -> str:
    """The constants, and ``initial_parameters`` with them."""
    settings = training.experiment
    constants: dict[str, float] = {
        "SEED": settings.seed,
        "EPOCHS": training.epochs,
        "BATCH_SIZE": settings.batch_size,
        "LEARNING_RATE": settings.learning_rate,
    }
    heeds = OPTIMIZERS[optimizer_of(training)].heeds
    if heeds == "momentum":
        constants["MOMENTUM"] = settings.momentum
    if heeds == "weight_decay":
        constants["WEIGHT_DECAY"] = settings.weight_decay
    if penalty_of(training):
        constants["REGULARIZATION_RATE"] = settings.regularization_rate
    if settings.dropout:
        constants["DROPOUT"] = settings.dropout
    if settings.gradient_clipping:
        constants["LARGEST_NORM"] = settings.gradient_clipping
    if scheduled(training):
        constants["SCHEDULE_EPOCHS"] = settings.schedule_epochs
    lines = [f"{name} = {value!r}" for name, value in constants.items()]
    if not settings.batch_size:
        lines[2] = "BATCH_SIZE = 10**9  # all of the training share at once"
    return "\n".join(lines)


def initial_code(training: Training) -> str:
    """Defines ``initial_parameters``."""
    initializer = INITIALIZERS[training.experiment.initializer]
    source = _INITIAL.replace("{draw}", initializer.draw)
    return f"{initializer.helper}\n\n\n{source}" if initializer.helper else source


def schedule_code(training: Training) -> list[str]:
    """Defines ``factor``, where the learning rate changes."""
    if not scheduled(training):
        return []
    return [function("factor", "epoch", SCHEDULES[training.experiment.schedule])]


def targets_code(model: Model) -> str:
    """Defines ``targets_of``, with the constants of values that were standardised."""
    result = {
        "binary": {
            -1.0: "2.0 * labels[:, np.newaxis] - 1.0",
            0.0: "1.0 * labels[:, np.newaxis]",
        }[LOSSES[model.loss].low_target],
        "multiclass": "np.eye(len(CLASSES))[labels.astype(int)]",
        "regression": "1.0 * labels[:, np.newaxis]",
    }[model.task]
    if model.task == "regression" and model.preparation:
        result = "(labels[:, np.newaxis] - TARGET_MEAN) / TARGET_SCALE"
    return function(
        "targets_of", "labels", result, '"""Labels as the loss compares them with the outputs."""'
    )


def weights_code(model: Model, training: Training, *, torch: bool = False) -> list[str]:
    """Defines ``weights_of(targets)``, (rows, 1), where classes differ in weight."""
    by_class = training.class_weights(model.class_count)
    if by_class is None:
        return []
    kind, whole = ("torch.tensor", "long()") if torch else ("np.array", "astype(int)")
    weights = f"{kind}(CLASS_WEIGHTS)"
    result = f"{weights}[(targets[:, :1] > 0.0).{whole}]"
    if model.task == "multiclass":
        result = f"targets @ {weights}[:, None]"
    numbers = listed((number(weight) for weight in by_class), 16)
    constant = (
        "# How much each class counts in the loss, so that rare ones are not passed over.\n"
        f"CLASS_WEIGHTS = {numbers}"
    )
    told = '"""How much each row counts in the loss: as much as its class, (rows, 1)."""'
    return [f"{constant}\n\n\n{function('weights_of', 'targets', result, told)}"]


def target_constants(model: Model) -> str:
    """TARGET_MEAN and TARGET_SCALE, of a table's values."""
    if model.task != "regression" or not model.preparation:
        return ""
    mean, scale = model.preparation.target_mean, model.preparation.target_scale
    return (
        "# The network learnt values less their mean, divided by their standard deviation.\n"
        f"TARGET_MEAN = {mean!r}\nTARGET_SCALE = {scale!r}\n"
    )


def data_section(model: Model, training: Training, targets_of: str | None = None) -> Section:
    """Defines ``shares``: inputs and targets to train on, and to test with.

    Parameters
    ----------
    targets_of
        Source of the function that makes targets of labels; "" leaves labels as they are, None
        takes what `targets_code` has.
    """
    targets_of = targets_code(model) if targets_of is None else targets_of
    parts = [_from_csv(model, training)] if training.csv_path else [_embedded(model, training)]
    data = "((TRAIN_ROWS, TRAIN_LABELS), (TEST_ROWS, TEST_LABELS))"
    targets = "targets_of(np.array(labels))" if targets_of else "np.array(labels)"
    shares = _SHARES.replace("{data}", "read_csv()" if training.csv_path else data)
    shares = shares.replace("{quietly}", ", remark=False" if model.preparation else "")
    parts += [*([targets_of] if targets_of else []), shares.replace("{targets}", targets)]
    return Section("Data", "\n\n\n".join(parts))


def _embedded(model: Model, training: Training) -> str:
    parts = []
    for name, rows, labels in (
        ("TRAIN", training.train_rows, training.train_labels),
        ("TEST", training.test_rows, training.test_labels),
    ):
        written = row_list(rows_as_written(rows, model.preparation), model)
        parts += [f"{name}_ROWS = {written}", f"{name}_LABELS = {_labels(labels, model)}"]
    return "\n".join(parts)


def _labels(labels: FloatArray, model: Model) -> str:
    if model.task == "regression":
        return listed(map(repr, labels.tolist()))
    return listed(str(int(label)) for label in labels)


def _from_csv(model: Model, training: Training) -> str:
    assert model.preparation, "only a table is read from a file"
    recipe, experiment = model.preparation.recipe, training.experiment
    is_value = model.task == "regression"
    read = (
        _READ_CSV.replace("{condition}", "answer" if is_value else "answer in CLASSES")
        .replace("{label}", "float(answer)" if is_value else "CLASSES.index(answer)")
        .replace("{restore}", _RESTORE if is_defused(recipe) else "")
        .replace("{complete}", _COMPLETE if recipe.missing == "drop" else "")
        .replace("{balance}", "" if is_value else _BALANCE)
    )
    constants = (
        "# Your file.\n"
        f"CSV = {training.csv_path!r}\nDELIMITER = {training.delimiter!r}\n"
        f"TARGET = {recipe.target!r}\n"
        f"N_ROWS = {experiment.n_points}\nTRAIN_SHARE = {experiment.train_share!r}\n"
        f"DATA_SEED = {experiment.data_seed}"
    )
    return f"{constants}\n\n\n{read}"
