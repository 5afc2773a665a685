"""Taking a run home: as a report to hand in, as tables, and as code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from nnviz.core.functions.metrics import METRICS
from nnviz.live.run.run import LiveRun
from nnviz.tabular.history import history_csv
from nnviz.tabular.predictions import predictions_csv
from nnviz.ui.controls.transport.address import address
from nnviz.ui.controls.transport.as_code import as_code
from nnviz.ui.controls.transport.run_file import open_button, save_button
from nnviz.ui.panels.images import format_choice
from nnviz.ui.report.page import report_html
from nnviz.ui.report.record import take_record
from nnviz.ui.text.language import _, noop, speaking, translations
from nnviz.ui.visit.session import current

KEY = "download"

#: Spreadsheets take a file for UTF-8 only if it begins so.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True)
class Visitor:
    """What a file has to know of whom it is for; it is written where Streamlit cannot be asked."""

    locale: str | None
    timezone: str | None
    base: str


@dataclass(frozen=True)
class DownloadFormat:
    """One file that can be downloaded.

    Attributes
    ----------
    name
        Of the file, before the ending; also the key of the button.
    label, about
        What the button says, and what its tooltip does.
    make
        The file's contents, of the run as it is when the button is pressed.
    """

    name: str
    ending: str
    mime: str
    icon: str
    label: str
    about: str
    make: Callable[[LiveRun, Visitor], str]


def _report(run: LiveRun, visitor: Visitor) -> str:
    record = take_record(run)
    with speaking(visitor.locale):
        return report_html(
            record,
            address=address(record.query, visitor.base),
            when=f"{datetime.now(zone_of(visitor.timezone)):%Y-%m-%d %H:%M}",
            language=translations(visitor.locale).info().get("language", "en").replace("_", "-"),
        )


def zone_of(name: str | None) -> tzinfo:
    """The time zone of this name; UTC where there is none, since a browser may say anything."""
    try:
        return ZoneInfo(name or "UTC")
    # No such file, no name of one, or one that holds something else.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _history(run: LiveRun, _visitor: Visitor) -> str:
    record = take_record(run)
    metric = next(iter(METRICS[record.experiment.task]))
    return BYTE_ORDER_MARK + history_csv(record.history, metric)


def _predictions(run: LiveRun, _visitor: Visitor) -> str:
    record = take_record(run)
    table = predictions_csv(record.experiment, record.dataset, record.train, record.test)
    return BYTE_ORDER_MARK + table


#: In the order in which they are offered.
ENTRIES = (
    DownloadFormat(
        "report",
        "html",
        "text/html",
        ":material/description:",
        noop("Report (HTML)"),
        noop("One page with settings, curves, pictures and measures, to print or hand in."),
        _report,
    ),
    DownloadFormat(
        "history",
        "csv",
        "text/csv",
        ":material/show_chart:",
        noop("History (CSV)"),
        noop("Loss and metric of both shares at every recorded epoch."),
        _history,
    ),
    DownloadFormat(
        "predictions",
        "csv",
        "text/csv",
        ":material/table:",
        noop("Predictions (CSV)"),
        noop("Every point, its label, and what the network says of it."),
        _predictions,
    ),
)


def download_popover() -> None:
    """All files there are; each is made when its button is pressed."""
    popover = st.popover(
        _("Download"),
        icon=":material/download:",
        help=_("Save this run, open another one, or keep files of it"),
        key=KEY,
        on_change="rerun",
    )
    if popover.open:
        with popover:
            session = current()
            with st.container(horizontal=True, gap="small"):
                save_button()
                open_button(KEY)
            visitor = Visitor(st.context.locale, st.context.timezone, address({}))
            with st.container(horizontal=True, gap="medium"):
                for entry in ENTRIES:
                    _button(entry, session.run, session.experiment.dataset, visitor)
            format_choice()
            as_code(session.run)


def _button(entry: DownloadFormat, run: LiveRun, dataset: str, visitor: Visitor) -> None:
    st.download_button(
        _(entry.label),
        data=lambda: entry.make(run, visitor).encode(),
        file_name=f"nnviz-{dataset.partition('-')[0]}-{entry.name}.{entry.ending}",
        mime=entry.mime,
        key=f"download-{entry.name}",
        icon=entry.icon,
        help=_(entry.about),
        on_click="ignore",
        type="tertiary",
    )
