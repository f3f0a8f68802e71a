"""An Airtable base."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from connectors.calls.pace import Window
from connectors.mapping.binding import TableBinding
from rules.errors import SettingsError
from sync.settings.token import token_of
from sync.tools.parts import Connected, Surroundings

if TYPE_CHECKING:
    from connectors.airtable.client import Airtable
    from connectors.bulletin import Bulletin
    from connectors.calls.budget import Allowance
    from connectors.changes import Target
    from connectors.explore import Explorer, OwnColumns
    from connectors.filling import Filler
    from connectors.making import Maker
    from connectors.redating import Redater
    from sync.settings.living import LivingSettings
    from sync.settings.sources import AirtableSettings


def connect_airtable(
    name: str, section: AirtableSettings, bindings: tuple[TableBinding, ...], around: Surroundings
) -> Connected:
    """Join tables of a base. Raises `SettingsError` when the settings cannot be used."""
    from connectors.airtable.source import AirtableSource

    allowance = allowance_under(section, bindings)
    if around.running and (shortage := allowance.shortage()):
        raise SettingsError(
            f'"sources.{name}": the schedule asks more of Airtable than it may: {shortage}',
            hint=f'set "sources.{name}.runs_per_day" lower, or 0 when only people start runs',
        )
    airtable = _client(name, section, around, {binding.table: binding.title for binding in bindings})
    source = AirtableSource(
        name,
        airtable,
        bindings,
        clock=around.clock,
        full_read=timedelta(hours=section.full_read_hours),
        allowance=allowance,
        webhook=_may_follow(section),
        running=around.running,
    )

    def target() -> Target:
        from connectors.airtable.target import AirtableTarget

        return AirtableTarget(name, airtable, bindings, clock=around.clock)

    def bulletin(living: LivingSettings) -> Bulletin:
        from connectors.airtable.bulletin import AirtableBulletin

        return AirtableBulletin(airtable, name, living.table, living.text, {binding.table for binding in bindings})

    def maker() -> Maker:
        from connectors.airtable.maker import AirtableMaker

        return AirtableMaker(name, airtable)

    def redater() -> Redater:
        from connectors.airtable.redater import AirtableRedater

        return AirtableRedater(name, airtable)

    def filler() -> Filler:
        from connectors.airtable.filler import AirtableFiller

        return AirtableFiller(name, airtable)

    from connectors.airtable.checkup import AirtableCheckup

    polling = allowance_under(section.model_copy(update={"webhook": False}), bindings)
    checkup = AirtableCheckup(airtable, bindings, polling.shortage())
    return Connected(source, target, checkup, allowance, bulletin, maker, redater, filler)


def allowance_under(section: AirtableSettings, bindings: tuple[TableBinding, ...]) -> Allowance:
    """Return what the settings let the runs of a month take, and how much one takes at least."""
    from connectors.airtable.budget import allowance_of

    tables = len({binding.table for binding in bindings})
    idle = 1 if _may_follow(section) else tables
    least = idle if section.full_read_hours else 1 + tables
    return allowance_of(section.plan, section.monthly_requests, section.runs_per_day, least)


def _may_follow(section: AirtableSettings) -> bool:
    return section.webhook and section.write


def _client(name: str, section: AirtableSettings, around: Surroundings, titles: Mapping[str, str]) -> Airtable:
    from connectors.airtable.client import Airtable

    token = token_of(name, section, around.folder, around.environment)
    base = around.pace("airtable", section.base, windows=(Window(section.requests_per_second, 1.0),))
    everything = around.pace("airtable", token, windows=(Window(50, 1.0),))
    airtable = Airtable(
        token, section.base, (base, everything), address=section.address, timeout=section.timeout_seconds, titles=titles
    )
    return around.opened.enter_context(closing(airtable))


def explore_airtable(
    name: str, section: AirtableSettings, around: Surroundings, asked: tuple[str, ...], bound: tuple[OwnColumns, ...]
) -> Explorer:
    """Return what looks around in a base. Raises `SettingsError` when the token cannot be used."""
    from connectors.airtable.explorer import AirtableExplorer

    del asked  # The settings name the base.
    return AirtableExplorer(_client(name, section, around, {}), bound)
