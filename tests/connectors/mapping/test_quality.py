"""How much of real schemas is mapped, and that next to nothing is mapped wrongly."""

from __future__ import annotations

import pytest

from tests.connectors.mapping.schemas.development import DEVELOPMENT
from tests.connectors.mapping.schemas.edges import EDGES
from tests.connectors.mapping.schemas.held_out import HELD_OUT
from tests.connectors.mapping.schemas.held_out_late import HELD_OUT_LATE
from tests.connectors.mapping.schemas.measuring import measure, proposed
from tests.connectors.mapping.schemas.reading import Schema, schemas

EVERY = tuple(schemas(DEVELOPMENT + EDGES + HELD_OUT + HELD_OUT_LATE))


@pytest.mark.parametrize("schema", tuple(schemas(DEVELOPMENT + EDGES)), ids=lambda schema: schema.name)
def test_nothing_is_mapped_wrongly(schema: Schema) -> None:
    assert measure([schema]).wrong == ()


@pytest.mark.parametrize(("text", "share"), [(DEVELOPMENT + EDGES, 0.93), (HELD_OUT + HELD_OUT_LATE, 0.9)])
def test_most_of_what_has_a_meaning_is_bound(text: str, share: float) -> None:
    found = measure(schemas(text))
    assert found.right >= share * found.meant


def test_at_most_one_column_in_a_hundred_that_nobody_tuned_on_is_wrong() -> None:
    found = measure(schemas(HELD_OUT + HELD_OUT_LATE))
    assert len(found.wrong) <= 0.01 * found.meant, found.wrong


def test_few_questions_are_asked_about_columns_that_mean_nothing() -> None:
    asked = measure(EVERY).questions
    assert len(asked) <= len(EVERY) / 2, asked


@pytest.mark.parametrize("schema", EVERY, ids=lambda schema: schema.name)
def test_no_two_columns_of_a_table_are_bound_to_one_meaning(schema: Schema) -> None:
    for table in proposed(schema).tables:
        meanings = [column.meaning for column in table.columns if column.meaning and not column.candidates[0].work]
        single = [meaning for meaning in meanings if meaning != "role column"]
        assert len(single) == len(set(single))


@pytest.mark.parametrize("schema", EVERY, ids=lambda schema: schema.name)
def test_every_bound_column_says_why_and_shows_values(schema: Schema) -> None:
    for labelled, table in zip(schema.tables, proposed(schema).tables, strict=True):
        for column in table.columns:
            if column.meaning:
                filled = any(record.cells.get(column.column.id) is not None for record in labelled.records)
                assert column.reason
                assert bool(column.samples) == filled
                assert 0 <= column.candidates[0].score <= 1
