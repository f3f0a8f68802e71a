"""From what is asked to the whole plan of a release: read the tools, count back, lay it out in the team's tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from connectors.mapping.meanings import Subject
from connectors.normalize.source import normalize
from connectors.record import Pull
from rules.lead_times import lead_time_of
from rules.model import PUBLIC_KINDS, Kind, Phase, Release
from rules.policy import Policy
from rules.templates.schedule import Planned, first_day_for, notes_on, past, schedule, squeezed, titled_for
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.words import folded
from rules.wording import counted, listed
from sync.assemble import assemble
from sync.assembly.facts import title_key
from sync.errors import UsageError
from sync.judge import slate_of
from sync.new.asked import Asked
from sync.new.cast import Casting, only_person
from sync.new.draft import Draft, draft
from sync.new.place import Place, places_in
from sync.pull import Pulled, pull_all
from sync.workspace import Workspace

_NAMED = 6
"""How many steps a sentence names."""


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
    pulled = pull_all(workspace, whole=True)
    into = _chosen(workspace, how.into)
    pull = _whole(pulled, into)
    source = next(each for each in workspace.sources if each.name == into)
    policy, bindings = workspace.policy, workspace.bindings[into]
    zone = ZoneInfo(policy.zone)
    today = policy.calendar().today(workspace.clock())
    if asked.out < today:
        raise UsageError(f"--release-date {asked.out} has passed", hint="give a day that is still to come")
    slate = slate_of(workspace, pulled, workspace.clock())
    alone = _alone(how, asked, only_person(slate)) if how.solo or policy.team_of_one else ""
    there = assemble([normalize(into, source.tool, pull, bindings, zone)], workspace.clock()).releases
    present = _present(asked, there, into)
    places = places_in(source.tool, pull, bindings, asked.release)
    if Subject.DELIVERABLES not in places:
        raise UsageError(
            f"“{into}” has no table of deliverables that says which release a row belongs to",
            hint="add such a column, and let `streetdate init` look again; or name another source with --into",
        )
    lead = policy.lead_time(asked.distributor or (present.distributor if present else None))
    rows = schedule(
        asked.template,
        asked.out,
        policy.calendar(),
        tracks=asked.tracks,
        lead=lead,
        optional=how.optional,
        solo=policy.thresholds.overload_per_week if alone else 0,
    )
    if asked.within:
        _refuse_nowhere(asked, into, present, places)
    if how.compress:
        rows = squeezed(rows, asked.out, today, policy.calendar())
    if asked.within and present is not None:
        rows = _of_piece(asked, rows, present, policy.gates_required | PUBLIC_KINDS)
        _refuse_unphased(rows, present, places[Subject.DELIVERABLES])
    _refuse_past(asked, rows, present, today)
    casting = Casting(slate, policy, asked.cast, alone, artist=asked.artist or _artist(asked, present))
    notes = () if asked.within else (*notes_on(asked.out, rows, lead), *_unknown(asked.distributor, policy))
    return NewRelease(asked, into, draft(asked, rows, places, casting, policy, present), notes)


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
    found = [release for release in releases if title_key(release.title) == title_key(asked.release)]
    if asked.artist and len(found) > 1:
        found = [r for r in found if isinstance(r.artist, str) and folded(r.artist) == folded(asked.artist)] or found
    if len(found) > 1:
        raise UsageError(
            f"“{into}” has {len(found)} releases called “{asked.release}”", hint="give one of them another title first"
        )
    present = found[0] if found else None
    if present is not None and not asked.within and isinstance(present.date, date) and present.date != asked.out:
        raise UsageError(
            f"“{present.title}” is in “{into}” already, with the release date {present.date}",
            hint=f'to move it: streetdate move "{present.title}" --release-date {asked.out}',
        )
    return present


def _artist(asked: Asked, present: Release | None) -> str:
    """Return who the release is by that a piece belongs to."""
    return present.artist if asked.within and present is not None and isinstance(present.artist, str) else ""


def _refuse_nowhere(asked: Asked, into: str, present: Release | None, places: Mapping[Subject, Place]) -> None:
    """Refuse a piece whose release has no row to which the new ones could belong."""
    table = places[Subject.RELEASES].table if Subject.RELEASES in places else None
    if present is None or (table is not None and present.ref.container != table.id):
        raise UsageError(
            f"“{into}” has no release “{asked.within}”",
            hint="give its title as it stands there; or plan it first: streetdate new TITLE --release-date DAY",
        )


def _of_piece(asked: Asked, rows: Sequence[Planned], release: Release, held: Collection[Kind]) -> tuple[Planned, ...]:
    """Return the rows under titles of the piece's own, so that the next piece has others. What is due after the release
    sustains it, whatever it is before."""
    out = release.date if isinstance(release.date, date) else date.max
    titled = [
        replace(
            row,
            title=titled_for(row.step, asked.title, held),
            step=replace(row.step, phase=Phase.SUSTAIN)
            if row.due > out and row.step.phase is not Phase.REVIEW
            else row.step,
        )
        for row in rows
    ]
    if not all(row.title for row in titled):
        raise UsageError(
            f"“{asked.title}” cannot stand in the titles of its work: they would read as other work",
            hint="take a plain name, without commas and without a word for other work such as teaser or artwork",
        )
    return tuple(titled)


def _refuse_unphased(rows: Sequence[Planned], release: Release, place: Place) -> None:
    """Refuse work after the release where no column can say that it is meant for then, and is not late."""
    out = release.date
    if place.column("phase") is not None or not isinstance(out, date):
        return
    after = [row for row in rows if row.due > out and kind_of(row.title) is not Kind.REVIEW]
    if after:
        raise UsageError(
            f"“{place.title}” has no column for the phase: {listed(_named(after))} would read as late for the release "
            f"of “{release.title}” on {out}",
            hint="add a column Phase, and let `streetdate init` look again; or give an earlier --release-date",
        )


def _refuse_past(asked: Asked, rows: tuple[Planned, ...], present: Release | None, today: date) -> None:
    """Refuse rows that would be late the moment they are made; those that stand in the plan are none of them."""
    there = {folded(item.title) for item in present.deliverables} if present else set()
    late = [row for row in past(rows, today) if folded(row.title) not in there]
    if late:
        raise UsageError(
            f"“{asked.title}” on {asked.out}: not all steps fit, for {len(late)} of {counted(len(rows), 'step')} would "
            f"have been due before today: {listed(_named(late))}",
            hint=f"everything fits from {first_day_for(rows, asked.out, today)} on; or press it into what is left with "
            "--compress, and see what that breaks with streetdate check",
        )


def _named(rows: list[Planned]) -> Iterator[str]:
    first = sorted(rows, key=lambda row: row.due)
    yield from (f"{row.title} ({row.due})" for row in first[:_NAMED])
    if len(first) > _NAMED:
        yield f"{len(first) - _NAMED} more"
