"""A small label's release plan, healthy and unhealthy, with every date counted from today.

Night Bus is in order. Glass Hours has most of what goes wrong between people. Paper Moons is only just planned.
First Light is the article's table as typed, on a sheet of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

Value: TypeAlias = str | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a title above the table (or none), the column names, the rows."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Columns whose cells offer a list to choose from."""


def friday_after(day: date) -> date:
    """Return `day` when it is a Friday, else the next one: records go on sale on Fridays."""
    return day + timedelta(days=(4 - day.weekday()) % 7)


def before(day: date, days: int) -> date:
    """Return the day `days` before another, or the Friday before that when it falls on a weekend."""
    found = day - timedelta(days=days)
    return found - timedelta(days=max(0, found.weekday() - 4))


def sheets(today: date) -> tuple[Sheet, ...]:
    """Return the whole workbook as of `today`."""
    bus = friday_after(today + timedelta(days=25))
    glass = friday_after(today + timedelta(days=11))
    moons = friday_after(today + timedelta(days=80))
    return (
        _releases(bus, glass, moons, today),
        _deliverables(bus, glass, moons, today),
        _handoffs(bus, today),
        _gates(bus, today),
        _people(),
        _article(),
    )


STATES = ("Not started", "In progress", "In review", "Waiting", "Done", "Scheduled", "Live", "Cancelled")
DECISIONS = ("Pending", "Approved", "Rejected")


def _releases(bus: date, glass: date, moons: date, today: date) -> Sheet:
    return Sheet(
        "Releases",
        "Night Shift Records: release plan",
        (
            "Release", "Artist", "Release Date", "Type", "Plan locked on", "Brief", "Release folder", "Distributor",
            "Date confirmed by", "Date confirmed?", "Date confirmed on",
        ),
        (
            (
                "Night Bus", "Kaya Moon", bus, "Single", bus - timedelta(days=49),
                "This is a single. The goal is 500 pre-saves. The message is: the last bus home is the best room in town.",
                "https://drive.example/night-bus", "LabelGrid", "Sam Okafor", "Yes", bus - timedelta(days=48),
            ),
            (
                "Glass Hours", "Velvet Static", glass, "EP", glass - timedelta(days=30),
                "A five-track EP.", "https://drive.example/glass-hours", "LabelGrid", "Sam Okafor", "", None,
            ),
            (
                "Paper Moons", "Kaya Moon", moons, "Album", today - timedelta(days=2),
                "This is an album. The goal is 2,000 mail sign-ups. The message is: grow up without growing quiet.",
                "https://drive.example/paper-moons", "recordJet", "Sam Okafor", "Yes", today - timedelta(days=2),
            ),
        ),
    )  # fmt: skip


def _deliverables(bus: date, glass: date, moons: date, today: date) -> Sheet:
    folder = "https://drive.example"
    return Sheet(
        "Deliverables",
        "What has to exist, who answers for it, and when",
        (
            "Deliverable", "Release", "Owner", "Status", "Due date", "Done on", "Depends on", "Version", "File",
        ),
        (
            ("Mix", "Night Bus", "Mara Lind", "Done", before(bus, 46), before(bus, 47), "", "v3", f"{folder}/night-bus/mix-v3.wav"),
            ("Final master", "Night Bus", "Jo Park", "Done", before(bus, 40), before(bus, 41), "Mix", "v2", f"{folder}/night-bus/master-v2.wav"),
            ("Cover artwork", "Night Bus", "Dee Castro", "Done", before(bus, 38), before(bus, 39), "", "v4", f"{folder}/night-bus/cover-v4.png"),
            ("Distributor upload", "Night Bus", "Sam Okafor", "Done", before(bus, 32), before(bus, 33), "Final master, Cover artwork", "", ""),
            ("Spotify editorial pitch", "Night Bus", "Sam Okafor", "Not started", before(bus, 21), None, "Distributor upload", "", ""),
            ("Pre-save link", "Night Bus", "Noor Haddad", "Not started", before(bus, 15), None, "", "", ""),
            ("Teaser video", "Night Bus", "Vic Tran", "In progress", before(bus, 13), None, "Cover artwork", "v1", f"{folder}/night-bus/teaser-v1.mp4"),
            ("Launch posts", "Night Bus", "Noor Haddad", "Not started", before(bus, 2), None, "Teaser video", "", ""),
            ("Week 2 recap reel", "Night Bus", "Noor Haddad", "Not started", bus + timedelta(days=14), None, "", "", ""),

            ("Mix", "Glass Hours", "Mara Lind", "Done", before(glass, 30), before(today, 16), "", "v5", f"{folder}/glass-hours/mix-v5.wav"),
            ("Final master", "Glass Hours", "Jo Park", "Done", before(glass, 22), before(today, 5), "Mix", "v4", f"{folder}/glass-hours/master-v4.wav"),
            ("Cover artwork", "Glass Hours", "Dee Castro", "Done", before(glass, 24), before(today, 9), "", "v2", f"{folder}/glass-hours/cover-v2.png"),
            ("Distributor upload", "Glass Hours", "Sam Okafor", "In progress", before(glass, 7), None, "Final master, Cover artwork", "", ""),
            ("Spotify editorial pitch", "Glass Hours", "TBD", "Not started", before(glass, 8), None, "Distributor upload", "", ""),
            ("Teaser video", "Glass Hours", "Vic Tran", "Scheduled", before(glass, 6), None, "Cover artwork", "v1", f"{folder}/glass-hours/teaser-v1.mp4"),
            ("Launch posts", "Glass Hours", "", "Not started", before(glass, 1), None, "Teaser video", "", ""),
            ("Promo", "Glass Hours", "Noor Haddad", "In progress", before(glass, 3), None, "", "", ""),
            ("Press photos", "Glass Hours", "Dee Castro, Vic Tran", "Not started", before(glass, 5), None, "", "", ""),
            ("Lyric video", "Glass Hours", "Vic Tran", "Not started", glass + timedelta(days=3), None, "Final master", "", ""),

            ("Mix", "Paper Moons", "Mara Lind", "In progress", before(moons, 56), None, "", "", ""),
            ("Final master", "Paper Moons", "Jo Park", "Not started", before(moons, 49), None, "Mix", "", ""),
            ("Cover artwork", "Paper Moons", "Dee Castro", "Not started", before(moons, 49), None, "", "", ""),
            ("Distributor upload", "Paper Moons", "Sam Okafor", "Not started", before(moons, 35), None, "Final master, Cover artwork", "", ""),
            ("Spotify editorial pitch", "Paper Moons", "Sam Okafor", "Not started", before(moons, 28), None, "Distributor upload", "", ""),
            ("Launch posts", "Paper Moons", "Noor Haddad", "Not started", before(moons, 2), None, "Cover artwork", "", ""),
            ("TOTAL", None, None, None, None, None, None, None, None),
        ),
        (("Status", STATES),),
    )  # fmt: skip


def _handoffs(bus: date, today: date) -> Sheet:
    folder = "https://drive.example"
    return Sheet(
        "Handoffs",
        "",
        (
            "Handoff", "Release", "From deliverable", "To deliverable", "Sender", "Receiver", "Sent on", "Received on",
            "What was done", "What is expected next", "File location",
        ),
        (
            ("Mix to mastering", "Night Bus", "Mix", "Final master", "Mara Lind", "Jo Park", before(bus, 47), before(bus, 46),
             "Mix v3, vocal up half a dB", "Master for streaming, send back by Friday", f"{folder}/night-bus/mix-v3.wav"),
            ("Master to upload", "Night Bus", "Final master", "Distributor upload", "Jo Park", "Sam Okafor", before(bus, 39), before(bus, 38),
             "Master v2 at 24 bit", "Upload with the cover", f"{folder}/night-bus/master-v2.wav"),
            ("Cover to upload", "Night Bus", "Cover artwork", "Distributor upload", "Dee Castro", "Sam Okafor", before(bus, 37), before(bus, 36),
             "Cover v4, 3000 x 3000", "Upload with the master", f"{folder}/night-bus/cover-v4.png"),
            ("Cover to teaser", "Night Bus", "Cover artwork", "Teaser video", "Dee Castro", "Vic Tran", before(bus, 37), before(bus, 36),
             "Cover v4 with layers", "Animate the bus lights, 15 seconds", f"{folder}/night-bus/cover-v4.psd"),
            ("Teaser to posts", "Night Bus", "Teaser video", "Launch posts", "Vic Tran", "Noor Haddad", None, None, "", "", ""),

            ("Mix to mastering", "Glass Hours", "Mix", "Final master", "Mara Lind", "Jo Park", before(today, 15), before(today, 14),
             "Mix v5", "Master for streaming", f"{folder}/glass-hours/mix-v5.wav"),
            ("Master to upload", "Glass Hours", "Final master", "Distributor upload", "Jo Park", "Sam Okafor", before(today, 6), None,
             "Master v4", "", f"{folder}/glass-hours/master-v4.wav"),

            ("Mix to mastering", "Paper Moons", "Mix", "Final master", "Mara Lind", "Jo Park", None, None, "", "", ""),
            ("Master to upload", "Paper Moons", "Final master", "Distributor upload", "Jo Park", "Sam Okafor", None, None, "", "", ""),
            ("Cover to upload", "Paper Moons", "Cover artwork", "Distributor upload", "Dee Castro", "Sam Okafor", None, None, "", "", ""),
            ("Cover to posts", "Paper Moons", "Cover artwork", "Launch posts", "Dee Castro", "Noor Haddad", None, None, "", "", ""),
        ),
    )  # fmt: skip


def _gates(bus: date, today: date) -> Sheet:
    ago = before(today, 7)
    return Sheet(
        "Gates",
        "",
        (
            "Gate", "Release", "Deliverable", "Approver", "Decision", "Decided by", "Decided on", "Asked for on",
            "Version decided on",
        ),
        (
            ("Master sign-off", "Night Bus", "Final master", "Kaya Moon", "Approved", "Kaya Moon", before(bus, 40), before(bus, 41), "v2"),
            ("Cover sign-off", "Night Bus", "Cover artwork", "Kaya Moon", "Approved", "Kaya Moon", before(bus, 38), before(bus, 39), "v4"),
            ("Upload check", "Night Bus", "Distributor upload", "Sam Okafor", "Approved", "Sam Okafor", before(bus, 33), before(bus, 33), ""),
            ("Teaser sign-off", "Night Bus", "Teaser video", "Kaya Moon", "", "", None, None, ""),
            ("Final go", "Night Bus", "Launch posts", "Sam Okafor", "", "", None, None, ""),

            ("Master sign-off", "Glass Hours", "Final master", "Robin Vale", "Approved", "Robin Vale", ago, ago, "v3"),
            ("Cover sign-off", "Glass Hours", "Cover artwork", "Robin Vale", "I guess", "Robin Vale", ago, ago, "v2"),
            ("Teaser sign-off", "Glass Hours", "Teaser video", "Robin Vale", "Pending", "", None, ago, ""),
            ("Final go", "Glass Hours", "Launch posts", "", "Pending", "", None, ago, ""),

            ("Master sign-off", "Paper Moons", "Final master", "Kaya Moon", "", "", None, None, ""),
            ("Cover sign-off", "Paper Moons", "Cover artwork", "Kaya Moon", "", "", None, None, ""),
            ("Upload check", "Paper Moons", "Distributor upload", "Sam Okafor", "", "", None, None, ""),
            ("Final go", "Paper Moons", "Launch posts", "Sam Okafor", "", "", None, None, ""),
        ),
        (("Decision", DECISIONS),),
    )  # fmt: skip


def _people() -> Sheet:
    return Sheet(
        "People",
        "",
        ("Name", "Role", "Email", "Active"),
        (
            ("Kaya Moon", "Artist", "kaya@night-shift.example", "yes"),
            ("Robin Vale", "Artist, Velvet Static", "robin@night-shift.example", "yes"),
            ("Sam Okafor", "Manager", "sam@night-shift.example", "yes"),
            ("Jo Park", "Producer", "jo@night-shift.example", "yes"),
            ("Mara Lind", "Mixing engineer", "mara@night-shift.example", "yes"),
            ("Dee Castro", "Designer", "dee@night-shift.example", "yes"),
            ("Vic Tran", "Video editor", "vic@night-shift.example", "yes"),
            ("Noor Haddad", "Social manager", "noor@night-shift.example", "yes"),
        ),
    )


def _article() -> Sheet:
    return Sheet(
        "First Light",
        "",
        ("Deliverable", "Owner", "Depends On", "Approval Gate"),
        (
            ("Final master", "Producer", "Mix approval from Artist", "Artist signs off"),
            ("Cover artwork", "Designer", "Creative brief", "Artist signs off"),
            ("Distributor upload", "Manager", "Master + Artwork handoffs", "Manager confirms"),
            ("Teaser video", "Video editor", "Artwork handoff", "Artist signs off"),
            ("Launch posts", "Social manager", "Date confirmation from Manager", "Manager gives final go"),
        ),
    )
