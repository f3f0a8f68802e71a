"""From the settings to the terms on which tools are joined; names that mean nothing are refused by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from rules.errors import SettingsError
from sync.assembly.compared import fact_names
from sync.assembly.terms import Terms
from sync.matching.confirmations import Answer, Confirmations
from sync.matching.entry import Sort
from sync.settings.answers import SameSettings
from sync.settings.schema import Settings


def terms_of(settings: Settings) -> Terms:
    """Return which records are one and which source is right for which fact.

    Raises `SettingsError` for a fact that is not compared and for a source that does not exist.
    """
    authority: dict[str, str] = {}
    for name, source in _flat(settings.facts):
        authority[_known(name, fact_names(), "facts")] = _known(source, tuple(settings.sources), f"facts.{name}")
    return Terms(Confirmations(_answers(settings.same), _answers(settings.different)), authority)


def _flat(facts: dict[str, str | dict[str, str]]) -> Iterable[tuple[str, str]]:
    """Yield every fact with its source: TOML reads an unquoted deliverable.due as a table of its own."""
    for name, value in facts.items():
        if isinstance(value, str):
            yield name, value
        else:
            yield from ((f"{name}.{part}", source) for part, source in value.items())


def _answers(sections: Iterable[SameSettings]) -> tuple[Answer, ...]:
    return tuple(Answer(Sort(section.kind), tuple(section.records)) for section in sections)


def _known(name: str, known: tuple[str, ...], where: str) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
    raise SettingsError(f'"{where}" names {name!r}, which does not exist', hint=hint)
