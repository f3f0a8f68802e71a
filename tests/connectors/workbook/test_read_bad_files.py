"""Files that cannot be read: one clear sentence, what to do, and the file as it was."""

from __future__ import annotations

import builtins
import io
import os
import zipfile
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from connectors.errors import ConnectorError, SchemaDrift, SourceMissing, SourceUnreadable
from connectors.workbook import limits, package
from connectors.workbook.reader import WorkbookSource, read_workbook
from tests.connectors.workbook.building import (
    HEADER,
    MASTER,
    READ_AT,
    SHEET_PART,
    read,
    replace_parts,
    replace_sheet_data,
    titles,
    write_plan,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def archive_of(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG garbage", "not a workbook"),
        (b"Deliverable,Owner\nMaster,Kaya\n", "not a workbook"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "a web page"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "old Excel workbook"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"PK\x03\x04 cut off", "damaged or was not saved completely"),
        (archive_of(mimetype=b"application/vnd.oasis", content_xml=b"<x/>"), "OpenDocument"),
        (archive_of(Index__Document_iwa=b"x"), "Numbers"),
        (archive_of(word__document_xml=b"<x/>"), "text document"),
        (archive_of(ppt__presentation_xml=b"<x/>"), "presentation"),
        (archive_of(hello_txt=b"x"), "without a workbook"),
    ],
)
def test_what_is_no_workbook_is_named_and_left_alone(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(data)
    with pytest.raises(SourceUnreadable, match=says) as caught:
        read(path)
    assert str(caught.value).startswith("plan.xlsx: ")
    assert caught.value.hint
    assert path.read_bytes() == data


def relate_binary(data: bytes) -> bytes:
    return data.replace(b"xl/workbook.xml", b"xl/workbook.bin")


def test_a_binary_workbook_is_named(tmp_path: Path) -> None:
    path = replace_parts(write_plan(tmp_path / "plan.xlsb", [HEADER, MASTER]), {"_rels/.rels": relate_binary})
    with pytest.raises(SourceUnreadable, match=r"\.xlsb"):
        read(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", SHEET_PART, "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("data", [b"", b"<a><b></a>", b"\xff\xfe\0\0", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_damaged_part_is_an_error_that_says_what_to_do(tmp_path: Path, part: str, data: bytes) -> None:
    path = replace_parts(write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER]), {part: data})
    with pytest.raises(SourceUnreadable) as caught:
        read(path)
    assert caught.value.hint


def test_an_entity_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    path = replace_parts(write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER]), {SHEET_PART: bomb})
    with pytest.raises(SourceUnreadable, match="declares a document type"):
        read(path)


def test_a_missing_file_a_folder_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="no such file"):
        read(tmp_path / "plan.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(SourceUnreadable, match="a folder"):
        read(tmp_path / "folder.xlsx")
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(SourceUnreadable, match="not a regular file"):
        read(tmp_path / "pipe.xlsx")


@pytest.mark.parametrize(
    ("error", "says"),
    [(PermissionError(13, "Permission denied"), "may not be read"), (OSError(5, "Input/output error"), "Input/output")],
)
def test_a_file_that_may_not_or_cannot_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, says: str
) -> None:
    def refuse(_: Path) -> bytes:
        raise error

    path = write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER])
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SourceUnreadable, match=says) as caught:
        read(path)
    assert caught.value.hint


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * limits.MEGABYTE)
    with pytest.raises(SourceUnreadable, match=r"200 MB; at most 100 MB"):
        read(path)


def test_a_zip_bomb_is_refused_by_its_declared_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER])
    replace_parts(path, {SHEET_PART: b" " * 3 * limits.MEGABYTE})
    monkeypatch.setattr(package, "MAX_PART", 2 * limits.MEGABYTE)
    with pytest.raises(SourceUnreadable, match=r"sheet1.xml unpacks to 3 MB; at most 2 MB"):
        read(path)


def test_a_part_that_lies_about_its_size_is_not_unpacked_beyond_it(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER])
    replace_parts(path, {SHEET_PART: b"<worksheet>" + b" " * limits.MEGABYTE + b"</worksheet>"})
    data = path.read_bytes()
    real = (limits.MEGABYTE + 23).to_bytes(4, "little")
    path.write_bytes(data.replace(real, (40).to_bytes(4, "little")))
    with pytest.raises(SourceUnreadable, match="damaged"):
        read(path)


def test_a_sheet_that_claims_a_million_rows_is_read_for_what_it_holds(tmp_path: Path) -> None:
    def claim(data: bytes) -> bytes:
        return data.replace(
            b"<sheetData>", b'<mergeCells><mergeCell ref="A5:D1048576"/></mergeCells><sheetData>'
        ).replace(b"A1:D2", b"A1:XFD1048576")

    path = replace_parts(write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER]), {SHEET_PART: claim})
    assert b"A1:XFD1048576" in zipfile.ZipFile(path).read(SHEET_PART)
    assert titles(read(path)) == ["Final master"]


@pytest.mark.parametrize("sheets", [[], ["Plan", "Notes"]], ids=["one empty sheet", "several empty sheets"])
def test_an_empty_workbook_is_said_to_be_empty(tmp_path: Path, sheets: list[str]) -> None:
    book = Workbook()
    for title in sheets:
        book.create_sheet(title)
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(SourceUnreadable, match="the file is empty"):
        read(tmp_path / "plan.xlsx")


def test_a_sheet_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER])
    with pytest.raises(SchemaDrift, match='no visible sheet "Plans"; it has "Plan"') as caught:
        read_workbook(path, UTC, sheets=("Plans",))
    assert caught.value.hint == 'Did you mean "Plan"?'
    assert titles(read_workbook(path, UTC, sheets=("Plan",))) == ["Final master"]


def test_a_workbook_with_macros_is_read(tmp_path: Path) -> None:
    def enable(data: bytes) -> bytes:
        return data.replace(b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml")

    path = write_plan(tmp_path / "plan.xlsm", [HEADER, MASTER])
    replace_parts(path, {"[Content_Types].xml": enable, "xl/vbaProject.bin": OLE})
    assert titles(read(path)) == ["Final master"]


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    def strict(data: bytes) -> bytes:
        return data.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    path = write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER])
    replace_parts(
        path, dict.fromkeys((SHEET_PART, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"), strict)
    )
    assert titles(read(path)) == ["Final master"]


@pytest.mark.parametrize("attribute", ['r="0"', 'r="x"', 'r="99999999999"', ""])
def test_odd_row_numbers_never_make_the_reader_fail(tmp_path: Path, attribute: str) -> None:
    rows = '<row r="1"><c t="str"><v>Song</v></c><c t="str"><v>Owner</v></c></row>'
    odd = f'<row {attribute}><c t="str" r="ZZZZZ1"><v>Tide</v></c><c t="str"><v>Kaya</v></c></row>'
    path = replace_sheet_data(write_plan(tmp_path / "plan.xlsx", [HEADER]), rows + odd)
    try:
        assert read(path).requests == 1
    except ConnectorError as error:
        assert error.hint


def test_reading_opens_the_file_once_for_reading_only_and_leaves_it_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER])
    before, stat, listing = path.read_bytes(), path.stat(), sorted(tmp_path.iterdir())
    opened: list[tuple[str, str]] = []
    real: Callable[..., Any] = io.open

    def watched(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        opened.append((Path(file).name, mode))
        return real(file, mode, *args, **kwargs)

    monkeypatch.setattr(io, "open", watched)
    monkeypatch.setattr(builtins, "open", watched)
    pull = WorkbookSource("plan", path, UTC, clock=lambda: READ_AT).pull("")
    assert opened == [("plan.xlsx", "rb")]
    assert (pull.requests, pull.read_at, pull.cursor) == (1, READ_AT, "")
    assert path.read_bytes() == before
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (stat.st_mtime_ns, stat.st_size)
    assert sorted(tmp_path.iterdir()) == listing


def test_two_reads_of_one_file_are_equal(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "plan.xlsx", [HEADER, MASTER])
    assert read(path) == read(path)
