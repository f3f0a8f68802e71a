"""Connecting a calendar: from what a person gives to settings that work, each step proven before it is written."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from connectors.access import Access
from connectors.errors import NotShared
from rules.errors import SettingsError
from sync.bootstrap import surroundings
from sync.errors import UsageError
from sync.settings.google import GoogleSettings, credentials_in
from sync.settings.google_connected import calendar_in, check_place, keep_consent, set_google
from sync.settings.load import load
from sync.settings.schema import Settings
from sync.tools.google_calendar import Google, routes_of
from sync.tools.parts import Surroundings

Way: TypeAlias = Literal["made", "shared", "owned"]
_CONSENT = "google-consent.json"


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for; empty for what they do not say."""

    calendar: str = ""
    app: Path | None = None
    credentials_file: str = ""
    credentials_env: str = ""
    release: str = ""
    artist: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """What came of it."""

    access: tuple[Access, ...]
    said: str = ""

    @property
    def usable(self) -> bool:
        return all(access.granted for access in self.access)


def connect_calendar(asked: Request, config: Path) -> Connection:
    """Connect a calendar, or make one, and write it into the settings if it can be used.

    Raises `UsageError` or `SettingsError` for what cannot be meant, `ConnectorError` for what Google refuses.
    """
    settings = load(config)
    folder = config.resolve().parent
    id_ = calendar_in(asked.calendar)
    if asked.calendar and not id_:
        raise UsageError(
            f"“{asked.calendar}” is no calendar",
            hint="give its id: in Google Calendar, the calendar's settings → Integrate calendar → Calendar ID",
        )
    section = _with_credentials(asked, settings.calendar.google or GoogleSettings(), folder, wants_own=bool(id_))
    around = surroundings(folder, ZoneInfo(settings.time_zone))
    with around.opened:
        id_ = id_ or _connected(section, settings, asked, around)
        if not id_:
            _check_may_make(section, credentials_in(section, folder, around.environment))
            id_, name = _made(section, settings, asked, around)
            said = f"made the calendar “{name}”"
        else:
            said = "the milestones go into the calendar"
        alone = section.model_copy(update={"calendar": id_, "releases": {}, "artists": {}})
        connection = Connection(Google(alone, settings.workspace, around).access(), said)
    if connection.usable or section.access == "made":
        # A calendar that was made is written down whatever comes after, or the next attempt would make another.
        set_google(config, _routed(section, id_, asked))
    return connection


def _with_credentials(asked: Request, section: GoogleSettings, folder: Path, *, wants_own: bool) -> GoogleSettings:
    """Return the section with whoever is to write; a person is asked for their consent where they give an app."""
    if asked.credentials_env and (asked.credentials_file or asked.app):
        other = "--credentials-file" if asked.credentials_file else "--client"
        raise UsageError(f"{other} and --credentials-env are both given", hint="keep one of them")
    section = section.model_copy(update={"address": asked.address or section.address})
    if asked.app is not None:
        way: Way = "owned" if wants_own else "made"
        kept = asked.credentials_file or _CONSENT
        section = _by(section, way, credentials_file=kept, credentials="")
        check_place(folder / kept)
        keep_consent(folder / kept, _consent(asked.app, way))
        return section
    if not asked.credentials_file and not asked.credentials_env:
        return section
    variable = f"${{{asked.credentials_env}}}" if asked.credentials_env else ""
    given = {"credentials_file": asked.credentials_file, "credentials": variable}
    info = credentials_in(section.model_copy(update=given), folder, os.environ)
    return _by(section, "shared" if _is_robot(info) else "owned" if wants_own else "made", **given)


def _by(section: GoogleSettings, way: Way, **more: str) -> GoogleSettings:
    """Return the section with another way to its calendars. Raises `UsageError` where it has some that came by one."""
    if way != section.access and routes_of(section).calendars:
        raise UsageError(
            f"the settings name calendars that are “{section.access}” already, and this one would be “{way}”",
            hint="all calendars of a team come to Streetdate in one way; take those out of the settings first",
        )
    return section.model_copy(update={**more, "access": way})


def _is_robot(info: Mapping[str, Any]) -> bool:
    return info.get("type") == "service_account"


def _consent(app: Path, way: Way) -> Mapping[str, str]:
    from connectors.google_calendar import credentials
    from connectors.google_calendar.consent import consent

    try:
        held = json.loads(app.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        held = None
    if not isinstance(held, dict):
        raise SettingsError(
            f"{app.name} is no JSON file of an OAuth client",
            hint="In the Google Cloud console: Credentials → Create OAuth client → Desktop app → download its JSON.",
        )
    return consent(held, credentials.Way(way))


def _check_may_make(section: GoogleSettings, info: Mapping[str, Any]) -> None:
    if _is_robot(info):
        raise UsageError(
            "a calendar that a service account makes belongs to nobody who could open it",
            hint="make one in Google Calendar, share it with "
            f"{info.get('client_email', 'the service account')} (“Make changes to events”), and give its id here",
        )
    if section.access != "made":
        raise UsageError(
            "which calendar? the settings' access is to calendars that are there already",
            hint="give its id or link; to let one be made, ask for consent to that with --client FILE",
        )


def _made(section: GoogleSettings, settings: Settings, asked: Request, around: Surroundings) -> tuple[str, str]:
    from connectors.google_calendar.making import make_calendar

    name = f"{asked.release or asked.artist or settings.workspace} milestones"
    google = Google(section, settings.workspace, around)
    return make_calendar(google.client, name, settings.time_zone), name


def _connected(section: GoogleSettings, settings: Settings, asked: Request, around: Surroundings) -> str:
    """Return the calendar that is connected there already; "" for none, or where one was made and then deleted."""
    id_ = _of(section, asked)
    if id_ and section.access == "made":
        try:
            Google(section, settings.workspace, around).calendar(id_).look("")
        except NotShared:
            return ""
    return id_


def _of(section: GoogleSettings, asked: Request) -> str:
    """Return the calendar that the settings name there."""
    if asked.release:
        return section.releases.get(asked.release, "")
    return section.artists.get(asked.artist, "") if asked.artist else section.calendar


def _routed(section: GoogleSettings, id_: str, asked: Request) -> GoogleSettings:
    if asked.release:
        return section.model_copy(update={"releases": {**section.releases, asked.release: id_}})
    if asked.artist:
        return section.model_copy(update={"artists": {**section.artists, asked.artist: id_}})
    return section.model_copy(update={"calendar": id_})
