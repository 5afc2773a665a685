"""Behind a proxy: what it does not let through is said, with what to set."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.kit.proxy import proxy
from tests.browser.kit.server import Server

#: Whatever the page is called on its own side of the proxy, it may open its connections.
OPEN = ("--server.enableCORS=false", "--server.enableXsrfProtection=false")


def test_a_proxy_that_refuses_the_stream_is_named(new_page: OpenPage) -> None:
    with Server(*OPEN) as server, proxy(server, refuses=("/nnviz/stream",)) as between:
        playground = new_page(on=server)
        playground.expect_complaints(r".*nnviz/stream.*")
        playground.page.goto(between.url)
        expect(playground.notice).to_contain_text("The proxy in front of this server refuses")
        expect(playground.notice).to_contain_text("nnviz/stream as it does _stcore/stream")
        expect(playground.notice).to_contain_text("browser.serverAddress")
        playground.page.goto("about:blank")


def test_a_page_behind_a_proxy_that_renames_the_host_trains(new_page: OpenPage) -> None:
    with Server(*OPEN) as server, proxy(server) as between:
        playground = new_page(on=server)
        playground.page.goto(between.url)
        playground.wait("d.frame > 0")
        playground.play()
        playground.wait("Number(d.step) > 20")
        playground.page.goto("about:blank")
