"""Which records of two and three tools are one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Ref
from sync.matching.confirmations import Answer, Confirmations
from sync.matching.entry import Entry, Sort
from sync.matching.match import match
from sync.matching.matches import Matches
from tests.benchmarks.matching import DEVELOPMENT, HELD_OUT, outcome
from tests.matching.pairs import cases


def entry(source: str, title: str, record: str = "", **facts: Any) -> Entry:
    record = record or title
    place = Ref(source, "t", record, f"https://{source}.test/{record.replace(' ', '-')}")
    return replace(Entry(Sort.RELEASE, source, f"{source}/{record}", title, place), **facts)


def joined(found: Matches) -> list[list[str]]:
    return [[each.key for each in group] for group in found.groups]


def proposed(found: Matches) -> list[tuple[str, str]]:
    return [(pair.one.key, pair.other.key) for pair in found.proposals]


@pytest.mark.parametrize(("seed", "held_out"), [(DEVELOPMENT, False), (HELD_OUT, True), (3, True)])
def test_no_labelled_pair_joins_wrong_and_every_sure_one_joins(seed: int, held_out: bool) -> None:
    found = [(case, outcome(case)) for case in cases(seed, held_out=held_out)]
    assert len(found) > 400
    assert [case.name for case, result in found if result == "wrong"] == []
    assert [case.name for case, result in found if case.one and case.sure and result != "right"] == []


def test_all_labelled_records_of_one_half_at_once_join_nothing_wrong() -> None:
    every = list(cases(DEVELOPMENT))
    wanted = {frozenset(pair) for case in every for pair in case.one}
    groups = match([each for case in every for each in case.entries]).groups
    wrong = [group for group in groups if frozenset(each.key for each in group) not in wanted]
    assert [[each.title for each in group] for group in wrong] == []


def test_a_title_that_stands_twice_in_one_tool_is_only_proposed() -> None:
    found = match([entry("a", "Bus", "1"), entry("a", "Bus", "2"), entry("b", "Bus")])
    assert joined(found) == []
    assert {other for _, other in proposed(found)} == {"b/Bus"}


def test_a_link_goes_before_a_title() -> None:
    one, other = entry("a", "Bus", "aaaaaaaa1"), entry("a", "Tram", "aaaaaaaa2")
    linked = entry("b", "Bus", names=("https://a.test/aaaaaaaa2?view=1",))
    assert joined(match([one, other, linked])) == [["a/aaaaaaaa2", "b/Bus"]]


def test_an_id_behind_a_title_in_a_link_is_found_with_and_without_hyphens() -> None:
    page = "0123456789abcdef0123456789abcdef"
    target = entry("a", "Bus", "01234567-89ab-cdef-0123-456789abcdef")
    assert joined(match([target, entry("b", "Project", names=(f"https://notion.test/Night-Bus-{page}",))])) != []


def test_a_link_in_another_cell_joins_only_what_is_called_alike() -> None:
    target = entry("a", "Night Bus", "aaaaaaaa1")
    alike = entry("b", "Night Bus EP", mentions=(target.ref.url,))
    assert joined(match([target, alike])) != []
    other = entry("b", "Day Tram", mentions=(target.ref.url,))
    assert (joined(match([target, other])), proposed(match([target, other]))) == ([], [("b/Day Tram", "a/aaaaaaaa1")])


def test_two_records_that_name_one_are_in_doubt() -> None:
    target = entry("a", "Night Bus", "aaaaaaaa1")
    both = [entry("b", title, names=(target.ref.url,)) for title in ("One", "Two")]
    assert joined(match([target, *both])) == []


def both_named() -> list[Entry]:
    """Return b's Bus, which names Tram in a, while Ferry in a names b's Bus."""
    tram = entry("a", "Tram", "aaaaaaaa1")
    bus = entry("b", "Bus", "bbbbbbbb1", names=(tram.ref.url,))
    return [tram, bus, entry("a", "Ferry", "aaaaaaaa2", names=(bus.ref.url,))]


def pairs_of(found: Matches) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in proposed(found)}


def test_of_two_partners_that_are_equally_likely_neither_joins_and_both_are_proposed() -> None:
    found = match(both_named())
    assert (joined(found), found.joins) == ([], ())
    assert pairs_of(found) == {frozenset(("b/bbbbbbbb1", f"a/aaaaaaaa{n}")) for n in (1, 2)}


def test_two_codes_of_two_partners_join_neither() -> None:
    one, other = (entry("a", "Bus", f"{n}", codes=frozenset({f"upc:{n}"}), artist=f"Artist {n}") for n in (1, 2))
    found = match([one, other, entry("b", "Bus", codes=frozenset({"upc:1", "upc:2"}))])
    assert (joined(found), pairs_of(found)) == ([], {frozenset(("b/Bus", "a/1")), frozenset(("b/Bus", "a/2"))})


def test_two_partners_over_a_third_tool_join_neither() -> None:
    first = entry("a", "Tram", "aaaaaaaa1")
    between = entry("b", "Bus", "bbbbbbbb1", names=(first.ref.url,))
    last = entry("c", "Ferry", "cccccccc1", names=(between.ref.url,))
    found = match([first, entry("a", "Boat", "aaaaaaaa2", names=(last.ref.url,)), between, last])
    assert (joined(found), len(found.proposals)) == ([], 3)


def test_weaker_evidence_does_not_decide_what_stronger_leaves_open() -> None:
    found = match([*both_named(), entry("a", "Bus", "aaaaaaaa3")])
    assert joined(found) == []


def test_the_stronger_of_two_partners_is_taken_still() -> None:
    *linked, _ = both_named()
    assert joined(match([*linked, entry("a", "Bus", "aaaaaaaa3")])) == [["a/aaaaaaaa1", "b/bbbbbbbb1"]]


def test_what_was_said_decides_between_two_that_are_equally_likely() -> None:
    for taken in ("a/aaaaaaaa1", "a/aaaaaaaa2"):
        (group,) = joined(match(both_named(), said(same=(taken, "b/bbbbbbbb1"))))
        assert set(group) == {taken, "b/bbbbbbbb1"}


def test_a_code_that_two_records_of_a_tool_bear_joins_nothing() -> None:
    code = {"codes": frozenset({"upc:1"})}
    found = match([entry("a", "One", **code), entry("a", "Two", **code), entry("b", "Project", **code)])
    assert joined(found) == []


def test_three_tools_are_one_group_carried_by_the_first() -> None:
    assert joined(match([entry(source, "Bus") for source in "abc"])) == [["a/Bus", "b/Bus", "c/Bus"]]


def said(same: Sequence[str] = (), different: Sequence[str] = ()) -> Confirmations:
    one = (Answer(Sort.RELEASE, tuple(same)),) if same else ()
    return Confirmations(one, (Answer(Sort.RELEASE, tuple(different)),) if different else ())


def test_what_was_said_goes_before_everything() -> None:
    entries = [entry("a", "Bus"), entry("b", "Bus"), entry("b", "Project")]
    assert joined(match(entries, said(same=("a/Bus", "b/Project")))) == [["a/Bus", "b/Project"]]
    apart = match(entries, said(different=("a/Bus", "b/Bus")))
    assert (joined(apart), proposed(apart)) == ([], [])


def test_what_was_kept_apart_is_not_joined_over_a_third() -> None:
    entries = [entry(source, "Bus") for source in "abc"]
    found = match(entries, said(different=("a/Bus", "c/Bus")))
    assert (joined(found), pairs_of(found)) == ([], {frozenset(("b/Bus", "a/Bus")), frozenset(("b/Bus", "c/Bus"))})


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("a/Bus", "gone"), "there is no release “gone” any more"),
        (("a/Bus", "Tram"), "“Tram” is the name of 2 records; give a link or an id instead"),
        (("a/Bus", "a/Tram"), "both stand in a, and two records of one tool are never made one"),
    ],
)
def test_an_answer_that_leads_nowhere_is_told_once(names: tuple[str, ...], why: str) -> None:
    entries = [entry("a", "Bus"), entry("a", "Tram"), entry("b", "Tram")]
    assert [answer.why for answer in match(entries, said(same=names)).unmet] == [why]


def test_of_two_likely_partners_the_same_one_is_taken_in_any_order() -> None:
    rows = (
        ("a", "Bus", 0, ""), ("a", "Bus", 2, ""), ("a", "Bus", 3, ""), ("b", "Bus feat. Noor", 0, "upc:1"),
        ("c", "Bus", 1, "upc:1"), ("a", "Bus feat. Noor", 1, ""), ("c", "Bus feat. Noor", 0, ""),
    )  # fmt: skip
    entries = [entry(name, title, f"{n:08d}", codes=frozenset({code} if code else ())) for name, title, n, code in rows]
    outcomes = set()
    for seed in range(20):
        random.Random(seed).shuffle(entries)
        outcomes.add(frozenset(frozenset(each.key for each in group) for group in match(entries).groups))
    assert len(outcomes) == 1


TITLES = st.sampled_from(["Bus", "bus", "Bus (Live)", "Bus feat. Noor", "Tram", "Trem", "Tram 2"])
RECORDS = st.builds(
    lambda source, title, number, artist, code: entry(
        source, title, f"{number:08d}", artist=artist, codes=frozenset({code} if code else ())
    ),
    st.sampled_from("abc"), TITLES, st.integers(0, 999), st.sampled_from(["", "Kaya", "Lee"]),
    st.sampled_from(["", "upc:1", "upc:2"]),
)  # fmt: skip


@given(st.lists(RECORDS, max_size=9, unique_by=lambda each: each.key), st.randoms())
def test_never_two_records_of_one_tool_and_never_another_outcome_in_another_order(
    entries: list[Entry], chance: random.Random
) -> None:
    found = match(entries)
    for group in found.groups:
        assert len({each.source for each in group}) == len(group) > 1
    shuffled = list(entries)
    chance.shuffle(shuffled)
    again = match(shuffled)
    assert {frozenset(each.key for each in group) for group in found.groups} == {
        frozenset(each.key for each in group) for group in again.groups
    }


def test_a_crowd_of_one_title_is_not_compared_all_with_all() -> None:
    crowd = [entry(source, "Mix", f"{source}{number:07d}") for source in "ab" for number in range(2_000)]
    found = match(crowd)
    assert (found.groups, found.proposals) == ((), ())
