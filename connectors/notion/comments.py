"""Comments as Notion tells them."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.notion.ids import hyphenated
from connectors.notion.texts import clean, own_text


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment. `text` leaves out who is mentioned in it.

    A connection that may write comments and not read them learns only the id: the rest is then "" and the text `None`.
    """

    id: str
    discussion: str = ""
    """The thread; an answer to the comment is posted there."""
    author: str = ""
    """The id of the user or bot who wrote it."""
    text: str | None = None


def comment_of(comment: object) -> Comment | None:
    """Return a comment from a list or from the answer to a write; `None` for what has no id."""
    if not isinstance(comment, dict) or not isinstance(comment.get("id"), str):
        return None
    author = comment.get("created_by")
    return Comment(
        id=hyphenated(clean(comment["id"])),
        discussion=_id(comment.get("discussion_id")),
        author=_id(author.get("id")) if isinstance(author, dict) else "",
        text=own_text(comment.get("rich_text")),
    )


def _id(value: object) -> str:
    return hyphenated(clean(value)) if isinstance(value, str) else ""
