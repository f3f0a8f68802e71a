"""A Notion workspace."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from connectors.calls.pace import Window
from connectors.mapping.binding import TableBinding
from sync.settings.token import token_of
from sync.tools.parts import Connected, Surroundings

if TYPE_CHECKING:
    from connectors.bulletin import Bulletin
    from connectors.explore import Explorer, OwnColumns
    from connectors.filling import Filler
    from connectors.making import Maker
    from connectors.notion.client import Notion
    from connectors.redating import Redater
    from sync.settings.living import LivingSettings
    from sync.settings.sources import NotionSettings


def connect_notion(
    name: str, section: NotionSettings, bindings: tuple[TableBinding, ...], around: Surroundings
) -> Connected:
    """Join databases of a workspace. Raises `SettingsError` when the settings cannot be used."""
    from connectors.notion.checkup import NotionCheckup
    from connectors.notion.source import NotionSource
    from connectors.notion.target import NotionTarget

    notion = _client(name, section, around)
    full_read = timedelta(hours=section.full_read_hours)

    def bulletin(living: LivingSettings) -> Bulletin:
        from connectors.notion.bulletin import NotionBulletin

        return NotionBulletin(notion, name, living.under)

    def maker() -> Maker:
        from connectors.notion.maker import NotionMaker

        return NotionMaker(name, notion)

    def redater() -> Redater:
        from connectors.notion.redater import NotionRedater

        return NotionRedater(name, notion)

    def filler() -> Filler:
        from connectors.notion.filler import NotionFiller

        return NotionFiller(name, notion)

    return Connected(
        NotionSource(name, notion, bindings, clock=around.clock, full_read=full_read),
        lambda: NotionTarget(name, notion, bindings, clock=around.clock),
        NotionCheckup(notion, bindings),
        bulletin=bulletin,
        maker=maker,
        redater=redater,
        filler=filler,
    )


def _client(name: str, section: NotionSettings, around: Surroundings) -> Notion:
    from connectors.notion.client import Notion

    token = token_of(name, section, around.folder, around.environment)
    pace = around.pace("notion", token, windows=(Window(section.requests_per_minute, 60.0),))
    notion = Notion(token, pace, address=section.address, timeout=section.timeout_seconds)
    return around.opened.enter_context(closing(notion))


def explore_notion(
    name: str, section: NotionSettings, around: Surroundings, asked: tuple[str, ...], bound: tuple[OwnColumns, ...]
) -> Explorer:
    """Return what looks around in a workspace. Raises `SettingsError` when the token cannot be used."""
    from connectors.notion.explorer import NotionExplorer

    return NotionExplorer(_client(name, section, around), asked, bound)
