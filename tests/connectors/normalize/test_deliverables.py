"""Rows that are deliverables, with the gates and handoffs that are columns on them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from connectors.mapping.meanings import Subject
from connectors.normalize.normalized import Normalized
from connectors.record import Cell, FileCell, LinkCell, PersonCell
from rules.model import Deliverable, FileFact, Gate, Handoff, Kind, NeedKind, Standing, State, Unknown, Word
from tests.connectors.normalize.sheets import NOW, read, said

A_DAY = date(2026, 8, 3)


def one(**cells: Cell) -> Deliverable:
    return read([{"title": "Final master", **cells}]).deliverables[0].item


def gate(**cells: Cell) -> Gate | None:
    found = read([{"title": "Final master", **cells}]).gates
    return found[0].item if found else None


def handoff(**cells: Cell) -> Handoff | None:
    found = read([{"title": "Final master", **cells}]).handoffs
    return found[0].item if found else None


def reading(**cells: Cell) -> Normalized:
    return read([{"title": "Final master", **cells}])


def test_a_row_is_a_deliverable_with_the_key_of_its_record() -> None:
    item = one(owners="Kaya", state="In progress", due="2026-08-20", version="v3", file="https://x.test/m.wav")
    assert (item.key, item.title, item.kind) == ("workbook/Plan/1", "Final master", Kind.MASTER)
    assert [owner.text for owner in item.owners or ()] == ["Kaya"]  # type: ignore[union-attr]
    assert item.state is State.IN_PROGRESS
    assert item.due == date(2026, 8, 20)
    assert item.file == FileFact("m.wav", "https://x.test/m.wav")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Kaya", ["Kaya"]),
        ("Kaya, Lee", ["Kaya", "Lee"]),
        (("Kaya", "Lee"), ["Kaya", "Lee"]),
        (None, []),
        ("", []),
        ((), []),
        ("TBD", ["TBD"]),
        ((PersonCell("u1", "Kaya", "k@x.test"),), ["Kaya"]),
        ((LinkCell("rec1", "Kaya"),), ["Kaya"]),
    ],
)
def test_every_name_in_a_cell_is_an_owner(cell: Cell, names: list[str]) -> None:
    owners = one(owners=cell).owners
    assert isinstance(owners, tuple)
    assert [owner.text for owner in owners] == names


def test_a_tools_account_is_an_owner_with_id_and_mail_and_a_bot_is_nobody_in_person() -> None:
    owners = one(owners=(PersonCell("u1", "Kaya", "k@x.test"), PersonCell("b1", "Bot", group=True))).owners
    assert isinstance(owners, tuple)
    assert (owners[0].tool_id, owners[0].mail) == ("workbook:u1", "k@x.test")
    assert owners[1].standing is Standing.GROUP


def test_an_empty_cell_is_empty_and_a_meaning_without_a_column_is_absent() -> None:
    item = one(state=None, due=None)
    assert (item.state, item.due) == (None, None)
    assert (item.version, item.owners, item.needs) == (Unknown.ABSENT,) * 3


def test_a_meaning_that_an_undecided_column_may_have_is_unmapped() -> None:
    found = read([{"title": "Final master"}], undecided={"When": ("due", "done_at")}).deliverables[0].item
    assert (found.due, found.done_at, found.version) == (Unknown.UNMAPPED, Unknown.UNMAPPED, Unknown.ABSENT)


def test_a_bound_column_that_is_gone_is_unmapped_and_stops_nothing_else() -> None:
    found = read([{"title": "Final master", "state": "Done"}], columns={"title": "title", "state": "state", "due": "X"})
    item = found.deliverables[0].item
    assert (item.due, item.state) == (Unknown.UNMAPPED, State.DONE)


@pytest.mark.parametrize(
    ("meaning", "cell", "words"),
    [
        ("due", "next week", "not a date"),
        ("due", Decimal(2026), "only a year"),
        ("due", True, "a tick"),
        ("due", "03/04/2026", "cannot tell day-first or month-first"),
        ("state", "Blorp", "not a status"),
        ("phase", "Blorp", "not a phase"),
        ("owners", Decimal(3), "a person's name"),
        ("needs", Decimal(3), "by its title"),
        ("release", (LinkCell("r1", "A"), LinkCell("r2", "B")), "several records"),
    ],
)
def test_what_cannot_be_read_is_unknown_and_told_with_the_reason(meaning: str, cell: Cell, words: str) -> None:
    found = reading(**{meaning: cell})
    filed = found.deliverables[0]
    value = filed.release if meaning == "release" else getattr(filed.item, meaning)
    assert value is Unknown.UNREADABLE
    ((field, reason),) = said(found)
    assert field == meaning
    assert words in reason


@pytest.mark.parametrize("reason", [Unknown.TRUNCATED, Unknown.UNREADABLE, Unknown.UNSEEN])
def test_what_the_tool_could_not_give_stays_unknown_for_its_reason_and_is_not_told_twice(reason: Unknown) -> None:
    found = reading(owners=reason, due=reason)
    assert (found.deliverables[0].item.owners, found.deliverables[0].item.due) == (reason, reason)
    assert said(found) == []


def test_a_date_that_is_to_be_announced_is_empty_and_said_once() -> None:
    rows = [{"title": f"Work {n}", "due": "TBA"} for n in range(3)]
    found = read(rows)
    assert [filed.item.due for filed in found.deliverables] == [None] * 3
    assert [(repair.where, repair.count) for repair in found.read.repairs] == [("Plan, due", 3)]
    assert said(found) == []


def test_the_order_of_dates_is_decided_by_every_row_of_the_column() -> None:
    found = read([{"title": "A", "due": "03/04/2026"}, {"title": "B", "due": "25/04/2026"}])
    assert [filed.item.due for filed in found.deliverables] == [date(2026, 4, 3), date(2026, 4, 25)]


def test_an_instant_falls_on_its_day_in_the_teams_zone() -> None:
    assert one(due=datetime(2026, 8, 3, 23, 30, tzinfo=UTC)).due == date(2026, 8, 4)


@pytest.mark.parametrize(
    ("category", "title", "kind"),
    [
        (None, "Cover artwork", Kind.ARTWORK),
        ("Audio", "Final master", Kind.MASTER),
        ("Social", "Launch posts", Kind.LAUNCH_POST),
        ("Video", "Teaser", Kind.TEASER),
        ("Artwork", "Poster for the video", Kind.ARTWORK),
        ("Artwork", "Press photos", Kind.PHOTO),
        ("Email", "Welcome sequence", Kind.WELCOME),
        ("Mixing & Mastering", "Mix", Kind.MIX),
        ("Mixing & Mastering", "Radio version", Kind.MASTER),
        ("Distribution", "Deliver to The Orchard", Kind.UPLOAD),
        ("Distribution", "Spotify pitch", Kind.EDITORIAL_PITCH),
        ("Distribution", "Check the links", Kind.OTHER),
        ("Distributor upload", "Send it out", Kind.UPLOAD),
        ("Blorp", "Thing", Kind.OTHER),
    ],
)
def test_the_kind_is_the_categorys_unless_the_title_says_it_more_exactly(
    category: str | None, title: str, kind: Kind
) -> None:
    assert read([{"title": title, "kind": category}]).deliverables[0].item.kind is kind


def test_a_relation_is_a_need_by_id_and_words_are_read_as_the_trade_reads_them() -> None:
    linked = one(needs=(LinkCell("rec7", "Mix"),)).needs
    assert isinstance(linked, tuple)
    assert [(need.text, need.key, need.kind) for need in linked] == [("Mix", "rec7", NeedKind.WORK)]
    worded = one(needs="Mix approval from Artist").needs
    assert isinstance(worded, tuple)
    assert [need.kind for need in worded] == [NeedKind.DECISION]


def test_a_title_of_the_same_release_is_work_even_where_its_words_sound_like_an_input() -> None:
    rows: list[dict[str, Cell]] = [
        {"title": "Creative brief", "release": "A", "needs": None},
        {"title": "Artwork", "release": "A", "needs": "Creative brief"},
        {"title": "Artwork", "release": "B", "needs": "Creative brief"},
    ]
    kinds = [filed.item.needs[0].kind for filed in read(rows).deliverables[1:]]  # type: ignore[index]
    assert kinds == [NeedKind.WORK, NeedKind.INPUT]


def test_a_parent_is_no_dependency() -> None:
    item = one(parent=(LinkCell("rec1", "Album"),), needs=None)
    assert item.needs == ()
    assert item.parent is not None


def test_rows_that_nobody_filled_in_are_no_deliverables() -> None:
    found = read([{"title": "Mix", "due": None}, {"title": "", "due": None}, {"title": None, "due": "  "}])
    assert [filed.item.title for filed in found.deliverables] == ["Mix"]
    assert said(found) == []


def test_a_row_that_only_lacks_its_title_is_kept_and_told() -> None:
    found = read([{"title": None, "owners": "Kaya"}])
    assert [filed.item.title for filed in found.deliverables] == ["(untitled)"]
    assert said(found) == [("title", "the row has no title")]


def test_a_table_that_is_all_one_release_files_its_rows_there_unless_a_row_says_otherwise() -> None:
    found = read([{"title": "Mix", "release": None}, {"title": "Cut", "release": "Other"}], release="Night Bus")
    assert [filed.release.text for filed in found.deliverables] == ["Night Bus", "Other"]  # type: ignore[union-attr]


class TestTheGateOnARow:
    def test_there_is_none_where_nothing_is_said(self) -> None:
        assert gate(gate="", approvers=(), decision=None) is None
        assert gate(gate="none") is None

    def test_there_is_still_a_place_for_one(self) -> None:
        assert reading(decision=None).has_gates
        assert not reading(owners="Kaya").has_gates

    @pytest.mark.parametrize(
        "cells",
        [
            {"gate": "Artist signs off"},
            {"approvers": "Kaya"},
            {"decision": "approved"},
            {"decided_by": "Kaya"},
            {"requested_at": A_DAY},
            {"decision": Unknown.UNREADABLE},
        ],
    )
    def test_any_word_in_its_columns_makes_one(self, cells: dict[str, Cell]) -> None:
        found = gate(**cells)
        assert found is not None
        assert (found.key, found.inline, found.kind) == ("workbook/Plan/1#gate", True, Kind.MASTER)
        assert found.on.key == "workbook/Plan/1"  # type: ignore[union-attr]

    def test_words_name_approvers_and_say_nothing_of_a_decision(self) -> None:
        found = gate(gate="Artist signs off")
        assert found is not None
        assert [actor.text for actor in found.approvers or ()] == ["Artist"]  # type: ignore[union-attr]
        assert found.decisions is Unknown.ABSENT

    def test_words_and_an_approver_column_count_together(self) -> None:
        found = gate(gate="Artist signs off", approvers="Kaya")
        assert found is not None
        assert [actor.text for actor in found.approvers or ()] == ["Kaya", "Artist"]  # type: ignore[union-attr]

    def test_the_final_go_is_a_gate_of_launch_posts(self) -> None:
        found = gate(gate="Manager gives final go")
        assert found is not None
        assert found.kind is Kind.LAUNCH_POST

    def test_words_that_name_nobody_are_unreadable_and_not_nobody(self) -> None:
        found = reading(gate="to be looked at when the weather is nice again")
        assert found.gates[0].item.approvers is Unknown.UNREADABLE
        assert said(found)[0][0] == "gate"

    @pytest.mark.parametrize(
        ("cell", "word"),
        [("approved", Word.YES), ("rejected", Word.NO), ("pending", Word.PENDING), ("I guess", Word.UNCLEAR)],
    )
    def test_a_decision_is_read_with_who_and_when(self, cell: str, word: Word) -> None:
        found = gate(decision=cell, decided_by="Kaya", decided_at=A_DAY, approved_version="v3")
        assert found is not None
        (decision,) = found.decisions  # type: ignore[misc]
        assert (decision.word, decision.by.text, decision.at, decision.version) == (word, "Kaya", A_DAY, "v3")  # type: ignore[union-attr]

    def test_a_tick_is_a_yes_and_no_tick_is_nothing(self) -> None:
        ticked, unticked = gate(decision=True), gate(decision=False, approvers="Kaya")
        assert ticked is not None
        assert unticked is not None
        assert [d.word for d in ticked.decisions or ()] == [Word.YES]  # type: ignore[union-attr]
        assert unticked.decisions == ()

    def test_who_decided_stays_unknown_without_a_column_and_empty_with_one(self) -> None:
        without, empty = gate(decision="approved"), gate(decision="approved", decided_by=None)
        assert without is not None
        assert empty is not None
        assert without.decisions[0].by is Unknown.ABSENT  # type: ignore[index]
        assert empty.decisions[0].by is None  # type: ignore[index]

    def test_the_decisions_own_words_say_who_and_when(self) -> None:
        found = gate(decision="Approved by Kaya on 3 Aug 2026")
        assert found is not None
        assert found.decisions[0].by.text == "Kaya"  # type: ignore[index,union-attr]
        assert found.decisions[0].at == A_DAY  # type: ignore[index]

    def test_a_decision_in_the_words_of_the_gate_counts(self) -> None:
        found = gate(gate="Approved by Kaya on 3 Aug 2026")
        assert found is not None
        assert [(d.word, d.by.text, d.at) for d in found.decisions or ()] == [(Word.YES, "Kaya", A_DAY)]  # type: ignore[union-attr]

    def test_what_is_no_decision_is_unreadable_and_not_unclear(self) -> None:
        found = reading(decision="master_v3.wav")
        assert found.gates[0].item.decisions is Unknown.UNREADABLE
        assert said(found) == [("decision", "it is not a decision; write yes, no or pending")]

    def test_somebody_named_as_decider_without_a_decision_has_not_spoken(self) -> None:
        found = gate(decided_by="Kaya", decision=None)
        assert found is not None
        assert [(d.word, d.by.text) for d in found.decisions or ()] == [(Word.PENDING, "Kaya")]  # type: ignore[union-attr]

    def test_a_status_of_approved_is_a_state_and_nobodys_decision(self) -> None:
        found = reading(state="Approved")
        assert found.gates == ()
        assert found.deliverables[0].item.finished


class TestTheHandoffOnARow:
    def test_there_is_none_where_nothing_is_said_but_a_place_for_one(self) -> None:
        assert handoff(receivers=None, sent_at=False) is None
        assert reading(sent_at=None).has_handoffs
        assert not reading(owners="Kaya").has_handoffs

    def test_a_dependency_written_as_a_handoff_is_a_place_too(self) -> None:
        assert reading(needs="Artwork handoff").has_handoffs
        assert not reading(needs="Artwork").has_handoffs

    def test_the_owner_sends_the_works_file(self) -> None:
        found = handoff(owners="Kaya", receivers="Lee", file=(FileCell("m.wav", "https://x.test/1", "f1"),))
        assert found is not None
        assert [actor.text for actor in found.senders or ()] == ["Kaya"]  # type: ignore[union-attr]
        assert [actor.text for actor in found.receivers or ()] == ["Lee"]  # type: ignore[union-attr]
        assert (found.key, found.location, found.inline) == ("workbook/Plan/1#handoff", "https://x.test/1", True)

    @pytest.mark.parametrize(
        ("cell", "sent"), [(A_DAY, True), ("2026-08-03", True), (True, True), ("yes", True), ("no", False)]
    )
    def test_it_was_sent_when_the_column_says_so_with_or_without_a_time(self, cell: Cell, sent: bool) -> None:
        found = handoff(receivers="Lee", sent_at=cell)
        assert found is not None
        assert found.was_sent is sent

    def test_an_unreadable_time_leaves_open_whether_it_was_sent(self) -> None:
        found = handoff(receivers="Lee", sent_at="sometime in spring")
        assert found is not None
        assert (found.sent_at, found.sent) == (Unknown.UNREADABLE, Unknown.UNREADABLE)


def test_two_people_in_a_seat_for_one_are_not_guessed_between() -> None:
    found = reading(receivers="Lee", acknowledged_by="Lee, Bo")
    assert found.handoffs[0].item.acknowledged_by is Unknown.UNREADABLE
    assert said(found) == [("acknowledged_by", "one person was expected")]


def test_reading_says_when_and_how_much_it_read() -> None:
    found = read([{"title": "Mix"}, {"title": "Cut"}], Subject.DELIVERABLES)
    assert (found.read.name, found.read.tool, found.read.records, found.read.read_at) == ("plan", "workbook", 2, NOW)
