"""One property fetched by itself: the pages of its answer into the same cell, with nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from connectors.notion.flaw import Flaw
from connectors.notion.values import Read, cell_of, decoded, flat, people, relations, rollup, text
from rules.model import Unknown

_LISTED: Mapping[str, Callable[[Any], Read]] = {
    "title": text,
    "rich_text": text,
    "people": people,
    "relation": relations,
}
"""The types whose values come one by one, a single element in each property item."""


def full_cell(answers: Sequence[object], *, percent: bool = False) -> Read:
    """Return the cell of all the answers to one `pages/{id}/properties/{property}`, in their order. Never raises.

    It is `Unknown.TRUNCATED` while the last of them says that there are more.
    """
    if len(answers) == 1 and isinstance(answers[0], dict) and answers[0].get("object") == "property_item":
        return cell_of(answers[0], percent=percent)
    return decoded(_joined, answers, "property_item")


def _joined(answers: Any) -> Read:
    last = answers[-1] if answers else None
    if not isinstance(last, dict):
        return Flaw("Notion gave no value for the property")
    if last["has_more"] is not False:
        return Unknown.TRUNCATED
    items = [item for answer in answers for item in answer["results"]]
    described = last["property_item"]
    kind = described["type"]
    if kind == "rollup":
        return _rolled_up(items, described["rollup"])
    return _LISTED[kind]([item[kind] for item in items])


def _rolled_up(items: list[Any], result: Any) -> Read:
    """Return what a rollup shows; what it is computed to stands in the last answer only."""
    if result["type"] != "array":
        return rollup(result)
    # Two pieces of one title come like two titles: nothing in them says to which record they belong.
    return flat(_whole(item) for item in items or result["array"])


def _whole(item: Any) -> Read:
    kind = item["type"]
    if kind in _LISTED and not isinstance(item[kind], list):
        return decoded(_LISTED[kind], [item[kind]], kind)
    return cell_of(item)
