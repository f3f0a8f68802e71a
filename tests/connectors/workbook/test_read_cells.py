"""Cells into values: types, number formats, formulas, errors, links."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import to_excel

from connectors.record import Cell, ColumnType, FileCell, Pull
from connectors.workbook.cells import Decoder, decimal_of
from connectors.workbook.formats import Format, Shows, read_format
from connectors.workbook.grid import NO_STORED_VALUE, Flaw, column_letters, column_number, read_span
from connectors.workbook.reader import read_workbook
from connectors.workbook.texts import clean, unescape
from rules.model import Unknown
from tests.connectors.workbook.building import (
    READ_AT,
    read,
    read_rows,
    replace_sheet_data,
    said,
    share_strings,
    write_plan,
)

BERLIN = ZoneInfo("Europe/Berlin")
HALF_PAST_NINE = datetime.combine(date(2026, 8, 3), time(9, 30))
MOMENTS = st.datetimes(
    min_value=datetime.combine(date(1970, 1, 1), time()), max_value=datetime.combine(date(2100, 1, 1), time())
).map(lambda moment: moment.replace(microsecond=0))


def read_one(path: Path, value: Any, number_format: str = "General") -> Cell:
    def put(sheet: Any) -> None:
        sheet["B2"].value = value
        sheet["B2"].number_format = number_format

    pull = read_workbook(write_plan(path, [("Song", "It"), ("Tide",)], put), BERLIN, read_at=READ_AT)
    return pull.records[0].cells.get("It")


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        ("Done", "General", "Done"),
        ("🟢Done", "General", "🟢Done"),
        ("   ", "General", None),
        ("3/4/2026", "General", "3/4/2026"),
        (True, "General", True),
        (False, "General", False),
        (5, "General", Decimal(5)),
        (0.1, "General", Decimal("0.1")),
        (33.33, "0.00", Decimal("33.33")),
        (0.5, "0%", "50%"),
        (0.3333, "0.00%", "33.33%"),
        (1, "0%", "100%"),
        (0, "0%", "0%"),
        (date(2026, 8, 3), "yyyy-mm-dd", date(2026, 8, 3)),
        (date(2026, 8, 3), "[$-409]mmmm d, yyyy;@", date(2026, 8, 3)),
        (46237, "d/m/yy", date(2026, 8, 3)),
        (HALF_PAST_NINE, "yyyy-mm-dd hh:mm", datetime(2026, 8, 3, 9, 30, tzinfo=BERLIN)),
        (HALF_PAST_NINE, "d mmm yyyy", date(2026, 8, 3)),
        (0.15625, "h:mm:ss", "3:45:00"),
        (190296611111, "0000000000000", "0190296611111"),
        (46237, '0 "days"', Decimal(46237)),
        (12.5, "[$€-2] #,##0.00", Decimal("12.5")),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(tmp_path: Path, value: Any, number_format: str, expected: Cell) -> None:
    found = read_one(tmp_path / "plan.xlsx", value, number_format)
    assert found == expected
    assert type(found) is type(expected)


def test_a_workbook_that_counts_from_1904_gives_the_same_days(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import MAC_EPOCH

    def put(sheet: Any) -> None:
        sheet.parent.epoch = MAC_EPOCH
        sheet["B2"].value = date(2026, 8, 3)

    pull = read_rows(tmp_path / "plan.xlsx", [("Song", "Due"), ("Tide",)], put)
    assert pull.records[0].cells["Due"] == date(2026, 8, 3)


@pytest.mark.parametrize("serial", [0, 60, -5, 99_999_999])
def test_a_number_that_is_no_day_is_unreadable_in_a_date_cell(tmp_path: Path, serial: int) -> None:
    assert read_one(tmp_path / "plan.xlsx", serial, "yyyy-mm-dd") is Unknown.UNREADABLE


def raw(path: Path, cell: str) -> Pull:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>Song</v></c><c r="B1" t="str"><v>It</v></c></row>'
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>Tide</t></is></c>{cell}</row>'
    )
    return read(replace_sheet_data(write_plan(path, [("x", "y")]), rows))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="B2"><f>1+1</f><v>2</v></c>', Decimal(2)),
        ('<c r="B2" t="str"><f>A2&amp;"!"</f><v>Tide!</v></c>', "Tide!"),
        ('<c r="B2" t="str"><f>IF(A2="","","")</f><v></v></c>', None),
        ('<c r="B2" t="b"><f>TRUE()</f><v>1</v></c>', True),
        ('<c r="B2" t="d"><v>2026-08-03</v></c>', date(2026, 8, 3)),
        ('<c r="B2" t="d"><v>2026-08-03T09:30:00</v></c>', datetime(2026, 8, 3, 9, 30, tzinfo=UTC)),
        ('<c r="B2" t="inlineStr"><is><r><t>Do</t></r><r><t>ne</t></r><rPh><t>x</t></rPh></is></c>', "Done"),
        ('<c t="inlineStr"><is><t>no address</t></is></c>', "no address"),
        ('<c r="B2" s="999"><v>7</v></c>', Decimal(7)),
        ('<c r="B2"><v>0.10000000000000001</v></c>', Decimal("0.1")),
        ('<c r="B2"><v>1E3</v></c>', Decimal(1000)),
    ],
)  # fmt: skip
def test_the_stored_result_of_a_formula_and_odd_cells_are_read(tmp_path: Path, cell: str, expected: Cell) -> None:
    pull = raw(tmp_path / "plan.xlsx", cell)
    assert pull.records[0].cells.get("It") == expected
    assert pull.unreadable == ()


@pytest.mark.parametrize(
    ("cell", "text", "reason"),
    [
        ('<c r="B2"><f>NOW()</f></c>', "", NO_STORED_VALUE),
        ('<c r="B2"><f>NOW()</f><v></v></c>', "", NO_STORED_VALUE),
        ('<c r="B2" t="e"><f>A9</f><v>#REF!</v></c>', "#REF!", "the error #REF!"),
        ('<c r="B2" t="s"><v>99</v></c>', "99", "not in it"),
        ('<c r="B2" t="s"><v>-1</v></c>', "-1", "not in it"),
        ('<c r="B2"><v>nan</v></c>', "nan", "not a number"),
        ('<c r="B2"><v>1e999</v></c>', "1e999", "not a number"),
        ('<c r="B2" t="d"><v>soon</v></c>', "soon", "not a date"),
    ],
)
def test_what_cannot_be_read_is_unknown_and_said_where_and_why(
    tmp_path: Path, cell: str, text: str, reason: str
) -> None:
    pull = raw(tmp_path / "plan.xlsx", cell)
    assert pull.records[0].cells["It"] is Unknown.UNREADABLE
    (entry,) = pull.unreadable
    assert (entry.ref, entry.field, entry.text) == (pull.records[0].ref, "It", text)
    assert reason in entry.reason


def test_rows_of_formulas_that_show_nothing_are_no_records(tmp_path: Path) -> None:
    filled_down = (
        '</row><row r="3"><c r="B3"><f>C3-D3</f><v>0</v></c></row><row r="4"><c r="B4" t="e"><f>x</f><v>#N/A</v></c>'
    )
    pull = raw(tmp_path / "plan.xlsx", filled_down)
    assert len(pull.records) == 1
    assert pull.complete
    assert said(pull) == {"row with nothing but filled-down formulas skipped": 2}


def test_a_sheet_that_mirrors_another_by_formulas_has_records(tmp_path: Path) -> None:
    mirrored = '</row><row r="3"><c r="A3" t="str"><f>Other!A3</f><v>Ebb</v></c>'
    pull = raw(tmp_path / "plan.xlsx", mirrored)
    assert [record.cells["Song"] for record in pull.records] == ["Tide", "Ebb"]


def test_rows_whose_title_was_never_calculated_make_the_read_incomplete(tmp_path: Path) -> None:
    pull = raw(tmp_path / "plan.xlsx", '</row><row r="3"><c r="A3"><f>Other!A3</f></c>')
    assert len(pull.records) == 1
    assert not pull.complete
    assert "1 row holds only formulas" in pull.error
    assert "save the file" in pull.error


def test_links_are_read_as_files_and_mail_addresses_as_text(tmp_path: Path) -> None:
    def link(sheet: Any) -> None:
        sheet["B2"].hyperlink = "https://files.example/master.wav"
        sheet["C2"].hyperlink = "mailto:kaya@label.example"
        sheet["D2"].hyperlink = "https://files.example/number"

    rows = [("Song", "File", "Owner", "Count"), ("Tide", "master.wav", "Kaya", 3)]
    pull = read_rows(tmp_path / "plan.xlsx", rows, link)
    assert pull.records[0].cells == {
        "Song": "Tide",
        "File": (FileCell("master.wav", "https://files.example/master.wav"),),
        "Owner": "Kaya",
        "Count": Decimal(3),
    }
    assert pull.tables[0].columns[1].type is ColumnType.FILES


def test_the_address_of_a_link_formula_is_read_and_not_followed(tmp_path: Path) -> None:
    cell = '<c r="B2" t="str"><f>HYPERLINK("https://files.example/m.wav","m.wav")</f><v>m.wav</v></c>'
    assert raw(tmp_path / "plan.xlsx", cell).records[0].cells["It"] == (
        FileCell("m.wav", "https://files.example/m.wav"),
    )


def test_rich_text_is_text_and_notes_by_others_are_not_read(tmp_path: Path) -> None:
    def put(sheet: Any) -> None:
        sheet["B2"].value = CellRichText("Al", TextBlock(InlineFont(b=True), "most"))
        sheet["B2"].comment = Comment("by hand", "Kaya")

    pull = read_rows(tmp_path / "plan.xlsx", [("Song", "It"), ("Tide",)], put)
    assert pull.records[0].cells["It"] == "Almost"
    assert pull.records[0].marks.comment is None


def test_columns_have_the_shape_of_most_of_their_values(tmp_path: Path) -> None:
    day = date(2026, 8, 3)
    rows = [
        ("Song", "Due", "BPM", "Done", "Mixed"),
        ("a", day, 90, True, 1),
        ("b", "TBA", 91, False, "x"),
        ("c", day, 92, True, day),
    ]
    types = [column.type.value for column in read_rows(tmp_path / "plan.xlsx", rows).tables[0].columns]
    assert types == ["text", "date", "number", "checkbox", "text"]


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("General", Shows.NUMBER),
        ("0.00E+00", Shows.NUMBER),
        ('#,##0 "dy"', Shows.NUMBER),
        ("[Red]0.00", Shows.NUMBER),
        ("# ?/?", Shows.NUMBER),
        ("@", Shows.NUMBER),
        ("0", Shows.NUMBER),
        ("0.0%", Shows.PERCENT),
        ("dd/mm/yyyy", Shows.DATE),
        ("mmm", Shows.DATE),
        ("mmm-yy", Shows.DATE),
        ("[$-F800]dddd, mmmm dd, yyyy", Shows.DATE),
        ("m/d/yy h:mm AM/PM", Shows.DATE_TIME),
        ("mm:ss", Shows.TIME),
        ("[h]:mm", Shows.TIME),
        ("[mm]:ss", Shows.TIME),
        ("00000", Shows.PADDED),
    ],
)
def test_number_formats_say_what_they_show(code: str, shows: Shows) -> None:
    assert read_format(code).shows is shows


@given(st.dates(min_value=date(1900, 3, 1), max_value=date(9999, 12, 31)))
def test_every_day_survives_being_a_serial_number(day: date) -> None:
    decoder = Decoder(formats=(Format(Shows.DATE),))
    assert decoder.decode("", 0, str(int(to_excel(day))), False) == day


@given(MOMENTS)
def test_every_second_survives_being_a_serial_number(moment: datetime) -> None:
    decoder = Decoder(formats=(Format(Shows.DATE_TIME),))
    assert decoder.decode("", 0, repr(to_excel(moment)), False) == moment.replace(tzinfo=UTC)


@given(st.decimals(min_value=-1_000_000, max_value=1_000_000, places=4))
def test_a_number_is_the_decimal_that_was_typed(typed: Decimal) -> None:
    assert decimal_of(float(typed)) == typed


@given(st.integers(min_value=0, max_value=100_000))
def test_a_percentage_is_exact(hundredths: int) -> None:
    decoder = Decoder(formats=(Format(Shows.PERCENT),))
    found = decoder.decode("", 0, repr(hundredths / 10_000), False)
    assert isinstance(found, str)
    assert Decimal(found.removesuffix("%")) == Decimal(hundredths) / 100


KINDS = st.sampled_from(["", "n", "s", "str", "inlineStr", "b", "e", "d", "?"])


@given(KINDS, st.integers(-2, 9), st.text(max_size=12) | st.floats().map(repr), st.booleans(), st.booleans())
def test_no_cell_makes_the_decoder_raise(kind: str, style: int, text: str, formula: bool, from_1904: bool) -> None:
    decoder = Decoder(("a", None), tuple(Format(shows, 3) for shows in Shows), from_1904=from_1904, zone=BERLIN)
    value = decoder.decode(kind, style, text, formula)
    assert value is None or isinstance(value, str | bool | Decimal | date | Flaw)
    assert value != ""


@given(st.text())
def test_clean_text_carries_nothing_that_steers_a_terminal(text: str) -> None:
    found = clean(text)
    assert found is None or (
        found.strip() and not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in found)
    )


def test_escaped_characters_are_read_and_then_made_safe() -> None:
    assert clean(unescape("a_x000D_\nb_x001B_[31mc_x0041_")) == "a\nb[31mcA"


@given(st.integers(min_value=1, max_value=16_384))
def test_column_letters_and_numbers_agree(number: int) -> None:
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize("text", ["", "A", "1", "A1:", "A1:B", "A1B2", "AAAA1", "A12345678", ":A1"])
def test_what_is_no_span_is_none(text: str) -> None:
    assert read_span(text) is None or text == "A1:"


SHARED = (
    "<si><t>Song</t></si><si><t>It</t></si><si><t>Tide</t></si>"
    '<si><r><rPr><b/></rPr><t>Al</t></r><r><t xml:space="preserve">most </t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>'
    "<si><t> </t></si><si/><si><t>a_x000D_b</t></si>"
)


@pytest.mark.parametrize(("index", "expected"), [(2, "Tide"), (3, "Almost "), (4, None), (5, None), (6, "a\nb")])
def test_shared_strings_are_read_as_their_words(tmp_path: Path, index: int, expected: Cell) -> None:
    rows = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        f'<row><c t="s"><v>2</v></c><c t="s"><v>{index}</v></c></row>'
    )
    path = replace_sheet_data(write_plan(tmp_path / "plan.xlsx", [("x", "y")]), rows)
    assert read(share_strings(path, SHARED)).records[0].cells.get("It") == expected
