"""A tool over the network as the settings name it, and what is looked at in it before they do."""

from __future__ import annotations

from pathlib import Path

from connectors.explore import Explorer, OwnColumns
from connectors.mapping.proposal import Certainty, TableProposal
from connectors.mapping.propose import propose
from connectors.mapping.settings import binding_from_settings
from connectors.record import Pull, Table
from rules.errors import SettingsError
from sync.settings.load import load
from sync.settings.sources import RemoteSettings
from sync.settings.start import Origin, Written

_MOST_SAMPLED = 20
"""Tables of which records are looked at: each costs a request, and a base may hold hundreds that are no plan."""


def remote_origin(name: str, section: RemoteSettings, place: str) -> Origin:
    """Return where a plan in a tool stands. What is as it is by default is left out."""
    return Origin(place, name, section.model_dump(exclude_defaults=True, exclude={"tables"}), place)


def sampled(explorer: Explorer) -> Pull:
    """Return the tables that may be part of a plan, by their names and columns, with some of their records."""
    tables = explorer.survey()
    likely = sorted(
        (table for table in propose(tables, ()).tables if table.certainty is not Certainty.NONE), key=_unlikeliness
    )
    chosen = {table.table.id for table in likely[:_MOST_SAMPLED]}
    if len(tables) <= _MOST_SAMPLED:
        chosen = {table.id for table in tables}
    return explorer.sample([table for table in tables if table.id in chosen])


def _unlikeliness(table: TableProposal) -> tuple[bool, float]:
    return table.certainty is not Certainty.SURE, -table.score


def already_bound(config: Path, name: str, asked: RemoteSettings) -> tuple[RemoteSettings, Written | None]:
    """Return how a source is reached and what is bound of it: as the settings file says, else as was asked for.

    Raises `SettingsError` where the file has something else under that name.
    """
    settings = load(config) if config.exists() else None
    if settings is None or name not in settings.sources:
        return asked, None
    section = settings.sources[name]
    if not isinstance(section, type(asked)) or getattr(section, "base", "") != getattr(asked, "base", ""):
        raise SettingsError(
            f'{config.name} is there already, and its source "{name}" is another',
            hint="give this one a name of its own with --name NAME, or write another file with --config FILE",
        )
    bindings = tuple(binding_from_settings(table, raw) for table, raw in section.tables.items())
    tables = {binding.table: Table(binding.table, binding.title, ()) for binding in bindings}
    return section, Written(config, bindings, tables)


def showing_gaps(written: Written) -> list[Table]:
    """Return the bound tables on whose records gaps can stand."""
    return [written.tables[binding.table] for binding in written.bindings if binding.shows_gaps]


def own_columns_of(written: Written | None) -> tuple[OwnColumns, ...]:
    """Return our columns as the settings name them, table by table."""
    bindings = written.bindings if written else ()
    return tuple(OwnColumns(binding.table, binding.flag, binding.gaps) for binding in bindings)
