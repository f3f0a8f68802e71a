"""Our comments on pages: found by their marks, written once, taken back without touching what people wrote.

Notion keeps the comments on a page in one thread, deletes a thread with its first comment, and no longer lists a
thread that somebody resolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from connectors.calls.patience import ATTEMPTS
from connectors.errors import NotShared, OutcomeUnknown, PassedOver
from connectors.notion.client import Notion
from connectors.notion.comments import Comment, comment_of
from connectors.notion.errors import CapabilityMissing, NotAccepted, SavedAnyway
from connectors.notion.identity import identity
from connectors.notion.ids import hyphenated
from connectors.notion.texts import rich_text
from connectors.wording import CLOSED
from rules.model import Ref

_MARK = re.compile(r"\[sd:[0-9a-z]+\]")
_SETTLING = 1.0
"""Seconds until what was just saved is certain to be listed."""


class Threads:
    """Comments written by one connection, as `connectors.commenting.Threads` says. Ids of comments are Notion's."""

    def __init__(self, notion: Notion) -> None:
        self._notion = notion

    def find(self, ref: Ref, mark: str) -> Comment | None:
        """Return our open comment with this mark; a person may have copied its text, and that one is not ours."""
        return next((c for c in self._open(ref.record) if mark in (c.text or "") and c.author == self._me), None)

    def post(self, ref: Ref, body: str, mark: str, mention: str, *, looked: bool) -> str:
        """Start a comment on a page, unless ours stands there already, and return its id."""
        if not looked and (found := self.find(ref, mark)) is not None:
            return found.id
        return self._create(ref, {"parent": {"page_id": ref.record}}, body, mark, mention)

    def edit(self, _: Ref, comment: str, body: str, /) -> bool:
        """Change our comment in place; `False` when it is gone. Whoever was mentioned in it is not mentioned again."""
        try:
            self._notion.patch(f"comments/{comment}", {"rich_text": rich_text(body)})
        except NotShared:
            self._tell_gone(comment)
            return False
        return True

    def reply(self, ref: Ref, comment: str, body: str, mark: str, mention: str) -> str | None:
        """Answer our comment, unless that was done already, and return the answer's id; `None` when it is gone."""
        listed = self._open(ref.record)
        ours = next((c for c in listed if c.id == comment), None)
        answered = ours or self._by_id(comment)
        if answered is None:
            return None
        for known in listed:
            if mark in (known.text or "") and known.author == answered.author:
                return known.id
        # A thread that people resolved stays so: whoever must act now is told in a new one.
        where = {"discussion_id": ours.discussion} if ours else {"parent": {"page_id": ref.record}}
        return self._create(ref, where, body, mark, mention)

    def remove(self, ref: Ref, comment: str) -> None:
        """Take our comment back, and our answers to it; to take back what is gone is no error."""
        listed = self._open(ref.record)
        ours = next((c for c in listed if c.id == comment), None)
        author = ours.author if ours else self._me
        mine = {c.id for c in listed if c.author == author and (c.id == comment or _MARK.search(c.text or ""))}
        # Newest first: as long as our comment stands, its answers are found again if this ends in between.
        for each in reversed([c for c in listed if c.id in mine]):
            thread = [c for c in listed if c.discussion == each.discussion]
            if thread[0] is each and any(c.id not in mine for c in thread):
                self.edit(ref, each.id, CLOSED)
            else:
                self._delete(each.id)
        if ours is None and self._by_id(comment) is not None:
            # It is in a thread that people resolved, and what they wrote there is not listed.
            self.edit(ref, comment, CLOSED)

    @cached_property
    def _me(self) -> str:
        return identity(self._notion).id

    def _create(self, ref: Ref, where: Mapping[str, Any], body: str, mark: str, mention: str) -> str:
        attempts = ATTEMPTS
        while True:
            attempts -= 1
            try:
                return self._created(where, body, mention)
            except NotAccepted:
                if not mention:
                    raise
                # Somebody who left the workspace cannot be mentioned; their name is in the text.
                mention = ""
            except OutcomeUnknown as unknown:
                if (found := self.find(ref, mark)) is None:
                    self._notion.rest(_SETTLING)
                    found = self.find(ref, mark)
                if found is not None:
                    return found.id
                if isinstance(unknown, SavedAnyway):
                    return hyphenated(unknown.resource_id)
                if not attempts:
                    raise

    def _created(self, where: Mapping[str, Any], body: str, mention: str) -> str:
        answer = self._notion.create("comments", {**where, "rich_text": rich_text(body, mention)})
        made = comment_of(answer)
        if made is None:
            raise OutcomeUnknown("Notion took a comment and did not say what it is called")
        return made.id

    def _open(self, page: str) -> list[Comment]:
        """Return the comments on the page itself in threads that nobody resolved, oldest first."""
        found: list[Comment] = []
        query = {"block_id": page, "page_size": "100"}
        while True:
            answer = self._notion.read("comments", query)
            found.extend(c for raw in answer.get("results", ()) if (c := comment_of(raw)) is not None)
            if not answer.get("has_more"):
                return found
            query = {**query, "start_cursor": str(answer["next_cursor"])}

    def _by_id(self, comment: str) -> Comment | None:
        try:
            return comment_of(self._notion.read(f"comments/{comment}"))
        except NotShared:
            return None

    def _delete(self, comment: str) -> None:
        try:
            self._notion.delete(f"comments/{comment}")
        except NotShared:
            self._tell_gone(comment)

    def _tell_gone(self, comment: str) -> None:
        """Tell a comment that is gone from one of another connection: Notion says the same of both."""
        try:
            found = self._by_id(comment)
        except CapabilityMissing:
            return
        if found is not None and found.author != self._me:
            raise PassedOver(
                "our comment was written by another connection, and Notion lets only that one change or delete it; "
                "delete it in Notion, or put the token of that connection back into the settings"
            )
