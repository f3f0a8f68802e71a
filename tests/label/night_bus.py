"""What the label has planned for Night Bus: everything in order, and not yet finished."""

from __future__ import annotations

from datetime import date, timedelta

OUT = date(2026, 8, 28)
"""When it comes out."""
DRIVE = "https://drive.example/night-bus"
DONE, OPEN, UNDER_WAY = "✅ Complete", "⚪ Not started", "🔵 In Progress"


def before(days: int) -> str:
    """Return the day so long before the release, or the Friday before that when it falls on a weekend."""
    day = OUT - timedelta(days=days)
    return (day - timedelta(days=max(0, day.weekday() - 4))).isoformat()


PEOPLE = (
    ("Kaya Moon", "Artist"),
    ("Sam Okafor", "Manager"),
    ("Jo Park", "Producer"),
    ("Mara Lind", "Mixing engineer"),
    ("Dee Castro", "Designer"),
    ("Vic Tran", "Video editor"),
    ("Noor Haddad", "Social manager"),
)
MASTER, COVER, UPLOAD, TEASER, POSTS = (
    "Final master", "Cover artwork", "Distributor upload", "Teaser video", "Launch posts"
)  # fmt: skip
WORK: tuple[tuple[str, str, str, str, str | None, tuple[str, ...], str, str], ...] = (
    ("Mix", "Mara Lind", DONE, before(46), before(47), (), "v3", "mix-v3.wav"),
    (MASTER, "Jo Park", DONE, before(40), before(41), ("Mix",), "v2", "master-v2.wav"),
    (COVER, "Dee Castro", DONE, before(38), before(39), (), "v4", "cover-v4.png"),
    (UPLOAD, "Sam Okafor", DONE, before(32), before(33), (MASTER, COVER), "", ""),
    ("Spotify editorial pitch", "Sam Okafor", OPEN, before(21), None, (UPLOAD,), "", ""),
    ("Pre-save link", "Noor Haddad", OPEN, before(15), None, (), "", ""),
    (TEASER, "Vic Tran", UNDER_WAY, before(13), None, (COVER,), "v1", "teaser-v1.mp4"),
    (POSTS, "Noor Haddad", OPEN, before(2), None, (TEASER,), "", ""),
    ("Week 2 recap reel", "Noor Haddad", OPEN, "2026-09-11", None, (), "", ""),
)
"""Title, owner, status, due, done on, needs, version, file."""
HANDOFFS = (
    ("Mix to mastering", "Mix", MASTER, "Mara Lind", "Jo Park", 47, 46, "mix-v3.wav"),
    ("Master to upload", MASTER, UPLOAD, "Jo Park", "Sam Okafor", 39, 38, "master-v2.wav"),
    ("Cover to upload", COVER, UPLOAD, "Dee Castro", "Sam Okafor", 37, 36, "cover-v4.png"),
    ("Cover to teaser", COVER, TEASER, "Dee Castro", "Vic Tran", 37, 36, "cover-v4.psd"),
    ("Teaser to posts", TEASER, POSTS, "Vic Tran", "Noor Haddad", 0, 0, ""),
)
"""Title, from, to, sender, receiver, days before the release when sent and received (0: not yet), file."""
GATES = (
    ("Master sign-off", MASTER, "Kaya Moon", 40, "v2"),
    ("Cover sign-off", COVER, "Kaya Moon", 38, "v4"),
    ("Upload check", UPLOAD, "Kaya Moon", 33, ""),
    ("Teaser sign-off", TEASER, "Kaya Moon", 0, ""),
    ("Final go", POSTS, "Sam Okafor", 0, ""),
)
"""Title, on, approver, days before the release when decided (0: not yet), version."""
