"""Reading through the real client: pages of queries, the cap, truncation, cut times, filters, sorts, what is hidden."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from notion_client import APIResponseError

from tests.standins.clock import Clock
from tests.standins.notion import DataSource, Page, Workspace, formula, number, relation, rollup, select, status
from tests.standins.notion.conftest import Asked
from tests.standins.notion.rich_text import mention


def names(answer: Any) -> list[str]:
    return ["".join(item["plain_text"] for item in row["properties"]["Name"]["title"]) for row in answer["results"]]


def passed(client: Asked, source: DataSource, condition: Any) -> set[str]:
    return set(names(client.data_sources.query(source.id, filter=condition)))


@pytest.fixture
def tasks(workspace: Workspace) -> DataSource:
    return workspace.database("Tasks", {"Name": "title", "Owner": "people", "Due": "date"})


def rows(workspace: Workspace, source: DataSource, count: int) -> list[Page]:
    return [workspace.add_page(source, {"Name": f"Track {number}"}) for number in range(1, count + 1)]


def test_a_query_gives_a_hundred_rows_at_most_and_a_cursor_to_the_rest(
    workspace: Workspace, client: Asked, tasks: DataSource
) -> None:
    rows(workspace, tasks, 205)
    found: list[str] = []
    cursor, sizes = None, []
    while True:
        answer: Any = client.data_sources.query(tasks.id, start_cursor=cursor)
        found += names(answer)
        sizes.append(len(answer["results"]))
        cursor = answer["next_cursor"]
        if not answer["has_more"]:
            break
    assert sizes == [100, 100, 5]
    assert cursor is None
    assert len(set(found)) == 205
    assert "request_status" not in answer


def test_rows_without_a_sort_come_in_no_order_that_could_be_relied_on(
    workspace: Workspace, client: Asked, tasks: DataSource
) -> None:
    rows(workspace, tasks, 20)
    unsorted = names(client.data_sources.query(tasks.id))
    assert unsorted != sorted(unsorted)
    assert unsorted == names(client.data_sources.query(tasks.id))


@pytest.mark.parametrize("size", [0, 101, "many"])
def test_a_page_size_out_of_bounds_is_refused(client: Asked, tasks: DataSource, size: object) -> None:
    with pytest.raises(APIResponseError, match="page_size"):
        client.data_sources.query(tasks.id, page_size=size)


def test_a_cursor_of_another_query_is_refused(workspace: Workspace, client: Asked, tasks: DataSource) -> None:
    rows(workspace, tasks, 3)
    cursor = client.post(f"data_sources/{tasks.id}/query", {"page_size": 1})["next_cursor"]
    with pytest.raises(APIResponseError, match="start_cursor"):
        client.data_sources.query(tasks.id, start_cursor=cursor, filter={"property": "Name", "title": {"equals": "x"}})


def test_a_row_that_moves_behind_the_cursor_is_given_again(
    workspace: Workspace, client: Asked, tasks: DataSource
) -> None:
    clock = workspace.clock
    assert isinstance(clock, Clock)
    made = []
    for page in range(4):
        made.append(workspace.add_page(tasks, {"Name": f"Track {page}"}))
        clock.advance(60)
    asked = {"page_size": 2, "sorts": [{"timestamp": "last_edited_time", "direction": "ascending"}]}
    first = client.post(f"data_sources/{tasks.id}/query", asked)
    workspace.edit(made[0], {"Due": "2026-12-01"})
    rest = client.post(
        f"data_sources/{tasks.id}/query", {**asked, "page_size": 9, "start_cursor": first["next_cursor"]}
    )
    assert names(first) == ["Track 0", "Track 1"]
    assert names(rest) == ["Track 2", "Track 3", "Track 0"]


def test_above_the_cap_a_query_ends_early_and_each_page_of_it_says_so(
    workspace: Workspace, client: Asked, tasks: DataSource
) -> None:
    rows(workspace, tasks, 12)
    workspace.quirks.query_cap = 10
    first = client.post(f"data_sources/{tasks.id}/query", {"page_size": 6})
    last = client.post(f"data_sources/{tasks.id}/query", {"page_size": 6, "start_cursor": first["next_cursor"]})
    assert (len(first["results"]), len(last["results"])) == (6, 4)
    assert (last["has_more"], last["next_cursor"]) == (False, None)
    cut = {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
    assert first["request_status"] == last["request_status"] == cut


def test_relations_and_people_are_cut_at_25_and_whole_one_by_one(workspace: Workspace, client: Asked) -> None:
    others = workspace.database("Others", {"Name": "title"})
    source = workspace.database(
        "Tasks", {"Name": "title", "Needs": relation(others), "Owner": "people", "Text": "rich_text"}
    )
    needed, people = rows(workspace, others, 130), [workspace.member(f"P{number}") for number in range(27)]
    words = [mention(person.id) for person in people]
    page = workspace.add_page(source, {"Name": "x", "Needs": needed, "Owner": people, "Text": words})
    for shown in (client.get(f"pages/{page.id}"), client.post(f"data_sources/{source.id}/query", {})["results"][0]):
        values = shown["properties"]
        assert (len(values["Needs"]["relation"]), values["Needs"]["has_more"]) == (25, True)
        assert len(values["Owner"]["people"]) == 25
        assert "has_more" not in values["Owner"]
        assert [item["plain_text"] for item in values["Text"]["rich_text"][24:]] == ["@P24", "@Anonymous", "@Anonymous"]
    whole = [client.pages.properties.retrieve(page.id, shown["properties"][name]["id"]) for name in ("Needs", "Owner")]
    needs, owners = whole[0], whole[1]
    assert isinstance(needs, dict)
    assert isinstance(owners, dict)
    assert (len(needs["results"]), needs["has_more"], len(owners["results"])) == (100, True, 27)
    rest: Any = client.pages.properties.retrieve(
        page.id, shown["properties"]["Needs"]["id"], start_cursor=needs["next_cursor"]
    )
    found = [item["relation"]["id"] for item in needs["results"] + rest["results"]]
    assert found == [one.id for one in needed]
    assert rest["has_more"] is False


def test_exactly_25_relations_are_not_cut(workspace: Workspace, client: Asked) -> None:
    others = workspace.database("Others", {"Name": "title"})
    source = workspace.database("Tasks", {"Name": "title", "Needs": relation(others)})
    page = workspace.add_page(source, {"Name": "x", "Needs": rows(workspace, others, 25)})
    assert client.get(f"pages/{page.id}")["properties"]["Needs"]["has_more"] is False


def test_times_are_cut_to_the_minute_and_filters_compare_cut_times(
    workspace: Workspace, client: Asked, tasks: DataSource
) -> None:
    clock = workspace.clock
    assert isinstance(clock, Clock)
    clock.advance(59.9)
    page = workspace.add_page(tasks, {"Name": "x"})
    clock.advance(30)
    workspace.edit(page, {"Due": "2026-12-01"})
    shown = client.get(f"pages/{page.id}")
    assert (shown["created_time"], shown["last_edited_time"]) == (
        "2026-11-02T09:00:00.000Z",
        "2026-11-02T09:01:00.000Z",
    )

    def since(moment: str, word: str = "on_or_after") -> set[str]:
        return passed(client, tasks, {"timestamp": "last_edited_time", "last_edited_time": {word: moment}})

    assert since("2026-11-02T09:01:59.000Z") == {"x"}
    assert since("2026-11-02T10:01:59+01:00") == {"x"}
    assert since("2026-11-02T09:02:00.000Z") == set()
    assert since("2026-11-02T09:01:10.000Z", "after") == set()
    assert since("2026-11-02", "equals") == {"x"}


@pytest.fixture
def varied(workspace: Workspace) -> DataSource:
    """Return a table of two rows, "full" and "empty"."""
    other = workspace.database("Other", {"Name": "title"})
    source = workspace.database("Varied", {
        "Name": "title", "Text": "rich_text", "Kind": select("A", "B"), "State": status("To do", "Done"), "Due": "date",
        "Amount": number(), "Done": "checkbox", "Owner": "people", "Needs": relation(other), "Link": "url",
        "Long": formula(lambda row: len(row["Text"]), "number"), "Names": rollup("Needs", "Name"),
        "Tags": "multi_select", "Files": "files",
    })  # fmt: skip
    workspace.add_page(source, {"Name": "empty"})
    workspace.add_page(source, {
        "Name": "full", "Text": "Some words", "Kind": "A", "State": "Done", "Due": "2026-11-20", "Amount": 3,
        "Done": True, "Owner": [workspace.owner], "Needs": [workspace.add_page(other, {"Name": "Mix 2"})],
        "Link": "https://x.example", "Tags": ["t"], "Files": ["f"],
    })  # fmt: skip
    return source


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ({"property": "Name", "title": {"equals": "FULL"}}, {"full"}),
        ({"property": "Text", "rich_text": {"contains": "word"}}, {"full"}),
        ({"property": "Text", "rich_text": {"does_not_contain": "word"}}, {"empty"}),
        ({"property": "Text", "rich_text": {"is_empty": True}}, {"empty"}),
        ({"property": "Link", "rich_text": {"starts_with": "https"}}, {"full"}),
        ({"property": "Kind", "select": {"equals": "A"}}, {"full"}),
        ({"property": "Kind", "select": {"equals": ["B", "A"]}}, {"full"}),
        ({"property": "Kind", "select": {"does_not_equal": "A"}}, {"empty"}),
        ({"property": "State", "status": {"equals": "Done"}}, {"full"}),
        ({"property": "Due", "date": {"before": "2026-11-21"}}, {"full"}),
        ({"property": "Due", "date": {"after": "2026-11-20"}}, set()),
        ({"property": "Due", "date": {"next_month": {}}}, {"full"}),
        ({"property": "Due", "date": {"is_not_empty": True}}, {"full"}),
        ({"property": "Amount", "number": {"greater_than": 2}}, {"full"}),
        ({"property": "Done", "checkbox": {"equals": False}}, {"empty"}),
        ({"property": "Owner", "people": {"is_empty": True}}, {"empty"}),
        ({"property": "Tags", "multi_select": {"contains": "t"}}, {"full"}),
        ({"property": "Files", "files": {"is_not_empty": True}}, {"full"}),
        ({"property": "Long", "formula": {"number": {"equals": 10}}}, {"full"}),
        ({"property": "Names", "rollup": {"any": {"rich_text": {"contains": "mix"}}}}, {"full"}),
        ({"or": [{"property": "Name", "title": {"equals": "full"}},
                 {"and": [{"property": "Name", "title": {"equals": "empty"}}]}]}, {"full", "empty"}),
        ({"and": [{"property": "Name", "title": {"equals": "full"}},
                  {"property": "Done", "checkbox": {"equals": False}}]}, set()),
    ],
)  # fmt: skip
def test_a_filter_lets_the_right_rows_pass(client: Asked, varied: DataSource, condition: Any, found: set[str]) -> None:
    assert passed(client, varied, condition) == found


@pytest.mark.parametrize(
    "condition",
    [
        {"property": "Nowhere", "title": {"equals": "x"}},
        {"property": "Kind", "number": {"equals": 1}},
        {"property": "Kind", "select": {"starts_with": "A"}},
        {"property": "Due", "date": {"before": "soon"}},
        {"timestamp": "touched", "touched": {}},
        {"and": [], "or": []},
        {"property": "Kind"},
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(client: Asked, varied: DataSource, condition: Any) -> None:
    with pytest.raises(APIResponseError) as refusal:
        client.data_sources.query(varied.id, filter=condition)
    assert refusal.value.status == 400


@pytest.mark.parametrize("direction", ["ascending", "descending"])
def test_words_sort_by_their_numbers_and_empty_values_come_last(
    workspace: Workspace, client: Asked, direction: str
) -> None:
    source = workspace.database("Tracks", {"Name": "title", "Text": "rich_text", "Kind": select("Z", "A")})
    for name in ("Track 10", "track 2", "12 inch", "Track 1"):
        workspace.add_page(source, {"Name": name, "Text": name, "Kind": "A" if name == "Track 1" else "Z"})
    workspace.add_page(source, {"Name": "None"})
    expected = ["12 inch", "Track 1", "track 2", "Track 10"]
    by_text = [{"property": "Text", "direction": direction}]
    found = names(client.data_sources.query(source.id, sorts=by_text))
    assert found == [*(expected if direction == "ascending" else expected[::-1]), "None"]
    by_kind = [{"property": "Kind", "direction": "ascending"}, {"property": "Name", "direction": direction}]
    in_z = [name for name in expected if name != "Track 1"]
    found = names(client.data_sources.query(source.id, sorts=by_kind))
    assert found == [*(in_z if direction == "ascending" else in_z[::-1]), "Track 1", "None"]


def test_properties_are_trimmed_by_name_or_plain_id_and_a_quoted_id_is_unknown(
    workspace: Workspace, client: Asked, tasks: DataSource
) -> None:
    rows(workspace, tasks, 1)
    due = next(prop for prop in tasks.properties.values() if prop.name == "Due")
    del tasks.properties[due.id]
    due.id = ":UPp"
    tasks.properties[due.id] = due
    answer: Any = client.data_sources.query(tasks.id, filter_properties=["title", ":UPp"])
    assert answer["results"][0]["properties"].keys() == {"Name", "Due"}
    assert answer["results"][0]["properties"]["Due"]["id"] == "%3AUPp"
    by_name: Any = client.data_sources.query(tasks.id, filter_properties=["Owner"])
    assert by_name["results"][0]["properties"].keys() == {"Owner"}
    with pytest.raises(APIResponseError, match="%3AUPp"):
        client.data_sources.query(tasks.id, filter_properties=[quote(":UPp", safe="")])
    page = workspace.pages[workspace.rows[tasks.id][0]]
    item: Any = client.pages.properties.retrieve(page.id, "%3AUPp")
    assert (item["object"], item["date"]) == ("property_item", None)


def test_trashed_rows_vanish_from_queries_and_are_still_retrieved(
    workspace: Workspace, client: Asked, tasks: DataSource
) -> None:
    kept, gone = rows(workspace, tasks, 2)
    workspace.trash(gone)
    assert [row["id"] for row in client.post(f"data_sources/{tasks.id}/query", {})["results"]] == [kept.id]
    trashed = client.post(f"data_sources/{tasks.id}/query", {"is_archived": True})
    assert [row["id"] for row in trashed["results"]] == [gone.id]
    assert client.get(f"pages/{gone.id}")["in_trash"] is True


def test_a_relation_to_something_unshared_is_left_out_of_the_schema_and_empty_in_pages(
    workspace: Workspace, client: Asked
) -> None:
    hidden = workspace.database("Contracts", {"Name": "title"})
    source = workspace.database("Tasks", {"Name": "title", "Needs": relation(hidden), "Names": rollup("Needs", "Name")})
    page = workspace.add_page(source, {"Name": "x", "Needs": rows(workspace, hidden, 1)})
    assert {"Needs", "Names"} < client.get(f"data_sources/{source.id}")["properties"].keys()
    workspace.unshare(hidden)
    assert client.get(f"data_sources/{source.id}")["properties"].keys() == {"Name"}
    values = client.get(f"pages/{page.id}")["properties"]
    assert (values["Needs"]["relation"], values["Needs"]["has_more"]) == ([], False)
    assert values["Names"]["rollup"]["array"] == []


def test_computed_values_change_without_an_edit(workspace: Workspace, client: Asked) -> None:
    clock = workspace.clock
    assert isinstance(clock, Clock)
    others = workspace.database("Others", {"Name": "title", "Amount": "number"})
    source = workspace.database("Tasks", {
        "Name": "title", "Needs": relation(others), "Sum": rollup("Needs", "Amount", "sum"),
        "First": formula(lambda row: row["Needs"][0]["Name"]),
    })  # fmt: skip
    one = workspace.add_page(others, {"Name": "One", "Amount": 1})
    page = workspace.add_page(source, {"Name": "x", "Needs": [one]})
    before = client.get(f"pages/{page.id}")
    clock.advance(3600)
    workspace.edit(one, {"Name": "Uno", "Amount": 5})
    after = client.get(f"pages/{page.id}")
    assert before["last_edited_time"] == after["last_edited_time"]
    assert before["properties"]["Sum"]["rollup"]["number"] == 1
    assert after["properties"]["Sum"]["rollup"]["number"] == 5
    assert after["properties"]["First"]["formula"]["string"] == "Uno"


def test_a_rollup_over_many_rows_is_wrong_in_a_page_and_final_at_the_end_of_its_items(
    workspace: Workspace, client: Asked
) -> None:
    others = workspace.database("Others", {"Name": "title", "Amount": "number"})
    source = workspace.database(
        "Tasks", {"Name": "title", "Needs": relation(others), "Sum": rollup("Needs", "Amount", "sum")}
    )
    needed = [workspace.add_page(others, {"Name": f"{number}", "Amount": 1}) for number in range(120)]
    page = workspace.add_page(source, {"Name": "x", "Needs": needed})
    shown = client.get(f"pages/{page.id}")["properties"]["Sum"]
    assert shown["rollup"]["number"] == 25
    first = client.get(f"pages/{page.id}/properties/{shown['id']}")
    assert (first["has_more"], first["property_item"]["rollup"]["type"]) == (True, "incomplete")
    last = client.get(f"pages/{page.id}/properties/{shown['id']}", start_cursor=first["next_cursor"])
    assert (last["has_more"], last["property_item"]["rollup"]["number"]) == (False, 120)


def test_a_hosted_files_address_is_another_at_each_read_and_says_when_it_dies(
    workspace: Workspace, client: Asked
) -> None:
    source = workspace.database("Assets", {"Name": "title", "Files": "files"})
    page = workspace.add_page(source, {"Name": "x", "Files": ["a b.png", ("link", "https://x.example/c")]})
    reads = [client.get(f"pages/{page.id}")["properties"]["Files"]["files"] for _ in range(2)]
    urls = [read[0]["file"]["url"] for read in reads]
    assert urls[0] != urls[1]
    assert urls[0].split("?")[0] == urls[1].split("?")[0]
    assert reads[0][0]["file"]["expiry_time"] == "2026-11-02T10:00:00.000Z"
    assert reads[0][1] == reads[1][1]


def test_a_wiki_gives_its_child_data_sources_next_to_pages_unless_told_not_to(
    workspace: Workspace, client: Asked, tasks: DataSource
) -> None:
    wiki = workspace.database("Wiki", {"Name": "title"}, wiki=True)
    workspace.add_page(wiki, {"Name": "How we work"})
    workspace.put_inside(wiki, tasks)
    kinds = {
        wanted: [row["object"] for row in client.post(f"data_sources/{wiki.id}/query", body)["results"]]
        for wanted, body in {
            "all": {}, "page": {"result_type": "page"}, "data_source": {"result_type": "data_source"},
        }.items()
    }  # fmt: skip
    assert kinds == {"all": ["page", "data_source"], "page": ["page"], "data_source": ["data_source"]}


def test_a_database_holds_the_names_of_its_data_sources_and_no_schema(
    workspace: Workspace, client: Asked, tasks: DataSource
) -> None:
    second = workspace.add_data_source(tasks, "Archive", {"Name": "title"})
    shown = client.get(f"databases/{tasks.database_id}")
    assert shown["data_sources"] == [{"id": tasks.id, "name": "Tasks"}, {"id": second.id, "name": "Archive"}]
    assert "properties" not in shown
    with pytest.raises(APIResponseError) as refusal:
        client.databases.retrieve(tasks.id)
    assert refusal.value.status == 404
