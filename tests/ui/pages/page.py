"""The page as Streamlit's AppTest sees it, with short names for what the tests do on it."""

from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from nnviz.experiment import Experiment
from nnviz.ui.controls.sidebar.field import key_of
from nnviz.ui.pages import playground
from nnviz.ui.visit.session import Session

MAIN = Path(__file__).parents[3] / "nnviz" / "ui" / "pages" / "main.py"

# AppTest's server says yes to whatever it is asked, also whether somebody is here who is about to
# see the picture. Nobody is, and each new page would wait for that as long as it may.
playground.PATIENCE = 0.0

# Each AppTest looks through all installed packages for components, which takes longer than all the
# rest of a first page. They are the same every time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


class Page:
    """A visitor's page; every command runs the script once and fails on any exception."""

    def __init__(self, **query: str) -> None:
        self.app = AppTest.from_file(str(MAIN), default_timeout=30)
        self.app.query_params.update(query)
        self.run()

    def go(self, script: str, **query: str) -> None:
        """Follow a link to another page of the app."""
        self.app.switch_page(script)
        self.app.query_params.clear()
        self.app.query_params.update(query)
        self.run()

    def run(self) -> None:
        """Run the script as after any change."""
        self.check(self.app.run())

    def open(self, *keys: str) -> None:
        """Open expanders by their keys; AppTest closes them again with the next run."""
        for key in keys:
            self.app.session_state[key] = True
        self.run()

    def check(self, app: AppTest) -> None:
        """Fail if the script did."""
        assert not app.exception, [element.message for element in app.exception]

    @property
    def session(self) -> Session:
        """What the page keeps for its visitor."""
        session: Session = self.app.session_state["session"]
        return session

    @property
    def experiment(self) -> Experiment:
        """What is being trained."""
        return self.session.experiment

    @property
    def query(self) -> dict[str, Any]:
        """The parameters in the page's URL."""
        return dict(self.app.query_params)

    @property
    def text(self) -> str:
        """All Markdown on the page."""
        return "\n".join(element.value for element in self.app.markdown)

    def click(self, key: str) -> None:
        """Click a button.

        A second run follows, as after a click that redraws a part of the page AppTest knows no
        more than that part.
        """
        self.check(self.app.button(key=key).click().run())
        self.run()

    def set(self, kind: str, field: str, value: Any) -> None:
        """Set the widget of a field; `kind` is AppTest's name for such widgets."""
        self.check(getattr(self.app, kind)(key=key_of(field)).set_value(value).run())

    def choose(self, key: str, option: Any) -> None:
        """Choose from a menu."""
        self.check(self.app.menu_button(key=key).click(option).run())

    def has(self, key: str) -> bool:
        """Whether there is a button of this key."""
        return any(button.key == key for button in self.app.button)
