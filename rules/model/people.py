"""People, and who a seat in the plan (owner, sender, receiver, approver) turned out to hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rules.model.facts import Maybe, Ref, Unknown


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the people table or of the workspace's member list.

    `active` is empty where nobody says; `tool_ids` are (tool, user id) pairs used to mention the person.
    """

    key: str
    name: str
    ref: Ref
    mails: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    active: Maybe[bool] = None
    tool_ids: tuple[tuple[str, str], ...] = ()
    also_known_as: tuple[str, ...] = ()
    known_in: tuple[str, ...] = ()
    """The sources whose people table or accounts have them; empty where that was not asked."""
    missing_in: tuple[str, ...] = ()
    """The sources that have a people table, were read completely, and show nobody who is this person."""
    roles_unseen: Unknown | None = None
    """Why `roles` may not be all that they have, such as a table without a column for it; `None` where they are."""

    @property
    def title(self) -> str:
        """What a person is called where any record is called something."""
        return self.name


class Standing(StrEnum):
    """What the words in a seat turned out to be."""

    PERSON = "person"
    """One person whom the people table or the workspace knows, or a name where no people table exists."""
    ROLE = "role"
    """A role; `candidates` says who fills it: nobody, several, or (where no people table says) unknown."""
    GROUP = "group"
    """A team, a shared mailbox or a bot."""
    PLACEHOLDER = "placeholder"
    """TBD, everyone, us, n/a, ?"""
    STRANGER = "stranger"
    """A name that the people table or the workspace does not have."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in a seat. Two seats hold the same somebody exactly when their `key`s are equal.

    Connectors create actors with `Actor.stated`; `rules.people.Directory` resolves them.
    """

    key: str
    text: str
    standing: Standing = Standing.PERSON
    person: Person | None = None
    role: str = ""
    candidates: tuple[str, ...] | None = None
    """Names of those who fill the role; `None` when no people table says who has which role."""
    tool_id: str = ""
    mail: str = ""

    @staticmethod
    def stated(text: str, *, tool_id: str = "", mail: str = "", standing: Standing = Standing.PERSON) -> Actor:
        """Return the actor as the plan states it, not yet resolved against the people table."""
        return Actor(
            key=f"name:{text.strip().casefold()}", text=text.strip(), standing=standing, tool_id=tool_id, mail=mail
        )

    @property
    def name(self) -> str:
        """What to call them in a sentence: the person's name where known, else the words of the plan."""
        return self.person.name if self.person else self.text

    @property
    def left(self) -> bool:
        """Whether the person is deactivated or has left, on record."""
        return self.person is not None and self.person.active is False

    @property
    def doubtful(self) -> bool:
        """Whether it is not clear who this is: a group, placeholder, stranger, leaver or unfilled role."""
        if self.standing is Standing.PERSON:
            return self.left
        if self.standing is Standing.ROLE:
            return self.candidates is not None
        return True
