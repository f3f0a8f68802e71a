"""One cell by its field's type: values, empty, and what cannot be trusted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.airtable.single import READERS, Flaw
from connectors.airtable.values import cell_of
from connectors.record import Cell, FileCell, LinkCell, PersonCell
from tests.connectors.airtable.anything import ANYTHING
from tests.connectors.airtable.fields import described, field, lookup

_SAM = {"id": "usrSam", "email": "sam@label.example", "name": "Sam"}
_KIM = {"id": "usrKim", "email": "kim@label.example", "name": "Kim"}
_SAM_CELL = PersonCell("usrSam", "Sam", "sam@label.example")
_KIM_CELL = PersonCell("usrKim", "Kim", "kim@label.example")
_ART = {"id": "att1", "filename": "cover.png", "size": 78505, "type": "image/png", "url": "https://cdn.example/signed"}
_NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)

_PLAIN: list[tuple[dict[str, Any], object, Cell]] = [
    (described("singleLineText"), "Night Bus", "Night Bus"),
    (described("singleLineText"), "a\x00b\ud83d\x1bc\r\nd", "a\ufffdb\ufffd\ufffdc\nd"),
    (described("multilineText"), 'ask <airtable:mention id="men1">@Alex</airtable:mention> now', "ask @Alex now"),
    (described("multilineText"), "a < b <airtable:mention", "a < b <airtable:mention"),
    (described("richText"), "**Brief**\n", "**Brief**\n"),
    (described("email"), "sam@label.example", "sam@label.example"),
    (described("phoneNumber"), "617 555-1234", "617 555-1234"),
    (described("url"), "https://label.example", "https://label.example"),
    (described("barcode"), {"text": "B654321", "type": "code39"}, "B654321"),
    (described("barcode"), {"type": "code39"}, ""),
    (described("aiText"), {"state": "generated", "isStale": False, "value": "A summary"}, "A summary"),
    (described("aiText"), {"state": "empty", "isStale": False, "value": None}, None),
    (described("number"), 7, Decimal(7)),
    (described("number"), 7.1, Decimal("7.1")),
    (described("number"), 0.1 + 0.2, Decimal("0.30000000000000004")),
    (described("number"), 0, Decimal(0)),
    (described("currency", symbol="€"), 20.34, Decimal("20.34")),
    (described("rating", max=5), 3, Decimal(3)),
    (described("autoNumber"), 176, Decimal(176)),
    (described("count"), 0, Decimal(0)),
    (described("percent"), 0.5, "50%"),
    (described("percent"), 0.333, "33.3%"),
    (described("percent"), 0.07, "7%"),
    (described("percent"), 33.3, "3330%"),
    (described("percent"), 0, "0%"),
    (described("percent"), -0.125, "-12.5%"),
    (described("duration"), 4890, "1:21:30"),
    (described("duration"), 0, "0:00:00"),
    (described("duration"), 93_600, "26:00:00"),
    (described("duration"), -1800, "-0:30:00"),
    (described("duration"), 61.5, "0:01:01.5"),
    (described("duration"), 0.9996, "0:00:01"),
    (described("checkbox"), True, True),
    (described("date"), "2026-03-06", date(2026, 3, 6)),
    (described("dateTime"), "2026-03-06T12:00:00.000Z", _NOON),
    (described("dateTime"), "2026-03-06T13:00:00+01:00", _NOON),
    (described("dateTime"), "2026-03-06T12:00:00", _NOON),
    (described("createdTime"), "2026-03-06T12:00:00.000Z", _NOON),
    (described("createdTime", result={"type": "date"}), "2026-03-06", date(2026, 3, 6)),
    (described("lastModifiedTime"), "2026-03-06T12:00:00.000Z", _NOON),
    (described("singleSelect"), "Done", "Done"),
    (described("externalSyncSource"), "Distributor", "Distributor"),
    (described("multipleSelects"), ["Red", "Green"], ("Red", "Green")),
    (described("multipleSelects"), ["Red"], ("Red",)),
    (described("multipleSelects"), [], None),
    (described("singleCollaborator"), _SAM, (_SAM_CELL,)),
    (described("multipleCollaborators"), [_SAM, _KIM], (_SAM_CELL, _KIM_CELL)),
    (described("singleCollaborator"), {"id": "usrSam"}, (PersonCell("usrSam"),)),
    (described("multipleCollaborators"), [{"id": "ugpDesign", "name": "Design"}],
     (PersonCell("ugpDesign", "Design", group=True),)),
    (described("createdBy"), _SAM, (_SAM_CELL,)),
    (described("lastModifiedBy"), _SAM, (_SAM_CELL,)),
    (described("multipleRecordLinks"), ["rec1", "rec2"], (LinkCell("rec1"), LinkCell("rec2"))),
    (described("multipleRecordLinks"), ["rec1"], (LinkCell("rec1"),)),
    (described("multipleAttachments"), [_ART], (FileCell("cover.png", stable_id="att1", size=78505),)),
    (described("button"), {"label": "Open", "url": "https://label.example"}, None),
]  # fmt: skip

_COMPUTED: list[tuple[dict[str, Any], object, Cell]] = [
    (lookup(described("singleLineText"), "formula"), "Jane176", "Jane176"),
    (lookup(described("number"), "formula"), 28.8, Decimal("28.8")),
    (lookup(described("percent"), "formula"), 0.25, "25%"),
    (lookup(described("date"), "formula"), "2026-03-06T00:00:00.000Z", date(2026, 3, 6)),
    (lookup(described("date"), "formula"), "2026-03-06T12:00:00.000Z", _NOON),
    (lookup(described("date"), "formula"), "TBA", "TBA"),
    (lookup(described("dateTime"), "formula"), "2026-03-06T00:00:00.000Z", datetime(2026, 3, 6, tzinfo=UTC)),
    (lookup(described("singleLineText"), "formula"), 12, Decimal(12)),
    (lookup(described("checkbox"), "formula"), True, True),
    (lookup(described("number"), "rollup"), 3, Decimal(3)),
    (lookup(described("singleLineText"), "rollup"), ["Sam", "Kim"], ("Sam", "Kim")),
    (lookup(described("date")), ["2026-03-06"], date(2026, 3, 6)),
    (lookup(described("date")), ["2026-03-06", "2026-03-06"], date(2026, 3, 6)),
    (lookup(described("date")), ["2026-03-06", "2026-04-01"], ("2026-03-06", "2026-04-01")),
    (lookup(lookup(described("date"), "formula")), ["2026-03-06"], date(2026, 3, 6)),
    (lookup(described("singleLineText")), ["Sam"], "Sam"),
    (lookup(described("singleLineText")), ["Sam", "Sam"], "Sam"),
    (lookup(described("singleSelect")), ["Draft", "Done"], ("Draft", "Done")),
    (lookup(described("number")), [2083333, 4285248], ("2083333", "4285248")),
    (lookup(described("number")), [50, 50], ("50", "50")),
    (lookup(described("percent")), [0.5, 0.5], ("50%", "50%")),
    (lookup(described("number")), [50], Decimal(50)),
    (lookup(described("number")), [None, 50], Decimal(50)),
    (lookup(described("checkbox")), [True], True),
    (lookup(described("checkbox")), [True, True], True),
    (lookup(described("checkbox")), [True, None], ("yes", "no")),
    (lookup(described("multipleSelects")), ["Red", "Green"], ("Red", "Green")),
    (lookup(described("multipleSelects")), [["Red"], ["Green", "Red"]], ("Red", "Green")),
    (lookup(described("singleCollaborator")), [_SAM, _KIM, _SAM], (_SAM_CELL, _KIM_CELL)),
    (lookup(described("multipleRecordLinks")), ["rec1", "rec2"], (LinkCell("rec1"), LinkCell("rec2"))),
    (lookup(described("multipleAttachments")), [_ART], (FileCell("cover.png", stable_id="att1", size=78505),)),
    (lookup(described("singleLineText")), [], None),
    (described("formula"), "Jane176", "Jane176"),
    (described("rollup"), 28.8, Decimal("28.8")),
    (described("multipleLookupValues"), [50, 50], ("50", "50")),
    (described("multipleLookupValues"), [_SAM], (_SAM_CELL,)),
    (described("multipleLookupValues"), [_ART], (FileCell("cover.png", stable_id="att1", size=78505),)),
    (described("multipleLookupValues"), ["a", 1, True, _SAM], ("a", "1", "yes", "Sam")),
    (described("hologram"), {"id": "x1", "name": "Cube"}, "Cube"),
    (described("hologram"), {"text": "Cube"}, "Cube"),
    (described("hologram"), ["Cube", "Ball"], ("Cube", "Ball")),
    (described("hologram"), 4, Decimal(4)),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "value", "cell"), _PLAIN + _COMPUTED)
def test_a_value_becomes_what_its_field_says(raw: dict[str, Any], value: object, cell: Cell) -> None:
    found = cell_of(value, field(raw))
    assert found == cell
    assert type(found) is type(cell)


def test_the_table_above_names_every_type_that_is_read() -> None:
    assert {raw["type"] for raw, _, _ in _PLAIN} >= set(READERS)


@pytest.mark.parametrize(
    ("raw", "cell"),
    [
        (described("singleLineText"), None),
        (described("date"), None),
        (described("multipleRecordLinks"), None),
        (described("checkbox"), False),
        (lookup(described("checkbox"), "formula"), False),
        (lookup(described("checkbox")), None),
        (lookup(described("date")), None),
    ],
)
def test_an_absent_cell_is_empty_and_an_absent_tick_is_no(raw: dict[str, Any], cell: Cell) -> None:
    assert cell_of(None, field(raw)) is cell


def test_an_absent_cell_of_a_broken_formula_is_not_empty() -> None:
    found = cell_of(None, field(lookup(None, "formula", isValid=False)))
    assert found == Flaw("", "what the field computes from is gone or wrong; put the field right in Airtable")


@pytest.mark.parametrize(
    ("raw", "value", "text", "reason"),
    [
        (lookup(described("number"), "formula"), {"error": "#ERROR!"}, "#ERROR!", "the cell shows the error #ERROR!"),
        (lookup(described("number"), "rollup"), {"specialValue": "NaN"}, "NaN", "the calculation gives NaN"),
        (lookup(described("number")), [1, {"error": "#ERROR!"}], "#ERROR!", "the cell shows the error #ERROR!"),
        (described("formula"), {"error": {"type": "x"}}, "an error", "the cell shows the error"),
        (described("aiText"), {"state": "loading", "isStale": True, "value": "old"}, "", "still writing"),
        (described("aiText"), {"state": "error", "errorType": "x", "value": None}, "", "no text came"),
        (described("date"), "soon", "soon", "a date was expected"),
        (described("date"), 5, "", "a date was expected"),
        (described("dateTime"), "2026-02-30T00:00:00Z", "2026-02-30T00:00:00Z", "a date was expected"),
        (described("number"), "many", "many", "a number was expected"),
        (described("number"), float("nan"), "", "a number was expected"),
        (described("number"), True, "", "a number was expected"),
        (described("percent"), float("inf"), "", "a number was expected"),
        (described("duration"), float("nan"), "", "a length of time was expected"),
        (described("duration"), 1e300, "", "a length of time was expected"),
        (described("checkbox"), "yes", "yes", "a tick was expected"),
        (described("singleCollaborator"), {"name": "Sam"}, "", "a collaborator was expected"),
        (described("multipleRecordLinks"), [7], "", "a linked record was expected"),
        (described("multipleAttachments"), [{"filename": "x"}], "", "an attachment was expected"),
        (described("singleSelect"), {"id": "sel1"}, "", "an option was expected"),
        (described("hologram"), {"depth": 3}, "", "a shape that this version"),
    ],
)
def test_a_value_that_cannot_be_trusted_says_why(raw: dict[str, Any], value: object, text: str, reason: str) -> None:
    found = cell_of(value, field(raw))
    assert isinstance(found, Flaw)
    assert found.text == text
    assert reason in found.reason


def test_the_address_of_an_attachment_is_not_kept_for_it_dies() -> None:
    again = {**_ART, "url": "https://cdn.example/another-signature"}
    attachments = field(described("multipleAttachments"))
    assert cell_of([_ART], attachments) == cell_of([again], attachments)


def test_mention_tokens_that_never_close_take_no_time() -> None:
    text = "<airtable:mention" * 20_000
    assert cell_of(text, field(described("multilineText"))) == text


_FIELDS = [field(described(type_)) for type_ in (*sorted(READERS), "hologram")] + [
    field(lookup(described(type_), computed))
    for type_ in sorted(READERS)
    for computed in ("multipleLookupValues", "formula", "rollup")
]


@given(ANYTHING, st.sampled_from(_FIELDS))
def test_no_value_raises(value: object, of: Any) -> None:
    found = cell_of(value, of)
    if isinstance(found, tuple):
        assert found
        assert len({type(member) for member in found}) == 1
        assert isinstance(found[0], str | PersonCell | LinkCell | FileCell)
    if isinstance(found, str):
        found.encode()


def test_deep_lists_are_read_without_recursion() -> None:
    deep: object = "Red"
    for _ in range(5000):
        deep = [deep]
    assert cell_of(deep, field(described("multipleSelects"))) == ("Red",)
