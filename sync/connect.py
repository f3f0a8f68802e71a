"""The registry of tools: one line for each. Nothing is sent before a pull."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from connectors.mapping.binding import TableBinding
from sync.tools.airtable import connect_airtable, explore_airtable
from sync.tools.notion import connect_notion, explore_notion
from sync.tools.parts import Connected, Surroundings
from sync.tools.workbook import connect_workbook

if TYPE_CHECKING:
    from connectors.explore import Explorer, OwnColumns
    from sync.settings.sources import RemoteSettings, SourceSettings

_TOOLS: Mapping[str, Callable[[str, Any, tuple[TableBinding, ...], Surroundings], Connected]] = {
    "workbook": connect_workbook,
    "notion": connect_notion,
    "airtable": connect_airtable,
}
_EXPLORERS: Mapping[str, Callable[[str, Any, Surroundings, tuple[str, ...], tuple[OwnColumns, ...]], Explorer]] = {
    "notion": explore_notion,
    "airtable": explore_airtable,
}


def connect(name: str, section: SourceSettings, bindings: tuple[TableBinding, ...], around: Surroundings) -> Connected:
    """Join one source of the settings to its tool. Raises `SettingsError` when its token cannot be used."""
    return _TOOLS[section.tool](name, section, bindings, around)


def explore(
    name: str, section: RemoteSettings, around: Surroundings, asked: tuple[str, ...], bound: tuple[OwnColumns, ...]
) -> Explorer:
    """Return what looks around in a tool: at what is `asked` by link or id, or at everything.

    `bound` are the columns of ours that the settings name already. Raises `SettingsError` likewise.
    """
    return _EXPLORERS[section.tool](name, section, around, asked, bound)
