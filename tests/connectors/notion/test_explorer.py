"""Looking around in the stand-in: by search, by link, in any spelling; our columns on consent."""

from __future__ import annotations

import pytest

from connectors.errors import ConnectorError, NotShared, SourceMissing, WriteFailed
from connectors.explore import FLAG_NAME, GAPS_NAME, OwnColumns
from connectors.notion.addresses import id_in
from connectors.notion.errors import CapabilityMissing
from connectors.notion.explorer import NotionExplorer
from connectors.record import ColumnType, LinkCell, Table
from rules.model import Unknown
from tests.connectors.notion.plan import COLUMNS, NotionPlan
from tests.standins import faults
from tests.standins.notion import ALL, Capability, is_write, relation, select, troubles

BARE = "0123456789abcdef0123456789abcdef"
WHOLE = "01234567-89ab-cdef-0123-456789abcdef"


@pytest.mark.parametrize(
    "written",
    [
        BARE,
        WHOLE,
        BARE.upper(),
        f"https://www.notion.so/{BARE}",
        f"https://www.notion.so/label/Deliverables-{BARE}?v=ffffffffffffffffffffffffffffffff",
        f"https://www.notion.so/label/Cafe-Deadbeef-{BARE}?v=ffffffffffffffffffffffffffffffff&pvs=4",
        f"https://label.notion.site/{WHOLE}#ffffffffffffffffffffffffffffffff",
        f"collection://{WHOLE}",
    ],
)
def test_a_database_is_named_in_any_spelling(written: str) -> None:
    assert id_in(written) == WHOLE


@pytest.mark.parametrize(
    "written", ["", "Deliverables", "https://www.notion.so/", f"https://x.example/?v={BARE}", BARE[:-1]]
)
def test_what_holds_no_id_is_refused_with_what_to_copy(written: str) -> None:
    with pytest.raises(SourceMissing) as error:
        id_in(written)
    assert "Copy link" in error.value.hint


def explorer(plan: NotionPlan, *databases: str) -> NotionExplorer:
    return NotionExplorer(plan.notion(), databases)


def titles(tables: tuple[Table, ...]) -> set[str]:
    return {table.title for table in tables}


def test_the_search_lists_what_the_connection_can_see_with_columns(plan: NotionPlan) -> None:
    plan.workspace.database("Videos", {"Name": "title", "State": select("Raw", "Cut"), "For": relation(plan.table)})
    hidden = plan.workspace.database("Payroll", {"Name": "title"})
    plan.workspace.unshare(hidden)
    tables = explorer(plan).survey()
    assert titles(tables) == {"Deliverables", "Videos"}
    videos = next(table for table in tables if table.title == "Videos")
    columns = {column.name: column for column in videos.columns}
    assert columns["State"].options == ("Raw", "Cut")
    assert (columns["For"].type, columns["For"].relates_to) == (ColumnType.RELATION, plan.table.id)
    assert videos.url


def test_more_than_one_page_of_databases_is_listed(plan: NotionPlan) -> None:
    for number in range(105):
        plan.workspace.database(f"List {number}", {"Name": "title"})
    assert len(explorer(plan).survey()) == 106


def test_a_database_that_the_search_does_not_know_yet_is_found_by_its_link(plan: NotionPlan) -> None:
    plan.workspace.unindexed.update({plan.table.id, plan.table.database_id})
    assert explorer(plan).survey() == ()
    link = f"https://www.notion.so/label/Deliverables-{plan.table.database_id.replace('-', '')}?v={BARE}"
    [table] = explorer(plan, link).survey()
    assert table.id == plan.table.id


def test_every_data_source_of_a_database_is_listed_and_one_can_be_named_by_itself(plan: NotionPlan) -> None:
    second = plan.workspace.add_data_source(plan.table, "Singles", dict(COLUMNS))
    assert titles(explorer(plan, plan.table.database_id).survey()) == {"Deliverables", "Singles"}
    assert titles(explorer(plan, second.id).survey()) == {"Singles"}
    both = explorer(plan, second.id, plan.table.database_id).survey()
    assert len(both) == 2


def test_two_databases_of_one_name_are_told_apart(plan: NotionPlan) -> None:
    second = plan.workspace.database("Deliverables", dict(COLUMNS))
    plan.workspace.databases[second.database_id].title = "Old plan"
    third = plan.workspace.database("Deliverables", dict(COLUMNS))
    found = {table.id: table.title for table in explorer(plan).survey()}
    assert found[second.id] == "Deliverables (in Old plan)"
    assert len(set(found.values())) == 3
    assert all(title.startswith("Deliverables (in ") for title in found.values())
    assert found[third.id].endswith(third.id[-4:])


def test_a_link_that_leads_nowhere_says_what_to_click(plan: NotionPlan) -> None:
    plan.workspace.unshare(plan.table)
    for written in (plan.table.database_id, plan.table.id, WHOLE, plan.pages["Final master"].id):
        with pytest.raises(NotShared) as error:
            explorer(plan, written).survey()
        assert written in error.value.message
        assert "Connections" in error.value.hint


def test_a_database_in_the_trash_is_not_offered(plan: NotionPlan) -> None:
    plan.workspace.databases[plan.table.database_id].in_trash = True
    plan.table.in_trash = True
    assert explorer(plan).survey() == ()
    with pytest.raises(ConnectorError, match="trash"):
        explorer(plan, plan.table.database_id).survey()


def test_a_data_source_in_the_trash_is_not_offered_beside_its_sister(plan: NotionPlan) -> None:
    second = plan.workspace.add_data_source(plan.table, "Singles", dict(COLUMNS))
    second.in_trash = True
    assert titles(explorer(plan, plan.table.database_id).survey()) == {"Deliverables"}


def test_a_sample_is_a_page_of_rows_of_each_table(plan: NotionPlan) -> None:
    for number in range(120):
        plan.workspace.add_page(plan.table, {"Deliverable": f"Work {number}", "Notes": "n"})
    looking = explorer(plan)
    tables = looking.survey()
    plan.server.forget()
    sample = looking.sample(tables)
    assert (len(sample.records), sample.complete, sample.requests) == (100, False, 1)
    assert plan.sent() == ["data_sources.query"]
    notes = next(column.id for column in tables[0].columns if column.name == "Notes")
    assert {record.cells[notes] for record in sample.records} <= {"n", None, "", Unknown.UNSEEN}
    assert all(record.ref.url for record in sample.records)


def test_a_wiki_is_sampled_without_the_data_sources_among_its_pages(plan: NotionPlan) -> None:
    wiki = plan.workspace.database("Wiki", {"Name": "title"}, wiki=True)
    plan.workspace.add_page(wiki, {"Name": "Page"})
    plan.workspace.put_inside(wiki, plan.table)
    looking = explorer(plan, wiki.database_id)
    assert len(looking.sample(looking.survey()).records) == 1


def test_the_place_is_called_as_the_workspace_is(plan: NotionPlan) -> None:
    looking = explorer(plan)
    assert (looking.place, looking.place) == (plan.workspace.name, plan.workspace.name)
    assert plan.sent() == ["users.me"]


def test_our_columns_are_made_once_and_found_by_name_and_type(bare: NotionPlan) -> None:
    looking = explorer(bare)
    tables = looking.survey()
    assert looking.own_columns(tables) == (OwnColumns(bare.table.id),)
    made = looking.make_columns(tables[0])
    assert made.complete
    assert (bare.table.properties[made.flag].name, bare.table.properties[made.gaps].name) == (FLAG_NAME, GAPS_NAME)
    assert [option.name for option in bare.table.properties[made.flag].options] == ["Clear", "Attention", "Blocked"]
    assert explorer(bare).make_columns(tables[0]) == made
    assert looking.own_columns(tables) == explorer(bare).own_columns(tables) == (made,)
    assert bare.sent().count("data_sources.update") == 1


@pytest.mark.parametrize("trouble", [faults.saved_and_dropped(), troubles.saved_but_unavailable(), faults.dropped()])
def test_columns_whose_making_was_not_confirmed_are_there_once(bare: NotionPlan, trouble: faults.Fault) -> None:
    bare.server.faults.when(is_write, trouble)
    looking = explorer(bare)
    made = looking.make_columns(looking.survey()[0])
    names = [prop.name for prop in bare.table.properties.values()]
    assert (made.complete, names.count(FLAG_NAME), names.count(GAPS_NAME)) == (True, 1, 1)
    assert [option.name for option in bare.table.properties[made.flag].options] == ["Clear", "Attention", "Blocked"]


def test_only_the_missing_column_is_made(bare: NotionPlan) -> None:
    bare.workspace.add_property(bare.table, FLAG_NAME, select("Blocked", "Theirs"))
    looking = explorer(bare)
    made = looking.make_columns(looking.survey()[0])
    assert made.complete
    assert [option.name for option in bare.table.properties[made.flag].options] == ["Blocked", "Theirs"]


def test_a_column_of_theirs_that_bears_our_name_is_not_touched(bare: NotionPlan) -> None:
    bare.workspace.add_property(bare.table, FLAG_NAME, "number")
    before = {key: repr(prop) for key, prop in bare.table.properties.items()}
    looking = explorer(bare)
    with pytest.raises(WriteFailed, match=FLAG_NAME) as error:
        looking.make_columns(looking.survey()[0])
    assert "Rename" in error.value.hint
    assert {key: repr(prop) for key, prop in bare.table.properties.items()} == before


@pytest.mark.parametrize("missing", [Capability.UPDATE_CONTENT, Capability.INSERT_CONTENT])
def test_without_the_right_to_change_columns_the_box_to_tick_is_named(missing: Capability) -> None:
    with NotionPlan(agreed=False, capabilities=ALL - {missing}) as bare:
        looking = explorer(bare)
        tables = looking.survey()
        with pytest.raises(CapabilityMissing) as error:
            looking.make_columns(tables[0])
        assert "Update content" in error.value.hint
        assert "Insert content" in error.value.hint
        assert "“Deliverables”" in error.value.message


def test_a_sample_shows_links_by_the_titles_of_the_rows_they_lead_to(plan: NotionPlan) -> None:
    plan.workspace.add_property(plan.table, "Needs", relation(plan.table))
    mix, elsewhere = plan.pages["Final master"], plan.workspace.add_page(None, {"title": "Elsewhere"})
    page = plan.workspace.add_page(plan.table, {"Deliverable": "Upload", "Needs": [mix, elsewhere]})
    looking = explorer(plan)
    needs = next(p.id for p in plan.table.properties.values() if p.name == "Needs")
    [found] = [r for r in looking.sample(looking.survey()).records if r.ref.record == page.id]
    assert found.cells[needs] == (LinkCell(mix.id, "Final master"), LinkCell(elsewhere.id))
