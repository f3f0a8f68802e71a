"""How a release captures its listeners' contacts: a link on the release, or work that makes one."""

from __future__ import annotations

from dataclasses import dataclass

from rules.model import OUT, Deliverable, Kind, Release, State, Unknown
from rules.view import View

_KINDS = (Kind.PRESAVE, Kind.SIGNUP)
_READY = OUT | {State.DONE}


@dataclass(frozen=True, slots=True)
class Capturing:
    """What the plan shows of it. `ready` is `None` where it does not tell."""

    ready: bool | None
    planned: tuple[Deliverable, ...]
    """Work that is to make it and has not."""


def capturing(view: View) -> Capturing:
    """Return how far the release's way to capture contacts is."""
    work = capturing_work(view)
    if stated(view.release.capture) or any(item.state in _READY for item in work):
        return Capturing(ready=True, planned=())
    hidden = type(view.release.capture) is Unknown and view.release.capture is not Unknown.ABSENT
    if hidden or any(type(item.state) is Unknown for item in work):
        return Capturing(ready=None, planned=())
    return Capturing(ready=False, planned=tuple(work))


def capturing_work(view: View) -> list[Deliverable]:
    """Return the work that makes a place where listeners leave an address."""
    return [item for kind in _KINDS for item in view.of_kind(kind)]


def captures_by(release: Release) -> str:
    """Return where contacts are captured as the release states it, or ""."""
    return release.capture.strip() if isinstance(release.capture, str) else ""


def stated(words: object) -> bool:
    """Whether a cell says anything."""
    return isinstance(words, str) and bool(words.strip())
