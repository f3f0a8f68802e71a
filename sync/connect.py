"""The registry of tools: one line for each, and one function that joins its parts. Nothing is sent before a pull."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from connectors.calls.pace import Pace, Window
from connectors.mapping.binding import TableBinding
from rules.errors import SettingsError
from sync.settings.token import token_of

if TYPE_CHECKING:
    from connectors.access import Checkup
    from connectors.airtable.client import Airtable
    from connectors.calls.budget import Allowance
    from connectors.changes import Source, Target
    from connectors.explore import Explorer
    from connectors.notion.client import Notion
    from sync.settings.sources import (
        AirtableSettings,
        NotionSettings,
        RemoteSettings,
        SourceSettings,
        WorkbookSettings,
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every tool is joined in: the settings' folder, the team's zone, the clock, the environment."""

    folder: Path
    zone: ZoneInfo
    clock: Callable[[], datetime]
    environment: Mapping[str, str]
    running: bool = False
    """Whether this is `run`: what a schedule starts, and what may make things of ours besides what is planned."""
    paces: dict[tuple[str, ...], Pace] = field(default_factory=dict)
    """One for each token, and each base, whichever sources share it."""

    opened: ExitStack = field(default_factory=ExitStack)
    """Connections to be closed at the end."""

    def pace(self, *owner: str, windows: tuple[Window, ...]) -> Pace:
        """Return the pace of one token or base, the same for everybody who asks."""
        return self.paces.setdefault(owner, Pace(*windows))


@dataclass(frozen=True, slots=True)
class Connected:
    """One source of the settings, joined to its tool."""

    source: Source
    target: Callable[[], Target]
    """Loads what writes only when something is to be written."""
    checkup: Checkup | None = None
    """What tells which rights a token has; a file has none."""
    allowance: Allowance | None = None
    """What a month allows; `None` where nothing limits it."""


def connect(name: str, section: SourceSettings, bindings: tuple[TableBinding, ...], around: Surroundings) -> Connected:
    """Join one source of the settings to its tool. Raises `SettingsError` when its token cannot be used."""
    return _TOOLS[section.tool](name, section, bindings, around)


def explore(name: str, section: RemoteSettings, around: Surroundings, asked: tuple[str, ...]) -> Explorer:
    """Return what looks around in a tool that no settings describe yet. Raises `SettingsError` likewise."""
    return _EXPLORERS[section.tool](name, section, around, asked)


def _workbook(
    name: str, section: WorkbookSettings, bindings: tuple[TableBinding, ...], around: Surroundings
) -> Connected:
    del bindings  # A file is read whole.
    from connectors.workbook.reader import WorkbookSource

    file = around.folder / section.file

    def target() -> Target:
        from connectors.workbook.reader import locate
        from connectors.workbook.target import WorkbookTarget

        return WorkbookTarget(name, file, locate, around.clock)

    return Connected(WorkbookSource(name, file, around.zone, clock=around.clock), target)


def _notion(name: str, section: NotionSettings, bindings: tuple[TableBinding, ...], around: Surroundings) -> Connected:
    from connectors.notion.checkup import NotionCheckup
    from connectors.notion.source import NotionSource
    from connectors.notion.target import NotionTarget

    notion = _notion_client(name, section, around)
    full_read = timedelta(hours=section.full_read_hours)
    return Connected(
        NotionSource(name, notion, bindings, clock=around.clock, full_read=full_read),
        lambda: NotionTarget(name, notion, bindings, clock=around.clock),
        NotionCheckup(notion, bindings),
    )


def _notion_client(name: str, section: NotionSettings, around: Surroundings) -> Notion:
    from connectors.notion.client import Notion

    token = token_of(name, section, around.folder, around.environment)
    pace = around.pace("notion", token, windows=(Window(section.requests_per_minute, 60.0),))
    notion = Notion(token, pace, address=section.address, timeout=section.timeout_seconds)
    return around.opened.enter_context(closing(notion))


def _explore_notion(name: str, section: NotionSettings, around: Surroundings, asked: tuple[str, ...]) -> Explorer:
    from connectors.notion.explorer import NotionExplorer

    return NotionExplorer(_notion_client(name, section, around), asked)


def _airtable(
    name: str, section: AirtableSettings, bindings: tuple[TableBinding, ...], around: Surroundings
) -> Connected:
    from connectors.airtable.budget import allowance_of
    from connectors.airtable.source import AirtableSource

    allowance = allowance_of(section.plan, section.monthly_requests, section.runs_per_day)
    webhook = section.webhook and section.write
    if around.running and (
        shortage := allowance.shortage(1 if webhook else len({binding.table for binding in bindings}))
    ):
        raise SettingsError(
            f'"sources.{name}": the schedule asks more of Airtable than it may: {shortage}',
            hint=f'set "sources.{name}.runs_per_day" lower, or 0 when only people start runs',
        )
    airtable = _airtable_client(name, section, around, {binding.table: binding.title for binding in bindings})
    source = AirtableSource(
        name,
        airtable,
        bindings,
        clock=around.clock,
        full_read=timedelta(hours=section.full_read_hours),
        allowance=allowance,
        webhook=webhook,
        running=around.running,
    )

    def target() -> Target:
        from connectors.airtable.target import AirtableTarget

        return AirtableTarget(name, airtable, bindings, clock=around.clock)

    from connectors.airtable.checkup import AirtableCheckup

    return Connected(source, target, AirtableCheckup(airtable, bindings), allowance)


def _airtable_client(name: str, section: AirtableSettings, around: Surroundings, titles: Mapping[str, str]) -> Airtable:
    from connectors.airtable.client import Airtable

    token = token_of(name, section, around.folder, around.environment)
    base = around.pace("airtable", section.base, windows=(Window(section.requests_per_second, 1.0),))
    everything = around.pace("airtable", token, windows=(Window(50, 1.0),))
    airtable = Airtable(
        token, section.base, (base, everything), address=section.address, timeout=section.timeout_seconds, titles=titles
    )
    return around.opened.enter_context(closing(airtable))


def _explore_airtable(name: str, section: AirtableSettings, around: Surroundings, asked: tuple[str, ...]) -> Explorer:
    from connectors.airtable.explorer import AirtableExplorer

    del asked  # The settings name the base.
    return AirtableExplorer(_airtable_client(name, section, around, {}))


_TOOLS: Mapping[str, Callable[[str, Any, tuple[TableBinding, ...], Surroundings], Connected]] = {
    "workbook": _workbook,
    "notion": _notion,
    "airtable": _airtable,
}

_EXPLORERS: Mapping[str, Callable[[str, Any, Surroundings, tuple[str, ...]], Explorer]] = {
    "notion": _explore_notion,
    "airtable": _explore_airtable,
}
