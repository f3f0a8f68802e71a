"""Every setting there is, typed. Unknown keys are refused; the field docstrings are the reference in the README."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sync.settings.answers import SameSettings
from sync.settings.google import GoogleSettings
from sync.settings.living import LivingSettings
from sync.settings.metrics import MetricsSettings
from sync.settings.notify import AlarmSettings, ReceiverSettings
from sync.settings.section import Section
from sync.settings.sources import SourceSettings

NAME = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}"
"""What a workspace or a source may be called."""
Name = Annotated[str, Field(pattern=f"^{NAME}$")]
Days = Annotated[int, Field(ge=0, le=366)]
Count = Annotated[int, Field(ge=0, le=10_000)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Share = Annotated[float, Field(gt=0, le=1)]
SeverityName = Literal["blocker", "warning", "note"]


class ThresholdSettings(Section):
    """Figures that rules compare with; left out means the default."""

    umbrella_names: list[str] | None = None
    """Names that cover many outputs (OWN007)."""
    overload_per_week: Count | None = None
    """Open deliverables of one person due in one week (OWN008)."""
    handoff_urgent_days: Days | None = None
    """Days before the receiver's due date from which an assumed handoff is a blocker (HND001)."""
    send_within: Days | None = None
    """Working days in which finished work is to be handed over (HND004)."""
    acknowledge_within: Days | None = None
    """Working days in which a handoff is to be acknowledged (HND005)."""
    decide_within: Days | None = None
    """Working days in which a gate is to be decided (GAT008)."""
    most_approvers: Count | None = None
    """Approvers on one gate (GAT007)."""
    most_undecided: Count | None = None
    """Undecided gates that one person may hold (GAT012)."""
    final_go_before: Days | None = None
    """Working days before launch posts by which the final go is due (GAT014)."""
    runway_days: Days | None = None
    """Days from the locked plan to the release (PLN002)."""
    distributor_days: Days | None = None
    """Days before release by which the upload has to happen (PLN005)."""
    distributor_advised_days: Days | None = None
    """Days before release by which the upload should happen (PLN005, a note)."""
    active_days: Days | None = None
    """Days after its date during which rules still look at a release without a finished review."""
    release_week_days: Days | None = None
    """Days before and after its date that belong to release week (PLN004, GAT014, PRO003)."""
    film_from: Days | None = None
    """Days before release on which filming begins (PRO003)."""
    tease_from: Days | None = None
    """Days before release on which teasing begins (PRO003, AUD001)."""
    sustain_days: Days | None = None
    """Days after release during which it is kept alive (PRO003)."""
    pitch_days: Days | None = None
    """Days before release from which an unsent editorial pitch is a blocker (PRO001)."""
    pitch_advised_days: Days | None = None
    """Days before release from which an unsent editorial pitch is a warning (PRO001)."""
    queue_days: Days | None = None
    """Days before release by which release week's posts are scheduled (PRO004)."""
    review_days: Days | None = None
    """Days after release within which it is looked back on (REV001)."""
    final_version_days: Days | None = None
    """Days before release from which a track without a final version is a blocker (AST004)."""
    code_days: Days | None = None
    """Days before release from which codes must be there (AST009), and right (AST007)."""
    artwork_pixels: Count | None = None
    """The least width and height of a cover, in pixels (AST010)."""
    least_bit_depth: Count | None = None
    """The least bit depth of a master (AST011)."""
    least_sample_rate: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    """The least sample rate of a master, in hertz (AST011)."""


class DistributorSettings(Section):
    """What one distributor needs, in calendar days before the release."""

    floor: Days
    """By then the upload has to be there."""
    advised: Days
    """By then it should be."""


class PolicySettings(Section):
    """What the team decided about the rules."""

    working_days: list[Weekday] = Field(default=["mon", "tue", "wed", "thu", "fri"], min_length=1)
    """Days on which the team works."""
    holidays: list[date] = []
    """Days off besides."""
    team_of_one: bool = False
    """One person does everything: no noise about handing work to oneself or approving one's own."""
    off: list[str] = []
    """Codes of rules that are switched off."""
    severities: dict[str, SeverityName] = {}
    """Severity by code, instead of the default."""
    thresholds: ThresholdSettings = ThresholdSettings()
    """Figures that rules compare with."""
    authorities: dict[str, list[str]] = {}
    """Who may decide which kind of gate, as roles or names: master = ["Artist"]. A kind that is not listed may be
    decided by whoever its gate names."""
    gates_required: list[str] | None = None
    """Kinds of deliverable that need a gate (GAT001)."""
    self_confirmed: list[str] | None = None
    """Kinds whose gate is the owner's own confirmation."""
    material: dict[str, list[str]] = {}
    """Fields whose change voids an approval, by kind: artwork = ["version", "file"]."""
    distributors: dict[str, DistributorSettings] = {}
    """What distributors need, by name, where that is not what Streetdate knows of them:
    "LabelGrid" = { floor = 10, advised = 21 }."""


class TemplateSettings(Section):
    """What new plans are made from."""

    folder: str = ""
    """A folder of the team's own templates (.toml), relative to the settings file; one named like ours replaces it."""


class WaiverSettings(Section):
    """A dated, reasoned exception for one gap on one record."""

    code: str
    """The rule's code."""
    record: str
    """The record: its title, "release/title", link or id."""
    reason: Annotated[str, Field(min_length=3)]
    """Why the exception is right."""
    by: Annotated[str, Field(min_length=1)]
    """Who made it."""
    until: date
    """Its last day."""


class StoreSettings(Section):
    """Where Streetdate remembers what it did."""

    url: str = "sqlite:streetdate.db"
    """`sqlite:FILE`, relative to the settings file, or `${NAME}`: an environment variable that holds such an address
    or a `postgresql://` one. A password may not stand here."""
    url_file: str = ""
    """Instead of `url`: a file, relative to the settings file, whose one line is the address."""


class LogSettings(Section):
    """How a log is written: that of `--verbose`, and of every `run` that no terminal watches."""

    format: Literal["", "text", "json"] = ""
    """`text` or `json`; empty: text in a terminal, else JSON."""


class ReportSettings(Section):
    """What every run leaves to be opened, besides what it writes in the tools."""

    formats: list[Literal["html", "markdown", "json"]] = ["html", "json"]
    """Which: html, markdown, json."""
    folder: str = ""
    """Where, relative to the settings file; empty: beside it."""
    living: LivingSettings | None = None
    """Where the report is kept current for people to read."""


class CalendarSettings(Section):
    """The milestones as a calendar file, which a phone can open and a calendar can subscribe to."""

    file: Annotated[str, Field(pattern=r"\.ics$")] = "milestones.ics"
    """The .ics file, relative to the settings file."""
    milestones: list[Literal["release", "lock", "due", "out", "gate", "handoff", "pitch", "distributor", "review"]] = [
        "release",
        "lock",
        "due",
        "out",
        "gate",
        "handoff",
        "pitch",
        "distributor",
        "review",
    ]
    """Which are published: release days, plan locks, due dates, when scheduled work goes out, decisions (gate),
    handoffs, pitch deadlines, the last day at the distributor, reviews. None: no file."""
    google: GoogleSettings | None = None
    """Google calendars that show the same milestones; `streetdate init calendar` connects one."""


class GuardSettings(Section):
    """When a run is held back and asks first."""

    most_changed_share: Share = 0.3
    """Share of all records that one run may write on (not on a workspace's first run)."""
    most_closed_share: Share = 0.5
    """Share of the flagged records that one run may clear."""
    most_lost_share: Share = 0.3
    """Share of a table's records that may be missing since the last complete read."""
    floor: Count = 25
    """Records below which no share holds a run back."""
    lost_floor: Count = 5
    """Missing records of one table below which no run is held back."""
    most_clock_minutes: Annotated[int, Field(ge=1, le=24 * 60)] = 10
    """How far this machine's clock may be from a tool's."""
    most_pause_days: Annotated[int, Field(ge=1, le=3660)] = 180
    """How long ago the last run may be where no tool confirms the clock."""


class Settings(Section):
    """The whole settings file."""

    workspace: Name
    """The team's name; separates its memory from every other team's, and marks what is ours: run `undo` before you
    change it."""
    time_zone: str = "UTC"
    """IANA name of the zone in which the team's days begin and end."""
    store: StoreSettings = StoreSettings()
    """Where Streetdate remembers what it did."""
    logs: LogSettings = LogSettings()
    """How a run tells what it did, step by step."""
    sources: Annotated[dict[Name, SourceSettings], Field(min_length=1)]
    """The tools, by a name of your own."""
    policy: PolicySettings = PolicySettings()
    """What the team decided about the rules."""
    facts: dict[str, str | dict[str, str]] = {}
    """Which source is right where tools disagree, by fact: date = "plan", "deliverable.due" = "board"."""
    same: list[SameSettings] = []
    """Records of different tools that are one; `streetdate match` writes them."""
    different: list[SameSettings] = []
    """Records that look like one and are not."""
    guards: GuardSettings = GuardSettings()
    """When a run is held back and asks first."""
    reports: ReportSettings = ReportSettings()
    """What every run leaves to be opened."""
    calendar: CalendarSettings = CalendarSettings()
    """The milestones as a calendar file."""
    metrics: MetricsSettings = MetricsSettings()
    """Figures of every run for Prometheus."""
    notify: dict[Name, ReceiverSettings] = {}
    """Who is told what is new, by a name of your own."""
    alarms: AlarmSettings = AlarmSettings()
    """When receivers hear that something is wrong with the runs themselves."""
    templates: TemplateSettings = TemplateSettings()
    """What new plans are made from."""
    waivers: list[WaiverSettings] = []
    """Exceptions, each with reason, author and last day."""
