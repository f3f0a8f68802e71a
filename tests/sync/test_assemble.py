"""Several sources joined into one slate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.binding import StatusColumn, TableBinding
from connectors.mapping.meanings import Subject
from connectors.normalize.normalized import Normalized
from connectors.normalize.source import normalize
from connectors.record import Cell, LinkCell, Pull
from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING
from rules.model import Deliverable, Kind, Link, Release, Slate, Standing, State, Unknown, Word
from rules.policy import Policy, Severity
from sync.assemble import assemble
from tests.connectors.normalize.sheets import NOW, Rows, bound, records, table

WORK, RELEASES, PEOPLE = Subject.DELIVERABLES, Subject.RELEASES, Subject.PEOPLE
HANDOFFS, GATES, TRACKS = Subject.HANDOFFS, Subject.GATES, Subject.TRACKS

FRIDAY = date(2026, 9, 4)


def source(
    *tables: tuple[Subject, Rows], name: str = "plan", tool: str = "workbook", whole: bool = True, **facts: Any
) -> Normalized:
    """Return one source whose tables are called by their subjects; `facts` go to every binding."""
    sheets = tuple(table(rows, subject.value) for subject, rows in tables)
    found = tuple(record for subject, rows in tables for record in records(rows, subject.value, tool))
    bindings = [bound(rows, subject, subject.value, **facts) for subject, rows in tables]
    return normalize(name, tool, Pull(sheets, found, NOW, complete=whole), bindings, UTC)


def joined(*sources: Normalized) -> Slate:
    return assemble(sources, NOW)


def alone(*tables: tuple[Subject, Rows], **facts: Any) -> Release:
    """Return the one release that one source comes to."""
    (release,) = joined(source(*tables, **facts)).releases
    return release


def by_title(slate: Slate) -> dict[str, Release]:
    assert len({release.title for release in slate.releases}) == len(slate.releases)
    return {release.title: release for release in slate.releases}


def titles(release: Release) -> list[str]:
    return [item.title for item in release.deliverables]


def need_keys(item: Deliverable) -> list[str]:
    assert isinstance(item.needs, tuple)
    return [need.key for need in item.needs]


class TestTheArticlesTable:
    ROWS: Sequence[Mapping[str, Cell]] = [
        {"id": d, "title": d, "owners": o, "needs": n, "gate": g}
        for d, o, n, g in [
            ("Final master", "Producer", "Mix approval from Artist", "Artist signs off"),
            ("Cover artwork", "Designer", "Creative brief", "Artist signs off"),
            ("Distributor upload", "Manager", "Master + Artwork handoffs", "Manager confirms"),
            ("Teaser video", "Video editor", "Artwork handoff", "Artist signs off"),
            ("Launch posts", "Social manager", "Date confirmation from Manager", "Manager gives final go"),
        ]
    ]

    def test_it_is_one_implied_release_of_five_owned_and_gated_deliverables(self) -> None:
        release = alone((WORK, self.ROWS))
        assert release.implied
        assert release.date is Unknown.ABSENT
        assert [d.owner.role for d in release.deliverables if d.owner] == [
            "producer", "designer", "manager", "video editor", "social manager",
        ]  # fmt: skip
        assert isinstance(release.gates, tuple)
        assert [g.kind for g in release.gates] == [
            Kind.MASTER, Kind.ARTWORK, Kind.UPLOAD, Kind.TEASER, Kind.LAUNCH_POST,
        ]  # fmt: skip

    def test_its_handoffs_lead_to_the_work_that_they_mean(self) -> None:
        items = {item.title: item for item in alone((WORK, self.ROWS)).deliverables}
        assert need_keys(items["Distributor upload"]) == [items["Final master"].key, items["Cover artwork"].key]
        assert need_keys(items["Teaser video"]) == [items["Cover artwork"].key]

    def test_no_rule_finds_anything_that_its_author_would_not_accept(self) -> None:
        slate = joined(source((WORK, self.ROWS)))
        report = check(slate, Policy(), NOW, NOTHING, ALL)
        assert [v.message for v in report.violations if v.severity is not Severity.NOTE] == []

    def test_a_row_that_loses_its_owner_is_still_found(self) -> None:
        rows = [dict(row) | ({"owners": None} if row["title"] == "Cover artwork" else {}) for row in self.ROWS]
        report = check(joined(source((WORK, rows))), Policy(), NOW, NOTHING, ALL)
        assert [v.code for v in report.violations if v.severity is Severity.BLOCKER] == ["OWN001"]


class TestWhereADeliverableBelongs:
    def test_to_the_release_that_it_names(self) -> None:
        rows: Rows = [{"title": "Mix", "release": "night bus"}, {"title": "Cut", "release": "Day Tram"}]
        releases: Rows = [{"title": "Night Bus"}, {"title": "Day Tram"}]
        found = by_title(joined(source((RELEASES, releases), (WORK, rows))))
        assert {title: titles(release) for title, release in found.items()} == {
            "Night Bus": ["Mix"],
            "Day Tram": ["Cut"],
        }
        assert not any(release.implied for release in found.values())

    def test_to_the_release_that_it_is_related_to_whatever_that_is_called(self) -> None:
        rows: Rows = [{"title": "Mix", "release": (LinkCell("r2", "renamed since"),)}]
        releases: Rows = [{"id": "r1", "title": "Night Bus"}, {"id": "r2", "title": "Day Tram"}]
        found = by_title(joined(source((RELEASES, releases), (WORK, rows))))
        assert titles(found["Day Tram"]) == ["Mix"]

    def test_to_the_only_release_of_its_source_when_it_names_none(self) -> None:
        assert titles(alone((RELEASES, [{"title": "Night Bus"}]), (WORK, [{"title": "Mix"}]))) == ["Mix"]

    def test_to_what_its_table_stands_for_when_there_are_several(self) -> None:
        found = by_title(
            joined(source((RELEASES, [{"title": "Night Bus"}, {"title": "Day Tram"}]), (WORK, [{"title": "Mix"}])))
        )
        assert titles(found["deliverables"]) == ["Mix"]
        assert found["deliverables"].implied

    def test_to_what_its_table_stands_for_when_the_release_cannot_be_read(self) -> None:
        rows: Rows = [{"title": "Mix", "release": Unknown.TRUNCATED}]
        found = by_title(joined(source((RELEASES, [{"title": "Night Bus"}]), (WORK, rows))))
        assert titles(found["deliverables"]) == ["Mix"]

    def test_to_a_release_that_only_its_rows_name(self) -> None:
        rows: Rows = [{"title": "Mix", "release": "Night Bus"}, {"title": "Cut", "release": "NIGHT BUS"}]
        release = alone((WORK, rows))
        assert titles(release) == ["Mix", "Cut"]
        assert (release.implied, release.date, release.brief) == (True, Unknown.ABSENT, Unknown.ABSENT)

    def test_to_its_parents_release_through_any_number_of_parents(self) -> None:
        rows: Rows = [
            {"title": "Thumbnail", "parent": "Video", "release": None},
            {"title": "Video", "parent": "Promo", "release": None},
            {"title": "Promo", "parent": None, "release": "Day Tram"},
        ]
        releases: Rows = [{"title": "Night Bus"}, {"title": "Day Tram"}]
        found = by_title(joined(source((RELEASES, releases), (WORK, rows))))
        assert sorted(titles(found["Day Tram"])) == ["Promo", "Thumbnail", "Video"]

    def test_to_its_tracks_release(self) -> None:
        rows: Rows = [{"title": "Mix", "track": "Song One"}]
        tracks: Rows = [{"title": "Song One", "release": "Day Tram"}]
        releases: Rows = [{"title": "Night Bus"}, {"title": "Day Tram"}]
        found = by_title(joined(source((RELEASES, releases), (TRACKS, tracks), (WORK, rows))))
        assert titles(found["Day Tram"]) == ["Mix"]

    def test_two_releases_of_one_title_are_not_guessed_between(self) -> None:
        rows: Rows = [{"title": "Mix", "release": "Night Bus"}]
        slate = joined(source((RELEASES, [{"title": "Night Bus"}, {"title": "Night Bus"}]), (WORK, rows)))
        assert [(release.implied, titles(release)) for release in slate.releases] == [
            (False, []),
            (False, []),
            (True, ["Mix"]),
        ]

    def test_titles_of_signs_alone_are_told_apart(self) -> None:
        rows: Rows = [{"title": "Mix", "release": "+"}, {"title": "Cut", "release": "÷"}]
        assert set(by_title(joined(source((WORK, rows))))) == {"+", "÷"}

    def test_a_source_that_was_not_read_completely_has_no_only_release(self) -> None:
        slate = joined(source((RELEASES, [{"title": "Night Bus"}]), (WORK, [{"title": "Mix"}]), whole=False))
        assert titles(by_title(slate)["Night Bus"]) == []


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


class TestThePlacesOfThings:
    def test_what_no_source_of_the_release_could_record_is_absent_and_what_it_could_is_empty(self) -> None:
        slate = joined(
            source((WORK, [{"title": "Mix", "release": "A"}]), name="a"),
            source((WORK, [{"title": "Cut", "release": "B"}]), (HANDOFFS, [{"work": "Nothing known"}]), name="b"),
        )
        found = by_title(slate)
        assert found["A"].handoffs is Unknown.ABSENT
        assert isinstance(found["B"].handoffs, tuple)
        assert found["B"].tracks is Unknown.ABSENT

    @pytest.mark.parametrize("place", ["handoffs", "gates"])
    def test_what_was_not_read_completely_is_unseen_and_never_empty(self, place: str) -> None:
        rows: Rows = [{"title": "Mix", "sent_at": None, "decision": None}]
        assert getattr(alone((WORK, rows)), place) == ()
        assert getattr(alone((WORK, rows), whole=False), place) is Unknown.UNSEEN

    def test_another_tool_that_could_hold_them_and_was_not_read_makes_them_unseen(self) -> None:
        here = source((WORK, [{"title": "Mix", "sent_at": None}]), name="a")
        gone = normalize(
            "b", "airtable", Pull((), (), NOW, complete=False), [TableBinding("H", HANDOFFS, {"work": "Work"})], UTC
        )
        (release,) = joined(here, gone).releases
        assert release.handoffs is Unknown.UNSEEN
        assert release.gates is Unknown.ABSENT

    def test_a_need_that_leads_nowhere_is_unseen_unless_everything_was_read(self) -> None:
        rows: Rows = [{"title": "Mix", "needs": "Vocals"}, {"title": "Master", "needs": "Mix"}]
        whole, part = alone((WORK, rows)), alone((WORK, rows), whole=False)
        assert isinstance(whole.deliverables[0].needs, tuple)
        assert part.deliverables[0].needs is Unknown.UNSEEN
        assert need_keys(part.deliverables[1]) == [part.deliverables[0].key]

    def test_a_handoff_is_filed_with_the_work_that_it_hands_over(self) -> None:
        work: Rows = [{"title": "Mix", "release": "Night Bus"}, {"title": "Cut", "release": "Day Tram"}]
        found = by_title(joined(source((WORK, work), (HANDOFFS, [{"work": "Cut"}]))))
        assert isinstance(found["Day Tram"].handoffs, tuple)
        (handoff,) = found["Day Tram"].handoffs
        assert handoff.work == Link("Cut", found["Day Tram"].deliverables[0].key)
        assert found["Night Bus"].handoffs == ()

    def test_a_handoff_of_work_that_two_releases_have_is_given_to_neither(self) -> None:
        work: Rows = [{"title": "Mix", "release": "Night Bus"}, {"title": "Mix", "release": "Day Tram"}]
        found = by_title(joined(source((WORK, work), (HANDOFFS, [{"work": "Mix"}]))))
        assert (found["Night Bus"].handoffs, found["Day Tram"].handoffs) == ((), ())
        assert found["handoffs"].implied

    def test_what_names_nothing_belongs_to_the_only_release_there_is(self) -> None:
        release = alone((WORK, [{"title": "Mix", "release": "Night Bus"}]), (GATES, [{"title": "Some gate"}]))
        assert isinstance(release.gates, tuple)
        assert len(release.gates) == 1

    def test_needs_cross_releases_by_id(self) -> None:
        work: Rows = [
            {"id": "d1", "title": "Photo shoot", "release": "A", "needs": None},
            {"id": "d2", "title": "Cover", "release": "B", "needs": (LinkCell("d1", "Photo shoot"),)},
        ]
        found = by_title(joined(source((WORK, work))))
        assert need_keys(found["B"].deliverables[0]) == [found["A"].deliverables[0].key]

    def test_status_columns_are_work_of_the_songs_release(self) -> None:
        rows: Rows = [{"title": "Song One", "release": "Bus EP", "Mix Status": "Done"}]
        release = alone(
            (TRACKS, rows),
            columns={"title": "title", "release": "release"},
            work=(StatusColumn("Mix Status", "Mix", Kind.MIX),),
        )
        assert (release.title, titles(release)) == ("Bus EP", ["Song One – Mix"])
        assert isinstance(release.tracks, tuple)


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


class TestWhatTheRulesMakeOfIt:
    def codes(self, *tables: tuple[Subject, Rows], **facts: Any) -> list[str]:
        report = check(joined(source(*tables, **facts)), Policy(), NOW, NOTHING, ALL)
        return sorted(v.code for v in report.violations if v.severity is not Severity.NOTE)

    def test_a_plan_without_approval_columns_misses_no_gates_though_its_date_is_a_gate(self) -> None:
        work: Rows = [
            {"title": "Release date confirmed", "due": FRIDAY, "state": "✅ Complete"},
            {"title": "Final master", "due": date(2026, 8, 10), "state": "🟠Not Started Yet"},
        ]
        assert self.codes((WORK, work)) == []

    def test_with_approval_columns_a_blank_one_is_a_missing_gate(self) -> None:
        work: Rows = [{"title": "Final master", "approvers": None}]
        assert self.codes((WORK, work)) == ["GAT001"]

    def test_a_column_for_who_confirms_the_date_that_is_still_blank_is_no_gate_without_an_approver(self) -> None:
        releases: Rows = [{"title": "Night Bus", "date": FRIDAY, "date_approver": None, "date_decision": None}]
        assert self.codes((RELEASES, releases)) == []

    def test_a_teaser_that_is_scheduled_before_that_is_found(self) -> None:
        releases: Rows = [{"title": "Night Bus", "date": FRIDAY, "date_approver": "Kaya", "date_decision": None}]
        work: Rows = [{"title": "Teaser", "state": "Scheduled", "due": date(2026, 8, 20)}]
        assert self.codes((RELEASES, releases), (WORK, work)) == ["GAT013"]


names = st.sampled_from(["Mix", "Master", "Art", "Post", ""])
releases = st.sampled_from([None, "", "A", "B", "a", Unknown.TRUNCATED, (LinkCell("r1", "A"),), (LinkCell("zz", ""),)])
work_rows = st.lists(
    st.fixed_dictionaries(
        {"title": names, "owners": st.sampled_from(["Kaya", None])},
        optional={"release": releases, "parent": names, "track": names, "needs": names},
    ),
    max_size=6,
)
release_rows = st.lists(
    st.fixed_dictionaries({"title": st.sampled_from(["A", "B"])}, optional={"date": st.sampled_from([FRIDAY, None])}),
    max_size=2,
)


@st.composite
def any_sources(draw: st.DrawFn) -> list[Normalized]:
    found = []
    for name, tool in (("one", "notion"), ("two", "airtable"), ("three", "workbook"))[: draw(st.integers(1, 3))]:
        shelves: Rows = [{"id": f"r{n}", **row} for n, row in enumerate(draw(release_rows), 1)]
        tables = [(RELEASES, shelves), (WORK, draw(work_rows)), (TRACKS, [{"title": "Mix", "release": "B"}])]
        found.append(source(*tables, name=name, tool=tool, whole=draw(st.booleans())))
    return found


@given(any_sources())
def test_every_deliverable_is_in_exactly_one_release(sources: list[Normalized]) -> None:
    filed = [item.key for release in joined(*sources).releases for item in release.deliverables]
    assert sorted(filed) == sorted(item.item.key for found in sources for item in found.deliverables)


@given(any_sources(), st.randoms())
def test_the_order_of_the_sources_changes_nothing_but_the_order(sources: list[Normalized], random: Any) -> None:
    shuffled = list(sources)
    random.shuffle(shuffled)
    assert canonical(joined(*sources)) == canonical(joined(*shuffled))


def canonical(slate: Slate) -> list[Release]:
    found = []
    for release in slate.releases:
        tracks = release.tracks
        found.append(
            replace(
                release,
                deliverables=tuple(sorted(release.deliverables, key=lambda d: d.key)),
                tracks=tracks if isinstance(tracks, Unknown) else tuple(sorted(tracks, key=lambda t: t.key)),
            )
        )
    return sorted(found, key=lambda release: release.key)


def test_keys_of_releases_are_never_shared() -> None:
    rows: Rows = [{"title": "Mix", "release": name} for name in ("A", "B", None)]
    keys = [
        release.key
        for release in joined(source((WORK, rows), name="a"), source((WORK, rows), name="b", tool="n")).releases
    ]
    assert len(keys) == len(set(keys))


def test_a_cancelled_release_keeps_its_state() -> None:
    assert alone((RELEASES, [{"title": "Night Bus", "state": "Cancelled"}])).state is State.CANCELLED
