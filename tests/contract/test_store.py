"""What every store must keep. A new kind of store adds itself to `STORES` and passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from connectors.changes import PostComment, Receipt
from connectors.record import (
    Cell,
    Column,
    ColumnType,
    FileCell,
    LinkCell,
    Marks,
    OwnComment,
    PersonCell,
    Record,
    Table,
)
from rules.memory import NOTHING, Acknowledged, Agreed, Approved, DateSeen, Memory
from rules.model import Ref, Unknown
from rules.policy import Severity
from sync.gap import Gap
from sync.ledger import Entry
from sync.life import Event, Life, Turn
from sync.store.base import Picture, RunRecord, Store, StoreBusy
from sync.store.queries import migrations
from sync.store.sqlite import open_store

NOON = datetime(2026, 8, 3, 12, 0, 0, 123456, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
REF = Ref("fake", "Plan", "r1", "https://tool.example/r1")
ENTRY = Entry(
    REF, "plan", "Master ✓", "Blocked", "Blocker GAT005: x", True, "c1", False, "body", "[sd:1]", ("a", "b"), ("f",), 3
)
GAP = Gap(
    "f1", "GAT005", "stale-approval", Severity.BLOCKER, "it changed", "ask again", "Kaya", "name:kaya", REF,
    "deliverable", "k", "Master", "Night Bus", "rel",
)  # fmt: skip
LIFE = Life(GAP, "plan", NOON, LATER, lacked=("deliverable.due",))

Opened = Callable[[str], Store]


def sqlite_file(request: pytest.FixtureRequest) -> Opened:
    path = request.getfixturevalue("tmp_path") / "store.db"
    return lambda workspace: open_store(path, workspace)


def postgres_database(request: pytest.FixtureRequest) -> Opened:
    from sync.store.postgres import open_store

    url = request.getfixturevalue("postgres_url")
    return lambda workspace: open_store(url, workspace)


STORES: dict[str, Callable[[pytest.FixtureRequest], Opened]] = {"sqlite": sqlite_file, "postgres": postgres_database}


@pytest.fixture(params=STORES)
def opened(request: pytest.FixtureRequest) -> Iterator[Opened]:
    """Open the same store anew at each call, as a new process would."""
    begin = STORES[request.param](request)
    with ExitStack() as stack:

        def open_again(workspace: str) -> Store:
            store = begin(workspace)
            stack.callback(store.close)
            return store

        yield open_again


@pytest.fixture
def store(opened: Opened) -> Store:
    return opened("label")


def test_a_new_store_knows_nothing(store: Store) -> None:
    assert (store.ledger(), store.lives(), store.runs(), store.memory(), store.picture("plan"), store.holder()) == (
        {}, {}, (), NOTHING, None, "",
    )  # fmt: skip


def test_a_picture_comes_back_exactly(store: Store, opened: Opened) -> None:
    cells: dict[str, Cell] = {
        "text": "x",
        "flag": True,
        "empty": None,
        "none": (),
        "number": Decimal("33.30"),
        "day": date(2026, 9, 4),
        "moment": datetime(2026, 9, 4, 10, tzinfo=UTC),
        "words": ("a", "b"),
        "people": (PersonCell("u1", "Kaya", group=True),),
        "links": (LinkCell("r2", "Master"), LinkCell("r3")),
        "files": (FileCell("a.wav", "u", "s", 12), FileCell("b")),
        "lost": Unknown.TRUNCATED,
    }
    columns = (Column("c", "Name", ColumnType.SELECT, ("a", "b"), "Other", True), Column("d", "D"))
    records = (
        Record(REF, cells, Marks("Blocked", "gaps", OwnComment("c1", "body")), NOON),
        Record(Ref("fake", "Plan", "r2"), {}, Marks(comment=Unknown.UNSEEN)),
        Record(Ref("fake", "Plan", "r3"), {}),
    )
    picture = Picture((Table("Plan", "The plan", columns, "u"), Table("t2", "Empty", ())), records, NOON, "cursor 1")
    store.save_picture("plan", replace(picture, cursor="older"))
    store.save_picture("plan", picture)
    found = opened("label").picture("plan")
    assert found == picture
    assert found.counts == {"The plan": 3, "Empty": 0}
    assert store.picture("other") is None


def test_entries_are_replaced_and_forgotten(store: Store, opened: Opened) -> None:
    second = replace(ENTRY, ref=Ref("fake", "Plan", "r2"))
    store.save_entries([ENTRY, second])
    changed = replace(ENTRY, flag="Clear", restored=False, comment_gone=True, told=(), generation=4)
    store.save_entries([changed], [second.ref.key])
    assert opened("label").ledger() == {REF.key: changed}
    store.clear_ledger()
    assert store.ledger() == {}


def test_a_receipt_and_its_entry_are_stored_together_in_order(store: Store, opened: Opened) -> None:
    change = PostComment(REF, "Master", "body", "[sd:1]")
    for number in range(12):
        store.save_receipt("run 1", Receipt(change, NOON, f"c{number}"), replace(ENTRY, comment_id=f"c{number}"))
    store.save_receipt("run 2", Receipt(change, LATER, "z"), ENTRY)
    found = opened("label").receipts("run 1")
    assert [receipt.remote_id for receipt in found] == [f"c{number}" for number in range(12)]
    assert (found[0].kind, found[0].ref, found[0].at, found[0].run) == ("PostComment", REF, NOON, "run 1")
    assert store.ledger() == {REF.key: ENTRY}


def test_memory_comes_back_exactly(store: Store, opened: Opened) -> None:
    memory = Memory(
        moments={"r1|done": NOON},
        approvals={"g1": Approved("yes|kaya||2", {"version": "2", "file": "a.wav s"}, NOON, {"version": LATER})},
        acknowledgements={"h1": Acknowledged(("name:kaya",), NOON, "2026-08-03|kaya")},
        dates={"rel": (DateSeen(date(2026, 9, 4), NOON), DateSeen(date(2026, 9, 11), LATER, ("Master",)))},
        shares={"s1": Agreed({"share": "33.33 %", "holder": "Kaya"}, "2026-08-01", NOON, True, {"share": LATER})},
        opened={"f1": NOON},
    )
    store.save_memory(NOTHING)
    store.save_memory(memory)
    assert opened("label").memory() == memory


def test_only_lives_that_are_not_closed_are_open_again(store: Store, opened: Opened) -> None:
    waived = replace(LIFE, gap=replace(GAP, fingerprint="f2"), waived_at=LATER)
    closed = replace(LIFE, gap=replace(GAP, fingerprint="f3"), closed_at=LATER)
    store.save_lives("run 1", [LIFE, waived, replace(closed, closed_at=None)], [])
    store.save_lives("run 2", [closed], [Event("f3", LATER, Turn.CLOSED, "blocker", "it changed")])
    assert opened("label").lives() == {"f1": LIFE, "f2": waived}
    assert store.closed_since(LATER) == (closed,)
    assert store.closed_since(LATER + timedelta(seconds=1)) == ()


def test_the_history_of_a_gap_is_kept_in_order(store: Store) -> None:
    events = [Event("f1", NOON, turn, "blocker", f"said {turn}") for turn in (Turn.OPENED, Turn.CLOSED, Turn.OPENED)]
    for event in events:
        store.save_lives("run", [], [event, replace(event, fingerprint="other")])
    assert store.history("f1") == tuple(events)


def test_what_happened_in_a_period_is_told_over_all_gaps_with_the_gap_it_happened_to(store: Store) -> None:
    other = replace(LIFE, gap=replace(GAP, fingerprint="f2", code="PLN003"), source="board")
    end = LATER + timedelta(minutes=5)
    store.save_lives("run 1", [LIFE, other], [Event("f1", NOON, Turn.OPENED, "blocker", "it changed")])
    store.save_lives(
        "run 2", [], [Event("f2", LATER, Turn.WAIVED, "blocker", "x"), Event("f1", LATER, Turn.WORSE, "note", "y")]
    )
    store.save_lives("run 3", [], [Event("f1", end, Turn.CLOSED, "blocker", "z")])
    told = store.happenings(LATER, end)
    assert [(h.event.turn, h.event.message, h.gap.code, h.source, h.run) for h in told] == [
        (Turn.WORSE, "y", "GAT005", "plan", "run 2"),
        (Turn.WAIVED, "x", "PLN003", "board", "run 2"),
    ]
    assert told[1].gap == other.gap
    assert [h.run for h in store.happenings(NOON)] == ["run 1", "run 2", "run 2", "run 3"]


@pytest.mark.parametrize(
    "text", ["a\0b", "half \ud83d of one", "😀 שלום ‮", "%s %(x)s :workspace ? $1", "'; drop table run --"]
)
def test_texts_that_no_tool_should_hold_are_stored(opened: Opened, text: str) -> None:
    kept = text.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")
    store = opened("label")
    store.save_entries([replace(ENTRY, title=text, body=text, told=(text,))])
    store.save_lives(
        "run", [replace(LIFE, gap=replace(GAP, message=text))], [Event("f1", NOON, Turn.OPENED, "note", text)]
    )
    found = opened("label")
    assert found.ledger()[REF.key].body == found.ledger()[REF.key].title == kept
    assert found.ledger()[REF.key].told == (kept,)
    assert found.history("f1")[0].message == kept
    assert found.lives()["f1"].gap.message == kept


def test_an_escape_that_only_looks_like_nul_is_kept(opened: Opened) -> None:
    texts = ("\\u0000", "\\\\u0000", "\\\0", "\0\0")
    opened("label").save_entries([replace(ENTRY, told=texts)])
    assert opened("label").ledger()[REF.key].told == (*texts[:2], "\\\ufffd", "\ufffd\ufffd")


def test_of_two_rows_for_one_record_or_gap_the_later_is_kept(store: Store) -> None:
    store.save_entries([ENTRY, replace(ENTRY, flag="Clear")])
    store.save_lives("run", [LIFE, replace(LIFE, source="board")], [])
    assert store.ledger()[REF.key].flag == "Clear"
    assert store.lives()["f1"].source == "board"


def test_many_events_of_one_gap_stored_together_keep_their_order(store: Store) -> None:
    events = [Event("f1", NOON, Turn.CHANGED, "note", f"number {number}") for number in range(25)]
    store.save_lives("run", [LIFE], events[:1])
    store.save_lives("run", [LIFE], events[1:])
    assert store.history("f1") == tuple(events)


def test_a_store_knows_its_version_and_size(store: Store) -> None:
    health = store.health()
    assert (health.version, health.fault) == (len(migrations()), "")
    assert health.size > 10_000


def test_runs_are_listed_newest_first_and_a_killed_one_stays_unfinished(store: Store) -> None:
    killed = RunRecord("a", NOON, NOON)
    done = RunRecord("b", LATER, NOON)
    store.save_run(killed)
    store.save_run(done)
    done = replace(done, finished=LATER, outcome="done", counts={"blocker": 2})
    store.save_run(done)
    assert store.runs() == (done, killed)
    assert store.runs(1) == (done,)


def test_instants_come_back_in_utc_and_sort_across_zones(store: Store) -> None:
    east = timezone(timedelta(hours=9))
    early, late = RunRecord("a", NOON.astimezone(east), NOON), RunRecord("b", NOON + timedelta(microseconds=1), NOON)
    store.save_run(late)
    store.save_run(early)
    assert [run.id for run in store.runs()] == ["b", "a"]
    assert store.runs()[1].started.utcoffset() == timedelta()


def test_workspaces_know_nothing_of_each_other(opened: Opened) -> None:
    mine, yours = opened("label"), opened("agency")
    mine.save_entries([ENTRY])
    mine.save_lives("run", [LIFE], [Event("f1", NOON, Turn.OPENED, "blocker", "x")])
    mine.save_memory(Memory(moments={"a": NOON}))
    mine.save_run(RunRecord("a", NOON, NOON))
    mine.save_picture("plan", Picture((), (), NOON))
    mine.save_receipt("a", Receipt(PostComment(REF, "", "", ""), NOON), ENTRY)
    mine.acquire("me", NOON, LATER)
    yours.acquire("you", NOON, LATER)
    seen = (yours.ledger(), yours.lives(), yours.history("f1"), yours.memory(), yours.runs(), yours.receipts("a"))
    assert seen == ({}, {}, (), NOTHING, (), ())
    assert yours.picture("plan") is None
    yours.clear_ledger()
    assert (len(mine.ledger()), mine.holder(), yours.holder()) == (1, "me", "you")


def test_while_one_run_holds_the_lease_another_is_refused_and_told_until_when(opened: Opened) -> None:
    opened("label").acquire("host/1", NOON, LATER)
    with pytest.raises(StoreBusy, match=r'workspace "label" is going on \(host/1') as refused:
        opened("label").acquire("host/2", NOON + timedelta(minutes=1), LATER)
    assert "12:05:00 UTC" in refused.value.hint


@pytest.mark.parametrize(
    ("holder", "now", "over"),
    [
        pytest.param("host/1", NOON, "", id="renewed by its holder"),
        pytest.param("host/2", LATER, "", id="ran out"),
        pytest.param("host/2", NOON, "host/1", id="its holder is dead"),
    ],
)
def test_a_lease_may_be_taken(opened: Opened, holder: str, now: datetime, over: str) -> None:
    opened("label").acquire("host/1", NOON, LATER)
    store = opened("label")
    store.acquire(holder, now, now + timedelta(minutes=9), over)
    assert store.holder() == holder
    store.release("somebody else")
    assert store.holder() == holder
    store.release(holder)
    assert store.holder() == ""


def test_what_fails_in_the_middle_leaves_nothing_behind(store: Store) -> None:
    def entries() -> Iterator[Entry]:
        yield ENTRY
        raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError):
        store.save_entries(entries())
    assert store.ledger() == {}
    store.save_entries([ENTRY])
    assert store.ledger() == {REF.key: ENTRY}
