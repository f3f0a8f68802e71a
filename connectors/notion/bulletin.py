"""The report as a page in Notion, below a page that a team shared: made once, and then kept.

All of ours on it is one box. A box is never emptied: the new one is put behind it first, and then the old one is
deleted, so that whoever reads the page always finds one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from connectors.access import Access
from connectors.bulletin import Document, Fate, Posted, Shown
from connectors.calls.patience import ATTEMPTS
from connectors.errors import ConnectorError, NotShared, OutcomeUnknown, WriteFailed
from connectors.notion.addresses import id_in
from connectors.notion.boxes import ICON, Box, box_in, box_of, is_empty
from connectors.notion.client import Json, Notion
from connectors.notion.errors import CapabilityMissing, NotAccepted, SavedAnyway
from connectors.notion.identity import identity
from connectors.notion.ids import hyphenated
from connectors.notion.paging import PAGE_SIZE, answers, results_of
from connectors.notion.texts import clean, rich_text
from connectors.notion.wording import tick
from connectors.tally import Tally

_SETTLING = 1.0
"""Seconds until what was just saved is certain to be listed."""
_RIGHTS = ("Read content", "Insert content", "Update content")


@dataclass(frozen=True, slots=True)
class _Page:
    """Our page: its boxes, in order, and whether there is anything else on it."""

    id: str
    url: str
    boxes: tuple[Box, ...]
    others: bool = False


class NotionBulletin:
    """One child page of a page that is shared with the connection; people may move or rename it as they like."""

    def __init__(self, notion: Notion, source: str, under: str) -> None:
        """`under` is the link or id of the page that it is made below. Raises `SourceMissing` for what is neither."""
        self._notion = notion
        self._source = source
        self._under = id_in(under, "page")
        self._tally = Tally(notion)

    @property
    def place(self) -> str:
        # Wherever people moved it, it is the same page: the settings tell where one is made, not where it must be.
        return "notion"

    @property
    def requests(self) -> int:
        return self._tally.requests

    def show(self, document: Document, known: Posted | None, *, anew: bool) -> Shown:
        with self._tally.counting():
            try:
                return self._shown(document, known, anew=anew)
            except CapabilityMissing:
                raise CapabilityMissing(
                    "Notion does not let the connection keep the report's page", hint=f"To have it, {tick(*_RIGHTS)}."
                ) from None

    def take_back(self, mark: str, known: Posted | None) -> str:
        with self._tally.counting():
            page = self._look(known.ids[0], mark) if known else self._found(mark)
            if page is None or not page.boxes:
                return ""
            if page.others:
                for box in page.boxes:
                    self._delete(box)
                return f"took our box off the report's page ({page.url}); the page stays, for others wrote on it"
            self._notion.patch(f"pages/{page.id}", {"in_trash": True})
            return f"moved the report's page to Notion's trash ({page.url})"

    def access(self) -> tuple[Access, ...]:
        what = "keep the report's page"
        try:
            above = self._above()
        except ConnectorError as error:
            return (Access(what, granted=False, why=error.message, todo=error.hint),)
        try:
            self._notion.create("pages", {})
        except NotAccepted:
            pass
        except CapabilityMissing:
            why = "the connection may not make a page, and a box on it, which is all that it would add"
            return (Access(what, granted=False, why=why, todo=tick("Insert content")),)
        except ConnectorError as error:
            return (Access(what, granted=None, why=error.message, todo=error.hint),)
        return (Access(what, granted=None, why=f"below {above}; the first run tells"),)

    def _shown(self, document: Document, known: Posted | None, *, anew: bool) -> Shown:
        if known is not None and known.digest and not known.gone:
            try:
                trusted = _Page(known.ids[0], known.url, (Box(known.ids[1], known.digest),))
                return self._rewritten(trusted, document)
            except (NotAccepted, NotShared, OutcomeUnknown):
                pass  # A look tells why.
        page = self._look(known.ids[0], document.mark) if known else self._found(document.mark)
        if known is not None and not anew and (page is None or not page.boxes):
            return Shown(Fate.GONE, replace(known, digest=document.digest, gone=True))
        return self._made(document) if page is None else self._rewritten_for_certain(page, document)

    def _made(self, document: Document) -> Shown:
        body = {
            "parent": {"page_id": self._under},
            "icon": ICON,
            "properties": {"title": {"title": rich_text(document.title)}},
            "children": [box_of(document)],
        }
        for attempt in range(1, ATTEMPTS + 1):
            try:
                made = self._notion.create("pages", body)
            except NotShared:
                self._above()
                raise
            except OutcomeUnknown as unknown:
                page = self._look(unknown.resource_id, document.mark) if isinstance(unknown, SavedAnyway) else None
                if page is None:
                    self._notion.rest(_SETTLING)
                    page = self._found(document.mark)
                if page is not None and page.boxes:
                    return Shown(Fate.MADE, self._posted(page.id, page.url, page.boxes[-1].id, document))
                if attempt == ATTEMPTS:
                    raise
            else:
                id_ = hyphenated(str(made.get("id")))
                box = next(iter(self._on(id_, document.mark)[0]), None)
                if box is None:
                    raise OutcomeUnknown("Notion made the report's page and does not show what stands on it")
                return Shown(Fate.MADE, self._posted(id_, _url(made), box.id, document))
        raise AssertionError

    def _rewritten_for_certain(self, page: _Page, document: Document) -> Shown:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._rewritten(page, document)
            except OutcomeUnknown:
                if attempt == ATTEMPTS:
                    raise
                self._notion.rest(_SETTLING)
                page = self._look(page.id, document.mark) or page
            except NotAccepted as refused:
                raise WriteFailed(
                    f"Notion does not take the report on its page ({page.url}): “{refused.said}”", hint=refused.hint
                ) from None
        raise AssertionError

    def _rewritten(self, page: _Page, document: Document) -> Shown:
        """Let the page show the document in one box."""
        right = next((box for box in page.boxes if box.digest == document.digest), None)
        fate = Fate.REWRITTEN if right is None else Fate.UNCHANGED
        kept = right.id if right else self._appended(page, document)
        for box in page.boxes:
            if box.id != kept:
                self._delete(box)
        return Shown(fate, self._posted(page.id, page.url, kept, document))

    def _appended(self, page: _Page, document: Document) -> str:
        """Put a new box behind the last of ours, or at the end of the page, and return its id."""
        behind = {"type": "after_block", "after_block": {"id": page.boxes[-1].id}} if page.boxes else {"type": "end"}
        body = {"children": [box_of(document)], "position": behind}
        try:
            made = results_of(self._notion.append(f"blocks/{page.id}/children", body))
        except SavedAnyway as saved:
            return hyphenated(saved.resource_id)
        if len(made) != 1:
            raise OutcomeUnknown("Notion took the report and did not say what it is called")
        return hyphenated(str(made[0]["id"]))

    def _delete(self, box: Box) -> None:
        try:
            self._notion.delete(f"blocks/{box.id}")
        except (NotShared, NotAccepted):
            return  # Somebody deleted it, or our own first try did.

    def _look(self, page: str, mark: str) -> _Page | None:
        """Return our page as it stands; `None` where somebody deleted it. Raises where Notion shows nothing at all."""
        try:
            found = self._notion.read(f"pages/{page}")
        except NotShared:
            self._above()  # Where not even that can be seen, the page may be there.
            return None
        if found.get("in_trash"):
            return None
        boxes, others = self._on(page, mark)
        return _Page(page, _url(found), boxes, others)

    def _found(self, mark: str) -> _Page | None:
        """Return our page, where it is still below the page that it was made under."""
        for block in self._blocks(self._above_id()):
            ours = isinstance(by := block.get("created_by"), dict) and hyphenated(str(by.get("id"))) == self._me
            if block.get("type") == "child_page" and ours and not block.get("in_trash"):
                id_ = hyphenated(str(block["id"]))
                boxes, others = self._on(id_, mark)
                if boxes:
                    return _Page(id_, f"https://www.notion.so/{id_.replace('-', '')}", boxes, others)
        return None

    def _on(self, page: str, mark: str) -> tuple[tuple[Box, ...], bool]:
        """Return our boxes on a page, and whether there is anything else."""
        listed = [(block, box_in(block, mark, self._me)) for block in self._blocks(page)]
        return tuple(box for _, box in listed if box), any(box is None and not is_empty(block) for block, box in listed)

    def _blocks(self, parent: str) -> Iterator[Json]:
        def ask(cursor: str) -> Json:
            more = {"start_cursor": cursor} if cursor else {}
            return self._notion.read(f"blocks/{parent}/children", {"page_size": str(PAGE_SIZE), **more})

        for answer in answers(ask):
            yield from (block for block in results_of(answer) if isinstance(block, dict) and "id" in block)

    def _above(self) -> str:
        """Return the address of the page that ours is made below. Raises `NotShared` where it cannot be seen."""
        try:
            page = self._notion.read(f"pages/{self._under}")
        except (NotShared, NotAccepted):
            raise NotShared(
                "Notion shows the connection no page where the settings want the report (reports.living.under): it was "
                "deleted, is not shared with the connection, or is a database",
                hint="Open the page in Notion: ••• → Connections → add the connection.",
            ) from None
        if page.get("in_trash"):
            raise NotShared(
                f"The page that the report is to stand below lies in Notion's trash ({_url(page)})",
                hint="Restore it, or name another one in the settings (reports.living.under).",
            )
        return _url(page)

    def _above_id(self) -> str:
        self._above()
        return self._under

    @cached_property
    def _me(self) -> str:
        return identity(self._notion).id

    def _posted(self, page: str, url: str, box: str, document: Document) -> Posted:
        return Posted(self._source, self.place, (page, box), "the report's page in Notion", url, document.digest)


def _url(page: Json) -> str:
    url = page.get("url")
    return clean(url) if isinstance(url, str) else ""
