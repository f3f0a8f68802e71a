"""Who we are in Notion: the bot behind the token, and the workspace that it opens."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.notion.client import Json, Notion
from connectors.notion.ids import hyphenated
from connectors.notion.texts import clean


@dataclass(frozen=True, slots=True)
class Identity:
    """The user that Notion names as the author of what we write. Names are "" where Notion gives none."""

    id: str
    name: str = ""
    workspace: str = ""


def identity(notion: Notion) -> Identity:
    """Ask Notion who the token belongs to; it tells whatever the token may do besides."""
    return identity_of(notion.read("users/me"))


def identity_of(me: Json) -> Identity:
    """Return who `GET /v1/users/me` describes: a bot, or the person whose own token it is."""
    bot = me.get("bot")
    return Identity(
        id=hyphenated(_words(me.get("id"))),
        name=_words(me.get("name")),
        workspace=_words(bot.get("workspace_name")) if isinstance(bot, dict) else "",
    )


def _words(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""
