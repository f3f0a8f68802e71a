"""Whatever a file may be: one clear sentence with what to do, the right exit code, and the user's file as it was."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from connectors.workbook.files import Disk
from tests.cli.calling import (
    HEALTHY,
    NOBODY,
    RELEASES,
    Cli,
    MakePlan,
    cells_of,
    with_cells,
    write_sheets,
)
from tests.connectors.workbook.building import replace_parts

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
VERBS = (("check",), ("check", "--format", "json"), ("plan",), ("run",), ("undo", "--yes"))


def remove(path: Path) -> None:
    path.unlink()


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def holding(data: bytes) -> Callable[[Path], None]:
    return lambda path: void(path.write_bytes(data))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def damaged_inside(path: Path) -> None:
    replace_parts(path, {"xl/worksheets/sheet2.xml": lambda data: data[: len(data) // 2]})


def of_200_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)


def bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/sharedStrings.xml", "w") as part,
    ):
        for _ in range(257):
            part.write(b" " * 1024 * 1024)
    with zipfile.ZipFile(path) as archive:
        rels = archive.read("xl/_rels/workbook.xml.rels")
    if b"sharedStrings" not in rels:
        strings = (
            b'<Relationship Id="rIdS" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
            b'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
        )
        with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/_rels/workbook.xml.rels", rels.replace(b"</Relationships>", strings))


def without_a_header(path: Path) -> None:
    write_sheets(path, {"Deliverables": [[1], [2], [3]]})


def empty_workbook(path: Path) -> None:
    write_sheets(path, {"Deliverables": []})


def void(_: object) -> None:
    return None


UNREADABLE = [
    (remove, "there is no such file", "Check the path"),
    (folder_instead, "this is a folder", "Name the file itself"),
    (holding(b""), "the file is empty", "Name the file"),
    (holding(b"\x89PNG\r\n"), "this is not a workbook", "Export the plan"),
    (holding(OLE + "EncryptedPackage".encode("utf-16-le")), "protected by a password", "clear the field"),
    (holding(OLE + "Workbook".encode("utf-16-le")), "old Excel workbook", ".xlsx"),
    (holding(b"<html><table></table></html>"), "a web page", ".xlsx"),
    (cut_off, "damaged or was not saved completely", "save it again"),
    (damaged_inside, "damaged", "Excel or LibreOffice"),
    (of_200_megabytes, "200 MB; at most 100 MB are read", "without them"),
    (bomb, "unpacks to 257 MB; at most 256 MB are read", "Delete unused rows"),
    (without_a_header, "no header row was found", "column names in one row"),
    (empty_workbook, "the file is empty", "Fill in the plan"),
]


@pytest.mark.parametrize(("damage", "said", "hint"), UNREADABLE, ids=[said for _, said, _ in UNREADABLE])
def test_a_file_that_cannot_be_read_is_one_sentence_and_stays_as_it_is(
    cli: Cli, plan: MakePlan, tmp_path: Path, damage: Callable[[Path], None], said: str, hint: str
) -> None:
    plan(NOBODY)
    path = tmp_path / "plan.xlsx"
    cli("run")
    damage(path)
    before = path.read_bytes() if path.is_file() else None
    for verb in VERBS:
        ended = cli(*verb)
        assert ended.code == 3, verb
        assert_one_sentence(ended.err, "plan.xlsx", said, hint)
        assert "no gaps;" not in ended.out
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not leftovers(tmp_path)


def assert_one_sentence(err: str, *parts: str) -> None:
    assert err.count("error: ") == err.count("hint: ") == 1, err
    for part in parts:
        assert part in err
    assert "Traceback" not in err


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if ".streetdate-" in path.name]


def test_a_file_that_this_user_may_not_read_is_said(
    cli: Cli, plan: MakePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(NOBODY)
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "plan.xlsx":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    ended = cli("run")
    assert ended.code == 3
    assert_one_sentence(ended.err, "plan.xlsx: the file may not be read by this user", "chmod u+r plan.xlsx")


def test_nothing_is_cleared_because_the_file_was_gone_for_a_while(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    path = tmp_path / "plan.xlsx"
    cli("run")
    written = path.read_bytes()
    path.unlink()
    assert "0 closed, 1 kept because unseen" in " ".join(cli("run").out.split())
    path.write_bytes(written)
    assert cli("run").out.endswith("wrote nothing: every record shows what it should\n")
    assert path.read_bytes() == written


def test_a_table_that_is_gone_is_named_with_the_nearest(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    config = plan(NOBODY)
    config.write_text(config.read_text().replace("tables.Deliverables", "tables.Delivrables"))
    before = (tmp_path / "plan.xlsx").read_bytes()
    ended = cli("run")
    assert ended.code == 3
    assert_one_sentence(ended.err, 'the table "Delivrables"', 'did you mean "Deliverables"?')
    assert "no gaps in what could be read" in ended.out
    assert (tmp_path / "plan.xlsx").read_bytes() == before


def test_a_column_that_is_not_there_stops_its_own_rules_and_says_so(cli: Cli, plan: MakePlan) -> None:
    config = plan({**NOBODY, ("Cover artwork", "Due date"): ""})
    config.write_text(config.read_text().replace('owners = "Owner"', 'owners = "Ownr"'))
    ended = cli("check", "--fail-on", "warning")
    assert ended.code == 1
    shown = " ".join(ended.out.split())
    assert 'the column "Ownr" (owner) is gone: if it is called "Owner" now, set columns.owners = "Owner"' in shown
    assert "PLN003" in shown
    assert "blocker OWN001" not in shown
    [drift] = cli("check", "--format", "json").json["sources"][0]["drift"]
    assert "Ownr" in drift


def test_a_second_table_below_is_read_as_its_own_and_one_beside_is_left_with_a_word(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    people = [["Name", "Role"], ["Jo Park", "Producer"], ["Sam Okafor", "Manager"]]
    below = {"Releases": RELEASES, "Deliverables": [*with_cells(HEALTHY, NOBODY), [], [], *people]}
    write_sheets(Path("plan.xlsx"), below)
    ended = cli("check")
    assert ended.code == 1
    assert "another table below the first read as a table of its own" in " ".join(ended.out.split())
    beside = [[*row, None, *(people[at] if at < 3 else [None, None])] for at, row in enumerate(HEALTHY)]
    write_sheets(Path("plan.xlsx"), {"Releases": RELEASES, "Deliverables": beside})
    ended = cli("check")
    assert ended.code == 0
    assert "a second table stands beside the first (from column H) and is not read" in " ".join(ended.out.split())


@pytest.mark.parametrize("text", ["when it's ready", "31.02.2026", "2026-13-01", "soonish"])
def test_a_date_that_is_none_is_unknown_and_not_missing(cli: Cli, plan: MakePlan, text: str) -> None:
    plan({("Cover artwork", "Due date"): text})
    ended = cli("check", "--fail-on", "warning")
    assert ended.code == 0
    assert f"unread due is “{text}”: " in " ".join(ended.out.split())
    assert "plan.xlsx#'Deliverables'!A3" in ended.out
    [unreadable] = cli("check", "--format", "json").json["sources"][0]["unreadable"]
    assert (unreadable["field"], unreadable["text"]) == ("due", text)


def test_a_circle_is_told_once_and_a_loop_of_one_too(cli: Cli, plan: MakePlan) -> None:
    plan({("Final master", "Depends on"): "Distributor upload", ("Launch posts", "Depends on"): "Launch posts"})
    violations = cli("check", "--format", "json").json["violations"]
    assert sorted((violation["code"], violation["message"]) for violation in violations) == [
        ("DEP002", "Distributor upload and Final master depend on each other in a circle"),
        ("DEP002", "Launch posts depends on itself"),
    ]


def test_equal_names_are_told_apart_and_nothing_is_guessed(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    write_sheets(Path("plan.xlsx"), {"Releases": RELEASES, "Deliverables": [*with_cells(HEALTHY, NOBODY), HEALTHY[1]]})
    assert cli("run").code == 0
    flags = {row[0].row: row[6].value for row in openpyxl.load_workbook("plan.xlsx")["Deliverables"].iter_rows(2)}
    assert flags[2] == "Blocked"
    document = cli("check", "--format", "json").json
    on_the_other = [v["code"] for v in document["violations"] if v["subject"]["url"].endswith("!A7")]
    assert (flags[7], on_the_other) == ("Attention", ["FCT002"])
    assert "what it depends on is a name that several deliverables answer to" in str(document["cannot_tell"])


def test_10000_columns_are_cut_with_a_word_and_all_kept(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    wide = with_cells(HEALTHY, NOBODY)
    wide[0] += [f"c{number}" for number in range(10_000)]
    wide[1] += list(range(100))
    write_sheets(tmp_path / "plan.xlsx", {"Releases": RELEASES, "Deliverables": wide})
    before = cells_of(tmp_path / "plan.xlsx")["Deliverables"]
    ended = cli("run")
    assert (ended.code, ended.err) == (0, "")
    assert "only the first 500 columns are read: the sheet goes on to column NTV" in " ".join(ended.out.split())
    after = cells_of(tmp_path / "plan.xlsx")["Deliverables"]
    assert len(after) == len(before) + 4
    assert set(before) < set(after)


HOSTILE = ['=HYPERLINK("http://x.example","y")', "@SUM(A1)", "+1+1", "-2+3", "=cmd|' /C calc'!A0", "\t=1+1", "＝1"]


@pytest.mark.parametrize("title", HOSTILE)
def test_nothing_that_we_write_ever_becomes_a_formula(cli: Cli, plan: MakePlan, tmp_path: Path, title: str) -> None:
    plan()
    path = tmp_path / "plan.xlsx"
    book = openpyxl.load_workbook(path)
    sheet: Any = book["Deliverables"]
    for place, text in (("A2", title), ("C2", None), ("F3", title), ("C3", title)):
        sheet[place] = text
        if text:
            sheet[place].data_type = "s"
    book.save(path)
    before = cells_of(path)["Deliverables"]
    ended = cli("run")
    assert (ended.code, ended.err) == (0, "")
    after = cells_of(path)["Deliverables"]
    assert set(before) <= set(after)
    ours = [entry for entry in after if entry not in before]
    assert len(ours) >= 4
    for _, value, kind, comment in ours:
        assert kind == "s"
        assert str(value)[:1] not in "=+-@\t\r"
        assert comment[:1] not in ("=", "@")
    assert cli("run").out.endswith("wrote nothing: every record shows what it should\n")


@pytest.mark.parametrize("title", HOSTILE)
def test_nothing_that_we_write_into_a_csv_ever_becomes_a_formula(cli: Cli, tmp_path: Path, title: str) -> None:
    import csv

    path = tmp_path / "plan.csv"
    rows = [["Deliverable", "Owner", "Status", "Due date"], [title, "", "Not started", "2026-09-10"],
            ["Cover artwork", "Jo Park", "Not started", "2026-09-30"]]  # fmt: skip
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    assert cli("init", "workbook", path, "--yes").code == 0
    ended = cli("run")
    assert (ended.code, ended.err) == (0, "")
    with path.open(newline="") as file:
        written = list(csv.reader(file))
    assert [row[:4] for row in written] == rows
    assert written[0][4:] == ["Streetdate flag", "Streetdate gaps"]
    assert written[1][4] == "Blocked"
    for row in written[1:]:
        assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r") for cell in row[4:])


def test_a_workbook_with_macros_keeps_them(cli: Cli, tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "plan.xlsx", {"Releases": RELEASES, "Deliverables": with_cells(HEALTHY, NOBODY)})
    replace_parts(path, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros", "[Content_Types].xml": _with_macros})
    path = path.rename(tmp_path / "plan.xlsm")
    assert cli("init", "workbook", path, "--yes").code == 0
    assert cli("run").code == 0
    with zipfile.ZipFile(path) as archive:
        assert archive.read("xl/vbaProject.bin") == b"\xd0\xcf\x11\xe0 macros"
    assert ("G2", "Blocked") in [cell[:2] for cell in cells_of(path)["Deliverables"]]


def _with_macros(data: bytes) -> bytes:
    kind = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return data.replace(b"</Types>", kind + b"</Types>").replace(
        plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )


def test_a_reserved_workbook_is_annotated_in_a_copy_and_a_second_run_writes_nothing(
    cli: Cli, plan: MakePlan, tmp_path: Path
) -> None:
    plan({**NOBODY, ("Cover artwork", "Due date"): ""})
    path, copy = tmp_path / "plan.xlsx", tmp_path / "plan (Streetdate).xlsx"
    reserved = b'<fileSharing userName="K" reservationPassword="CC1A"/><workbookPr'
    replace_parts(path, {"xl/workbook.xml": lambda data: data.replace(b"<workbookPr", reserved, 1)})
    before = path.read_bytes()
    why = "plan.xlsx stays as it is, because its author reserved changes to those who know a password"
    assert why in " ".join(cli("plan").out.split())
    assert not copy.exists()
    first = cli("run")
    assert first.code == 0
    assert why in " ".join(first.out.split())
    assert first.out.endswith("wrote 2 flags, 2 comments\n")
    assert path.read_bytes() == before
    written = cells_of(copy)
    assert "Blocked" in str(written)
    assert cli("run").out.endswith("wrote nothing: every record shows what it should\n")
    assert cells_of(copy) == written
    book = openpyxl.load_workbook(path)
    book["Deliverables"]["C2"] = "Jo Park"
    book.save(path)
    replace_parts(path, {"xl/workbook.xml": lambda data: data.replace(b"<workbookPr", reserved, 1)})
    assert cli("run").out.endswith("wrote 1 flag, 1 removed comment\n")
    flags = [cell[:2] for cell in cells_of(copy)["Deliverables"] if cell[0][0] == "G"]
    assert flags == [("G1", "Streetdate flag"), ("G2", "Clear"), ("G3", "Attention")]
    assert cli("undo", "--yes").code == 0
    assert "Blocked" not in str(cells_of(copy))


@pytest.mark.parametrize(("lock", "program"), [("~$plan.xlsx", "Excel"), (".~lock.plan.xlsx#", "LibreOffice")])
def test_a_file_open_in_another_program_is_left_alone(
    cli: Cli, plan: MakePlan, tmp_path: Path, lock: str, program: str
) -> None:
    plan(NOBODY)
    before = (tmp_path / "plan.xlsx").read_bytes()
    (tmp_path / lock).write_bytes(b"\x04Kaya")
    assert cli("check").code == 1
    ended = cli("run")
    assert ended.code == 3
    assert_one_sentence(ended.err, f"plan.xlsx is open in {program}", "Close it there and run again")
    assert (tmp_path / "plan.xlsx").read_bytes() == before
    (tmp_path / lock).unlink()
    assert cli("run").out.endswith("wrote 1 flag, 1 comment\n")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("step", ["write", "sync", "replace"])
def test_a_full_disk_leaves_the_file_as_it_was_and_the_next_run_finishes(
    cli: Cli, plan: MakePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    plan(NOBODY)
    path = tmp_path / "plan.xlsx"
    before = path.read_bytes()

    def full(_: object, target: Path, *rest: object) -> None:
        if step == "write":
            target.write_bytes(b"half of it")
        raise OSError(code, os.strerror(code), str(target))

    with monkeypatch.context() as patch:
        patch.setattr(Disk, step, full)
        ended = cli("run")
    assert ended.code == 3
    assert_one_sentence(ended.err, "plan.xlsx was not written: the disk is full", "Free some space")
    assert path.read_bytes() == before
    assert not leftovers(tmp_path)
    assert cli("run").out.endswith("wrote 1 flag, 1 comment\n")


def test_a_date_column_is_never_taken_for_text(cli: Cli, plan: MakePlan) -> None:
    plan({("Cover artwork", "Due date"): date(2026, 11, 30)})
    ended = cli("check")
    assert ended.code == 1
    assert "PLN004" in ended.out


@pytest.mark.parametrize("damage", [b"", b"garbage that is no database", b"SQLite format 3\0" + b"\xff" * 500])
def test_a_damaged_store_is_said_and_left_and_its_loss_costs_nothing(
    cli: Cli, plan: MakePlan, tmp_path: Path, damage: bytes
) -> None:
    plan(NOBODY)
    cli("run")
    written = (tmp_path / "plan.xlsx").read_bytes()
    for store in tmp_path.glob("streetdate.db*"):
        store.unlink()
    (tmp_path / "streetdate.db").write_bytes(damage)
    ended = cli("run")
    if damage:
        assert ended.code == 3
        assert_one_sentence(ended.err, "streetdate.db")
        assert (tmp_path / "streetdate.db").read_bytes() == damage
        (tmp_path / "streetdate.db").unlink()
        ended = cli("run")
    assert ended.out.endswith("wrote nothing: every record shows what it should\n")
    assert (tmp_path / "plan.xlsx").read_bytes() == written
