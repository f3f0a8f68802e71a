"""Where a gate stands: whose word counts, and which is the latest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.linking import link_release
from rules.memory import NOTHING
from rules.model import Decision, Gate, Kind, Unknown
from rules.people import Directory, certainly_differ
from rules.policy import Policy
from rules.samples import actors, gate, person, release, said, work
from rules.standing import Checkpoint, Ruling, checkpoint

START = datetime(2026, 7, 1, tzinfo=UTC)
POLICY = Policy(authorities={Kind.MASTER: ("Ana", "Ben")})


def judged(*gates: Gate, policy: Policy = POLICY) -> Checkpoint:
    linked = link_release(release(work("Final master", "Kaya"), gates=gates), Directory((), known=False))
    assert isinstance(linked.gates, tuple)
    return checkpoint(linked.gates, linked.deliverables[0], linked, policy, NOTHING, policy.calendar())


def master(*decisions: Decision, approvers: tuple[str, ...] = ("Ana", "Ben"), all_must: bool = False) -> Gate:
    return gate("Final master", *approvers, said=decisions, all_must=all_must)


WORDS = st.sampled_from(["yes", "no", "pending", "mostly"])
HOURS = st.integers(0, 500)
AUTHORISED = st.builds(
    lambda word, by, hour: said(word, by, START + timedelta(hours=hour)), WORDS, st.sampled_from(["Ana", "Ben"]), HOURS
)
STRANGERS = st.builds(
    lambda word, by, hour: said(word, by, None if hour is None else START + timedelta(hours=hour)),
    WORDS,
    st.sampled_from(["Sam", "Zed"]),
    st.none() | HOURS,
)


@given(st.lists(AUTHORISED, max_size=5, unique_by=lambda d: d.at), st.lists(STRANGERS, max_size=4), st.randoms())
def test_an_unauthorised_word_never_changes_the_ruling(
    words: list[Decision], others: list[Decision], chance: object
) -> None:
    mixed = [*words, *others]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    alone, together = judged(master(*words)), judged(master(*mixed))
    assert (together.ruling, together.decision) == (alone.ruling, alone.decision)


@given(st.lists(AUTHORISED, max_size=6, unique_by=lambda d: d.at), st.randoms(), st.booleans())
def test_the_order_in_which_dated_words_are_listed_does_not_count(
    words: list[Decision], chance: object, all_must: bool
) -> None:
    shuffled = list(words)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judged(master(*words, all_must=all_must)).ruling is judged(master(*shuffled, all_must=all_must)).ruling


@given(st.lists(AUTHORISED, min_size=1, max_size=6, unique_by=lambda d: d.at))
def test_a_no_stands_until_somebody_with_authority_says_yes(words: list[Decision]) -> None:
    in_time = sorted(words, key=lambda d: d.at)  # type: ignore[arg-type, return-value]
    texts = [d.text for d in in_time]
    last_no = max((i for i, text in enumerate(texts) if text == "no"), default=-1)
    if last_no >= 0 and "yes" not in texts[last_no:]:
        assert judged(master(*words)).ruling is Ruling.REJECTED
    else:
        assert judged(master(*words)).ruling is not Ruling.REJECTED


@given(st.lists(AUTHORISED, max_size=5, unique_by=lambda d: d.at), st.integers(0, 5))
def test_one_gates_history_may_stand_on_several_records(words: list[Decision], cut: int) -> None:
    parts = [master(*words[:cut]), replace(master(*words[cut:]), key="second")]
    assert judged(*parts).ruling is judged(master(*words)).ruling


def on(word: str, by: str, day: int) -> Decision:
    return said(word, by, START + timedelta(days=day))


@pytest.mark.parametrize(
    ("words", "all_must", "ruling"),
    [
        ((), False, Ruling.PENDING),
        ((on("yes", "Ana", 1),), False, Ruling.APPROVED),
        ((on("yes", "Ana", 1),), True, Ruling.PENDING),
        ((on("yes", "Ana", 1), on("yes", "Ben", 2)), True, Ruling.APPROVED),
        ((on("no", "Ana", 1), on("yes", "Ben", 2)), True, Ruling.REJECTED),
        ((on("no", "Ana", 1), on("yes", "Ben", 2)), False, Ruling.APPROVED),
        ((on("yes", "Ana", 1), on("no", "Ben", 2)), False, Ruling.REJECTED),
        ((said("yes"),), True, Ruling.APPROVED),
        ((on("mostly", "Ana", 1),), False, Ruling.UNCLEAR),
        ((on("yes", "Sam", 1),), False, Ruling.PENDING),
    ],
)
def test_the_ruling_follows_the_words(words: tuple[Decision, ...], all_must: bool, ruling: Ruling) -> None:
    assert judged(master(*words, all_must=all_must)).ruling is ruling


def test_an_unsigned_yes_on_a_gate_without_any_authority_is_no_decision() -> None:
    point = judged(master(said("yes"), approvers=("Sam",)))
    assert (point.ruling, point.authorised) == (Ruling.PENDING, ())


def test_decisions_that_the_plan_does_not_show_neither_block_nor_approve() -> None:
    point = judged(replace(master(), decisions=Unknown.UNMAPPED))
    assert point.ruling is Ruling.UNKNOWN
    assert not point.blocks


def test_a_word_on_a_gate_whose_approvers_are_not_shown_is_not_doubted() -> None:
    shown = replace(master(on("yes", "Sam", 1)), approvers=Unknown.ABSENT)
    assert judged(shown, policy=Policy()).ruling is Ruling.APPROVED


def test_authority_counts_at_the_time_of_checking() -> None:
    words = master(on("yes", "Ana", 1))
    assert judged(words).ruling is Ruling.APPROVED
    assert judged(words, policy=Policy(authorities={Kind.MASTER: ("Ben",)})).ruling is Ruling.PENDING


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Dee", "Vic", True),
        ("Dee", "dee", False),
        ("Dee", "Dee Park", False),
        ("Designer", "Dee", False),
        ("Designer", "Manager", True),
    ],
)
def test_two_seats_differ_only_where_that_is_certain(one: str, other: str, differ: bool) -> None:
    first, second = (Directory((), known=False).resolve(actor) for actor in actors(one, other))
    assert certainly_differ(first, second) is differ


def test_two_known_people_of_one_first_name_differ() -> None:
    people = [person("Sam Lee", mail="a@x.example"), person("Sam Lee Ray", mail="b@x.example")]
    directory = Directory(people, known=True)
    first, second = (directory.resolve(actor) for actor in actors("Sam Lee", "Sam Lee Ray"))
    assert certainly_differ(first, second)


def test_a_checkpoint_is_called_the_same_however_its_records_are_ordered() -> None:
    one, other = master(), replace(master(), key="second")
    assert judged(one, other).key == judged(other, one).key == "Final master|master"


def test_a_policy_that_is_used_again_goes_by_the_roles_that_people_have_now() -> None:
    policy = Policy(authorities={Kind.MASTER: ("Artist",)})

    def may(*roles: str) -> bool | None:
        (ana,) = Directory((person("Ana", *roles),), known=True).seat(actors("Ana"))
        return policy.may_decide(Kind.MASTER, ana)

    assert (may("Designer"), may("Artist"), may("Designer")) == (False, True, False)
