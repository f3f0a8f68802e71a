"""The place of the living report, joined to the tool of one source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from connectors.mapping.nearest import did_you_mean
from rules.errors import SettingsError
from sync.living.asked import Asked
from sync.living.living import Living
from sync.settings.living import LivingSettings
from sync.tools.parts import Connected

if TYPE_CHECKING:
    from connectors.bulletin import Bulletin

_NEEDED: Mapping[str, Mapping[str, str]] = {
    "notion": {"under": "give the link of a page that is shared with the connection"},
    "airtable": {
        "table": "name a table of the base that is no part of the plan",
        "text": "name a long text field of that table",
    },
}
"""By tool: what has to be said, and how."""


def living_of(section: LivingSettings, connected: Mapping[str, Connected], asked: Collection[str]) -> Living:
    """Return where the report is kept. Raises `SettingsError` where that cannot be."""
    return Living(section.source, partial(_maker(section, connected), section), Asked.RESTORE in asked)


def bulletin_of(section: LivingSettings, connected: Mapping[str, Connected]) -> Bulletin:
    """Return the place itself. Raises `SettingsError` where that cannot be, `SourceMissing` for a link that is none."""
    return _maker(section, connected)(section)


def _maker(section: LivingSettings, connected: Mapping[str, Connected]) -> Callable[[LivingSettings], Bulletin]:
    """Return what makes the place; nothing is sent, and no library loaded, before it is used."""
    where = '"reports.living'
    joined = connected.get(section.source)
    if joined is None:
        raise SettingsError(
            f'{where}.source" is "{section.source}", and no source is called so',
            hint=did_you_mean(section.source, connected),
        )
    if joined.bulletin is None:
        raise SettingsError(
            f'{where}.source" is "{section.source}", a file: the report is kept in Notion or Airtable only',
            hint="name a source of one of these, or take the section out: every run leaves report.html beside the file",
        )
    for key, todo in _NEEDED[joined.source.tool].items():
        if not getattr(section, key):
            raise SettingsError(f'{where}.{key}" is missing: nothing says where the report is to stand', hint=todo)
    return joined.bulletin
