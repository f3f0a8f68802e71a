"""The settings of each tool that can be read. The field docstrings are the reference in the README."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Field

from sync.settings.section import Section

Seconds = Annotated[float, Field(gt=0, le=600)]
Rate = Annotated[int, Field(ge=1, le=100_000)]
Hours = Annotated[int, Field(ge=0, le=24 * 31)]
_BASE = "app[A-Za-z0-9]{14}"
NO_BASE = "app00000000000000"
"""Stands for an Airtable base that is still to be chosen."""
Address = Annotated[str, Field(pattern=r"^https?://[^\s@?#]+$")]


def _base(text: str) -> str:
    if not re.fullmatch(_BASE, text):
        raise ValueError('expected the part of its web address that begins with "app"')
    return text


class _Source(Section):
    write: bool = True
    """Whether comments and flags are written back."""
    tables: dict[str, dict[str, Any]] = {}
    """What the tables and their columns mean; `streetdate init` writes it."""


class WorkbookSettings(_Source):
    """A spreadsheet file that is read, and written unless told otherwise."""

    tool: Literal["workbook"]
    """Which connector: workbook, notion or airtable."""
    file: str
    """The .xlsx or .csv file, relative to the settings file."""


class _Remote(_Source):
    token: str = ""
    """`${NAME}`: the environment variable that holds the token. The token itself may not stand here."""
    token_file: str = ""
    """Instead of `token`: a file, relative to the settings file, whose one line is the token."""
    token_expires: date | None = None
    """The token's last day, where it has one: the tools do not tell it. Receivers hear of it in time (`alarms`)."""
    timeout_seconds: Seconds = 60.0
    """How long one request may take."""
    full_read_hours: Hours = 24
    """After how many hours everything is read again instead of what changed; 0: each time. On Airtable later where that
    would take more than a twentieth of the month's requests."""


class NotionSettings(_Remote):
    """Databases of a Notion workspace. The tables are data sources, by id."""

    tool: Literal["notion"]
    """Which connector: workbook, notion or airtable."""
    address: Address = "https://api.notion.com"
    """Where the API is: a proxy or a stand-in may take its place."""
    requests_per_minute: Rate = 180
    """What the workspace's plan allows one connection; 600 on Business and Enterprise."""


class AirtableSettings(_Remote):
    """Tables of one Airtable base, by id."""

    tool: Literal["airtable"]
    """Which connector: workbook, notion or airtable."""
    base: Annotated[str, AfterValidator(_base)]
    """The base's id: the part of its web address that begins with "app"."""
    address: Address = "https://api.airtable.com"
    """Where the API is: a proxy or a stand-in may take its place."""
    requests_per_second: Rate = 5
    """What Airtable allows for one base."""
    plan: Literal["free", "team", "business", "enterprise"] = "free"
    """The workspace's plan: free allows 1,000 requests a month, team 100,000."""
    monthly_requests: Rate | None = None
    """Requests a month that Streetdate may use, where other programs or sources share the plan's; empty: all of them.
    The report counts those of runs; what check, plan and doctor ask in between comes on top, for they keep nothing."""
    runs_per_day: Annotated[int, Field(ge=0, le=1440)] = 24
    """How often a schedule starts a run; one that the month's requests cannot carry is refused. 0: only people do."""
    webhook: bool = True
    """Whether changes are learnt from a webhook that a run makes and only reads (no address is called); never where
    `write` is false."""


SourceSettings: TypeAlias = Annotated[WorkbookSettings | NotionSettings | AirtableSettings, Field(discriminator="tool")]
"""One tool that is read, and written unless told otherwise."""
RemoteSettings: TypeAlias = NotionSettings | AirtableSettings
SOURCE_SETTINGS: dict[str, type[Section]] = {
    "workbook": WorkbookSettings,
    "notion": NotionSettings,
    "airtable": AirtableSettings,
}
"""The sections of the connectors, by the name of the tool."""


def base_in(text: str) -> str:
    """Return the id of the Airtable base that a link or an id names; "" for neither."""
    found = re.search(rf"(?:^|/)({_BASE})(?=$|[/?#])", text.strip())
    return found[1] if found else ""
