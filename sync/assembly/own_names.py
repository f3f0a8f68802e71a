"""What a name means in the tool where it stands, where two tools know different people by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import is_
from typing import Any, TypeVar

from connectors.normalize.normalized import Filed, Normalized
from rules.model import Actor, Decision, Need, Person, Ref, Standing
from rules.people import Directory

E = TypeVar("E")

_SEATS: Mapping[str, tuple[str, ...]] = {
    "deliverables": ("owners", "needs"),
    "handoffs": ("senders", "receivers", "acknowledged_by"),
    "gates": ("approvers", "decisions"),
    "tracks": ("credits", "stems_holder", "may_pitch"),
    "splits": ("holder",),
    "pitches": ("by",),
}
"""What of a source's records names people, by the field that holds the records."""


def with_own_names(source: Normalized, directory: Directory, person_of: Mapping[Ref, Person]) -> Normalized:
    """Return the source with every name that means nobody among all people, and somebody among its own, as that person.

    A second tool must not make strangers of the first one's people.
    """
    if not source.people or not directory.homonyms:
        return source
    seats = _Seats(directory, Directory([person_of[person.ref] for person in source.people], known=True))
    changes: dict[str, Any] = {
        name: tuple(seats.filed(filed, fields) for filed in getattr(source, name)) for name, fields in _SEATS.items()
    }
    releases = tuple(seats.seated(release, ("cast", "owners")) for release in source.releases)
    return replace(source, releases=releases, **changes)


class _Seats:
    def __init__(self, everybody: Directory, own: Directory) -> None:
        self._everybody = everybody
        self._own = own
        self._met: dict[str, str] = {}

    def filed(self, filed: Filed[E], names: tuple[str, ...]) -> Filed[E]:
        item = self.seated(filed.item, names)
        return filed if item is filed.item else Filed(item, filed.release)

    def seated(self, item: E, names: tuple[str, ...]) -> E:
        """Return an item with everybody whom these fields name settled; the same one where nothing changes."""
        changes = {name: after for name in names if (after := self._of(before := getattr(item, name))) is not before}
        # Everything that is filed is a dataclass, which a type variable of ours cannot say.
        return replace(item, **changes) if changes else item  # type: ignore[type-var]

    def _of(self, value: Any) -> Any:
        if isinstance(value, Actor):
            return self._actor(value)
        if isinstance(value, tuple):
            parts = tuple(map(self._of, value))
            return value if all(map(is_, parts, value)) else parts
        if isinstance(value, Need):
            return self.seated(value, ("actor",)) if value.actor is not None else value
        return self.seated(value, ("by",)) if isinstance(value, Decision) else value

    def _actor(self, actor: Actor) -> Actor:
        if actor.tool_id or actor.mail:
            return actor
        found = self._met.get(actor.text)
        if found is None:
            found = self._met[actor.text] = self._known(actor)
        return replace(actor, tool_id=found) if found else actor

    def _known(self, actor: Actor) -> str:
        if self._everybody.resolve(actor).standing is not Standing.STRANGER:
            return ""
        person = self._own.resolve(actor).person
        return "" if person is None else person.ref.key
