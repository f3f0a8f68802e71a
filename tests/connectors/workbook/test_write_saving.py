"""At every moment the file is the old one or the new one; newer work is never overwritten; every refusal is clear."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connectors.changes import Flag
from connectors.errors import ConnectorError, SourceBusy, SourceMissing, SourceUnreadable, WriteConflict, WriteFailed
from connectors.workbook.files import Disk
from connectors.workbook.saving import ATTEMPTS
from tests.connectors.workbook.rich import packed, rich_parts, unpacked
from tests.connectors.workbook.writing import apply, blocked, marks, records, target_of


class Faulty(Disk):
    """A disk on which one step goes wrong: `act` runs before it, and may raise."""

    def __init__(self, step: str, act: Callable[[Path], object], after: int = 0) -> None:
        self.step, self.act, self.left = step, act, after

    def _maybe(self, step: str, path: Path) -> None:
        if step == self.step:
            if self.left == 0:
                self.act(path)
            self.left -= 1

    def write(self, path: Path, data: bytes) -> None:
        if self.step == "write":
            super().write(path, data[: len(data) // 2])
            self._maybe("write", path)
            path.unlink()
        super().write(path, data)

    def dress(self, path: Path, like: Path) -> None:
        self._maybe("dress", path)
        super().dress(path, like)

    def sync(self, path: Path) -> None:
        self._maybe("sync", path)
        super().sync(path)

    def replace(self, source: Path, target: Path) -> None:
        self._maybe("replace", target)
        super().replace(source, target)

    def stamp(self, path: Path) -> Any:
        self._maybe("stamp", path)
        return super().stamp(path)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(packed(rich_parts()))
    return path


def others(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()} - {path.name}


@pytest.mark.parametrize("step", ["write", "dress", "sync", "replace"])
@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "does not allow"), (errno.EIO, "not written")],
)
def test_a_failing_disk_leaves_the_file_as_it_was_and_nothing_beside_it(
    plan: Path, step: str, code: int, words: str
) -> None:
    before, changes = plan.read_bytes(), blocked(plan, "item 2")

    def fail(_: Path) -> None:
        raise OSError(code, os.strerror(code))

    with pytest.raises(WriteFailed, match=words) as caught:
        list(target_of(plan, Faulty(step, fail)).apply(changes))
    assert caught.value.hint
    assert plan.read_bytes() == before
    assert others(plan) == set()


KILLED = """
import os, sys
from pathlib import Path
from tests.connectors.workbook.test_write_saving import Faulty
from tests.connectors.workbook.writing import blocked, target_of
path, step, after = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
list(target_of(path, Faulty(step, lambda _: os._exit(9), after)).apply(blocked(path, "item 2", "item 5")))
"""


@pytest.mark.parametrize(
    ("step", "after"), [("write", 0), ("dress", 0), ("sync", 0), ("stamp", 1), ("replace", 0), ("sync", 1)]
)
def test_killed_at_any_step_the_file_is_old_or_new_and_the_next_run_ends_as_an_undisturbed_one(
    plan: Path, tmp_path: Path, step: str, after: int
) -> None:
    before = plan.read_bytes()
    twin = tmp_path / "elsewhere" / "plan.xlsx"
    twin.parent.mkdir()
    twin.write_bytes(before)
    apply(twin, blocked(twin, "item 2", "item 5"))
    root = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(plan), step, str(after)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    assert ended.returncode == 9
    assert plan.read_bytes() in (before, twin.read_bytes())
    apply(plan, blocked(plan, "item 2", "item 5"))
    assert plan.read_bytes() == twin.read_bytes()
    assert others(plan) == {"elsewhere"}


def test_a_file_that_changes_while_it_is_written_is_read_again_and_keeps_the_newer_work(plan: Path) -> None:
    parts = rich_parts()
    sheet = "xl/worksheets/sheet1.xml"
    newer = packed({**parts, sheet: parts[sheet].replace(b"Kaya Muster", b"Noor Vos")})
    changes = blocked(plan, "item 2")
    receipts = list(target_of(plan, Faulty("sync", lambda _: plan.write_bytes(newer))).apply(changes))
    assert len(receipts) == 2
    row = records(plan)["item 2"]
    assert (row.cells["Owner"], row.marks.flag) == ("Noor Vos", "Blocked")


def test_a_row_that_moved_is_found_again_and_one_that_vanished_is_said(plan: Path) -> None:
    changes = blocked(plan, "item 2", "item 5")
    parts = rich_parts()
    sheet = "xl/worksheets/sheet1.xml"
    swapped = parts[sheet].replace(b">Item 2<", b">Item X<").replace(b">Item 3<", b">Item 5<", 1)
    swapped = swapped.replace(b'<c r="A6" t="inlineStr"><is><t>Item 5<', b'<c r="A6" t="inlineStr"><is><t>Item 3<')
    plan.write_bytes(packed({**parts, sheet: swapped}))
    target = target_of(plan)
    receipts = list(target.apply(changes))
    assert {receipt.change.ref.record for receipt in receipts} == {"item 5"}
    assert records(plan)["item 5"].ref.url.endswith("A4")
    assert records(plan)["item 5"].marks.flag == "Blocked"
    assert all("no longer in the file" in remark for remark in target.remarks)
    assert len(target.remarks) == 2


def test_a_file_that_never_rests_is_given_up_with_its_newest_content(plan: Path) -> None:
    changes, count = blocked(plan, "item 2"), [0]

    def save_again(_: Path) -> None:
        count[0] += 1
        plan.write_bytes(packed({**rich_parts(), "xl/x.xml": str(count[0]).encode()}))

    class Restless(Faulty):
        def _maybe(self, step: str, path: Path) -> None:
            if step == "dress":
                self.act(path)

    with pytest.raises(WriteConflict, match="changed 5 times"):
        list(target_of(plan, Restless("dress", save_again)).apply(changes))
    assert count[0] == ATTEMPTS
    assert unpacked(plan.read_bytes())["xl/x.xml"] == str(ATTEMPTS).encode()
    assert others(plan) == set()


def test_leftovers_of_a_killed_run_go_and_other_hidden_files_stay(plan: Path) -> None:
    (plan.parent / ".plan.xlsx.streetdate-77.tmp").write_bytes(b"half")
    (plan.parent / ".other.xlsx.streetdate-77.tmp").write_bytes(b"half")
    (plan.parent / ".plan.xlsx.bak").write_bytes(b"theirs")
    apply(plan, blocked(plan, "item 2"))
    assert others(plan) == {".other.xlsx.streetdate-77.tmp", ".plan.xlsx.bak"}


@pytest.mark.parametrize(
    ("lock", "content", "words"),
    [
        (".~lock.plan.xlsx#", b"Kaya Muster,kaya,laptop,21.11.2026 10:11,file:///x;", "open in LibreOffice by Kaya;"),
        (".~lock.plan.xlsx#", b",noor,laptop,21.11.2026 10:11,file:///x;", "open in LibreOffice by noor;"),
        (".~lock.plan.xlsx#", b"", "open in LibreOffice;"),
        ("~$plan.xlsx", b"\x0bKaya Muster" + b" " * 43 + b"\x0b\0K\0a\0", "open in Excel by Kaya;"),
        ("~$plan.xlsx", b"", "open in Excel;"),
        ("~$plan.xlsx", b"\xffgarbage\x1b[31m", "open in Excel;"),
    ],
)
def test_a_file_open_in_another_program_is_left_with_a_message_naming_it(
    plan: Path, lock: str, content: bytes, words: str
) -> None:
    before, changes = plan.read_bytes(), blocked(plan, "item 2")
    (plan.parent / lock).write_bytes(content)
    with pytest.raises(SourceBusy, match=words) as caught:
        list(target_of(plan).apply(changes))
    assert lock in caught.value.hint
    assert plan.read_bytes() == before


@pytest.mark.parametrize("lock", [".~lock.other.xlsx#", "~$plan.xlsx.bak", "plan.xlsx.lock"])
def test_the_lock_of_another_file_does_not_matter(plan: Path, lock: str) -> None:
    (plan.parent / lock).write_bytes(b"")
    assert len(apply(plan, blocked(plan, "item 2"))) == 2


def test_permissions_stay_and_a_link_is_written_through(plan: Path) -> None:
    plan.chmod(0o640)
    link = plan.parent / "link.xlsx"
    link.symlink_to(plan)
    apply(link, blocked(link, "item 2"))
    assert link.is_symlink()
    assert plan.stat().st_mode & 0o777 == 0o640
    assert records(plan)["item 2"].marks.flag == "Blocked"


def test_a_read_only_file_is_left(plan: Path) -> None:
    before, changes = plan.read_bytes(), blocked(plan, "item 2")
    plan.chmod(0o444)
    with pytest.raises(WriteFailed, match="read-only"):
        list(target_of(plan).apply(changes))
    assert plan.read_bytes() == before
    assert others(plan) == set()


def test_a_file_that_went_away_is_said(plan: Path) -> None:
    changes = blocked(plan, "item 2")
    plan.unlink()
    with pytest.raises(SourceMissing, match=r"plan\.xlsx"):
        list(target_of(plan).apply(changes))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 truncated",
        b"not a workbook",
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        packed({"[Content_Types].xml": b"<Types/>"}),
        packed({**rich_parts(), "xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"}),
        packed({**rich_parts(), "xl/comments1.xml": b"<comments><broken"}),
        packed({**rich_parts(), "xl/worksheets/_rels/sheet1.xml.rels": b"<oops"}),
    ],
    ids=["empty", "truncated", "text", "password", "no workbook", "broken sheet", "broken comments", "broken rels"],
)
def test_a_file_that_is_no_workbook_any_more_is_left_with_a_message(plan: Path, content: bytes) -> None:
    changes = blocked(plan, "item 2")
    plan.write_bytes(content)
    with pytest.raises(ConnectorError) as caught:
        list(target_of(plan).apply(changes))
    assert caught.value.hint
    assert plan.read_bytes() == content
    assert others(plan) == set()


def test_a_macro_workbook_keeps_its_macros(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsm"
    path.write_bytes(packed({**rich_parts(), "xl/vbaProject.bin": bytes(range(256))}))
    apply(path, blocked(path, "item 2"))
    assert unpacked(path.read_bytes())["xl/vbaProject.bin"] == bytes(range(256))
    assert records(path)["item 2"].marks.flag == "Blocked"


def test_nothing_to_write_opens_nothing(plan: Path) -> None:
    plan.unlink()
    assert apply(plan, []) == []


def test_a_whole_run_costs_one_save(plan: Path) -> None:
    target = target_of(plan)
    assert (target.cost([]), target.cost(blocked(plan, "item 2", "item 5"))) == (0, 1)


def test_bad_targets_say_so_before_anything_is_planned(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsb"
    path.write_bytes(b"PK")
    assert "save it as" in target_of(path).capabilities.why
    assert not target_of(path).capabilities.flags
    with pytest.raises(SourceUnreadable):
        list(target_of(path).apply([marks(_any_record(tmp_path), Flag.CLEAR, "")]))


def _any_record(folder: Path) -> Any:
    path = folder / "any.xlsx"
    path.write_bytes(packed(rich_parts()))
    return records(path)["item 2"]
