"""What a target says that it sent and left out."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from connectors.errors import NotShared, PassedOver
from connectors.tally import Tally


@dataclass
class Client:
    requests: int = 0


def test_only_what_is_sent_meanwhile_counts_whether_it_succeeds_or_not() -> None:
    client = Client(requests=5)
    tally = Tally(client)
    with tally.counting():
        client.requests += 2
    client.requests += 10
    with pytest.raises(NotShared), tally.passing_over():
        client.requests += 1
        raise NotShared("gone")
    assert (tally.requests, tally.remarks) == (3, ())


def test_what_is_passed_over_becomes_a_remark_and_each_is_made_once() -> None:
    client = Client()
    tally = Tally(client)
    for sentence in ("one", "two", "one"):
        with tally.passing_over():
            client.requests += 1
            raise PassedOver(sentence)
    assert (tally.remarks, tally.requests) == (("one", "two"), 3)
    tally.clear()
    assert (tally.remarks, tally.requests) == ((), 3)
