"""Google Calendar as the settings name it, and the credentials that they only refer to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from rules.errors import SettingsError
from sync.settings.secret import from_environment, is_reference
from sync.settings.section import Section
from sync.settings.sources import Address, Rate, Seconds

_WHERE = "calendar.google.credentials"


class GoogleSettings(Section):
    """The milestones as events in Google calendars."""

    calendar: str = ""
    """The id of the calendar that shows every milestone without one of its own; empty: those are not shown."""
    releases: dict[str, str] = {}
    """Calendars of single releases: title = id."""
    artists: dict[str, str] = {}
    """Calendars of single artists: name = id."""
    access: Literal["made", "shared", "owned"] = "shared"
    """How the calendars came to Streetdate, and with it the right that is asked for: it made them, people share them
    with its service account, or they are the account's own."""
    credentials: str = ""
    """`${NAME}`: the environment variable that holds a service account's key or a kept consent, as JSON or as the path
    of a file. Neither may stand here."""
    credentials_file: str = ""
    """Instead of `credentials`: that file, relative to the settings file."""
    credentials_expire: date | None = None
    """The credentials' last day, where they have one: a consent of a Google project that is still in "Testing" lasts 7
    days, and no request tells. Receivers hear of it in time (`alarms`)."""
    moved: Literal["put back", "report"] = "put back"
    """What becomes of an event that somebody moved in the calendar: it goes back to the day of the plan, or stays and
    every run tells of the wish. Both are said."""
    timeout_seconds: Seconds = 60.0
    """How long one request may take."""
    requests_per_minute: Rate = 600
    """What Google allows one account of a Cloud project."""
    address: Address = "https://www.googleapis.com"
    """Where the API is: a proxy or a stand-in may take its place."""


def credentials_in(section: GoogleSettings, folder: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
    """Return what the credentials' file or variable holds. Raises `SettingsError` when there is nothing to use."""
    if section.credentials and section.credentials_file:
        raise SettingsError(f'"{_WHERE}" and "{_WHERE}_file" are both set', hint="keep one of them")
    if section.credentials_file:
        return _read(folder / section.credentials_file, f"{_WHERE}_file")
    if not section.credentials:
        raise SettingsError(
            f'"{_WHERE}" is missing: nothing says who writes into the calendar',
            hint="connect it with: streetdate init calendar",
        )
    if not is_reference(section.credentials):
        raise SettingsError(
            f'"{_WHERE}" holds something other than a reference; a settings file is shared and copied, so it may only '
            "refer to credentials",
            hint='put the path of the file into a variable of the environment: credentials = "${GOOGLE_CREDENTIALS}"',
        )
    held = from_environment(section.credentials, _WHERE, environment)
    return _decoded(held, _WHERE) if held.startswith("{") else _read(folder / held, _WHERE)


def _read(path: Path, where: str) -> Mapping[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError):
        # What a variable holds by mistake may be the secret itself: only a settings file's own words are repeated.
        raise SettingsError(
            f'"{where}" refers to a file that cannot be read',
            hint="expected the JSON file that Google let you download",
        ) from None
    return _decoded(text, where)


def _decoded(text: str, where: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SettingsError(
            f'"{where}" refers to something that is no JSON object',
            hint="expected what Google let you download: a service account's key, or a kept consent",
        )
    return found
