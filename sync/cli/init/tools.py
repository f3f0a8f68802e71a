"""`streetdate init notion` and `init airtable`: begin with a tool over the network, or set up more of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sync.cli.init.proposing import F, mapping_options, say_next, settled
from sync.report.harmless import harmless
from sync.settings import FILE_NAME

if TYPE_CHECKING:
    from connectors.calls.budget import Allowance
    from connectors.explore import Explorer
    from sync.settings.sources import RemoteSettings
    from sync.settings.start import Written


@dataclass(frozen=True, slots=True)
class _Given:
    """What was said on the command line, the same for every tool."""

    name: str
    """What the settings call the source."""
    token_env: str
    token_file: str
    address: str
    config: Path
    columns: bool | None
    """Whether our columns are to be made; `None`: ask."""
    yes: bool
    time_zone: str
    format_: str

    @property
    def where(self) -> dict[str, str]:
        """How the settings name the token and the address."""
        token = {"token_file": self.token_file} if self.token_file else {"token": f"${{{self.token_env}}}"}
        return {"address": self.address, **token}


def _options(tool: str, variable: str, address: str) -> Callable[[F], F]:
    def options(function: F) -> F:
        for option in (
            click.option("--make-columns/--no-columns", "columns", default=None, help="Make our two columns in the "
                         "bound tables, or leave them out, without being asked."),
            click.option("--address", default=address, show_default=True, help="Where the API is."),
            click.option("--token-file", default="", help="Instead of --token-env: a file with the token as its one "
                         "line, relative to the settings file."),
            click.option("--name", default=tool, show_default=True, help="What the settings call this source; a second "
                         "one of the same tool needs a name of its own."),
            click.option("--token-env", default=variable, show_default=True, metavar="NAME",
                         help="The environment variable that holds the token."),
            click.option("--config", type=click.Path(path_type=Path, dir_okay=False), default=FILE_NAME,
                         show_default=True, help="Where to write the settings."),
        ):  # fmt: skip
            function = option(function)
        return mapping_options(function)

    return options


@click.command("notion")
@click.argument("database", nargs=-1)
@_options("notion", "NOTION_TOKEN", "https://api.notion.com")
def notion(database: tuple[str, ...], **given: Any) -> None:
    """Propose what the databases that a Notion connection can see mean, and write streetdate.toml.

    DATABASE are links or ids of databases; none: all that are shared with the connection. The token is that of an
    internal connection (notion.so/profile/integrations), shared with each database: ••• > Connections. With your
    consent our two columns are made there; called again, only that is done where it is still missing.
    """
    from sync.settings.sources import NotionSettings

    said = _Given(**given)
    _set_up(NotionSettings.model_validate({"tool": "notion", **said.where}), database, said)


@click.command("airtable")
@click.argument("base", default="")
@_options("airtable", "AIRTABLE_TOKEN", "https://api.airtable.com")
def airtable(base: str, **given: Any) -> None:
    """Propose what the tables of an Airtable base mean, and write streetdate.toml.

    BASE is the base's link or id (app…); none: the one base that the token opens. The token is a personal access token
    (airtable.com/create/tokens) with the scopes that the README names and access to the base. With your consent our two
    fields are made there; called again, only that is done where it is still missing.
    """
    from sync.bootstrap import only_airtable_base
    from sync.errors import UsageError
    from sync.settings.sources import NO_BASE, AirtableSettings, base_in

    said, found = _Given(**given), base_in(base) if base else NO_BASE
    if not found:
        raise UsageError(f"“{base}” is no base", hint="give its link, or its id, which begins with app")
    section = AirtableSettings.model_validate({"tool": "airtable", "base": found, **said.where})
    if not base:
        section = section.model_copy(update={"base": only_airtable_base(section, said.config)})
    _set_up(section, (), said)


def _set_up(section: RemoteSettings, asked: tuple[str, ...], said: _Given) -> None:
    from sync.bootstrap import exploring
    from sync.settings.remote import already_bound, own_columns_of, remote_origin, sampled
    from sync.settings.start import begin, source_name

    name, config, quiet = source_name(said.name), said.config, said.format_ != "text"
    section, bound = already_bound(config, name, section)
    with exploring(name, section, config, asked, own_columns_of(bound)) as explorer:
        if bound is None:
            origin = remote_origin(name, section, explorer.place)
            start = begin(lambda _: sampled(explorer), origin, config, said.time_zone)
            bound = settled(start, said.yes, said.format_)
        _own_columns(explorer, config, name, bound, said.columns, quiet=quiet)
    if not quiet:
        _schedule(config, name)
        say_next(config)


def _own_columns(
    explorer: Explorer, config: Path, source: str, written: Written, consent: bool | None, *, quiet: bool
) -> None:
    """Use the columns of ours that are there; make the missing ones where somebody agrees to that."""
    from sync.settings.edit import set_own_columns
    from sync.settings.remote import own_columns_of, showing_gaps

    tables = showing_gaps(written)
    bound = {columns.table: columns for columns in own_columns_of(written)}
    known = {columns.table: columns for columns in explorer.own_columns(tables)}
    missing = [table for table in tables if not known[table.id].complete]
    if missing and consent is None and not quiet and sys.stdin.isatty():
        titles = ", ".join(f"“{table.title}”" for table in missing)
        click.echo(
            harmless(f"\nStreetdate shows its findings in two columns of its own. They are missing in {titles}.")
        )
        consent = click.confirm("make them?", default=False)
    for table in tables:
        columns = known[table.id]
        if not columns.complete:
            if not consent:
                continue
            columns = explorer.make_columns(table)
            if not quiet:
                click.echo(harmless(f"made our columns in “{table.title}”"))
        if columns != bound[table.id]:
            set_own_columns(config, source, columns)
    if missing and not consent and not quiet:
        click.echo("our columns were not made: gaps become comments only; the same init again makes them")


def _schedule(config: Path, name: str) -> None:
    """Say what a schedule will take where the tool allows so many requests a month."""
    from sync.bootstrap import bindings_of
    from sync.settings.load import load

    section = load(config).sources[name]
    if section.tool != "airtable":
        return
    from sync.tools.airtable import allowance_under

    allowance = allowance_under(section, bindings_of(section))
    if allowance.schedule():
        click.echo(f"the schedule: {allowance.schedule()}")
        click.echo(f'  "plan" and "runs_per_day" under [sources.{name}] say otherwise' + _too_dense(allowance))


def _too_dense(allowance: Allowance) -> str:
    return "; as it is, no run will begin" if allowance.shortage() else ""
