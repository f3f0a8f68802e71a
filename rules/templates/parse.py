"""From the text of a template's TOML file to the template; whatever is wrong with it is one sentence. Pure."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from rules.errors import SettingsError
from rules.model import Kind, Phase
from rules.templates.agenda import FIGURES_OF, Agenda, Figures, Item
from rules.templates.template import Step, Template, Weight
from rules.vocabulary.roles import ROLE_SYNONYMS, role_of
from rules.vocabulary.words import folded
from rules.wording import counted

E = TypeVar("E", bound=StrEnum)

_KINDS_OF_FILE = ("release", "content", "meeting")
_OF_STEPS = ("for", "phrase", "words", "steps")
_OF_MEETING = ("for", "phrase", "minutes", "when", "items")
_OF_STEP = ("title", "kind", "phase", "owner", "before", "after", "needs", "approver", "each", "weight", "solo")
_OF_ITEM = ("ask", "minutes", "about", "figures")
MOST_DAYS = 730
"""How far before or after its release a step may lie."""


def read_template(text: str, file: str) -> Template | Agenda:
    """Return what a file describes. Raises `SettingsError` naming the file, the step, and what is wrong with it."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}", hint="correct that line") from error
    whole = _Reader(file, raw)
    name = file.rpartition("/")[2].removesuffix(".toml")
    whose = whole.one_of("for", _KINDS_OF_FILE)
    if whose == "meeting":
        whole.only(_OF_MEETING)
        known = FIGURES_OF.get(name, tuple(Figures))
        items = tuple(
            _item(_Reader(f"{file}, item {n}", each), known) for n, each in enumerate(whole.tables("items"), 1)
        )
        return Agenda(name, whole.text("phrase"), whole.text("when"), whole.number("minutes", 0, 24 * 60), items)
    whole.only(_OF_STEPS)
    steps = tuple(_step(id_, _Reader(f'{file}, step "{id_}"', each)) for id_, each in whole.named("steps").items())
    _agree(steps, file)
    words = frozenset(folded(word) for word in (whole.texts("words") if "words" in raw else [name]))
    return Template(name, whole.text("phrase"), words, steps, whose == "release")


class _Reader:
    """One table of a file, read by key; `where` is what to call it."""

    def __init__(self, where: str, raw: object) -> None:
        if not isinstance(raw, dict):
            raise SettingsError(f"{where}: expected a table of settings, found {raw!r}")
        self.where = where
        self.raw: Mapping[str, object] = raw

    def only(self, known: Collection[str]) -> None:
        for key in self.raw:
            if key not in known:
                raise SettingsError(f'{self.where}: there is no setting "{key}"', hint=_near(key, known))

    def text(self, key: str, default: str | None = None) -> str:
        value = self.raw.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self._wrong(key, "text in quotes")
        return value.strip()

    def texts(self, key: str) -> list[str]:
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self._wrong(key, "a list of texts in quotes")
        return value

    def number(self, key: str, least: int, most: int) -> int:
        value = self.raw.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self._wrong(key, f"a whole number from {least} to {most}")
        return value

    def truth(self, key: str, default: bool) -> bool:
        value = self.raw.get(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def one_of(self, key: str, known: Collection[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in known:
            raise SettingsError(f'{self.where}: "{key}" is "{value}", which does not exist', hint=_near(value, known))
        return value

    def role(self, key: str, default: str | None = None) -> str:
        value = self.text(key, default)
        if value and not role_of(value):
            raise SettingsError(
                f'{self.where}: "{key}" is "{value}", which is no role', hint=_near(value, set(ROLE_SYNONYMS.values()))
            )
        return role_of(value)

    def tables(self, key: str) -> list[object]:
        value = self.raw.get(key)
        if not isinstance(value, list) or not value:
            raise self._wrong(key, f"a list of tables, each below [[{key}]]")
        return value

    def named(self, key: str) -> dict[str, object]:
        value = self.raw.get(key)
        if not isinstance(value, dict) or not value:
            raise self._wrong(key, f"tables with names, each below [{key}.NAME]")
        return value

    def _wrong(self, key: str, expected: str) -> SettingsError:
        if key not in self.raw:
            return SettingsError(f'{self.where}: "{key}" is missing', hint=f"expected {expected}")
        return SettingsError(f'{self.where}: "{key}" is {self.raw[key]!r}', hint=f"expected {expected}")


def _step(id_: str, raw: _Reader) -> Step:
    raw.only(_OF_STEP)
    if ("before" in raw.raw) == ("after" in raw.raw):
        raise SettingsError(
            f'{raw.where}: it has to say either "before" or "after"',
            hint="how many days before the release it is due, or after it: before = 28",
        )
    after = "after" in raw.raw
    days = raw.number("after" if after else "before", 0, MOST_DAYS)
    return Step(
        id=id_,
        title=raw.text("title"),
        kind=Kind(raw.one_of("kind", [*Kind], Kind.OTHER)),
        phase=Phase(raw.one_of("phase", [*Phase])),
        owner=raw.role("owner"),
        days=-days if after else days,
        needs=tuple(raw.texts("needs")),
        approver=raw.role("approver", ""),
        each_track=raw.one_of("each", ("release", "track"), "release") == "track",
        weight=Weight(raw.one_of("weight", [*Weight], Weight.USUAL)),
        solo=raw.truth("solo", True),
    )


def _item(raw: _Reader, known: Collection[Figures]) -> Item:
    raw.only(_OF_ITEM)
    figures = raw.one_of("figures", known) if "figures" in raw.raw else ""
    return Item(
        raw.text("ask"), raw.number("minutes", 0, 24 * 60), raw.text("about", ""), Figures(figures) if figures else None
    )


def _agree(steps: Collection[Step], file: str) -> None:
    """Refuse steps that are called the same, need what is not there or what comes later, or go round in a circle."""
    by_id = {step.id: step for step in steps}
    titled: dict[str, str] = {}
    for step in steps:
        where = f'{file}, step "{step.id}"'
        if (other := titled.setdefault(folded(step.title), step.id)) != step.id:
            raise SettingsError(
                f'{where}: it is called “{step.title}”, and so is the step "{other}"',
                hint="give each step a title of its own: rows are known by it",
            )
        for need in step.needs:
            if need not in by_id:
                raise SettingsError(f'{where}: it needs "{need}", which is no step', hint=_near(need, by_id))
    try:
        TopologicalSorter({step.id: step.needs for step in steps}).prepare()
    except CycleError as circle:
        around = ", which needs ".join(f'"{id_}"' for id_ in reversed(circle.args[1]))
        raise SettingsError(
            f"{file}: steps wait for one another in a circle: {around}", hint="take one of these needs out"
        ) from None
    for step in steps:
        late = next((by_id[need] for need in step.needs if by_id[need].days < step.days), None)
        if late is not None:
            raise SettingsError(
                f'{file}, step "{step.id}": it is due {_when(step)}, and "{late.id}" before it {_when(late)}',
                hint="let what is needed be due first, or both on the same day",
            )


def _when(step: Step) -> str:
    return f"{counted(abs(step.days), 'day')} {'before' if step.days >= 0 else 'after'} the release"


def _near(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known)}"
