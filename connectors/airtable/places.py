"""What a request is about, in the words of somebody who knows the base and not the API."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.airtable.schema import SITE


def place_of(path: str, titles: Mapping[str, str]) -> str:
    """Return what a path below `/v0/` is about, with its address. `titles` are what tables are called, by id."""
    match path.split("/"):
        case ["meta", "bases", base, *_]:
            return f"the tables of the base {SITE}/{base}"
        case ["bases", base, "webhooks", *_]:
            return f"the webhooks of the base {SITE}/{base}"
        case [base, table, "listRecords"] | [base, table] if base.startswith("app"):
            return f"{_titled(table, titles)}{SITE}/{base}/{table}"
        case [base, table, record, "comments", *_] if base.startswith("app"):
            return f"the comments of a record in {_titled(table, titles)}{SITE}/{base}/{table}/{record}"
        case [base, table, record] if base.startswith("app"):
            return f"a record in {_titled(table, titles)}{SITE}/{base}/{table}/{record}"
    return path


def _titled(table: str, titles: Mapping[str, str]) -> str:
    return f"“{titles[table]}” " if titles.get(table) else "the table "
