"""The first settings of a source: from a proposal, and the answers to it, to a file that says what was found."""

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
from connectors.record import Pull, Table
from rules.errors import SettingsError
from sync.settings.edit import add_source
from sync.settings.load import load
from sync.settings.policy import zone_name
from sync.settings.schema import NAME, Settings
from sync.settings.shared_sheets import refuse_shared_sheets


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a plan was looked at."""

    called: str
    """What people call it: a file, a workspace, a base."""
    source: str
    """The name of the source in the settings."""
    section: Mapping[str, object]
    """How the settings name it: the tool and where it is."""
    workspace: str
    """What the workspace is called that begins with it."""


@dataclass(frozen=True, slots=True)
class Written:
    """The settings file that was written, and how much of the plan it covers."""

    path: Path
    bindings: tuple[TableBinding, ...]
    tables: Mapping[str, Table]
    """The bound tables, by the name that their binding has."""

    @property
    def bound(self) -> int:
        """How many columns have a meaning now."""
        return sum(len(b.columns) + len(b.roles) + len(b.work) for b in self.bindings)

    @property
    def undecided(self) -> tuple[str, ...]:
        """One line for each column that may mean several things."""
        names = {c.id: c.name for table in self.tables.values() for c in table.columns}
        return tuple(
            f"“{names.get(column, column)}” in “{b.title}”: {' or '.join(meanings)}"
            for b in self.bindings
            for column, meanings in b.undecided.items()
        )


@dataclass(frozen=True, slots=True)
class Start:
    """A plan that was looked at. Nothing is written before `settle`."""

    origin: Origin
    path: Path
    zone: str
    pull: Pull
    proposal: Proposal

    def told(self, subjects: Mapping[str, Subject]) -> Start:
        """Return the start again, now that somebody said what the rows of these tables (by id) are."""
        return replace(self, proposal=propose(self.pull.tables, self.pull.records, subjects=subjects))

    def settle(self, answer: Answer | None = None) -> Written:
        """Write into the settings everything that is sure, and what was answered about the rest.

        Raises `SettingsError` when no table could be recognised, and where the rows of a workbook could not be told
        apart from those of another; then nothing is written.
        """
        bindings = to_bindings(self.proposal, accept=answer or leave_open)
        if not bindings:
            raise SettingsError(
                f"no table in {self.origin.called} could be recognised as part of a release plan",
                hint="a plan has a row per deliverable or release, with columns such as Deliverable, Owner, Due date",
            )
        tables = {table.id: table for table in self.pull.tables}
        bindings = tuple(
            binding
            if tables[binding.table].title == binding.table
            else replace(binding, called=tables[binding.table].title)
            for binding in bindings
        )
        origin = self.origin
        if origin.section["tool"] == "workbook" and (settings := settings_there(self.path)):
            refuse_shared_sheets(settings, {origin.source: [binding.table for binding in bindings]})
        workspace = workspace_name(origin.workspace)
        add_source(self.path, origin.source, origin.section, bindings, tables, workspace, self.zone)
        return Written(self.path, bindings, {binding.table: tables[binding.table] for binding in bindings})


def begin(read: Callable[[ZoneInfo], Pull], origin: Origin, path: Path, zone: str = "") -> Start:
    """Look at a plan through `read` and propose what its columns mean.

    A settings file that is there already keeps everything in it and gets one more source. Raises `SettingsError` when
    it has that source, and what `read` raises.
    """
    zone = _zone(origin, path, zone)
    pull = read(ZoneInfo(zone))
    return Start(origin, path, zone, pull, propose(pull.tables, pull.records))


def _zone(origin: Origin, path: Path, zone: str) -> str:
    settings = settings_there(path)
    if settings is None:
        return zone_name(zone or local_zone())
    if origin.source in settings.sources:
        raise SettingsError(
            f'{path.name} is there already, with the source "{origin.source}"',
            hint="give this one a name of its own with --name NAME, or write another file with --config FILE",
        )
    if zone and zone != settings.time_zone:
        raise SettingsError(
            f"{path.name} says that the team is in {settings.time_zone}, not in {zone}", hint="leave --time-zone out"
        )
    return settings.time_zone


def settings_there(path: Path) -> Settings | None:
    """Return the settings to which a source is to be added; `None` where there is no file. Raises `SettingsError` when
    they cannot be used."""
    if not path.exists():
        return None
    try:
        return load(path)
    except SettingsError as error:
        raise SettingsError(
            f"{path.name} is there already, and no source can be added to it: {error.message}",
            hint="correct it, remove it, or write another with --config FILE",
        ) from error


def source_name(name: str) -> str:
    """Return what somebody wants a source to be called. Raises `SettingsError` where nothing can be."""
    if not re.fullmatch(NAME, name):
        raise SettingsError(
            f"a source cannot be called “{name}”", hint="use letters, digits, spaces and . _ -, up to 64 of them"
        )
    return name


def local_zone() -> str:
    """Return the IANA name of this computer's time zone, or UTC where it does not say."""
    if name := os.environ.get("TZ", "").strip(":"):
        return name
    link = Path("/etc/localtime")
    parts = link.resolve().parts if link.exists() else ()
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else "UTC"


def workspace_name(called: str) -> str:
    """Return a name for the workspace from what people call the plan."""
    words = re.sub(r"[^A-Za-z0-9 ._-]+", "-", called).strip(" ._-")
    return words[:64].rstrip() or "workspace"
