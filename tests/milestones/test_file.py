"""The calendar file on the disk: found again after a loss, never somebody else's, whole or as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from sync.calendar_file.file import CalendarFile, CalendarNotWritten
from sync.calendar_file.published import uid_of
from sync.milestones.milestone import Milestones, Sort
from tests.milestones.memory import Remembered
from tests.milestones.plans import NOW, later, milestone

ONE = milestone(1, date(2026, 9, 4))
TWO = replace(milestone(2, date(2026, 9, 11)), sort=Sort.GATE)
PLAN = Milestones((ONE, TWO))
MOVED = Milestones((replace(ONE, on=date(2026, 9, 7)), TWO))


@pytest.fixture
def file(tmp_path: Path) -> CalendarFile:
    return CalendarFile(tmp_path / "milestones.ics", "label")


def sequences(file: CalendarFile) -> list[int]:
    events = Calendar.from_ical(file.path.read_bytes()).walk("VEVENT")
    return [int(str(e["SEQUENCE"])) for key in (ONE.key, TWO.key) for e in events if e["UID"] == uid_of(key)]


def test_a_second_run_writes_neither_file_nor_memory(file: CalendarFile) -> None:
    memory = Remembered()
    file.publish(PLAN, memory, NOW)
    before, writes = file.path.stat(), memory.writes
    file.publish(PLAN, memory, later(1))
    after = file.path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert memory.writes == writes == 2


def test_its_folder_is_made_where_it_is_missing(tmp_path: Path) -> None:
    file = CalendarFile(tmp_path / "of one" / "workspace" / "milestones.ics", "label")
    file.publish(PLAN, Remembered(), NOW)
    assert sequences(file) == [0, 0]


def test_only_what_changed_is_remembered_anew(file: CalendarFile) -> None:
    memory = Remembered()
    file.publish(PLAN, memory, NOW)
    file.publish(MOVED, memory, later(1))
    assert memory.writes == 3


def test_a_lost_store_does_not_reset_the_sequences(file: CalendarFile) -> None:
    file.publish(PLAN, Remembered(), NOW)
    file.publish(MOVED, Remembered(), later(1))
    before = file.path.read_bytes()
    memory = Remembered()
    file.publish(MOVED, memory, later(2))
    assert file.path.read_bytes() == before
    assert sequences(file) == [1, 0]
    assert sorted(known.sequence for known in memory.events.values()) == [0, 1]


@pytest.mark.parametrize("damage", [b"", b"BEGIN:VCALENDAR\r\nPRODID:-//Streetdate//Milestones//EN\r\nBEGIN:VEV"])
def test_a_damaged_file_is_made_whole_from_memory(file: CalendarFile, damage: bytes) -> None:
    memory = Remembered()
    file.publish(PLAN, memory, NOW)
    before = file.path.read_bytes()
    file.path.write_bytes(damage)
    file.publish(PLAN, memory, later(1))
    assert file.path.read_bytes() == before


def test_a_lost_file_is_made_anew_from_memory(file: CalendarFile) -> None:
    memory = Remembered()
    file.publish(MOVED, memory, NOW)
    before = file.path.read_bytes()
    file.path.unlink()
    file.publish(MOVED, memory, later(1))
    assert file.path.read_bytes() == before


def test_a_run_that_died_before_it_remembered_is_taken_up_from_the_file(file: CalendarFile) -> None:
    memory = Remembered()
    file.publish(PLAN, memory, NOW)
    file.publish(MOVED, Remembered(dict(memory.events)), later(1))
    before = file.path.read_bytes()
    file.publish(MOVED, memory, later(2))
    assert file.path.read_bytes() == before
    assert memory.events[uid_of(ONE.key)].sequence == 1


def test_what_somebody_typed_into_the_file_is_put_right(file: CalendarFile) -> None:
    memory = Remembered()
    file.publish(PLAN, memory, NOW)
    before = file.path.read_bytes()
    file.path.write_bytes(before.replace(b"Work 1", b"Werk 1"))
    file.publish(PLAN, memory, later(1))
    assert file.path.read_bytes() == before


def test_only_the_chosen_sorts_are_published_and_the_rest_is_cancelled(file: CalendarFile) -> None:
    memory = Remembered()
    file.publish(PLAN, memory, NOW)
    publication = replace(file, sorts=frozenset({Sort.DUE})).publish(PLAN, memory, later(1))
    assert publication.events[uid_of(TWO.key)].cancelled
    assert not publication.events[uid_of(ONE.key)].cancelled


@pytest.mark.parametrize(
    "theirs", [b"my notes", b"BEGIN:VCALENDAR\r\nPRODID:-//Mine//EN\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"]
)
def test_a_file_of_somebody_elses_is_left_alone(file: CalendarFile, theirs: bytes) -> None:
    file.path.write_bytes(theirs)
    with pytest.raises(CalendarNotWritten, match="not a calendar of Streetdate's") as caught:
        file.publish(PLAN, Remembered(), NOW)
    assert "calendar.file" in caught.value.hint
    assert file.path.read_bytes() == theirs


def test_a_folder_in_its_place_is_said(file: CalendarFile) -> None:
    file.path.mkdir()
    with pytest.raises(CalendarNotWritten, match="cannot be read"):
        file.publish(PLAN, Remembered(), NOW)


def test_a_disk_that_fails_leaves_the_old_file_and_no_draft(
    file: CalendarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Remembered()
    file.publish(PLAN, memory, NOW)
    before = file.path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sync.whole_file.os.fsync", full)
    with pytest.raises(CalendarNotWritten, match="No space left on device; what was there is as it was"):
        file.publish(MOVED, memory, later(1))
    assert file.path.read_bytes() == before
    assert [path.name for path in file.path.parent.iterdir()] == ["milestones.ics"]
    assert memory.events[uid_of(ONE.key)].sequence == 0


def test_the_file_keeps_its_permissions(file: CalendarFile) -> None:
    file.publish(PLAN, Remembered(), NOW)
    assert file.path.stat().st_mode & 0o777 == 0o644
    file.path.chmod(0o600)
    file.publish(MOVED, Remembered(), later(1))
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_looking_at_what_would_be_published_writes_nothing(file: CalendarFile) -> None:
    memory = Remembered()
    assert file.planned(PLAN, memory, NOW).new == 2
    assert not file.path.exists()
    assert not memory.events


def test_a_plan_without_a_day_is_a_calendar_without_events(file: CalendarFile) -> None:
    file.publish(Milestones(()), Remembered(), NOW)
    assert sequences(file) == []
