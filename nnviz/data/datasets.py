"""The datasets that come with nnviz, by name: the one list that pages, URLs and tests go by."""

from nnviz.data import regression, several_classes, two_classes
from nnviz.data.sampling import VIEW
from nnviz.data.spec import DatasetSpec, Generate

#: What TensorFlow Playground takes for classification and for regression.
CLASSIFICATION_POINTS = 500
REGRESSION_POINTS = 1200


def _two_classes(name: str, generate: Generate, noise: float = 0.0) -> DatasetSpec:
    return DatasetSpec(
        name, "binary", 2, 2, CLASSIFICATION_POINTS, noise, (-VIEW, VIEW), (0.0, 1.0), generate
    )


def _several_classes(
    name: str, generate: Generate, noise: float, *, classes_vary: bool = False
) -> DatasetSpec:
    return DatasetSpec(
        name,
        "multiclass",
        2,
        3,
        CLASSIFICATION_POINTS,
        noise,
        (-VIEW, VIEW),
        (0.0, 1.0),
        generate,
        classes_vary,
    )


def _on_plane(name: str, generate: Generate, height: float) -> DatasetSpec:
    return DatasetSpec(
        name,
        "regression",
        2,
        0,
        REGRESSION_POINTS,
        0.0,
        (-VIEW, VIEW),
        (-height, height),
        generate,
    )


def _on_line(
    name: str,
    generate: Generate,
    points: int,
    noise: float,
    domain: tuple[float, float],
    value_range: tuple[float, float],
) -> DatasetSpec:
    return DatasetSpec(name, "regression", 1, 0, points, noise, domain, value_range, generate)


DATASETS: dict[str, DatasetSpec] = {
    spec.name: spec
    for spec in (
        _two_classes("circle", two_classes.circle),
        _two_classes("xor", two_classes.xor),
        _two_classes("gauss", two_classes.gauss),
        _two_classes("spiral", two_classes.spiral),
        _two_classes("moons", two_classes.moons, 0.1),
        _several_classes("blobs", several_classes.blobs, 0.1, classes_vary=True),
        _several_classes("three_spiral", several_classes.three_spiral, 0.1),
        _several_classes("rings", several_classes.rings, 0.1),
        _on_plane("plane", regression.plane, 1.2),
        _on_plane("bumps", regression.bumps, 1.0),
        # The view reaches 2 so that a prediction for 1.5, where no data is, can be seen.
        _on_line("line", regression.line, 100, 0.5, (0.0, 2.0), (0.0, 7.0)),
        _on_line("sine", regression.sine, 200, 0.1, (-4.0, 4.0), (-1.6, 1.6)),
        _on_line("step", regression.step, 200, 0.1, (-4.0, 4.0), (-1.6, 1.6)),
    )
}
