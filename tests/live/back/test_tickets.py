"""A ticket brings back what was left, once, and nothing else does."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.live.back.tickets import LENGTH, Tickets, is_ticket, new_ticket


class Thing:
    """Something to leave."""


def left(_: Thing) -> bool:
    """It was."""
    return True


@pytest.fixture
def tickets() -> Tickets[Thing]:
    return Tickets()


def test_a_ticket_is_good_once(tickets: Tickets[Thing]) -> None:
    thing, ticket, another = Thing(), new_ticket(), new_ticket()
    tickets.give(thing, ticket)
    assert tickets.take([ticket], another, is_left=left) is thing
    assert tickets.take([ticket], new_ticket(), is_left=left) is None
    assert tickets.take([another], new_ticket(), is_left=left) is thing


def test_what_somebody_has_is_given_to_nobody(tickets: Tickets[Thing]) -> None:
    thing, ticket = Thing(), new_ticket()
    tickets.give(thing, ticket)
    assert tickets.take([ticket], new_ticket(), is_left=lambda _: False) is None
    # Nor is the ticket used up by whoever asked in vain.
    assert tickets.take([ticket], new_ticket(), is_left=left) is thing


def test_the_good_one_of_several_is_found(tickets: Tickets[Thing]) -> None:
    thing, ticket = Thing(), new_ticket()
    tickets.give(thing, ticket)
    assert tickets.take([new_ticket(), None, 3, "x", ticket], new_ticket(), is_left=left) is thing


def test_the_next_ticket_must_be_one_and_free(tickets: Tickets[Thing]) -> None:
    thing, other, ticket, used = Thing(), Thing(), new_ticket(), new_ticket()
    tickets.give(thing, ticket)
    tickets.give(other, used)
    for bad in ("", "x" * (LENGTH + 1), "é" * LENGTH, used, ticket):
        assert tickets.take([ticket], bad, is_left=left) is None
    assert tickets.take([used], new_ticket(), is_left=left) is other


def test_nothing_is_kept_for_its_ticket_alone(tickets: Tickets[Thing]) -> None:
    thing, ticket = Thing(), new_ticket()
    tickets.give(thing, ticket)
    del thing
    gc.collect()
    assert tickets.take([ticket], new_ticket(), is_left=left) is None


def test_one_ticket_is_not_for_two(tickets: Tickets[Thing]) -> None:
    thing, ticket = Thing(), new_ticket()
    tickets.give(thing, ticket)
    for bad in (ticket, "short"):
        with pytest.raises(ValueError, match="ticket"):
            tickets.give(Thing(), bad)


@given(st.lists(st.none() | st.text() | st.integers() | st.lists(st.text()), max_size=5))
def test_whatever_else_comes_brings_nothing(guesses: list[object]) -> None:
    tickets: Tickets[Thing] = Tickets()
    thing = Thing()
    tickets.give(thing, new_ticket())
    assert tickets.take(guesses, new_ticket(), is_left=left) is None


def test_tickets_are_of_one_form() -> None:
    assert all(is_ticket(new_ticket()) for _ in range(100))
