"""The tables and templates that come as files: those shipped with Streetdate, and the team's own before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from rules.errors import SettingsError
from rules.lead_times import LeadTime, compared, read_lead_times
from rules.templates.agenda import Agenda
from rules.templates.parse import read_template
from rules.templates.template import Template
from sync.settings.schema import DistributorSettings

SHIPPED = ("single", "ep", "album", "content", "monthly-review", "ops-meeting")
"""The templates that come with Streetdate, by the names of their files."""


def templates_in(folder: Path | None) -> Mapping[str, Template | Agenda]:
    """Return every template by its name; a file of the team's own goes before ours of the same name.

    Raises `SettingsError` for a folder that is not there and for a file that is not a template.
    """
    own = dict(_own(folder)) if folder else {}
    return {name: own[name] if name in own else _shipped(name) for name in dict.fromkeys((*SHIPPED, *own))}


def shipped_text(name: str) -> str:
    """Return the text of a template of ours, comments included."""
    return (files("rules.templates") / f"{name}.toml").read_text(encoding="utf-8")


def lead_times_with(own: Mapping[str, DistributorSettings]) -> tuple[LeadTime, ...]:
    """Return what distributors need; the team's own figures replace ours, however a name is spelled."""
    chosen = {compared(name): LeadTime(name, row.floor, row.advised) for name, row in own.items()}
    return (*chosen.values(), *(entry for entry in _shipped_lead_times() if compared(entry.name) not in chosen))


def _own(folder: Path) -> Iterator[tuple[str, Template | Agenda]]:
    if not folder.is_dir():
        raise SettingsError(
            f'"templates.folder" is {folder.name}, and there is no such folder',
            hint=f"make it, or correct it: {folder}",
        )
    for file in sorted(folder.glob("*.toml")):
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file.name} cannot be read: {error}", hint="expected a text file in UTF-8") from error
        yield file.stem, read_template(text, file.name)


@cache
def _shipped(name: str) -> Template | Agenda:
    return read_template(shipped_text(name), f"{name}.toml")


@cache
def _shipped_lead_times() -> tuple[LeadTime, ...]:
    text = (files("rules") / "lead_times.toml").read_text(encoding="utf-8")
    return read_lead_times(text, "lead_times.toml")
