"""FCT003: a person in one tool cannot be matched to anyone in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rules.model import Actor, Person, Unknown
from rules.policy import Severity
from rules.rule import Context, Entity, Hit, rule
from rules.samples import actors, example, person, release, work
from rules.view import View
from rules.wording import listed


def _gather(view: View, _: Context) -> Iterable[tuple[str, Entity]]:
    """Yield everybody with a seat on the release whom another tool does not know."""
    found: dict[str, Person] = {}
    for actor in _seated(view):
        if actor.person is not None and actor.person.missing_in and actor.person.known_in:
            found.setdefault(actor.person.key, actor.person)
    return found.items()


def _seated(view: View) -> Iterator[Actor]:
    for item in view.open:
        owners = item.owners
        if owners and not isinstance(owners, Unknown):
            yield from owners
    for handoff in view.handoffs:
        for seat in (handoff.senders, handoff.receivers):
            if not isinstance(seat, Unknown):
                yield from seat
    for point in view.checkpoints:
        yield from point.approvers if isinstance(point.approvers, tuple) else ()


def _elsewhere(*missing: str) -> Person:
    return Person(
        "dee", "Dee", person("Dee").ref, known_in=("plan",) if missing else ("plan", "board"), missing_in=missing
    )


@rule(
    code="FCT003",
    name="unknown-person",
    severity=Severity.NOTE,
    summary="Somebody with work in the plan stands in one tool and cannot be matched to anyone in another.",
    why="Who is two people to the tools is asked twice, told nothing once, and never overloaded.",
    fix="Whoever keeps the people table adds the person there with a mail address, or the settings say who they are.",
    source="The coordination layer: the people attached, known once",
    needs=(),
    flagged=lambda: example(
        release(work("Press photos", owners=actors("Dee"))),
        people=(_elsewhere("board"),),
        says="Dee stands in plan, and in board there is nobody who is certainly the same",
    ),
    clean=lambda: example(release(work("Press photos", owners=actors("Dee"))), people=(_elsewhere(),)),
    gather=_gather,
)
def unknown_person(_: str, found: Sequence[Entity], context: Context) -> Iterator[Hit]:
    someone = found[0]
    if isinstance(someone, Person):
        yield Hit(
            someone,
            f"{someone.name} stands in {listed(someone.known_in)}, and in {listed(someone.missing_in)} there is nobody "
            "who is certainly the same",
        )
