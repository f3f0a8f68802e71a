"""What is said of a whole fleet."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sync.exit_codes import BUG, WORST_FIRST, worst
from sync.fleet.document import fleet_document
from sync.fleet.outcome import Outcome, Row
from sync.fleet.summary import counts, print_summary, render_markdown, total, what_to_do

HOSTILE = "<script>x</script> | @everyone [a](https://evil.example) \x1b[2J"
ROWS = (
    Row("a/streetdate.toml", "a", 0, Outcome.DONE, "r1", 2, 1, 0, 3, 5, 0.5),
    Row("b/streetdate.toml", "b", 4, Outcome.HELD, "r2", 1, said="would clear 40 records", todo="streetdate plan"),
    Row("c/streetdate.toml", "c", 2, Outcome.FAILED, said=HOSTILE, todo="correct it"),
)


def test_the_worst_of_all_is_the_exit_code_in_a_fixed_order() -> None:
    assert WORST_FIRST == (130, 70, 2, 3, 4, 1, 0)
    assert worst([]) == 0
    assert [worst(WORST_FIRST[at:]) for at in range(len(WORST_FIRST))] == list(WORST_FIRST)


@given(st.lists(st.integers(-300, 300)))
def test_a_code_that_nobody_knows_is_never_taken_for_well(codes: list[int]) -> None:
    assert (worst(codes) == 0) == all(code == 0 for code in codes)
    if set(codes) - set(WORST_FIRST):
        assert worst(codes) in (BUG, 130)


def test_the_sums_are_over_all_workspaces() -> None:
    assert counts(ROWS) == {
        "workspaces": 3, "well": 1, "incomplete": 0, "held": 1, "failed": 1, "stopped": 0,
        "blocker": 3, "new": 1, "worse": 0, "closed": 3, "requests": 5,
    }  # fmt: skip
    assert total(ROWS) == (
        "3 workspaces: 1 well, 1 held, 1 failed; 3 open blockers (1 new, 0 worse, 3 closed), 5 requests"
    )
    assert total(()) == "0 workspaces: none; 0 open blockers (0 new, 0 worse, 0 closed), 0 requests"


def test_one_line_names_those_who_need_somebody_and_nothing_is_said_when_all_is_well() -> None:
    assert what_to_do(ROWS[:1]) == ""
    assert what_to_do(ROWS).startswith("see to b/streetdate.toml, c/streetdate.toml:")
    assert "and 7 more" in what_to_do(ROWS[1:2] * 10)


def test_hostile_words_do_nothing_in_markdown_or_in_a_terminal() -> None:
    text = render_markdown(ROWS, 3.0)
    row = next(line for line in text.splitlines() if line.startswith("| c/"))
    assert "<script>" not in row and "https://evil" not in row and "@everyone" not in row
    assert len(row.replace("\\|", "").strip("|").split("|")) == 9
    out = io.StringIO()
    print_summary(Console(file=out, width=100), ROWS, 3.0)
    assert "\x1b" not in out.getvalue() and "would clear 40 records" in out.getvalue()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.outcome.value)
def test_the_document_holds_every_row_whole(row: Row) -> None:
    document = json.loads(fleet_document((row,), row.exit_code, 3.0).model_dump_json(by_alias=True))
    (entry,) = document["workspaces"]
    assert (entry["settings"], entry["outcome"], entry["said"]) == (row.name, row.outcome.value, row.said)
    assert (document["exit_code"], document["totals"]["workspaces"]) == (row.exit_code, 1)


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.TIMED_OUT, Outcome.DIED, Outcome.STOPPED])
def test_of_a_run_that_did_not_end_no_figure_is_given_not_even_0(outcome: Outcome) -> None:
    rows = (Row("d/streetdate.toml", "d", 3, outcome, "r4", said="s", todo="t"),)
    line = next(line for line in render_markdown(rows, 3.0).splitlines() if line.startswith("| d/"))
    assert line.count("| – ") == 5
    (entry,) = fleet_document(rows, 3, 3.0).workspaces
    assert {entry.blockers, entry.new, entry.worse, entry.closed, entry.requests} == {None}
