"""The first settings of a workspace: from a proposal, and the answers to it, to a file that says what was found."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.mapping.bind import to_bindings
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.mapping.proposal import Answer, Proposal, leave_open
from connectors.mapping.propose import propose
from connectors.mapping.settings import binding_to_settings
from connectors.record import Pull
from rules.errors import SettingsError
from sync.settings.edit import write
from sync.settings.policy import zone_name


@dataclass(frozen=True, slots=True)
class Written:
    """The settings file that was written, and how much of the plan it covers."""

    path: Path
    bound: int
    undecided: tuple[str, ...]
    """One line for each column that may mean several things."""


@dataclass(frozen=True, slots=True)
class Start:
    """A plan that was looked at. Nothing is written before `settle`."""

    file: Path
    path: Path
    zone: str
    pull: Pull
    proposal: Proposal

    def told(self, subjects: Mapping[str, Subject]) -> Start:
        """Return the start again, now that somebody said what the rows of these tables (by id) are."""
        return replace(self, proposal=propose(self.pull.tables, self.pull.records, subjects=subjects))

    def settle(self, answer: Answer | None = None) -> Written:
        """Write the settings file with everything that is sure, and what was answered about the rest.

        Raises `SettingsError` when no table could be recognised; then nothing is written.
        """
        bindings = to_bindings(self.proposal, accept=answer or leave_open)
        if not bindings:
            raise SettingsError(
                f"no table in {self.file.name} could be recognised as part of a release plan",
                hint="a plan has a row per deliverable or release, with columns such as Deliverable, Owner, Due date",
            )
        _write(self, bindings)
        return Written(
            self.path,
            sum(len(b.columns) + len(b.roles) + len(b.work) for b in bindings),
            tuple(
                f"“{column}” in “{b.table}”: {' or '.join(meanings)}"
                for b in bindings
                for column, meanings in b.undecided.items()
            ),
        )


def begin(read: Callable[[ZoneInfo], Pull], file: Path, path: Path, zone: str = "") -> Start:
    """Look at a plan through `read` and propose what its columns mean.

    Raises `SettingsError` when `path` exists already, and what `read` raises.
    """
    if path.exists():
        raise SettingsError(
            f"{path.name} is there already", hint="edit it, remove it, or write another with --config FILE"
        )
    zone = zone_name(zone or local_zone())
    pull = read(ZoneInfo(zone))
    return Start(file, path, zone, pull, propose(pull.tables, pull.records))


def local_zone() -> str:
    """Return the IANA name of this computer's time zone, or UTC where it does not say."""
    if name := os.environ.get("TZ", "").strip(":"):
        return name
    link = Path("/etc/localtime")
    parts = link.resolve().parts if link.exists() else ()
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else "UTC"


def workspace_name(file: Path) -> str:
    """Return a name for the workspace from the file's name."""
    words = re.sub(r"[^A-Za-z0-9 ._-]+", "-", file.stem).strip(" ._-")
    return words[:64] or "workspace"


def _write(start: Start, bindings: tuple[TableBinding, ...]) -> None:
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment("Written by streetdate init. Every setting is explained in the README."))
    document.add("workspace", tomlkit.item(workspace_name(start.file)))
    document.add("time_zone", tomlkit.item(start.zone))
    source = tomlkit.table()
    source.add("tool", "workbook")
    source.add("file", os.path.relpath(start.file.resolve(), start.path.resolve().parent))
    tables = tomlkit.table(is_super_table=True)
    for binding in bindings:
        table = tomlkit.table()
        for key, value in binding_to_settings(binding).items():
            table.add(key, _readable(value))
        tables.add(binding.table, table)
    source.add("tables", tables)
    document.add("sources", tomlkit.table(is_super_table=True).add("plan", source))
    write(start.path, document)


def _readable(value: object) -> object:
    import tomlkit

    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        rows = tomlkit.array().multiline(True)
        for item in value:
            rows.append(_inline(item))
        return rows
    return value


def _inline(values: dict[str, object]) -> object:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(values)
    return table
