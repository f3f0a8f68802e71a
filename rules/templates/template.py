"""What a template is: the steps of a release of one type, counted back from its day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from rules.model import Kind, Phase
from rules.vocabulary.words import words_of


class Weight(StrEnum):
    """How much a release is missing without a step."""

    EXPECTED = "expected"
    """It cannot do without: PLN009 asks for it."""
    USUAL = "usual"
    OPTIONAL = "optional"
    """Only some have it; `streetdate new` leaves it out unless asked."""


@dataclass(frozen=True, slots=True)
class Step:
    """One deliverable of a template, `days` calendar days before the release; negative after it."""

    id: str
    title: str
    kind: Kind
    phase: Phase
    owner: str
    """The role that owns it."""
    days: int
    needs: tuple[str, ...] = ()
    """Ids of the steps that it depends on."""
    approver: str = ""
    """The role that has to say yes to it; "" for no gate."""
    each_track: bool = False
    """Whether every track has its own."""
    weight: Weight = Weight.USUAL
    solo: bool = True
    """Whether somebody who does everything alone keeps it."""

    @property
    def named(self) -> str:
        """The title as it stands inside a sentence."""
        return self.title if self.title[1:2].isupper() else f"{self.title[:1].lower()}{self.title[1:]}"


@dataclass(frozen=True, slots=True)
class Template:
    """What one type of release, or one piece of content, takes. `words` are those that name it in a plan, folded."""

    name: str
    """The name of its file, without the ending."""
    phrase: str
    """What to call such a release in a sentence: "a single"."""
    words: frozenset[str]
    steps: tuple[Step, ...]
    release: bool = True
    """Whether it is a whole release's; else that of work inside one, which nobody misses."""
    expected: tuple[Step, ...] = field(init=False, repr=False, compare=False)
    """The steps without which PLN009 speaks."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "expected", tuple(step for step in self.steps if step.weight is Weight.EXPECTED))

    def __str__(self) -> str:
        return self.phrase

    def missing(self, kinds: Collection[Kind]) -> list[str]:
        """Return the expected steps, as a sentence names them, that work of these kinds leaves out."""
        return [step.named for step in self.expected if step.kind not in kinds]

    def missing_usual(self, kinds: Collection[Kind]) -> list[str]:
        """Return the usual steps that work of these kinds leaves out, one for each kind."""
        usual = {step.kind: step.named for step in reversed(self.steps) if step.weight is Weight.USUAL}
        return [named for kind, named in reversed(usual.items()) if kind is not Kind.OTHER and kind not in kinds]


def _least(title: str, kind: Kind, phase: Phase, owner: str, days: int) -> Step:
    return Step(title.casefold(), title, kind, phase, owner, days, weight=Weight.EXPECTED)


ANY = Template(
    "release",
    "a release",
    frozenset(),
    (
        _least("Master", Kind.MASTER, Phase.ASSETS, "mastering engineer", 42),
        _least("Artwork", Kind.ARTWORK, Phase.ASSETS, "designer", 42),
        _least("Distributor upload", Kind.UPLOAD, Phase.ASSETS, "manager", 28),
        _least("Editorial pitch", Kind.EDITORIAL_PITCH, Phase.PITCH, "manager", 21),
        _least("Launch posts", Kind.LAUNCH_POST, Phase.RELEASE, "social manager", 2),
    ),
)
"""The least of a release of whatever type; what is held against one that follows no template."""


def template_of(text: str, templates: Iterable[Template]) -> Template | None:
    """Return the one release template that the words name ("Single v2", "EP"); `None` for none or several."""
    words = set(words_of(text))
    named = [template for template in templates if template.release and not words.isdisjoint(template.words)]
    return named[0] if len(named) == 1 else None
