"""What one cell says, whatever its tool's type for it is: as text, people, a link, a file, a yes or no."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from connectors.normalize.doubt import Doubt
from connectors.record import Cell, FileCell, LinkCell, PersonCell
from rules.model import Actor, FileFact, Link, Maybe, Standing, Unknown
from rules.vocabulary.names import split_names
from rules.vocabulary.yes_no import yes_no

NOTHING_YET = frozenset({"", "-", "--", "–", "—", "n/a", "none", "tbd", "tba", "tbc", "?"})
"""Texts that stand for an empty cell wherever words, a link or a file could stand."""

_LONGEST_NUMBER = 18
"""Digits up to which a number is written out; beyond, its exponent is kept."""


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands there; an unticked checkbox says nothing either."""
    return cell is None or cell is False or cell == () or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> Maybe[str]:
    """Return the words of a cell; "TBD" and a dash are an empty cell."""
    if isinstance(cell, Unknown):
        return cell
    words = words_of(cell)
    return None if words.casefold() in NOTHING_YET else words


def words_of(cell: Cell) -> str:
    """Return what a person reads in a cell, "" for an empty one."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None or isinstance(cell, Unknown):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else ""
    if isinstance(cell, Decimal):
        return _number(cell)
    if isinstance(cell, tuple):
        return ", ".join(part for member in cell if (part := _member(member)))
    return cell.isoformat()


def _member(member: str | PersonCell | LinkCell | FileCell) -> str:
    if isinstance(member, str):
        return member.strip()
    if isinstance(member, LinkCell):
        return member.title.strip() or member.id
    return member.name.strip()


def _number(value: Decimal) -> str:
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST_NUMBER:
        return str(value)
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def actors_of(cell: Cell, tool: str) -> tuple[Actor, ...] | Unknown | Doubt:
    """Return everybody a cell names, not yet resolved."""
    if isinstance(cell, Unknown):
        return cell
    if isinstance(cell, str):
        return _named(cell)
    if cell is None:
        return ()
    if not isinstance(cell, tuple):
        return Doubt("a person's name was expected")
    if any(isinstance(member, LinkCell) and not member.title.strip() for member in cell):
        # A bare id is nobody's name, and two that differ may be one person.
        return Doubt("it links to a table that the settings do not name")
    return tuple(actor for member in cell for actor in _actors(member, tool))


def _actors(member: str | PersonCell | LinkCell | FileCell, tool: str) -> tuple[Actor, ...]:
    if isinstance(member, str):
        return _named(member)
    if isinstance(member, PersonCell):
        standing = Standing.GROUP if member.group else Standing.PERSON
        return (Actor.stated(member.words, tool_id=f"{tool}:{member.id}", mail=member.mail, standing=standing),)
    if isinstance(member, LinkCell):
        return (Actor.stated(member.title, tool_id=member.id),)
    return _named(member.name)


@lru_cache(maxsize=8192)
def _named(words: str) -> tuple[Actor, ...]:
    return tuple(Actor.stated(name) for name in split_names(words))


def link_of(cell: Cell) -> Maybe[Link] | Doubt:
    """Return the one record that a cell mentions, by its id where the tool gives it."""
    if isinstance(cell, tuple) and cell and isinstance(cell[0], LinkCell):
        if len(cell) > 1:
            return Doubt("it names several records; one was expected")
        return Link(cell[0].title.strip(), cell[0].id)
    words = text_of(cell)
    return Link(words) if isinstance(words, str) else words


def file_of(cell: Cell) -> Maybe[FileFact]:
    """Return the file that a cell holds. Several files are one fact, whose order does not count."""
    if isinstance(cell, tuple) and cell and isinstance(cell[0], FileCell):
        files = sorted(cell, key=lambda f: (f.name, f.stable_id, f.url))
        if len(files) == 1:
            return FileFact(files[0].name, files[0].url, files[0].stable_id, files[0].size)
        return FileFact(
            ", ".join(f.name for f in files), files[0].url, " ".join(f.stable_id for f in files if f.stable_id)
        )
    words = text_of(cell)
    if not isinstance(words, str):
        return words
    return FileFact(_last_part(words), words) if is_url(words) else FileFact(words)


def place_of(cell: Cell) -> Maybe[str]:
    """Return where something lives: the link where there is one, else the words."""
    found = file_of(cell)
    return found.url or found.name if isinstance(found, FileFact) else found


def is_url(words: str) -> bool:
    """Whether the words are one web address."""
    return words.casefold().startswith(("http://", "https://")) and not any(mark.isspace() for mark in words)


def _last_part(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc or url


def yes_no_of(cell: Cell) -> Maybe[bool] | Doubt:
    """Return a tick, 1 or 0, or what the words say."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, Unknown):
        return cell
    if isinstance(cell, Decimal):
        return bool(cell) if cell.is_finite() and cell in (0, 1) else Doubt("yes or no was expected")
    words = text_of(cell)
    if not isinstance(words, str):
        return words
    said = yes_no(words)
    return said if said is not None else Doubt("it says neither yes nor no")
