"""What the network answers everywhere, with the data on top: over a plane, or along a line."""

from collections.abc import Iterator

import numpy as np

from nnviz.live.frames.picture import output_scale
from nnviz.live.run.grid import sample_points
from nnviz.live.run.projected import MOST_DRAWN, ProjectedSpace
from nnviz.ui.common.theme import LIGHT, blend, halo, ring
from nnviz.ui.report.chart import Series, chart, mark, range_of
from nnviz.ui.report.markup import tag, text
from nnviz.ui.report.pixels import data_address, map_pixels
from nnviz.ui.report.record import Record
from nnviz.ui.text.numbers import told_apart
from nnviz.ui.text.untrusted import cut

SIDE, LEFT, BOTTOM = 380.0, 58.0, 42.0


def plane(record: Record, about: str) -> str:
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
            href=data_address(map_pixels(record.experiment, record.output)),
        )
    ]
    for share, points, labels in (
        ("train", dataset.train_points, dataset.train_labels[:MOST_DRAWN]),
        ("test", dataset.test_points, dataset.test_labels[:MOST_DRAWN]),
    ):
        scaled = (record.space.places_of(points) - low) / (high - low) * SIDE
        marks = (
            part
            for (x, y), label in zip(scaled.tolist(), labels.tolist(), strict=True)
            for part in _point(share, LEFT + x, SIDE - y, _colour(record, label))
        )
        parts.append(tag("g", *marks, class_=f"data {share}"))
    parts += _axes(record.space)
    return tag(
        "svg",
        *parts,
        viewBox=f"0 0 {LEFT + SIDE + 4:.0f} {SIDE + BOTTOM:.0f}",
        role="img",
        aria_label=about,
        class_="map",
    )


def _axes(space: ProjectedSpace) -> Iterator[str]:
    """What stands at the ends and in the middle of both axes, and what they are called."""
    across, upwards = space.axes
    for axis, is_across in ((across, True), (upwards, False)):
        if not axis.label:
            continue
        numbers = told_apart([axis.low, (axis.low + axis.high) / 2, axis.high])
        anchors = ("start", "middle", "end")
        for share, anchor, number in zip((0.0, 0.5, 1.0), anchors, numbers, strict=True):
            y = SIDE - share * SIDE
            below = {"x": LEFT + share * SIDE, "y": SIDE + 16, "text_anchor": anchor}
            beside = {"x": LEFT - 6, "y": min(SIDE, max(12.0, y + 4)), "text_anchor": "end"}
            yield tag("text", number, class_="tick", **(below if is_across else beside))
    x, y = LEFT + SIDE / 2, SIDE + 34
    yield tag("text", text(cut(across.label)), x=x, y=y, text_anchor="middle", class_="tick")
    turned = f"rotate(-90 10 {SIDE / 2})"
    about = {"x": 10, "y": SIDE / 2, "text_anchor": "middle", "transform": turned}
    yield tag("text", text(cut(upwards.label)), class_="tick", **about)


def line(record: Record, title: str, words: tuple[str, str]) -> str:
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
        if len(labels)
    ]
    curve = Series("", "curve", x, np.clip(record.output[:, 0], *spec.value_range))
    return chart(title, [*series, curve], "x", spec.domain, range_of(np.array(spec.value_range)))


def _point(share: str, x: float, y: float, fill: str) -> Iterator[str]:
    """A halo, and on it the point with its outline, as on the page's own map."""
    outline = ring(LIGHT, share, fill)
    yield mark(share, x, y, class_="halo", stroke=halo(outline))
    yield mark(share, x, y, fill=fill, stroke=outline)


def _colour(record: Record, label: float) -> str:
    experiment = record.experiment
    if experiment.task == "multiclass":
        return LIGHT.classes[int(label)]
    if experiment.task == "binary":
        return LIGHT.positive if label > 0.5 else LIGHT.negative
    share = min(1.0, abs(label) / output_scale(experiment))
    return blend(LIGHT.neutral, LIGHT.negative if label < 0 else LIGHT.positive, share)
