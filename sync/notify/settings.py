"""From the settings to who is told what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext, suppress
from datetime import date, time, timedelta
from pathlib import Path

from rules.errors import SettingsError
from rules.policy import Severity
from sync.notify.notifications import Notifications
from sync.notify.post import ApprisePost
from sync.notify.receiver import Receiver, Rhythm, Topic
from sync.settings.notify import ReceiverSettings, heartbeat_address, receiver_address
from sync.settings.schema import Settings
from sync.settings.sources import WorkbookSettings

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def notifications_in(
    settings: Settings,
    folder: Path,
    environment: Mapping[str, str],
    *,
    remembers: bool,
    whole: bool = True,
    addressed: bool = True,
) -> Notifications:
    """Return who is told what.

    Raises `SettingsError` for an address that is not there; without `whole`, whoever it is of is left out instead, and
    unless they are to be `addressed`, none is looked for.
    """
    receivers: list[Receiver] = []
    heartbeat = ""
    missed = nullcontext() if whole else suppress(SettingsError)
    for name, section in settings.notify.items():
        with missed:
            address = receiver_address(name, section, folder, environment) if addressed else ""
            receivers.append(receiver_in(name, section, address))
    if addressed:
        with missed:
            heartbeat = heartbeat_address(settings.alarms, folder, environment)
    return Notifications(
        post=ApprisePost(),
        receivers=tuple(receivers),
        heartbeat=heartbeat,
        quiet=timedelta(hours=settings.alarms.quiet_hours),
        token_days=settings.alarms.token_days,
        expiries=expiries_in(settings),
        remembers=remembers,
    )


def receiver_in(name: str, section: ReceiverSettings, address: str) -> Receiver:
    """Return the receiver that a section describes."""
    return Receiver(
        name=name,
        address=address,
        topics=frozenset(map(Topic, section.tell)),
        people=_folded(section.people),
        releases=_folded(section.releases),
        artists=_folded(section.artists),
        least=Severity(section.least),
        digest=None if section.digest == "none" else Rhythm(section.digest),
        digest_at=time.fromisoformat(section.digest_at),
        digest_on=_WEEKDAYS.index(section.digest_on),
    )


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def expiries_in(settings: Settings) -> Mapping[str, date]:
    """Return the last days of tokens and credentials that have one, by what they open."""
    found = {
        name: section.token_expires
        for name, section in settings.sources.items()
        if not isinstance(section, WorkbookSettings) and section.token_expires is not None
    }
    google = settings.calendar.google
    if google is not None and google.credentials_expire is not None:
        found["Google Calendar"] = google.credentials_expire
    return found
