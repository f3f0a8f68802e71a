"""Bindings written to the settings and read back."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.binding import DateOrder, StatusColumn, TableBinding
from connectors.mapping.meanings import MEANINGS, Subject
from connectors.mapping.proposal import ROLE_COLUMN, WORK_COLUMN
from connectors.mapping.settings import binding_from_settings, binding_to_settings
from rules.errors import SettingsError
from rules.model import Kind

FULL = TableBinding(
    "Releases",
    Subject.RELEASES,
    {"date": "Out", "title": "Release"},
    {"A&R": "A&R "},
    (StatusColumn("Mix Status", "Mix", Kind.MIX),),
    {"Link": ("folder",), "Stems?": (WORK_COLUMN,)},
    DateOrder.DAY_FIRST,
    "Night Bus",
)


def test_settings_read_in_the_order_a_person_would_ask() -> None:
    settings = binding_to_settings(FULL)
    assert list(settings) == ["subject", "release", "dates", "columns", "roles", "work", "undecided"]
    columns = settings["columns"]
    assert isinstance(columns, dict)
    assert list(columns.items()) == [("title", "Release"), ("date", "Out")]
    assert settings["work"] == [{"column": "Mix Status", "title": "Mix", "kind": "mix"}]


def test_what_is_empty_is_left_out() -> None:
    assert binding_to_settings(TableBinding("T", Subject.PEOPLE, {"name": "Name"})) == {
        "subject": "people",
        "columns": {"name": "Name"},
    }


_NAMES = st.text(min_size=1, max_size=12)


@st.composite
def bindings(draw: st.DrawFn) -> TableBinding:
    subject = draw(st.sampled_from(Subject))
    meanings = list(MEANINGS[subject])
    bound = draw(st.lists(st.sampled_from(meanings), unique=True))
    columns = draw(st.lists(_NAMES, min_size=len(bound), max_size=len(bound), unique=True))
    candidates = st.lists(st.sampled_from([*meanings, ROLE_COLUMN, WORK_COLUMN]), min_size=1, max_size=3).map(tuple)
    return TableBinding(
        draw(_NAMES),
        subject,
        dict(zip(bound, columns, strict=True)),
        draw(st.dictionaries(_NAMES, _NAMES, max_size=3)),
        tuple(draw(st.lists(st.builds(StatusColumn, _NAMES, _NAMES, st.sampled_from(Kind)), max_size=3))),
        draw(st.dictionaries(_NAMES, candidates, max_size=3)),
        draw(st.sampled_from([None, *DateOrder])),
        draw(st.text(max_size=12)),
    )


@given(bindings())
def test_a_binding_survives_the_settings(binding: TableBinding) -> None:
    assert binding_from_settings(binding.table, binding_to_settings(binding)) == binding


def test_settings_as_a_person_types_them() -> None:
    raw = tomllib.loads('subject = "deliverables"\ndates = "month first"\n[columns]\ntitle = "Task"\ndue = "By when"\n')
    assert binding_from_settings("Tasks", raw) == TableBinding(
        "Tasks", Subject.DELIVERABLES, {"title": "Task", "due": "By when"}, date_order=DateOrder.MONTH_FIRST
    )


@pytest.mark.parametrize(
    ("raw", "message", "hint"),
    [
        ({}, '"subject" is missing', "deliverables"),
        ({"subject": "deliverable"}, '"deliverable" is none of its values', 'did you mean "deliverables"?'),
        ({"subject": "people", "colums": {}}, '"colums" is no key', 'did you mean "columns"?'),
        (
            {"subject": "deliverables", "columns": {"owner": "Who"}},
            '"owner" is no meaning of a column of deliverables',
            'did you mean "owners"?',
        ),
        (
            {"subject": "people", "columns": {"due": "Due"}},
            '"due" is no meaning of a column of people',
            "known: name, mail, roles, active, aliases, release",
        ),
        (
            {"subject": "deliverables", "columns": {"due": "Date", "done_at": "Date"}},
            'the column "Date" stands for both "due" and "done_at"',
            "remove one",
        ),
        ({"subject": "people", "columns": {"name": 3}}, 'columns."name": expected text in quotes, found 3', ""),
        ({"subject": "people", "columns": ["name"]}, "columns: expected a table of names", ""),
        ({"subject": "people", "dates": "day-first"}, '"day-first" is none of its values', 'did you mean "day first"?'),
        ({"subject": "people", "undecided": {"X": "mail"}}, "expected a list of meanings", ""),
        ({"subject": "people", "undecided": {"X": ["male"]}}, '"male" is no meaning', 'did you mean "mail"?'),
        ({"subject": "tracks", "work": [{"title": "Mix"}]}, 'work[1]: "column" is missing', "name the column"),
        (
            {"subject": "tracks", "work": [{"column": "Mix", "kind": "mixx"}]},
            'work[1].kind: "mixx" is none of its values',
            'did you mean "mix"?',
        ),
        ({"subject": "tracks", "work": {"column": "Mix"}}, "expected a list of {column, title, kind}", ""),
    ],
)
def test_a_mistake_is_named_with_its_place_and_a_way_out(raw: Mapping[str, object], message: str, hint: str) -> None:
    with pytest.raises(SettingsError) as raised:
        binding_from_settings("Tasks", raw)
    assert raised.value.message.startswith('tables."Tasks"')
    assert message in raised.value.message
    assert hint in raised.value.hint
    assert raised.value.exit_code == 2
