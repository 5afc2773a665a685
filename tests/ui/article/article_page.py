"""The article's page as Streamlit's AppTest sees it, with short names for what is on it."""

import re
from base64 import b64decode
from typing import Any

from nnviz.ui.common.links import ARTICLE
from tests.ui.pages.page import Page


class Article(Page):
    """The article's page, opened from the playground."""

    def __init__(self, **query: str) -> None:
        super().__init__(**query)
        self.go(ARTICLE)

    def move(self, kind: str, key: str, value: Any) -> None:
        """Move a miniature's widget."""
        self.check(getattr(self.app, kind)(key=key).set_value(value).run())
        self.run()

    def formula(self, beginning: str) -> str:
        """The formula that begins so."""
        (found,) = (one.value for one in self.app.latex if beginning in one.value)
        return str(found)

    @property
    def numbers(self) -> dict[str, str]:
        """What stands large under its label."""
        return {metric.label: metric.value for metric in self.app.metric}

    @property
    def graphs(self) -> list[str]:
        """The drawings of the small network, as SVG."""
        codes = re.findall(r"base64,([^\"]+)", self.html)
        return [b64decode(code).decode() for code in codes]

    @property
    def html(self) -> str:
        """All HTML on the page."""
        return "\n".join(element.proto.body for element in self.app.get("html"))

    @property
    def links(self) -> list[tuple[str, str]]:
        """Label and query of each link to a page of the app."""
        return [(link.proto.label, link.proto.query_string) for link in self.app.get("page_link")]

    def charts(self, part: str) -> list[Any]:
        """The Plotly figures whose key has this part, as they are sent."""
        return [
            chart.proto.spec
            for chart in self.app.get("plotly_chart")
            if part in chart.proto.id.rpartition("$$ID-")[2]
        ]
