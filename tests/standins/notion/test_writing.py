"""Writing pages and schemas through the real client: what is kept, what is refused; a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from notion_client import APIResponseError

from tests.standins.clock import Clock
from tests.standins.notion import DataSource, Page, Workspace, formula, relation, select, status
from tests.standins.notion.conftest import Asked


@pytest.fixture
def releases(workspace: Workspace) -> DataSource:
    return workspace.database("Releases", {"Name": "title"})


@pytest.fixture
def tasks(workspace: Workspace, releases: DataSource) -> DataSource:
    return workspace.database("Tasks", {
        "Name": "title", "Text": "rich_text", "Kind": select("A", "B"), "State": status("To do", "Done"), "Due": "date",
        "Amount": "number", "Done": "checkbox", "Owner": "people", "Release": relation(releases, two_way="Tasks"),
        "Link": "url", "Mail": "email", "Phone": "phone_number", "Tags": "multi_select", "Files": "files",
        "Long": formula(lambda row: 1, "number"), "Created": "created_time", "Number": "unique_id",
    })  # fmt: skip


@pytest.fixture
def page(workspace: Workspace, tasks: DataSource) -> Page:
    return workspace.add_page(tasks, {"Name": "Artwork", "Kind": "A", "State": "To do"})


def text(content: str) -> list[Any]:
    return [{"text": {"content": content}}]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Nowhere", {"rich_text": []}),
        ("Text", {"rich_text": text("a" * 2001)}),
        ("Text", {"rich_text": text("😀" * 1001)}),
        ("Text", {"rich_text": text("a") * 101}),
        ("Text", {"rich_text": "words"}),
        ("Text", {"title": text("a")}),
        ("Text", text("a")),
        ("Text", {"rich_text": [{"mention": {"user": {"id": "00000000-0000-4000-8000-000000000000"}}}]}),
        ("Kind", {"select": {"id": "no such id"}}),
        ("Kind", {"select": {"name": "one, two"}}),
        ("State", {"status": {"name": "No such state"}}),
        ("Due", {"date": {"start": "soon"}}),
        ("Due", {"date": {"start": "2026-11-20", "end": "2026-11-19"}}),
        ("Amount", {"number": "1"}),
        ("Done", {"checkbox": None}),
        ("Owner", {"people": [{"id": "00000000-0000-4000-8000-000000000000"}]}),
        ("Release", {"relation": [{"id": "x"}]}),
        ("Link", {"url": "x" * 2001}),
        ("Mail", {"email": "x" * 201}),
        ("Phone", {"phone_number": "1" * 201}),
        ("Tags", {"multi_select": [{"name": str(number)} for number in range(101)]}),
        ("Long", {"formula": {"number": 2}}),
        ("Created", {"created_time": "2026-11-02T09:00:00.000Z"}),
        ("Number", {"unique_id": {"number": 4}}),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_of_the_request_is_kept(
    workspace: Workspace, client: Asked, page: Page, name: str, value: Any
) -> None:
    before, edited, options = dict(page.values), page.edited_at, len(workspace.sources[page.source].properties)
    workspace.clock.sleep(60)
    with pytest.raises(APIResponseError) as refusal:
        client.pages.update(page.id, properties={"Name": {"title": text("New")}, name: value})
    assert (refusal.value.status, refusal.value.code) == (400, "validation_error")
    assert (page.values, page.edited_at, len(workspace.sources[page.source].properties)) == (before, edited, options)


def test_one_request_changes_several_properties_and_the_edit_time(
    workspace: Workspace, client: Asked, tasks: DataSource, page: Page
) -> None:
    kind = next(prop for prop in tasks.properties.values() if prop.name == "Kind")
    workspace.clock.sleep(60)
    answer: Any = client.pages.update(
        page.id,
        properties={kind.id: {"select": {"id": kind.options[1].id}}, "Text": {"rich_text": text("😀" * 1000)}},
    )
    assert answer["properties"]["Kind"]["select"]["name"] == "B"
    assert answer["properties"]["Text"]["rich_text"][0]["plain_text"] == "😀" * 1000
    assert answer["last_edited_time"] == "2026-11-02T09:01:00.000Z"
    assert answer["last_edited_by"]["id"] == client.get("users/me")["id"]


@pytest.mark.parametrize(("moves", "edited"), [(True, "2026-11-02T09:01:00.000Z"), (False, "2026-11-02T09:00:00.000Z")])
def test_writing_what_stands_there_moves_the_edit_time_or_not(
    workspace: Workspace, client: Asked, page: Page, moves: bool, edited: str
) -> None:
    workspace.quirks.same_value_edits = moves
    workspace.clock.sleep(60)
    answer: Any = client.pages.update(page.id, properties={"Kind": {"select": {"name": "A"}}})
    assert answer["last_edited_time"] == edited


def test_a_select_by_an_unknown_name_grows_the_list_of_options(client: Asked, tasks: DataSource, page: Page) -> None:
    client.pages.update(page.id, properties={"Kind": {"select": {"name": "Clear"}}})
    shown = client.get(f"data_sources/{tasks.id}")["properties"]["Kind"]["select"]["options"]
    assert [option["name"] for option in shown] == ["A", "B", "Clear"]


def test_a_relation_is_kept_at_both_ends(workspace: Workspace, client: Asked, releases: DataSource, page: Page) -> None:
    release = workspace.add_page(releases, {"Name": "Spring"})
    client.pages.update(page.id, properties={"Release": {"relation": [{"id": release.id}]}})
    assert client.get(f"pages/{release.id}")["properties"]["Tasks"]["relation"] == [{"id": page.id}]
    client.pages.update(page.id, properties={"Release": {"relation": []}})
    assert client.get(f"pages/{release.id}")["properties"]["Tasks"]["relation"] == []


def test_a_relation_to_a_page_of_another_table_is_refused(workspace: Workspace, client: Asked, page: Page) -> None:
    with pytest.raises(APIResponseError, match="another data source"):
        client.pages.update(page.id, properties={"Release": {"relation": [{"id": page.id}]}})


def test_a_trashed_page_is_refused_until_it_is_restored(workspace: Workspace, client: Asked, page: Page) -> None:
    workspace.trash(page)
    change = {"Text": {"rich_text": text("x")}}
    with pytest.raises(APIResponseError, match="archived"):
        client.pages.update(page.id, properties=change)
    restored: Any = client.pages.update(page.id, in_trash=False, properties=change)
    assert restored["in_trash"] is False
    trashed: Any = client.pages.update(page.id, in_trash=True)
    assert trashed["in_trash"] is True


def test_a_full_workspace_takes_nothing(workspace: Workspace, client: Asked, tasks: DataSource, page: Page) -> None:
    workspace.quirks.full = True
    requests: list[Callable[[], Any]] = [
        lambda: client.pages.update(page.id, properties={}),
        lambda: client.pages.create(parent={"data_source_id": tasks.id}, properties={}),
        lambda: client.comments.create(parent={"page_id": page.id}, rich_text=text("x")),
    ]
    for send in requests:
        with pytest.raises(APIResponseError, match="block limit"):
            send()


def test_columns_are_added_renamed_and_deleted_by_name_or_id(client: Asked, tasks: DataSource) -> None:
    path = f"data_sources/{tasks.id}"
    flag = {"select": {"options": [{"name": "Clear", "color": "green"}, {"name": "Blocked"}]}}
    made = client.patch(path, {"properties": {"Flag": flag, "Gaps": {"rich_text": {}}}})["properties"]
    assert [option["name"] for option in made["Flag"]["select"]["options"]] == ["Clear", "Blocked"]
    plain_id = unquote(made["Flag"]["id"])
    renamed = client.patch(path, {"properties": {plain_id: {"name": "Streetdate"}}})["properties"]
    assert renamed["Streetdate"]["id"] == made["Flag"]["id"]
    left = client.patch(path, {"properties": {"Streetdate": None, "Gaps": None}})["properties"]
    assert not {"Streetdate", "Flag", "Gaps"} & left.keys()


def test_options_that_are_named_or_given_by_id_stay_and_the_rest_go(
    client: Asked, tasks: DataSource, page: Page
) -> None:
    path = f"data_sources/{tasks.id}"
    before = client.get(path)["properties"]["Kind"]["select"]["options"]
    options = [{"id": before[0]["id"], "name": "Alpha"}, {"name": "New"}]
    after = client.patch(path, {"properties": {"Kind": {"select": {"options": options}}}})["properties"]["Kind"][
        "select"
    ]
    assert [option["name"] for option in after["options"]] == ["Alpha", "New"]
    assert after["options"][0]["id"] == before[0]["id"]
    assert client.get(f"pages/{page.id}")["properties"]["Kind"]["select"]["name"] == "Alpha"


def test_new_options_of_a_status_land_in_the_first_group_and_none_goes(client: Asked, tasks: DataSource) -> None:
    change = {"properties": {"State": {"status": {"options": [{"name": "Clear"}]}}}}
    state = client.patch(f"data_sources/{tasks.id}", change)["properties"]["State"]["status"]
    assert [option["name"] for option in state["options"]] == ["To do", "Done", "Clear"]
    assert state["options"][2]["id"] in state["groups"][0]["option_ids"]


@pytest.mark.parametrize(
    "properties",
    [
        {"Name": None}, {"Nowhere": None}, {"Kind": {"name": "Text"}}, {"New": {}}, {"New": {"no_such_type": {}}},
        {"New": {"select": {"options": [{"name": "a,b"}]}}}, {"New": {"name": "Kind", "rich_text": {}}}, {"Kind": "x"},
    ],
)  # fmt: skip
def test_a_change_of_the_schema_that_makes_no_sense_is_refused_whole(
    client: Asked, tasks: DataSource, properties: Any
) -> None:
    before = client.get(f"data_sources/{tasks.id}")["properties"]
    with pytest.raises(APIResponseError) as refusal:
        client.patch(f"data_sources/{tasks.id}", {"properties": {"Gaps": {"rich_text": {}}, **properties}})
    assert refusal.value.status == 400
    assert client.get(f"data_sources/{tasks.id}")["properties"] == before


def test_peoples_edits_of_the_schema_show_as_they_would(
    workspace: Workspace, client: Asked, tasks: DataSource, page: Page
) -> None:
    clock = workspace.clock
    assert isinstance(clock, Clock)
    before = client.get(f"data_sources/{tasks.id}")["properties"]
    workspace.rename_property(tasks, "Kind", "Sort")
    workspace.rename_option(tasks, "Sort", "A", "Alpha")
    assert client.get(f"data_sources/{tasks.id}")["properties"]["Sort"]["id"] == before["Kind"]["id"]
    assert client.get(f"pages/{page.id}")["properties"]["Sort"]["select"]["name"] == "Alpha"
    workspace.delete_option(tasks, "Sort", "Alpha")
    assert client.get(f"pages/{page.id}")["properties"]["Sort"]["select"] is None
    workspace.retype(tasks, "Sort", "rich_text")
    shown = client.get(f"pages/{page.id}")["properties"]["Sort"]
    assert (shown["id"], shown["rich_text"]) == (before["Kind"]["id"], [])
    workspace.delete_property(tasks, "Sort")
    assert "Sort" not in client.get(f"pages/{page.id}")["properties"]
