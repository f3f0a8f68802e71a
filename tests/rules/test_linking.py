"""Mentions of work: found when only one thing can be meant, open otherwise."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.linking import TitleIndex, link_release
from rules.model import Actor, Kind, Link, Need, NeedKind, Person, Release, Split, Standing, Track, Unknown
from rules.people import Directory
from rules.samples import gate, handoff, person, ref, release, said, work
from rules.vocabulary.phrases import read_needs

NOBODY_KNOWN = Directory((), known=False)


def linked(plan: Release) -> Release:
    return link_release(plan, NOBODY_KNOWN)


@pytest.mark.parametrize(
    ("mention", "titles", "meant"),
    [
        ("Master", ["Final master", "Cover artwork"], "Final master"),
        ("Artwork", ["Final master", "Cover artwork"], "Cover artwork"),
        ("final MASTER!", ["Final master"], "Final master"),
        ("🎨 cover-artwork", ["Cover artwork"], "Cover artwork"),
        ("Ubersicht", ["Übersicht"], "Übersicht"),
        ("Master", ["Master", "Vinyl master"], "Master"),
        ("Launch post", ["Launch posts"], "Launch posts"),
        ("master final", ["Final master"], "Final master"),
        ("Artwork", ["Cover artwork", "Artwork brief", "Artwork upload to distributor"], "Cover artwork"),
        ("Master", ["Final master", "Master licence", "Master split sheet"], "Final master"),
        ("Video", ["Teaser video"], "Teaser video"),
        ("Cover art", ["Cover artwork"], "Cover artwork"),
        ("Distributor", ["Upload to DistroKid"], "Upload to DistroKid"),
        ("Mastering", ["Final master"], "Final master"),
    ],
)
def test_a_mention_finds_the_one_thing_it_can_mean(mention: str, titles: list[str], meant: str) -> None:
    assert TitleIndex([work(title) for title in titles]).find(Link(mention)) == meant


@pytest.mark.parametrize(
    ("mention", "titles"),
    [
        ("Master", ["Final master", "Vinyl master"]),
        ("Master", ["Master licence"]),
        ("Mix", ["TV mix"]),
        ("Artwork", ["Artwork brief"]),
        ("Final mix", ["Rough mix"]),
        ("TikTok clip", ["Instagram carousel"]),
        ("Back cover", ["Cover artwork"]),
        ("Final master v3", ["Final master"]),
        ("Translation", ["Lyric sheet"]),
        ("Mas", ["Final master"]),
        ("", ["Final master"]),
        ("?!", ["Final master"]),
    ],
)
def test_a_mention_that_could_mean_something_else_stays_open(mention: str, titles: list[str]) -> None:
    assert TitleIndex([work(title) for title in titles]).find(Link(mention)) == ""


def test_two_deliverables_of_one_title_are_both_candidates_and_neither_is_chosen() -> None:
    titles = TitleIndex([work("Teaser", key="1"), work("Teaser", key="2"), work("Master")])
    assert titles.find(Link("teaser")) == ""
    assert [item.key for item in titles.candidates(Link("teaser"))] == ["1", "2"]


def test_loose_words_never_mean_the_deliverable_they_stand_on() -> None:
    titles = TitleIndex([work("Teaser video"), work("Lyric video")])
    assert titles.find(Link("Video"), asking="Teaser video") == "Lyric video"
    assert TitleIndex([work("Teaser video")]).find(Link("Video"), asking="Teaser video") == ""
    assert TitleIndex([work("Cover artwork")]).find(Link("Cover art"), asking="Cover artwork") == ""


def test_its_own_full_title_does_mean_the_deliverable_itself() -> None:
    plan = linked(release(work("Teaser video", "Kaya", needs=("teaser VIDEO",))))
    assert [need.key for need in needs_of(plan)] == ["Teaser video"]


def test_a_record_id_goes_before_any_words_and_an_unknown_one_is_kept() -> None:
    titles = TitleIndex([work("Final master", key="row 4"), work("Mix", key="row 5")])
    assert titles.find(Link("Mix", "row 4")) == "row 4"
    assert titles.find(Link("Mix", "Final master")) == "row 4"
    assert titles.find(Link("Mix", "rec999")) == "rec999"


def needs_of(plan: Release) -> tuple[Need, ...]:
    needs = plan.deliverables[0].needs
    assert not isinstance(needs, Unknown)
    return needs


def test_a_need_in_another_release_is_found_by_its_record_id() -> None:
    plan = release(work("Teaser", needs=(Need("Mix", key="rec7"),)))
    assert needs_of(link_release(plan, NOBODY_KNOWN, {"rec7": "other/row 7"}))[0].key == "other/row 7"


@pytest.mark.parametrize(
    ("need", "others", "kind", "key"),
    [
        (Need("Stems", handed=True, actor=Actor.stated("Producer")), [], NeedKind.INPUT, ""),
        (Need("Stems", handed=True, actor=Actor.stated("Producer")), ["Vocal stems"], NeedKind.WORK, "Vocal stems"),
        (Need("Stems", actor=Actor.stated("Producer")), ["Beat stems", "Vocal stems"], NeedKind.WORK, ""),
        (Need("Stems"), [], NeedKind.WORK, ""),
        (Need("Creative brief", NeedKind.INPUT), [], NeedKind.INPUT, ""),
        (Need("Creative brief", NeedKind.INPUT), ["Release brief"], NeedKind.WORK, "Release brief"),
        (Need("Artist", NeedKind.INPUT, actor=Actor.stated("Artist")), ["Artist bio"], NeedKind.INPUT, ""),
        (Need("Mix approval", NeedKind.DECISION, decides=Kind.MIX), ["Mix"], NeedKind.DECISION, ""),
    ],
)
def test_what_somebody_gives_is_an_input_unless_the_plan_makes_it(
    need: Need, others: list[str], kind: NeedKind, key: str
) -> None:
    plan = linked(release(work("Final mix", needs=(need,)), *map(work, others)))
    assert (needs_of(plan)[0].kind, needs_of(plan)[0].key) == (kind, key)


def test_a_gate_on_the_release_is_found_by_its_title_or_its_date() -> None:
    plan = linked(
        release(work("Master"), gates=(gate("Night Bus", "Kaya"), gate("Street date", "Kaya"), gate("Master", "Kaya")))
    )
    assert isinstance(plan.gates, tuple)
    assert [point.on.key for point in plan.gates if isinstance(point.on, Link)] == ["Night Bus", "Night Bus", "Master"]


def test_a_gate_takes_its_kind_from_the_work_it_holds_up() -> None:
    plan = linked(release(work("Final master"), gates=(gate("Final master", "Kaya", kind=Kind.OTHER),)))
    assert isinstance(plan.gates, tuple)
    assert plan.gates[0].kind is Kind.MASTER


def test_the_articles_needs_find_their_work() -> None:
    wanted = {
        "Final master": "Mix approval from Artist",
        "Cover artwork": "Creative brief",
        "Distributor upload": "Master + Artwork handoffs",
        "Teaser video": "Artwork handoff",
        "Launch posts": "Date confirmation from Manager",
    }
    titles = frozenset(wanted)
    plan = linked(release(*(work(title, needs=read_needs(words, titles)) for title, words in wanted.items())))
    found = {d.title: [need.key for need in d.needs] for d in plan.deliverables if isinstance(d.needs, tuple)}
    assert found == {
        "Final master": [""],
        "Cover artwork": [""],
        "Distributor upload": ["Final master", "Cover artwork"],
        "Teaser video": ["Cover artwork"],
        "Launch posts": [""],
    }


def test_every_seat_is_resolved() -> None:
    plan = link_release(
        release(
            work("Master", "Producer"),
            owners=(Actor.stated("Manager"),),
            cast=(("Producer", Actor.stated("Kaya")),),
            handoffs=(handoff("Master", "Upload", sender="Producer", receiver="Manager", acknowledged_by="Manager"),),
            gates=(gate("Master", "Marcus", said=(said("yes", by="marcus"),)),),
        ),
        Directory((person("Kaya"), person("Marcus", "Manager")), known=True),
    )
    assert isinstance(plan.handoffs, tuple)
    assert isinstance(plan.gates, tuple)
    handed, decided = plan.handoffs[0], plan.gates[0]
    assert isinstance(decided.decisions, tuple)
    assert name_of(handed.acknowledged_by) == name_of(decided.decisions[0].by) == "Marcus"
    seats = (plan.owners, plan.deliverables[0].owners, handed.senders, handed.receivers, decided.approvers)
    assert [names_in(seat) for seat in seats] == [["Marcus"], ["Kaya"], ["Kaya"], ["Marcus"], ["Marcus"]]


def name_of(actor: object) -> str:
    assert isinstance(actor, Actor)
    return actor.name


def names_in(seat: tuple[Actor, ...] | Unknown) -> list[str]:
    assert not isinstance(seat, Unknown)
    return [actor.name for actor in seat]


def test_one_seat_written_as_two_roles_holds_two() -> None:
    plan = linked(release(work("Master", "Artist / manager")))
    owners = plan.deliverables[0].owners
    assert isinstance(owners, tuple)
    assert [(owner.text, owner.standing) for owner in owners] == [("Artist", Standing.ROLE), ("manager", Standing.ROLE)]
    assert plan.deliverables[0].owner is None


def test_shares_find_their_track_by_its_full_title_only() -> None:
    tracks = (Track("t1", "Night Bus", ref("t1")), Track("t2", "Night Bus (live)", ref("t2")))
    splits = tuple(Split(text, text, ref(text), Link(text)) for text in ("night bus", "Bus", "NIGHT BUS live"))
    plan = linked(release(tracks=tracks, splits=splits))
    assert isinstance(plan.splits, tuple)
    assert [split.track.key for split in plan.splits if isinstance(split.track, Link)] == ["t1", "", "t2"]


def test_what_is_unknown_stays_unknown() -> None:
    plan = linked(
        release(
            work("Master", owners=Unknown.UNSEEN, needs=Unknown.TRUNCATED),
            handoffs=Unknown.ABSENT,
            gates=Unknown.UNSEEN,
        )
    )
    item = plan.deliverables[0]
    assert (item.owners, item.needs, plan.handoffs, plan.gates) == (
        Unknown.UNSEEN, Unknown.TRUNCATED, Unknown.ABSENT, Unknown.UNSEEN,
    )  # fmt: skip


WORDS = st.lists(st.sampled_from(["final", "master", "mix", "video", "teaser", "cover", "art", "2", "🎬"]), max_size=3)
TITLES = st.lists(WORDS.map(" ".join), max_size=6)


@given(TITLES, WORDS.map(" ".join), st.randoms(use_true_random=False))
def test_a_mention_means_the_same_however_the_plan_is_sorted(titles: list[str], mention: str, random: Random) -> None:
    items = [work(title, key=f"{n}") for n, title in enumerate(titles)]
    shuffled = items.copy()
    random.shuffle(shuffled)
    assert TitleIndex(items).find(Link(mention)) == TitleIndex(shuffled).find(Link(mention))


@given(TITLES, st.text(max_size=10))
def test_linking_twice_changes_nothing(titles: list[str], mention: str) -> None:
    items = [work(title, "Kaya", key=f"{n}", needs=(Need(mention),)) for n, title in enumerate(titles)]
    once = linked(release(*items))
    assert linked(once) == once


SAM, ANA = person("Sam Okafor", "Manager"), person("Ana Ruiz", "Artist")
LEFT = person("Kim Roe", "Manager", active=False)


@pytest.mark.parametrize(
    ("people", "cast", "owner", "manager"),
    [
        ((SAM, ANA), (), "", "Sam Okafor"),
        ((SAM, ANA, LEFT), (), "", "Sam Okafor"),
        ((SAM, ANA), (("Manager", Actor.stated("Ana Ruiz")),), "", "Ana Ruiz"),
        ((SAM, ANA), (), "Ana Ruiz", "Ana Ruiz"),
        ((SAM, ANA), (), "TBD", "Sam Okafor"),
        ((SAM, ANA, person("Lee Roe", "Manager")), (), "", ""),
        ((ANA, LEFT), (), "", ""),
    ],
)
def test_where_a_release_names_no_manager_the_one_manager_of_the_people_is_its_manager(
    people: tuple[Person, ...], cast: tuple[tuple[str, Actor], ...], owner: str, manager: str
) -> None:
    owners = (Actor.stated(owner),) if owner else ()
    found = link_release(release(cast=cast, owners=owners), Directory(people, known=True))
    assert (found.manager.name if found.manager else "") == manager


def test_without_a_people_table_nobody_is_made_manager() -> None:
    assert linked(release()).manager is None
