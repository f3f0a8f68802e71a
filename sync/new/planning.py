"""From what is asked to the whole plan of a release: read the tools, count back, lay it out in the team's tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from connectors.mapping.meanings import Subject
from connectors.record import Pull
from rules.lead_times import lead_time_of
from rules.model import Release
from rules.policy import Policy
from rules.templates.schedule import Planned, first_day_for, notes_on, past, schedule, squeezed
from rules.vocabulary.words import folded
from rules.wording import counted, listed
from sync.errors import UsageError
from sync.judge import slate_of
from sync.new.asked import Asked
from sync.new.cast import Casting, only_person
from sync.new.draft import Draft, draft
from sync.new.known import known_of, refuse_another_day, without_a_row
from sync.new.piece import of_piece
from sync.new.place import places_in
from sync.new.wording import named
from sync.pull import Pulled, pull_all
from sync.releases import called, releases_by_source
from sync.workspace import Workspace


@dataclass(frozen=True, slots=True)
class How:
    """How a release is to be planned."""

    into: str = ""
    """The source that takes the rows; "" where only one can."""
    owner: str = ""
    """Who owns everything, for a team of one; "" to find out."""
    solo: bool = False
    optional: bool = False
    compress: bool = False


@dataclass(frozen=True, slots=True)
class NewRelease:
    """A release that could be made: into which source, the plan, and what is worth knowing of its date."""

    asked: Asked
    into: str
    draft: Draft
    notes: tuple[str, ...]


def plan_new(workspace: Workspace, asked: Asked, how: How) -> NewRelease:
    """Read every source and plan the release.

    Raises `UsageError` where the plan cannot be made as asked, and what a source's read raises.
    """
    policy = workspace.policy
    _refuse_unused(asked, how, policy)
    pulled = pull_all(workspace, whole=True)
    into = _chosen(workspace, how.into)
    pull = _whole(pulled, into)
    source = next(each for each in workspace.sources if each.name == into)
    today = policy.calendar().today(workspace.clock())
    if asked.out < today:
        raise UsageError(f"--release-date {asked.out} has passed", hint="give a day that is still to come")
    releases = releases_by_source(workspace, pulled)
    present = _present(asked, releases[into], into)
    known = known_of(asked, into, present, releases, _keeping(workspace), _unread(pulled))
    refuse_another_day(asked, known)
    places = places_in(source.tool, pull, workspace.bindings[into], asked.release)
    if Subject.DELIVERABLES not in places:
        raise UsageError(
            f"“{into}” has no table of deliverables that says which release a row belongs to",
            hint="add such a column, and let `streetdate init` look again; or name another source with --into",
        )
    slate = slate_of(workspace, pulled, workspace.clock())
    alone = _alone(how, asked, only_person(slate)) if how.solo or policy.team_of_one else ""
    lead = policy.lead_time(asked.distributor or known.distributor)
    rows = schedule(
        asked.template,
        asked.out,
        policy.calendar(),
        tracks=asked.tracks,
        lead=lead,
        optional=how.optional,
        solo=policy.thresholds.overload_per_week if alone else 0,
    )
    if how.compress:
        rows = squeezed(rows, asked.out, today, policy.calendar())
    if asked.within:
        rows = of_piece(asked, rows, present, known, places)
    _refuse_past(asked, rows, present, today)
    casting = Casting(slate, policy, asked.cast, alone, artist=asked.artist or (known.artist if asked.within else ""))
    notes: list[str] = []
    if not asked.within:
        notes += (*notes_on(asked.out, rows, lead, today), *_unknown(asked.distributor, policy))
        notes += () if Subject.RELEASES in places else without_a_row(asked, known)
    return NewRelease(asked, into, draft(asked, rows, places, casting, policy, present), tuple(notes))


def _refuse_unused(asked: Asked, how: How, policy: Policy) -> None:
    """Refuse what was asked for and would come to nothing."""
    given = {"--track": asked.tracks, "--distributor": asked.distributor, "--folder": asked.folder}
    given |= {"--goal": asked.goal, "--message": asked.message}
    unused = [option for option, value in given.items() if value and asked.within]
    if unused:
        raise UsageError(
            f"{listed(unused)} can be said of a whole release only; “{asked.title}” is {asked.template.phrase}",
            hint=f"leave that out: “{asked.within}” has its own",
        )
    if how.owner and not how.solo and not policy.team_of_one:
        raise UsageError(
            f"--owner {how.owner} says who does everything, and this plan is shared out among a team",
            hint="add --solo to let one person do it all, or say who fills a role with --cast ROLE=NAME",
        )


def _keeping(workspace: Workspace) -> tuple[str, ...]:
    """Return the sources that have a table of releases."""
    every = workspace.bindings.items()
    return tuple(name for name, bindings in every if any(each.subject is Subject.RELEASES for each in bindings))


def _unread(pulled: Pulled) -> tuple[str, ...]:
    failed = [missing.source for missing in pulled.unread]
    return (*failed, *(name for name, pull in pulled.pulls.items() if not pull.complete))


def _unknown(distributor: str, policy: Policy) -> Iterator[str]:
    if distributor and lead_time_of(distributor, policy.lead_times) is None:
        lead = policy.lead_time(distributor)
        yield (
            f"no lead time of “{distributor}” is known: any distributor's counts, {lead.floor} days, better "
            f"{lead.advised}; put theirs into [policy.distributors]"
        )


def _chosen(workspace: Workspace, into: str) -> str:
    names = [source.name for source in workspace.sources]
    if into and into not in names:
        raise UsageError(f'there is no source "{into}"', hint=f"the settings name {listed(names)}")
    able = [
        name
        for name in ([into] if into else names)
        if any(binding.subject is Subject.DELIVERABLES for binding in workspace.bindings[name])
    ]
    if len(able) == 1 and able[0] in workspace.makers:
        return able[0]
    if len(able) > 1:
        raise UsageError(f"the plan stands in several sources: {listed(able)}", hint=f"say which: --into {able[0]}")
    if able:
        raise UsageError(
            f'nothing may be written into “{able[0]}”: "sources.{able[0]}.write" is false',
            hint="set it to true, or name another source with --into",
        )
    raise UsageError(
        f"{listed(names if not into else [into])} has no table of deliverables", hint="run streetdate init"
    )


def _whole(pulled: Pulled, into: str) -> Pull:
    for missing in pulled.unread:
        if missing.source == into:
            raise missing.error
    pull = pulled.pulls[into]
    if not pull.complete:
        raise UsageError(
            f"“{into}” was not read completely, so that it cannot be told what is there already: {pull.error}",
            hint="put that right and run it again",
        )
    return pull


def _alone(how: How, asked: Asked, known: str) -> str:
    if name := how.owner or known or asked.artist:
        return name
    raise UsageError("it cannot be told who the one person is who does everything", hint="say so: --owner NAME")


def _present(asked: Asked, releases: tuple[Release, ...], into: str) -> Release | None:
    found = list(called(releases, asked.release))
    if asked.artist and len(found) > 1:
        found = [r for r in found if isinstance(r.artist, str) and folded(r.artist) == folded(asked.artist)] or found
    if len(found) > 1:
        raise UsageError(
            f"“{into}” has {len(found)} releases called “{asked.release}”", hint="give one of them another title first"
        )
    return found[0] if found else None


def _refuse_past(asked: Asked, rows: tuple[Planned, ...], present: Release | None, today: date) -> None:
    """Refuse rows that would be late the moment they are made; those that stand in the plan are none of them."""
    there = {folded(item.title) for item in present.deliverables} if present else set()
    late = [row for row in past(rows, today) if folded(row.title) not in there]
    if late:
        raise UsageError(
            f"“{asked.title}” on {asked.out}: not all steps fit, for {len(late)} of {counted(len(rows), 'step')} would "
            f"have been due before today: {listed(named(late))}",
            hint=f"everything fits from {first_day_for(rows, asked.out, today)} on; or press it into what is left with "
            "--compress, and see what that breaks with streetdate check",
        )
