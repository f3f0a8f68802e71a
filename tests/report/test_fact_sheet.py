"""The fact sheet of a release: what is so, who says it, and what nobody can tell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rules.model import Link, Pie, Ref, Split, StatedFact, Statement, Track, Unknown, Version
from rules.samples import actors, ref, release, work
from sync.report.html.render import render_html
from sync.report.markdown import render_markdown
from sync.report.sheet import FactGroup, FactLine
from tests.report.reporting import page_of, result_of

BOARD = Ref("airtable", "tbl", "rec1", "https://board.test/rec1")
DISPUTED = StatedFact(
    "date", "release date", "Night Bus",
    (Statement("2026-09-04", ref("Night Bus"), "plan"), Statement("2026-09-11", BOARD, "board")), disputed=True,
)  # fmt: skip
TRACK = Track("t", "Night Bus", ref("t"), isrc="DEA122600001", credits=actors("Kaya"), stems_holder=Unknown.ABSENT)


def sheet(**facts: Any) -> dict[str, dict[str, FactLine]]:
    page = page_of(result_of(release(work("Mix", "Mara"), **facts)))
    groups: tuple[FactGroup, ...] = page.releases[0].sheet
    return {group.title: {line.name: line for line in group.lines} for group in groups}


def test_empty_unknown_and_without_a_place_are_told_apart() -> None:
    lines = sheet(artist=None, distributor=Unknown.UNREADABLE, folder=Unknown.ABSENT)["Release"]
    assert (lines["artist"].value, lines["artist"].unknown) == ("", False)
    assert lines["distributor"].unknown
    assert "release folder" not in lines


def test_a_dispute_shows_every_value_and_decides_none() -> None:
    line = sheet(date=Unknown.DISPUTED, facts=(DISPUTED,))["Release"]["release date"]
    assert (line.value, line.disputed) == ("", True)
    assert [(said.source, said.value, said.url) for said in line.said] == [
        ("plan", "2026-09-04", ""),
        ("board", "2026-09-11", BOARD.url),
    ]


def test_splits_stand_by_track_and_pie_with_exact_shares() -> None:
    splits = tuple(
        Split(f"s{n}", "share", ref(f"s{n}"), Link("Night Bus", "t"), pie, actors(who)[0], Decimal(share), agreed)
        for n, (pie, who, share, agreed) in enumerate(
            [
                (Pie.COMPOSITION, "Kaya", "33.3", True),
                (Pie.COMPOSITION, "Lee", "66.7", False),
                (Pie.MASTER, "Kaya", "100", None),
            ]
        )
    )
    found = sheet(tracks=(TRACK,), splits=splits)
    assert {name: line.value for name, line in found["Splits: Night Bus, composition"].items()} == {
        "Kaya": "33.3 %, agreed",
        "Lee": "66.7 %, not agreed",
    }
    assert found["Splits: Night Bus, master"]["Kaya"].value == "100 %"


def test_versions_people_and_codes_stand_by_track() -> None:
    final = Version("v", "v3 final", ref("v"), Link("Night Bus", "t"), canonical=True)
    found = sheet(tracks=(TRACK,), versions=(final,), upc="036000291452", owners=actors("Mia"))
    assert found["Versions"]["Night Bus: final version"].value == "v3 final"
    assert found["People"]["Night Bus: writers and producers"].value == "Kaya"
    assert {name: line.value for name, line in found["Codes"].items() if line.value} == {
        "UPC": "036000291452",
        "Night Bus: ISRC": "DEA122600001",
    }


def test_hostile_facts_are_only_text_on_the_page_and_in_the_document() -> None:
    hostile = "<script>alert(1)</script>|[x](javascript:y)"
    page = page_of(result_of(release(work("Mix", "Mara"), artist=hostile, folder="javascript:alert(1)")))
    html, text = render_html(page), render_markdown(page)
    assert "<script>" not in html
    assert 'href="javascript' not in html
    assert "](javascript" not in text.replace("\\]", "")
