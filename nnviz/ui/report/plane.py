"""What the network answers everywhere, with the data on top: over a plane, or along a line."""

import numpy as np
from numpy.typing import NDArray

from nnviz.live.grid import sample_points
from nnviz.live.picture import output_scale
from nnviz.ui.report.chart import Series, chart, mark, range_of
from nnviz.ui.report.markup import tag
from nnviz.ui.report.pixels import data_address, map_pixels
from nnviz.ui.report.record import Record
from nnviz.ui.theme import LIGHT, blend

SIDE, LEFT, BOTTOM = 380.0, 34.0, 26.0


def plane(record: Record, output: NDArray[np.float64], about: str) -> str:
    """The map as SVG: a picture, both shares of the points, and the ends of the axes."""
    low, high = record.experiment.spec.domain
    dataset = record.dataset
    parts = [
        tag(
            "image",
            x=LEFT,
            y=0,
            width=SIDE,
            height=SIDE,
            preserveAspectRatio="none",
            href=data_address(map_pixels(record.experiment, output)),
        )
    ]
    for share, points, labels in (
        ("train", dataset.train_points, dataset.train_labels),
        ("test", dataset.test_points, dataset.test_labels),
    ):
        scaled = (points - low) / (high - low) * SIDE
        marks = (
            mark(share, LEFT + x, SIDE - y, fill=_colour(record, label))
            for (x, y), label in zip(scaled.tolist(), labels.tolist(), strict=True)
        )
        parts.append(tag("g", *marks, class_=f"data {share}"))
    for value, place in ((low, 0.0), ((low + high) / 2, SIDE / 2), (high, SIDE)):
        number = f"{value:g}".replace("-", "\N{MINUS SIGN}")
        anchor = "start" if place == 0 else "end" if place == SIDE else "middle"
        parts.append(
            tag("text", number, x=LEFT + place, y=SIDE + 16, text_anchor=anchor, class_="tick")
        )
        y = min(SIDE, max(12.0, SIDE - place + 4))
        parts.append(tag("text", number, x=LEFT - 6, y=y, text_anchor="end", class_="tick"))
    return tag(
        "svg",
        *parts,
        viewBox=f"0 0 {LEFT + SIDE + 4:.0f} {SIDE + BOTTOM:.0f}",
        role="img",
        aria_label=about,
        class_="map",
    )


def line(record: Record, output: NDArray[np.float64], title: str, words: tuple[str, str]) -> str:
    """The curve and the points of both shares.

    Parameters
    ----------
    words
        What the training and the test share are called.
    """
    spec, dataset = record.experiment.spec, record.dataset
    x = sample_points(1, spec.domain)[:, 0]
    shares = zip(
        words,
        ("train", "test"),
        (dataset.train_points, dataset.test_points),
        (dataset.train_labels, dataset.test_labels),
        strict=True,
    )
    series = [
        Series(name, look, points[:, 0], labels, is_line=False)
        for name, look, points, labels in shares
    ]
    curve = Series("", "curve", x, np.clip(output[:, 0], *spec.value_range))
    return chart(title, [*series, curve], "x", spec.domain, range_of(np.array(spec.value_range)))


def _colour(record: Record, label: float) -> str:
    experiment = record.experiment
    if experiment.task == "multiclass":
        return LIGHT.classes[int(label)]
    if experiment.task == "binary":
        return LIGHT.positive if label > 0.5 else LIGHT.negative
    share = min(1.0, abs(label) / output_scale(experiment))
    return blend(LIGHT.neutral, LIGHT.negative if label < 0 else LIGHT.positive, share)
