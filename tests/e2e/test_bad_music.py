"""One plan with everything that goes wrong with music: each is one clear sentence, and nothing is lost for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from tests.cli.calling import HEALTHY, Cli, cells_of, write_sheets
from tests.e2e.test_bad_rights import PITCH

Rows = Sequence[Sequence[Any]]

BRIEF = "This is a single. The goal is 500 pre-saves. The message is: go home."
FOLDER = "https://drive.example/"
DAY = date(2026, 10, 30)


def plan_of(release: str) -> Rows:
    """Return a plan in order for a release on `DAY`."""
    return [(title, release, *rest) for title, _, *rest in HEALTHY[1:]]


RELEASES: Rows = (
    ("Release", "Release Date", "Type", "Brief", "Release folder", "UPC", "Plan locked on"),
    ("Night Bus", DAY, "Single", BRIEF, FOLDER + "a", "036000291452", date(2026, 8, 1)),
    ("Long Sums", DAY, "Single", BRIEF, FOLDER + "b", "1.23E+11", date(2026, 8, 1)),
    ("Day Tram", "next Tuesday", "Single", BRIEF, FOLDER + "c", "036000291469", date(2026, 8, 1)),
)
WORK: Rows = (HEALTHY[0], *plan_of("Night Bus"), *plan_of("Long Sums"), *plan_of("Day Tram"))
TRACKS: Rows = (
    ("Track", "Release", "ISRC", "Who has the stems", "Who may pitch"),
    ("Night Bus", "Night Bus", "GB-AYE-26-00001", "Jo Park", "Rae Sol"),
    ("Day Tram", "Day Tram", "GB-AYE-26-00002", "Jo Park", "Rae Sol"),
    ("Thirds", "Long Sums", "GB-AYE-26-00003", "Jo Park", "Rae Sol"),
    ("Mixed", "Long Sums", "gbaye2600003", "Jo Park", "Rae Sol"),
    ("Short", "Long Sums", "GB-AYE-26-00005", "Jo Park", "Rae Sol"),
    ("Twice", "Long Sums", "GB-AYE-26-00006", "Jo Park", "Rae Sol"),
    ("Twice and off", "Long Sums", "GB-AYE-26-00007", "Jo Park", "Rae Sol"),
)
SHARES: Rows = (
    ("Track", "Writer", "Share", "Agreed"),
    *(
        ("Thirds", who, share, "Yes")
        for who, share in (("Ana Ruiz", "1/3"), ("Jo Park", 33.33), ("Rae Sol", "33 1/3 %"))
    ),
    *(("Mixed", who, share, "Yes") for who, share in (("Ana Ruiz", "50 %"), ("Jo Park", 0.5))),
    *(("Short", who, share, "Yes") for who, share in (("Ana Ruiz", 50), ("Jo Park", "49.99"))),
    *(("Twice", who, share, "Yes") for who, share in (("Ana Ruiz", 50), ("Jo Park", 25), ("Jo Park", 25))),
    *(("Twice and off", who, share, "Yes") for who, share in (("Ana Ruiz", 50), ("Jo Park", 50), ("Jo Park", 50))),
)
VERSIONS: Rows = (
    ("Version", "Release", "Track", "Final?"),
    *((f"{track[0]} v3", track[1], track[0], "Yes") for track in TRACKS[1:] if track[0] != "Thirds"),
    *((name, "Long Sums", "Thirds", "No") for name in ("final", "final_final2")),
)
PITCHES: Rows = (
    PITCH,
    ("Film pitch", "Long Sums", "", "Rae Sol", "Films", date(2026, 8, 2), "v3", "Rae", "signed", "one stop"),
)
PEOPLE: Rows = (
    ("Name", "Email", "Role"),
    ("Jo Park", "jo@x.example", "Producer"),
    ("Ana Ruiz", "ana@x.example", "Artist"),
    ("Rae Sol", "rae@x.example", "Sync agent"),
)
BOARD: Rows = (PEOPLE[0], ("Jo Park", "someone.else@x.example", "Producer"), *PEOPLE[2:])

GAPS = [
    "AST004 None of the 2 versions of Thirds is marked as the final one",
    "AST007 The UPC or EAN of Long Sums, “1.23E+11”, is a number of which a spreadsheet kept only the first digits",
    "AST008 One ISRC, gbaye2600003, stands on Mixed and Thirds",
    "PIT005 Film pitch names no track",
    "PLN008 The release date of Night Bus moved 4 times, from 2026-10-30 to 2026-11-27, after the plan was locked on "
    "2026-08-01",
    "SPL001 The shares of the composition of Short add up to 99.99 %, not to 100 %",
    "SPL001 The shares of the composition of Twice and off add up to 150 %, not to 100 %; Jo Park stands there 2 times",
    "SPL005 Jo Park stands 2 times on the composition of Twice, with 50 % in all",
]
UNREAD = [
    "next Tuesday: it is not a date; write it like 2026-03-06",
    "0.5: cannot tell whether it is a fraction or a percentage; write it with a % sign",
]
TOLD = [
    "Jo Park has one mail address in plan and another in board: they are taken for two people, and the name means in "
    "each tool the one of that tool; say if they are one: streetdate match"
]
CIRCLE = """
for = "release"
phrase = "a single"
words = ["single"]

[steps.mix]
title = "Mix"
kind = "mix"
phase = "assets"
owner = "mixing engineer"
before = 40
needs = ["master"]

[steps.master]
title = "Master"
kind = "master"
phase = "assets"
owner = "mastering engineer"
before = 40
needs = ["mix"]
"""


def move_to(path: Path, day: date) -> None:
    book = openpyxl.load_workbook(path)
    book["Releases"]["B2"].value = day
    book.save(path)


def gaps(document: Any) -> list[str]:
    """Return what was found in a sentence each; what releases usually have besides is no gap."""
    return sorted(f"{gap['code']} {gap['message']}" for gap in document["violations"] if gap["code"] != "PLN009")


def test_everything_that_goes_wrong_with_music_is_one_sentence_each(cli: Cli, tmp_path: Path) -> None:
    sheets = {
        "Releases": RELEASES, "Deliverables": WORK, "Tracks": TRACKS, "Splits": SHARES, "Versions": VERSIONS,
        "Pitches": PITCHES, "People": PEOPLE,
    }  # fmt: skip
    path = write_sheets(tmp_path / "plan.xlsx", sheets)
    board = write_sheets(tmp_path / "board.xlsx", {"Team": BOARD})
    settings = tmp_path / "streetdate.toml"
    assert cli("init", "workbook", path, "--yes", "--time-zone", "UTC").code == 0
    assert cli("init", "workbook", board, "--yes", "--config", settings, "--name", "board").code == 0
    assert cli("run").code == 0
    for day in (date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 20), date(2026, 11, 27)):
        move_to(path, day)
        assert cli("run").code == 0

    found = cli("check", "--format", "json").json
    assert gaps(found) == GAPS
    assert [f"{v['text']}: {v['reason']}" for s in found["sources"] for v in s["unreadable"]] == UNREAD
    assert [told for source in found["sources"] for told in source["drift"]] == TOLD

    said = cli("check").out
    once = " ".join(said.split())
    for sentence in (*(gap.split(" ", 1)[1] for gap in GAPS), *TOLD):
        assert once.count(sentence) == 1, sentence
    before = cells_of(path)
    again = cli("run")
    assert "wrote nothing: every record shows what it should" in again.out
    assert cells_of(path) == before
    comments = [comment for cells in before.values() for *_, comment in cells if comment]
    for code, sentence in (gap.split(" ", 1) for gap in GAPS):
        assert sum(sentence in comment for comment in comments) == (0 if code == "AST004" else 1), sentence
    kept = {sheet: {value for _, value, *_ in cells} for sheet, cells in before.items()}
    for sheet, rows in sheets.items():
        typed = {value for row in rows for value in row if isinstance(value, str) and value}
        assert typed <= kept[sheet], f"something that somebody typed into {sheet} is gone"


def test_a_template_with_a_circle_is_one_sentence_and_makes_nothing(cli: Cli, tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "plan.xlsx", {"Releases": RELEASES[:2], "Deliverables": WORK[:6]})
    assert cli("init", "workbook", path, "--yes", "--time-zone", "UTC").code == 0
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "single.toml").write_text(CIRCLE, encoding="utf-8")
    settings = tmp_path / "streetdate.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[templates]\nfolder = "ours"\n', encoding="utf-8")
    before = path.read_bytes()
    for verb in (("check",), ("run",), ("new", "Low Tide", "--template", "single", "--release-date", "2026-12-04")):
        ended = cli(*verb)
        assert ended.code == 2
        error, hint = ended.err.strip().splitlines()
        assert error.startswith("error: ")
        assert error.endswith('steps wait for one another in a circle: "mix", which needs "master", which needs "mix"')
        assert hint == "hint: take one of these needs out"
    assert path.read_bytes() == before
