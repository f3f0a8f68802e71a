"""Delimited text: encodings, delimiters, ragged rows, and what is refused."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.errors import SourceUnreadable
from connectors.record import Marks, Pull
from connectors.workbook.csv_file import delimiter_of, encoding_of, read_csv
from connectors.workbook.reader import locate, read_workbook
from tests.connectors.workbook.building import READ_AT, column_ids, read, said, titles

TEXT = "Deliverable,Owner,Due\nFinal master,Käya,3/4/2026\nArtwork,Zoë,50%\n"


def read_bytes(path: Path, data: bytes, encoding: str = "") -> Pull:
    path.write_bytes(data)
    return read_workbook(path, UTC, encoding=encoding, read_at=READ_AT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encoding_and_delimiter_are_found_out(tmp_path: Path, encoding: str, delimiter: str, newline: str) -> None:
    text = TEXT.replace(",", delimiter).replace("\n", newline)
    pull = read_bytes(tmp_path / "plan.csv", text.encode(encoding))
    assert column_ids(pull) == ["Deliverable", "Owner", "Due"]
    assert [dict(record.cells) for record in pull.records] == [
        {"Deliverable": "Final master", "Owner": "Käya", "Due": "3/4/2026"},
        {"Deliverable": "Artwork", "Owner": "Zoë", "Due": "50%"},
    ]
    assert any("Windows-1252" in what for what in said(pull)) == (encoding == "cp1252")


def test_commas_in_quoted_cells_do_not_decide_the_delimiter() -> None:
    assert delimiter_of('Deliverable;Needs\nMaster;"Mix, stems, notes"\nArt;"a, b, c"\n') == ";"


def test_the_line_that_names_the_delimiter_is_not_a_header(tmp_path: Path) -> None:
    pull = read_bytes(tmp_path / "plan.csv", ("sep=;\n" + TEXT.replace(",", ";")).encode())
    assert titles(pull, "plan") == ["Final master", "Artwork"]


def test_ragged_rows_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    pull = read_bytes(tmp_path / "plan.csv", b"Song,Status,Owner\nTide\nEbb,Done,Kaya,late,\n")
    assert [dict(record.cells) for record in pull.records] == [
        {"Song": "Tide"},
        {"Song": "Ebb", "Status": "Done", "Owner": "Kaya", "Column D": "late"},
    ]
    assert said(pull) == {'column without a name read as "Column D"': 1}


def test_rows_are_numbered_as_records_with_blank_lines_counted(tmp_path: Path) -> None:
    data = b'Song,Notes\nTide,"two\nlines"\n\nEbb,x\n'
    pull = read_bytes(tmp_path / "plan.csv", data)
    (place,) = locate(data, "plan.csv")
    assert dict(place.rows) == {"tide": 2, "ebb": 4}
    assert pull.records[0].cells["Notes"] == "two\nlines"


def test_our_columns_are_marks_in_delimited_text_too(tmp_path: Path) -> None:
    pull = read_bytes(
        tmp_path / "plan.csv", b"Song,Status,Streetdate flag,Streetdate gaps\nTide,Done,Blocked,No owner\n"
    )
    assert pull.records[0].marks == Marks("Blocked", "No owner")
    assert list(pull.records[0].cells) == ["Song", "Status"]


def test_unticked_boxes_filled_down_are_no_records(tmp_path: Path) -> None:
    assert len(read_bytes(tmp_path / "plan.csv", b"Song,Done\nTide,TRUE\n,FALSE\n,FALSE\n").records) == 1


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        (b"", "", "the file is empty"),
        (b" \r\n\n", "", "the file is empty"),
        (b"Song,Status\nTide,\xff\xfe\n", "utf-8", "line 2 is not utf-8 text"),
        (b"Song,Status\nTide,\x81\n", "", "line 2 is not cp1252 text"),
        (b"Song,Status\nTide,Done\n", "utf-99", "no encoding"),
        (b"Song,Status\nTi\0de,Done\nEbb,Idea\n", "", "line 2 holds NUL bytes"),
        (b'Song,Status\nTide,"Done\nEbb,Idea\n', "", "cannot be read"),
        (b"just one line of text\n", "", "no header row"),
    ],
)
def test_what_is_no_delimited_text_is_refused_with_what_to_do(
    tmp_path: Path, data: bytes, encoding: str, says: str
) -> None:
    with pytest.raises(SourceUnreadable, match=says) as caught:
        read_bytes(tmp_path / "plan.csv", data, encoding)
    assert str(caught.value).startswith("plan.csv: ")
    assert caught.value.hint


def test_a_spreadsheet_named_csv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(b"PK\x03\x04\x14\x00\x00\x00")
    with pytest.raises(SourceUnreadable, match="NUL bytes"):
        read(path)


CELLS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=10)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_no_text_makes_the_reader_fail_in_another_way(rows: list[list[str]], encoding: str) -> None:
    text = "\n".join(",".join(row) for row in rows)
    try:
        read_csv(text.encode(encoding), "plan.csv")
    except SourceUnreadable as error:
        assert error.hint


@given(st.binary(max_size=200))
def test_any_bytes_have_an_encoding(data: bytes) -> None:
    assert encoding_of(data) in {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"}
