"""The traps of real columns, each beside its harmless twin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from connectors.mapping.bind import to_bindings
from connectors.mapping.binding import StatusColumn, TableBinding
from connectors.mapping.meanings import Subject
from connectors.mapping.proposal import Certainty, ColumnProposal, TableProposal
from connectors.mapping.propose import propose
from connectors.record import Cell, Column, ColumnType, LinkCell, Record, Table
from rules.model import Kind, Ref

TITLES: Sequence[Cell] = ("Night Bus", "Glass Hours", "Low Tide")
DAYS: Sequence[Cell] = (date(2026, 3, 6), date(2026, 4, 17), date(2026, 5, 8))
PEOPLE: Sequence[Cell] = ("Mara Lind", "Jo Park", "Sam Okafor")
RELEASES: dict[str, Sequence[Cell]] = {"Release": TITLES, "Artist": PEOPLE, "Distributor": ("Orchard",) * 3}
TASKS: dict[str, Sequence[Cell]] = {
    "Task": ("Final mix", "Cover shoot", "Upload"), "Owner": PEOPLE, "Due": DAYS, "Status": ("Done",) * 3,
}  # fmt: skip
SPLITS: dict[str, Sequence[Cell]] = {"Song": TITLES, "Share %": tuple(Decimal(n) for n in (50, 25, 25))}


def table(title: str, cells: dict[str, Sequence[Cell]], **types: ColumnType) -> tuple[Table, list[Record]]:
    columns = tuple(Column(name, name, types.get(name, ColumnType.TEXT)) for name in cells)
    size = max(len(values) for values in cells.values())
    records = [
        Record(Ref("workbook", title, str(row)), {name: values[row] for name, values in cells.items()})
        for row in range(size)
    ]
    return Table(title, title, columns), records


def proposal(title: str, cells: dict[str, Sequence[Cell]], **types: ColumnType) -> TableProposal:
    found, records = table(title, cells, **types)
    return propose([found], records).tables[0]


def binding(title: str, cells: dict[str, Sequence[Cell]], **types: ColumnType) -> TableBinding:
    found, records = table(title, cells, **types)
    return to_bindings(propose([found], records))[0]


def column(found: TableProposal, name: str) -> ColumnProposal:
    return next(each for each in found.columns if each.column.name == name)


@pytest.mark.parametrize(
    ("title", "cells", "name", "meaning"),
    [
        ("Releases", RELEASES | {"Release Date": DAYS}, "Release Date", "date"),
        ("Releases", RELEASES | {"Release Date": (Decimal(2019), Decimal(2020), Decimal(2021))}, "Release Date", ""),
        ("Releases", RELEASES | {"Release Date": ("2019", "2020", "2021")}, "Release Date", ""),
        ("Releases", RELEASES | {"Release Date": ("next Tuesday", "mid-May", "Q3 2026")}, "Release Date", "date"),
        ("Releases", RELEASES | {"Release Date": ("TBA", "TBA", "summer")}, "Release Date", "date"),
        ("Releases", RELEASES | {"Release Date": ("maybe", "soonish", "ask Sam")}, "Release Date", ""),
        ("Releases", RELEASES | {"Released": ("May", "June", "July")}, "Released", ""),
        ("Releases", {"Release Title": TITLES, "Artist": PEOPLE, "Street Date": DAYS}, "Release Title", "title"),
        ("Releases", RELEASES | {"Street Date": DAYS, "Release Title ": TITLES}, "Street Date", "date"),
        ("Releases", RELEASES | {"Release Date": DAYS, "UPC": ("5060186920018",) * 3}, "Artist", "artist"),
        ("Tasks", TASKS, "Owner", "owners"),
        ("Tasks", TASKS | {"Owner": (Decimal(50), Decimal(25), Decimal(25))}, "Owner", ""),
        ("Tasks", TASKS | {"Ownership %": ("50%", "25%", "25%")}, "Owner", ""),
        ("Splits", SPLITS | {"Owner": PEOPLE}, "Owner", "holder"),
        ("Tasks", TASKS | {"Artist": ("Kaya Moon", "The Rows", "Marea")}, "Artist", ""),
        ("Tasks", {"Task": TASKS["Task"], "Owner": PEOPLE, "Date": DAYS, "Status": ("Done",) * 3}, "Date", ""),
        ("Releases", RELEASES | {"Date": DAYS}, "Date", "date"),
        ("Songs", {"Song": TITLES, "Key": ("Am", "C", "F#m"), "ISRC": ("GBAYE2600001",) * 3}, "Key", ""),
        ("Songs", {"Song": TITLES, "BPM": (Decimal(92),) * 3, "ISRC/UPC": ("GBAYE2600001",) * 3}, "ISRC/UPC", ""),
        ("Songs", {"Song": TITLES, "BPM": (Decimal(92),) * 3, "ISRC": ("GBAYE2600001",) * 3}, "ISRC", "isrc"),
        ("Tasks", TASKS | {"Status": ("🟢Done", "🔵 In Progress", "🟠Not Started Yet")}, "Status", "state"),
        ("Tasks", {f"  {name} ?": cells for name, cells in TASKS.items()}, "  Due ?", "due"),
        ("Tasks", {"📅 Due (DD/MM):" if n == "Due" else n: c for n, c in TASKS.items()}, "📅 Due (DD/MM):", "due"),
        ("Tasks", {"dueDate" if n == "Due" else n: c for n, c in TASKS.items()}, "dueDate", "due"),
    ],
)  # fmt: skip
def test_a_column_is_bound_only_where_its_values_agree(
    title: str, cells: dict[str, Sequence[Cell]], name: str, meaning: str
) -> None:
    assert column(proposal(title, cells), name).meaning == meaning


@pytest.mark.parametrize("name", ["Song", "Track Title", "Title", "Name", "Track Name"])
def test_the_title_of_songs_goes_by_many_names(name: str) -> None:
    found = proposal("Songs", {name: TITLES, "ISRC": ("GBAYE2600001",) * 3})
    assert (found.subject, column(found, name).meaning) == (Subject.TRACKS, "title")


def test_the_digital_date_is_taken_and_the_physical_one_left() -> None:
    found = proposal("Releases", RELEASES | {"Release Date (Physical)": DAYS, "Release Date (Digital)": DAYS})
    assert column(found, "Release Date (Digital)").meaning == "date"
    assert column(found, "Release Date (Physical)").certainty is Certainty.NONE


def test_status_columns_are_deliverables_of_the_song() -> None:
    states: Sequence[Cell] = ("✅ Finished", "🔴Revision needed", "💭 Idea")
    names = ("Mix Status", "Master Status", "Artwork Status", "Video Status")
    bound = binding("Songs", {"Title": TITLES} | dict.fromkeys(names, states))
    assert bound.subject is Subject.TRACKS
    assert bound.work == (
        StatusColumn("Mix Status", "Mix", Kind.MIX),
        StatusColumn("Master Status", "Master", Kind.MASTER),
        StatusColumn("Artwork Status", "Artwork", Kind.ARTWORK),
        StatusColumn("Video Status", "Video", Kind.VIDEO),
    )


def test_links_to_artwork_are_not_its_status() -> None:
    bound = binding("Releases", RELEASES | {"Release Date": DAYS, "Artwork": ("https://d.example/a",) * 3})
    assert bound.work == ()


def test_columns_named_after_roles_hold_the_cast_of_a_release() -> None:
    named = {"A&R": PEOPLE, "Manager ": PEOPLE, "Design Lead": PEOPLE, "Label": ("Night Shift",) * 3}
    bound = binding("Releases", RELEASES | {"Release Date": DAYS} | named)
    assert bound.roles == {"A&R": "A&R", "Manager": "Manager ", "Design Lead": "Design Lead"}


def test_a_column_named_after_a_role_is_no_cast_when_its_values_are_answers() -> None:
    bound = binding("Releases", RELEASES | {"Release Date": DAYS, "Manager": ("Yes", "No", "Yes")})
    assert bound.roles == {}


def test_action_items_by_text_completed_and_project() -> None:
    cells: dict[str, Sequence[Cell]] = {
        "Text": ("Send stems to Jo", "Upload the master", "Order cover"), "Completed": (False, True, False),
        "Priority": ("High", "Low", "Low"), "Project": ("Ember", "Silt", "Silt"),
    }  # fmt: skip
    found = binding("Action Items", cells, Completed=ColumnType.CHECKBOX)
    assert found.columns == {"title": "Text", "state": "Completed"}
    assert found.undecided == {"Project": ("release",)}


def test_columns_of_ours_are_left_out() -> None:
    found, records = table("Tasks", TASKS)
    ours = Column("Streetdate", "Status", ours=True)
    marked = Table(found.id, found.title, (ours, *found.columns))
    names = [each.column.id for each in propose([marked], records).tables[0].columns]
    assert names == [each.id for each in found.columns]


def test_two_columns_that_compete_are_both_left_open() -> None:
    bound = binding("Tasks", TASKS | {"Responsible": PEOPLE})
    assert "owners" not in bound.columns
    assert bound.undecided == {"Owner": ("owners",), "Responsible": ("owners",)}


def test_a_relation_means_what_it_leads_to() -> None:
    releases, release_rows = table("Releases", RELEASES | {"Release Date": DAYS})
    tasks, task_rows = table("Tasks", TASKS)
    linked = Column("for", "Belongs with", ColumnType.RELATION, relates_to="Releases")
    named = Column("release", "Release", ColumnType.RELATION, relates_to="Tasks")
    wide = Table("Tasks", "Tasks", (*tasks.columns, linked, named))
    rows = [Record(r.ref, {**r.cells, "for": (LinkCell("1"),), "release": (LinkCell("2"),)}) for r in task_rows]
    found = propose([releases, wide], [*release_rows, *rows]).tables[1]
    assert [each.meaning for each in column(found, "Belongs with").candidates] == ["release"]
    assert column(found, "Release").candidates == ()


def test_an_answer_about_the_rows_is_taken_as_given() -> None:
    found, records = table("Stuff", {"Name": TITLES, "Note": ("a", "b", "c")})
    assert propose([found], records).tables[0].certainty is not Certainty.SURE
    told = propose([found], records, subjects={"Stuff": Subject.TRACKS}).tables[0]
    assert (told.subject, told.certainty, column(told, "Name").meaning) == (Subject.TRACKS, Certainty.SURE, "title")


def test_an_empty_table_is_read_by_its_names() -> None:
    cells: dict[str, Sequence[Cell]] = dict.fromkeys(("Deliverable", "Owner", "Due date", "Status"), (None,))
    assert binding("Plan", cells).columns == {
        "title": "Deliverable", "owners": "Owner", "due": "Due date", "state": "Status",
    }  # fmt: skip


def test_samples_are_three_and_short() -> None:
    texts: Sequence[Cell] = ("a long note " * 9, "b", "b", "c", "d")
    names: Sequence[Cell] = ("Mix", "Master", "Cover", "Upload", "Teaser")
    found = proposal("Tasks", {"Task": names, "Owner": (*PEOPLE, "Kaya Moon", "TBD"), "Notes": texts})
    samples = column(found, "Notes").samples
    assert samples[1:] == ("b", "c")
    assert len(samples[0]) <= 40
    assert samples[0].endswith("…")


@pytest.mark.parametrize("heading", ["Colour", "Color", "Farbe"])
@pytest.mark.parametrize(
    ("values", "bound"),
    [
        (("RGB", "CMYK", "sRGB"), True),
        (("RGB", "", "CMYK (coated)"), True),
        (("Blue", "Red", "Green"), False),
        (("", "", ""), False),
    ],
)
def test_a_colour_is_that_of_a_file_only_where_its_values_say_so(
    heading: str, values: Sequence[Cell], bound: bool
) -> None:
    columns = binding("Deliverables", {**TASKS, heading: values}).columns
    assert columns.get("colour") == (heading if bound else None)


def test_a_colour_space_is_bound_by_its_name_before_anything_is_filled_in() -> None:
    assert binding("Deliverables", {**TASKS, "Colour space": ("",) * 3}).columns.get("colour") == "Colour space"


@pytest.mark.parametrize(("name", "meaning"), [("Welcome sequence", "welcome"), ("Pre-save link", "capture")])
@pytest.mark.parametrize(
    "values",
    [
        ("https://pre.example/bus", "", ""),
        ("in place", "", ""),
        ("yes", "no", ""),
        (True, False, False),
        ("Mailchimp, 3 mails", "", ""),
    ],
)
def test_what_a_release_has_may_be_a_link_a_tick_or_words(name: str, meaning: str, values: Sequence[Cell]) -> None:
    assert binding("Releases", RELEASES | {name: values}).columns.get(meaning) == name


@pytest.mark.parametrize("name", ["Welcome sequence", "Pre-save link"])
def test_states_of_something_that_a_release_has_are_asked_about(name: str) -> None:
    states: Sequence[Cell] = ("Done", "In progress", "Not started")
    assert column(proposal("Releases", RELEASES | {name: states}), name).certainty is Certainty.DOUBTFUL


def test_a_pre_save_among_other_steps_is_a_step() -> None:
    states: Sequence[Cell] = ("Done", "In progress", "Not started")
    found = binding("Releases", RELEASES | dict.fromkeys(("Mix", "Master", "Artwork", "Pre-save"), states))
    assert [work.column for work in found.work] == ["Mix", "Master", "Artwork", "Pre-save"]


def test_the_words_for_what_became_of_a_pitch_are_states() -> None:
    outcomes: Sequence[Cell] = ("Declined", "Placed", "No response")
    pitches: dict[str, Sequence[Cell]] = {"Pitch": TITLES, "Pitched to": PEOPLE, "Track": TITLES, "Status": outcomes}
    assert binding("Pitches", pitches).columns.get("state") == "Status"


@pytest.mark.parametrize(
    ("name", "cells", "undecided"),
    [
        ("Approved by", (Decimal(3), Decimal(1), Decimal(2)), {"Approved by": ("decided_by",)}),
        ("Approved by", PEOPLE, {}),
        ("Approved by", (None, None, None), {}),
        ("Size", ("M", "XL", "S"), {}),
        ("Budget", (Decimal(3), Decimal(1), Decimal(2)), {}),
    ],
    ids=["numbers for people", "people", "nothing yet", "an everyday word", "a name that means nothing"],
)
def test_a_name_that_its_values_do_not_fit_leaves_the_fact_unknown_and_never_absent(
    name: str, cells: Sequence[Cell], undecided: dict[str, tuple[str, ...]]
) -> None:
    assert binding("Tasks", TASKS | {name: cells}).undecided == undecided
