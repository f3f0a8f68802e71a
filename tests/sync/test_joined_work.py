"""Work, tracks, gates, handoffs and splits of one release in two tools: one value, and what each tool states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from connectors.mapping.meanings import Subject
from connectors.normalize.normalized import Normalized
from connectors.record import Cell, LinkCell
from rules.memory import Memory
from rules.model import Actor, Release, StatedFact, Unknown, Word
from rules.policy import Policy
from rules.remember import remember
from sync.assemble import assemble, assembled
from sync.assembly.terms import Terms
from sync.matching.confirmations import Answer, Confirmations
from sync.matching.entry import Sort
from sync.store.remembered import memory_from_text, memory_to_text
from tests.connectors.normalize.sheets import NOW, Rows
from tests.sync.joined import FRIDAY, GATES, HANDOFFS, PEOPLE, RELEASES, TRACKS, WORK, joined, need_keys, source, titles

SPLITS = Subject.SPLITS
LATER = FRIDAY + timedelta(days=7)


def tool(name: str, work: Rows = (), *more: tuple[Subject, Rows], whole: bool = True, **facts: Cell) -> Normalized:
    """Return one tool with the release Night Bus, its records' ids told apart from those of any other."""
    shelf: Rows = [{"id": f"{name}-night-bus", "title": "Night Bus", **facts}]
    rows: Rows = [{"id": f"{name}-{row['title']}", "release": "Night Bus", **row} for row in work]
    return source((RELEASES, shelf), (WORK, rows), *more, name=name, tool=name, whole=whole)


def one(*sources: Normalized, terms: Terms | None = None) -> Release:
    (release,) = assemble(sources, NOW, terms or Terms()).releases
    return release


def facts(release: Release) -> dict[str, StatedFact]:
    assert isinstance(release.facts, tuple)
    return {fact.name: fact for fact in release.facts if fact.disputed}


MASTER: Mapping[str, Cell] = {"title": "Final master", "due": FRIDAY, "owners": "Kaya", "state": "In progress"}


class TestWork:
    def test_of_one_title_is_one_carried_by_the_first_tool_of_the_settings(self) -> None:
        release = one(tool("plan", [MASTER]), tool("board", [{**MASTER, "title": "FINAL MASTER 🎧"}]))
        (item,) = release.deliverables
        assert (item.key, item.ref.tool) == ("plan/deliverables/plan-Final master", "plan")
        assert [other.ref.record for other in release.records if other.of == item.key] == ["board-FINAL MASTER 🎧"]

    def test_keeps_its_key_when_a_second_tool_is_added(self) -> None:
        before, after = one(tool("plan", [MASTER])), one(tool("plan", [MASTER]), tool("a second", [MASTER]))
        assert (before.key, before.deliverables[0].key) == (after.key, after.deliverables[0].key)

    def test_knows_what_either_tool_knows(self) -> None:
        bare: Mapping[str, Cell] = {"title": "Final master", "due": None, "version": "v3"}
        (item,) = one(tool("plan", [bare]), tool("board", [MASTER])).deliverables
        assert (item.due, item.version, item.owner and item.owner.text) == (FRIDAY, "v3", "Kaya")

    @pytest.mark.parametrize(
        ("field", "mine", "theirs"),
        [("due", FRIDAY, LATER), ("state", "Done", "In progress"), ("owners", "Kaya", "Lee"), ("version", "v1", "v2")],
    )
    def test_disputes_are_kept_as_data(self, field: str, mine: Cell, theirs: Cell) -> None:
        release = one(tool("plan", [{**MASTER, field: mine}]), tool("board", [{**MASTER, field: theirs}]))
        (item,) = release.deliverables
        assert getattr(item, field) is Unknown.DISPUTED
        fact = facts(release)[f"deliverable.{field}"]
        assert (fact.on, [said.source for said in fact.statements]) == (item.key, ["plan", "board"])

    @pytest.mark.parametrize(
        ("field", "mine", "theirs"),
        [
            ("version", "v3", "V 3.0"),
            ("version", "v3", "Master_v3.wav"),
            ("version", "Instrumental v2", "instrumental_v02.wav"),
            ("file", "master-v3.wav", "https://files.example/master-v3.wav?dl=0"),
            ("owners", "Kaya", "Kaya Moon"),
            ("owners", "K. Moon", "Kaya Moon"),
            ("owners", "Moon, Kaya", "Kaya Moon"),
        ],
    )
    def test_one_value_in_two_spellings_is_no_dispute(self, field: str, mine: Cell, theirs: Cell) -> None:
        release = one(tool("plan", [{**MASTER, field: mine}]), tool("board", [{**MASTER, field: theirs}]))
        assert facts(release) == {}

    @pytest.mark.parametrize(
        ("field", "mine", "theirs"),
        [
            ("version", "v3", "Instrumental v3"),
            ("version", "v3", "v3.1"),
            ("file", "master-v3.wav", "https://files.example/master-v4.wav"),
            ("owners", "Kaya", "Kaya Moon, Lee"),
            ("owners", "Lee Moon", "Kaya Moon"),
        ],
    )
    def test_two_values_that_look_alike_are_a_dispute_all_the_same(self, field: str, mine: Cell, theirs: Cell) -> None:
        release = one(tool("plan", [{**MASTER, field: mine}]), tool("board", [{**MASTER, field: theirs}]))
        assert set(facts(release)) == {f"deliverable.{field}"}

    @pytest.mark.parametrize(
        ("field", "mine", "theirs", "disputed"),
        [
            ("artist", "Kaya feat. Lee", "Kaya ft Lee", False),
            ("artist", "Kaya & Lee", "Kaya and Lee", False),
            ("distributor", "LabelGrid", "Label Grid", False),
            ("distributor", "The Orchard", "Orchard (label account)", False),
            ("distributor", "TuneCore", "DistroKid", True),
            ("type", "EP", "E.P.", False),
            ("type", "Single", "Digital Single", False),
            ("type", "Album", "LP", False),
            ("type", "Album", "EP", True),
        ],
    )
    def test_what_a_release_is_in_two_spellings(self, field: str, mine: str, theirs: str, disputed: bool) -> None:
        def spelled(name: str, words: str) -> Normalized:
            shelf: Rows = [{"id": f"{name}-night-bus", "title": "Night Bus", field: words}]
            return source((RELEASES, shelf), name=name, tool=name)

        release = one(spelled("plan", mine), spelled("board", theirs))
        assert set(facts(release)) == ({field} if disputed else set())

    def test_two_of_one_name_are_no_dispute_before_anybody_says_that_they_are_two(self) -> None:
        shares: Rows = [{"id": "share", "release": "Night Bus", "holder": "Kaya Moon", "share": "100 %"}]
        sources = [
            tool(
                name,
                [{**MASTER, "owners": "Kaya Moon"}],
                (PEOPLE, [{"id": f"{name}-kaya", "name": "Kaya Moon", "mail": f"kaya@{name}.example"}]),
                (SPLITS, [{**row, "id": f"{name}-share"} for row in shares]),
            )
            for name in ("plan", "board")
        ]
        assert facts(one(*sources)) == {}

    def test_the_settings_say_whose_value_is_right(self) -> None:
        mine, theirs = tool("plan", [MASTER]), tool("board", [{**MASTER, "due": LATER}])
        release = one(mine, theirs, terms=Terms(authority={"deliverable.due": "board"}))
        assert (release.deliverables[0].due, facts(release)["deliverable.due"].right) == (LATER, "board")

    def test_needs_what_either_tool_says_and_the_same_thing_once(self) -> None:
        def upload(needs: str) -> Mapping[str, Cell]:
            return {"title": "Upload", "needs": needs}

        art: Mapping[str, Cell] = {"title": "Cover artwork"}
        plan = tool("plan", [MASTER, art, upload("Master, UPC from Lee")])
        board = tool("board", [MASTER, art, upload("Final master handoff, Cover artwork")])
        needs = one(plan, board).deliverables[2].needs
        assert isinstance(needs, tuple)
        assert [(need.text, need.handed) for need in needs] == [
            ("Master", True),
            ("UPC", True),
            ("Cover artwork", False),
        ]

    def test_needs_of_either_tool_find_the_one(self) -> None:
        upload: Mapping[str, Cell] = {"title": "Distributor upload", "needs": "FINAL MASTER"}
        by_id: Mapping[str, Cell] = {"title": "Cover", "needs": (LinkCell("board-FINAL MASTER", ""),)}
        board = tool("board", [{**MASTER, "title": "FINAL MASTER"}, upload, by_id])
        release = one(tool("plan", [MASTER]), board)
        by_title = {item.title: item for item in release.deliverables}
        assert titles(release) == ["Final master", "Distributor upload", "Cover"]
        assert (
            need_keys(by_title["Distributor upload"]) == need_keys(by_title["Cover"]) == [by_title["Final master"].key]
        )

    def test_of_another_title_stays_apart_and_so_does_what_stands_twice(self) -> None:
        release = one(
            tool("plan", [MASTER, {"title": "Reel"}]),
            tool("board", [{**MASTER, "title": "Master"}, {"title": "Reel"}, {"id": "2", "title": "Reel"}]),
        )
        assert sorted(titles(release)) == ["Final master", "Master", "Reel", "Reel", "Reel"]

    def test_a_link_in_the_cell_for_it_joins_whatever_it_is_called(self) -> None:
        theirs: Mapping[str, Cell] = {"title": "Audio, done right", "elsewhere": "plan-Final master"}
        release = one(tool("plan", [MASTER]), tool("board", [theirs]))
        assert titles(release) == ["Final master"]


class TestWhatIsAboutTheWork:
    def test_two_tools_that_decide_differently_decide_nothing(self) -> None:
        decided = [{**MASTER, "approvers": "Lee", "decision": word} for word in ("yes", "no")]
        release = one(tool("plan", decided[:1]), tool("board", decided[1:]))
        assert isinstance(release.gates, tuple)
        (gate,) = release.gates
        assert gate.decisions is Unknown.DISPUTED
        assert [said.value.split()[0] for said in facts(release)["gate.decisions"].statements] == ["yes", "no"]

    def test_two_tools_that_decide_alike_are_one_decision(self) -> None:
        decided = {**MASTER, "approvers": "Lee", "decision": "yes"}
        release = one(tool("plan", [decided]), tool("board", [decided]))
        assert isinstance(release.gates, tuple)
        (gate,) = release.gates
        assert isinstance(gate.decisions, tuple)
        assert [decision.word for decision in gate.decisions] == [Word.YES]

    def test_a_gate_of_the_second_tool_holds_up_the_one(self) -> None:
        board = tool("board", [MASTER], (GATES, [{"on": (LinkCell("board-Final master", ""),), "approvers": "Lee"}]))
        release = one(tool("plan", [MASTER]), board)
        assert isinstance(release.gates, tuple)
        assert [gate.on.key for gate in release.gates] == [release.deliverables[0].key]  # type: ignore[union-attr]

    def test_a_handoff_in_both_tools_is_one(self) -> None:
        rows: Rows = [{"work": "Final master", "senders": "Kaya", "receivers": "Lee"}]
        release = one(*(tool(name, [MASTER], (HANDOFFS, rows)) for name in ("plan", "board")))
        assert isinstance(release.handoffs, tuple)
        assert [handoff.work.key for handoff in release.handoffs] == [release.deliverables[0].key]  # type: ignore[union-attr]


def shares(*rows: tuple[str, str], track: str = "Night Bus") -> tuple[Subject, Rows]:
    return SPLITS, [
        {"release": "Night Bus", "track": track, "pie": "composition", "holder": holder, "share": share}
        for holder, share in rows
    ]


class TestSplits:
    def cut(self, *both: tuple[Subject, Rows], **terms: Any) -> Release:
        pair = zip(("plan", "board"), both, strict=True)
        return one(*(tool(name, [], rows) for name, rows in pair), terms=Terms(**terms))

    def splits(self, release: Release) -> list[tuple[str, object]]:
        assert isinstance(release.splits, tuple)
        return [(split.holder.text if isinstance(split.holder, Actor) else "", split.share) for split in release.splits]

    def test_that_agree_are_counted_once(self) -> None:
        release = self.cut(shares(("Kaya", "50%"), ("Lee", "50%")), shares(("Lee", "50 %"), ("Kaya", "50%")))
        assert self.splits(release) == [("Kaya", Decimal(50)), ("Lee", Decimal(50))]

    def test_that_differ_are_one_dispute_and_nobodys_share_is_known(self) -> None:
        release = self.cut(shares(("Kaya", "50%"), ("Lee", "50%")), shares(("Kaya", "60%"), ("Lee", "40%")))
        assert self.splits(release) == [("Kaya", Unknown.DISPUTED), ("Lee", Unknown.DISPUTED)]
        assert [said.value for said in facts(release)["split.shares"].statements] == [
            "Kaya 50 %, Lee 50 %",
            "Kaya 60 %, Lee 40 %",
        ]

    def test_a_third_is_the_same_in_every_notation(self) -> None:
        names = ("Kaya", "Lee", "Rae")
        spelled, rounded = (shares(*((name, third) for name in names)) for third in ("1/3", "33.33%"))
        release = self.cut(spelled, rounded)
        assert isinstance(release.facts, tuple)
        (told,) = (fact for fact in release.facts if fact.name == "split.shares")
        assert not told.disputed
        assert [said.value for said in told.statements] == [
            "Kaya 33.3333 %, Lee 33.3333 %, Rae 33.3333 %",
            "Kaya 33.33 %, Lee 33.33 %, Rae 33.33 %",
        ]

    def test_nothing_but_a_fraction_is_rounded(self) -> None:
        release = self.cut(shares(("Kaya", "50.4%"), ("Lee", "49.6%")), shares(("Kaya", "50%"), ("Lee", "50%")))
        assert facts(release)["split.shares"].disputed

    def test_the_right_tools_shares_are_used(self) -> None:
        release = self.cut(
            shares(("Kaya", "50%"), ("Lee", "50%")), shares(("Kaya", "100%")), authority={"split.shares": "board"}
        )
        assert self.splits(release) == [("Kaya", Decimal(100))]

    def test_of_two_tracks_stay_apart(self) -> None:
        release = self.cut(shares(("Kaya", "100%")), shares(("Kaya", "90%"), track="Day Tram"))
        assert isinstance(release.splits, tuple)
        assert all(isinstance(split.share, Decimal) for split in release.splits)


class TestTracks:
    def test_are_joined_by_code_and_by_title_and_kept_apart_by_version(self) -> None:
        plan: Rows = [{"title": "Night Bus", "isrc": "DE-A12-26-00001", "release": "Night Bus"}]
        board: Rows = [
            {"id": "b1", "title": "night bus", "isrc": "DEA122600001", "release": "Night Bus"},
            {"id": "b2", "title": "Night Bus (Live)", "isrc": None, "release": "Night Bus"},
        ]
        release = one(tool("plan", [], (TRACKS, plan)), tool("board", [], (TRACKS, board)))
        assert isinstance(release.tracks, tuple)
        assert [track.title for track in release.tracks] == ["Night Bus", "Night Bus (Live)"]


class TestWhatWasNotRead:
    def test_leaves_every_disagreement_unseen(self) -> None:
        release = one(tool("plan", [MASTER]), tool("board", [{**MASTER, "due": LATER}], whole=False))
        assert release.facts is Unknown.UNSEEN

    def test_is_no_reason_to_say_that_a_confirmed_pair_is_gone(self) -> None:
        terms = Terms(Confirmations(same=(Answer(Sort.RELEASE, ("x", "y")),)))
        whole = assemble([tool("plan"), tool("board")], NOW, terms)
        part = assemble([tool("plan"), tool("board", whole=False)], NOW, terms)
        assert [len(slate.sources[0].drift) for slate in (whole, part)] == [1, 0]
        assert "there is no release “x” or “y” any more" in whole.sources[0].drift[0]


class TestAPartnerThatWasNotRead:
    """What was joined stays what it was while one of the tools is down."""

    BARE: Mapping[str, Cell] = {**MASTER, "owners": None, "approvers": "Lee", "decision": "yes"}

    def seen_again(self, *sources: Normalized) -> Release:
        board = tool("board", [self.BARE, {"title": "Upload", "needs": "Final master"}])
        whole = assemble([tool("plan", [MASTER], type=None), board], NOW)
        memory = remember(whole, Policy(), Memory(), NOW)
        (release,) = assembled(sources, NOW, memory=memory).slate.releases
        return release

    def down(self, name: str) -> Normalized:
        return source((RELEASES, []), (WORK, []), name=name, tool=name, whole=False)

    def test_the_second_tools_record_stands_for_both_under_the_key_that_carried_it(self) -> None:
        board = tool("board", [self.BARE, {"title": "Upload", "needs": "Final master"}])
        before = one(tool("plan", [MASTER]), board)
        release = self.seen_again(self.down("plan"), board)
        assert (release.key, release.ref.tool) == (before.key, "plan")
        assert [item.key for item in release.deliverables] == [item.key for item in before.deliverables]
        assert need_keys(release.deliverables[1]) == [release.deliverables[0].key]

    def test_what_it_leaves_empty_is_unseen(self) -> None:
        release = self.seen_again(self.down("plan"), tool("board", [self.BARE]))
        (item,) = release.deliverables
        assert (item.owners, item.due) == (Unknown.UNSEEN, FRIDAY)

    def test_so_is_what_the_first_tool_leaves_empty_while_the_second_is_down(self) -> None:
        release = self.seen_again(tool("plan", [MASTER], type=None), self.down("board"))
        assert (release.type, release.deliverables[0].version) == (Unknown.UNSEEN, Unknown.UNSEEN)
        assert release.deliverables[0].due == FRIDAY

    def test_what_was_joined_is_remembered_until_every_tool_is_read_again(self) -> None:
        whole = assemble([tool("plan", [MASTER]), tool("board", [MASTER])], NOW)
        memory = remember(whole, Policy(), Memory(), NOW)
        part = assembled([self.down("plan"), tool("board", [MASTER])], NOW, memory=memory).slate
        assert remember(part, Policy(), memory, NOW).joined == memory.joined != {}
        alone = assemble([tool("board", [MASTER])], NOW)
        assert remember(alone, Policy(), memory, NOW).joined == {}

    def test_a_store_keeps_it(self) -> None:
        whole = assemble([tool("plan", [MASTER]), tool("board", [{**MASTER, "due": LATER}])], NOW)
        memory = remember(whole, Policy(), Memory(), NOW)
        assert memory_from_text(memory_to_text(memory)) == memory
        assert memory.stated


class TestPeople:
    def people(self, mine: Mapping[str, Cell], theirs: Mapping[str, Cell], **terms: Any) -> Any:
        sources = [source((PEOPLE, [row]), name=name, tool=name) for name, row in (("plan", mine), ("board", theirs))]
        return assembled(sources, NOW, Terms(**terms))

    KAYA: Mapping[str, Cell] = {"id": "k", "name": "Kaya", "mail": "k@x.test"}

    def test_two_tools_that_disagree_about_who_somebody_is_are_told_in_one_sentence(self) -> None:
        found = self.people(self.KAYA, {**self.KAYA, "mail": "kaya@other.test"})
        told = [sentence for sentence in found.slate.sources[0].drift if "Kaya" in sentence]
        assert len(found.slate.people) == 2
        assert [("plan" in sentence, "board" in sentence, "@" in sentence) for sentence in told] == [
            (True, True, False)
        ]
        assert len(found.slate.sources[0].drift) == len(found.matches.proposals) == 1
        assert [person.missing_in for person in found.slate.people] == [(), ()]

    def test_one_address_of_two_names_is_told_too_and_no_name_is_lost(self) -> None:
        found = self.people(self.KAYA, {**self.KAYA, "name": "Lee Park"})
        (person,) = found.slate.people
        assert {person.name, *person.also_known_as} == {"Kaya", "Lee Park"}
        assert len(found.slate.sources[0].drift) == 1

    def test_a_confirmation_makes_them_one_and_ends_the_question(self) -> None:
        said = Confirmations(same=(Answer(Sort.PERSON, ("plan/Kaya", "board/Kaya")),))
        found = self.people(self.KAYA, {**self.KAYA, "mail": "kaya@other.test"}, said=said)
        (person,) = found.slate.people
        assert person.mails == ("k@x.test", "kaya@other.test")
        assert (found.slate.sources[0].drift, found.matches.proposals) == ((), ())

    def test_said_to_be_two_they_stay_two_in_spite_of_their_name(self) -> None:
        said = Confirmations(different=(Answer(Sort.PERSON, ("plan/Kaya", "board/Kaya")),))
        found = self.people(self.KAYA, {**self.KAYA, "mail": None}, said=said)
        assert len(found.slate.people) == 2

    def test_each_knows_who_has_them(self) -> None:
        found = self.people(self.KAYA, {"id": "l", "name": "Lee", "mail": "l@x.test"})
        assert [(p.name, p.known_in, p.missing_in) for p in found.slate.people] == [
            ("Kaya", ("plan",), ("board",)),
            ("Lee", ("board",), ("plan",)),
        ]


def test_two_date_rows_of_two_tools_dispute_the_releases_date() -> None:
    row: Mapping[str, Cell] = {"title": "Release date", "due": date(2026, 9, 4)}
    release = one(tool("plan", [row]), tool("board", [{**row, "title": "Street date", "due": LATER}]))
    assert release.date is Unknown.DISPUTED
    assert {said.value for said in facts(release)["date"].statements} == {"2026-09-04", LATER.isoformat()}


def test_one_tool_alone_states_nothing_twice() -> None:
    (release,) = joined(tool("plan", [MASTER])).releases
    assert (release.facts, release.records) == ((), ())
