"""AST003 to AST005: which version is final, and who uses another."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model import Unknown
from rules.policy import Severity
from rules.rule import Example
from rules.samples import at, day, gate, pitch, plan, promoted, said, share, track, version, work
from tests.rules.verdict import codes, only, told, untold

V2, V3 = version("Master v2", canonical=False), version("Master v3", canonical=True)
LOW_TIDE = track("Low Tide", isrc="GB-AYE-26-00002")


def versions(*found: Any, tracks: Any = None, **facts: Any) -> Example:
    return plan(work("Lyrics", "Dee"), tracks=tracks or (track(),), versions=found, **facts)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param((V2, V3), [], id="one is final"),
        pytest.param((V3, version("Master v4", canonical=True)), ["AST003"], id="two are"),
        pytest.param((V3, version("Instrumental v3", canonical=True)), [], id="the instrumental has its own"),
        pytest.param((V2,), ["AST004"], id="none is"),
        pytest.param((version("final_final2"), version("final")), ["AST004"], id="a name is no mark"),
        pytest.param((version("final", canonical=Unknown.ABSENT),), [], id="no column for it"),
        pytest.param((V3, version("Master v9", canonical=Unknown.UNREADABLE)), [], id="another mark unreadable"),
        pytest.param((), ["AST004"], id="no version at all"),
    ],
)
def test_a_track_has_one_final_version(found: tuple[Any, ...], expected: list[str]) -> None:
    assert codes(versions(*found)) == expected


def test_a_table_without_the_mark_is_told_once_and_names_decide_nothing() -> None:
    names = (version("final", canonical=Unknown.ABSENT), version("final_final2", canonical=Unknown.ABSENT))
    [entry] = [entry for entry in untold(versions(*names), "AST004") if not entry.fields]
    assert "“final” in a name does not decide it" in entry.why


def test_a_track_of_its_own_keeps_its_own_final_version() -> None:
    other = version("Master v1", "Low Tide", canonical=True)
    assert codes(versions(V3, other, tracks=(track(), LOW_TIDE))) == []


@pytest.mark.parametrize(
    ("today", "severity"), [("2026-08-07", Severity.NOTE), ("2026-08-08", Severity.BLOCKER)], ids=["day 28", "day 27"]
)
def test_no_final_version_becomes_a_blocker_inside_28_days(today: str, severity: Severity) -> None:
    assert only(versions(V2, now=at(f"{today} 10:00")), "AST004").severity is severity


def test_a_release_without_any_version_is_never_more_than_a_note() -> None:
    found = plan(*promoted(), tracks=(track(),), now=at("2026-08-20 10:00"))
    assert only(found, "AST004").severity is Severity.NOTE


def test_a_release_that_is_out_or_has_no_date_is_not_asked() -> None:
    out = plan(work("Lyrics", "Dee"), tracks=(track(),), versions=(V2,), now=at("2026-09-05 10:00"))
    assert "AST004" not in codes(out)
    assert "AST004" not in codes(versions(V2, date=None))


def upload(version: str, *found: Any, **facts: Any) -> Example:
    item = work("Distributor upload", "Mia", due="2026-08-07", version=version)
    return plan(item, tracks=(track(),), versions=found or (V2, V3), gates=Unknown.ABSENT, **facts)


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("v2", ["AST005"]),
        ("MASTER_V2.WAV", ["AST005"]),
        ("2", ["AST005"]),
        ("v3", []),
        ("Master V 3.0", []),
        ("v9", []),
        ("the loud one", []),
        ("master", []),
    ],
)
def test_an_upload_takes_the_final_version(mention: str, expected: list[str]) -> None:
    assert codes(upload(mention)) == expected


def test_a_word_that_several_versions_hold_decides_nothing() -> None:
    assert codes(upload("v2", V2, version("Mix v2", canonical=False), V3)) == ["AST005"]
    assert codes(upload("v3", version("Mix v3", canonical=False), V3)) == []


def test_another_variant_is_not_the_wrong_version() -> None:
    assert codes(upload("Radio edit v1", V3, version("Radio edit v1", canonical=False))) == []


def test_two_final_versions_explain_whatever_was_used() -> None:
    assert codes(upload("v2", V2, V3, version("Master v4", canonical=True))) == ["AST003"]


def test_a_pitch_and_an_approval_name_the_final_version() -> None:
    offered = versions(V2, V3, pitches=(pitch("Harbour Films", version="Master v2"),))
    assert told(offered) == ["AST005 blocker pitch Night Bus to Harbour Films: Lee"]
    master = work("Final master", "Kaya")
    decided = said("yes", "Ana", day("2026-07-30"), "v2")
    approved = plan(master, tracks=(track(),), versions=(V2, V3), gates=(gate("Final master", "Ana", said=(decided,)),))
    assert told(approved) == ["AST005 blocker gate Final master approval: Ana"]


def test_a_stale_approval_explains_the_version_it_names() -> None:
    master = work("Final master", "Kaya", version="v3")
    decided = said("yes", "Ana", day("2026-07-30"), "v2")
    found = plan(master, tracks=(track(),), versions=(V2, V3), gates=(gate("Final master", "Ana", said=(decided,)),))
    assert codes(found) == ["GAT005"]


def test_a_mix_and_a_cover_count_their_own_versions() -> None:
    mix, cover = work("Mix", "Kaya", version="v2"), work("Cover artwork", "Dee", version="v2")
    assert codes(plan(mix, cover, tracks=(track(),), versions=(V2, V3), gates=Unknown.ABSENT)) == []


def test_shares_need_no_versions() -> None:
    assert (
        codes(plan(work("Lyrics", "Dee"), tracks=(track(),), versions=Unknown.ABSENT, splits=(share("Ana", "100"),)))
        == []
    )
