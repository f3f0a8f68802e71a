"""Full and incremental reads of a workspace, their requests counted, through the real client library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from connectors.record import LinkCell, PersonCell, Pull
from rules.model import Unknown
from tests.connectors.notion.reading import Following, Team, bound, by_id, cell, team
from tests.standins import faults
from tests.standins.notion import DataSource, formula, kind_of, relation, rollup, select
from tests.standins.wire import Response


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


def releases(label: Team, rows: int = 0) -> DataSource:
    source = label.workspace.database("Releases", {"Title": "title", "Date": "date", "Notes": "rich_text"})
    for number in range(rows):
        label.workspace.add_page(source, {"Title": f"Release {number}"})
    label.pass_time(minutes=10)
    return source


def tasks(label: Team, rows: int = 0) -> DataSource:
    source = label.workspace.database(
        "Tasks",
        {
            "Name": "title", "Owner": "people", "State": select("Open", "Done"), "Due": "date",
            "Streetdate": select("Clear", "Attention", "Blocked"), "Gaps": "rich_text",
        },
    )  # fmt: skip
    for number in range(rows):
        label.workspace.add_page(source, {"Name": f"Task {number}"})
    label.pass_time(minutes=10)
    return source


def test_a_full_read_brings_the_bound_columns_and_our_marks(label: Team) -> None:
    source = tasks(label)
    anna = label.workspace.member("Anna", "anna@label.example")
    page = label.workspace.add_page(
        source, {"Name": "Artwork", "Owner": [anna], "State": "Done", "Streetdate": "Blocked", "Gaps": "No brief."}
    )
    pull = label.source(bound(source, "Name", "Owner", flag="Streetdate", gaps="Gaps")).pull("")
    (record,) = pull.records
    assert (record.ref.tool, record.ref.container, record.ref.record) == ("notion", source.id, page.id)
    assert page.id.replace("-", "") in record.ref.url
    owner = next(prop.id for prop in source.properties.values() if prop.name == "Owner")
    assert dict(record.cells) == {
        "title": "Artwork",
        owner: (PersonCell(anna.id, "Anna", "anna@label.example"),),
    }
    assert (record.marks.flag, record.marks.gaps, record.marks.comment) == ("Blocked", "No brief.", Unknown.UNSEEN)
    assert record.edited_at == label.workspace.clock.now()
    assert [(column.name, column.ours) for column in pull.tables[0].columns] == [
        ("Name", False), ("Owner", False), ("State", False), ("Due", False), ("Streetdate", True), ("Gaps", True),
    ]  # fmt: skip
    assert (pull.complete, pull.delta, pull.error) == (True, False, "")


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (1, 1), (100, 1), (101, 2), (250, 3)])
def test_a_full_read_costs_a_request_for_100_rows_a_schema_and_the_members(label: Team, rows: int, pages: int) -> None:
    one, other = releases(label, rows), tasks(label, 3)
    for number in range(120):
        label.workspace.member(f"Member {number}")
    pull = label.source(bound(one, "Title"), bound(other, "Name")).pull("")
    assert len(pull.records) == rows + 3
    assert label.asked() == {"data_sources.retrieve": 2, "data_sources.query": pages + 1, "users.list": 2}
    assert pull.requests == pages + 1 + 2 + 2


def test_an_idle_read_costs_one_request_for_each_data_source(label: Team) -> None:
    one, other = releases(label, 250), tasks(label, 3)
    following = Following(label.source(bound(one, "Title", "Notes"), bound(other, "Name", "State")))
    label.pass_time(minutes=10)
    label.asked()
    assert len(following.read()) == 253
    assert label.asked() == {"data_sources.query": 2}


def test_a_delta_asks_for_what_was_edited_and_for_nothing_else(label: Team) -> None:
    source = releases(label, 250)
    following = Following(label.source(bound(source, "Title")))
    label.pass_time(minutes=10)
    page = next(page for page in label.workspace.pages.values() if page.source == source.id)
    label.workspace.edit(page, {"Title": "Renamed"})
    label.asked()
    records = following.read()
    assert label.asked() == {"data_sources.query": 1}
    assert len(records) == 250
    assert "Renamed" in {record.cells["title"] for record in records}


def test_a_small_data_source_shows_its_deletions_at_once_beside_a_large_one(label: Team) -> None:
    small, large = tasks(label, 3), releases(label, 150)
    following = Following(label.source(bound(small, "Name"), bound(large, "Title")))
    label.pass_time(minutes=10)
    gone = next(page for page in label.workspace.pages.values() if page.source == small.id)
    label.workspace.trash(gone)
    records = following.read()
    assert len(records) == 152
    assert gone.id not in {record.ref.record for record in records}


def test_a_deletion_in_a_large_data_source_is_not_concluded_before_everything_is_read(label: Team) -> None:
    source = releases(label, 150)
    following = Following(label.source(bound(source, "Title"), full_read=timedelta(hours=2)))
    gone = next(page for page in label.workspace.pages.values() if page.source == source.id)
    label.workspace.trash(gone)
    label.pass_time(minutes=90)
    assert len(following.read()) == 150
    assert following.last is not None
    assert following.last.unseen.startswith(
        "Deletions and renamed options in “Releases” are seen when everything is read again, every 2"
    )
    label.pass_time(minutes=31)
    assert len(following.read()) == 149
    assert following.last.unseen == ""


@pytest.mark.parametrize("skew", [timedelta(days=-1), timedelta(hours=-3), timedelta(0), timedelta(days=1)])
def test_a_wrong_clock_of_ours_loses_no_edit(label: Team, skew: timedelta) -> None:
    source = releases(label, 150)
    label.skew = skew
    following = Following(label.source(bound(source, "Title")))
    page = next(page for page in label.workspace.pages.values() if page.source == source.id)
    for number in range(6):
        label.pass_time(seconds=25)
        label.workspace.edit(page, {"Title": f"Edit {number}"})
        assert f"Edit {number}" in {record.cells["title"] for record in following.read()}


def test_an_edit_in_the_minute_of_the_last_read_is_seen_by_the_next(label: Team) -> None:
    source = releases(label, 150)
    page = next(page for page in label.workspace.pages.values() if page.source == source.id)
    label.pass_time(seconds=30)
    label.workspace.edit(page, {"Title": "First"})
    following = Following(label.source(bound(source, "Title")))
    label.pass_time(seconds=10)
    label.workspace.edit(page, {"Title": "Second"})
    label.pass_time(hours=3)
    assert "Second" in {record.cells["title"] for record in following.read()}


def test_an_edit_behind_a_slow_read_is_seen_by_the_next(label: Team) -> None:
    source = releases(label, 150)

    def edited_meanwhile(due: Response) -> Response:
        for page in label.workspace.rows[source.id]:
            label.workspace.edit(label.workspace.pages[page], {"Title": "Edited"})
        return due

    second = faults.Fault(saved=True, answer=edited_meanwhile, delay=600)
    label.server.faults.when(lambda request: kind_of(request) == "data_sources.query", second, skip=1)
    following = Following(label.source(bound(source, "Title")))
    assert {record.cells["title"] for record in following.read()} == {"Edited"}


def test_a_cursor_of_another_make_or_other_bindings_lead_to_a_full_read(label: Team) -> None:
    source = releases(label, 150)
    pull = label.source(bound(source, "Title")).pull("")
    assert not label.source(bound(source, "Title", "Date")).pull(pull.cursor).delta
    for text in ("", "{", "[]", "null", '{"version": 99}', '{"version": 1}', "2026-01-01"):
        again = label.source(bound(source, "Title")).pull(text)
        assert (again.delta, len(again.records)) == (False, 150)
    assert label.source(bound(source, "Title")).pull(pull.cursor).delta


def test_no_hours_between_full_reads_means_each_time(label: Team) -> None:
    source = label.source(bound(releases(label, 3), "Title"), full_read=timedelta(0))
    assert not source.pull(source.pull("").cursor).delta


def test_a_value_that_is_computed_is_read_again_within_the_hour(label: Team) -> None:
    days = {"left": 5}
    source = label.workspace.database(
        "Tasks", {"Name": "title", "Left": formula(lambda row: days["left"], "number"), "Notes": "rich_text"}
    )
    for number in range(150):
        label.workspace.add_page(source, {"Name": f"Task {number}"})
    label.pass_time(minutes=10)
    plain, computed = (
        Following(label.source(bound(source, *names))) for names in (("Name", "Notes"), ("Name", "Left"))
    )
    days["left"] = 4
    label.pass_time(minutes=61)
    label.asked()
    plain.read()
    assert label.asked() == {"data_sources.query": 1}
    assert {str(value) for record in computed.read() for value in record.cells.values()} >= {"4"}
    assert label.asked() == {"data_sources.query": 2}
    computed.read()
    assert label.asked() == {"data_sources.query": 1}


def test_both_sides_of_a_two_way_relation_agree_within_the_hour(label: Team) -> None:
    wide = releases(label, 150)
    other = label.workspace.database("Tasks", {"Name": "title", "Release": relation(wide, two_way="Tasks")})
    following = Following(label.source(bound(wide, "Title", "Tasks"), bound(other, "Name", "Release")))
    release = next(page for page in label.workspace.pages.values() if page.source == wide.id)
    label.pass_time(minutes=61)
    task = label.workspace.add_page(other, {"Name": "Master", "Release": [release]})
    following.read()
    assert following.last is not None
    assert cell(following.last, wide, release.id, "Tasks") == (LinkCell(task.id),)


def test_a_long_relation_and_a_long_list_of_people_are_fetched_whole(label: Team) -> None:
    source = releases(label, 130)
    pages = [page for page in label.workspace.pages.values() if page.source == source.id]
    people = [label.workspace.member(f"Member {number}") for number in range(30)]
    other = label.workspace.database("Tasks", {"Name": "title", "For": relation(source), "Owner": "people"})
    many = label.workspace.add_page(other, {"Name": "Many", "For": pages, "Owner": people})
    few = label.workspace.add_page(other, {"Name": "Few", "For": pages[:24], "Owner": people[:24]})
    label.asked()
    pull = label.source(bound(other, "Name", "For", "Owner")).pull("")
    assert len(_links(pull, other, many.id, "For")) == 130
    assert len(_links(pull, other, many.id, "Owner")) == 30
    assert len(_links(pull, other, few.id, "For")) == 24
    asked = label.asked()
    assert asked == {
        "data_sources.retrieve": 1, "data_sources.query": 1, "users.list": 1, "pages.properties.retrieve": 3,
    }  # fmt: skip
    label.source(bound(other, "Name")).pull("")
    assert "pages.properties.retrieve" not in label.asked()


def _links(pull: Pull, source: DataSource, page: str, column: str) -> tuple[object, ...]:
    found = cell(pull, source, page, column)
    assert isinstance(found, tuple)
    return found


def test_a_rollup_over_a_long_relation_is_fetched_whole(label: Team) -> None:
    source = releases(label)
    pages = [label.workspace.add_page(source, {"Title": f"R{n}", "Date": "2026-11-20"}) for n in range(30)]
    other = label.workspace.database(
        "Tasks", {"Name": "title", "For": relation(source), "Count": rollup("For", "Title", "count")}
    )
    page = label.workspace.add_page(other, {"Name": "Many", "For": pages})
    pull = label.source(bound(other, "Name", "Count")).pull("")
    assert str(cell(pull, other, page.id, "Count")) == "30"


@pytest.mark.parametrize("cap", [100, 130, 200])
def test_more_rows_than_a_query_gives_out_are_read_in_windows(label: Team, cap: int) -> None:
    label.workspace.quirks.query_cap = cap
    source = releases(label)
    for number in range(450):
        label.workspace.add_page(source, {"Title": f"Release {number}"})
        label.pass_time(seconds=20)
    following = Following(label.source(bound(source, "Title")))
    assert len(following.read()) == 450


def test_more_rows_than_fit_into_a_query_and_one_minute_are_not_called_everything(label: Team) -> None:
    label.workspace.quirks.query_cap = 100
    source = releases(label, 150)
    late = [label.workspace.add_page(source, {"Title": f"Late {number}"}).id for number in range(100)]
    pull = label.source(bound(source, "Title")).pull("")
    assert not pull.complete
    assert pull.error.startswith("“Releases” (") and "in the minute 2026-11-02T09:00 UTC" in pull.error
    read = [record.ref.record for record in pull.records]
    assert (len(read), len(set(read)), set(late) - set(read)) == (200, 200, set())
    assert pull.cursor == ""


def test_a_wiki_brings_its_pages_and_not_the_databases_in_it(label: Team) -> None:
    wiki = label.workspace.database("Handbook", {"Page": "title"}, wiki=True)
    label.workspace.put_inside(wiki, releases(label, 2))
    page = label.workspace.add_page(wiki, {"Page": "How we release"})
    pull = label.source(bound(wiki, "Page")).pull("")
    assert [record.ref.record for record in pull.records] == [page.id]


def test_two_data_sources_of_one_database_with_columns_of_one_name_are_kept_apart(label: Team) -> None:
    one = label.workspace.database("Plan", {"Name": "title", "Date": "date"})
    other = label.workspace.add_data_source(one, "Old plan", {"Name": "title", "Date": "rich_text"})
    label.workspace.add_page(one, {"Name": "A", "Date": "2026-11-20"})
    label.workspace.add_page(other, {"Name": "B", "Date": "someday"})
    pull = label.source(bound(one, "Name", "Date"), bound(other, "Name", "Date")).pull("")
    assert {record.ref.container: record.cells["title"] for record in pull.records} == {one.id: "A", other.id: "B"}


def test_a_relation_to_what_is_not_shared_is_unknown_and_never_empty(label: Team) -> None:
    hidden = releases(label, 1)
    (release,) = [page for page in label.workspace.pages.values() if page.source == hidden.id]
    source = label.workspace.database(
        "Tasks", {"Name": "title", "Release": relation(hidden), "Date": rollup("Release", "Date")}
    )
    page = label.workspace.add_page(source, {"Name": "Master", "Release": [release]})
    binding = bound(source, "Name", "Release", "Date")
    label.workspace.unshare(hidden, label.token)
    following = Following(label.source(binding))
    for _ in range(2):
        following.read()
        assert following.last is not None and following.last.complete
        assert cell(following.last, source, page.id, "Release") is Unknown.UNSEEN
        assert cell(following.last, source, page.id, "Date") is Unknown.UNSEEN
        assert {"Release", "Date"} <= {column.name for column in following.last.tables[0].columns}
    label.workspace.share(hidden, label.token)
    label.pass_time(minutes=61)
    following.read()
    assert following.last is not None
    assert cell(following.last, source, page.id, "Release") == (LinkCell(release.id),)


def test_rows_read_again_are_the_same_as_rows_read_first(label: Team) -> None:
    source = tasks(label, 130)
    following = Following(label.source(bound(source, "Name", "Owner", flag="Streetdate", gaps="Gaps")))
    whole = by_id(label.source(bound(source, "Name", "Owner", flag="Streetdate", gaps="Gaps")).pull(""))
    assert following.read() == whole
