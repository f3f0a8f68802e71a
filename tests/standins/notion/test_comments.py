"""Comments through the real client: threads, what is listed, whose can be changed, what a mention shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from notion_client import APIResponseError

from tests.standins.notion import ALL, Capability, Page, Token, Workspace
from tests.standins.notion.conftest import Asked, client_of
from tests.standins.serving import Server


@pytest.fixture
def page(workspace: Workspace) -> Page:
    return workspace.add_page(workspace.database("Tasks", {"Name": "title"}), {"Name": "Artwork"})


def say(client: Asked, page: Page, words: str) -> Any:
    return client.comments.create(parent={"page_id": page.id}, rich_text=[{"text": {"content": words}}])


def listed(client: Asked, place: str) -> list[str]:
    found = client.get("comments", block_id=place)["results"]
    return ["".join(item["plain_text"] for item in comment["rich_text"]) for comment in found]


def refused(status: int) -> Any:
    return pytest.raises(APIResponseError, check=lambda refusal: refusal.status == status)


def test_remarks_on_a_page_share_one_thread_and_come_oldest_first(
    workspace: Workspace, client: Asked, page: Page
) -> None:
    human = workspace.comment(page, "First")
    ours = say(client, page, "Second")
    answer: Any = client.comments.create(discussion_id=ours["discussion_id"], markdown="**Third**")
    assert human.discussion_id == ours["discussion_id"] == answer["discussion_id"]
    assert listed(client, page.id) == ["First", "Second", "Third"]


def test_a_resolved_thread_is_not_listed_and_the_next_remark_opens_another(
    workspace: Workspace, client: Asked, page: Page
) -> None:
    first = say(client, page, "First")
    workspace.resolve_discussion(first["discussion_id"])
    assert listed(client, page.id) == []
    assert client.get(f"comments/{first['id']}")["id"] == first["id"]
    second = say(client, page, "Second")
    assert second["discussion_id"] != first["discussion_id"]
    workspace.quirks.resolved_by_id = False
    with refused(404):
        client.get(f"comments/{first['id']}")


def test_comments_on_a_block_are_listed_for_that_block_only(workspace: Workspace, client: Asked, page: Page) -> None:
    block = workspace.block(page)
    workspace.comment(page, "Inside", block=block)
    say(client, page, "Outside")
    assert (listed(client, page.id), listed(client, block)) == (["Outside"], ["Inside"])


def test_a_list_of_comments_comes_in_pages(workspace: Workspace, client: Asked, page: Page) -> None:
    for number in range(5):
        workspace.comment(page, str(number))
    first = client.get("comments", block_id=page.id, page_size=3)
    rest = client.get("comments", block_id=page.id, page_size=3, start_cursor=first["next_cursor"])
    assert (len(first["results"]), first["has_more"]) == (3, True)
    assert (len(rest["results"]), rest["has_more"], rest["next_cursor"]) == (2, False, None)


def test_only_own_comments_are_changed_and_deleted(workspace: Workspace, client: Asked, page: Page) -> None:
    human = workspace.comment(page, "Mine")
    ours = say(client, page, "Ours")
    with refused(404):
        client.comments.update(human.id, markdown="x")
    with refused(404):
        client.comments.delete(human.id)
    workspace.clock.sleep(60)
    changed: Any = client.comments.update(ours["id"], rich_text=[{"text": {"content": "New"}}])
    assert (changed["last_edited_time"] > changed["created_time"], listed(client, page.id)) == (True, ["Mine", "New"])
    client.comments.delete(ours["id"])
    assert listed(client, page.id) == ["Mine"]
    with refused(404):
        client.comments.delete(ours["id"])


@pytest.mark.parametrize(("takes_all", "left"), [(True, []), (False, ["Answer"])])
def test_deleting_the_first_remark_takes_the_thread_or_not(
    workspace: Workspace, client: Asked, page: Page, takes_all: bool, left: list[str]
) -> None:
    workspace.quirks.first_comment_takes_thread = takes_all
    ours = say(client, page, "Ours")
    workspace.reply(ours["discussion_id"], "Answer")
    client.comments.delete(ours["id"])
    assert listed(client, page.id) == left


def test_a_deleted_comment_may_be_seen_a_little_longer(workspace: Workspace, client: Asked, page: Page) -> None:
    workspace.quirks.deleted_lingers = 5
    ours = say(client, page, "Ours")
    client.comments.delete(ours["id"])
    assert client.get(f"comments/{ours['id']}")
    workspace.clock.sleep(5)
    with refused(404):
        client.get(f"comments/{ours['id']}")


@pytest.mark.parametrize("way", ["rich_text", "markdown"])
def test_a_mention_shows_the_name_of_who_is_meant(workspace: Workspace, client: Asked, page: Page, way: str) -> None:
    anna = workspace.member("Anna", "anna@label.example")
    said = {
        "rich_text": [{"mention": {"user": {"id": anna.id}}}, {"text": {"content": " please"}}],
        "markdown": f'<mention-user url="{anna.id}">Anna</mention-user> please',
    }[way]
    answer: Any = client.comments.create(parent={"page_id": page.id}, **{way: said})
    assert [item["plain_text"] for item in answer["rich_text"]] == ["@Anna", " please"]
    assert answer["rich_text"][0]["mention"]["user"]["person"] == {"email": "anna@label.example"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"rich_text": [], "markdown": "x"},
        {"rich_text": [{"text": {"content": "x" * 2001}}]},
        {"rich_text": [{"text": {"content": "x"}}] * 101},
        {"rich_text": [{"mention": {"user": {"id": "00000000-0000-4000-8000-000000000000"}}}]},
        {"markdown": 1},
        {"markdown": "x", "typo": 1},
        {"markdown": "x", "display_name": {"type": "ghost"}},
    ],
)
def test_a_comment_that_does_not_fit_is_refused(
    workspace: Workspace, client: Asked, page: Page, body: dict[str, Any]
) -> None:
    with refused(400):
        client.post("comments", {"parent": {"page_id": page.id}, **body})
    assert not workspace.comments


@pytest.mark.parametrize("body", [{}, {"parent": {}}, {"parent": {"page_id": "P"}, "discussion_id": "D"}])
def test_a_comment_stands_in_exactly_one_place(client: Asked, body: dict[str, Any]) -> None:
    with refused(400):
        client.post("comments", {"markdown": "x", **body})


@pytest.mark.parametrize(
    ("display_name", "shown"),
    [
        (None, {"type": "integration", "resolved_name": "Streetdate"}),
        ({"type": "user"}, {"type": "user", "resolved_name": "Workspace Owner"}),
        ({"type": "custom", "custom": {"name": "Checks"}}, {"type": "custom", "resolved_name": "Checks"}),
    ],
)
def test_a_comment_is_signed_as_it_asks(client: Asked, page: Page, display_name: Any, shown: Any) -> None:
    extra = {} if display_name is None else {"display_name": display_name}
    answer = client.post("comments", {"parent": {"page_id": page.id}, "markdown": "x", **extra})
    assert answer["display_name"] == shown
    assert answer["created_by"]["id"] == client.get("users/me")["id"]


def test_who_may_not_read_comments_is_told_the_id_of_theirs_only(
    workspace: Workspace, server: Server, page: Page
) -> None:
    token = workspace.connect("Blind", ALL - {Capability.READ_COMMENTS})
    with client_of(server, token) as opened:
        client = cast(Asked, opened)
        answer = say(client, page, "x")
        assert answer.keys() == {"object", "id", "request_id"}
        with refused(403):
            listed(client, page.id)


def test_who_may_not_insert_comments_may_not_change_them_either(
    workspace: Workspace, token: Token, client: Asked, page: Page
) -> None:
    ours = say(client, page, "x")
    token.capabilities = ALL - {Capability.INSERT_COMMENTS}
    requests: list[Callable[[], Any]] = [
        lambda: say(client, page, "y"),
        lambda: client.comments.update(ours["id"], markdown="y"),
        lambda: client.comments.delete(ours["id"]),
    ]
    for send in requests:
        with refused(403):
            send()


def test_comments_of_an_unshared_page_are_not_there_and_a_trashed_page_takes_none(
    workspace: Workspace, client: Asked, page: Page
) -> None:
    ours = say(client, page, "x")
    workspace.trash(page)
    with refused(400):
        say(client, page, "y")
    workspace.unshare(page)
    requests: list[Callable[[], Any]] = [
        lambda: say(client, page, "y"),
        lambda: listed(client, page.id),
        lambda: client.get(f"comments/{ours['id']}"),
        lambda: client.comments.update(ours["id"], markdown="y"),
    ]
    for send in requests:
        with refused(404):
            send()


@pytest.mark.parametrize(("moves", "edited"), [(True, "2026-11-02T09:01:00.000Z"), (False, "2026-11-02T09:00:00.000Z")])
def test_a_comment_moves_the_pages_edit_time_or_not(
    workspace: Workspace, client: Asked, page: Page, moves: bool, edited: str
) -> None:
    workspace.quirks.comments_edit_pages = moves
    workspace.clock.sleep(60)
    say(client, page, "x")
    assert client.get(f"pages/{page.id}")["last_edited_time"] == edited
