"""The shapes of JSON values: what kinds and keys were seen where, and whether another value fits in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_KINDS = {bool: "boolean", int: "number", float: "number", str: "string", list: "list", dict: "object"}


@dataclass(slots=True)
class Shape:
    """Everything that was seen at one place."""

    kinds: set[str] = field(default_factory=set)
    keys: dict[frozenset[str], dict[str, Shape]] = field(default_factory=dict)
    """The sets of keys that objects had, each with the shapes of what stood under them."""
    items: Shape | None = None

    def add(self, value: Any) -> None:
        """Take a value's shape in."""
        self.kinds.add(_kind(value))
        if isinstance(value, dict):
            under = self.keys.setdefault(frozenset(value), {})
            for key, inner in value.items():
                under.setdefault(key, Shape()).add(inner)
        if isinstance(value, list):
            self.items = self.items or Shape()
            for inner in value:
                self.items.add(inner)

    def unlike(self, value: Any, place: str = "") -> list[str]:
        """Return where a value is unlike everything that was seen, in words; empty where it fits."""
        if _kind(value) not in self.kinds:
            return [f"{place}: {_kind(value)}, seen {sorted(self.kinds)}"]
        if isinstance(value, dict):
            under = self.keys.get(frozenset(value))
            if under is None:
                return [f"{place}: keys {sorted(value)}, seen {[sorted(known) for known in self.keys]}"]
            return [fault for key, inner in value.items() for fault in under[key].unlike(inner, f"{place}.{key}")]
        if isinstance(value, list) and self.items is not None:
            return [fault for inner in value for fault in self.items.unlike(inner, f"{place}[]")]
        return []


def _kind(value: Any) -> str:
    return "null" if value is None else _KINDS[type(value)]
