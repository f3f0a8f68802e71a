"""What the vendor's own description (bundled with its client) says of methods, parameters, scopes and shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

SCOPE = "https://www.googleapis.com/auth/"


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the API."""

    id: str
    """As the vendor writes it: "calendar.events.insert"."""
    verb: str
    path: tuple[str, ...]
    """Below calendar/v3; a part in braces stands for a value."""
    scopes: frozenset[str]
    """Any one of these lets a token call it; without the addresses' common beginning."""
    query: Mapping[str, Json]
    answer: str
    """The name of the answer's schema; "" where the answer is empty."""


@cache
def document() -> Json:
    """Return the description."""
    name = "discovery_cache/documents/calendar.v3.json"
    found: Json = json.loads(files("googleapiclient").joinpath(name).read_text(encoding="utf-8"))
    return found


@cache
def methods() -> tuple[Method, ...]:
    """Return all methods; those with fewer variable parts in their path come first."""
    found = [
        Method(
            id=each["id"],
            verb=each["httpMethod"],
            path=tuple(each["path"].split("/")),
            scopes=frozenset(scope.removeprefix(SCOPE) for scope in each["scopes"]),
            query={name: rule for name, rule in each.get("parameters", {}).items() if rule["location"] == "query"},
            answer=each.get("response", {}).get("$ref", ""),
        )
        for resource in document()["resources"].values()
        for each in resource["methods"].values()
    ]
    return tuple(sorted(found, key=lambda method: sum(part.startswith("{") for part in method.path)))


def method_for(verb: str, segments: tuple[str, ...]) -> tuple[Method, dict[str, str]] | None:
    """Return the method that answers at a place below calendar/v3, with the values in its path."""
    for method in methods():
        if method.verb == verb and len(method.path) == len(segments):
            pairs = list(zip(method.path, segments, strict=True))
            if all(part.startswith("{") or part == segment for part, segment in pairs):
                return method, {part.strip("{}"): segment for part, segment in pairs if part.startswith("{")}
    return None


def schema(name: str) -> Mapping[str, Json]:
    """Return the properties of a named shape."""
    properties: Mapping[str, Json] = document()["schemas"][name]["properties"]
    return properties
