"""Partial answers: the `fields` parameter, `items(id,etag),nextSyncToken` or `items/id`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from tests.standins.google_calendar.contract import Json, document
from tests.standins.google_calendar.refusals import invalid_parameter

Tree: TypeAlias = dict[str, "Tree"]

_TOKEN = re.compile(r"[A-Za-z0-9_*]+|[(),/]|.")


def selected(value: Any, selector: str, answer: str) -> Any:
    """Return what a selector keeps of an answer whose schema has this name; a name the schema lacks is refused."""
    if not selector:
        return value
    tokens = iter([*_TOKEN.findall(selector), ")"])
    tree = _tree(tokens)
    _check(tree, document()["schemas"][answer] if answer else {})
    return _kept(value, tree)


def _tree(tokens: Iterator[str]) -> Tree:
    tree: Tree = {}
    spot, last = tree, ""
    for token in tokens:
        if token == ")":
            return tree
        if token == ",":
            spot = tree
        elif token == "(":
            spot[last].update(_tree(tokens))
        elif token == "/":
            spot = spot[last]
        else:
            last = token
            spot.setdefault(token, {})
    raise invalid_parameter("fields", "Invalid field selection (")


def _check(tree: Tree, shape: Mapping[str, Json]) -> None:
    shape = document()["schemas"][shape["$ref"]] if "$ref" in shape else shape
    shape = _resolved(shape["items"]) if shape.get("type") == "array" else shape
    for name, below in tree.items():
        known = shape.get("properties", {}).get(name)
        if known is None and name != "*" and "additionalProperties" not in shape:
            raise invalid_parameter("fields", f"Invalid field selection {name}")
        if below and known is not None:
            _check(below, known)


def _resolved(shape: Json) -> Json:
    found: Json = document()["schemas"][shape["$ref"]] if "$ref" in shape else shape
    return found


def _kept(value: Any, tree: Tree) -> Any:
    if not tree or "*" in tree:
        return value
    if isinstance(value, list):
        return [_kept(each, tree) for each in value]
    if isinstance(value, dict):
        return {name: _kept(each, tree[name]) for name, each in value.items() if name in tree}
    return value
