"""A .csv file gets its flags in two columns of their own; every other field keeps its bytes."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.changes import Flag
from connectors.record import Record
from connectors.workbook.csv_file import delimiter_of
from connectors.workbook.csv_text import quoted, read_text
from tests.connectors.workbook.writing import apply, comment, marks, records, target_of

PLAN = b'Deliverable;Owner;Note\r\nMaster;Kaya;"a ""quoted"" note; with more"\r\nArtwork;Noor;\r\n\r\nTeaser;Kaya;x\r\n'


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_bytes(PLAN)
    return path


def undo(path: Path) -> list[str]:
    apply(path, [marks(row, None, None) for row in records(path).values() if row.marks.flag])
    return list(target_of(path).retract())


def test_flags_stand_right_of_every_row_and_all_else_stays(plan: Path) -> None:
    apply(plan, [marks(records(plan)["artwork"], Flag.BLOCKED, "Blocker: no file;\nask Noor")])
    assert plan.read_bytes() == (
        b"Deliverable;Owner;Note;Streetdate flag;Streetdate gaps\r\n"
        b'Master;Kaya;"a ""quoted"" note; with more";;\r\n'
        b'Artwork;Noor;;Blocked;"Blocker: no file;\nask Noor"\r\n'
        b"\r\n"
        b"Teaser;Kaya;x;;\r\n"
    )
    assert records(plan)["artwork"].marks.gaps == "Blocker: no file;\nask Noor"


def test_the_same_again_writes_nothing(plan: Path) -> None:
    change = marks(records(plan)["artwork"], Flag.BLOCKED, "Blocker")
    apply(plan, [change])
    once = plan.stat().st_mtime_ns
    assert len(apply(plan, [change])) == 1
    assert plan.stat().st_mtime_ns == once


def test_undo_gives_the_file_back_byte_by_byte(plan: Path) -> None:
    apply(plan, [marks(row, Flag.BLOCKED, "Blocker") for row in records(plan).values()])
    assert undo(plan)[0] == "plan: removed the column “Streetdate flag”."
    assert plan.read_bytes() == PLAN


def test_a_column_somebody_typed_into_survives_undo(plan: Path) -> None:
    apply(plan, [marks(records(plan)["artwork"], Flag.BLOCKED, "Blocker")])
    plan.write_bytes(plan.read_bytes().replace(b"x;;", b"x;;mine"))
    said = undo(plan)
    assert "stays" in said[1]
    assert plan.read_bytes() == PLAN.replace(b"\r\nMaster", b";Streetdate gaps\r\nMaster").replace(
        b'more"\r\n', b'more";\r\n'
    ).replace(b"Noor;\r\n", b"Noor;;\r\n").replace(b";x\r\n", b";x;mine\r\n")


def test_comments_are_a_declared_lack(plan: Path) -> None:
    target = target_of(plan)
    assert (target.capabilities.flags, target.capabilities.comments) == (True, False)
    row = records(plan)["artwork"]
    assert list(target.apply([comment(row, "hello")])) == []
    assert "no comments" in target.remarks[0]
    assert target.find_comments([row.ref], {}) == {}
    assert plan.read_bytes() == PLAN


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + "Deliverable,Owner\nMäster,Käya\nArtwork,Noor\n".encode(),
        "Deliverable\tOwner\rMaster\tKaya\rArtwork\tNoor".encode("utf-16"),
        "Deliverable;Owner\nMäster;Kaya\nArtwork;Noor".encode("cp1252"),
        b"Deliverable,Owner,Note\nMaster,Kaya\nArtwork,Noor,x,y,z\n",
    ],
    ids=["utf-8 with mark", "utf-16", "windows", "ragged"],
)
def test_encoding_line_ends_and_ragged_rows_stay(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(data)
    apply(path, [marks(records(path)["artwork"], Flag.ATTENTION, "Warning: late")])
    assert records(path)["artwork"].marks.flag == "Attention"
    assert records(path)["artwork"].cells["Owner"] == "Noor"
    undo(path)
    assert path.read_bytes().rstrip(b",\n").startswith(data[:20])
    assert {key: dict(row.cells) for key, row in records(path).items()} == {
        key: dict(row.cells) for key, row in _records_of(tmp_path, data).items()
    }


def _records_of(folder: Path, data: bytes) -> dict[str, Record]:
    path = folder / "original" / "plan.csv"
    path.parent.mkdir()
    path.write_bytes(data)
    return records(path)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_field_of_ours_becomes_a_formula(text: str) -> None:
    field = quoted(text, ",")
    assert field.lstrip('"').startswith("'")


@pytest.mark.parametrize(("text", "field"), [("a-b", "a-b"), ("1=1", "1=1"), ("a,b", '"a,b"'), ('a"b', '"a""b"')])
def test_harmless_text_is_quoted_only_where_it_must(text: str, field: str) -> None:
    assert quoted(text, ",") == field


FIELDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(FIELDS, min_size=1, max_size=4), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_fields_are_cut_as_the_csv_module_cuts_them(
    rows: list[list[str]], delimiter: str, line_end: str, all_quoted: bool
) -> None:
    target = StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter, lineterminator=line_end)
    if all_quoted:
        writer = csv.writer(target, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows(rows)
    file = read_text(target.getvalue().encode())
    expected = list(csv.reader(StringIO(file.text, newline=""), delimiter=delimiter_of(file.text)))
    found = [
        [file.value(number, field) for field in range(1, len(record) + 1)]
        for number, record in enumerate(file.records, start=1)
    ]
    assert found == expected
