"""The web application: `streamlit run app.py`.

The page's script and the stream of pictures share this process, and with it the running trainings.
"""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from nnviz.threads import ONE_THREAD

# Before NumPy is loaded. Whoever sets another number gets that.
os.environ.update(ONE_THREAD | os.environ)

import streamlit as st
from starlette.middleware import Middleware

from nnviz.live.back.keeping import RunFiles
from nnviz.live.back.returning import Returns
from nnviz.live.background import BACKGROUND, READINGS
from nnviz.live.doors.bucket import Rate
from nnviz.live.doors.gate import Allowance, Gate
from nnviz.live.doors.uploads import Uploads, keep_in_memory
from nnviz.live.process import collect, give_back, let_go, prepare
from nnviz.live.run.pacing import CROWD
from nnviz.live.run.registry import RUNS
from nnviz.live.stream.incoming import DRAWING_LIMIT
from nnviz.live.stream.stream import Streams
from nnviz.ui.common.assets import asset_routes
from nnviz.ui.common.early import EarlyScripts, early_scripts
from nnviz.ui.common.packing import PackedScripts, pack_first_page
from nnviz.ui.visit.admission import (
    ask_nobody_outside,
    cost_of,
    end_visits,
    is_allowed,
    is_here,
    is_of_a_page,
    make_room,
)
from nnviz.ui.visit.browser.one_by_one import follow_one_by_one
from nnviz.ui.visit.cloakroom import reclaim

ask_nobody_outside()
follow_one_by_one()

BASE = str(st.get_option("server.baseUrlPath") or "").strip("/")
ROOT = f"/{BASE}" if BASE else ""
STREAM, RUN_FILE, RETURN = (f"{ROOT}/nnviz/{name}" for name in ("stream", "run", "return"))

#: What comes in through the two sockets of a page. Our own hears of each picture that was painted,
#: 60 a second, and of each step of a slider that is being moved. Through Streamlit's come clicks,
#: and with them all that was typed or pasted. Each makes the page's script run, or one of its
#: fragments: what they count for is a sixtieth of a second of the processor each. Where many learn,
#: the next click waits for longer than that, so that nobody's clicks stop the others' pictures. A
#: class that is one address comes at once, and then leaves a third of the processor to pictures.
ALLOWANCES = {
    STREAM: Allowance(DRAWING_LIMIT, Rate(per_second=240, at_once=480), patience=10),
    f"{ROOT}/_stcore/stream": Allowance(
        int(st.get_option("server.maxWidgetStateSize")) * 1_000_000,
        Rate(per_second=12, at_once=80, apart=lambda: (1 + len(CROWD) / 6) / 60),
        together=Rate(per_second=40, at_once=480, apart=lambda: 1 / 60),
        cost=cost_of,
        admits=is_of_a_page,
    ),
}

#: What the first page needs and nothing has loaded yet: our own, and what Streamlit loads late.
HEAVY_MODULES = (
    "nnviz.ui.common.style",
    "nnviz.ui.pages.playground",
    "nnviz.ui.pages.article",
    "plotly.graph_objects",
    "pandas",
    "PIL.Image",
    "pyarrow",
)

streams = Streams(
    RUNS,
    is_allowed=is_allowed,
    is_here=is_here,
    patience=float(st.get_option("server.disconnectedSessionTTL")),
)
run_files = RunFiles(RUNS)
returns = Returns(RUNS, reclaim)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncGenerator[None, None]:
    """Prepare the process before the first visitor, and end its threads after the last."""
    prepare(HEAVY_MODULES)
    pack_first_page(early_scripts())
    keep_in_memory(int(st.get_option("server.maxUploadSize")) * 1024 * 1024)
    tidying = [asyncio.create_task(task) for task in (collect(), give_back(), let_go(end_visits))]
    yield
    for task in tidying:
        task.cancel()
    streams.close()
    run_files.close()
    BACKGROUND.close()
    READINGS.close()


app = st.App(
    "nnviz/ui/pages/main.py",
    routes=[
        streams.route(STREAM),
        run_files.route(RUN_FILE),
        returns.route(RETURN),
        *asset_routes(BASE),
    ],
    middleware=[
        Middleware(EarlyScripts, root=ROOT),
        Middleware(PackedScripts, root=ROOT),
        Middleware(Gate, allowances=ALLOWANCES),
        Middleware(Uploads, path=f"{ROOT}/_stcore/upload_file/", make_room=make_room),
    ],
    lifespan=lifespan,
)
