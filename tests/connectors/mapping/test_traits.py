"""What single values look like."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.traits import Trait, traits_of
from connectors.record import Cell, FileCell, LinkCell, PersonCell
from rules.model import Unknown


@pytest.mark.parametrize(
    ("cell", "trait", "looks"),
    [
        (date(2026, 3, 6), Trait.DATE, True),
        (datetime(2026, 3, 6, 9, tzinfo=UTC), Trait.DATE, True),
        ("2026-03-06", Trait.DATE, True),
        ("06.03.2026", Trait.DATE, True),
        ("3/6/26", Trait.DATE, True),
        ("6 March 2026", Trait.DATE, True),
        ("Mar 6", Trait.DATE, True),
        ("2026", Trait.DATE, False),
        ("next week", Trait.DATE, False),
        ("v2.1", Trait.DATE, False),
        (Decimal(2019), Trait.YEAR, True),
        ("2019", Trait.YEAR, True),
        (Decimal(219), Trait.YEAR, False),
        ("50%", Trait.SHARE, True),
        ("33,33 %", Trait.SHARE, True),
        (Decimal("0.5"), Trait.SHARE, True),
        (Decimal(150), Trait.SHARE, False),
        ("✅ Complete", Trait.STATE, True),
        ("🟢Done", Trait.STATE, True),
        ("Night Bus", Trait.STATE, False),
        ("Approved", Trait.DECISION, True),
        ("jo", Trait.DECISION, False),
        ("Mara Lind", Trait.PERSON, True),
        ("Mara Lind, Jo Park", Trait.PERSON, True),
        ("TBD", Trait.PERSON, True),
        ("kaya@label.example", Trait.PERSON, True),
        ("upload the master", Trait.PERSON, False),
        ("v3", Trait.PERSON, False),
        ((PersonCell("u1"),), Trait.PERSON, True),
        ("Video editor", Trait.ROLE, True),
        ("Mara Lind", Trait.ROLE, False),
        ((LinkCell("r1"),), Trait.RECORD, True),
        ((FileCell("a.wav"),), Trait.PLACE, True),
        ("https://drive.example/a", Trait.PLACE, True),
        ("final mix.wav", Trait.PLACE, False),
        ("mix.wav", Trait.PLACE, True),
        ("GB-AYE-26-00001", Trait.ISRC, True),
        ("GBAYE2600", Trait.ISRC, False),
        ("5060186920018", Trait.BARCODE, True),
        ("EP", Trait.RELEASE_TYPE, True),
        ("Vinyl", Trait.RELEASE_TYPE, False),
        ("Artist signs off", Trait.APPROVAL, True),
        ("Mix approval from Artist", Trait.APPROVAL, True),
        ("Creative brief", Trait.APPROVAL, False),
        (True, Trait.YES_NO, True),
    ],
)
def test_a_value_looks_like_what_it_is(cell: Cell, trait: Trait, looks: bool) -> None:
    assert (trait in traits_of(cell)) is looks


@pytest.mark.parametrize("cell", [None, (), "", "  ", Unknown.TRUNCATED])
def test_what_is_empty_or_unknown_looks_like_nothing(cell: Cell) -> None:
    assert traits_of(cell) == frozenset()


@given(st.text(max_size=200) | st.decimals(allow_nan=False, allow_infinity=False) | st.booleans())
def test_any_value_can_be_read(cell: Cell) -> None:
    assert isinstance(traits_of(cell), frozenset)
