"""The people of a plan by every name that they can be meant by, and only while the name means one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rules.model import Actor, Person, Ref
from rules.vocabulary.roles import PLACEHOLDERS, is_group
from rules.vocabulary.words import folded

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>)\s*")
_INSIDE = re.compile(r"\(([^()]+)\)")


class KnownNames:
    """People by id, mail and name. What several people answer to finds nobody."""

    def __init__(
        self,
        people: Iterable[Person],
        rows: Iterable[tuple[Ref, Person]] = (),
        accounts: Iterable[Person] = (),
    ) -> None:
        self.ids = _Index()
        self.mails = _Index()
        self.names = _Index()
        """Whole names and aliases."""
        self.short = _Index()
        """First names, with or without an initial: good only where nothing contradicts."""
        self.handles = _Index()
        """What stands before the @ of a mail address."""
        for person in people:
            if is_somebody(person):
                self._add(person)
        for ref, person in rows:
            self.ids.add(ref.key, person)
            self.ids.add(ref.record, person)
        for person in accounts:
            self._add_accounts(person)

    def _add(self, person: Person) -> None:
        self._add_accounts(person)
        self.ids.add(person.ref.key, person)
        self.ids.add(person.ref.record, person)
        for mail in _own_mails(person):
            self.handles.add(mail.partition("@")[0], person)
        for name in (person.name, *person.also_known_as):
            self.names.add(bare_name(name), person)
            words = bare_name(name).split()
            for end in range(1, len(words)):
                first = " ".join(words[:end])
                self.short.add(first, person)
                self.short.add(f"{first} {words[-1][0]}", person)

    def _add_accounts(self, person: Person) -> None:
        for tool, tool_id in person.tool_ids:
            self.ids.add(f"{tool}:{tool_id}", person)
        for mail in _own_mails(person):
            self.mails.add(mail, person)

    @property
    def homonyms(self) -> bool:
        """Whether any name means several of them."""
        return self.names.contested or self.short.contested or self.handles.contested

    def find(self, actor: Actor) -> Person | None:
        """Return the person whom the actor means for certain: by id, else by mail, else by the whole name."""
        mail = actor.mail or mail_in(actor.text)
        return (
            self.ids.one(actor.tool_id)
            or self.mails.one(mail.casefold())
            or self.names.one(bare_name(actor.text))
            or (self.handles.one(folded(actor.text)) if actor.text.strip().startswith("@") else None)
            or self._beside_a_role(actor.text)
        )

    def find_by_first_name(self, actor: Actor) -> Person | None:
        """Return the only person with this first name; nobody when an id or mail says it may be somebody else."""
        name = bare_name(actor.text)
        if actor.tool_id or actor.mail or mail_in(actor.text) or self.names.has(name):
            return None
        return self.short.one(name)

    def find_reversed(self, last: str, first: str) -> Person | None:
        """Return the person whom "Müller, Kaya" means."""
        return self.names.one(f"{bare_name(first)} {bare_name(last)}")

    def _beside_a_role(self, text: str) -> Person | None:
        """Return the person of "Producer (Kaya Müller)"."""
        inside = _INSIDE.search(text)
        return self.names.one(folded(inside[1])) if inside else None


class _Index:
    def __init__(self) -> None:
        self._found: dict[str, Person | None] = {}
        self.contested = False

    def add(self, word: str, person: Person) -> None:
        known = self._found.setdefault(word, person)
        if known is not None and known.key != person.key:
            self._found[word] = None
            self.contested = True

    def one(self, word: str) -> Person | None:
        return self._found.get(word) if word else None

    def has(self, word: str) -> bool:
        return word in self._found


def _own_mails(person: Person) -> Iterator[str]:
    return (mail for mail in map(str.casefold, person.mails) if not is_group(mail))


def is_somebody(person: Person) -> bool:
    """Whether a row of the people table is about one person: not "Design team", nor a seat still "TBD"."""
    if is_group(person.name):
        return False
    return folded(person.name) not in PLACEHOLDERS or bool(person.mails or person.tool_ids)


@lru_cache(maxsize=8192)
def bare_name(text: str) -> str:
    """Return a name as it is compared, without remarks ("Kaya Müller (she/her)") and with the last name last."""
    name = folded(_ASIDE.sub(" ", text) if any(sign in text for sign in "([<") else text)
    last, comma, first = name.partition(", ")
    if comma and first and "," not in first and first.rstrip(".") not in ("jr", "sr", "ii", "iii", "iv"):
        return f"{first} {last}"
    return name.replace(",", "").replace(".", "")


def mail_in(text: str) -> str:
    """Return the mail address in a text, or ""."""
    found = _MAIL.search(text) if "@" in text else None
    return found[0] if found else ""
