"""Whether an answer has the shape that the vendor's description gives it."""

from __future__ import annotations

from typing import Any

from tests.standins.google_calendar.contract import Json, document

_TYPES = {"string": str, "boolean": bool, "integer": int, "array": list, "object": dict}


def misfits(value: Any, name: str) -> list[str]:
    """Return what in a value is not as the schema of this name says: keys it lacks, types it does not have."""
    return _misfits(value, {"$ref": name}, name)


def _misfits(value: Any, shape: Json, where: str) -> list[str]:
    shape = document()["schemas"][shape["$ref"]] if "$ref" in shape else shape
    kind = _TYPES[shape["type"]]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return [f"{where} is {type(value).__name__}, not {shape['type']}"]
    if isinstance(value, list):
        return [
            each for number, item in enumerate(value) for each in _misfits(item, shape["items"], f"{where}[{number}]")
        ]
    if not isinstance(value, dict):
        return []
    found = []
    for key, below in value.items():
        known = shape.get("properties", {}).get(key, shape.get("additionalProperties"))
        found += [f"{where} has no {key}"] if known is None else _misfits(below, known, f"{where}.{key}")
    return found
