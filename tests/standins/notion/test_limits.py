"""Limits and troubles through the real client: windows, whose end is told; blocks; faults before and after saving."""

from __future__ import annotations

from typing import cast

import httpx
import pytest
from notion_client import APIResponseError
from notion_client.errors import UnknownHTTPResponseError

from tests.standins import faults
from tests.standins.notion import DataSource, Token, Workspace, is_write, troubles
from tests.standins.notion.conftest import Asked, client_of
from tests.standins.notion.limits import Window
from tests.standins.serving import Server


@pytest.fixture
def tasks(workspace: Workspace) -> DataSource:
    return workspace.database("Tasks", {"Name": "title"})


def refusal_of(client: Asked, path: str = "users/me") -> APIResponseError:
    with pytest.raises(APIResponseError) as refusal:
        client.get(path)
    return refusal.value


def reason(refusal: APIResponseError) -> object:
    assert isinstance(refusal.additional_data, dict)
    return refusal.additional_data["rate_limit_reason"]


def test_a_budget_may_be_spent_in_one_burst_and_comes_back_when_the_window_ends(
    workspace: Workspace, client: Asked
) -> None:
    workspace.limits.connection = 3
    for _ in range(3):
        client.users.me()
    workspace.clock.sleep(20.5)
    refusal = refusal_of(client)
    assert (refusal.status, refusal.code, refusal.headers["retry-after"]) == (429, "rate_limited", "40")
    assert refusal.additional_data == {"rate_limit_reason": "public_api_request_rate_limit", "retry_after": 40}
    workspace.clock.sleep(39)
    assert refusal_of(client).headers["retry-after"] == "1"
    workspace.clock.sleep(1)
    client.users.me()
    assert workspace.limits.refused == 2


def test_each_connection_has_its_own_window(workspace: Workspace, server: Server, client: Asked) -> None:
    workspace.limits.connection = 1
    client.users.me()
    with client_of(server, workspace.connect("Other")) as other:
        assert other.users.me()
    assert reason(refusal_of(client)) == "public_api_request_rate_limit"


def test_the_limit_of_the_workspace_is_shared_and_may_hold_longer_than_a_minute(
    workspace: Workspace, client: Asked
) -> None:
    workspace.limits.workspace = Window(5, seconds=300)
    workspace.limits.workspace.spend(workspace.clock.monotonic(), 4)  # others
    client.users.me()
    refusal = refusal_of(client)
    assert (reason(refusal), refusal.headers["retry-after"]) == ("public_api_space_request_rate_limit", "300")


def test_an_endpoint_may_have_its_own_limit(workspace: Workspace, client: Asked) -> None:
    workspace.limits.endpoints["users.list"] = Window(1)
    client.users.list()
    assert reason(refusal_of(client, "users")) == "public_api_endpoint_rate_limit"
    client.users.me()


def test_a_blocked_connection_is_refused_without_a_time_to_wait(
    workspace: Workspace, token: Token, client: Asked
) -> None:
    workspace.limits.blocked.add(token.secret)
    refusal = refusal_of(client)
    assert reason(refusal) == "public_api_request_blocked"
    assert "retry-after" not in refusal.headers


def test_an_overload_is_unknown_to_the_client_library(server: Server, client: Asked) -> None:
    server.faults.at(1, troubles.overloaded(17))
    with pytest.raises(UnknownHTTPResponseError) as refusal:
        client.users.me()
    assert (refusal.value.status, refusal.value.headers["retry-after"]) == (529, "17")


def test_a_write_may_be_saved_though_the_answer_is_503(
    workspace: Workspace, server: Server, client: Asked, tasks: DataSource
) -> None:
    page = workspace.add_page(tasks, {"Name": "x"})
    server.faults.when(is_write, troubles.saved_but_unavailable(), times=2)
    with pytest.raises(APIResponseError) as refusal:
        client.comments.create(parent={"page_id": page.id}, rich_text=[{"text": {"content": "hello"}}])
    assert refusal.value.status == 503
    assert len(workspace.comments) == 1
    with pytest.raises(APIResponseError) as second:
        client.pages.create(parent={"data_source_id": tasks.id}, properties={})
    assert isinstance(second.value.additional_data, dict)
    assert second.value.additional_data["committed_resource_id"] in workspace.pages
    assert [(entry.kind, entry.status, entry.saved) for entry in server.journal] == [
        ("comments.create", 503, True), ("pages.create", 503, True),
    ]  # fmt: skip


def test_a_query_that_is_too_heavy_is_refused_until_less_is_asked_for(
    server: Server, client: Asked, tasks: DataSource
) -> None:
    server.faults.when(troubles.asks_for_more_than(50), troubles.too_heavy(), times=None)
    with pytest.raises(APIResponseError) as refusal:
        client.data_sources.query(tasks.id)
    assert isinstance(refusal.value.additional_data, dict)
    assert "page_size" in str(refusal.value.additional_data["retry_guidance"])
    assert client.data_sources.query(tasks.id, page_size=50)


@pytest.mark.parametrize("saved", [False, True])
def test_an_answer_may_be_lost_before_or_after_saving(
    workspace: Workspace, server: Server, client: Asked, tasks: DataSource, saved: bool
) -> None:
    page = workspace.add_page(tasks, {"Name": "x"})
    server.faults.when(is_write, faults.saved_and_dropped() if saved else faults.dropped())
    with pytest.raises(httpx.RemoteProtocolError):
        client.comments.create(parent={"page_id": page.id}, rich_text=[{"text": {"content": "hello"}}])
    assert len(workspace.comments) == int(saved)


@pytest.mark.parametrize("fault", [troubles.unavailable(), troubles.conflict(), troubles.limited(90)])
def test_notions_troubles_change_nothing(
    workspace: Workspace, server: Server, client: Asked, tasks: DataSource, fault: faults.Fault
) -> None:
    server.faults.when(is_write, fault)
    with pytest.raises(APIResponseError):
        client.pages.create(parent={"data_source_id": tasks.id}, properties={})
    assert workspace.rows[tasks.id] == []


def test_every_answer_carries_the_id_of_its_request(client: Asked) -> None:
    answer = cast(dict[str, str], client.users.me())
    refusal = refusal_of(client, f"users/{'0' * 8}-0000-4000-8000-{'0' * 12}")
    assert answer["request_id"] != refusal.request_id
    assert refusal.request_id
