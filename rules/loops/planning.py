"""The planning loop: a date, a brief, everything dated backward from it, the plan locked."""

from __future__ import annotations

from datetime import date

from rules.loops.loop import Action, Loop, Stand, all_done
from rules.model import Brief, Maybe, Unknown
from rules.rule import Context
from rules.view import View
from rules.vocabulary.briefs import PARTS, said_in


def planning(view: View, context: Context) -> Stand:
    """Return where the release stands; that it has a record is what sets the loop going."""
    release = view.release
    day = Action("a release date", _stated(release.date), release)
    work = view.deliverables
    dated = Action("a day for every deliverable", all_done([item.finished or _stated(item.due) for item in work]))
    owned = Action("an owner for every deliverable", all_done([item.finished or _owned(item.owners) for item in work]))
    locked = Action("the plan locked", _stated(release.locked_at), release)
    return Stand(
        Loop.PLANNING,
        trigger="a song is chosen, or a quarter begins",
        triggered=True,
        actions=(day, Action("a brief: type, goal, message", _briefed(view), release), owned, dated, locked),
        output=f"a locked timeline of {context.limits.runway_days // 7} weeks or more",
        handed_on=(day, owned, dated),
    )


def _stated(value: object) -> bool | None:
    return None if type(value) is Unknown else isinstance(value, date)


def _owned(owners: object) -> bool | None:
    return None if type(owners) is Unknown else isinstance(owners, tuple) and len(owners) == 1


def _briefed(view: View) -> bool | None:
    brief: Maybe[Brief] = view.release.brief
    if type(brief) is Unknown:
        return None
    brief = brief or Brief()
    parts = {"type": brief.type or view.release.type, "goal": brief.goal, "message": brief.message}
    said = said_in(brief.text) if isinstance(brief.text, str) else frozenset[str]()
    told = [True if part in said or isinstance(parts[part], str) else None if parts[part] else False for part in PARTS]
    return all_done(told)
