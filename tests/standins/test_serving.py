"""The loopback server: faults before and after saving, the journal, the clock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from tests.standins import faults
from tests.standins.clock import Clock
from tests.standins.serving import Server
from tests.standins.wire import Request, Response


class Shelf:
    """An application that keeps what is posted."""

    def __init__(self) -> None:
        self.kept: list[object] = []

    def __call__(self, request: Request) -> Response:
        if request.method == "POST":
            self.kept.append(request.json())
        return Response.of({"kept": len(self.kept), "path": request.segments, "query": request.query})


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def server(shelf: Shelf) -> Iterator[Server]:
    with Server(shelf, clock=Clock()) as serving:
        yield serving


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url) as opened:
        yield opened


def test_a_request_arrives_decoded_and_is_written_into_the_journal(server: Server, client: httpx.Client) -> None:
    answer = client.get("/a/%3AUPp", params=[("x", "1"), ("x", "ü")])
    assert answer.json() == {"kept": 0, "path": ["a", ":UPp"], "query": [["x", "1"], ["x", "ü"]]}
    (entry,) = server.journal
    assert (entry.number, entry.method, entry.path, entry.status, entry.saved) == (1, "GET", "/a/%3AUPp", 200, True)


@pytest.mark.parametrize(
    ("fault", "status", "saved"),
    [
        (faults.refused(Response.of({"code": "busy"}, 503)), 503, 0),
        (faults.saved_but(Response.of({"code": "busy"}, 503)), 503, 1),
        (faults.saved_but(lambda due: Response.of({"made": due.json()["kept"]}, 503)), 503, 1),
        (faults.not_json(), 200, 0),
        (faults.not_json(502, saved=True), 502, 1),
        (faults.dropped(), None, 0),
        (faults.saved_and_dropped(), None, 1),
        (faults.delayed(5), 200, 1),
    ],
)
def test_a_fault_strikes_before_or_after_saving(
    server: Server, client: httpx.Client, shelf: Shelf, fault: faults.Fault, status: int | None, saved: int
) -> None:
    server.faults.at(1, fault)
    if status is None:
        with pytest.raises(httpx.RemoteProtocolError):
            client.post("/", json=1)
    else:
        assert client.post("/", json=1).status_code == status
    assert len(shelf.kept) == saved
    assert (server.journal[0].status, server.journal[0].saved) == (status, bool(saved))
    assert client.post("/", json=2).status_code == 200


def test_a_planned_fault_lets_some_pass_and_ends(server: Server, client: httpx.Client) -> None:
    server.faults.when(lambda request: request.method == "POST", faults.refused(Response(500)), skip=1, times=2)
    client.get("/")
    assert [client.post("/", json=1).status_code for _ in range(4)] == [200, 500, 500, 200]


def test_faults_of_chance_are_the_same_for_the_same_seed() -> None:
    def statuses() -> list[int]:
        with Server(Shelf()) as server, httpx.Client(base_url=server.url) as client:
            server.faults.sometimes(0.3, [faults.refused(Response(500)), faults.refused(Response(503))], seed=7)
            return [client.get("/").status_code for _ in range(40)]

    first = statuses()
    assert first == statuses()
    assert 4 < sum(status != 200 for status in first) < 20


def test_time_stands_still_until_somebody_sleeps_in_it(server: Server, client: httpx.Client) -> None:
    start = server.clock.now()
    client.get("/")
    assert server.clock.now() == start
    server.faults.at(2, faults.delayed(7))
    client.get("/")
    server.clock.sleep(1.5)
    assert server.clock.now() - start == timedelta(seconds=8.5)


def test_the_servers_clock_dates_its_answers(server: Server, client: httpx.Client) -> None:
    assert client.get("/").headers["date"] == "Mon, 02 Nov 2026 09:00:00 GMT"


def test_requests_are_counted_by_kind() -> None:
    with (
        Server(Shelf(), kind=lambda request: request.segments[0]) as server,
        httpx.Client(base_url=server.url) as client,
    ):
        for path in ("/a", "/b", "/a/x"):
            client.get(path)
        assert server.counts() == {"a": 2, "b": 1}
        server.forget()
        assert not server.counts()


def test_a_kept_connection_does_not_hold_the_server_up() -> None:
    client = httpx.Client()
    with client:
        with Server(Shelf()) as server:
            client.get(server.url)
        with pytest.raises(httpx.TransportError):
            client.get(server.url)


def test_an_error_of_the_stand_in_itself_is_raised_where_the_server_ends() -> None:
    def broken(request: Request) -> Response:
        return Response.of(json.loads("{"))

    with pytest.raises(json.JSONDecodeError), Server(broken) as server, httpx.Client() as client:
        client.get(server.url)
