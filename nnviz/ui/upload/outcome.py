"""What will happen to the table when it is learned from, in words; and what stands in the way."""

import numpy as np
import streamlit as st

from nnviz.data.division.shares import suggested_share, train_count
from nnviz.data.specs.table import TRAIN_SHARE
from nnviz.data.tables import Records
from nnviz.data.tables.layout.notes import ON_READING
from nnviz.data.tables.recipe.recipe import Column
from nnviz.ui.text.language import _, ngettext
from nnviz.ui.text.untrusted import as_text, cut
from nnviz.ui.upload.draft import Draft

#: Names that a sentence lists before it only counts.
MOST_NAMES = 8


def outcome_section(found: Draft) -> None:
    """Each step, what comes of all, and what should be known of it."""
    plan = found.plan
    # Those on how it was read stand where that can be corrected.
    remarks = [one.message(_, as_text) for one in plan.remarks if one.reason not in ON_READING]
    if remarks:
        with st.expander(
            _("Good to know: {count}").format(count=len(remarks)),
            icon=":material/info:",
            expanded=len(remarks) <= MOST_NAMES,
        ):
            st.markdown("\n".join(f"- {remark}" for remark in remarks))
    if plan.records is None:
        assert plan.problem is not None
        st.error(
            plan.problem.message(_, as_text),
            title=_("This cannot be learned from yet"),
            icon=":material/error:",
        )
        return
    st.markdown(f"**{_('What will happen')}**")
    st.markdown("\n".join(f"1. {sentence}" for sentence in sentences(plan.records)))


def sentences(records: Records) -> list[str]:
    """The whole way from the rows of a table to a network, as Markdown."""
    columns = records.recipe.columns
    lacking = np.isnan(records.values).sum(axis=0)
    told = []
    if records.dropped:
        told.append(_dropped(records))
    if lacking.any():
        names = [column.name for column, count in zip(columns, lacking, strict=True) if count]
        told.append(
            _(
                "Missing values are filled: {count}, in {columns}. Numbers and dates get the "
                "median, categories the most frequent one."
            ).format(count=f"{lacking.sum():,}", columns=_listed(names))
        )
    measured = [column.name for column in columns if column.kind != "category"]
    if measured:
        told.append(
            _(
                "Numbers and dates are standardised, so that they have mean 0 and standard "
                "deviation 1: {columns}."
            ).format(columns=_listed(measured))
        )
    categories = [column for column in columns if column.kind == "category"]
    if categories:
        told.append(_one_hot(categories))
    told.append(_split(records))
    told.append(_network(records))
    return told


def _network(records: Records) -> str:
    recipe = records.recipe
    text = ngettext(
        "The network gets one input and learns to predict {target}: {what}.",
        "The network gets {inputs} inputs and learns to predict {target}: {what}.",
        recipe.n_inputs,
    )
    return text.format(
        inputs=recipe.n_inputs, target=f"**{_quoted(recipe.target)}**", what=_what(records)
    )


def _dropped(records: Records) -> str:
    if records.recipe.missing == "drop":
        text = _("Rows that lack a value are dropped: {count}.")
    else:
        text = _("Rows that lack what is to be predicted are dropped: {count}.")
    return text.format(count=f"{records.dropped:,}")


def _one_hot(columns: list[Column]) -> str:
    told = [
        _("{column} becomes {count}").format(column=_quoted(column.name), count=column.width)
        for column in columns[:MOST_NAMES]
    ]
    if len(columns) > MOST_NAMES:
        told.append("…")
    return _("Each value of a category becomes an input that is 1 or 0: {columns}.").format(
        columns=", ".join(told)
    )


def _split(records: Records) -> str:
    n_train = train_count(len(records), suggested_share(len(records), TRAIN_SHARE))
    if n_train == len(records):
        return _(
            "All {train} rows are for training, as there are so few: nothing is left to test with. "
            "“For training” changes that."
        ).format(train=n_train)
    if records.recipe.task == "regression":
        text = _(
            "{train} rows, drawn at random, are for training, the other {test} for the test. "
            "Whatever is measured (means, medians), is measured on the training rows alone."
        )
    else:
        text = _(
            "{train} rows, drawn at random, are for training, the other {test} for the test; both "
            "have every class in the same proportion. Whatever is measured (means, medians), is "
            "measured on the training rows alone."
        )
    return text.format(train=f"{n_train:,}", test=f"{len(records) - n_train:,}")


def _what(records: Records) -> str:
    classes = records.recipe.classes
    if not classes:
        unit = records.recipe.unit
        text = (
            _("a value from {low} to {high}, in {unit}")
            if unit
            else _("a value from {low} to {high}")
        )
        return text.format(
            low=f"{records.labels.min():.4g}",
            high=f"{records.labels.max():.4g}",
            unit=_quoted(unit),
        )
    return _("one of {count} classes ({classes})").format(
        count=len(classes), classes=_listed(classes)
    )


def _listed(names: list[str] | tuple[str, ...]) -> str:
    """Names in a sentence; of many the first ones, and how many more there are."""
    told = ", ".join(_quoted(name) for name in names[:MOST_NAMES])
    if len(names) <= MOST_NAMES:
        return told
    return _("{names} and {count} more").format(names=told, count=len(names) - MOST_NAMES)


def _quoted(name: str) -> str:
    return as_text(cut(name))
