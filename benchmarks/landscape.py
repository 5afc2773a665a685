"""The loss over many networks at once, and what computing it costs whoever watches a training.

The first table compares the batched losses with the plain way, a loop that sets the parameters of a
`Network` and asks for its loss, on some of the same points in the same run. The second drives the
real page at full speed with the panel in view, and counts the stage's pictures while surfaces are
computed without a break and while none is. Both alternate, and the medians count, as whatever else
the machine does then disturbs both alike.
"""

import sys
import time
from collections.abc import Iterator

import numpy as np
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from benchmarks.browser import RATES, WARM_UP_PICTURES
from benchmarks.kit.report import machine, table
from nnviz.analysis.landscape.landscape import LossFunction
from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.network import Network
from nnviz.data import DATASETS
from nnviz.data.dataset import make_dataset
from tests.browser.kit.chromium import launch
from tests.browser.kit.playground import Playground
from tests.browser.kit.server import Server

NETWORKS = ((2, 4, 2, 1), (2, 8, 8, 8, 8, 1), (2, *(16,) * 6, 1))
LOSS = "binary_cross_entropy"
POINTS = 10_000
LOOPED_POINTS = 1_000
ROUNDS = 3
SECONDS_LIMIT: dict[tuple[int, ...], float] = {(2, 8, 8, 8, 8, 1): 2.0}

#: The stage is in view, and enough of the panel for it to be drawn.
VIEWPORT: ViewportSize = {"width": 1400, "height": 1200}
STAGE_ROUNDS = 6
SECONDS = 4.0
LEAST_SHARE = 0.9

# Clicks as soon as the last surface is there, and counts how many there were.
COMPUTE_WITHOUT_A_BREAK = """() => {
  window.surfaces ??= 0;
  window.computing = setInterval(() => {
    const button = document.querySelector('.st-key-landscape-again button');
    if (button && !button.disabled) { button.click(); window.surfaces += 1; }
  }, 100);
}"""
STOP_COMPUTING = "() => clearInterval(window.computing)"


def evaluation_rows() -> Iterator[list[str]]:
    """Time of the batched losses, and their lead over the loop."""
    data = make_dataset(
        DATASETS["spiral"], 500, 0.0, 2, 0.5, 0, ("x1", "x2"), LOSSES[LOSS].low_target
    )
    inputs = data.train_inputs.astype(np.float32)
    targets = data.train_targets.astype(np.float32)
    for sizes in NETWORKS:
        activations = ("tanh",) * (len(sizes) - 2) + ("linear",)
        network = Network(sizes, activations, LOSS, np.random.default_rng(0), dtype=np.float32)
        rng = np.random.default_rng(1)
        points = rng.standard_normal((POINTS, network.parameters.size)).astype(np.float32)
        batched, looped = [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            LossFunction(sizes, activations, LOSS, inputs, targets)(points)
            between = time.perf_counter()
            for point in points[:LOOPED_POINTS]:
                network.parameters[...] = point
                network.loss.value(network.forward(inputs).T, targets.T)
            batched.append(between - start)
            looped.append(time.perf_counter() - between)
        seconds = min(batched)
        lead = min(looped) / LOOPED_POINTS / (seconds / POINTS)
        limit = SECONDS_LIMIT.get(sizes)
        yield [
            "-".join(map(str, sizes)),
            f"{lead:.1f}x",
            f"{seconds:.3f} s",
            f"{POINTS / seconds:,.0f}",
            "" if limit is None else f"<= {limit:g} s: {'yes' if seconds <= limit else 'NO'}",
        ]


def stage_rows(browser: Browser, server: Server) -> Iterator[list[str]]:
    """Pictures of the stage and epochs in a second, with a computation beside them and without."""
    idle, busy = [], []
    with browser.new_context(viewport=VIEWPORT) as context:
        playground = Playground(context.new_page(), server, record=False)
        page = playground.page
        playground.open(dataset="spiral", hidden="8,8,8,8")
        page.get_by_role("tab", name="Loss landscape").click()
        page.locator(".st-key-landscape-resolution").get_by_role("combobox").click()
        page.get_by_role("option", name="101").click()
        page.locator(".st-key-landscape-relief").wait_for()
        playground.choose_speed()
        playground.play()
        playground.let_frames_pass(WARM_UP_PICTURES)
        for _ in range(STAGE_ROUNDS):
            idle.append(page.evaluate(RATES, SECONDS))
            page.evaluate(COMPUTE_WITHOUT_A_BREAK)
            busy.append(page.evaluate(RATES, SECONDS))
            page.evaluate(STOP_COMPUTING)
            page.locator(".st-key-landscape-again").wait_for()
        surfaces = page.evaluate("window.surfaces") / (STAGE_ROUNDS * SECONDS)
    (pictures, epochs, _), (during, epochs_during, _) = (
        np.median(rates, axis=0) for rates in (idle, busy)
    )
    share = during / pictures
    reached = "yes" if share >= LEAST_SHARE else "NO"
    yield ["nothing to compute", f"{pictures:.1f}", f"{epochs:,.0f}", ""]
    yield [
        f"computing 101 x 101 networks, {surfaces:.1f} times a second",
        f"{during:.1f}",
        f"{epochs_during:,.0f}",
        f"{share:.0%} of the pictures, >= {LEAST_SHARE:.0%}: {reached}",
    ]


def main() -> None:
    """Print both tables."""
    print(f"{POINTS:,} losses on 250 points, float32; {machine()}, NumPy {np.__version__}.\n")
    header = ("network", "against a loop", "time", "losses/s", "wanted, reached")
    print(table(header, evaluation_rows()))
    sys.stdout.flush()
    with sync_playwright() as playwright, Server() as server:
        browser = launch(playwright)
        print(f"\nSpiral, 2-8-8-8-8-1, full speed; Chromium {browser.version}, headless.\n")
        print(table(("", "pictures/s", "epochs/s", ""), stage_rows(browser, server)))
        browser.close()


if __name__ == "__main__":
    main()
