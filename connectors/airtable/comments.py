"""Comments as Airtable tells them."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.airtable.plain import plain
from connectors.airtable.texts import body_in


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment. `body` leaves out who is mentioned before its words."""

    id: str
    author: str = ""
    """The id of the account that wrote it."""
    author_name: str = ""
    body: str = ""
    parent: str = ""
    """The comment that it answers."""


def comment_of(comment: object) -> Comment | None:
    """Return a comment from a list or from the answer to a write; `None` for what has no id."""
    if not isinstance(comment, dict) or not (id_ := _words(comment.get("id"))):
        return None
    author = comment.get("author")
    if not isinstance(author, dict):
        author = {}
    return Comment(
        id_,
        _words(author.get("id")),
        _words(author.get("name")) or _words(author.get("email")),
        body_in(_words(comment.get("text"))),
        _words(comment.get("parentCommentId")),
    )


def _words(value: object) -> str:
    return plain(value) if isinstance(value, str) else ""
