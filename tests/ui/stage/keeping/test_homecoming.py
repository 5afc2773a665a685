"""A reloaded page asks for its run until it has been answered, whatever is lost on the way."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.ui.stage.harness.stage_page import run_module

#: Reloads a page whose run is found under the token "living". Answers are what Python sends, one by
#: one: the ticket that the page then has, or null where its answer is lost.
RELOAD = """
const [answers, copy] = argument;
const log = [];
let late = null;
const limits = [];
globalThis.setTimeout = (act, limit) => ((late = act), limits.push(limit));
globalThis.clearTimeout = () => (late = null);
globalThis.fetch = async () => ({ json: async () => ({ token: "living" }) });
const acts = {
  ask: (event) => log.push(event),
  handBack: async () => (log.push({ type: "handed back" }), copy),
  follow: (token) => log.push({ type: "followed", token }),
  shown: async () => {},
};
const homecoming = new m.Homecoming("/way-back", acts);
const place = { left: ["old"], another: "new", ticket: null };
place.settle = (ticket) => Object.assign(place, { ticket, left: [] });
homecoming.place = place;
const settle = async () => { for (let turn = 0; turn < 9; turn++) await null; };
const first = { ticket: "first", token: "fresh", keeps_url: true, answered: null };
homecoming.update(first);
await settle();
for (const ticket of answers) {
  const { turn } = log.findLast((event) => event.turn);
  if (ticket === null) late?.();
  else homecoming.update({ ...first, ticket, token: `of ${ticket}`, answered: turn });
  await settle();
}
homecoming.end();
const questions = log.filter(({ type }) => type === "return");
return {
  log: log.map(({ type, token }) => (token ? `${type} ${token}` : type)),
  turns: new Set(questions.map(({ turn }) => turn)).size,
  limits,
};
"""


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["new"], ["followed living", "return", "followed of new"]),
        ([None, None, "new"], ["followed living", *["return"] * 3, "followed of new"]),
        # Meanwhile the server has been started anew, and knows of nothing.
        (
            [None, "other", "other"],
            ["followed living", "return", "return", "handed back", "resumed", "followed of other"],
        ),
        # That happens later.
        (
            ["new", "other", "other"],
            [
                *("followed living", "return", "followed of new"),
                *("handed back", "resumed", "followed of other"),
            ],
        ),
    ],
    ids=["answered", "lost twice", "server is another", "server is another later"],
)
def test_a_page_gets_its_run(page: Page, answers: list[Any], expected: list[str]) -> None:
    found = run_module(page, "keeping/homecoming.js", RELOAD, [answers, {"type": "resumed"}])
    assert found["log"] == expected
    # However late it comes, an answer is one; and a slow server is not asked ever more.
    assert found["turns"] == 1
    asked = expected.count("return")
    assert found["limits"][:asked] == [found["limits"][0] * 2**i for i in range(asked)]
