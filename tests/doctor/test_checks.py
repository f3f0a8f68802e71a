"""The diagnosis from facts: each thing that can be wrong is said once, with what to do; what is well is said to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from connectors.access import Access
from connectors.calls.budget import Allowance
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.mapping.propose import propose
from connectors.record import Column, ColumnType, Pull, Record, Table
from rules.catalogue import ALL
from rules.model import Actor, Budget, Kind, Person, Ref, Slate, SourceRead, Standing, Unreadable
from rules.policy import Policy, Waiver
from rules.samples import plan, work
from rules.violation import LapsedWaiver, Report
from sync.doctor.checks import examine
from sync.doctor.facts import Facts, FileFacts, ReceiverFacts, SourceFacts, StoreFacts, Trouble
from sync.doctor.finding import Area, Finding, Level, exit_code
from sync.store.base import Health, Picture, RunRecord

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
REF = Ref("workbook", "Plan", "2")
COLUMNS = tuple(Column(name, name) for name in ("Deliverable", "Owner", "Due date"))
TABLE = Table("Plan", "Plan", COLUMNS)
ROWS = tuple(
    Record(Ref("workbook", "Plan", str(n)), {"Deliverable": title, "Owner": "Ana", "Due date": date(2026, 9, n + 1)})
    for n, title in enumerate(("Final master", "Cover artwork", "Teaser video"))
)
BINDING = TableBinding("Plan", Subject.DELIVERABLES, {"title": "Deliverable", "owners": "Owner", "due": "Due date"})
READ = SourceRead("plan", "workbook", "plan", NOON, 3)
RUN = RunRecord("a", NOON - timedelta(days=1), NOON, NOON, "done")


def source(*tables: Table, binding: TableBinding = BINDING, **changes: Any) -> SourceFacts:
    tables = tables or (TABLE,)
    pull = Pull(tables, ROWS, NOON)
    proposal = propose(tables, ROWS, subjects={binding.table: binding.subject})
    access = (Access("read “Plan”", granted=True),)
    return replace(SourceFacts("plan", (binding,), access=access, pull=pull, proposal=proposal, read=READ), **changes)


def facts(**changes: Any) -> Facts:
    """Return what a healthy workspace shows, changed."""
    well = Facts(
        "streetdate.toml",
        NOON,
        {"python": "3.11", "streetdate": "1.0", "click": "8"},
        workspace="label",
        policy=Policy(),
        codes=frozenset(rule.code for rule in ALL),
        files=(FileFacts("plan", "plan.xlsx", True, modified=NOON),),
        sources=(source(),),
        slate=slate(),
        report=Report(),
        receivers=(ReceiverFacts("room", "Slack"),),
        store=StoreFacts("sqlite:x.db", health=Health(1, 20_000), runs=(RUN,)),
    )
    return replace(well, **changes)


def slate(*owners: Actor, people: tuple[Person, ...] = (), complete: bool = True) -> Slate:
    made = plan(work("Master", "Ana")).slate
    if owners:
        (release,) = made.releases
        seated = tuple(replace(item, owners=owners) for item in release.deliverables)
        made = replace(made, releases=(replace(release, deliverables=seated),))
    return replace(made, people=people, people_known=bool(people), sources=(replace(READ, complete=complete),))


def waiver(code: str) -> Waiver:
    return Waiver(code, "Cover", "both sign", "Kaya", date.max)


def said(given: Facts, level: Level) -> list[Finding]:
    return [finding for finding in examine(given) if finding.level is level]


def only(given: Facts, level: Level) -> Finding:
    """Return the one finding of a level, and see that nothing else is wrong."""
    (finding,) = [found for found in examine(given) if found.level is not Level.OK]
    assert finding.level is level
    assert finding.todo
    return finding


def test_where_everything_is_well_every_area_says_so_in_order() -> None:
    found = examine(facts())
    assert {finding.level for finding in found} == {Level.OK}
    assert list(dict.fromkeys(finding.area for finding in found)) == list(Area)
    assert exit_code(found) == 0


@pytest.mark.parametrize(
    ("area", "change", "words", "todo"),
    [
        pytest.param(
            Area.FILES,
            lambda: {"files": (FileFacts("plan", "plan.xlsx", True, writable=False),)},
            "plan.xlsx is read-only",
            "sources.plan.write = false",
            id="read-only file",
        ),
        pytest.param(
            Area.FILES,
            lambda: {"files": (FileFacts("plan", "plan.xlsx", True, folder_writable=False),)},
            "folder of plan.xlsx is read-only",
            "sources.plan.write = false",
            id="read-only folder",
        ),
        pytest.param(
            Area.COLUMNS,
            lambda: {"sources": (source(replace(TABLE, columns=COLUMNS[:2])),)},
            'the column "Due date"',
            "Until then nobody can tell: due",
            id="column gone",
        ),
        pytest.param(
            Area.COLUMNS,
            lambda: {"sources": (source(replace(TABLE, id="Other", title="Other")),)},
            'the table "Plan"',
            "title, owners, due",
            id="table gone",
        ),
        pytest.param(
            Area.POLICY,
            lambda: {"report": Report(lapsed=(LapsedWaiver(waiver("ABC999"), "there is no rule ABC999"),))},
            "waiver of ABC999",
            "correct its code",
            id="waiver of no rule",
        ),
        pytest.param(
            Area.SETTINGS,
            lambda: {"policy_trouble": Trouble("no kind", "did you mean master?"), "policy": None, "slate": None},
            "no kind",
            "did you mean master?",
            id="policy",
        ),
        pytest.param(
            Area.SETTINGS,
            lambda: {"more_trouble": (Trouble("no meaning", "there are: title"),)},
            "no meaning",
            "there are: title",
            id="meaning",
        ),
    ],
)
def test_a_problem_with_the_settings_is_exit_code_2(
    area: Area, change: Callable[[], dict[str, Any]], words: str, todo: str
) -> None:
    given = facts(**change())
    problems = said(given, Level.PROBLEM)
    assert [finding.area for finding in problems] == [area]
    assert words in problems[0].what
    assert todo in problems[0].todo
    assert exit_code(examine(given)) == 2


@pytest.mark.parametrize(
    ("area", "change", "words"),
    [
        pytest.param(
            Area.FILES,
            lambda: {"sources": (SourceFacts("plan", trouble=Trouble("plan.xlsx: no such file", "look")),)},
            "no such file",
            id="source down",
        ),
        pytest.param(
            Area.FILES,
            lambda: {"sources": (source(pull=Pull((TABLE,), ROWS, NOON, complete=False, error="page 3 failed")),)},
            "page 3 failed",
            id="source in part",
        ),
        pytest.param(
            Area.STORE,
            lambda: {"store": StoreFacts("sqlite:x.db", Trouble("newer version", "install it"))},
            "newer version",
            id="store",
        ),
        pytest.param(
            Area.STORE,
            lambda: {"store": StoreFacts("sqlite:x.db", health=Health(1, 1, "page 7 is torn"), runs=(RUN,))},
            "page 7 is torn",
            id="store damaged",
        ),
        pytest.param(
            Area.VERSIONS,
            lambda: {"versions": {"python": "3.11", "streetdate": "1.0", "click": None}},
            "not installed: click",
            id="library",
        ),
    ],
)
def test_what_could_not_be_read_is_exit_code_3(area: Area, change: Callable[[], dict[str, Any]], words: str) -> None:
    given = facts(**change())
    problems = said(given, Level.PROBLEM)
    assert [finding.area for finding in problems] == [area]
    assert words in problems[0].what
    assert problems[0].todo
    assert exit_code(examine(given)) == 3


FREE = Allowance("Airtable's Free plan", 1_000, 24)


@pytest.mark.parametrize(
    ("used", "expected", "level"),
    [
        pytest.param(412, 893, Level.OK, id="carried"),
        pytest.param(900, 1_240, Level.WARNING, id="spent before its end"),
    ],
)
def test_how_the_month_goes_is_said_where_it_is_limited(used: int, expected: int, level: Level) -> None:
    pull = Pull((TABLE,), ROWS, NOON, budget=Budget(used, expected, 1_000))
    given = facts(sources=(source(allowance=FREE, pull=pull),))
    [month] = [finding for finding in examine(given) if "of 1,000 requests of this month used" in finding.what]
    assert (month.area, month.level) == (Area.ACCESS, level)
    assert f"{used} of" in month.what
    assert "sources.plan.runs_per_day" in month.todo
    assert exit_code(examine(given)) == 0


def test_a_schedule_that_the_plan_cannot_carry_is_a_problem_with_the_sum() -> None:
    given = facts(sources=(source(allowance=replace(FREE, runs_per_day=48)),))
    problem = only(given, Level.PROBLEM)
    assert "48 runs a day × at least 1 request × 30 days = 1,440 requests a month of the 1,000" in problem.what
    assert "0 runs a day" in problem.todo
    assert exit_code(examine(given)) == 2


def test_settings_that_cannot_be_read_are_the_only_thing_said_besides_the_versions() -> None:
    given = Facts("streetdate.toml", NOON, {"python": "3.11", "streetdate": "1.0"}, settings=Trouble("not TOML", "fix"))
    assert [(f.area, f.level) for f in examine(given)] == [
        (Area.SETTINGS, Level.PROBLEM), (Area.VERSIONS, Level.OK),
    ]  # fmt: skip
    assert exit_code(examine(given)) == 2


def test_settings_go_before_what_could_not_be_read() -> None:
    both = facts(more_trouble=(Trouble("a", "b"),), store=StoreFacts("x", Trouble("c", "d")))
    assert exit_code(examine(both)) == 2


def test_a_file_that_another_program_has_open_is_a_warning_with_its_own_words() -> None:
    held = Trouble("plan.xlsx is open in Excel by Kaya", "Close it there")
    found = only(facts(files=(FileFacts("plan", "plan.xlsx", True, held=held),)), Level.WARNING)
    assert (found.what, found.todo) == (held.what, held.todo)


def test_a_file_that_is_only_read_may_be_read_only() -> None:
    read = FileFacts("plan", "plan.xlsx", False, writable=False, folder_writable=False)
    assert [f.what for f in examine(facts(files=(read,))) if f.area is Area.FILES] == ["plan.xlsx: can be read"]


def test_a_column_bound_to_something_else_than_it_looks_like_is_said_with_both_and_the_reason() -> None:
    wrong = replace(BINDING, columns={**BINDING.columns, "due": "Owner", "owners": "Due date"})
    found = said(facts(sources=(source(binding=wrong),)), Level.WARNING)
    assert {f.area for f in found} == {Area.COLUMNS}
    assert any("“Owner” is bound to due and looks like owners" in f.what for f in found)
    assert all("leave it if" in f.todo for f in found)


def test_how_well_each_column_fits_is_told_the_least_sure_first() -> None:
    (found,) = [f for f in examine(facts()) if f.area is Area.COLUMNS]
    assert found.what.startswith("Plan (deliverables): 3 of 3 columns bound; the least sure: “")
    assert len(found.examples) == 3
    assert found.examples[0] in found.what


def test_an_undecided_column_is_named_with_what_it_may_mean_and_examples() -> None:
    open_ = replace(
        BINDING, columns={"title": "Deliverable", "due": "Due date"}, undecided={"Owner": ("owners", "approvers")}
    )
    found = only(facts(sources=(source(binding=open_),)), Level.WARNING)
    assert "nobody has decided what “Owner” means: owners or approvers" in found.what
    assert found.examples == ("Ana",)
    assert '[sources.plan.tables."Plan"]' in found.todo


def test_a_column_that_nobody_bound_and_that_says_what_it_is_is_pointed_out() -> None:
    unbound = replace(BINDING, columns={"title": "Deliverable", "owners": "Owner"})
    found = only(facts(sources=(source(binding=unbound),)), Level.WARNING)
    assert "“Due date” is not bound and looks like due" in found.what


def test_how_a_table_changed_since_the_last_read_is_told() -> None:
    ids = (
        Column("c1", "Deliverable"),
        Column("c2", "Owner"),
        Column("c3", "Due date", ColumnType.DATE),
        Column("c4", "Old"),
    )
    now = (ids[0], replace(ids[1], name="Who"), replace(ids[2], type=ColumnType.TEXT), Column("c5", "Fresh"))
    binding = replace(BINDING, columns={"title": "c1", "owners": "c2", "due": "c3"})
    before = Picture((replace(TABLE, columns=ids),), (), NOON - timedelta(days=2))
    given = facts(sources=(source(replace(TABLE, columns=now), binding=binding, before=before),))
    told = [f for f in examine(given) if f.area is Area.COLUMNS and "2026-08-01" in f.what]
    assert [f.what for f in told] == [
        "Plan: since 2026-08-01, “Fresh” is new; “Old” is gone; “Owner” is called “Who” now",
        "Plan: “Due date” held date on 2026-08-01 and holds text now",
    ]
    assert [f.level for f in told] == [Level.OK, Level.WARNING]


def test_values_that_could_not_be_read_are_counted_by_column_with_a_few_examples() -> None:
    values = tuple(Unreadable(REF, "due", text, "no date") for text in ("soon", "soon", "next Fri", "asap", "x" * 99))
    read = replace(READ, unreadable=(*values, Unreadable(REF, "state", "½", "no state")))
    due, state = said(facts(sources=(source(read=read),)), Level.WARNING)
    assert (due.area, due.what) == (Area.VALUES, "Plan, due: 5 values could not be read")
    assert due.examples == ("“soon”: no date", "“next Fri”: no date", "“asap”: no date")
    assert state.what == "Plan, state: 1 value could not be read"


ARTIST = Policy(authorities={Kind.MASTER: ("Artist",), Kind.ARTWORK: ("Artist", "Kaya")})


def person(name: str, *roles: str, active: bool = True) -> Person:
    return Person(name.casefold(), name, REF, roles=roles, active=active)


@pytest.mark.parametrize(
    ("people", "missing"),
    [
        pytest.param((person("Kaya", "singer"), person("Mo", "artist")), [], id="both there"),
        pytest.param((person("Kaya"),), ["Artist"], id="nobody has the role"),
        pytest.param((person("Kaya", "Artist", active=False), person("Mo")), ["Artist", "Kaya"], id="who has it left"),
        pytest.param((), ["Kaya"], id="no people table: a role cannot be asked about, a name can"),
    ],
)
def test_authorities_that_nobody_holds_are_named_once(people: tuple[Person, ...], missing: list[str]) -> None:
    found = said(facts(policy=ARTIST, slate=slate(people=people)), Level.WARNING)
    assert [f.what.split(" lets ")[1].split(" decide")[0] for f in found] == missing
    if "Artist" in missing:
        assert "decide about master, artwork, and nobody" in found[0].what


def test_a_name_that_stands_in_a_seat_is_somebody() -> None:
    seated = slate(Actor.stated("Kaya"))
    assert said(facts(policy=Policy(authorities={Kind.MASTER: ("Kaya",)}), slate=seated), Level.WARNING) == []


@pytest.mark.parametrize(("complete", "told"), [(True, True), (False, False)])
def test_a_table_that_was_not_read_is_not_called_gone(complete: bool, told: bool) -> None:
    pull = Pull((replace(TABLE, id="Other", title="Other"),), (), NOON, complete=complete)
    found = examine(facts(sources=(source(pull=pull, proposal=None),)))
    assert any("is not in the source" in finding.what for finding in found) is told


@pytest.mark.parametrize("given", [None, slate(complete=False)], ids=["not read", "read in part"])
def test_authorities_are_not_doubted_when_the_plan_was_not_read_completely(given: Slate | None) -> None:
    found = only(facts(policy=ARTIST, slate=given), Level.WARNING)
    assert "could not be checked" in found.what


def test_a_role_that_nobody_fills_is_named_with_the_seats_that_name_it() -> None:
    seat = Actor("role:photographer", "Photographer", Standing.ROLE, role="photographer", candidates=())
    found = only(facts(slate=slate(seat)), Level.WARNING)
    assert found.what == "nobody fills the role photographer, which 1 seat of the plan names"
    assert found.examples == ("owner of “Master”",)


def test_a_role_that_several_fill_or_nobody_can_be_asked_about_is_left_to_the_rules() -> None:
    seats = [Actor("role:x", "X", Standing.ROLE, role="x", candidates=some) for some in (("Ana", "Ben"), None)]
    assert said(facts(slate=slate(*seats)), Level.WARNING) == []


def test_a_waiver_that_matches_nothing_is_a_warning() -> None:
    lapsed = LapsedWaiver(waiver("GAT007"), "no open gap matches it")
    found = only(facts(report=Report(lapsed=(lapsed,))), Level.WARNING)
    assert found.what == "the waiver of GAT007 on “Cover”: no open gap matches it"


def test_codes_that_are_off_are_told_and_retired_ones_pointed_out() -> None:
    given = facts(policy=Policy(off=frozenset({"GAT007", "GAT099"})), retired={"GAT099": "part of GAT005"})
    assert only(given, Level.WARNING).what == "the policy names GAT099, which is retired: part of GAT005"
    assert any(f.what == "switched off by the settings: GAT007" for f in examine(given))


@pytest.mark.parametrize(
    ("runs", "holder", "level", "words"),
    [
        pytest.param((), "", Level.OK, "no run yet", id="none"),
        pytest.param((RUN,), "", Level.OK, "last good run: 2026-08-02 12:00 UTC", id="good"),
        pytest.param(
            (replace(RUN, finished=None, outcome=""), RUN), "", Level.WARNING, "did not come to its end", id="killed"
        ),
        pytest.param(
            (replace(RUN, finished=None, outcome=""),), "host/7", Level.OK, "holds the workspace: host/7", id="going on"
        ),
        pytest.param(
            (replace(RUN, outcome="held"),),
            "",
            Level.WARNING,
            "none of the last 1 runs went well; the last one: held",
            id="held",
        ),
    ],
)
def test_how_the_last_runs_ended_is_told(runs: tuple[RunRecord, ...], holder: str, level: Level, words: str) -> None:
    given = facts(store=StoreFacts("sqlite:x.db", health=Health(1, 1), runs=runs, holder=holder))
    assert any(f.level is level and words in f.what for f in examine(given) if f.area is Area.STORE)


def test_a_clock_behind_the_last_run_is_pointed_out() -> None:
    later = replace(RUN, started=NOON + timedelta(hours=1))
    found = only(facts(store=StoreFacts("x", health=Health(1, 1), runs=(later,))), Level.WARNING)
    assert (found.area, "every run is held back" in found.todo) == (Area.CLOCK, True)


@pytest.mark.parametrize(("ahead", "told"), [(timedelta(minutes=2), False), (timedelta(minutes=3), True)])
def test_a_file_from_the_future_is_pointed_out(ahead: timedelta, told: bool) -> None:
    file = FileFacts("plan", "plan.xlsx", True, modified=NOON + ahead)
    assert bool(said(facts(files=(file,)), Level.WARNING)) is told


@pytest.mark.parametrize(
    ("access", "level", "code"),
    [
        (Access("read “Plan”", granted=True, why="as “Streetdate”"), Level.OK, 0),
        (Access("read “Plan”", granted=False, todo="share it"), Level.PROBLEM, 3),
        (Access("see mail addresses", granted=False, todo="tick it", needed=False), Level.WARNING, 0),
        (Access("write “Plan”", granted=None, why="nothing could be tried without writing"), Level.OK, 0),
        (Access("write “Plan”", granted=None, todo="tick Update content"), Level.WARNING, 0),
    ],
)
def test_a_right_that_is_missing_says_what_to_click(access: Access, level: Level, code: int) -> None:
    found = [each for each in examine(facts(sources=(source(access=(access,)),))) if each.area is Area.ACCESS]
    assert [(each.level, each.todo) for each in found] == [(level, access.todo)]
    assert access.why in found[0].what
    assert exit_code(found) == code


def test_a_tool_that_cannot_be_read_is_trouble_with_access_and_not_with_a_file() -> None:
    trouble = Trouble("Notion does not accept the token", "make a new one")
    (found,) = [
        each
        for each in examine(facts(sources=(SourceFacts("notion", file=False, trouble=trouble),)))
        if each.level is Level.PROBLEM
    ]
    assert (found.area, found.what, found.unread) == (Area.ACCESS, trouble.what, True)
