"""The drawing of who hands what to whom."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rules.samples import at, gate, handoff, release, work
from rules.standing import Ruling
from sync.report.html.graph import MOST_LINES, Graph, Stroke, graph
from sync.report.html.layout import HEIGHT
from sync.report.page import Approval, HandoffState, Passing, ReleasePage
from tests.report.reporting import page_of, result_of

NAMES = st.sampled_from(["", "Ana", "Ben", "Cem", "Dee", "Eva", "Fay", "Gil"])
PASSINGS = st.builds(Passing, st.text(max_size=30), NAMES, NAMES, st.sampled_from(HandoffState), st.booleans())


def page(*passings: Passing, approvals: tuple[Approval, ...] = ()) -> ReleasePage:
    made = page_of(result_of(release(work("Mix", "Mara")))).releases[0]
    return replace(made, passings=passings, approvals=approvals)


def strokes(found: Graph) -> dict[tuple[str, str], Stroke]:
    return {(bond.giver, bond.receiver): bond.stroke for bond in found.bonds}


def test_missing_unacknowledged_and_undecided_are_told_apart_by_stroke_and_words() -> None:
    made = release(
        work("Mix", "Mara", state="done", done_at=at("2026-07-20 10:00")),
        work("Master", "Jo", needs=("Mix",)),
        work("Cover", "Dee", state="done", done_at=at("2026-07-20 10:00")),
        work("Teaser", "Vic", needs=("Cover",)),
        handoffs=(handoff("Mix", "Master", sender="Mara", receiver="Jo", sent_at=at("2026-07-30 10:00")),),
        gates=(gate("Teaser", "Robin", requested_at=at("2026-07-30 10:00")),),
    )
    found = graph(page_of(result_of(made)).releases[0])
    assert strokes(found) == {
        ("Mara", "Jo"): Stroke.OPEN,
        ("Dee", "Vic"): Stroke.MISSING,
        ("Robin", "Vic"): Stroke.ASKED,
    }
    assert {line.words for line in found.lines} == {
        ("Mix", "sent, not acknowledged"), ("Cover", "not recorded"), ("yes on Teaser", "waited for"),
    }  # fmt: skip


def test_what_is_not_due_yet_is_drawn_quietly() -> None:
    found = graph(page(Passing("Mix", "Mara", "Jo", HandoffState.UNSENT, ripe=False)))
    assert [(line.stroke, line.words) for line in found.lines] == [(Stroke.LATER, ("Mix",))]


def test_several_things_between_two_people_are_one_line_that_shows_the_worst() -> None:
    done = Passing("Mix", "Mara", "Jo", HandoffState.RECEIVED, ripe=False)
    found = graph(page(done, replace(done, work="Stems", state=HandoffState.MISSING), done))
    assert [line.words for line in found.lines] == [("Stems +2", "not recorded")]
    assert len(found.bonds[0].items) == 3


def test_where_nothing_changes_hands_nothing_is_drawn() -> None:
    assert graph(page()) == Graph(0, 0, (), (), ())


def test_a_decision_of_nobody_is_in_the_list_and_not_in_the_drawing() -> None:
    found = graph(page(approvals=(Approval("Final go", "Posts", "Noor", Ruling.PENDING, "", None, asked=True),)))
    assert (found.boxes, [(bond.giver, bond.receiver) for bond in found.bonds]) == ((), [("", "Noor")])


def test_a_tangle_is_thinned_to_its_worst_and_listed_whole() -> None:
    names = [f"P{number}" for number in range(30)]
    quiet = [Passing("Mix", a, b, HandoffState.RECEIVED, ripe=False) for a in names for b in names if a < b]
    found = graph(page(*quiet, Passing("Cover", "P3", "Zoe", HandoffState.MISSING, ripe=True)))
    assert len(found.lines) == MOST_LINES
    assert found.lines[0].stroke is Stroke.MISSING
    assert len(found.bonds) == len(quiet) + 1


@given(st.lists(PASSINGS, max_size=30))
def test_any_handoffs_can_be_drawn_and_all_are_in_the_list(passings: list[Passing]) -> None:
    found = graph(page(*passings))
    assert sum(len(bond.items) for bond in found.bonds) == len(passings)
    for place, one in enumerate(found.boxes):
        assert 0 <= one.x - one.width / 2 <= one.x + one.width / 2 <= found.width + 1
        assert 0 <= one.y - HEIGHT / 2 <= one.y + HEIGHT / 2 <= found.height + 1
        for other in found.boxes[place + 1 :]:
            apart = abs(one.x - other.x) >= (one.width + other.width) / 2 - 1
            assert apart or abs(one.y - other.y) >= HEIGHT
    assert graph(page(*passings)) == found
