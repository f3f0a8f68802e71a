"""Requests about comments: list, create, edit, delete."""

from __future__ import annotations

from typing import Any

from tests.standins.airtable.airtable import Airtable
from tests.standins.airtable.asked import Asked
from tests.standins.airtable.cells import exact_instant
from tests.standins.airtable.people import User
from tests.standins.airtable.record_requests import record_of
from tests.standins.airtable.refusals import forbidden, invalid_request, missing_field, not_found
from tests.standins.airtable.row import Comment
from tests.standins.airtable.settings import Role
from tests.standins.airtable.writing import mentioned_ids, mentions_stored


def list_comments(asked: Asked) -> Any:
    """Newest first."""
    asked.need("data.recordComments:read", Role.READ)
    if not {name for name, _ in asked.request.query} <= {"pageSize", "offset"}:
        raise invalid_request()
    size, start = asked.request.one("pageSize", "100"), asked.request.one("offset", "0")
    if not (size.isdigit() and start.isdigit() and 1 <= int(size) <= 100):
        raise invalid_request()
    comments = record_of(asked).comments[::-1]
    end = int(start) + int(size)
    return {
        "comments": [shown_comment(asked.airtable, one) for one in comments[int(start) : end]],
        "offset": str(end) if end < len(comments) else None,
    }


def create_comment(asked: Asked) -> Any:
    asked.need("data.recordComments:write", Role.COMMENT)
    record, parent = record_of(asked), asked.body.get("parentCommentId", "")
    if not asked.body.keys() <= {"text", "parentCommentId"}:
        raise invalid_request()
    if parent and all(one.id != parent for one in record.comments):
        raise not_found()
    text = _text(asked)
    now = asked.airtable.clock.now()
    made = Comment(asked.airtable.ids.new("com"), asked.token.user, text, now, parent=parent)
    record.comments.append(made)
    return shown_comment(asked.airtable, made)


def edit_comment(asked: Asked) -> Any:
    asked.need("data.recordComments:write", Role.COMMENT)
    comment = _own(asked)
    if not asked.body.keys() <= {"text"}:
        raise invalid_request()
    comment.text = _text(asked)
    comment.updated = asked.airtable.clock.now()
    return shown_comment(asked.airtable, comment)


def delete_comment(asked: Asked) -> Any:
    asked.need("data.recordComments:write", Role.COMMENT)
    comment = _own(asked)
    asked.table.delete_comment(asked.part("record"), comment.id)
    return {"id": comment.id, "deleted": True}


def shown_comment(airtable: Airtable, comment: Comment) -> dict[str, Any]:
    """Return a comment as answers show it; optional parts are left out where there are none."""
    shown: dict[str, Any] = {
        "id": comment.id,
        "author": comment.author.shown(),
        "text": comment.text,
        "createdTime": exact_instant(comment.created),
        "lastUpdatedTime": None if comment.updated is None else exact_instant(comment.updated),
    }
    if comment.parent:
        shown["parentCommentId"] = comment.parent
    mentioned = {key: _mentioned(airtable, key) for key in mentioned_ids(comment.text) if airtable.mentioned(key)}
    if mentioned:
        shown["mentioned"] = mentioned
    return shown


def _mentioned(airtable: Airtable, key: str) -> dict[str, str]:
    account = airtable.account(key)
    if isinstance(account, User):
        return {"type": "user", "id": key, "displayName": account.name, "email": account.email}
    return {"type": "userGroup", "id": key, "displayName": account.name}


def _own(asked: Asked) -> Comment:
    """Return the comment that the path names. Raises `Refusal`, also for somebody else's."""
    found = next((one for one in record_of(asked).comments if one.id == asked.part("comment")), None)
    if found is None:
        raise not_found()
    if found.author.id != asked.token.user.id:
        raise forbidden()
    return found


def _text(asked: Asked) -> str:
    text = asked.body.get("text")
    if text is None or text == "":
        raise missing_field("text")
    if not isinstance(text, str) or len(text) > asked.airtable.settings.comment_limit:
        raise invalid_request()
    return mentions_stored(asked.airtable, text)
