"""Bodies of pages: what is appended stands where it was put, and what lies in the trash cannot be changed."""

from __future__ import annotations

from typing import Any

import pytest
from notion_client import APIResponseError

from tests.standins.notion import ALL, Capability, Workspace
from tests.standins.notion.conftest import Asked
from tests.standins.notion.rich_text import plain
from tests.standins.notion.state import Page, Token


def said(words: str, link: str = "", *inside: Any) -> Any:
    text = {"content": words, **({"link": {"url": link}} if link else {})}
    item = {"rich_text": [{"type": "text", "text": text}], **({"children": list(inside)} if inside else {})}
    return {"type": "bulleted_list_item", "bulleted_list_item": item}


def words(workspace: Workspace, parent: str) -> list[str]:
    return [plain(block.content["rich_text"]) for block in workspace.body(parent)]


@pytest.fixture
def page(workspace: Workspace) -> Page:
    return workspace.add_page(None, {"title": "Notes"})


def append(client: Asked, parent: str, *blocks: Any, **more: Any) -> list[str]:
    return [made["id"] for made in client.patch(f"blocks/{parent}/children", {"children": blocks, **more})["results"]]


def test_blocks_stand_where_they_were_put(client: Asked, workspace: Workspace, page: Page) -> None:
    (first,) = append(client, page.id, said("one"))
    append(client, page.id, said("three"))
    append(client, page.id, said("two"), position={"type": "after_block", "after_block": {"id": first}})
    append(client, page.id, said("zero"), position={"type": "start"})
    assert words(workspace, page.id) == ["zero", "one", "two", "three"]


def test_blocks_in_blocks_are_listed_by_themselves(client: Asked, page: Page) -> None:
    (outer,) = append(client, page.id, said("outer", "", said("inner", "", said("innermost"))))
    listed = client.get(f"blocks/{page.id}/children")["results"]
    assert [(block["id"], block["has_children"]) for block in listed] == [(outer, True)]
    (inner,) = client.get(f"blocks/{outer}/children")["results"]
    assert inner["parent"] == {"type": "block_id", "block_id": outer}


def test_a_page_is_made_with_its_body_and_listed_below_its_parent(client: Asked, workspace: Workspace) -> None:
    body = {"parent": {"page_id": workspace.home.id}, "properties": {"title": {"title": []}}, "children": [said("x")]}
    made = client.post("pages", body)
    assert words(workspace, made["id"]) == ["x"]
    listed = client.get(f"blocks/{workspace.home.id}/children")["results"]
    assert [(block["type"], block["id"]) for block in listed] == [("child_page", made["id"])]
    client.patch(f"pages/{made['id']}", {"in_trash": True})
    assert client.get(f"blocks/{workspace.home.id}/children")["results"] == []


def test_a_page_with_a_body_that_is_refused_is_not_made(client: Asked, workspace: Workspace) -> None:
    before = set(workspace.pages)
    with pytest.raises(APIResponseError, match="Invalid URL for link"):
        client.post(
            "pages", {"parent": {"page_id": workspace.home.id}, "properties": {}, "children": [said("x", "rows/1")]}
        )
    assert set(workspace.pages) == before


@pytest.mark.parametrize(("missing", "status"), [(False, 400), (True, 404)])
def test_what_lies_in_the_trash_cannot_be_changed(
    client: Asked, workspace: Workspace, page: Page, missing: bool, status: int
) -> None:
    workspace.quirks.trashed_blocks_are_missing = missing
    (block,) = append(client, page.id, said("one"))
    client.delete(f"blocks/{block}")
    assert words(workspace, page.id) == []
    for change in (lambda: client.delete(f"blocks/{block}"), lambda: append(client, block, said("two"))):
        with pytest.raises(APIResponseError) as refused:
            change()
        assert refused.value.status == status
    workspace.trash(page)
    with pytest.raises(APIResponseError) as refused:
        append(client, page.id, said("two"))
    assert refused.value.status == status


@pytest.mark.parametrize(
    ("lacking", "path", "method"),
    [
        (Capability.READ_CONTENT, "blocks/{}/children", "GET"),
        (Capability.INSERT_CONTENT, "blocks/{}/children", "PATCH"),
        (Capability.UPDATE_CONTENT, "blocks/{}", "DELETE"),
    ],
)
def test_each_needs_its_capability(
    client: Asked, token: Token, page: Page, lacking: Capability, path: str, method: str
) -> None:
    token.capabilities = ALL - {lacking}
    body = {"children": [said("one")]} if method == "PATCH" else None
    with pytest.raises(APIResponseError) as refused:
        client.request(path=path.format(page.id), method=method, body=body)
    assert refused.value.status == 403


def test_what_lies_below_a_page_that_is_not_shared_is_not_seen(
    client: Asked, workspace: Workspace, token: Token, page: Page
) -> None:
    workspace.unshare(workspace.home, token)
    with pytest.raises(APIResponseError) as refused:
        client.get(f"blocks/{page.id}/children")
    assert refused.value.status == 404


def test_more_than_a_thousand_blocks_at_once_are_refused(client: Asked, page: Page) -> None:
    with pytest.raises(APIResponseError, match="1000"):
        append(client, page.id, *[said("x", "", *[said("y")] * 99)] * 11)
