"""From a release's title and a new day to everything that moves, in every source that has the release."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rules.model import Release, Unknown
from rules.templates.template import Template, template_of
from rules.wording import counted, listed
from sync.errors import UsageError
from sync.move.moving import Moving, by_hand, first_day, moving, notes, too_late
from sync.pull import Pulled, pull_all
from sync.releases import called, releases_by_source
from sync.workspace import Workspace

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Move:
    """One release that could move, by source what moves with it there, and what is worth knowing before.

    A source that has not the release date itself comes first, as in `Moving`.
    """

    title: str
    old: date
    day: date
    template: Template | None
    by_source: Mapping[str, Moving]
    notes: tuple[str, ...]


def plan_move(workspace: Workspace, title: str, day: date) -> Move:
    """Read every source and say what moves.

    Raises `UsageError` where there is no such release, it has no date, what is still open would be late at once, or not
    everything was read.
    """
    policy = workspace.policy
    today = policy.calendar().today(workspace.clock())
    if day < today:
        raise UsageError(f"--release-date {day} has passed", hint="give a day that is still to come")
    pulled = pull_all(workspace, whole=True)
    _refuse_unseen(pulled)
    every = releases_by_source(workspace, pulled)
    found: dict[str, Release] = {}
    for name, releases in every.items():
        fit = called(releases, title)
        if len(fit) > 1:
            raise UsageError(f"“{name}” has {len(fit)} releases called “{title}”", hint="rename one first")
        if fit:
            found[name] = fit[0]
    if not found:
        raise UsageError(f"there is no release “{title}”", hint=f"there are: {listed(_titles(every))}")
    found = {name: _with_facts(each, found.values()) for name, each in found.items()}
    release = next((each for each in found.values() if isinstance(each.date, date)), None)
    if release is None or not isinstance(release.date, date):
        raise UsageError(f"“{title}” has no release date yet", hint="write it into the release's row first")
    template = _template(workspace, found.values())
    by_source = {
        name: moving(each, release.date, day, template, policy, pulled.pulls[name], workspace.bindings[name])
        for name, each in sorted(found.items(), key=lambda named: isinstance(named[1].date, date))
    }
    late = too_late((each for moved in by_source.values() for each in moved.dates if each.day != day), today)
    if late:
        shown = [f"{each.title} ({each.day})" for each in late[:_NAMED]]
        if len(late) > _NAMED:
            shown.append(f"{len(late) - _NAMED} more")
        offered = first_day(release, day, template, policy, today) if template else day
        raise UsageError(
            f"“{release.title}” on {day}: {counted(len(late), 'open step')} would have been due before today: "
            f"{listed(shown)}",
            hint=f"the first Friday on which all of it fits is {offered}; else change these dates by hand first",
        )
    by_source = {name: each if name in workspace.redaters else by_hand(each) for name, each in by_source.items()}
    return Move(
        release.title, release.date, day, template, by_source, tuple(notes(release, day, template, policy, today))
    )


def _refuse_unseen(pulled: Pulled) -> None:
    """Refuse to move anything while some of it may not have been seen: what stays behind would look set by hand."""
    for missing in pulled.unread:
        raise missing.error
    for name, pull in pulled.pulls.items():
        if not pull.complete:
            raise UsageError(
                f"“{name}” was not read completely, so that not all that hangs on the date is known: {pull.error}",
                hint="put that right and run it again",
            )


def _titles(releases: Mapping[str, tuple[Release, ...]]) -> Iterable[str]:
    return dict.fromkeys(release.title for each in releases.values() for release in each)


def _with_facts(release: Release, releases: Collection[Release]) -> Release:
    """Return a release as one source has it, with the tracks and the distributor that only another one tells."""
    every = (release, *releases)
    tracks = next((each.tracks for each in every if not isinstance(each.tracks, Unknown) and each.tracks), ())
    distributor = next((each.distributor for each in every if isinstance(each.distributor, str)), None)
    return replace(release, tracks=tracks, distributor=distributor)


def _template(workspace: Workspace, releases: Iterable[Release]) -> Template | None:
    """Return the template that the release follows, or that its type names."""
    stated = [words for release in releases for words in (release.template, release.type) if isinstance(words, str)]
    found = (template_of(words, workspace.policy.templates) for words in stated)
    return next((template for template in found if template is not None), None)
