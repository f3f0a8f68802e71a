"""One workspace of a fleet: its settings file, and what of the surroundings it may see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from sync.settings.schema import Settings

_REFERENCE = re.compile(r"\$\{(\w+)\}")
_FOR_ALL = frozenset(
    {
        "PATH", "HOME", "USER", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "NO_COLOR", "SYSTEMROOT",
        "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "HTTPLIB2_CA_CERTS",
        "PGSSLMODE", "PGSSLROOTCERT", "PYTHONPATH", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV",
    }
)  # fmt: skip
"""What every worker gets: where programs and certificates are, the zone and the language, the way out."""


@dataclass(frozen=True, slots=True)
class Member:
    """One settings file that can be read. `name` is its path below the fleet's folder."""

    name: str
    config: Path
    workspace: str
    refers: frozenset[str] = frozenset()
    """The variables of the environment that the settings refer to."""
    tools: frozenset[str] = frozenset()
    """What it works with: the tools of its sources, "google" for calendars, "postgres" for a store there."""

    def environment(self, whole: Mapping[str, str]) -> Mapping[str, str]:
        """Return what of the environment this workspace may see: what is for all, and what its settings refer to."""
        return {**for_all(whole), **{name: whole[name] for name in sorted(self.refers) if name in whole}}


def member_of(name: str, config: Path, settings: Settings) -> Member:
    """Return the member that a settings file describes."""
    tools = {section.tool for section in settings.sources.values()}
    more = {"google"} if settings.calendar.google is not None else set()
    if not settings.store.url.startswith("sqlite:") or settings.store.url_file:
        more.add("postgres")
    return Member(name, config, settings.workspace, referred(settings), frozenset({*tools, *more}))


def for_all(whole: Mapping[str, str]) -> Mapping[str, str]:
    """Return the part of the environment that holds nobody's secret."""
    return {name: value for name, value in whole.items() if name.upper() in _FOR_ALL or name.startswith("LC_")}


def referred(settings: Settings) -> frozenset[str]:
    """Return the variables that any text of the settings refers to."""
    return frozenset(name for text in _texts(settings) for name in _REFERENCE.findall(text))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case BaseModel():
            for name in type(value).model_fields:
                yield from _texts(getattr(value, name))
        case Mapping():
            for held in value.values():
                yield from _texts(held)
        case list() | tuple() | set() | frozenset():
            for held in value:
                yield from _texts(held)
