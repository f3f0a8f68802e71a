"""A data source as a table, and what reading and writing it needs besides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.errors import SourceUnreadable
from connectors.notion.ids import hyphenated, plain_id
from connectors.notion.schema import Option, Relation, Shape, shape_of
from connectors.record import Column, ColumnType

SOURCE = "0000AAAA000040008000000000000001"
OTHER = "00000000-0000-4000-8000-000000000002"


def prop(quoted_id: str, kind: str, **config: object) -> dict[str, object]:
    return {"id": quoted_id, "type": kind, kind: config}


def data_source(**properties: object) -> dict[str, object]:
    return {
        "object": "data_source",
        "id": SOURCE,
        "title": [{"type": "text", "plain_text": "Release "}, {"type": "text", "plain_text": "plan"}],
        "url": "https://notion.test/plan",
        "properties": properties,
    }


def shape(**properties: object) -> Shape:
    return shape_of(data_source(**properties))


def test_a_data_source_is_a_table_with_plain_ids() -> None:
    table = shape_of(
        data_source(
            Name=prop("title", "title"),
            Status=prop("%3AUPp", "status", options=[{"id": "a", "name": "Done"}], groups=[]),
            Needs=prop("q%7D", "relation", data_source_id=OTHER.replace("-", ""), type="dual_property"),
        ),
        frozenset({":UPp"}),
    ).table
    assert table.id == "0000aaaa-0000-4000-8000-000000000001"
    assert table.title == "Release plan"
    assert table.url == "https://notion.test/plan"
    assert table.columns == (
        Column("title", "Name", ColumnType.TEXT),
        Column(":UPp", "Status", ColumnType.SELECT, ("Done",), ours=True),
        Column("q}", "Needs", ColumnType.RELATION, relates_to=OTHER),
    )


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (prop("x", "rich_text"), ColumnType.TEXT),
        (prop("x", "created_by"), ColumnType.PEOPLE),
        (prop("x", "created_time"), ColumnType.DATE),
        (prop("x", "formula", expression="1"), ColumnType.OTHER),
        (prop("x", "rollup", function="latest_date"), ColumnType.DATE),
        (prop("x", "rollup", function="sum"), ColumnType.NUMBER),
        (prop("x", "rollup", function="show_original"), ColumnType.OTHER),
        (prop("x", "hologram"), ColumnType.OTHER),
    ],
)
def test_the_type_is_what_the_values_will_be(config: object, expected: ColumnType) -> None:
    assert shape(X=config).table.columns[0].type is expected


def test_options_are_found_by_their_exact_names() -> None:
    found = shape(Flag=prop("f", "select", options=[{"id": "1", "name": "Clear"}, {"id": "2", "name": "Blocked"}]))
    assert found.options["f"] == (Option("1", "Clear"), Option("2", "Blocked"))
    assert found.option_id("f", "Blocked") == "2"
    assert found.option_id("f", "blocked") is None
    assert found.option_id("g", "Clear") is None


def test_relations_tell_where_they_lead_and_whether_both_sides_are_filled() -> None:
    found = shape(
        A=prop("a", "relation", database_id="x", data_source_id=OTHER, type="dual_property", dual_property={}),
        B=prop("b", "relation", data_source_id=OTHER, type="single_property", single_property={}),
        C=prop("c", "relation"),
    )
    assert found.relations == {"a": Relation(OTHER, True), "b": Relation(OTHER, False), "c": Relation("", False)}


def test_percentages_are_known_from_the_format() -> None:
    found = shape(A=prop("a", "number", format="percent"), B=prop("b", "number", format="dollar"))
    assert found.percents == {"a"}


def test_a_computed_column_goes_through_all_columns_behind_it() -> None:
    found = shape(
        Needs=prop("v_%5D%3C", "relation", data_source_id=OTHER),
        Due=prop("d", "date"),
        Count=prop("c", "rollup", relation_property_name="Needs", relation_property_id="v_]<", function="count"),
        Ready=prop("r", "formula", expression="{{notion:block_property:c:s:w}} == 0"),
        Late=prop("l", "formula", expression='prop("Due") < now() and prop("Ready")'),
        Direct=prop("e", "formula", expression="{{notion:block_property:v_%5D%3C:s:w}}.length()"),
        Elsewhere=prop("z", "formula", expression="{{notion:block_property:gone:s:w}}"),
    )
    assert found.computed_from == {
        "c": {"v_]<"},
        "r": {"c", "v_]<"},
        "l": {"d", "r", "c", "v_]<"},
        "e": {"v_]<"},
    }


def test_formulas_in_a_circle_end() -> None:
    found = shape(A=prop("a", "formula", expression='prop("B")'), B=prop("b", "formula", expression='prop("A")'))
    assert found.computed_from == {"a": {"a", "b"}, "b": {"a", "b"}}


@pytest.mark.parametrize("odd", [None, [], {}, {"id": 1}, {"object": "data_source", "id": SOURCE}])
def test_what_is_no_data_source_is_said_so(odd: object) -> None:
    with pytest.raises(SourceUnreadable):
        shape_of(odd)


ODD = (
    st.none()
    | st.text(max_size=4)
    | st.integers()
    | st.lists(st.none() | st.dictionaries(st.text(max_size=3), st.none()))
)


@given(ODD, st.sampled_from(["id", "title", "options", "data_source_id", "expression", "function", "format"]))
def test_no_odd_property_breaks_the_schema(odd: object, key: str) -> None:
    kinds = ("select", "relation", "formula", "rollup", "number", "title")
    properties: dict[str, object] = {kind: {**prop(kind, kind), kind: {key: odd}} for kind in kinds}
    found = shape_of(
        {**data_source(**properties, Odd=odd, Body={"id": "x", "type": "select", "select": odd}), key: SOURCE}
    )
    assert {*kinds} <= {column.name for column in found.table.columns}


def test_a_trashed_data_source_is_known_in_both_versions() -> None:
    assert shape_of({**data_source(), "in_trash": True}).in_trash
    assert shape_of({**data_source(), "archived": True}).in_trash
    assert not shape().in_trash


@pytest.mark.parametrize(
    ("quoted", "plain"), [("%3AUPp", ":UPp"), ("title", "title"), ("%3F~%5Cw", "?~\\w"), ("o_yF", "o_yF")]
)
def test_a_property_id_is_unquoted(quoted: str, plain: str) -> None:
    assert plain_id(quoted) == plain


@pytest.mark.parametrize(
    ("spelled", "expected"),
    [
        (OTHER, OTHER),
        (OTHER.replace("-", ""), OTHER),
        (SOURCE, "0000aaaa-0000-4000-8000-000000000001"),
        ("title", "title"),
        ("", ""),
    ],
)
def test_an_id_has_one_spelling(spelled: str, expected: str) -> None:
    assert hyphenated(spelled) == expected
