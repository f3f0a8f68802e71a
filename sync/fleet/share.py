"""Dividing a fleet over the tasks of an array job: stable by name, and no token in two tasks at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from rules.errors import SettingsError
from sync.errors import UsageError
from sync.fleet.member import Member
from sync.settings.google import credentials_in
from sync.settings.load import load
from sync.settings.sources import AirtableSettings, WorkbookSettings
from sync.settings.token import token_of


@dataclass(frozen=True, slots=True)
class Share:
    """Task `number` (from 1) of `of`."""

    number: int
    of: int

    def takes(self, name: str) -> bool:
        """Whether what goes by this name is this task's: the same as long as the number of tasks is."""
        return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % self.of == self.number - 1


def share_in(text: str) -> Share:
    """Return the share that "2/5" means. Raises `UsageError` for anything else."""
    found = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text.strip())
    if found and 1 <= int(found[1]) <= int(found[2]):
        return Share(int(found[1]), int(found[2]))
    raise UsageError(
        f'--share is "{text}", which is no share', hint="write 2/5 for the second of five tasks; the first is 1/5"
    )


def taken(members: Sequence[Member], share: Share, environment: Mapping[str, str]) -> tuple[Member, ...]:
    """Return the members of one task.

    Tasks know nothing of each other, so all who share a token or a base are one task's: it keeps their common pace.
    """
    group: dict[str, str] = {member.name: member.name for member in members}

    def first(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    using: dict[str, str] = {}
    for member in members:
        for limit in _limits(member, environment):
            one, other = sorted((first(member.name), first(using.setdefault(limit, member.name))))
            group[other] = one
    return tuple(member for member in members if share.takes(first(member.name)))


def _limits(member: Member, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield what a vendor counts requests by, as digests; what cannot be found its own run will say."""
    settings, folder = load(member.config), member.config.parent
    for name, section in settings.sources.items():
        if isinstance(section, WorkbookSettings):
            continue
        if isinstance(section, AirtableSettings):
            yield f"base {section.base}"
        with suppress(SettingsError):
            yield _digest(section.tool, token_of(name, section, folder, environment))
    if settings.calendar.google is not None:
        with suppress(SettingsError):
            info = credentials_in(settings.calendar.google, folder, environment)
            yield _digest("google", str(info.get("client_email") or info.get("refresh_token") or info))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
