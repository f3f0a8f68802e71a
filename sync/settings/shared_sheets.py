"""Two workbooks whose sheets bear one name: a row is known by its sheet and title, so theirs would be one."""

from __future__ import annotations

from rules.errors import SettingsError
from sync.settings.schema import Settings


def refuse_shared_sheets(settings: Settings) -> None:
    """Raise `SettingsError` where two sources are workbooks with a table of the same name."""
    owner: dict[str, str] = {}
    for name, section in settings.sources.items():
        for table in section.tables if section.tool == "workbook" else ():
            if (other := owner.setdefault(table, name)) != name:
                raise SettingsError(
                    f"{other} and {name} both have a sheet “{table}”: nobody could tell their rows apart",
                    hint="rename the sheet in one of the files, and the table of that source in the settings",
                )
