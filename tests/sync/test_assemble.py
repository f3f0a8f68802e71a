"""Several sources joined into one slate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date
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
from rules.model import Kind, Link, Slate, State, Unknown
from rules.policy import Policy, Severity
from tests.connectors.normalize.sheets import NOW, Rows
from tests.sync.joined import (
    FRIDAY,
    GATES,
    HANDOFFS,
    RELEASES,
    TRACKS,
    WORK,
    alone,
    by_title,
    joined,
    need_keys,
    source,
    titles,
)


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
    releases = joined(*sources).releases
    filed = [item.key for release in releases for item in release.deliverables]
    behind = [other.ref.key for release in releases for other in release.records if other.of in filed]
    assert sorted([*filed, *behind]) == sorted(item.item.key for found in sources for item in found.deliverables)


@given(any_sources(), st.randoms())
def test_the_order_of_the_sources_decides_only_who_carries_what_is_in_several(
    sources: list[Normalized], random: Any
) -> None:
    shuffled = list(sources)
    random.shuffle(shuffled)
    assert together_in(joined(*sources)) == together_in(joined(*shuffled))


def together_in(slate: Slate) -> list[tuple[list[list[str]], object]]:
    """Return which records are one, release by release, and what follows for the date, whoever carries it."""
    found = []
    for release in slate.releases:
        behind: dict[str, list[str]] = {}
        for other in release.records:
            behind.setdefault(other.of, []).append(other.ref.key)
        tracks = release.tracks if isinstance(release.tracks, tuple) else ()
        keys = [release.key, *(item.key for item in release.deliverables), *(track.key for track in tracks)]
        found.append((sorted(sorted([key, *behind.get(key, ())]) for key in keys), release.date))
    return sorted(found, key=lambda entry: entry[0])


def test_keys_of_releases_are_never_shared() -> None:
    rows: Rows = [{"title": "Mix", "release": name} for name in ("A", "B", None)]
    keys = [
        release.key
        for release in joined(source((WORK, rows), name="a"), source((WORK, rows), name="b", tool="n")).releases
    ]
    assert len(keys) == len(set(keys))


def test_a_cancelled_release_keeps_its_state() -> None:
    assert alone((RELEASES, [{"title": "Night Bus", "state": "Cancelled"}])).state is State.CANCELLED


@pytest.mark.parametrize("cell", [Unknown.ABSENT, Unknown.UNREADABLE])
@pytest.mark.parametrize(
    ("subject", "row", "sort"),
    [
        (HANDOFFS, {"work": "Mix", "to_work": "Master"}, "handoffs"),
        (GATES, {"on": "Master", "approvers": "Kaya"}, "gates"),
        (Subject.VERSIONS, {"title": "v3", "track": "Night"}, "versions"),
    ],
)
def test_records_that_nobody_can_place_are_missing_in_no_release_for_certain(
    subject: Subject, row: dict[str, Cell], sort: str, cell: Unknown
) -> None:
    shelf: Rows = [{"title": "Night Bus"}, {"title": "Day Tram"}]
    work: Rows = [
        {"title": title, "release": release} for release in ("Night Bus", "Day Tram") for title in ("Mix", "Master")
    ]
    named: dict[str, Cell] = {} if cell is Unknown.ABSENT else {"release": cell}
    found = by_title(joined(source((RELEASES, shelf), (WORK, work), (subject, [{"id": "lost", **row, **named}]))))
    assert [getattr(found[title], sort) for title in ("Night Bus", "Day Tram")] == [Unknown.UNREADABLE] * 2


def test_a_record_that_names_no_release_where_it_could_hides_nothing() -> None:
    shelf: Rows = [{"title": "Night Bus"}, {"title": "Day Tram"}]
    rows: Rows = [
        {"id": "budget", "title": "Budget", "release": None},
        {"id": "date", "title": "x", "release": "Day Tram"},
    ]
    found = by_title(joined(source((RELEASES, shelf), (GATES, rows))))
    assert isinstance(found["Night Bus"].gates, tuple)


def test_what_is_about_a_track_that_nobody_can_place_is_not_missing_there() -> None:
    shelf: Rows = [{"title": "Night Bus"}, {"title": "Day Tram"}]
    tracks: Rows = [{"title": "Rain", "credits": "Kaya"}]
    shares: Rows = [{"id": "share", "release": "Day Tram", "track": "Rain", "holder": "Kaya", "share": "100 %"}]
    slate = joined(source((RELEASES, shelf), (Subject.TRACKS, tracks), (Subject.SPLITS, shares)))
    [stray] = [release for release in slate.releases if release.implied]
    assert stray.splits is Unknown.UNREADABLE
    assert isinstance(by_title(slate)["Day Tram"].splits, tuple)
    told = [v.subject for v in check(slate, Policy(), NOW, NOTHING, ALL).violations if v.code in ("SPL004", "PLN009")]
    assert len(told) == 2, "only the releases that the plan has lack what releases usually have"
