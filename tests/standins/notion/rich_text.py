"""Rich text: of a test's plain words, of a request (checked), and as answers show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from tests.standins.notion.ids import normal
from tests.standins.notion.refusals import Refused, failed
from tests.standins.notion.state import Json

LONGEST_TEXT = 2000
"""Characters of one item, as JavaScript counts them."""
MOST_ITEMS = 100
_NOTES = {"bold": False, "italic": False, "strikethrough": False, "underline": False, "code": False, "color": "default"}
_MARKS = re.compile(r'<mention-user url="([^"]+)">[^<]*</mention-user>|\*\*(.+?)\*\*')
_ITEM_KEYS = {"type", "text", "mention", "equation", "annotations", "plain_text", "href"}

UserShown: TypeAlias = Callable[[str], tuple[Json, str]]
"""Gives a user's object and name as the reader may see them."""


def text(content: str, link: str | None = None, **annotations: bool) -> Json:
    """Return one text item."""
    href = {"url": link} if link else None
    return {
        "type": "text",
        "text": {"content": content, "link": href},
        "annotations": _NOTES | annotations,
        "plain_text": content,
        "href": link,
    }


def mention(user_id: str) -> Json:
    """Return one mention of a user; the name is filled in for each reader."""
    return {
        "type": "mention",
        "mention": {"type": "user", "user": {"id": user_id}},
        "annotations": dict(_NOTES),
        "plain_text": "@",
        "href": None,
    }


def of(value: str | list[Json]) -> list[Json]:
    """Return rich text of a test's words, or the items that it made itself."""
    if isinstance(value, str):
        return [text(value)] if value else []
    return list(value)


def plain(items: list[Json]) -> str:
    """Return the words."""
    return "".join(item["plain_text"] for item in items)


def length(content: str) -> int:
    """Return how many characters Notion counts."""
    return len(content.encode("utf-16-le")) // 2


def accepted(items: Any, place: str, known: Callable[[str], bool]) -> list[Json]:
    """Return the rich text of a request, or raise the refusal of it. `known` tells users that exist."""
    if not isinstance(items, list):
        raise failed(place, f"should be an array, instead was `{items!r}`")
    if len(items) > MOST_ITEMS:
        raise failed(f"{place}.length", f"should be ≤ `{MOST_ITEMS}`, instead was `{len(items)}`")
    return [_item(item, f"{place}[{number}]", known) for number, item in enumerate(items)]


def _item(item: Any, place: str, known: Callable[[str], bool]) -> Json:
    if not isinstance(item, dict) or not item.keys() <= _ITEM_KEYS:
        raise failed(place, "should be a rich text object")
    kind = item.get("type") or next((key for key in ("text", "mention", "equation") if key in item), "")
    notes = item.get("annotations") or {}
    if not notes.keys() <= _NOTES.keys():
        raise failed(f"{place}.annotations", "should hold known annotations only")
    if kind == "text":
        return _text_item(item.get("text"), notes, f"{place}.text")
    if kind == "mention":
        return _mention_item(item.get("mention"), notes, f"{place}.mention", known)
    raise failed(f"{place}.{kind or 'text'}", "should be defined, instead was `undefined`")


def _text_item(given: Any, notes: Json, place: str) -> Json:
    if not isinstance(given, dict) or not isinstance(given.get("content"), str):
        raise failed(f"{place}.content", "should be a string")
    found = length(given["content"])
    if found > LONGEST_TEXT:
        raise failed(f"{place}.content.length", f"should be ≤ `{LONGEST_TEXT}`, instead was `{found}`")
    link = (given.get("link") or {}).get("url")
    if link is not None and length(link) > LONGEST_TEXT:
        raise failed(f"{place}.link.url.length", f"should be ≤ `{LONGEST_TEXT}`, instead was `{length(link)}`")
    made = text(given["content"], link)
    return made | {"annotations": _NOTES | notes}


def _mention_item(given: Any, notes: Json, place: str, known: Callable[[str], bool]) -> Json:
    user = given.get("user") if isinstance(given, dict) else None
    if not isinstance(user, dict):
        raise failed(f"{place}.user", "should be defined, instead was `undefined`")
    user_id = normal(str(user.get("id", "")))
    if user_id is None or not known(user_id):
        raise failed(f"{place}.user.id", f"should be the id of a user, instead was `{user.get('id')!r}`")
    return mention(user_id) | {"annotations": _NOTES | notes}


def of_markdown(source: Any, place: str, known: Callable[[str], bool]) -> list[Json]:
    """Return the rich text of a comment's inline markdown; only bold marks and user mentions are understood here."""
    if not isinstance(source, str):
        raise failed(place, "should be a string")
    items: list[Json] = []
    end = 0
    for found in _MARKS.finditer(source):
        items += of(source[end : found.start()])
        user_id, bold = found.groups()
        items.append(_mention_item({"user": {"id": user_id}}, {}, place, known) if user_id else text(bold, bold=True))
        end = found.end()
    return items + of(source[end:])


def shown(items: list[Json], user: UserShown, references: int | None = None) -> list[Json]:
    """Return rich text as an answer shows it; of more than `references` mentioned users the rest come nameless.

    The recordings show one user mentioned 50 times in full: what counts is how many users, not how many mentions.
    """
    answer: list[Json] = []
    seen: set[str] = set()
    for item in items:
        if item["type"] != "mention":
            answer.append(item)
            continue
        user_id = item["mention"]["user"]["id"]
        seen.add(user_id)
        whole, name = user(user_id)
        if references is not None and len(seen) > references:
            whole, name = {"object": "user", "id": user_id}, "Anonymous"
        answer.append(item | {"mention": {"type": "user", "user": whole}, "plain_text": f"@{name}"})
    return answer


def one_body(body: Json, known: Callable[[str], bool]) -> list[Json]:
    """Return what a comment says: exactly one of `rich_text` and `markdown`."""
    if ("rich_text" in body) == ("markdown" in body):
        raise Refused(
            400, "validation_error", "body failed validation: exactly one of body.rich_text, body.markdown is expected."
        )
    if "markdown" in body:
        return of_markdown(body["markdown"], "body.markdown", known)
    return accepted(body["rich_text"], "body.rich_text", known)
