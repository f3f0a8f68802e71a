"""Looking around in the stand-in: one request for all tables, a page of each; our fields on consent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from connectors.airtable.explorer import AirtableExplorer
from connectors.errors import AccessDenied, ConnectorError, NotShared, SourceMissing, WriteFailed
from connectors.explore import FLAG_NAME, GAPS_NAME, OwnColumns
from connectors.record import ColumnType
from tests.connectors.airtable.plan import AirtablePlan
from tests.standins import faults
from tests.standins.airtable import SCOPES, NewField, Role
from tests.standins.airtable.application import kind
from tests.standins.wire import Request, Response

HOSTILE = 'Tab\x1b[31m "le" {x}\n\\'


def explorer(plan: AirtablePlan) -> AirtableExplorer:
    return AirtableExplorer(plan.airtable())


def making(request: Request) -> bool:
    return kind(request) == "create_field"


@pytest.fixture
def bare() -> Iterator[AirtablePlan]:
    made = AirtablePlan(agreed=False)
    yield made
    made.close()


def names(plan: AirtablePlan) -> list[str]:
    return [field.name for field in plan.table.fields.values()]


def test_one_request_shows_every_table_with_its_fields(plan: AirtablePlan) -> None:
    fields = [
        NewField("Name"),
        NewField("State", "singleSelect", ("Raw", "Cut")),
        NewField("For", "multipleRecordLinks", to="Deliverables"),
    ]
    plan.base.add_table("Videos", fields)
    tables = explorer(plan).survey()
    assert plan.sent() == ["list_tables"]
    assert [table.title for table in tables] == ["Deliverables", "Videos"]
    columns = {column.name: column for column in tables[1].columns}
    assert columns["State"].options == ("Raw", "Cut")
    assert (columns["For"].type, columns["For"].relates_to) == (ColumnType.RELATION, plan.table.id)
    assert tables[1].url == f"https://airtable.com/{plan.base.id}/{tables[1].id}"


def test_five_hundred_tables_take_one_request_too(plan: AirtablePlan) -> None:
    for number in range(499):
        plan.base.add_table(f"List {number}", [NewField("Name")])
    assert len(explorer(plan).survey()) == 500
    assert plan.sent() == ["list_tables"]


def test_a_name_that_could_steer_a_terminal_is_made_harmless(plan: AirtablePlan) -> None:
    plan.base.add_table(HOSTILE, [NewField(HOSTILE)])
    [_, table] = explorer(plan).survey()
    assert "\x1b" not in f"{table.title}{table.columns[0].name}"


def test_a_sample_is_a_page_of_records_of_each_table(plan: AirtablePlan) -> None:
    for number in range(120):
        plan.table.add({"Deliverable": f"Work {number}", "Notes": "n"})
    looking = explorer(plan)
    tables = looking.survey()
    plan.server.forget()
    sample = looking.sample(tables)
    assert (len(sample.records), sample.complete, sample.requests) == (100, False, 1)
    assert plan.sent() == ["list_records"]
    assert all(record.ref.url for record in sample.records)
    notes = next(column.id for column in tables[0].columns if column.name == "Notes")
    assert "n" in {record.cells.get(notes) for record in sample.records}


def test_the_place_is_called_as_the_base_is(plan: AirtablePlan) -> None:
    looking = explorer(plan)
    assert (looking.place, looking.place) == ("Plan", "Plan")
    assert plan.sent() == ["list_bases"]


def test_a_base_that_the_token_does_not_open_says_what_to_add(plan: AirtablePlan) -> None:
    plan.base.share(plan.robot, Role.NONE)
    with pytest.raises(NotShared) as error:
        explorer(plan).survey()
    assert "Add the base to the token" in error.value.hint
    assert explorer(plan).place == plan.base.id


def test_our_fields_are_made_once_and_found_by_name_and_type(bare: AirtablePlan) -> None:
    looking = explorer(bare)
    tables = looking.survey()
    assert looking.own_columns(tables) == (OwnColumns(bare.table.id),)
    made = looking.make_columns(tables[0])
    assert made.complete
    assert (bare.table.fields[made.flag].name, bare.table.fields[made.gaps].name) == (FLAG_NAME, GAPS_NAME)
    assert [choice.name for choice in bare.table.fields[made.flag].choices] == ["Clear", "Attention", "Blocked"]
    assert explorer(bare).make_columns(tables[0]) == made
    assert looking.own_columns(tables) == explorer(bare).own_columns(tables) == (made,)
    assert bare.sent().count("create_field") == 2


@pytest.mark.parametrize("trouble", [faults.saved_and_dropped(), faults.dropped(), faults.not_json(502, saved=True),
                                     faults.refused(Response(503))])  # fmt: skip
@pytest.mark.parametrize("skip", [0, 1])
def test_fields_whose_making_was_not_confirmed_are_there_once(
    bare: AirtablePlan, trouble: faults.Fault, skip: int
) -> None:
    bare.server.faults.when(making, trouble, skip=skip)
    looking = explorer(bare)
    made = looking.make_columns(looking.survey()[0])
    assert (made.complete, names(bare).count(FLAG_NAME), names(bare).count(GAPS_NAME)) == (True, 1, 1)


def test_fields_that_are_never_made_end_in_a_sentence(bare: AirtablePlan) -> None:
    bare.server.faults.when(making, faults.dropped(), times=None)
    looking = explorer(bare)
    with pytest.raises(WriteFailed, match="did not make our fields in “Deliverables”"):
        looking.make_columns(looking.survey()[0])


def test_only_the_missing_field_is_made(bare: AirtablePlan) -> None:
    bare.table.add_field(NewField(FLAG_NAME, "singleSelect", ("Blocked", "Theirs")))
    looking = explorer(bare)
    assert looking.make_columns(looking.survey()[0]).complete
    assert [choice.name for choice in bare.table.field(FLAG_NAME).choices] == ["Blocked", "Theirs"]


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_a_field_of_theirs_that_bears_our_name_is_not_touched(bare: AirtablePlan, when: str) -> None:
    looking = explorer(bare)
    [table] = looking.survey()
    bare.table.add_field(NewField(FLAG_NAME, "number"))
    before = bare.table.field(FLAG_NAME).shown()
    with pytest.raises(WriteFailed, match=FLAG_NAME) as error:
        (looking if when == "meanwhile" else explorer(bare)).make_columns(table)
    assert "Rename" in error.value.hint
    assert bare.table.field(FLAG_NAME).shown() == before


def test_a_table_that_is_gone_is_said_to_be(bare: AirtablePlan) -> None:
    [table] = explorer(bare).survey()
    bare.base.delete_table("Deliverables")
    with pytest.raises(SourceMissing, match="“Deliverables”"):
        explorer(bare).make_columns(table)


@pytest.mark.parametrize(
    "settings", [{"role": Role.EDIT}, {"scopes": [scope for scope in SCOPES if scope != "schema.bases:write"]}]
)
def test_without_the_right_to_make_fields_the_scope_and_the_role_are_named(settings: dict[str, object]) -> None:
    bare = AirtablePlan(agreed=False, **settings)  # type: ignore[arg-type]
    looking = explorer(bare)
    with pytest.raises(AccessDenied) as error:
        looking.make_columns(looking.survey()[0])
    assert "schema.bases:write" in error.value.hint
    assert "Creator" in error.value.hint
    assert "“Deliverables”" in error.value.message
    assert FLAG_NAME not in names(bare)
    bare.close()


def test_errors_are_of_the_connectors_own_kind(plan: AirtablePlan) -> None:
    plan.server.faults.when(lambda _: True, faults.not_json(), times=None)
    with pytest.raises(ConnectorError):
        explorer(plan).survey()
