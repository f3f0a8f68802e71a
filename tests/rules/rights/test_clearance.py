"""SPL006: covers, samples and interpolations hold the upload until they are cleared."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model import Unknown
from rules.rule import Example
from rules.samples import plan, track, work
from tests.rules.verdict import codes, only, report_on, told, untold

RAN = "Distributor upload"


def borrowing(*items: Any, **facts: Any) -> Example:
    return plan(
        *(items or (work("Lyrics", "Dee"),)), tracks=(track(**facts),), versions=Unknown.ABSENT, gates=Unknown.ABSENT
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"cover": "Landslide"}, "is a cover of “Landslide”, without a mechanical licence from every publisher"),
        ({"cover": "yes", "licence": False}, "is a cover, without a mechanical licence from every publisher"),
        ({"cover": "Landslide", "licence": True}, ""),
        ({"cover": "Landslide", "licence": True, "master_cleared": False}, ""),
        ({"samples": "Rust"}, "samples “Rust”, without a clearance for the sampled recording and the sampled song"),
        ({"samples": "Rust", "master_cleared": True}, "samples “Rust”, without a clearance for the sampled song"),
        ({"samples": "Rust", "publishing_cleared": True},
         "samples “Rust”, without a clearance for the sampled recording"),
        ({"samples": "Rust", "master_cleared": True, "publishing_cleared": True}, ""),
        ({"interpolates": "Rust"}, "interpolates “Rust”, without a clearance for the interpolated song"),
        ({"interpolates": "Rust", "publishing_cleared": True}, ""),
        ({"interpolates": "yes", "publishing_cleared": False},
         "interpolates another song, without a clearance for the interpolated song"),
        ({}, ""),
        ({"samples": Unknown.ABSENT, "cover": Unknown.ABSENT, "interpolates": Unknown.UNREADABLE}, ""),
    ],
)  # fmt: skip
def test_other_peoples_work_is_cleared(facts: dict[str, Any], said: str) -> None:
    found = borrowing(**facts)
    assert codes(found) == (["SPL006"] if said else [])
    assert not said or only(found, "SPL006").message == f"Night Bus {said}"


def test_two_uses_of_one_track_are_one_gap() -> None:
    said = only(borrowing(cover="Landslide", samples="Rust", master_cleared=True), "SPL006").message
    assert said.endswith("every publisher; it samples “Rust”, without a clearance for the sampled song")


def test_without_columns_for_it_a_clearance_deliverable_tells() -> None:
    unseen = {"samples": "Rust", "master_cleared": Unknown.ABSENT, "publishing_cleared": Unknown.ABSENT}
    assert codes(borrowing(work("Sample clearance", "Mia"), **unseen)) == ["SPL006"]
    assert codes(borrowing(work("Sample clearance", "Mia", state="done"), **unseen)) == []
    untouched = borrowing(**unseen)
    assert codes(untouched) == []
    assert any("no column and no deliverable says" in entry.why for entry in untold(untouched, "SPL006"))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("not started", ["SPL006 blocker track Night Bus: nobody"]),
        ("in progress", [f"SPL006 blocker deliverable {RAN}: Mia", "SPL006 blocker track Night Bus: nobody"]),
        ("scheduled", [f"SPL006 blocker deliverable {RAN}: Mia", "SPL006 blocker track Night Bus: nobody"]),
    ],
)
def test_an_upload_must_not_go_on_before(state: str, expected: list[str]) -> None:
    found = borrowing(work(RAN, "Mia", due="2026-08-07", state=state), cover="Landslide")
    assert told(found) == expected


def test_an_upload_that_waits_is_named() -> None:
    found = borrowing(work(RAN, "Mia", due="2026-08-07"), cover="Landslide")
    assert only(found, "SPL006").evidence == (f"{RAN} must not go on before",)


def test_an_upload_that_went_past_several_tracks_is_told_once() -> None:
    songs = (
        track(cover="Landslide"),
        track("Low Tide", isrc="GB-AYE-26-00002", samples="Rust", master_cleared=True),
        track("Old Road", isrc="GB-AYE-26-00003"),
    )
    upload = work(RAN, "Mia", due="2026-08-07", state="in progress")
    found = report_on(plan(upload, tracks=songs, versions=Unknown.ABSENT, gates=Unknown.ABSENT)).violations
    (said,) = (v for v in found if v.code == "SPL006" and v.subject.title == RAN)
    assert said.message == (
        f"{RAN} is in progress although Night Bus and Low Tide use other people's work that is not cleared"
    )
    assert said.evidence == (
        "Night Bus is a cover of “Landslide”, without a mechanical licence from every publisher",
        "Low Tide samples “Rust”, without a clearance for the sampled song",
    )
