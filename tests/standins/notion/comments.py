"""Comments: create, list, retrieve, update, delete; threads that people resolve are not listed."""

from __future__ import annotations

from typing import Any

from tests.standins.notion import dates, rich_text, showing
from tests.standins.notion.call import Call
from tests.standins.notion.ids import normal
from tests.standins.notion.refusals import Refused, failed, invalid
from tests.standins.notion.state import Capability, Comment, Discussion, Json
from tests.standins.notion.writes import not_full


def create(call: Call) -> Json:
    """Answer the new comment; only its id to a connection that may not read comments."""
    call.need(Capability.INSERT_COMMENTS)
    not_full(call)
    call.only("parent", "discussion_id", "rich_text", "markdown", "attachments", "display_name")
    items = rich_text.one_body(call.body, call.knows_user)
    thread = _thread(call)
    made = call.workspace.say(thread, call.token.bot_id, items, _display_name(call))
    if not call.may(Capability.READ_COMMENTS):
        return {"object": "comment", "id": made.id}
    return shown(call, made)


def _thread(call: Call) -> Discussion:
    parent, discussion_id = call.body.get("parent"), call.body.get("discussion_id")
    if (parent is None) == (discussion_id is None):
        raise invalid("body failed validation: exactly one of body.parent, body.discussion_id is expected.")
    if parent is None:
        thread = call.workspace.discussions.get(normal(str(discussion_id)) or "")
        if thread is None or not call.sees(call.workspace.pages[thread.page_id]):
            raise call.missing("discussion", str(discussion_id))
        page = call.workspace.pages[thread.page_id]
    else:
        page_id, block_id = _place(call, parent)
        page = call.page(page_id)
        thread = call.workspace.thread(page.id, block_id)
    if page.in_trash:
        raise invalid("Can't comment on a page that is archived. You must unarchive the page first.")
    return thread


def _place(call: Call, parent: Any) -> tuple[str, str]:
    if not isinstance(parent, dict) or ("page_id" in parent) == ("block_id" in parent):
        raise failed("body.parent", "should hold one of page_id, block_id")
    if "page_id" in parent:
        return str(parent["page_id"]), ""
    return _page_and_block(call, str(parent["block_id"]))


def _page_and_block(call: Call, given: str) -> tuple[str, str]:
    block_id = call.uuid(given, "block_id")
    page_id = call.workspace.blocks.get(block_id)
    return (page_id, block_id) if page_id is not None else (block_id, "")


def _display_name(call: Call) -> Json:
    given = call.body.get("display_name") or {"type": "integration"}
    match given.get("type"):
        case "integration":
            return {"type": "integration", "resolved_name": call.token.name}
        case "user":
            return {"type": "user", "resolved_name": call.workspace.owner.name}
        case "custom":
            return {"type": "custom", "resolved_name": given["custom"]["name"]}
    raise failed("body.display_name.type", "should be `integration`, `user` or `custom`")


def list_comments(call: Call) -> Json:
    """Answer the unresolved comments of one page or one block, oldest first."""
    call.need(Capability.READ_COMMENTS)
    page_id, block_id = _page_and_block(call, call.request.one("block_id"))
    page = call.page(page_id, "block")
    found = [
        comment
        for comment in call.workspace.comments.values()
        if comment.deleted_at is None
        and _is_open_on(call.workspace.discussions[comment.discussion_id], page.id, block_id)
    ]
    return call.listed([shown(call, comment) for comment in found], "comment")


def _is_open_on(thread: Discussion, page_id: str, block_id: str) -> bool:
    return not thread.resolved and thread.page_id == page_id and thread.block_id == block_id


def retrieve(call: Call, comment_id: str) -> Json:
    call.need(Capability.READ_COMMENTS)
    return shown(call, _found(call, comment_id, lingering=True))


def update(call: Call, comment_id: str) -> Json:
    """Change what a comment of this connection says."""
    comment = _own(call, comment_id)
    not_full(call)
    call.only("rich_text", "markdown")
    comment.rich_text = rich_text.one_body(call.body, call.knows_user)
    comment.edited_at = call.workspace.clock.now()
    return shown(call, comment)


def delete(call: Call, comment_id: str) -> Json:
    """Delete a comment of this connection."""
    comment = _own(call, comment_id)
    answer = shown(call, comment)
    call.workspace.delete_comment(comment)
    return answer


def _own(call: Call, comment_id: str) -> Comment:
    call.need(Capability.INSERT_COMMENTS)
    comment = _found(call, comment_id)
    if comment.author != call.token.bot_id:
        raise _missing(call, comment_id)
    return comment


def _found(call: Call, comment_id: str, *, lingering: bool = False) -> Comment:
    workspace = call.workspace
    comment = workspace.comments.get(call.uuid(comment_id, "comment_id"))
    if comment is None:
        raise _missing(call, comment_id)
    if comment.deleted_at is not None:
        seen = lingering and workspace.clock.monotonic() < comment.deleted_at + workspace.quirks.deleted_lingers
        if not seen:
            raise _missing(call, comment_id)
    thread = workspace.discussions[comment.discussion_id]
    hidden = thread.resolved and not workspace.quirks.resolved_by_id
    if hidden or not call.sees(workspace.pages[thread.page_id]):
        raise _missing(call, comment_id)
    return comment


def _missing(call: Call, comment_id: str) -> Refused:
    return call.missing("comment", comment_id)


def shown(call: Call, comment: Comment) -> Json:
    """Return a comment as answers show it."""
    thread = call.workspace.discussions[comment.discussion_id]
    kind, parent = ("block_id", thread.block_id) if thread.block_id else ("page_id", thread.page_id)
    return {
        "object": "comment",
        "id": comment.id,
        "parent": {"type": kind, kind: parent},
        "discussion_id": comment.discussion_id,
        "created_time": dates.stamp(comment.created_at),
        "last_edited_time": dates.stamp(comment.edited_at),
        "created_by": showing.bare_user(comment.author),
        "rich_text": rich_text.shown(comment.rich_text, call.user),
        "display_name": comment.display_name,
    }
