"""What a template is: the deliverables that a release of one type has to have, and those it usually has besides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rules.model import Kind


@dataclass(frozen=True, slots=True)
class Step:
    """One deliverable of a template: what to call it, and the kinds of work that are it."""

    title: str
    kinds: frozenset[Kind]


def step(title: str, *kinds: Kind) -> Step:
    """Return the step that any work of these kinds fulfils."""
    return Step(title, frozenset(kinds))


@dataclass(frozen=True, slots=True)
class Template:
    """A release type's deliverables. `words` are those by which a plan names the template, folded.

    `expected` is what a release of the type cannot do without; `usual` is what it mostly has besides.
    """

    phrase: str
    """What to call a release of the type in a sentence: "a single"."""
    words: frozenset[str]
    usual: tuple[Step, ...]
    expected: tuple[Step, ...]

    def missing(self, kinds: Collection[Kind]) -> list[str]:
        """Return the titles of the expected steps that work of these kinds leaves out."""
        return [wanted.title for wanted in self.expected if wanted.kinds.isdisjoint(kinds)]

    def missing_usual(self, kinds: Collection[Kind]) -> list[str]:
        """Return the titles of the usual steps that work of these kinds leaves out."""
        return [wanted.title for wanted in self.usual if wanted.kinds.isdisjoint(kinds)]


LEAST: tuple[Step, ...] = (
    step("master", Kind.MASTER),
    step("artwork", Kind.ARTWORK),
    step("distributor upload", Kind.UPLOAD),
    step("editorial pitch", Kind.EDITORIAL_PITCH),
    step("launch posts", Kind.LAUNCH_POST),
)
"""What a release of every type has to have."""
