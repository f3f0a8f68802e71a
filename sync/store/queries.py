"""The named statements of `queries.sql` and the numbered migrations, as every store runs them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Migration: TypeAlias = tuple[str, ...]
"""The statements of one step from a version of the store to the next."""

_NAME = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)
_PARAMETER = re.compile(r"(?<![:\w]):(\w+)")


@cache
def queries() -> Mapping[str, str]:
    """Return every statement by name, parameters written as ":name"."""
    text = files("sync.store").joinpath("queries.sql").read_text(encoding="utf-8")
    parts = _NAME.split(text)
    return {name: _without_comments(body) for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def with_parameters(statement: str, write: Callable[[str], str]) -> str:
    """Return the statement with each parameter as another database wants it."""
    return _PARAMETER.sub(lambda found: write(found.group(1)), statement)


@cache
def migrations() -> tuple[Migration, ...]:
    """Return the statements of each migration, oldest first; the store's version is how many were applied."""
    folder = files("sync.store").joinpath("migrations")
    scripts = sorted((script for script in folder.iterdir() if script.name.endswith(".sql")), key=lambda s: s.name)
    return tuple(
        tuple(
            statement.strip()
            for statement in _without_comments(script.read_text(encoding="utf-8")).split(";")
            if statement.strip()
        )
        for script in scripts
    )


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--")).strip()
