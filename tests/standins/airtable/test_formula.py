"""Filters: what they keep, and that whatever cannot be read is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standins.airtable.airtable import Airtable
from tests.standins.airtable.formula import compiled
from tests.standins.airtable.refusals import Refusal
from tests.standins.airtable.schema import NewField
from tests.standins.airtable.table import Table
from tests.standins.clock import Clock


def _table(*titles: str) -> Table:
    table = Airtable(Clock()).base("Plan").add_table("Tracks", [NewField("Title"), NewField("Two words", "number")])
    for number, title in enumerate(titles):
        table.add({"Title": title, "Two words": number})
    return table


def _kept(table: Table, formula: str) -> str:
    keeps = compiled(table, formula)
    return "".join(table.title(key) for key, record in table.records.items() if keeps(record))


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        ('{Title}="b"', "b"),
        ("Title = 'b'", "b"),
        ('{Title}!="b"', "ac"),
        ("{Two words}>=1", "bc"),
        ("AND({Two words}>0,NOT({Title}='c'))", "b"),
        ("OR({Title}='a',{Title}='c')", "ac"),
        ("{Title}&'x'='bx'", "b"),
        ("({Two words}<1)", "a"),
        ("TRUE()", "abc"),
        ("{Title}=BLANK()", ""),
        ("{Title}>5", ""),
    ],
)
def test_a_filter_keeps_the_records_that_it_describes(formula: str, kept: str) -> None:
    assert _kept(_table("a", "b", "c"), formula) == kept


def test_records_are_found_by_their_ids() -> None:
    table = _table("a", "b", "c")
    first, _, last = table.records
    assert _kept(table, f"OR(RECORD_ID()='{first}',RECORD_ID()=\"{last}\")") == "ac"


@pytest.mark.parametrize("form", ["IS_AFTER({}, {})", "{} > {}"])
def test_the_last_edit_is_compared_to_the_second(form: str) -> None:
    clock = Clock()
    table = Airtable(clock).base("Plan").add_table("Tracks", [NewField("Title")])
    table.add({"Title": "a"})
    clock.advance(1.9)
    table.add({"Title": "b"})
    edge = (clock.now() - timedelta(seconds=1)).replace(microsecond=0)
    formula = form.format("LAST_MODIFIED_TIME()", f"DATETIME_PARSE('{edge.isoformat().replace('+00:00', '.000Z')}')")
    assert _kept(table, formula) == "b"
    assert _kept(table, formula.replace("00.000Z", "01.000Z")) == ""


def test_the_last_edit_of_one_field_is_asked_for_by_name() -> None:
    clock = Clock()
    table = Airtable(clock).base("Plan").add_table("Tracks", [NewField("Title"), NewField("Note")])
    record = table.add({"Title": "a", "Note": "x"})
    clock.advance(60)
    table.edit(record, {"Note": "y"})
    since = "DATETIME_PARSE('2026-11-02T09:00:30Z')"
    assert _kept(table, f"IS_AFTER(LAST_MODIFIED_TIME({{Note}}), {since})") == "a"
    assert _kept(table, f"IS_AFTER(LAST_MODIFIED_TIME({{Title}}), {since})") == ""


_UNREADABLE = (
    *("{Gone}='a'", "UPPER({Title})", "{Title}=", "='a'", "OR(", "OR()", "AND({Title}='a'", "'a", "{Title", "1 2"),
    *("NOT(1,2)", "{Title}='a' OR {Title}='b'", "RECORD_ID", "LAST_MODIFIED_TIME('a')", "{Title}='line\nbreak'"),
    "IS_AFTER(1)",
)


@pytest.mark.parametrize("formula", _UNREADABLE)
def test_whatever_cannot_be_read_is_refused(formula: str) -> None:
    with pytest.raises(Refusal, match="INVALID_FILTER_BY_FORMULA"):
        compiled(_table(), formula)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(formula: str) -> None:
    table = _table("a")
    try:
        keeps = compiled(table, formula)
    except Refusal as refusal:
        assert refusal.status == 422
    else:
        assert keeps(next(iter(table.records.values()))) in (True, False)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1))
def test_a_quoted_text_stands_for_itself(title: str) -> None:
    quoted = "'" + title.replace("\\", "\\\\").replace("'", "\\'") + "'"
    assert _kept(_table(title), f"{{Title}}={quoted}") == title
