"""Who hears of what happens, and of what went wrong. The field docstrings are the reference in the README."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from rules.errors import SettingsError
from sync.settings.secret import from_environment, from_file, is_reference
from sync.settings.section import Section

TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Hours = Annotated[int, Field(ge=1, le=24 * 31)]
Days = Annotated[int, Field(ge=0, le=366)]


class ReceiverSettings(Section):
    """One receiver of messages: a room, a mailbox, a person."""

    url: str = ""
    """`${NAME}`: the environment variable that holds the receiver's address as Apprise writes it (slack://…,
    mailtos://…; apprise.readthedocs.io lists them). The address itself may not stand here."""
    url_file: str = ""
    """Instead of `url`: a file, relative to the settings file, whose one line is the address."""
    tell: list[Literal["new", "worse", "closed", "alarms"]] = ["new", "worse", "closed", "alarms"]
    """What is told as it happens: gaps that are new, became blockers or closed, and alarms. None: only the digest."""
    people: list[str] = []
    """Only gaps on which one of these people must act; none: all. The digest keeps everybody's."""
    releases: list[str] = []
    """Only gaps and dates of these releases, by title; none: all."""
    artists: list[str] = []
    """Only gaps and dates of these artists' releases; none: all."""
    least: Literal["blocker", "warning"] = "warning"
    """The least severe gap that is told. Notes stand in the report only."""
    digest: Literal["none", "daily", "weekly"] = "none"
    """Whether an overview is sent: what was done, what is due, who waits for whom. Daily: on working days. One that
    would be empty is not sent."""
    digest_at: TimeOfDay = "09:00"
    """From when on, in the team's zone: the first run from then on sends it."""
    digest_on: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = "mon"
    """The day of the weekly digest."""


class AlarmSettings(Section):
    """When receivers hear that something is wrong with the runs themselves: once, and once more when it is over.

    With a store of `sqlite::memory:` nothing is remembered, and every run says it again.
    """

    quiet_hours: Hours = 26
    """After how many hours without a finished run `streetdate health` complains."""
    token_days: Days = 14
    """How many days before its last day a token is told of."""
    heartbeat: str = ""
    """`${NAME}`: the environment variable that holds the address of a dead man's switch, such as healthchecks.io. It is
    called after every run, with /fail at its end where the run was not well."""
    heartbeat_file: str = ""
    """Instead of `heartbeat`: a file, relative to the settings file, whose one line is the address."""


def receiver_address(name: str, section: ReceiverSettings, folder: Path, environment: Mapping[str, str]) -> str:
    """Return a receiver's address.

    Raises `SettingsError` when there is none, or when it stands in the settings as it is.
    """
    variable = f"STREETDATE_{''.join(sign if sign.isalnum() else '_' for sign in name).upper()}_URL"
    found = _referred(section.url, section.url_file, f"notify.{name}.url", variable, folder, environment)
    if not found:
        raise SettingsError(
            f'"notify.{name}.url" is missing: nothing says where its messages go',
            hint=f'put the address into an environment variable and write url = "${{{variable}}}"',
        )
    return found


def heartbeat_address(section: AlarmSettings, folder: Path, environment: Mapping[str, str]) -> str:
    """Return the address of the dead man's switch; "" for none. Raises `SettingsError` as for a receiver."""
    where, variable = "alarms.heartbeat", "STREETDATE_HEARTBEAT_URL"
    found = _referred(section.heartbeat, section.heartbeat_file, where, variable, folder, environment)
    if found and not found.startswith(("https://", "http://")):
        raise SettingsError(
            f'what "{where}" refers to is no web address', hint="copy the ping address of the check, https:// included"
        )
    return found


def _referred(
    reference: str, file: str, where: str, variable: str, folder: Path, environment: Mapping[str, str]
) -> str:
    if reference and file:
        raise SettingsError(f'"{where}" and "{where}_file" are both set', hint="keep one of them")
    if file:
        return from_file(folder / file, f"{where}_file")
    if reference and not is_reference(reference):
        setting = where.rpartition(".")[2]
        raise SettingsError(
            f'"{where}" holds an address; whoever knows it can send there, and a settings file is shared and copied, '
            "so it may only refer to one",
            hint=f'put the address into an environment variable and write {setting} = "${{{variable}}}"',
        )
    return from_environment(reference, where, environment)
