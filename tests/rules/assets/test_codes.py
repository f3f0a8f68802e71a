"""AST007 to AST009: codes that are wrong, doubled or missing."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model import Unknown
from rules.policy import Severity
from rules.rule import Example
from rules.samples import at, example, plan, promoted, release, share, track, work
from tests.rules.verdict import codes, only, report_on

UPC = "036000291452"
LYRICS = work("Lyrics", "Dee")


NO_ISRC = "Night Bus has no ISRC, and the release is on 2026-09-04"


def coded(*tracks: Any, **facts: Any) -> Example:
    return plan(LYRICS, tracks=tracks or (track(),), versions=Unknown.ABSENT, **facts)


@pytest.mark.parametrize(
    ("facts", "severity", "kind"),
    [
        ({"upc": "1.23E+11"}, "warning", "release"),
        ({"upc": "36000291452"}, "note", "release"),
        ({"upc": "036000291450"}, "warning", "release"),
        ({"tracks": (track(isrc="GB-AYE-26-0001"),)}, "warning", "track"),
        ({"tracks": (track(iswc="T-034.524.680-9"),)}, "warning", "track"),
        ({"splits": (share("Ana", "100", ipi="123"),)}, "warning", "split"),
    ],
)
def test_a_code_that_cannot_be_right_is_said_on_its_own_record(facts: dict[str, Any], severity: str, kind: str) -> None:
    found = only(plan(LYRICS, **{"tracks": (track(),), "versions": Unknown.ABSENT, **facts}), "AST007")
    assert (found.severity, found.subject.kind) == (severity, kind)


@pytest.mark.parametrize(
    "facts", [{"upc": UPC}, {"upc": None}, {"upc": Unknown.UNREADABLE}, {"tracks": (track(isrc="requested"),)}]
)
def test_a_right_code_and_none_yet_are_silent(facts: dict[str, Any]) -> None:
    assert codes(plan(LYRICS, **{"tracks": (track(),), "versions": Unknown.ABSENT, **facts})) == []


@pytest.mark.parametrize(("today", "severity"), [("2026-08-21", Severity.WARNING), ("2026-08-22", Severity.BLOCKER)])
def test_a_wrong_code_is_a_blocker_inside_14_days(today: str, severity: Severity) -> None:
    found = plan(*promoted(), tracks=(track(isrc="GB-AYE-26-0001"),), upc=UPC, now=at(f"{today} 10:00"))
    assert only(found, "AST007").severity is severity


def test_one_isrc_on_two_tracks_is_told_once() -> None:
    found = only(coded(track(), track("Low Tide", isrc="gb aye 26 00001")), "AST008")
    assert found.message == "One ISRC, gb aye 26 00001, stands on Low Tide and Night Bus"


def two(first: Any, second: Any) -> Example:
    return example(
        release(LYRICS, tracks=(first,), versions=Unknown.ABSENT),
        release(work("Bio", "Vic"), title="Harbour", tracks=(second,), versions=Unknown.ABSENT),
    )


def test_a_recording_keeps_its_isrc_on_the_album() -> None:
    assert codes(two(track(), track("night bus", key="album track"))) == []
    assert codes(two(track(), track("Low Tide", key="album track"))) == ["AST008"]
    assert codes(two(track(isrc=None), track("Low Tide", isrc=None))) == []


def test_one_upc_on_two_releases_with_and_without_its_leading_zero() -> None:
    releases = (release(LYRICS, upc=UPC), release(work("Bio", "Vic"), title="Harbour", upc="36000291452"))
    assert [code for code in codes(example(*releases)) if code != "AST007"] == ["AST008"]


@pytest.mark.parametrize("upc", ["1.23E+11", "123000000000"])
def test_what_a_spreadsheet_left_of_two_barcodes_is_not_one_barcode(upc: str) -> None:
    releases = (release(LYRICS, upc=upc), release(work("Bio", "Vic"), title="Harbour", upc=upc))
    assert codes(example(*releases)) == ["AST007", "AST007"]


@pytest.mark.parametrize(
    ("today", "facts", "missing"),
    [
        ("2026-08-21", {"upc": None}, []),
        ("2026-08-22", {"upc": None}, ["Night Bus has no UPC or EAN, and the release is on 2026-09-04"]),
        ("2026-09-04", {"upc": None}, ["Night Bus has no UPC or EAN, and the release is on 2026-09-04"]),
        ("2026-09-05", {"upc": None}, []),
        ("2026-08-22", {"tracks": (track(isrc="requested"),)}, [NO_ISRC]),
        ("2026-08-22", {"tracks": (track(isrc=Unknown.ABSENT),)}, []),
        ("2026-08-22", {"tracks": Unknown.ABSENT}, []),
        ("2026-08-22", {"upc": None, "date": None}, []),
    ],
)
def test_a_code_is_missed_inside_14_days(today: str, facts: dict[str, Any], missing: list[str]) -> None:
    found = plan(*promoted(), **{"upc": UPC, "versions": Unknown.ABSENT, **facts}, now=at(f"{today} 10:00"))
    assert [v.message for v in report_on(found).violations if v.code == "AST009"] == missing
