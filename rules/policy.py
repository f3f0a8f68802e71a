"""The policy: everything about the rules that a team may decide, with the defaults of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from rules.calendar import WorkingCalendar
from rules.lead_times import LeadTime, lead_time_of
from rules.model import PUBLIC_KINDS, Actor, Kind, Maybe
from rules.templates.template import Template
from rules.vocabulary.roles import role_of
from rules.vocabulary.words import folded


class Severity(StrEnum):
    """How bad a gap is."""

    BLOCKER = "blocker"
    """The work must not go on."""
    WARNING = "warning"
    """It will go wrong if nobody acts."""
    NOTE = "note"
    """Worth knowing; shown in the report, never as a comment."""

    @property
    def rank(self) -> int:
        """0 for a blocker, 1 for a warning, 2 for a note: worst first."""
        return _RANKS[self]


_RANKS = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every figure that a rule compares with. Working days unless the name says otherwise."""

    umbrella_names: tuple[str, ...] = (
        "promo", "promotion", "content", "assets", "marketing", "socials", "social media", "social", "press", "pr",
        "campaign", "media", "visuals", "misc", "other", "everything",
    )  # fmt: skip
    overload_per_week: int = 8
    """Open deliverables of one person due in one calendar week (OWN008)."""
    handoff_urgent_days: int = 7
    """Calendar days before the receiver's due date from which an assumed handoff is a blocker (HND001)."""
    send_within: int = 1
    acknowledge_within: int = 2
    decide_within: int = 2
    most_approvers: int = 2
    most_undecided: int = 5
    final_go_before: int = 1
    runway_days: int = 42
    """Calendar days from the locked plan to the release (PLN002): six weeks."""
    distributor_days: int = 14
    distributor_advised_days: int = 28
    active_days: int = 60
    """Calendar days after its date during which a release without a finished review is still active."""
    release_week_days: int = 3
    """Calendar days before and after its date that belong to release week (PLN004, GAT014, PRO003)."""
    film_from: int = 21
    """Calendar days before release on which filming begins (PRO003); it ends when teasing begins."""
    tease_from: int = 14
    """Calendar days before release on which teasing begins (PRO003, AUD001)."""
    sustain_days: int = 28
    """Calendar days after release during which it is kept alive (PRO003): four weeks."""
    pitch_days: int = 7
    """Calendar days before release from which an unsent editorial pitch is a blocker (PRO001)."""
    pitch_advised_days: int = 21
    """Calendar days before release from which an unsent editorial pitch is a warning (PRO001)."""
    queue_days: int = 2
    """Calendar days before release by which release week's posts are scheduled (PRO004)."""
    review_days: int = 14
    """Calendar days after release within which it is looked back on (REV001)."""
    final_version_days: int = 28
    """Calendar days before release from which a track without a final version is a blocker (AST004)."""
    code_days: int = 14
    """Calendar days before release from which codes must be there (AST009), and right (AST007)."""
    artwork_pixels: int = 3000
    """The least width and height of a cover (AST010)."""
    least_bit_depth: int = 16
    """Bits of a master's samples (AST011)."""
    least_sample_rate: int = 44_100
    """Hertz of a master (AST011)."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A dated, reasoned exception: one code on one record, until a day (inclusive)."""

    code: str
    subject: str
    """Key, record id, url or title of the record."""
    reason: str
    by: str
    until: date


DEFAULT_MATERIAL: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.DATE: ("date", "due"),
        Kind.POST: ("version", "file", "text"),
        Kind.LAUNCH_POST: ("version", "file", "text"),
        Kind.EMAIL: ("version", "file", "text"),
        Kind.DOCUMENT: ("version", "file", "text"),
        Kind.PROMO_CALENDAR: ("version", "file", "due"),
        Kind.SPLITS: ("version", "file", "text", "splits"),
    }
)
"""The fields whose change voids an approval, by kind of work; every other kind: version and file."""

MATERIAL_OTHERWISE = ("version", "file")


@dataclass(frozen=True, slots=True)
class Policy:
    """One team's policy.

    `authorities` says who may decide which kind of gate, as role or person names; a kind that is not listed may be
    decided by whoever its gate names. `self_confirmed` are the kinds whose gate is the acting person's own
    confirmation ("Manager confirms" on the manager's upload), so that the owner may give it.
    """

    zone: str = "UTC"
    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: frozenset[date] = frozenset()
    team_of_one: bool = False
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    authorities: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    gates_required: frozenset[Kind] = frozenset(
        {Kind.MASTER, Kind.ARTWORK, Kind.UPLOAD, Kind.POST, Kind.LAUNCH_POST, Kind.PROMO_CALENDAR}
    )
    self_confirmed: frozenset[Kind] = frozenset({Kind.UPLOAD, Kind.DATE})
    public_kinds: frozenset[Kind] = PUBLIC_KINDS
    material: Mapping[Kind, tuple[str, ...]] = field(default_factory=lambda: dict(DEFAULT_MATERIAL))
    waivers: tuple[Waiver, ...] = ()
    templates: tuple[Template, ...] = ()
    """What the team's releases follow; the reader of the files hands them in."""
    lead_times: tuple[LeadTime, ...] = ()
    """What the known distributors need; every other: the thresholds."""
    _deciders: dict[tuple[Kind, Actor], bool] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )
    _listed: dict[Kind, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False, hash=False)

    def calendar(self) -> WorkingCalendar:
        """Return the team's working calendar."""
        return WorkingCalendar(ZoneInfo(self.zone), self.weekdays, self.holidays)

    def lead_time(self, distributor: Maybe[str]) -> LeadTime:
        """Return what the distributor needs; one that is not known, what the thresholds say of any."""
        known = lead_time_of(distributor, self.lead_times) if isinstance(distributor, str) else None
        limits = self.thresholds
        return known or LeadTime("the distributor", limits.distributor_days, limits.distributor_advised_days)

    def material_of(self, kind: Kind) -> tuple[str, ...]:
        """Return the names of the fields whose change voids an approval of this kind of work."""
        return self.material.get(kind, MATERIAL_OTHERWISE)

    def may_decide(self, kind: Kind, actor: Actor) -> bool | None:
        """Whether `actor` may decide gates of `kind`; `None` when the policy leaves that kind to the gate itself."""
        if kind not in self.authorities:
            return None
        asked = (kind, actor)
        known = self._deciders.get(asked)
        if known is None:
            known = self._deciders[asked] = not self.named_for(kind).isdisjoint(names_of(actor))
        return known

    def named_for(self, kind: Kind) -> frozenset[str]:
        """Return who is listed as deciding gates of `kind`, as names are compared."""
        known = self._listed.get(kind)
        if known is None:
            known = self._listed[kind] = frozenset(compared(name) for name in self.authorities.get(kind, ()))
        return known


def names_of(actor: Actor) -> set[str]:
    """Return every name and role that a policy could mean this actor by, as names are compared."""
    names = {actor.text, actor.name, actor.role, actor.mail}
    if person := actor.person:
        names.update(person.roles, person.mails, person.also_known_as)
    return {compared(name) for name in names if name}


def compared(name: str) -> str:
    """Return a name or role as authorities are compared."""
    return role_of(name) or folded(name)


def waiver_covers(waiver: Waiver, today: date) -> bool:
    """Whether the waiver still holds on `today`; its last day is inside."""
    return today <= waiver.until


__all__ = [
    "DEFAULT_MATERIAL",
    "MATERIAL_OTHERWISE",
    "Policy",
    "Severity",
    "Thresholds",
    "Waiver",
    "compared",
    "names_of",
    "waiver_covers",
]
