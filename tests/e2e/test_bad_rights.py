"""Bad input about codes, shares, versions and pitches, from a workbook through `check`: one clear sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import HEALTHY, Cli, write_sheets

Rows = Sequence[Sequence[Any]]
TRACK = ("Track", "Release", "ISRC", "Who has the stems", "Who may pitch")
BUS = ("Night Bus", "Night Bus", "GB-AYE-26-00001", "Jo Park", "Rae Sol")
TIDE = ("Low Tide", "Night Bus", "GB-AYE-26-00002", "Jo Park", "Rae Sol")
SHARE = ("Track", "Writer", "Share", "Agreed")
PITCH = (
    "Pitch",
    "Release",
    "Track",
    "Pitched by",
    "Pitched to",
    "Date sent",
    "Version",
    "Contacts",
    "Splits",
    "Clearance",
)
OFFER = (
    "Film pitch",
    "Night Bus",
    "Night Bus",
    "Rae Sol",
    "Films",
    date(2026, 8, 2),
    "v3",
    "Rae",
    "signed",
    "one stop",
)


def releases(upc: str = "036000291452", day: date = date(2026, 10, 30)) -> Rows:
    brief = "This is a single. The goal is 500 pre-saves. The message is: go home."
    return (
        ("Release", "Release Date", "Type", "Brief", "Release folder", "UPC"),
        ("Night Bus", day, "Single", brief, "https://drive.example/night-bus", upc),
    )


@pytest.fixture
def checked(cli: Cli, tmp_path: Path) -> Any:
    """Write a workbook with these sheets beside a plan in order, and return what `check` says of it."""

    def check(**sheets: Rows) -> Any:
        book = {"Releases": releases(), "Deliverables": HEALTHY} | {name.title(): rows for name, rows in sheets.items()}
        path = write_sheets(tmp_path / "plan.xlsx", book)
        assert cli("init", "workbook", path, "--yes", "--time-zone", "UTC").code == 0
        return cli("check", "--format", "json").json

    return check


def sentences(document: Any) -> list[str]:
    """Return what was found about assets, rights and pitches."""
    found = [gap for gap in document["violations"] if gap["code"][:3] in ("AST", "SPL", "PIT")]
    return sorted(f"{gap['code']} {gap['message']}" for gap in found)


def unread(document: Any) -> list[str]:
    return [f"{value['text']}: {value['reason']}" for source in document["sources"] for value in source["unreadable"]]


def test_in_order_says_nothing(checked: Any) -> None:
    shares = (SHARE, ("Night Bus", "Ana Ruiz", "60 %", "Yes"), ("Night Bus", "Jo Park", "40 %", "Yes"))
    assert sentences(checked(tracks=(TRACK, BUS), splits=shares, pitches=(PITCH, OFFER))) == []


def test_shares_off_by_a_hundredth(checked: Any) -> None:
    shares = (SHARE, ("Night Bus", "Ana Ruiz", "60 %", "Yes"), ("Night Bus", "Jo Park", "40.01 %", "Yes"))
    assert sentences(checked(tracks=(TRACK, BUS), splits=shares)) == [
        "SPL001 The shares of the composition of Night Bus add up to 100.01 %, not to 100 %"
    ]


def test_shares_in_mixed_notations_are_one_sentence_and_judge_nobody(checked: Any) -> None:
    shares = (
        SHARE,
        ("Night Bus", "Ana Ruiz", "50 %", "Yes"),
        ("Night Bus", "Jo Park", "0.5", "Yes"),
        ("Low Tide", "Ana Ruiz", "50", "Yes"),
        ("Low Tide", "Jo Park", "1/2", "Yes"),
    )
    found = checked(tracks=(TRACK, BUS, TIDE), splits=shares)
    assert unread(found) == ["0.5: cannot tell whether it is a fraction or a percentage; write it with a % sign"]
    assert sentences(found) == []


def test_a_person_on_a_split_twice(checked: Any) -> None:
    rows = (("Night Bus", "Ana Ruiz", "50 %", "Yes"), *[("Night Bus", "Jo Park", "25 %", "Yes")] * 2)
    assert sentences(checked(tracks=(TRACK, BUS), splits=(SHARE, *rows))) == [
        "SPL005 Jo Park stands 2 times on the composition of Night Bus, with 50 % in all"
    ]


def test_an_isrc_on_two_tracks(checked: Any) -> None:
    doubled = ("Low Tide", "Night Bus", "GBAYE2600001", "Jo Park", "Rae Sol")
    assert sentences(checked(tracks=(TRACK, BUS, doubled))) == [
        "AST008 One ISRC, GBAYE2600001, stands on Low Tide and Night Bus"
    ]


def test_a_barcode_that_a_spreadsheet_shortened(checked: Any) -> None:
    assert sentences(checked(releases=releases(upc="1.23E+11"))) == [
        "AST007 The UPC or EAN of Night Bus, “1.23E+11”, is a number of which a spreadsheet kept only the first digits"
    ]


def test_a_pitch_without_a_track(checked: Any) -> None:
    lost = (OFFER[0], OFFER[1], "", *OFFER[3:])
    assert sentences(checked(tracks=(TRACK, BUS, TIDE), pitches=(PITCH, lost, OFFER))) == [
        "PIT005 Film pitch names no track"
    ]


def test_versions_named_final_final2_with_and_without_a_mark(checked: Any) -> None:
    names = ("final", "final_final2")
    marked = (("Version", "Track", "Final?"), *((name, "Night Bus", "No") for name in names))
    assert sentences(checked(tracks=(TRACK, BUS), versions=marked)) == [
        "AST004 None of the 2 versions of Night Bus is marked as the final one"
    ]


def test_versions_named_final_final2_in_a_table_without_a_mark(checked: Any) -> None:
    unmarked = (("Version", "Track"), *((name, "Night Bus") for name in ("final", "final_final2")))
    found = checked(tracks=(TRACK, BUS), versions=unmarked)
    assert sentences(found) == []
    told = {entry["why"] for entry in found["cannot_tell"] if entry["code"] == "AST004"}
    assert any(why.endswith("“final” in a name does not decide it") for why in told)
