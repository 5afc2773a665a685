"""The datasets that come with nnviz, by name: the one list that pages, URLs and tests go by."""

from functools import lru_cache, partial

from nnviz.data.generated import curves, regression, several_classes, two_classes
from nnviz.data.real import SOURCES, records_of
from nnviz.data.sampling import EXTENT
from nnviz.data.specs.points import Generate, GeneratedSpec, PointSpec
from nnviz.data.specs.table import TableSpec, table_spec

#: What TensorFlow Playground takes for classification and for regression.
CLASSIFICATION_POINTS = 500
REGRESSION_POINTS = 1200


def _two_classes(
    name: str, generate: Generate, noise: float = 0.0, *, curves_vary: bool = False
) -> GeneratedSpec:
    return GeneratedSpec(
        name=name,
        task="binary",
        dimension=2,
        classes=2,
        default_points=CLASSIFICATION_POINTS,
        default_noise=noise,
        domain=(-EXTENT, EXTENT),
        value_range=(0.0, 1.0),
        generate=generate,
        curves_vary=curves_vary,
    )


@lru_cache(maxsize=64)
def _above(name: str, coefficients: tuple[float, ...]) -> GeneratedSpec:
    curve = curves.curve_of(name, coefficients)
    return _two_classes("above", partial(curves.above, curve), curves_vary=True)


def with_curve(spec: PointSpec, name: str, coefficients: tuple[float, ...]) -> PointSpec:
    """The same dataset with this curve, if it is one whose curve is chosen."""
    if not spec.curves_vary:
        return spec
    return _above(name, coefficients if name == curves.POLYNOMIAL else curves.COEFFICIENTS)


def _several_classes(
    name: str, generate: Generate, noise: float, *, classes_vary: bool = False
) -> GeneratedSpec:
    return GeneratedSpec(
        name=name,
        task="multiclass",
        dimension=2,
        classes=3,
        default_points=CLASSIFICATION_POINTS,
        default_noise=noise,
        domain=(-EXTENT, EXTENT),
        value_range=(0.0, 1.0),
        generate=generate,
        classes_vary=classes_vary,
    )


def _on_plane(name: str, generate: Generate, height: float) -> GeneratedSpec:
    return GeneratedSpec(
        name=name,
        task="regression",
        dimension=2,
        classes=0,
        default_points=REGRESSION_POINTS,
        domain=(-EXTENT, EXTENT),
        value_range=(-height, height),
        generate=generate,
    )


def _on_line(
    name: str,
    generate: Generate,
    points: int,
    noise: float,
    domain: tuple[float, float],
    value_range: tuple[float, float],
) -> GeneratedSpec:
    return GeneratedSpec(
        name=name,
        task="regression",
        dimension=1,
        classes=0,
        default_points=points,
        default_noise=noise,
        domain=domain,
        value_range=value_range,
        generate=generate,
    )


def _real(name: str, hidden: tuple[int, ...]) -> TableSpec:
    source = SOURCES[name]
    return table_spec(name, source.recipe, source.rows, partial(records_of, name), hidden)


GENERATED: dict[str, GeneratedSpec] = {
    spec.name: spec
    for spec in (
        _two_classes("circle", two_classes.circle),
        _two_classes("xor", two_classes.xor),
        _two_classes("gauss", two_classes.gauss),
        _two_classes("spiral", two_classes.spiral),
        _two_classes("moons", two_classes.moons, 0.1),
        _above(curves.CURVE_NAMES[0], curves.COEFFICIENTS),
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

REAL: dict[str, TableSpec] = {
    spec.name: spec
    for spec in (
        _real("iris", (8,)),
        _real("wine", (8,)),
        _real("breast_cancer", (8,)),
        _real("diabetes", (8,)),
        _real("digits", (16, 16)),
    )
}

DATASETS: dict[str, PointSpec] = {**GENERATED, **REAL}
