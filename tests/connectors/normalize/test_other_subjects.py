"""Rows that are releases, handoffs, gates, people, tracks, versions, splits, pitches and reviews."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from connectors.mapping.binding import StatusColumn
from connectors.mapping.meanings import Subject
from connectors.record import Cell, PersonCell
from rules.model import Brief, Kind, Link, Pie, State, Unknown, Word
from tests.connectors.normalize.sheets import read, said

ROW = "workbook/Plan/1"
SUBJECT = Subject.RELEASES


class TestReleases:
    def test_a_row_is_a_release(self) -> None:
        found = read(
            [{"title": "Night Bus", "date": "2026-09-04", "type": "Single", "goal": "1,000 pre-saves"}], SUBJECT
        )
        release = found.releases[0]
        assert (release.key, release.title, release.date) == (ROW, "Night Bus", date(2026, 9, 4))
        assert release.brief == Brief("Single", "1,000 pre-saves", Unknown.ABSENT, Unknown.ABSENT)
        assert release.locked_at is Unknown.ABSENT

    def test_a_brief_without_a_column_is_absent_and_without_words_is_empty(self) -> None:
        assert read([{"title": "Night Bus"}], SUBJECT).releases[0].brief is Unknown.ABSENT
        assert read([{"title": "Night Bus", "brief": ""}], SUBJECT).releases[0].brief is None

    def test_role_columns_are_the_cast(self) -> None:
        rows: list[dict[str, Cell]] = [{"title": "Night Bus", "A&R": "Kaya", "Designer": None}]
        found = read(rows, SUBJECT, columns={"title": "title"}, roles={"A&R": "A&R", "Designer": "Designer"})
        assert [(role, actor.text) for role, actor in found.releases[0].cast] == [("A&R", "Kaya")]

    def test_its_date_and_its_final_go_are_gates_on_it(self) -> None:
        row: dict[str, Cell] = {"title": "Night Bus", "date_approver": "Kaya", "date_decision": "yes"}
        found = read([row | {"final_go_decision": None}], SUBJECT)
        gates = [filed.item for filed in found.gates]
        assert [(g.kind, g.on) for g in gates] == [
            (Kind.DATE, Link("Night Bus", ROW)),
            (Kind.LAUNCH_POST, Link("Night Bus", ROW)),
        ]
        assert gates[0].decisions[0].word is Word.YES  # type: ignore[index]
        assert (gates[1].decisions, gates[1].approvers) == ((), Unknown.ABSENT)
        assert not found.has_gates, "a place for these two is no place for the gates of deliverables"

    def test_without_columns_for_them_there_are_no_such_gates(self) -> None:
        assert read([{"title": "Night Bus"}], SUBJECT).gates == ()

    @pytest.mark.parametrize("meaning", ["capture", "welcome"])
    @pytest.mark.parametrize(
        ("cell", "stated"),
        [
            ("https://pre.example/bus", "https://pre.example/bus"),
            ("Mailchimp, 3 mails", "Mailchimp, 3 mails"),
            ("in place", "in place"),
            ("yes", "yes"),
            (True, "yes"),
            ("no", None),
            ("not yet", None),
            ("Not started", None),
            ("cancelled", None),
            ("TBD", None),
            (False, None),
            (None, None),
        ],
    )
    def test_what_a_release_has_is_told_by_a_link_a_tick_or_words(
        self, meaning: str, cell: Cell, stated: str | None
    ) -> None:
        release = read([{"title": "Night Bus", meaning: cell}], SUBJECT).releases[0]
        assert getattr(release, meaning) == stated


class TestWorkThatIsColumns:
    def test_each_status_column_is_one_deliverable_on_the_row(self) -> None:
        found = read(
            [{"title": "Night Bus", "release": "Bus EP", "Mix Status": "🟢Done", "Video Status": None}],
            Subject.TRACKS,
            columns={"title": "title", "release": "release"},
            work=(StatusColumn("Mix Status", "Mix", Kind.MIX), StatusColumn("Video Status", "Video", Kind.VIDEO)),
        )
        mix, video = found.deliverables
        assert (mix.item.key, mix.item.title, mix.item.ref.key) == (f"{ROW}#Mix Status", "Night Bus – Mix", ROW)
        assert (mix.item.state, mix.item.kind, mix.item.track) == (State.DONE, Kind.MIX, Link("Night Bus", ROW))
        assert (video.item.state, video.item.owners) == (None, Unknown.ABSENT)
        assert mix.release == Link("Bus EP")
        assert [filed.item.title for filed in found.tracks] == ["Night Bus"]

    def test_on_a_releases_row_they_belong_to_that_release(self) -> None:
        found = read(
            [{"title": "Night Bus", "Mix Status": "Done"}],
            Subject.RELEASES,
            columns={"title": "title"},
            work=(StatusColumn("Mix Status", "Mix", Kind.MIX),),
        )
        assert found.deliverables[0].release == Link("Night Bus", ROW)
        assert found.deliverables[0].item.track is Unknown.ABSENT

    @pytest.mark.parametrize(
        ("cell", "state"), [("n/a", State.CANCELLED), ("Blorp", Unknown.UNREADABLE), ("", None), (True, State.DONE)]
    )
    def test_what_a_song_does_not_need_is_cancelled(self, cell: Cell, state: object) -> None:
        found = read(
            [{"title": "Night Bus", "Video Status": cell}],
            Subject.TRACKS,
            columns={"title": "title"},
            work=(StatusColumn("Video Status", "Video", Kind.VIDEO),),
        )
        assert found.deliverables[0].item.state is state


class TestHandoffs:
    @pytest.mark.parametrize(
        ("words", "sent", "acknowledged"),
        [
            ("Sent", True, False),
            ("📤 Sent", True, False),
            ("Received", True, True),
            ("Acknowledged ✅", True, True),
            ("Done", True, True),
            ("Not started", False, False),
            ("", None, None),
        ],
    )
    def test_a_status_says_whether_it_was_sent_and_received(
        self, words: str, sent: bool | None, acknowledged: bool | None
    ) -> None:
        found = read([{"work": "Mix", "state": words}], Subject.HANDOFFS).handoffs[0].item
        assert (found.sent, found.acknowledged) == (sent, acknowledged)
        assert found.sent_at is Unknown.ABSENT

    def test_a_status_that_says_neither_is_unreadable(self) -> None:
        found = read([{"work": "Mix", "state": "Waiting on Lee"}], Subject.HANDOFFS)
        assert found.handoffs[0].item.sent is Unknown.UNREADABLE
        assert [field for field, _ in said(found)] == ["state"]

    def test_a_cancelled_one_is_cancelled(self) -> None:
        assert read([{"work": "Mix", "state": "Cancelled"}], Subject.HANDOFFS).handoffs[0].item.cancelled

    def test_without_a_status_an_empty_date_says_that_nothing_was_sent_yet(self) -> None:
        found = read([{"work": "Mix", "sent_at": None}], Subject.HANDOFFS).handoffs[0].item
        assert (found.sent_at, found.sent, found.acknowledged) == (None, None, Unknown.ABSENT)

    def test_it_is_called_by_what_goes_where(self) -> None:
        rows: list[dict[str, Cell]] = [{"work": "Mix", "to_work": "Master"}, {"work": "Mix", "receivers": "Kaya"}]
        titles = [filed.item.title for filed in read(rows, Subject.HANDOFFS).handoffs]
        assert titles == ["Mix to Master", "Mix to Kaya"]


class TestGates:
    def test_a_row_is_a_gate_whose_kind_is_left_to_what_it_holds_up(self) -> None:
        found = read([{"on": "Cover artwork", "approvers": "Kaya", "decision": "yes"}], Subject.GATES).gates[0].item
        assert (found.title, found.kind, found.on) == ("Cover artwork approval", Kind.OTHER, Link("Cover artwork"))
        assert not found.inline

    def test_the_final_go_is_known_by_its_name(self) -> None:
        found = read([{"on": None, "title": "Final go from the manager"}], Subject.GATES).gates[0].item
        assert found.kind is Kind.LAUNCH_POST

    def test_whether_all_must_agree_is_only_believed_when_said(self) -> None:
        rows: list[dict[str, Cell]] = [{"on": "Mix", "all_must": "yes"}, {"on": "Cut", "all_must": "hm"}]
        assert [filed.item.all_must for filed in read(rows, Subject.GATES).gates] == [True, False]


class TestPeople:
    def test_a_row_is_a_person(self) -> None:
        row = {"name": "Kaya Müller", "mail": "Kaya <k@x.test>", "roles": "Producer / Artist", "active": "no"}
        person = read([row | {"aliases": "KM"}], Subject.PEOPLE).people[0]
        assert (person.name, person.mails, person.active) == ("Kaya Müller", ("k@x.test",), False)
        assert (person.roles, person.also_known_as) == (("Producer", "Artist"), ("KM",))

    def test_an_account_brings_its_id_and_mail(self) -> None:
        person = read([{"name": (PersonCell("u1", "Kaya", "k@x.test"),)}], Subject.PEOPLE).people[0]
        assert (person.tool_ids, person.mails) == ((("workbook", "u1"),), ("k@x.test",))

    def test_a_row_that_names_a_release_is_cast_there(self) -> None:
        found = read([{"name": "Kaya", "release": "Night Bus"}, {"name": "Lee", "release": None}], Subject.PEOPLE)
        assert [(filed.item.name, filed.release) for filed in found.cast] == [("Kaya", Link("Night Bus"))]
        assert len(found.people) == 2


class TestSplits:
    def test_shares_are_percent_of_the_pie_that_the_row_names(self) -> None:
        rows: list[dict[str, Cell]] = [
            {"track": "Night Bus", "holder": "Kaya", "share": Decimal("0.5"), "pie": "Master", "agreed": "signed"},
            {"track": "Night Bus", "holder": "Lee", "share": Decimal("0.5"), "pie": "Master", "agreed": None},
            {"track": "Night Bus", "holder": "Lee", "share": Decimal(1), "pie": "Publishing", "agreed": "no"},
        ]
        found = [filed.item for filed in read(rows, Subject.SPLITS).splits]
        assert [(s.pie, s.share, s.agreed) for s in found] == [
            (Pie.MASTER, Decimal(50), True),
            (Pie.MASTER, Decimal(50), None),
            (Pie.COMPOSITION, Decimal(100), False),
        ]
        assert found[0].title == "Kaya of Night Bus"

    def test_without_a_column_the_name_of_the_share_column_tells_the_pie(self) -> None:
        found = read([{"Master Share": "50%"}], Subject.SPLITS, columns={"share": "Master Share"})
        assert found.splits[0].item.pie is Pie.MASTER

    def test_a_share_of_no_known_pie_counts_for_none(self) -> None:
        found = read([{"share": "50%", "pie": "Apple"}], Subject.SPLITS)
        assert found.splits[0].item.share is Unknown.UNREADABLE
        assert [field for field, _ in said(found)] == ["pie"]

    def test_a_share_that_several_people_hold_belongs_to_none_of_them_in_particular(self) -> None:
        found = read([{"share": "50%", "holder": "Kaya, Lee"}], Subject.SPLITS)
        assert found.splits[0].item.holder is Unknown.UNREADABLE


def test_tracks_versions_pitches_and_reviews_are_read_by_their_meanings() -> None:
    track = read([{"title": "Night Bus", "credits": "Kaya, Lee", "pitch_from": "2026-08-01"}], Subject.TRACKS)
    assert len(track.tracks[0].item.credits) == 2  # type: ignore[arg-type]
    assert track.tracks[0].item.pitch_from == date(2026, 8, 1)
    version = read([{"title": "v3", "track": "Night Bus", "canonical": True}], Subject.VERSIONS).versions[0].item
    assert (version.canonical, version.track) == (True, Link("Night Bus"))
    pitch = (
        read([{"to": "Spotify", "by": "Kaya", "exclusive": "no", "sent_at": "TBD"}], Subject.PITCHES).pitches[0].item
    )
    assert (pitch.title, pitch.exclusive, pitch.sent_at) == ("Pitch to Spotify", False, None)
    review = read([{"worked": "The teaser", "broke": "n/a"}], Subject.REVIEWS).reviews[0].item
    assert (review.title, review.worked, review.broke, review.failed) == ("Review", "The teaser", None, Unknown.ABSENT)


@pytest.mark.parametrize("question", ["worked", "failed", "broke"])
@pytest.mark.parametrize(
    ("cell", "answer"),
    [("none", "none"), ("None.", "None."), ("Nothing", "Nothing"), ("-", None), ("", None), ("TBD", None)],
)
def test_that_there_was_none_answers_a_question_of_a_review(question: str, cell: Cell, answer: str | None) -> None:
    review = read([{"title": "Review", question: cell}], Subject.REVIEWS).reviews[0].item
    assert getattr(review, question) == answer


def test_the_status_of_a_pitch_is_read_as_that_of_a_pitch() -> None:
    rows: list[dict[str, Cell]] = [{"title": "A", "state": "Declined"}, {"title": "B", "state": "Placed"}]
    found = read([*rows, {"title": "C", "state": "purple"}], Subject.PITCHES)
    assert [(filed.item.state, filed.item.refused) for filed in found.pitches] == [
        (State.DONE, True),
        (State.DONE, False),
        (Unknown.UNREADABLE, False),
    ]
    assert said(found) == [("state", "the word is not a status that Streetdate knows")]
