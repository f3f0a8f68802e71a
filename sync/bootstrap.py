"""The composition root: the only place that picks real parts. From a settings file to a workspace that can be run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from connectors.mapping.settings import binding_from_settings
from rules.catalogue import ALL
from rules.errors import SettingsError
from sync.connect import connect, explore
from sync.limits import Limits
from sync.presence import is_gone, present, this_run
from sync.settings.load import load
from sync.settings.policy import meeting_of, policy_of
from sync.settings.schema import Settings
from sync.settings.shared_sheets import refuse_shared_sheets
from sync.settings.sources import AirtableSettings, RemoteSettings, SourceSettings
from sync.settings.store import MEMORY, store_place
from sync.settings.terms import terms_of
from sync.tools.parts import Connected, NewPace, Surroundings, own_pace
from sync.workspace import Workspace

if TYPE_CHECKING:
    from connectors.explore import Explorer, OwnColumns
    from connectors.mapping.binding import TableBinding
    from connectors.record import Pull
    from sync.calendar_file.file import CalendarFile
    from sync.living.living import Living
    from sync.mirror.mirror import Mirror
    from sync.notify.notifications import Notifications
    from sync.store.base import Store


def real_now() -> datetime:
    """Return the real time."""
    return datetime.now(UTC)


def open_workspace(
    config: Path,
    *,
    writing: bool,
    lifted: frozenset[str] = frozenset(),
    progress: Callable[[str], None],
    targets: bool = True,
    running: bool = False,
    new_pace: NewPace = own_pace,
) -> Workspace:
    """Build the workspace that the settings file describes.

    Without `writing`, a store that does not exist yet is not created; without `targets`, nothing that writes is even
    loaded; `running` is for `run` alone; `new_pace` makes the pace of each token. Raises `SettingsError` for settings
    that cannot be used and `StoreError` for a store that cannot.
    """
    settings = load(config)
    refuse_shared_sheets(settings)
    folder = config.resolve().parent
    policy = policy_of(settings, folder)
    bindings = {name: bindings_of(section) for name, section in settings.sources.items()}
    guards = settings.guards
    limits = Limits(
        floor=guards.floor,
        changed=guards.most_changed_share,
        closed=guards.most_closed_share,
        lost=guards.most_lost_share,
        lost_floor=guards.lost_floor,
        clock=timedelta(minutes=guards.most_clock_minutes),
        pause=timedelta(days=guards.most_pause_days),
    )
    around = replace(surroundings(folder, ZoneInfo(policy.zone)), running=running, new_pace=new_pace)
    with around.opened:
        connected = {name: connect(name, section, bindings[name], around) for name, section in settings.sources.items()}
        return Workspace(
            name=settings.workspace,
            sources=tuple(each.source for each in connected.values()),
            targets={
                name: connected[name].target()
                for name, section in settings.sources.items()
                if targets and section.write
            },
            bindings=bindings,
            policy=policy,
            rules=ALL,
            store=store_of(settings, folder, writing=writing),
            clock=real_now,
            new_id=lambda: uuid4().hex,
            holder=this_run(),
            present=present,
            is_gone=is_gone,
            meeting=meeting_of(settings, folder),
            terms=terms_of(settings),
            limits=limits,
            lifted=lifted,
            makers={
                name: each.maker
                for name, each in connected.items()
                if each.maker is not None and settings.sources[name].write
            },
            redaters={
                name: each.redater
                for name, each in connected.items()
                if each.redater is not None and settings.sources[name].write
            },
            fillers={
                name: each.filler
                for name, each in connected.items()
                if each.filler is not None and settings.sources[name].write
            },
            allowances={name: each.allowance for name, each in connected.items() if each.allowance is not None},
            calendar=_calendar(settings, folder),
            mirror=_mirror(settings, limits, lifted, around) if targets else None,
            living=_living(settings, connected, lifted) if targets else None,
            notifications=notifications_of(settings, folder, addressed=running) if targets else None,
            progress=progress,
            opened=around.opened.pop_all(),
        )


def read_workbook_at(file: Path, zone: ZoneInfo) -> Pull:
    """Read a workbook that no settings describe yet. Raises `ConnectorError` when it cannot be read."""
    from connectors.workbook.reader import WorkbookSource

    return WorkbookSource(file.name, file, zone, clock=real_now).pull()


@contextmanager
def exploring(
    name: str, section: RemoteSettings, config: Path, asked: tuple[str, ...], bound: tuple[OwnColumns, ...]
) -> Iterator[Explorer]:
    """Give what looks around in a tool, as `sync.connect.explore` says, and close its connections afterwards."""
    around = surroundings(config.resolve().parent, ZoneInfo("UTC"))
    with around.opened:
        yield explore(name, section, around, asked, bound)


def only_airtable_base(section: AirtableSettings, config: Path) -> str:
    """Return the id of the one base that the section's token opens. Raises `UsageError` where that is not one."""
    from sync.tools.airtable_bases import only_base

    around = surroundings(config.resolve().parent, ZoneInfo("UTC"))
    with around.opened:
        return only_base(section, around)


def surroundings(folder: Path, zone: ZoneInfo) -> Surroundings:
    """Return what the tools of one settings file are joined in."""
    return Surroundings(folder, zone, real_now, os.environ)


def bindings_of(section: SourceSettings) -> tuple[TableBinding, ...]:
    """Return what a source's tables mean. Raises `SettingsError` for what cannot be used."""
    return tuple(binding_from_settings(table, raw) for table, raw in section.tables.items())


def _calendar(settings: Settings, folder: Path) -> CalendarFile | None:
    from sync.calendar_file.file import CalendarFile
    from sync.milestones.milestone import Sort

    section = settings.calendar
    if not section.milestones:
        return None
    return CalendarFile(
        folder / section.file, f"{settings.workspace} milestones", frozenset(map(Sort, section.milestones))
    )


def _mirror(settings: Settings, limits: Limits, asked: frozenset[str], around: Surroundings) -> Mirror | None:
    section = settings.calendar
    if section.google is None:
        return None
    from sync.tools.google_calendar import mirror_of

    return mirror_of(section.google, settings.workspace, section.milestones, limits, asked, around)


def _living(settings: Settings, connected: Mapping[str, Connected], asked: frozenset[str]) -> Living | None:
    section = settings.reports.living
    if section is None:
        return None
    from sync.tools.living import living_of

    return living_of(section, connected, asked)


def notifications_of(
    settings: Settings, folder: Path, *, whole: bool = True, addressed: bool = True
) -> Notifications | None:
    """Return who is told what; `None` for nobody.

    Raises `SettingsError` for an address that is not there, the store's included; without `whole`, whatever it is of
    is left out instead. Where nothing is sent, they need not be `addressed`.
    """
    alarms = settings.alarms
    if not settings.notify and not alarms.heartbeat and not alarms.heartbeat_file:
        return None
    from sync.notify.settings import notifications_in

    remembers = True
    with nullcontext() if whole else suppress(SettingsError):
        remembers = store_place(settings.store, folder, os.environ) != MEMORY
    return notifications_in(settings, folder, os.environ, remembers=remembers, whole=whole, addressed=addressed)


def store_of(settings: Settings, folder: Path, *, writing: bool) -> Store:
    """Open the store that the settings name; without `writing`, one that does not exist is not created."""
    place = store_place(settings.store, folder, os.environ)
    if isinstance(place, str) and place != MEMORY:
        return _on_postgres(place, settings.workspace, writing=writing)
    from sync.store.sqlite import look_into, open_store

    if writing or place == MEMORY:
        return open_store(place, settings.workspace)
    return look_into(place, settings.workspace)


def _on_postgres(address: str, workspace: str, *, writing: bool) -> Store:
    try:
        from sync.store.postgres import look_into, open_store
    except ImportError as error:
        raise SettingsError(
            "the store is on PostgreSQL, and the library for that is not installed",
            hint="install it with: pip install 'streetdate[postgres]'",
        ) from error
    return open_store(address, workspace) if writing else look_into(address, workspace)
