"""What goes wrong while Notion is read: each a sentence, and nothing concluded from what was not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from connectors.errors import AccessDenied, ConnectorError, NotShared
from rules.model import Unknown
from tests.connectors.notion.reading import Following, Team, bound, cell, team
from tests.standins import faults
from tests.standins.faults import Fault
from tests.standins.notion import DataSource, Workspace, formula, kind_of, select, troubles
from tests.standins.wire import Request, Response

SMALL, LARGE = 3, 150


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


def tasks(label: Team, rows: int = SMALL, title: str = "Tasks") -> DataSource:
    source = label.workspace.database(title, {"Name": "title", "State": select("Open", "Done"), "Notes": "rich_text"})
    for number in range(rows):
        label.workspace.add_page(source, {"Name": f"Task {number}", "State": "Open", "Notes": "x"})
    label.pass_time(minutes=10)
    return source


def queries(request: Request) -> bool:
    return kind_of(request) == "data_sources.query"


def test_a_token_revoked_between_two_pages_ends_the_read(label: Team) -> None:
    source = tasks(label, LARGE)
    revoked = troubles.refused(401, "unauthorized", f"API token is invalid: {label.token.secret}")
    label.server.faults.when(queries, revoked, skip=1)
    with pytest.raises(AccessDenied, match="does not accept the token") as raised:
        label.source(bound(source, "Name")).pull("")
    assert label.token.secret not in f"{raised.value!r} {raised.value.hint} {label.notion!r}"


@pytest.mark.parametrize("rows", [SMALL, LARGE])
def test_one_database_that_is_not_shared_any_more_leaves_the_others_alone(label: Team, rows: int) -> None:
    one, other = tasks(label, rows, "Tasks"), tasks(label, SMALL, "Releases")
    following = Following(label.source(bound(one, "Name"), bound(other, "Name")))
    label.workspace.unshare(one, label.token)
    following.read()
    for pull in (label.source(bound(one, "Name"), bound(other, "Name")).pull(""), following.last):
        assert pull is not None and not pull.complete
        assert pull.error == (
            f"“Tasks” (https://www.notion.so/{one.id.replace('-', '')}) could not be read: it was deleted, or is not "
            "shared with the connection"
        )
        assert {record.ref.container for record in pull.records} == {other.id}
        assert [table.title for table in pull.tables] == ["Releases"]
    label.workspace.share(one, label.token)
    assert len(following.read()) == rows + SMALL


def test_nothing_shared_is_said_as_one_error(label: Team) -> None:
    source = tasks(label)
    label.workspace.unshare(source, label.token)
    with pytest.raises(NotShared, match=r"“Tasks” .* is not shared with the connection") as raised:
        label.source(bound(source, "Name")).pull("")
    assert "Connections" in raised.value.hint


@pytest.mark.parametrize("rows", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("change", "columns"),
    [
        (lambda w, s: w.rename_property(s, "Notes", "Remarks"), {"Name": "text", "State": "select", "Remarks": "text"}),
        (lambda w, s: w.retype(s, "Notes", "number"), {"Name": "text", "State": "select", "Notes": "number"}),
        (lambda w, s: w.delete_property(s, "Notes"), {"Name": "text", "State": "select"}),
    ],
    ids=["renamed", "retyped", "deleted"],
)
def test_a_column_that_changed_is_noticed_by_the_next_read_of_a_row(
    label: Team, rows: int, change: Callable[[Workspace, DataSource], None], columns: dict[str, str]
) -> None:
    source = tasks(label, rows)
    binding = bound(source, "Name", "Notes")
    following = Following(label.source(binding))
    change(label.workspace, source)
    label.workspace.edit(label.workspace.pages[label.workspace.rows[source.id][0]], {"Name": "Edited"})
    label.pass_time(minutes=5)
    records = following.read()
    assert following.last is not None and following.last.complete
    assert {column.name: column.type.value for column in following.last.tables[0].columns} == columns
    assert len(records) == rows
    assert ("Notes" not in columns and "Remarks" not in columns) == all(
        binding.columns["notes"] not in record.cells for record in records
    )


def test_an_option_that_was_deleted_leaves_an_empty_cell(label: Team) -> None:
    source = tasks(label)
    following = Following(label.source(bound(source, "Name", "State")))
    label.workspace.delete_option(source, "State", "Open")
    following.read()
    assert following.last is not None and following.last.complete
    page = label.workspace.rows[source.id][0]
    assert cell(following.last, source, page, "State") is None


def test_a_data_source_in_the_trash_is_named(label: Team) -> None:
    one, other = tasks(label), tasks(label, title="Releases")
    one.in_trash = True
    pull = label.source(bound(one, "Name"), bound(other, "Name")).pull("")
    assert "“Tasks”" in pull.error and "trash" in pull.error
    assert len(pull.records) == SMALL


def test_a_page_trashed_while_its_long_values_are_fetched_keeps_them_as_cut(label: Team) -> None:
    people = [label.workspace.member(f"Member {number}") for number in range(30)]
    source = label.workspace.database("Tasks", {"Name": "title", "Owner": "people"})
    page = label.workspace.add_page(source, {"Name": "Many", "Owner": people})
    gone = troubles.refused(404, "object_not_found", "Could not find page.")
    label.server.faults.when(lambda request: kind_of(request) == "pages.properties.retrieve", gone)
    pull = label.source(bound(source, "Owner")).pull("")
    assert pull.complete
    assert cell(pull, source, page.id, "Owner") is Unknown.TRUNCATED


def test_a_query_that_is_too_heavy_is_asked_in_smaller_pages(label: Team) -> None:
    source = tasks(label, LARGE)
    label.server.faults.when(troubles.asks_for_more_than(30), troubles.too_heavy(), times=None)
    pull = label.source(bound(source, "Name")).pull("")
    assert len(pull.records) == LARGE
    assert label.asked()["data_sources.query"] == 2 + 6  # 100, 50, then pages of 25


@pytest.mark.parametrize(
    ("fault", "waited"),
    [
        (troubles.limited(90), 90),
        (troubles.limited(240, "public_api_space_request_rate_limit"), 240),
        (troubles.limited(None), 60),
        (troubles.overloaded(45), 45),
        (troubles.unavailable(), None),
        (troubles.conflict(), None),
        (troubles.refused(500, "internal_server_error"), None),
        (troubles.refused(504, "gateway_timeout"), None),
        (faults.not_json(), None),
        (faults.not_json(502), None),
        (faults.dropped(), None),
    ],
)
def test_what_passes_is_waited_for_to_the_second_and_asked_again(label: Team, fault: Fault, waited: int | None) -> None:
    source = tasks(label)
    label.server.faults.when(queries, fault)
    before = label.workspace.clock.monotonic()
    pull = label.source(bound(source, "Name")).pull("")
    assert len(pull.records) == SMALL
    assert pull.requests == 4
    if waited is not None:
        assert label.workspace.clock.monotonic() - before == waited


@pytest.mark.parametrize(
    ("fault", "requests", "said"),
    [
        (troubles.limited(None, "public_api_request_blocked"), 1, "blocked"),
        (troubles.limited(7200), 1, "7200 seconds"),
        (troubles.refused(403, "restricted_resource", "No."), 1, "does not allow"),
        (troubles.refused(400, "validation_error", "No\nsense."), 1, "No sense."),
        (troubles.overloaded(7200), 1, "overloaded"),
        (troubles.conflict(), 6, "Somebody else"),
        (troubles.refused(500, "internal_server_error", "Oops."), 6, "Oops."),
        (faults.not_json(), 6, "not Notion"),
        (faults.dropped(), 6, "connection to Notion broke"),
    ],
)
def test_what_does_not_pass_is_said_in_a_sentence(label: Team, fault: Fault, requests: int, said: str) -> None:
    source = tasks(label)
    label.server.faults.when(queries, fault, times=None)
    with pytest.raises(ConnectorError, match=said) as raised:
        label.source(bound(source, "Name")).pull("")
    assert label.asked()["data_sources.query"] == requests
    assert "\n" not in raised.value.message
    assert raised.value.hint or "No sense" in said, "a person has to know what to do"
    assert label.token.secret not in f"{raised.value!r} {raised.value.hint}"


def test_a_value_that_notion_does_not_give_is_told_with_its_column(label: Team) -> None:
    source = label.workspace.database("Tasks", {"Name": "title", "Odd": formula(lambda row: None, "unsupported")})
    page = label.workspace.add_page(source, {"Name": "Master"})
    pull = label.source(bound(source, "Name", "Odd")).pull("")
    assert pull.complete
    assert cell(pull, source, page.id, "Odd") is Unknown.UNREADABLE
    assert [(value.ref.record, value.field) for value in pull.unreadable] == [(page.id, "Odd")]


def test_pages_that_never_end_are_not_turned_for_ever(label: Team) -> None:
    source = tasks(label)

    def endless(due: Response) -> Response:
        return Response.of({**due.json(), "has_more": True, "next_cursor": "again"}, due.status)

    label.server.faults.when(queries, faults.saved_but(endless), times=None)
    with pytest.raises(ConnectorError, match=r"“Tasks” .*(not where it goes on|refuses)"):
        label.source(bound(source, "Name")).pull("")


@pytest.mark.parametrize("seed", range(8))
def test_one_request_in_five_failing_changes_nothing_of_what_is_read(label: Team, seed: int) -> None:
    people = [label.workspace.member(f"Member {number}") for number in range(130)]
    source = label.workspace.database("Tasks", {"Name": "title", "Owner": "people"})
    for number in range(LARGE):
        label.workspace.add_page(source, {"Name": f"Task {number}", "Owner": people[: number % 40]})
    undisturbed = label.source(bound(source, "Name", "Owner")).pull("")
    troubled = [troubles.unavailable(), troubles.overloaded(), troubles.limited(7), faults.dropped(), faults.not_json()]
    label.server.faults.sometimes(0.2, troubled, seed)
    pull = label.source(bound(source, "Name", "Owner")).pull("")
    assert (pull.records, pull.members, pull.complete) == (undisturbed.records, undisturbed.members, True)
    assert pull.requests > undisturbed.requests


def test_a_list_that_always_ends_early_at_the_same_row_is_not_asked_for_for_ever(label: Team) -> None:
    source = tasks(label)
    cut = {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}

    def ended(due: Response) -> Response:
        row = {**tasks_shown[0], "created_time": "2026-11-02T09:00:00.000Z"}
        return Response.of({**due.json(), "results": [row], "request_status": cut}, due.status)

    tasks_shown = label.notion.ask(f"data_sources/{source.id}/query", {})["results"]
    label.server.faults.when(queries, faults.saved_but(ended), times=None)
    pull = label.source(bound(source, "Name")).pull("")
    assert (pull.complete, len(pull.records)) == (False, 1)
    assert "ended its list early" in pull.error
