"""Looking at everything that the diagnosis is made from. Reads only; what fails leaves the rest to be looked at."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.access import Access
from connectors.errors import ConnectorError
from connectors.mapping.binding import TableBinding
from connectors.mapping.propose import propose
from connectors.mapping.settings import binding_from_settings
from connectors.normalize.normalized import Normalized
from connectors.normalize.source import normalize
from rules.catalogue import ALL, RETIRED
from rules.engine import check
from rules.errors import SettingsError
from rules.memory import NOTHING, Memory
from sync.assemble import assemble
from sync.bootstrap import store_of, surroundings
from sync.budget import runs_of_a_month, with_budget
from sync.connect import connect
from sync.doctor.facts import Facts, FileFacts, SourceFacts, StoreFacts, Trouble
from sync.doctor.on_disk import look_at
from sync.settings.load import load
from sync.settings.policy import policy_of
from sync.settings.schema import Settings
from sync.settings.secret import masked
from sync.settings.sources import SourceSettings
from sync.store.base import Picture, StoreError
from sync.tools.parts import Connected, Surroundings

_RUNS = 200
"""How far back the last good run is looked for."""


def gather(config: Path, clock: Callable[[], datetime]) -> Facts:
    """Look at the settings and at everything they name."""
    facts = Facts(config.name, clock(), _versions(), codes=frozenset(rule.code for rule in ALL), retired=RETIRED)
    try:
        settings = load(config)
    except SettingsError as error:
        return replace(facts, settings=Trouble.of(error))
    facts = replace(facts, workspace=settings.workspace)
    try:
        facts = replace(facts, policy=policy_of(settings, config.resolve().parent))
    except SettingsError as error:
        facts = replace(facts, policy_trouble=Trouble.of(error))
    zone = ZoneInfo(facts.policy.zone if facts.policy else "UTC")
    facts = _with_sources(facts, settings, config.resolve().parent, zone)
    from sync.doctor.receivers import with_receivers

    return with_receivers(facts, settings, config.resolve().parent, os.environ)


def _with_sources(facts: Facts, settings: Settings, folder: Path, zone: ZoneInfo) -> Facts:
    troubles: list[Trouble] = []
    sources: list[SourceFacts] = []
    joined: list[Normalized] = []
    around = surroundings(folder, zone)
    with around.opened:
        bindings = {name: _bindings(name, section, troubles) for name, section in settings.sources.items()}
        connected = _connected(settings, bindings, around, troubles)
        month = runs_of_a_month(each.allowance for each in connected.values() if each.allowance)
        store, memory, pictures = _store(settings, folder, max(_RUNS, month), troubles)
        for name, each in connected.items():
            found = _looked_at(each, bindings[name], pictures.get(name))
            if found.pull is not None and each.allowance:
                runs = store.runs if store else ()
                found = replace(found, pull=with_budget(found.pull, name, each.allowance, runs, facts.now))
            if found.pull is not None:
                normalized = normalize(name, each.source.tool, found.pull, bindings[name], zone)
                found = replace(found, read=normalized.read)
                joined.append(normalized)
            sources.append(found)
        facts = replace(facts, calendar_access=_calendar_access(settings, around, troubles))
        facts = replace(facts, living_access=_living_access(settings, connected, troubles))
    facts = replace(
        facts, more_trouble=tuple(troubles), files=_files(settings, folder), sources=tuple(sources), store=store
    )
    if facts.policy is None or troubles or len(joined) < len(settings.sources):
        return facts
    slate = assemble(joined, facts.now)
    return replace(facts, slate=slate, report=check(slate, facts.policy, facts.now, memory, ALL))


def _connected(
    settings: Settings,
    bindings: Mapping[str, tuple[TableBinding, ...]],
    around: Surroundings,
    troubles: list[Trouble],
) -> Mapping[str, Connected]:
    """Join every source that can be joined; nothing is sent yet."""
    found: dict[str, Connected] = {}
    for name, section in settings.sources.items():
        try:
            found[name] = connect(name, section, bindings[name], around)
        except SettingsError as error:
            troubles.append(Trouble.of(error))
    return found


def _calendar_access(settings: Settings, around: Surroundings, troubles: list[Trouble]) -> tuple[Access, ...]:
    section = settings.calendar.google
    if section is None:
        return ()
    from sync.tools.google_calendar import Google

    try:
        return Google(section, settings.workspace, around).access()
    except SettingsError as error:
        troubles.append(Trouble.of(error))
        return ()
    except ConnectorError as error:
        return (Access("use the credentials", granted=False, why=error.message, todo=error.hint),)


def _living_access(
    settings: Settings, connected: Mapping[str, Connected], troubles: list[Trouble]
) -> tuple[Access, ...]:
    section = settings.reports.living
    if section is None:
        return ()
    from sync.tools.living import bulletin_of

    try:
        return bulletin_of(section, connected).access()
    except (SettingsError, ConnectorError) as error:
        troubles.append(Trouble.of(error))
        return ()


def _bindings(name: str, section: SourceSettings, troubles: list[Trouble]) -> tuple[TableBinding, ...]:
    found: list[TableBinding] = []
    for table, raw in section.tables.items():
        try:
            found.append(binding_from_settings(table, raw))
        except SettingsError as error:
            troubles.append(Trouble(f"sources.{name}: {error.message}", error.hint))
    return tuple(found)


def _looked_at(connected: Connected, bindings: tuple[TableBinding, ...], before: Picture | None) -> SourceFacts:
    source, checkup = connected.source, connected.checkup
    facts = SourceFacts(source.name, bindings, file=checkup is None, allowance=connected.allowance, before=before)
    try:
        facts = replace(facts, access=checkup.access() if checkup else ())
        pull = source.pull("")
    except ConnectorError as error:
        return replace(facts, trouble=Trouble.of(error))
    subjects = {binding.table: binding.subject for binding in bindings}
    return replace(facts, pull=pull, proposal=propose(pull.tables, pull.records, subjects=subjects))


def _files(settings: Settings, folder: Path) -> tuple[FileFacts, ...]:
    return tuple(
        look_at(folder / section.file, name, section.write)
        for name, section in settings.sources.items()
        if section.tool == "workbook"
    )


def _store(
    settings: Settings, folder: Path, most: int, troubles: list[Trouble]
) -> tuple[StoreFacts | None, Memory, Mapping[str, Picture]]:
    place = masked(settings.store.url_file or settings.store.url)
    try:
        store = store_of(settings, folder, writing=False)
    except SettingsError as error:
        troubles.append(Trouble.of(error))
        return None, NOTHING, {}
    except StoreError as error:
        return StoreFacts(place, Trouble.of(error)), NOTHING, {}
    try:
        pictures = {name: picture for name in settings.sources if (picture := store.picture(name)) is not None}
        facts = StoreFacts(place, None, store.health(), store.runs(most), store.holder())
        return facts, store.memory(), pictures
    except StoreError as error:
        return StoreFacts(place, Trouble.of(error)), NOTHING, {}
    finally:
        store.close()


def _versions() -> Mapping[str, str | None]:
    found: dict[str, str | None] = {"python": platform.python_version(), "streetdate": _version("streetdate")}
    for requirement in requires("streetdate") or ():
        name, _, rest = requirement.partition(";")
        if "extra" not in rest:
            bare = re.split(r"[^\w.-]", name.strip(), maxsplit=1)[0]
            found[bare] = _version(bare)
    found["sqlite"] = _sqlite()
    return found


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version
