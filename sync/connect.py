"""The registry of tools: one case for each, loaded where the settings name it. Nothing is sent before a pull."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from connectors.explore import Explorer, OwnColumns
    from connectors.mapping.binding import TableBinding
    from sync.settings.sources import RemoteSettings, SourceSettings
    from sync.tools.parts import Connected, Surroundings


def connect(name: str, section: SourceSettings, bindings: tuple[TableBinding, ...], around: Surroundings) -> Connected:
    """Join one source of the settings to its tool. Raises `SettingsError` when its token cannot be used."""
    match section.tool:
        case "workbook":
            from sync.tools.workbook import connect_workbook

            return connect_workbook(name, section, bindings, around)
        case "notion":
            from sync.tools.notion import connect_notion

            return connect_notion(name, section, bindings, around)
        case "airtable":
            from sync.tools.airtable import connect_airtable

            return connect_airtable(name, section, bindings, around)


def explore(
    name: str, section: RemoteSettings, around: Surroundings, asked: tuple[str, ...], bound: tuple[OwnColumns, ...]
) -> Explorer:
    """Return what looks around in a tool: at what is `asked` by link or id, or at everything.

    `bound` are the columns of ours that the settings name already. Raises `SettingsError` likewise.
    """
    match section.tool:
        case "notion":
            from sync.tools.notion import explore_notion

            return explore_notion(name, section, around, asked, bound)
        case "airtable":
            from sync.tools.airtable import explore_airtable

            return explore_airtable(name, section, around, asked, bound)
