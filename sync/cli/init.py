"""`streetdate init`: look at a plan, propose what its columns mean, ask where it doubts, write the settings."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sync.cli.init_calendar import calendar
from sync.cli.options import format_option
from sync.report.harmless import harmless
from sync.settings import FILE_NAME

if TYPE_CHECKING:
    from connectors.calls.budget import Allowance
    from connectors.explore import Explorer
    from sync.settings.sources import RemoteSettings
    from sync.settings.start import Start, Written

F = TypeVar("F", bound=Callable[..., object])


@click.group()
def command() -> None:
    """Look at a plan, propose what its columns mean, and write the settings file.

    A settings file that is there already keeps everything in it and gets one more source.
    """


def _mapping_options(function: F) -> F:
    for option in (
        click.option("--time-zone", default="", help="The team's time zone, e.g. Europe/Berlin.  [default: this "
                     "computer's]"),
        click.option("--yes", is_flag=True, help="Take the sure meanings without asking, and list the rest."),
        format_option("text", "json"),
    ):  # fmt: skip
        function = option(function)
    return function


def _remote_options(variable: str, address: str) -> Callable[[F], F]:
    def options(function: F) -> F:
        for option in (
            click.option("--make-columns/--no-columns", "columns", default=None, help="Make our two columns in the "
                         "bound tables, or leave them out, without being asked."),
            click.option("--address", default=address, show_default=True, help="Where the API is."),
            click.option("--token-file", default="", help="Instead of --token-env: a file with the token as its one "
                         "line, relative to the settings file."),
            click.option("--token-env", default=variable, show_default=True, metavar="NAME",
                         help="The environment variable that holds the token."),
            click.option("--config", type=click.Path(path_type=Path, dir_okay=False), default=FILE_NAME,
                         show_default=True, help="Where to write the settings."),
        ):  # fmt: skip
            function = option(function)
        return _mapping_options(function)

    return options


@command.command("workbook")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the settings.  "
              f"[default: {FILE_NAME} beside FILE]")  # fmt: skip
@_mapping_options
def workbook(file: Path, yes: bool, config: Path | None, time_zone: str, format_: str) -> None:
    """Propose what the columns of FILE (.xlsx or .csv) mean, with scores and examples, and write streetdate.toml.

    It asks only where it doubts; a wrong guess is worse than an open one. Nothing is written into FILE.
    """
    from sync.bootstrap import read_workbook_at
    from sync.settings.start import begin
    from sync.settings.workbook import workbook_origin

    path = config or file.parent / FILE_NAME
    start = begin(partial(read_workbook_at, file), workbook_origin(file, path), path, time_zone)
    _settled(start, yes, format_)
    if format_ == "text":
        _next(path)


@command.command("notion")
@click.argument("database", nargs=-1)
@_remote_options("NOTION_TOKEN", "https://api.notion.com")
def notion(
    database: tuple[str, ...],
    token_env: str,
    token_file: str,
    address: str,
    config: Path,
    columns: bool | None,
    yes: bool,
    time_zone: str,
    format_: str,
) -> None:
    """Propose what the databases that a Notion connection can see mean, and write streetdate.toml.

    DATABASE are links or ids of databases; none: all that are shared with the connection. The token is that of an
    internal connection (notion.so/profile/integrations), shared with each database: ••• > Connections. With your
    consent our two columns are made there; called again, only that is done where it is still missing.
    """
    from sync.settings.sources import NotionSettings

    where = {"token": "", "token_file": token_file} if token_file else {"token": f"${{{token_env}}}"}
    section = NotionSettings.model_validate({"tool": "notion", "address": address, **where})
    _remote("notion", section, database, config, columns, yes, time_zone, format_)


@command.command("airtable")
@click.argument("base")
@_remote_options("AIRTABLE_TOKEN", "https://api.airtable.com")
def airtable(
    base: str,
    token_env: str,
    token_file: str,
    address: str,
    config: Path,
    columns: bool | None,
    yes: bool,
    time_zone: str,
    format_: str,
) -> None:
    """Propose what the tables of an Airtable base mean, and write streetdate.toml.

    BASE is the base's link or id (app…). The token is a personal access token (airtable.com/create/tokens) with the
    scopes that the README names and access to the base. With your consent our two fields are made there; called again,
    only that is done where it is still missing.
    """
    from sync.errors import UsageError
    from sync.settings.sources import AirtableSettings, base_in

    found = base_in(base)
    if not found:
        raise UsageError(f"“{base}” is no base", hint="give its link, or its id, which begins with app")
    where = {"token": "", "token_file": token_file} if token_file else {"token": f"${{{token_env}}}"}
    section = AirtableSettings.model_validate({"tool": "airtable", "base": found, "address": address, **where})
    _remote("airtable", section, (), config, columns, yes, time_zone, format_)


def _remote(
    name: str,
    section: RemoteSettings,
    asked: tuple[str, ...],
    config: Path,
    columns: bool | None,
    yes: bool,
    time_zone: str,
    format_: str,
) -> None:
    from sync.bootstrap import exploring
    from sync.settings.remote import already_bound, own_columns_of, remote_origin, sampled
    from sync.settings.start import begin

    section, bound = already_bound(config, name, section)
    with exploring(name, section, config, asked, own_columns_of(bound)) as explorer:
        if bound is None:
            origin = remote_origin(name, section, explorer.place)
            bound = _settled(begin(lambda _: sampled(explorer), origin, config, time_zone), yes, format_)
        _own_columns(explorer, config, name, bound, columns, quiet=format_ != "text")
    if format_ == "text":
        _schedule(config, name)
        _next(config)


def _settled(start: Start, yes: bool, format_: str) -> Written:
    from sync.cli.asking import ask, ask_subjects

    asks = not yes and format_ == "text" and sys.stdin.isatty()
    if format_ == "json":
        from sync.report.mapping_document import mapping_document

        document = mapping_document(start.proposal, start.origin.called)
        click.echo(document.model_dump_json(by_alias=True, indent=2))
    else:
        from rich.console import Console

        from sync.report.mapping_terminal import print_proposal

        print_proposal(Console(), start.proposal)
        if asks and (subjects := ask_subjects(start.proposal)):
            start = start.told(subjects)
    written = start.settle(ask if asks else None)
    if format_ == "text":
        click.echo()
        click.echo(f"wrote {written.path.name}: {written.bound} columns bound, {len(written.undecided)} undecided")
        for column in written.undecided:
            click.echo(harmless(f"  undecided: {column}"))
        if written.undecided:
            click.echo('  give such a column its meaning in the file, under its table\'s columns: meaning = "Column"')
    return written


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
        click.echo(f"our columns were not made: gaps become comments only; init {source} again makes them")


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


def _next(path: Path) -> None:
    here = path.resolve() == Path.cwd() / FILE_NAME
    click.echo("next: streetdate check" + ("" if here else f" --config {path}"))


command.add_command(calendar)
