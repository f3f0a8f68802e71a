"""The stand-in against Notion's OpenAPI description of March 2026: what it answers, accepts and refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from notion_client import APIResponseError

from tests.recordings import notion_contract, recorded
from tests.standins.notion.conftest import Asked
from tests.standins.notion.everything import Everything

_TOO_NEW = {
    "formula": "`unsupported` is of August 2026",
    "place": "the column is recorded, and not in the description",
    "verification": "the column is recorded, and not in the description",
    "button": "the column is recorded, and not in the description",
    "people": "groups are in the JavaScript library's types, and not in the description",
}
"""What stands in answers though the description does not know it, by property type, each with its reason."""

_PATHS = {
    "page": "/v1/pages/{page_id}",
    "data_source": "/v1/data_sources/{data_source_id}",
    "database": "/v1/databases/{database_id}",
    "comment": "/v1/comments/{comment_id}",
    "user": "/v1/users/{user_id}",
    "item": "/v1/pages/{page_id}/properties/{property_id}",
    "users": "/v1/users",
    "comments": "/v1/comments",
    "block": "/v1/blocks/{block_id}",
    "children": "/v1/blocks/{block_id}/children",
}


def _lenient(schema: Any) -> Any:
    """Loosen what no real answer can meet (the recordings fail it too).

    Objects made of several parts are closed by each part, and a whole object also fits the partial form beside it.
    """
    if isinstance(schema, list):
        return [_lenient(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if (key, value) != ("additionalProperties", False)}
    return {"anyOf" if key == "oneOf" else key: _lenient(value) for key, value in kept.items()}


@pytest.fixture(scope="module")
def contract() -> Any:
    return notion_contract()


@pytest.fixture(scope="module")
def lenient(contract: Any) -> Any:
    return _lenient(contract)


def _answer_of(contract: Any, path: str, method: str = "get") -> Draft202012Validator:
    schema = contract["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({"allOf": [schema], "components": contract["components"]})


def _body_of(contract: Any, path: str, method: str) -> Draft202012Validator:
    schema = contract["paths"][path][method]["requestBody"]["content"]["application/json"]["schema"]
    return Draft202012Validator({"allOf": [schema], "components": contract["components"]})


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    if not error.context:
        yield error
    for inner in error.context or ():
        yield from _leaves(inner)


def _known(answer: Any) -> Any:
    """Leave out of an answer what the description is too old for."""
    if isinstance(answer, list):
        return [_known(item) for item in answer if not _is_too_new(item)]
    if not isinstance(answer, dict):
        return answer
    return {key: _known(value) for key, value in answer.items() if not _is_too_new(value)}


def _is_too_new(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("people"), dict):
        return bool(value["people"].get("object") == "group")
    kind = "people" if value.get("object") == "group" else value.get("type")
    if kind == "formula":
        return bool(value["formula"].get("type") == "unsupported")
    return kind in _TOO_NEW and "name" in value  # a group, or a column: the values of these columns are described


def _answers(whole: Everything, reader: Asked) -> Iterator[tuple[str, str, Any]]:
    yield _PATHS["user"], "get", reader.get("users/me")
    yield _PATHS["users"], "get", reader.get("users")
    yield _PATHS["database"], "get", reader.get(f"databases/{whole.tasks.database_id}")
    yield _PATHS["data_source"], "get", reader.get(f"data_sources/{whole.tasks.id}")
    yield "/v1/data_sources/{data_source_id}/query", "post", reader.post(f"data_sources/{whole.tasks.id}/query", {})
    yield "/v1/search", "post", reader.post("search", {})
    yield _PATHS["comments"], "get", reader.get("comments", block_id=whole.filled.id)
    for above in (whole.workspace.home.id, whole.filled.id, whole.body.id):
        yield _PATHS["children"], "get", reader.get(f"blocks/{above}/children")
    yield _PATHS["block"], "get", reader.get(f"blocks/{whole.body.id}")
    yield _PATHS["block"], "get", reader.get(f"blocks/{whole.filled.id}")
    for page in (whole.filled, whole.empty):
        shown = reader.get(f"pages/{page.id}")
        yield _PATHS["page"], "get", shown
        for prop in shown["properties"].values():
            item = reader.get(f"pages/{page.id}/properties/{prop['id']}")
            if not _is_too_new(item):
                yield _PATHS["item"], "get", item


def test_every_answer_is_as_the_contract_describes_it(lenient: Any, whole: Everything, reader: Asked) -> None:
    answers = list(_answers(whole, reader))
    assert len(answers) > 65
    for path, method, answer in answers:
        faults = list(_answer_of(lenient, path, method).iter_errors(_known(answer)))
        assert not faults, (path, [leaf.message[:90] for fault in faults for leaf in _leaves(fault)][:5])


@pytest.mark.parametrize("kind", ["page", "data_source", "database", "comment", "user", "property_item"])
def test_recorded_answers_meet_the_loosened_contract_and_not_the_strict_one(
    contract: Any, lenient: Any, kind: str
) -> None:
    path = _PATHS["item" if kind == "property_item" else kind]
    lines = [line["object"] for line in recorded(f"notion/{kind}.jsonl")]
    loosened = _answer_of(lenient, path)
    assert [line["id"] for line in lines if not loosened.is_valid(_known(line))] == []
    if kind != "property_item":
        assert not all(_answer_of(contract, path).is_valid(_known(line)) for line in lines), "loosening is not needed"


_QUERY = "/v1/data_sources/{data_source_id}/query"
_TEXT = [{"text": {"content": "1 gap"}}]
_LINKED = {
    "type": "text",
    "text": {"content": "Master", "link": {"url": "https://x.example/a?b=c"}},
    "annotations": {"bold": True, "color": "gray"},
}
_POINT = {"type": "bulleted_list_item", "bulleted_list_item": {"rich_text": [_LINKED]}}
_BLOCKS = [
    {
        "type": "callout",
        "callout": {
            "rich_text": _TEXT,
            "color": "gray_background",
            "icon": {"type": "emoji", "emoji": "📋"},
            "children": [
                {"type": "heading_3", "heading_3": {"rich_text": _TEXT}},
                {"type": "paragraph", "paragraph": {"rich_text": _TEXT, "color": "red"}},
                {"type": "bulleted_list_item", "bulleted_list_item": {"rich_text": _TEXT, "children": [_POINT]}},
                {"type": "divider", "divider": {}},
            ],
        },
    }
]
_EDITED = {"timestamp": "last_edited_time", "last_edited_time": {"on_or_after": "2026-11-01T00:00:00.000Z"}}


def _deep(levels: int) -> list[Any]:
    """Return blocks in blocks, so many levels."""
    inside = {"children": _deep(levels - 1)} if levels > 1 else {}
    return [{"type": "bulleted_list_item", "bulleted_list_item": {"rich_text": _TEXT, **inside}}]


def _requests(whole: Everything) -> list[tuple[str, str, str, Any]]:
    """Return what the connector sends: the described path, the method, the real path, the body."""
    tasks, page = whole.tasks, whole.filled
    kind = next(prop for prop in tasks.properties.values() if prop.name == "Kind")
    flag = {"select": {"options": [{"name": "Clear", "color": "green"}, {"name": "Blocked", "color": "red"}]}}
    mention = {"mention": {"user": {"id": whole.anna.id}}}
    query, update, comment = f"data_sources/{tasks.id}/query", f"pages/{page.id}", {"parent": {"page_id": page.id}}
    schema = ("/v1/data_sources/{data_source_id}", "patch", f"data_sources/{tasks.id}")
    after = {"type": "after_block", "after_block": {"id": whole.body.id}}
    below = {"parent": {"page_id": whole.workspace.home.id}, "properties": {"title": {"title": _TEXT}}}
    return [
        (_QUERY, "post", query, {"page_size": 100, "result_type": "page"}),
        (_QUERY, "post", query, {"filter": _EDITED}),
        (_QUERY, "post", query, {"filter": {"and": [_EDITED, {"property": "Kind", "select": {"equals": "A"}}]}}),
        (_QUERY, "post", query, {"sorts": [{"timestamp": "created_time", "direction": "ascending"}]}),
        (_PATHS["page"], "patch", update, {"properties": {kind.id: {"select": {"id": kind.options[0].id}}}}),
        (_PATHS["page"], "patch", update, {"properties": {"Kind": {"select": None}, "Text": {"rich_text": _TEXT}}}),
        (_PATHS["page"], "patch", update, {"properties": {"Text": {"rich_text": []}}}),
        ("/v1/comments", "post", "comments", {**comment, "rich_text": [mention, *_TEXT]}),
        (_PATHS["children"], "patch", f"blocks/{page.id}/children", {"children": _BLOCKS}),
        (_PATHS["children"], "patch", f"blocks/{page.id}/children", {"children": _BLOCKS, "position": after}),
        ("/v1/pages", "post", "pages", {**below, "children": _BLOCKS, "icon": {"type": "emoji", "emoji": "📋"}}),
        (_PATHS["page"], "patch", f"pages/{whole.spare.id}", {"in_trash": True}),
        ("/v1/search", "post", "search", {"filter": {"property": "object", "value": "data_source"}, "page_size": 100}),
        (*schema, {"properties": {"Flag": flag, "Gaps": {"rich_text": {}}}}),
        (*schema, {"properties": {"Flag": {"name": "Streetdate"}}}),
        (*schema, {"properties": {"Gaps": None}}),
    ]


def test_what_the_connector_sends_is_valid_and_accepted(contract: Any, reader: Asked, whole: Everything) -> None:
    for path, method, real, body in _requests(whole):
        faults = list(_body_of(contract, path, method).iter_errors(body))
        assert not faults, (body, [leaf.message[:90] for fault in faults for leaf in _leaves(fault)])
        assert reader.request(path=real, method=method.upper(), body=body)


@pytest.mark.parametrize(
    ("path", "method", "body"),
    [
        (_QUERY, "post", {"page_sizes": 5}),
        (_QUERY, "post", {"sorts": [{"timestamp": "created_time", "direction": "up"}]}),
        (_QUERY, "post", {"result_type": "row"}),
        (_PATHS["page"], "patch", {"properties": {"Done": {"checkbox": "yes"}}}),
        (_PATHS["page"], "patch", {"properties": {"Amount": {"number": "2"}}}),
        (_PATHS["page"], "patch", {"properties": {"Text": {"rich_text": _TEXT * 101}}}),
        (_PATHS["page"], "patch", {"archived": True}),
        (_PATHS["children"], "patch", {}),
        (_PATHS["children"], "patch", {"children": [_POINT] * 101}),
        (_PATHS["children"], "patch", {"children": [_POINT], "after": "x"}),
        (_PATHS["children"], "patch", {"children": [_POINT], "position": {"type": "after_block"}}),
        (_PATHS["children"], "patch", {"children": [{"type": "paragraph", "paragraph": {"rich_text": "words"}}]}),
        (_PATHS["children"], "patch", {"children": [{"paragraph": {"rich_text": _TEXT, "color": "pinkish"}}]}),
        (_PATHS["children"], "patch", {"children": [{**_POINT, "in_trash": False}]}),
        (_PATHS["children"], "patch", {"children": _deep(4)}),
        ("/v1/comments", "post", {"rich_text": _TEXT}),
        ("/v1/comments", "post", {"parent": {"page_id": "x"}, "rich_text": _TEXT * 101}),
    ],
)
def test_what_the_contract_forbids_the_stand_in_refuses(
    contract: Any, reader: Asked, whole: Everything, path: str, method: str, body: Any
) -> None:
    assert not _body_of(contract, path, method).is_valid(body)
    page = whole.filled.id
    real = path.removeprefix("/v1/").format(data_source_id=whole.tasks.id, page_id=page, block_id=page)
    sent = {**body, "parent": {"page_id": whole.filled.id}} if "parent" in body else body
    with pytest.raises(APIResponseError) as refusal:
        reader.request(path=real, method=method.upper(), body=sent)
    assert (refusal.value.status, refusal.value.code) == (400, "validation_error")
