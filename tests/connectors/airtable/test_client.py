"""What is sent to Airtable, what is sent again, and what is said when it fails; never with the token in it."""

from __future__ import annotations

import socket
import traceback
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.airtable.client import Airtable
from connectors.airtable.errors import NotAccepted, TokenRefused
from connectors.calls.pace import Pace, Window
from connectors.errors import AccessDenied, BudgetSpent, ConnectorError, NotShared, OutcomeUnknown
from tests.connectors.airtable.reading import Team, client, team
from tests.standins import faults
from tests.standins.airtable import FREE, SCOPES, BurstAnswer, NewField, Role, Settings
from tests.standins.airtable.table import Table
from tests.standins.clock import Clock
from tests.standins.faults import Fault
from tests.standins.wire import Response


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


def tasks(label: Team, rows: int = 1) -> Table:
    table = label.base.add_table("Tasks", [NewField("Name"), NewField("State", "singleSelect", ("Open",))])
    for number in range(rows):
        table.add({"Name": f"Task {number}"})
    return table


def comments(label: Team, table: Table) -> str:
    return f"{label.base.id}/{table.id}/{next(iter(table.records))}/comments"


def test_it_says_how_much_it_sent_and_not_with_which_token(label: Team) -> None:
    label.airtable.read("meta/whoami")
    assert repr(label.airtable) == f"Airtable({label.base.id}, 1 requests)"
    assert label.token.secret not in repr(label.airtable)


def test_the_time_is_airtables_own(label: Team) -> None:
    assert label.airtable.server_time is None
    label.pass_time(seconds=77)
    label.airtable.read("meta/whoami")
    assert label.airtable.server_time == label.clock.now()


def test_the_token_is_sent_though_a_netrc_file_names_the_host(
    label: Team, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    assert label.airtable.read("meta/whoami")["id"] == label.robot.id


def test_a_formula_too_long_for_an_address_is_posted(label: Team) -> None:
    table = tasks(label, 2)
    ids = ",".join(["RECORD_ID()='rec00000000000000'"] * 600)
    answer = label.airtable.records(table.id, {"formula": f"OR({ids})", "page_size": 100, "count_comments": True})
    assert answer["records"] == []
    assert label.asked() == {"list_records_by_post": 1}


def test_one_pace_holds_for_the_base_and_one_for_the_token(label: Team) -> None:
    begin = label.clock.monotonic()
    for _ in range(101):
        label.airtable.read(f"meta/bases/{label.base.id}/tables")
    assert label.clock.monotonic() - begin >= 20
    assert not label.service.limits.provoked


def test_the_tokens_pace_holds_for_all_its_bases(label: Team) -> None:
    clock, every = label.clock, Pace(Window(2, 1.0), clock=label.clock.monotonic, sleep=label.clock.sleep)
    each = [Pace(Window(5, 1.0), clock=clock.monotonic, sleep=clock.sleep) for _ in range(2)]
    clients = [
        Airtable(label.token.secret, label.base.id, (pace, every), address=label.server.url, timeout=5) for pace in each
    ]
    begin = clock.monotonic()
    for _ in range(4):
        for one in clients:
            one.read("meta/whoami")
    assert clock.monotonic() - begin >= 3
    for one in clients:
        one.close()


@pytest.mark.parametrize("form", list(BurstAnswer))
def test_a_penalty_that_others_provoked_is_waited_out(form: BurstAnswer) -> None:
    with team(settings=Settings(burst_answer=form)) as label:
        table = tasks(label)
        label.service.limits.penalize(label.base.id)
        label.airtable.create(comments(label, table), {"text": "Hello"})
        assert label.clock.monotonic() >= 30
        assert label.service.limits.refused[label.base.id] == 1
        assert len(next(iter(table.records.values())).comments) == 1


def test_a_wait_that_is_asked_for_is_kept_in_full(label: Team) -> None:
    busy = Response(429, b"", {"Retry-After": "47"})
    label.server.faults.when(faults.anything, faults.refused(busy))
    begin = label.clock.monotonic()
    label.airtable.read("meta/whoami")
    assert label.clock.monotonic() - begin >= 47


def test_a_wait_longer_than_an_hour_is_left_to_the_next_run(label: Team) -> None:
    label.server.faults.when(faults.anything, faults.refused(Response(429, b"", {"Retry-After": "4000"})))
    with pytest.raises(ConnectorError, match="for 4000 seconds"):
        label.airtable.read("meta/whoami")
    assert label.airtable.requests == 1


def test_a_spent_month_is_final_and_not_tried_again() -> None:
    with team(plan=FREE) as label:
        table = tasks(label)
        label.base.workspace.calls[f"{label.clock.now():%Y-%m}"] = 1_000
        with pytest.raises(BudgetSpent, match="used up the API calls"):
            label.airtable.records(table.id, {})
        assert (label.airtable.requests, label.clock.monotonic()) == (1, 0)


PASSING = [
    faults.dropped(),
    faults.not_json(),
    faults.not_json(502),
    faults.refused(Response.of({"error": {"type": "SERVER_ERROR", "message": "x"}}, 500)),
    faults.refused(Response.of([], 503)),
    faults.refused(Response.of(None, 504)),
    faults.refused(Response(200, b"null")),
    faults.refused(Response(200, b"[1]")),
    faults.refused(Response(200, b"")),
]


@pytest.mark.parametrize("fault", PASSING)
def test_reads_and_writes_by_id_are_sent_again(label: Team, fault: Fault) -> None:
    table = tasks(label)
    label.server.faults.when(faults.anything, fault, times=2)
    assert len(label.airtable.records(table.id, {})["records"]) == 1
    label.server.faults.when(faults.anything, fault, times=2)
    record = next(iter(table.records))
    edit = {"id": record, "fields": {"Name": "Edited"}}
    label.airtable.change(f"{label.base.id}/{table.id}", {"records": [edit]})
    assert table.row(record)["Name"] == "Edited"
    assert label.airtable.requests == 6


@pytest.mark.parametrize("fault", [*PASSING, faults.saved_and_dropped(), faults.not_json(200, saved=True)])
def test_a_create_whose_fate_is_not_known_is_not_sent_again(label: Team, fault: Fault) -> None:
    table = tasks(label)
    label.server.faults.when(faults.anything, fault)
    with pytest.raises(OutcomeUnknown):
        label.airtable.create(comments(label, table), {"text": "Hello"})
    assert label.airtable.requests == 1


def test_a_create_is_sent_again_where_no_connection_was_made() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    clock = Clock()
    airtable = client("pat.secret", "app00000000000000", address, clock)
    with pytest.raises(ConnectorError, match="cannot be reached") as raised:
        airtable.create("app00000000000000/tbl1", {})
    assert not isinstance(raised.value, OutcomeUnknown)
    assert airtable.requests == 6
    airtable.close()


def test_an_answer_that_takes_too_long_is_given_up(label: Team) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        airtable = client("pat.secret", "app00000000000000", address, label.clock, timeout=0.02)
        with pytest.raises(OutcomeUnknown, match="did not answer in time"):
            airtable.create("app00000000000000/tbl1", {})
        airtable.close()


def test_a_redirect_is_not_followed_for_it_would_turn_a_write_into_a_read(label: Team) -> None:
    moved = Response(301, b"", {"Location": f"{label.server.url}/v0/meta/whoami"})
    label.server.faults.when(faults.anything, faults.refused(moved))
    with pytest.raises(ConnectorError, match="sends the request somewhere else"):
        label.airtable.create("meta/whoami", {})
    assert label.airtable.requests == 1


def test_a_token_that_was_revoked_is_told_with_where_to_make_one(label: Team) -> None:
    label.token.revoked = True
    with pytest.raises(TokenRefused, match="revoked, has expired") as raised:
        label.airtable.read("meta/whoami")
    assert "airtable.com/create/tokens" in (raised.value.hint or "")


def test_a_right_that_is_missing_is_told_from_a_thing_that_is_gone() -> None:
    with team(role=Role.READ) as label:
        table = tasks(label)
        path = f"{label.base.id}/{table.id}"
        with pytest.raises(AccessDenied, match="does not allow this token to do that"):
            label.airtable.change(path, {"records": [{"id": next(iter(table.records)), "fields": {"Name": "x"}}]})
        with pytest.raises(NotShared, match=r"a record in the table https://airtable\.com/app"):
            label.airtable.read(f"{path}/rec00000000000000")


def test_a_scope_that_is_missing_is_told_as_nothing_shown(label: Team) -> None:
    label.token.scopes = frozenset(SCOPES) - {"schema.bases:read"}
    with pytest.raises(NotShared, match=r"the tables of the base https://airtable\.com/app"):
        label.airtable.read(f"meta/bases/{label.base.id}/tables")


def test_a_refusal_says_what_airtable_says_and_about_which_table(label: Team) -> None:
    table = tasks(label)
    label.airtable._titles = {table.id: "Tasks"}
    record = {"id": next(iter(table.records)), "fields": {"State": "Nonsense"}}
    with pytest.raises(NotAccepted, match=r"“Tasks” https://airtable\.com") as raised:
        label.airtable.change(f"{label.base.id}/{table.id}", {"records": [record]})
    assert raised.value.code == "INVALID_MULTIPLE_CHOICE_OPTIONS"
    assert "Nonsense" in raised.value.said


@pytest.mark.parametrize(
    "fault",
    [
        faults.dropped(),
        faults.not_json(),
        faults.refused(Response.of({"error": {"type": "X", "message": "you sent SECRET"}}, 422)),
        faults.refused(Response.of({"error": {"type": "X", "message": "you sent SECRET"}}, 403)),
        faults.refused(Response.of({"error": {"type": "X", "message": "you sent SECRET"}}, 500)),
        faults.refused(Response(301, b"", {"Location": "http://127.0.0.1:1/"})),
    ],
)
def test_no_failure_shows_the_token(label: Team, fault: Fault) -> None:
    echoed = fault.answer
    if echoed is not None:
        secret = label.token.secret.encode()

        def answer(due: Response) -> Response:
            response = echoed(due)
            return Response(response.status, response.body.replace(b"SECRET", secret), response.headers)

        fault = Fault(fault.saved, answer)
    label.server.faults.when(faults.anything, fault, times=None)
    with pytest.raises(ConnectorError) as raised:
        label.airtable.read("meta/whoami")
    shown = "".join(traceback.format_exception(raised.value)) + repr(raised.value) + (raised.value.hint or "")
    assert label.token.secret not in shown


def test_patience_ends(label: Team) -> None:
    label.server.faults.when(faults.anything, faults.dropped(), times=None)
    with pytest.raises(ConnectorError, match="broke before the answer was there"):
        label.airtable.read("meta/whoami")
    assert label.airtable.requests == 6
    assert label.clock.monotonic() < timedelta(minutes=3).total_seconds()
