"""Two workbooks whose sheets bear one name: a row is known by its sheet and title, so theirs would be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rules.errors import SettingsError
from sync.settings.schema import Settings


def refuse_shared_sheets(settings: Settings, more: Mapping[str, Iterable[str]] | None = None) -> None:
    """Raise `SettingsError` where two sources are workbooks with a table of the same name. `more` are the tables of
    those that the settings do not have yet, by name."""
    tables: dict[str, Iterable[str]] = {
        name: section.tables for name, section in settings.sources.items() if section.tool == "workbook"
    }
    owner: dict[str, str] = {}
    for name, titles in {**tables, **(more or {})}.items():
        for table in titles:
            if (other := owner.setdefault(table, name)) != name:
                raise SettingsError(
                    f"{other} and {name} both have a sheet “{table}”: nobody could tell their rows apart",
                    hint="rename the sheet in one of the files, and the table of that source in the settings",
                )
