"""The words on records: who should do what, within the limits, whatever people call their work."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Ref
from rules.policy import Severity
from sync.gap import Gap
from sync.wording import codes_in, comment_body, gaps_text, line, mark_of, mark_of_reply, same_text

MARK = mark_of("label", "fake/Plan/r1")
GAP = Gap(
    "f", "GAT005", "stale-approval", Severity.BLOCKER, "Master changed after the yes", "Ask Ana for a new yes.", "Kaya",
    "name:kaya", Ref("fake", "Plan", "r1"), "deliverable", "k", "Master", "Night Bus", "rel",
)  # fmt: skip


def size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_a_line_says_how_bad_what_is_wrong_and_who_should_do_what() -> None:
    assert line(GAP) == "Blocker GAT005: Master changed after the yes; Kaya: ask Ana for a new yes"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"who": ""}, "Blocker GAT005: Master changed after the yes; ask Ana for a new yes"),
        ({"fix": ""}, "Blocker GAT005: Master changed after the yes"),
        ({"fix": "Kaya asks Ana."}, "Blocker GAT005: Master changed after the yes; Kaya asks Ana"),
        ({"fix": "ISRC: enter it"}, "Blocker GAT005: Master changed after the yes; Kaya: ISRC: enter it"),
        ({"severity": Severity.WARNING, "fix": ""}, "Warning GAT005: Master changed after the yes"),
        ({"message": "A\n=B\r\n\tC\x00", "fix": ""}, "Blocker GAT005: A =B C"),
        ({"message": "see [sd:01234567]", "fix": ""}, "Blocker GAT005: see (sd:01234567]"),
        ({"message": "a\u202eb", "fix": ""}, "Blocker GAT005: ab"),
    ],
)
def test_a_line_with_less_or_with_hostile_text(change: dict[str, object], expected: str) -> None:
    assert line(replace(GAP, **change)) == expected  # type: ignore[arg-type]


def test_a_comment_says_how_it_stands_and_ends_with_our_mark() -> None:
    assert comment_body([GAP], MARK, 2000).splitlines() == [
        "Streetdate: this must not go on yet.",
        "Blocker GAT005: Master changed after the yes; Kaya: ask Ana for a new yes",
        MARK,
    ]
    assert "needs attention" in comment_body([replace(GAP, severity=Severity.WARNING)], MARK, 2000)


def test_what_does_not_fit_is_counted() -> None:
    gaps = [replace(GAP, code=f"GAT00{number}", fix="") for number in range(1, 6)]
    assert gaps_text(gaps, 112).split(" · ") == [line(gaps[0]), line(gaps[1]), "… and 3 more"]
    assert gaps_text(gaps, 2000).split(" · ") == [line(gap) for gap in gaps]
    assert gaps_text([], 100) == ""


texts = st.text(max_size=400)


@given(messages=st.lists(texts, min_size=1, max_size=9), fix=texts, who=texts, limit=st.integers(120, 600))
def test_no_text_breaks_the_limit_the_lines_or_the_mark(messages: list[str], fix: str, who: str, limit: int) -> None:
    gaps = [replace(GAP, message=message, fix=fix, who=who) for message in messages]
    body = comment_body(gaps, MARK, limit)
    assert max(size(gaps_text(gaps, limit)), size(body)) <= limit
    assert body.endswith(MARK)
    assert body.lower().count("[sd:") == 1
    assert all(text.startswith(("Streetdate:", "Blocker ", "… and ", MARK)) for text in body.splitlines())
    assert body.encode("utf-8")
    assert body == comment_body(gaps, MARK, limit)


def test_marks_tell_workspaces_records_and_replies_apart() -> None:
    marks = {
        MARK,
        mark_of("agency", "fake/Plan/r1"),
        mark_of("label", "fake/Plan/r2"),
        mark_of_reply(MARK, "name:ana", []),
    }
    marks |= {mark_of_reply(MARK, "name:ana", [GAP]), mark_of_reply(MARK, "name:kaya", [GAP])}
    assert len(marks) == 6
    assert all(len(mark) == len("[sd:01234567]") for mark in marks)


def test_the_codes_of_a_text_of_ours_can_be_read_back_but_not_those_of_a_title() -> None:
    gaps = [GAP, replace(GAP, code="PLN003", severity=Severity.WARNING, message="OWN001: not a code here")]
    assert codes_in(gaps_text(gaps, 2000)) == codes_in(comment_body(gaps, MARK, 2000)) == {"GAT005", "PLN003"}


@pytest.mark.parametrize(
    ("shown", "wanted", "same"),
    [("a\r\nb", "a\nb", True), ("a \n b\n", "a\nb", True), (None, "", True), ("a b", "a\nb", False), ("A", "a", False)],
)
def test_line_ends_and_edges_are_the_tools_own(shown: str | None, wanted: str, same: bool) -> None:
    assert same_text(shown, wanted) is same
