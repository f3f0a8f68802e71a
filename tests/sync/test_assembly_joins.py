"""What is one release, one person, one owner and one date, where several records say so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from connectors.mapping.meanings import Subject
from connectors.normalize.normalized import Normalized
from connectors.record import Cell, LinkCell
from rules.model import Actor, Kind, Link, Release, Slate, Standing, Unknown, Word
from tests.connectors.normalize.sheets import Rows
from tests.sync.joined import (
    FRIDAY,
    GATES,
    PEOPLE,
    RELEASES,
    WORK,
    alone,
    by_title,
    joined,
    source,
    titles,
)


class TestTheSameReleaseInTwoTools:
    def two(self, one: Mapping[str, Cell], other: Mapping[str, Cell]) -> Slate:
        return joined(
            source((RELEASES, [one]), name="a", tool="notion"), source((RELEASES, [other]), name="b", tool="airtable")
        )

    def test_is_one_release_that_knows_what_either_knows(self) -> None:
        (release,) = self.two(
            {"title": "Night Bus", "date": FRIDAY, "type": None}, {"title": "NIGHT BUS!", "type": "single"}
        ).releases
        assert (release.date, release.type, release.artist) == (FRIDAY, "single", Unknown.ABSENT)

    @pytest.mark.parametrize(
        ("field", "one", "other"),
        [
            ("date", FRIDAY, FRIDAY + timedelta(days=7)),
            ("type", "Single", "EP"),
            ("distributor", "A", "B"),
            ("state", "Done", "In progress"),
            ("owners", "Kaya", "Lee"),
        ],
    )
    def test_a_disagreement_is_disputed_and_never_decided(self, field: str, one: Cell, other: Cell) -> None:
        (release,) = self.two({"title": "Night Bus", field: one}, {"title": "Night Bus", field: other}).releases
        assert getattr(release, field) is Unknown.DISPUTED

    def test_spelling_is_no_disagreement(self) -> None:
        (release,) = self.two({"title": "X", "type": "Single "}, {"title": "X", "type": "single"}).releases
        assert release.type in ("Single", "single")

    def test_a_blank_beside_something_unreadable_is_not_empty(self) -> None:
        (release,) = self.two({"title": "X", "date": None}, {"title": "X", "date": "soon"}).releases
        assert release.date is Unknown.UNREADABLE

    def test_is_filed_under_by_records_of_both(self) -> None:
        slate = joined(
            source((RELEASES, [{"id": "p1", "title": "X"}, {"title": "Y"}]), name="a", tool="notion"),
            source(
                (RELEASES, [{"id": "r1", "title": "X"}, {"title": "Z"}]),
                (WORK, [{"title": "Mix", "release": (LinkCell("r1", ""),)}]),
                name="b",
                tool="airtable",
            ),
        )
        assert titles(by_title(slate)["X"]) == ["Mix"]

    def test_a_gate_on_either_record_holds_up_the_one_release(self) -> None:
        slate = self.two({"title": "X", "date_decision": "yes"}, {"title": "X", "final_go_decision": None})
        (release,) = slate.releases
        assert isinstance(release.gates, tuple)
        assert [(gate.kind, gate.on) for gate in release.gates] == [
            (Kind.DATE, Link("X", release.key)),
            (Kind.LAUNCH_POST, Link("X", release.key)),
        ]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"title": "Night Bus"}, {"title": "Night Bus (Deluxe)"}),
            ({"title": "Intro", "artist": "Kaya"}, {"title": "Intro", "artist": "Lee"}),
        ],
    )
    def test_doubtful_pairs_stay_apart(self, one: Mapping[str, Cell], other: Mapping[str, Cell]) -> None:
        assert len(self.two(one, other).releases) == 2


class TestPeople:
    def test_one_person_in_two_tools_is_joined_by_mail(self) -> None:
        slate = joined(
            source((PEOPLE, [{"name": "Kaya", "mail": "k@x.test", "roles": "Artist"}]), name="a", tool="notion"),
            source((PEOPLE, [{"name": "Kaya Müller", "mail": "K@x.test"}]), name="b", tool="airtable"),
        )
        (person,) = slate.people
        assert (person.roles, {person.name, *person.also_known_as}) == (("Artist",), {"Kaya", "Kaya Müller"})

    @pytest.mark.parametrize(
        ("rows", "count"),
        [
            ([{"name": "Kaya", "mail": "k@x.test"}, {"name": "Kaya", "mail": None}], 1),
            ([{"name": "Kaya", "mail": "k@x.test"}, {"name": "Kaya", "mail": "other@y.test"}], 2),
            ([{"name": "Kaya", "mail": "shared@x.test"}, {"name": "Lee", "mail": "shared@x.test"}], 2),
        ],
    )
    def test_rows_are_one_person_only_where_nothing_speaks_against_it(self, rows: Rows, count: int) -> None:
        assert len(joined(source((PEOPLE, rows))).people) == count

    def test_owners_are_resolved_against_the_people_of_every_source(self) -> None:
        slate = joined(
            source((WORK, [{"title": "Mix", "owners": "Kaya, Bo"}]), name="a"),
            source((PEOPLE, [{"name": "Kaya"}]), name="b"),
        )
        owners = slate.releases[0].deliverables[0].owners
        assert isinstance(owners, tuple)
        assert slate.people_known
        assert [owner.standing for owner in owners] == [Standing.PERSON, Standing.STRANGER]

    @pytest.mark.parametrize("owner", ["Dee Castro", "Dee"])
    def test_a_name_that_two_tools_give_to_two_people_means_in_each_the_one_of_that_tool(self, owner: str) -> None:
        def tool(name: str, mail: str, *more: tuple[Subject, Rows]) -> Normalized:
            people: Rows = [{"name": "Dee Castro", "mail": mail}, {"name": "Kaya", "mail": "kaya@x.test"}]
            return source((PEOPLE, people), *more, name=name, tool=name)

        work: Rows = [{"title": "Mix", "owners": owner}, {"title": "Master", "owners": "Dee Ferro"}]
        gates: Rows = [{"title": "Mix", "on": "Mix", "approvers": owner, "decision": "Approved", "decided_by": owner}]
        slate = joined(tool("a", "dee@x.test", (WORK, work), (GATES, gates)), tool("b", "castro@y.test"))
        (release,) = slate.releases
        mix, master = release.deliverables
        assert isinstance(release.gates, tuple)
        (gate,) = release.gates
        assert isinstance(gate.approvers, tuple)
        assert isinstance(gate.decisions, tuple)
        seats = (mix.owner, *gate.approvers, gate.decisions[0].by)
        people = [seat.person for seat in seats if isinstance(seat, Actor)]
        assert [person.mails for person in people if person is not None] == [("dee@x.test",)] * 3
        assert master.owner is not None
        assert master.owner.standing is Standing.STRANGER

    def test_a_name_of_two_people_in_one_tool_means_neither_there(self) -> None:
        people: Rows = [{"name": "Dee Castro", "mail": "one@x.test"}, {"name": "Dee Castro", "mail": "two@x.test"}]
        one = source((PEOPLE, people), (WORK, [{"title": "Mix", "owners": "Dee Castro"}]), name="a")
        slate = joined(one, source((PEOPLE, [{"name": "Lee", "mail": "lee@x.test"}]), name="b", tool="notion"))
        owner = slate.releases[0].deliverables[0].owner
        assert owner is not None
        assert owner.standing is Standing.STRANGER

    def test_a_row_that_names_a_release_fills_its_role_there_only(self) -> None:
        people: Rows = [
            {"name": "Kaya", "roles": "Designer", "release": "Night Bus"},
            {"name": "Lee", "roles": "Designer", "release": "Day Tram"},
        ]
        work: Rows = [{"title": "Art", "owners": "Designer", "release": r} for r in ("Night Bus", "Day Tram")]
        releases: Rows = [{"title": "Night Bus"}, {"title": "Day Tram"}]
        found = by_title(joined(source((RELEASES, releases), (PEOPLE, people), (WORK, work))))
        owners = {title: release.deliverables[0].owner for title, release in found.items()}
        assert {title: owner and owner.name for title, owner in owners.items()} == {
            "Night Bus": "Kaya",
            "Day Tram": "Lee",
        }

    def test_a_relation_to_any_of_a_persons_rows_means_the_person(self) -> None:
        people: Rows = [
            {"id": "p1", "name": "Kaya", "roles": "Artist"},
            {"id": "p2", "name": "Kaya", "roles": "Writer"},
        ]
        work: Rows = [
            {"title": "A", "owners": (LinkCell("p1", "?"),)},
            {"title": "B", "owners": (LinkCell("p2", "?"),)},
        ]
        items = alone((PEOPLE, people), (WORK, work)).deliverables
        assert [item.owner.name for item in items if item.owner] == ["Kaya", "Kaya"]


class TestTheOwnerThatIsInherited:
    def owner(self, rows: Rows, release: Mapping[str, Cell] | None = None) -> str | None:
        release = {"title": "Night Bus", **(release or {})}
        item = alone((RELEASES, [release]), (WORK, rows)).deliverables[0]
        return item.inherited_owner.name if item.inherited_owner else None

    def test_is_the_parents_then_the_releases(self) -> None:
        child: Mapping[str, Cell] = {"title": "Thumbnail", "owners": None, "parent": "Video"}
        assert self.owner([child, {"title": "Video", "owners": "Kaya"}], {"owners": "Lee"}) == "Kaya"
        assert self.owner([child, {"title": "Video", "owners": None}], {"owners": "Lee"}) == "Lee"

    @pytest.mark.parametrize(
        "row",
        [
            {"title": "Mix", "owners": "Kaya"},
            {"title": "Mix", "owners": Unknown.TRUNCATED},
            {"title": "Mix"},
        ],
    )
    def test_is_nobody_where_an_owner_is_named_or_not_known(self, row: Mapping[str, Cell]) -> None:
        assert self.owner([row], {"owners": "Lee"}) is None

    def test_is_nobody_where_the_release_names_several(self) -> None:
        assert self.owner([{"title": "Mix", "owners": None}], {"owners": "Lee, Kaya"}) is None

    def test_parents_in_a_circle_end(self) -> None:
        rows: Rows = [{"title": "A", "owners": None, "parent": "B"}, {"title": "B", "owners": None, "parent": "A"}]
        assert self.owner(rows) is None


class TestTheDateThatIsARow:
    def release(self, *rows: Mapping[str, Cell], **facts: Cell) -> Release:
        return alone((RELEASES, [{"title": "Night Bus", **facts}]), (WORK, rows))

    ROW: Mapping[str, Cell] = {"title": "Release date confirmed", "due": FRIDAY, "owners": "Kaya", "state": "Done"}

    def test_its_due_date_is_the_releases_where_the_release_states_none(self) -> None:
        assert self.release(self.ROW).date == FRIDAY
        assert self.release(self.ROW, date=date(2026, 9, 11)).date == date(2026, 9, 11)
        assert self.release(self.ROW, date="soon").date is Unknown.UNREADABLE

    @pytest.mark.parametrize("title", ["Confirm release date", "Announce release date", "Release date post", "Mix"])
    def test_a_task_about_the_date_is_not_the_date(self, title: str) -> None:
        assert self.release({**self.ROW, "title": title}, date=None).date is None

    def test_two_rows_with_two_dates_are_in_dispute(self) -> None:
        other = {**self.ROW, "title": "Street date", "due": date(2026, 9, 11)}
        assert self.release(self.ROW, other).date is Unknown.DISPUTED

    def test_it_is_the_gate_on_the_date_and_done_is_its_owners_yes(self) -> None:
        release = self.release(self.ROW)
        assert isinstance(release.gates, tuple)
        (gate,) = release.gates
        assert (gate.kind, gate.on, gate.ref.record) == (Kind.DATE, Link("Night Bus", release.key), "1")
        assert isinstance(gate.decisions, tuple)
        assert [(d.word, d.by.text) for d in gate.decisions] == [(Word.YES, "Kaya")]  # type: ignore[union-attr]

    @pytest.mark.parametrize(("state", "decisions"), [("In progress", ()), (None, ()), ("Blorp", Unknown.UNREADABLE)])
    def test_until_it_is_done_nothing_is_confirmed(self, state: Cell, decisions: object) -> None:
        gates = self.release({**self.ROW, "state": state}).gates
        assert isinstance(gates, tuple)
        assert gates[0].decisions == decisions

    def test_its_own_approval_columns_go_before_its_status(self) -> None:
        gates = self.release({**self.ROW, "decision": "no", "decided_by": "Lee"}).gates
        assert isinstance(gates, tuple)
        (gate,) = gates
        assert gate.kind is Kind.DATE
        assert [d.word for d in gate.decisions] == [Word.NO]  # type: ignore[union-attr]

    def test_announcing_the_date_is_no_gate(self) -> None:
        assert self.release({**self.ROW, "title": "Announce release date"}).gates is Unknown.ABSENT
