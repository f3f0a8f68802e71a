"""Our comments on records: found by their marks, written once, taken back without touching what people wrote.

Any number of threads can stand on a record; whether one goes with the comment that began it is not documented.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from connectors.airtable.client import Airtable, Json
from connectors.airtable.comments import Comment, comment_of
from connectors.airtable.errors import NotAccepted
from connectors.airtable.identity import identity
from connectors.airtable.texts import comment_text
from connectors.airtable.wording import Scope, grant
from connectors.calls.patience import ATTEMPTS
from connectors.errors import AccessDenied, NotShared, OutcomeUnknown, PassedOver
from connectors.wording import CLOSED
from rules.model import Ref

T = TypeVar("T")

_MARK = re.compile(r"\[sd:[0-9a-z]+\]")
_SETTLING = 1.0
"""Seconds until what was just saved is certain to be listed."""


class Threads:
    """Comments written by one account, as `connectors.commenting.Threads` says.

    Every method raises `NotShared` when the record is gone, and `AccessDenied` when the token may not do this at all.
    """

    def __init__(self, airtable: Airtable) -> None:
        self._airtable = airtable

    def find(self, ref: Ref, mark: str) -> Comment | None:
        """Return our comment with this mark; a person may have copied its text, and that one is not ours."""
        return next((c for c in self._listed(ref) if mark in c.body and c.author == self._me), None)

    def post(self, ref: Ref, body: str, mark: str, mention: str, *, looked: bool) -> str:
        """Start a comment on a record, unless ours stands there already, and return its id."""
        if not looked and (found := self.find(ref, mark)) is not None:
            return found.id
        return self._create(ref, body, mark, mention)

    def edit(self, ref: Ref, comment: str, body: str, /) -> bool:
        """Change our comment in place; `False` when it is gone. Whoever was mentioned in it is not mentioned again."""
        try:
            self._airtable.change(f"{_path(ref, self._airtable)}/{comment}", {"text": comment_text(body)})
        except (NotShared, AccessDenied) as refused:
            return self._explained(ref, comment, refused)
        return True

    def reply(self, ref: Ref, comment: str, body: str, mark: str, mention: str) -> str | None:
        """Answer our comment, unless that was done already, and return the answer's id; `None` when it is gone."""
        listed = self._listed(ref)
        ours = next((c for c in listed if c.id == comment), None)
        if ours is None:
            return None
        for known in listed:
            if mark in known.body and known.author == ours.author:
                return known.id
        return self._create(ref, body, mark, mention, parent=comment)

    def remove(self, ref: Ref, comment: str) -> None:
        """Take our comment back, and our answers to it; to take back what is gone is no error."""
        try:
            listed = self._listed(ref)
        except NotShared:
            return
        ours = next((c for c in listed if c.id == comment), None)
        answers = [c for c in listed if c.parent == comment]
        mine = [c for c in answers if _MARK.search(c.body) and c.author == (ours.author if ours else self._me)]
        for answer in mine:
            self._delete(ref, answer.id)
        if ours is None:
            return
        if len(mine) == len(answers):
            self._delete(ref, comment)
        else:
            # People's answers might go with it.
            self.edit(ref, comment, CLOSED)

    @cached_property
    def _me(self) -> str:
        return identity(self._airtable).id

    def _create(self, ref: Ref, body: str, mark: str, mention: str, parent: str = "") -> str:
        attempts = ATTEMPTS
        while True:
            attempts -= 1
            try:
                return self._created(ref, comment_text(body, mention), parent)
            except NotAccepted:
                if not mention:
                    raise
                # Somebody who left may be no one to mention any more; their name is in the text.
                mention = ""
            except OutcomeUnknown:
                if (found := self.find(ref, mark)) is None:
                    self._airtable.rest(_SETTLING)
                    found = self.find(ref, mark)
                if found is not None:
                    return found.id
                if not attempts:
                    raise

    def _created(self, ref: Ref, text: str, parent: str) -> str:
        body = {"text": text, **({"parentCommentId": parent} if parent else {})}
        answer = self._allowed(
            ref, Scope.WRITE_COMMENTS, lambda: self._airtable.create(_path(ref, self._airtable), body)
        )
        made = comment_of(answer)
        if made is None:
            raise OutcomeUnknown("Airtable took a comment and did not say what it is called")
        return made.id

    def _listed(self, ref: Ref) -> list[Comment]:
        """Return the comments on a record, oldest first."""
        found: list[Comment] = []
        query = {"pageSize": "100"}
        while True:
            answer = self._page(ref, query)
            comments = answer.get("comments")
            found.extend(c for raw in comments or () if (c := comment_of(raw)) is not None)
            if not answer.get("offset"):
                return found[::-1]
            query = {**query, "offset": str(answer["offset"])}

    def _page(self, ref: Ref, query: Json) -> Json:
        return self._allowed(ref, Scope.READ_COMMENTS, lambda: self._airtable.read(_path(ref, self._airtable), query))

    def _allowed(self, ref: Ref, scope: Scope, send: Callable[[], T]) -> T:
        """Send; where Airtable does not tell a missing right from a missing record, look whether the record is there.

        Raises `NotShared` only when it is not.
        """
        try:
            return send()
        except NotShared:
            self._airtable.read(f"{self._airtable.base}/{ref.container}/{ref.record}")
            raise _denied(scope) from None

    def _explained(self, ref: Ref, comment: str, refused: NotShared | AccessDenied) -> bool:
        """Return `False` when a comment that could not be written is gone; raise why it could not, otherwise."""
        standing = next((c for c in self._listed(ref) if c.id == comment), None)
        if standing is None:
            return False
        if standing.author != self._me:
            raise PassedOver(
                f"{standing.author_name or standing.author} wrote our comment there, with an earlier token, and "
                "Airtable lets nobody else change it"
            )
        raise refused if isinstance(refused, AccessDenied) else _denied(Scope.WRITE_COMMENTS)

    def _delete(self, ref: Ref, comment: str) -> None:
        try:
            self._airtable.delete(f"{_path(ref, self._airtable)}/{comment}")
        except (NotShared, AccessDenied) as refused:
            self._explained(ref, comment, refused)


def _path(ref: Ref, airtable: Airtable) -> str:
    return f"{airtable.base}/{ref.container}/{ref.record}/comments"


def _denied(scope: Scope) -> AccessDenied:
    verb = "read" if scope is Scope.READ_COMMENTS else "write"
    return AccessDenied(f"Airtable does not let the token {verb} comments", hint=f"To allow it, {grant(scope)}.")
