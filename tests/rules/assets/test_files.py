"""AST001, AST002, AST006, AST010 to AST012: folder, files, stems, and what stores take."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model import FileFact, FileSpec, State, Unknown
from rules.policy import Policy, Severity, Thresholds
from rules.rule import Example
from rules.samples import actors, at, handoff, plan, track, version, work
from tests.rules.verdict import codes, only, report_on

FOLDER = "https://files.example/night-bus"
INSIDE, OUTSIDE = FileFact("m.wav", f"{FOLDER}/m.wav"), FileFact("m.wav", "https://files.example/low-tide/m.wav")


def one(title: str, owner: str = "Kaya", **facts: Any) -> Example:
    about = {name: facts.pop(name) for name in ("folder", "versions", "handoffs", "tracks", "policy") if name in facts}
    return plan(work(title, owner, **facts), gates=Unknown.ABSENT, **about)


@pytest.mark.parametrize("folder", [Unknown.ABSENT, Unknown.UNREADABLE, FOLDER])
def test_a_folder_that_is_there_or_not_seen_is_not_missed(folder: Any) -> None:
    assert codes(plan(work("Lyrics", "Dee"), folder=folder)) == []


def test_a_release_that_is_out_needs_no_folder() -> None:
    assert codes(plan(work("Lyrics", "Dee"), folder=None)) == ["AST001"]
    assert "AST001" not in codes(plan(work("Lyrics", "Dee"), folder=None, now=at("2026-09-05 10:00")))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"file": None}, ["AST002"], id="no file"),
        pytest.param({"file": INSIDE}, [], id="in the folder"),
        pytest.param({"file": OUTSIDE}, ["AST002"], id="in another folder"),
        pytest.param({"file": FileFact("m.wav", "https://x.example/1", "att1")}, [], id="attached in the tool"),
        pytest.param({"file": FileFact("m.wav")}, [], id="a bare name"),
        pytest.param({"file": Unknown.UNREADABLE}, [], id="unreadable"),
        pytest.param({"file": None, "state": "in progress"}, [], id="not done"),
        pytest.param({"file": None, "state": State.CANCELLED}, [], id="cancelled"),
        pytest.param({"file": None, "state": "live"}, [], id="already public"),
    ],
)
def test_what_is_done_has_a_file_in_the_folder(facts: dict[str, Any], expected: list[str]) -> None:
    assert codes(one("Final master", folder=FOLDER, **{"state": "done", **facts})) == expected


def test_only_work_that_makes_a_file_needs_one() -> None:
    assert (
        codes(one("Distributor upload", due="2026-08-07", state="done", done_at=at("2026-08-03 09:00"), file=None))
        == []
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Music video shoot", []), ("Music video", ["AST002"]), ("Choose cover", []), ("Cover artwork", ["AST002"])],
)
def test_an_act_makes_no_file_by_itself(title: str, expected: list[str]) -> None:
    assert codes(one(title, state="done", file=None)) == expected


def test_a_handoff_or_a_version_says_where_the_file_is() -> None:
    sent = handoff("Lyrics", sender="Dee", receiver="Vic", location=f"{FOLDER}/l.txt", done="Words", next="Set them")
    assert codes(plan(work("Lyrics", "Dee", state="done", file=None), handoffs=(sent,))) == []
    final = version("Master v3", canonical=True, file=INSIDE)
    assert codes(one("Final master", state="done", file=None, versions=(final,), tracks=(track(),))) == []


def test_a_deliverable_of_stems_that_somebody_owns_accounts_for_them() -> None:
    lost = (track(stems_holder=()),)
    assert codes(plan(work("Lyrics", "Dee"), tracks=lost, versions=Unknown.ABSENT)) == ["AST006"]
    assert codes(plan(work("Stems", "Kaya"), tracks=lost, versions=Unknown.ABSENT)) == []
    assert (
        codes(plan(work("Lyrics", "Dee"), tracks=(track(stems_holder=Unknown.ABSENT),), versions=Unknown.ABSENT)) == []
    )
    assert (
        codes(plan(work("Lyrics", "Dee"), tracks=(track(stems_holder=actors("Rae")),), versions=Unknown.ABSENT)) == []
    )


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (FileSpec(3000, 3000), ""),
        (FileSpec(2999, 2999), "2999 x 2999 pixels (3000 are the least)"),
        (FileSpec(4000, 3000), "4000 x 3000 pixels, not square"),
        (FileSpec(3000, 1000), "3000 x 1000 pixels (3000 are the least) and not square"),
        (FileSpec(2000), "2000 pixels (3000 are the least)"),
        (FileSpec(colour="CMYK"), "in CMYK"),
        (FileSpec(colour="RGB"), ""),
        (None, ""),
        (Unknown.UNREADABLE, ""),
    ],
)
def test_a_cover_is_what_stores_take(spec: Any, said: str) -> None:
    found = one("Cover artwork", spec=spec)
    assert codes(found) == (["AST010"] if said else [])
    assert not said or only(found, "AST010").message == f"Cover artwork is {said}"


def about_the_release(spec: FileSpec, *items: Any, **facts: Any) -> Example:
    return plan(*(items or (work("Lyrics", "Dee"),)), gates=Unknown.ABSENT, spec=spec, **facts)


def said_by(code: str, example: Example) -> list[str]:
    return sorted(v.message for v in report_on(example).violations if v.code == code)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (FileSpec(3000, 3000, "RGB"), ""),
        (FileSpec(1400, 1400, "RGB"), "The cover of Night Bus is 1400 x 1400 pixels (3000 are the least)"),
        (FileSpec(colour="CMYK"), "The cover of Night Bus is in CMYK"),
        (FileSpec(3000, 2000), "The cover of Night Bus is 3000 x 2000 pixels (3000 are the least) and not square"),
        (FileSpec(bit_depth=24), ""),
    ],
)
def test_a_release_that_states_its_cover_is_judged_like_the_artwork(spec: FileSpec, said: str) -> None:
    found = about_the_release(spec)
    assert codes(found) == (["AST010"] if said else [])
    assert not said or only(found, "AST010").message == said


def test_one_cover_stated_at_the_artwork_and_at_the_release_is_one_gap() -> None:
    small = FileSpec(1400, 1400)
    cover = work("Cover artwork", "Dee", spec=small)
    at_the_artwork = "Cover artwork is 1400 x 1400 pixels (3000 are the least)"
    assert said_by("AST010", about_the_release(small, cover)) == [at_the_artwork]
    both = about_the_release(FileSpec(1400, 1400, "CMYK"), cover)
    assert said_by("AST010", both) == [at_the_artwork, "The cover of Night Bus is in CMYK"]


def test_a_track_may_state_a_cover_of_its_own() -> None:
    songs = (track(spec=FileSpec(3000, 3000)), track("Low Tide", isrc="GB-AYE-26-00002", spec=FileSpec(1000, 1000)))
    found = plan(work("Lyrics", "Dee"), tracks=songs, versions=Unknown.ABSENT)
    assert said_by("AST010", found) == ["The cover of Low Tide is 1000 x 1000 pixels (3000 are the least)"]
    assert codes(found) == ["AST010"]


def test_whoever_makes_the_one_cover_acts_and_once_it_is_done_it_is_a_blocker() -> None:
    print_colours = FileSpec(colour="CMYK")
    open_one = only(about_the_release(print_colours, work("Cover artwork", "Dee")), "AST010")
    done = only(about_the_release(print_colours, work("Cover artwork", "Dee", state="done")), "AST010")
    assert (open_one.who.name if open_one.who else "", open_one.severity) == ("Dee", Severity.WARNING)
    assert done.severity is Severity.BLOCKER


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (FileSpec(bit_depth=24, sample_rate=48_000, format="WAV"), ""),
        (FileSpec(bit_depth=8), "The audio of Night Bus is 8 bit (16 are the least)"),
        (FileSpec(sample_rate=32_000), "The audio of Night Bus is 32 kHz (44.1 kHz are the least)"),
        (FileSpec(format="MP3"), "The audio of Night Bus is an MP3 file"),
        (FileSpec(format="WMA"), "The audio of Night Bus is a WMA file"),
    ],
)
def test_a_release_that_states_its_audio_is_judged_like_a_master(spec: FileSpec, said: str) -> None:
    found = about_the_release(spec)
    assert codes(found) == (["AST011"] if said else [])
    assert not said or only(found, "AST011").message == said


def test_one_audio_stated_at_the_master_and_at_the_release_is_one_gap() -> None:
    low = FileSpec(bit_depth=8)
    found = about_the_release(low, work("Final master", "Kaya", spec=low))
    assert said_by("AST011", found) == ["Final master is 8 bit (16 are the least)"]


def test_a_track_of_another_depth_than_the_release_states_is_named() -> None:
    low = track("Low Tide", isrc="GB-AYE-26-00002", spec=FileSpec(bit_depth=16))
    found = about_the_release(FileSpec(bit_depth=24), tracks=(track(), low), versions=Unknown.ABSENT)
    assert only(found, "AST012").message == (
        "The audio of Night Bus has different bit depths: 16 bit (Low Tide) and 24 bit (the release itself)"
    )


@pytest.mark.parametrize("title", ["Back cover", "YouTube banner artwork", "Vinyl artwork", "Booklet artwork"])
def test_other_art_has_other_measures(title: str) -> None:
    assert codes(one(title, spec=FileSpec(1200, 630))) == []


def test_a_cover_that_is_done_is_a_blocker_and_its_least_size_a_setting() -> None:
    small = FileSpec(1400, 1400)
    assert only(one("Cover artwork", spec=small), "AST010").severity is Severity.WARNING
    assert only(one("Cover artwork", spec=small, state="done"), "AST010").severity is Severity.BLOCKER
    assert codes(one("Cover artwork", spec=small, policy=Policy(thresholds=Thresholds(artwork_pixels=1400)))) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"spec": FileSpec(bit_depth=16, sample_rate=44_100)}, ""),
        ({"spec": FileSpec(bit_depth=8)}, "8 bit (16 are the least)"),
        ({"spec": FileSpec(sample_rate=32_000)}, "32 kHz (44.1 kHz are the least)"),
        ({"file": FileFact("master.MP3")}, "an MP3 file"),
        ({"file": FileFact("master", "https://x.example/master.ogg?dl=1")}, "an OGG file"),
        ({"file": FileFact("mp3 notes.wav")}, ""),
        ({"file": FileFact("master.flac")}, ""),
    ],
)
def test_a_master_is_what_distributors_take(facts: dict[str, Any], said: str) -> None:
    found = one("Final master", **facts)
    assert codes(found) == (["AST011"] if said else [])
    assert not said or only(found, "AST011").message == f"Final master is {said}"


def test_the_final_version_is_judged_and_another_is_not() -> None:
    mp3 = FileFact("v3.mp3")
    final, other = version("Master v3", canonical=True), version("Master v2", canonical=False, file=mp3)
    assert codes(plan(work("Lyrics", "Dee"), tracks=(track(),), versions=(final, other))) == []
    final = version("Master v3", canonical=True, file=mp3)
    assert (
        only(plan(work("Lyrics", "Dee"), tracks=(track(),), versions=(final,)), "AST011").severity is Severity.BLOCKER
    )


def test_one_bit_depth_for_all() -> None:
    low = track("Low Tide", isrc="GB-AYE-26-00002", spec=FileSpec(bit_depth=24))
    final = version("Master v3", canonical=True, spec=FileSpec(bit_depth=16))
    assert codes(plan(work("Lyrics", "Dee"), tracks=(track(), low), versions=Unknown.ABSENT)) == []
    mixed = plan(
        work("Lyrics", "Dee"), tracks=(track(), low), versions=(final, version("v1", "Low Tide", canonical=True))
    )
    assert codes(mixed) == ["AST012"]
