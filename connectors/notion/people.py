"""Users and groups, as a page mentions them or the list of members tells them."""

from __future__ import annotations

from connectors.notion.ids import hyphenated
from connectors.notion.texts import clean
from connectors.record import PersonCell


def person_of(user: object) -> PersonCell | None:
    """Return the person, bot or group; `None` for what has no id.

    The name and the mail are "" where Notion keeps them to itself: it gives a bare id to a connection without the
    right to read users, and for somebody who has left.
    """
    if not isinstance(user, dict) or not isinstance(user.get("id"), str):
        return None
    person = user.get("person")
    return PersonCell(
        id=hyphenated(clean(user["id"])),
        name=_words(user.get("name")),
        mail=_words(person.get("email")) if isinstance(person, dict) else "",
        group=user.get("object") == "group" or user.get("type") not in ("person", None),
    )


def _words(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""
