"""The asset loop: files made, approved, and put where everybody finds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.loops.loop import Action, Loop, Stand, all_done
from rules.model import FILE_KINDS, Deliverable, Kind, Unknown
from rules.rule import Context
from rules.view import View


def assets(view: View, context: Context) -> Stand:
    """Return where the release stands; the locked plan sets the loop going, and so does the first work on a file."""
    release = view.release
    made = [item for item in view.deliverables if item.kind in FILE_KINDS and item.kind is not Kind.TEASER]
    folder = None if type(release.folder) is Unknown else bool(release.folder and release.folder.strip())
    locked = release.locked_at
    started = True if any(item.under_way for item in made) else None if type(locked) is Unknown else locked is not None
    uploads = view.of_kind(Kind.UPLOAD)
    kinds = (("master", Kind.MASTER), ("artwork", Kind.ARTWORK))
    return Stand(
        Loop.ASSETS,
        trigger="the plan is locked, and its first milestone comes",
        triggered=started,
        actions=(
            Action("one release folder", folder, release),
            *(Action(item.title, finished(item), item) for item in sorted([*made, *uploads], key=_by_due)),
        ),
        output="a release folder from which everything can go out",
        handed_on=(
            *(_handed(f"the {name}", [item for item in made if item.kind is kind]) for name, kind in kinds),
            _handed("the song at the distributor", uploads),
        ),
    )


def finished(item: Deliverable) -> bool | None:
    """Whether work is finished; `None` where the plan does not tell."""
    return None if type(item.state) is Unknown else item.finished


def _handed(words: str, items: Iterable[Deliverable]) -> Action:
    several = list(items)
    return Action(words, all_done([finished(item) for item in several]), several[0] if len(several) == 1 else None)


def _by_due(item: Deliverable) -> tuple[str, str]:
    return (item.due.isoformat() if isinstance(item.due, date) else "~", item.title)
