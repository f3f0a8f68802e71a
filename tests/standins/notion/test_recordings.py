"""The stand-in against recorded answers of Notion: keys and kinds of everything that it shows, and recorded writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest
from notion_client import APIResponseError

from tests.recordings import recorded, recorded_names
from tests.standins.notion import refusals, serve
from tests.standins.notion.conftest import Asked, client_of
from tests.standins.notion.everything import Everything, everything
from tests.standins.notion.recorded_schema import prepare
from tests.standins.notion.shapes import Shape
from tests.standins.notion.state import COMPUTED

_OLD = "2025-09-03"


@pytest.fixture(scope="module")
def seen(whole: Everything, reader: Asked) -> dict[str, Shape]:
    """Return the shapes of what the stand-in answers, by kind."""
    shapes: dict[str, Shape] = {}
    with serve(whole.workspace) as serving, client_of(serving, whole.token, _OLD) as opened:
        for client in (reader, cast(Asked, opened)):
            for kind, value in _answers(whole, client):
                shapes.setdefault(kind, Shape()).add(value)
    return shapes


def _answers(whole: Everything, client: Asked) -> Iterator[tuple[str, Any]]:
    for source in (whole.tasks, whole.releases):
        yield from _parts("data_source", client.get(f"data_sources/{source.id}"))
        answer = client.post(f"data_sources/{source.id}/query", {"page_size": 1})
        yield from _parts("query", answer)
        yield from _parts("query", client.post(f"data_sources/{source.id}/query", {}))
        yield "database", client.get(f"databases/{source.database_id}")
    for kind in ("data_source", "page"):
        for found in client.post("search", {"filter": {"property": "object", "value": kind}})["results"]:
            yield from _parts(kind, found)
    for page in (whole.filled, whole.empty, whole.workspace.home, whole.workspace.add_page(None, {"title": "Below"})):
        yield from _parts("page", client.get(f"pages/{page.id}"))
    for prop in client.get(f"pages/{whole.filled.id}")["properties"].values():
        for page in (whole.filled, whole.empty):
            item = client.get(f"pages/{page.id}/properties/{prop['id']}")
            yield f"item of {prop['type']}", item
    for place in (whole.filled.id, *whole.workspace.blocks):
        comments = client.get("comments", block_id=place)["results"]
        yield from (("comment", comment) for comment in comments)
        yield "comment", client.get(f"comments/{comments[0]['id']}")
    yield (
        "comment",
        client.post("comments", {"parent": {"page_id": whole.empty.id}, "rich_text": [{"text": {"content": "x"}}]}),
    )
    yield "user", client.get("users/me")
    yield from (("user", user) for user in client.get("users")["results"])


def _parts(kind: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Take the properties and rows of an answer apart, as their keys are names."""
    if kind == "query":
        for row in value["results"]:
            yield from _parts("page", row)
        yield kind, {**value, "results": []}
        return
    yield kind, {**value, "properties": {}}
    for prop in value["properties"].values():
        yield f"{kind} property {prop['type']}", prop


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("page", "page"),
        ("data_source", "data_source"),
        ("database", "database"),
        ("comment", "comment"),
        ("user", "user"),
    ],
)
def test_every_recorded_object_has_a_shape_that_the_stand_in_answers(
    seen: dict[str, Shape], name: str, kind: str
) -> None:
    for line in recorded(f"notion/{name}.jsonl"):
        taken_apart = _parts(kind, line["object"]) if "properties" in line["object"] else [(kind, line["object"])]
        for part, value in taken_apart:
            assert seen[part].unlike(value) == [], (part, line["source"])


def test_every_recorded_page_of_a_query_has_a_shape_that_the_stand_in_answers(seen: dict[str, Shape]) -> None:
    for line in recorded("notion/query_lists.jsonl"):
        for part, value in _parts("query", line["response"]):
            assert seen[part].unlike(value) == [], (part, line["source"])


def test_every_recorded_property_item_has_a_shape_that_the_stand_in_answers(seen: dict[str, Shape]) -> None:
    for line in recorded("notion/property_item.jsonl"):
        item = line["object"]
        kind = item["property_item"]["type"] if item["object"] == "list" else item["type"]
        assert seen[f"item of {kind}"].unlike(item) == [], line["source"]


def test_every_recorded_write_is_accepted_with_the_recorded_answer() -> None:
    whole = everything()
    whole.workspace.limits.connection = None
    with (
        serve(whole.workspace) as serving,
        client_of(serving, whole.token, _OLD) as older,
        client_of(serving, whole.token) as newer,
    ):
        for line in recorded("notion/write_pairs_pages_comments.jsonl"):
            client = cast(Asked, older if line["notion_version"] == _OLD else newer)
            path = prepare(whole, line)
            answer = client.request(path=path, method=line["method"], body=line["request"])
            expected = line["response"]
            assert list(answer) == list(expected), line["source"]
            assert _told(answer) == _told(expected), line["source"]


def _told(answer: Any) -> Any:
    """Leave out what is of the workspace and its time: computed values, users, ids.

    Icons too: a picture of Notion's own set is answered in another form than it was sent in.
    """
    names = ("rich_text", "cover", "in_trash", "is_locked", "parent", "display_name")
    values = answer.get("properties", {}).items()
    written = {name: value for name, value in values if value["type"] not in COMPUTED}
    return {"properties": written, **{name: answer.get(name) for name in names}}


@pytest.fixture
def refused() -> dict[str, dict[str, Any]]:
    """Return refusals of the stand-in by code."""
    made = [
        refusals.unauthorized(), refusals.lacking(), refusals.invalid("x"),
        refusals.not_found("page", "x", "Bot 1", "x"), refusals.rate_limited("public_api_request_rate_limit", 3),
    ]  # fmt: skip
    return {refusal.code: refusal.response("x").json() for refusal in made}


def test_recorded_and_documented_errors_have_the_form_of_the_stand_ins(refused: dict[str, dict[str, Any]]) -> None:
    documented = [recorded(name)[0] for name in recorded_names("notion/errors")]
    bodies = [line["body"] for line in [*recorded("notion/errors.jsonl"), *documented]]
    assert len(bodies) > 10
    for body in bodies:
        ours = refused.get(body["code"], refused["validation_error"])
        assert body.keys() <= ours.keys() | {"additional_data"}, body
        assert {name: type(body[name]) for name in body if name in ours} == {
            name: type(ours[name]) for name in body if name in ours
        }
        if body["code"] in ("unauthorized", "rate_limited"):
            assert ours["message"] == body["message"]


@pytest.mark.parametrize("kind", ["page", "user"])
def test_what_is_not_there_is_refused_in_the_recorded_words(client: Asked, kind: str) -> None:
    lines = [line["body"] for line in recorded("notion/errors.jsonl")]
    (expected,) = [body for body in lines if body["message"].startswith(f"Could not find {kind}")]
    missing = expected["message"].split("ID: ")[1][:36]
    with pytest.raises(APIResponseError) as refusal:
        client.get(f"{kind}s/{missing}")
    assert str(refusal.value).replace("Streetdate", "Bot 1") == expected["message"]


def test_an_id_that_is_no_uuid_is_refused_in_the_recorded_words(client: Asked) -> None:
    lines = [line["body"] for line in recorded("notion/errors.jsonl")]
    (expected,) = [body for body in lines if body["code"] == "validation_error"]
    with pytest.raises(APIResponseError) as refusal:
        client.get("pages/12345678-1234-1234-1234-123456789abc")
    assert str(refusal.value) == expected["message"]
