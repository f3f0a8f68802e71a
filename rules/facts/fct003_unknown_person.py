"""FCT003: a person in one tool cannot be matched to anyone in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.model import Person
from rules.policy import Severity
from rules.rule import Context, Entity, Gathered, Hit, rule
from rules.samples import actors, example, person, release, work
from rules.view import View
from rules.wording import listed


def _gather(view: View, context: Context) -> Gathered:
    """Yield everybody with a seat on the release whom another tool does not know."""
    if not context.partly_known:
        return ()
    # By identity: linking gives everybody in one seat of one release as one tuple, and hashing people takes longer.
    seats = {id(item.owners): item.owners for item in view.open}
    for handoff in view.handoffs:
        seats |= {id(handoff.senders): handoff.senders, id(handoff.receivers): handoff.receivers}
    seats |= {id(point.approvers): point.approvers for point in view.checkpoints}
    found: dict[str, Person] = {}
    for seat in seats.values():
        for actor in seat if isinstance(seat, tuple) else ():
            person = actor.person
            if person is not None and person.missing_in and person.known_in:
                found.setdefault(person.key, person)
    return ((key, (person,)) for key, person in found.items())


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
