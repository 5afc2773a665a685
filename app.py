"""The web application: `streamlit run app.py`.

The page's script and the stream of pictures share this process, and with it the running trainings.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import streamlit as st

from nnviz.live.background import BACKGROUND
from nnviz.live.keeping import RunFiles
from nnviz.live.process import prepare
from nnviz.live.registry import RUNS
from nnviz.live.stream import Streams
from nnviz.ui.assets import asset_routes

BASE = str(st.get_option("server.baseUrlPath") or "").strip("/")
ROOT = f"/{BASE}/nnviz" if BASE else "/nnviz"

#: What the first page needs and nothing has loaded yet: our own, and what Streamlit loads late.
HEAVY_MODULES = (
    "nnviz.ui.style",
    "nnviz.ui.views.playground",
    "nnviz.ui.views.article",
    "plotly.graph_objects",
    "pandas",
    "PIL.Image",
    "pyarrow",
)

streams = Streams(RUNS)
run_files = RunFiles(RUNS)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncGenerator[None, None]:
    """Prepare the process before the first visitor, and end its threads after the last."""
    prepare(HEAVY_MODULES)
    yield
    streams.close()
    run_files.close()
    BACKGROUND.close()


app = st.App(
    "nnviz/ui/main.py",
    routes=[
        streams.route(f"{ROOT}/stream"),
        run_files.route(f"{ROOT}/run"),
        *asset_routes(BASE),
    ],
    lifespan=lifespan,
)
