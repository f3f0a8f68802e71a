"""Who may ask what: versions, tokens, capabilities, sharing, users, search."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias, cast

import httpx
import pytest
from notion_client import APIResponseError

from tests.standins.notion import ALL, Capability, DataSource, Page, Token, Workspace
from tests.standins.notion.conftest import Asked, client_of
from tests.standins.serving import Server

Send: TypeAlias = Callable[[Asked, DataSource, Page], Any]


@pytest.fixture
def tasks(workspace: Workspace) -> DataSource:
    return workspace.database("Tasks", {"Name": "title", "Owner": "people"})


@pytest.fixture
def page(workspace: Workspace, tasks: DataSource) -> Page:
    return workspace.add_page(tasks, {"Name": "Artwork", "Owner": [workspace.owner]})


def refusal_of(send: Callable[[], Any]) -> APIResponseError:
    with pytest.raises(APIResponseError) as refusal:
        send()
    return refusal.value


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 400, "missing_version"),
        ({"Notion-Version": "2031-01-01"}, 400, "validation_error"),
        ({"Notion-Version": "2026-03-11"}, 200, ""),
    ],
)
def test_a_version_is_asked_for(server: Server, token: Token, headers: dict[str, str], status: int, code: str) -> None:
    answer = httpx.get(f"{server.url}/v1/users/me", headers={"Authorization": f"Bearer {token.secret}", **headers})
    assert (answer.status_code, answer.json().get("code", "")) == (status, code)


def test_a_body_that_is_not_json_is_refused(server: Server, token: Token) -> None:
    headers = {"Authorization": f"Bearer {token.secret}", "Notion-Version": "2026-03-11"}
    answer = httpx.post(f"{server.url}/v1/search", headers=headers, content=b"{")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_json")


@pytest.mark.parametrize(("version", "word"), [("2025-09-03", "archived"), ("2026-03-11", "in_trash")])
def test_each_version_has_its_word_for_the_trash(
    server: Server, token: Token, page: Page, version: str, word: str
) -> None:
    other = {"archived": "in_trash", "in_trash": "archived"}[word]
    with client_of(server, token, version) as opened:
        client = cast(Asked, opened)
        assert ("archived" in client.get(f"pages/{page.id}")) is (version == "2025-09-03")
        assert client.patch(f"pages/{page.id}", {word: True})["in_trash"] is True
        if other == "archived":
            assert refusal_of(lambda: client.patch(f"pages/{page.id}", {other: False})).status == 400


def test_the_old_version_serves_a_database_until_somebody_adds_a_second_data_source(
    workspace: Workspace, server: Server, token: Token, tasks: DataSource, page: Page
) -> None:
    with client_of(server, token, "2022-06-28") as opened:
        client = cast(Asked, opened)
        assert client.get(f"databases/{tasks.database_id}")["properties"].keys() == {"Name", "Owner"}
        (row,) = client.post(f"databases/{tasks.database_id}/query", {})["results"]
        assert row["parent"] == {"type": "database_id", "database_id": tasks.database_id}
        assert refusal_of(lambda: client.get(f"data_sources/{tasks.id}")).code == "invalid_request_url"
        workspace.add_data_source(tasks, "Archive", {"Name": "title"})
        for refusal in (
            refusal_of(lambda: client.get(f"databases/{tasks.database_id}")),
            refusal_of(lambda: client.post(f"databases/{tasks.database_id}/query", {})),
        ):
            assert refusal.status == 400
            assert isinstance(refusal.additional_data, dict)
            assert refusal.additional_data["error_type"] == "multiple_data_sources_for_database"


def test_the_new_versions_know_no_query_of_a_database(client: Asked, tasks: DataSource) -> None:
    refusal = refusal_of(lambda: client.post(f"databases/{tasks.database_id}/query", {}))
    assert (refusal.status, refusal.code) == (400, "invalid_request_url")


def test_an_unknown_or_revoked_token_is_refused(
    workspace: Workspace, server: Server, token: Token, client: Asked
) -> None:
    stranger = Token("ntn_x", "x", "x")
    with client_of(server, stranger) as other:
        assert refusal_of(other.users.me).status == 401
    client.users.me()
    workspace.revoke(token)
    assert refusal_of(client.users.me).code == "unauthorized"


def _add_column(client: Asked, tasks: DataSource, page: Page) -> Any:
    name = f"New {len(tasks.properties)}"
    return client.patch(f"data_sources/{tasks.id}", {"properties": {name: {"url": {}}}})


_NEEDS: list[tuple[Capability, Send]] = [
    (Capability.READ_CONTENT, lambda client, tasks, page: client.get(f"pages/{page.id}")),
    (Capability.READ_CONTENT, lambda client, tasks, page: client.get(f"data_sources/{tasks.id}")),
    (Capability.READ_CONTENT, lambda client, tasks, page: client.get(f"databases/{tasks.database_id}")),
    (Capability.READ_CONTENT, lambda client, tasks, page: client.post(f"data_sources/{tasks.id}/query", {})),
    (Capability.READ_CONTENT, lambda client, tasks, page: client.get(f"pages/{page.id}/properties/title")),
    (Capability.READ_CONTENT, lambda client, tasks, page: client.post("search", {})),
    (Capability.UPDATE_CONTENT, lambda client, tasks, page: client.patch(f"pages/{page.id}", {})),
    (Capability.UPDATE_CONTENT, lambda client, tasks, page: client.patch(f"data_sources/{tasks.id}", {})),
    (
        Capability.INSERT_CONTENT,
        _add_column,
    ),
    (
        Capability.INSERT_CONTENT,
        lambda client, tasks, page: client.post("pages", {"parent": {"data_source_id": tasks.id}, "properties": {}}),
    ),
    (Capability.READ_COMMENTS, lambda client, tasks, page: client.get("comments", block_id=page.id)),
]


@pytest.mark.parametrize(("capability", "send"), _NEEDS)
def test_each_request_needs_its_capability_and_no_more_is_said(
    token: Token, client: Asked, tasks: DataSource, page: Page, capability: Capability, send: Send
) -> None:
    assert send(client, tasks, page)
    token.capabilities = ALL - {capability}
    refusal = refusal_of(lambda: send(client, tasks, page))
    assert (refusal.status, refusal.code) == (403, "restricted_resource")
    assert client.users.me()


def test_what_is_unshared_is_as_if_it_were_not_there(
    workspace: Workspace, client: Asked, tasks: DataSource, page: Page
) -> None:
    paths = (f"pages/{page.id}", f"data_sources/{tasks.id}", f"databases/{tasks.database_id}")
    workspace.unshare(tasks)
    for path in paths:
        refusal = refusal_of(partial(client.get, path))
        assert (refusal.status, refusal.code) == (404, "object_not_found")
    assert refusal_of(lambda: client.post(f"data_sources/{tasks.id}/query", {})).status == 404
    assert refusal_of(lambda: client.patch(f"pages/{page.id}", {})).status == 404
    workspace.share(tasks)
    assert all(client.get(path) for path in paths)


def test_ids_are_taken_with_and_without_hyphens(client: Asked, page: Page) -> None:
    assert client.get(f"pages/{page.id.replace('-', '').upper()}")["id"] == page.id


def test_guests_are_not_listed_but_found_and_who_left_is_neither(workspace: Workspace, client: Asked) -> None:
    anna, guest = workspace.member("Anna", "a@x.example"), workspace.guest("Guest")
    gone = workspace.member("Gone")
    workspace.remove_member(gone)
    listed = {user["name"]: user for user in client.get("users")["results"]}
    assert listed.keys() == {"Workspace Owner", "Streetdate", "Anna"}
    assert listed["Anna"]["person"] == {"email": "a@x.example"}
    assert client.get(f"users/{anna.id}")["name"] == "Anna"
    assert client.get(f"users/{guest.id}")["person"] == {}
    refusal = refusal_of(lambda: client.get(f"users/{gone.id}"))
    assert "user information" in str(refusal)


def test_who_left_stands_in_properties_as_a_bare_id(workspace: Workspace, client: Asked, page: Page) -> None:
    workspace.remove_member(workspace.owner)
    (owner,) = client.get(f"pages/{page.id}")["properties"]["Owner"]["people"]
    assert owner == {"object": "user", "id": workspace.owner.id}


@pytest.mark.parametrize(
    ("lacking", "shown"),
    [
        (set(), {"email": "owner@label.example"}),
        ({Capability.READ_MAIL}, {}),
        ({Capability.READ_MAIL, Capability.READ_USERS}, None),
    ],
)
def test_people_are_shown_as_far_as_the_connection_may_know_them(
    token: Token, client: Asked, page: Page, lacking: set[Capability], shown: dict[str, str] | None
) -> None:
    token.capabilities = ALL - lacking
    (owner,) = client.get(f"pages/{page.id}")["properties"]["Owner"]["people"]
    assert owner.get("person") == shown
    if shown is None:
        assert refusal_of(client.users.list).status == 403
    assert client.users.me()


def test_a_personal_token_may_not_list_users(workspace: Workspace, server: Server) -> None:
    with client_of(server, workspace.connect("Mine", personal=True)) as client:
        assert refusal_of(client.users.list).status == 403
        assert cast(Any, client.users.me())["bot"]["owner"]["type"] == "user"


def test_users_come_in_pages(workspace: Workspace, client: Asked) -> None:
    for number in range(150):
        workspace.member(f"P{number}")
    first = client.get("users")
    rest = client.get("users", start_cursor=first["next_cursor"])
    assert (len(first["results"]), len(rest["results"]), rest["has_more"]) == (100, 52, False)


def test_search_finds_shared_titles_that_are_indexed(
    workspace: Workspace, client: Asked, tasks: DataSource, page: Page
) -> None:
    hidden, late = workspace.database("Tasks of HR", {}), workspace.database("Tasks of today", {})
    workspace.unshare(hidden)
    workspace.unindexed.add(late.id)
    asked = {"query": "tasks", "filter": {"property": "object", "value": "data_source"}}
    assert [found["id"] for found in client.post("search", asked)["results"]] == [tasks.id]
    pages = {"query": "art", "filter": {"property": "object", "value": "page"}}
    assert [found["id"] for found in client.post("search", pages)["results"]] == [page.id]
    old = {"filter": {"property": "object", "value": "database"}}
    assert refusal_of(lambda: client.post("search", old)).status == 400


def test_an_endpoint_that_is_not_there_is_refused(client: Asked) -> None:
    assert refusal_of(lambda: client.get("nowhere")).code == "invalid_request_url"
