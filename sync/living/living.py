"""The living report of one workspace: written where people are, when it says something new, and only then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from connectors.bulletin import Bulletin, Document, Fate, Posted
from connectors.errors import ConnectorError
from sync.apply import Failure
from sync.living.asked import Asked


class Memory(Protocol):
    """The part of the store that remembers where the report stands."""

    def bulletin(self) -> Posted | None: ...

    def save_bulletin(self, posted: Posted | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the living report; of a plan, what would."""

    source: str
    fate: Fate | None = None
    """`None` where it could not be written, or waits."""
    name: str = ""
    """What people call it; "" where there is none yet."""
    url: str = ""
    remarks: tuple[str, ...] = ()
    failure: Failure | None = None
    requests: int = 0

    @property
    def written(self) -> bool:
        """Whether it says something new; of a plan, whether it would."""
        return self.fate in (Fate.MADE, Fate.REWRITTEN)


@dataclass(frozen=True, slots=True)
class Living:
    """Where the report is kept. Nothing is sent, and nothing loaded, before there is something to write."""

    source: str
    """The source of the settings whose token writes it."""
    open: Callable[[], Bulletin]
    anew: bool = False
    """What somebody took away is to come back, this once."""

    def keep(self, document: Document, memory: Memory, *, write: bool) -> Kept:
        """Let the document stand there; without `write`, say what would be done.

        That it is about to change is stored first: a run that ends in the middle is finished by the next one, which
        then looks. Raises `StoreError` when the memory cannot be used.
        """
        known = memory.bulletin()
        if known is not None and known.source != self.source:
            return self._moved(document, memory, known, write=write)
        if known is not None and known.digest == document.digest and not (known.gone and self.anew):
            return _standing(self.source, known)
        if not write:
            return Kept(self.source, _intended(known, anew=self.anew), *_named(known), _told(known, anew=self.anew))
        before, requests = known, 0
        try:
            bulletin = self.open()
            try:
                if known is not None and known.place != bulletin.place:
                    bulletin.take_back(document.mark, known)
                    memory.save_bulletin(None)
                    before = None
                if before is not None and not before.gone:
                    memory.save_bulletin(replace(before, digest=""))
                shown = bulletin.show(document, before, anew=self.anew)
                memory.save_bulletin(shown.posted)
            finally:
                requests = bulletin.requests
        except ConnectorError as error:
            return Kept(self.source, None, *_named(known), failure=Failure(self.source, error, 1), requests=requests)
        return replace(_standing(self.source, shown.posted), fate=shown.fate, requests=requests)

    def withdraw(self, mark: str, memory: Memory, *, write: bool) -> Kept:
        """Take the report away; without `write`, say whether there is one."""
        known, requests = memory.bulletin(), 0
        if known is not None and known.source != self.source:
            return Kept(self.source, remarks=(abandoned(known),))
        if not write:
            return Kept(self.source, None if known is None or known.gone else Fate.GONE, *_named(known))
        try:
            bulletin = self.open()
            try:
                said = bulletin.take_back(mark, known)
            finally:
                requests = bulletin.requests
        except ConnectorError as error:
            return Kept(self.source, None, *_named(known), failure=Failure(self.source, error, 1), requests=requests)
        memory.save_bulletin(None)
        return Kept(self.source, Fate.GONE if said else None, *_named(known), (said,) if said else (), None, requests)

    def _moved(self, document: Document, memory: Memory, known: Posted, *, write: bool) -> Kept:
        """Begin anew with another source's token; what the other one wrote cannot be taken back with this one."""
        if write:
            memory.save_bulletin(None)
        kept = self.keep(document, memory, write=True) if write else Kept(self.source, Fate.MADE)
        return replace(kept, remarks=(abandoned(known), *kept.remarks))


def left_behind(memory: Memory) -> Kept | None:
    """Return the report that still stands somewhere although the settings do not say how to reach it."""
    known = memory.bulletin()
    return None if known is None or known.gone else Kept(known.source, None, known.name, known.url, (abandoned(known),))


def abandoned(known: Posted) -> str:
    """Say what stays behind where the settings have it elsewhere, or nowhere."""
    return (
        f"{known.name} ({known.url}) stays, and is not kept current: the settings do not have it there any more "
        "(reports.living). Delete it there, or put the section back and run streetdate undo"
    )


def _standing(source: str, posted: Posted) -> Kept:
    fate = Fate.GONE if posted.gone else Fate.UNCHANGED
    return Kept(source, fate, *_named(posted), _told(posted, anew=False))


def _intended(known: Posted | None, *, anew: bool) -> Fate:
    if known is None:
        return Fate.MADE
    if known.gone:
        return Fate.MADE if anew else Fate.GONE
    return Fate.REWRITTEN


def _told(posted: Posted | None, *, anew: bool) -> tuple[str, ...]:
    if posted is None or not posted.gone or anew:
        return ()
    return (
        f"{posted.name} ({posted.url}) was deleted by somebody, and stays so; to have it again: streetdate run "
        f"{Asked.RESTORE.value}",
    )


def _named(posted: Posted | None) -> tuple[str, str]:
    return (posted.name, posted.url) if posted else ("", "")
