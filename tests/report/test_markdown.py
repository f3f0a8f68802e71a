"""The report as Markdown: exactly, on one fixed plan, and on the edges."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from rules.loops.loop import Loop
from rules.model import Unknown
from rules.policy import Policy, Waiver
from rules.samples import at, day, gate, handoff, release, work
from sync.report.markdown import render_markdown
from tests.report.reporting import life_of, page_of, result_of

NIGHT_BUS = release(
    work("Mix", "Mara", state="done", done_at=day("2026-07-30")),
    work("Final master", "Jo", state="in progress", needs=("Mix",), due="2026-08-07"),
    work("Cover artwork", "Dee", state="in review", due="2026-08-05"),
    handoffs=(
        handoff(
            "Mix", "Final master", sender="Mara", receiver="Jo", sent_at=at("2026-07-29 09:00"),
            done="v3", next="master it", location="https://files.example/mix-v3.wav",
        ),
    ),
    gates=(gate("Cover artwork", "Kaya", requested_at=at("2026-07-29 09:00")), gate("Final master", "Kaya")),
    artist="Kaya Moon",
)  # fmt: skip

WHOLE = """\
# night shift: 1 blocker, 1 warning, 1 note

As of Mon 3 Aug 2026 10:00 UTC.

## Who must act

- **Jo**: 1 blocker
- **Kaya**: 1 warning; waiting: Dee
- **Nobody yet**: 1 note

## Night Bus: 1 blocker, 1 warning, 1 note

Kaya Moon, out on Fri 4 Sep 2026, in 32 days.

| Deliverable | Owner | Status | Due | Handoff | Approval | Gaps |
| --- | --- | --- | --- | --- | --- | --- |
| Mix | Mara | done | Thu 20 Aug 2026 | to Jo: sent, not acknowledged | – | HND008 |
| Final master | Jo | in progress | Fri 7 Aug 2026 | – | pending (Kaya) | – |
| Cover artwork | Dee | in review | Wed 5 Aug 2026 | – | pending (Kaya) | GAT008 |

- **blocker** HND008 Final master is in progress, but Jo has not acknowledged the handoff of Mix _new_
  - Jo: The receiver stops until the handoff is sent and acknowledged, and checks what was used.
- **warning** GAT008 Kaya was asked on 2026-07-29 and has not decided on Cover artwork _new_
  - Kaya: The approver says yes or no today.
  - waiting: Dee
  - seen: asked for on 2026-07-29; 2 working days allowed
- **note** PLN009 The plan of Night Bus has no distributor upload, editorial pitch or launch posts; a release usually has _new_
  - nobody yet: The manager adds what is missing with an owner and a date, if it is wanted.

| Fact | Value | Stands in |
| --- | --- | --- |
| artist | Kaya Moon | workbook |
| release date | 2026-09-04 | workbook |
| release type | not stated | – |
| distributor | not stated | – |
| release owner | not stated | – |

| Loop | Stage | Open | The next needs |
| --- | --- | --- | --- |
| planning | running | the plan locked | – |
| assets | running | Cover artwork; Final master | the master; the artwork; the song at the distributor |
| promotion | running | the pitch to editors, sent; tease: Aug 21 to Sep 3; release week: Sep 1 to Sep 7; sustain: Sep 8 to Oct 2 | something public that leads somewhere |
| audience | ahead | a pre-save, link or form; a welcome for whoever signs up | a place where the contacts can be counted |
| review | ahead | a day for the review; the review held | – |

## Since the last run

- **New**: 3
  - HND008 Final master is in progress, but Jo has not acknowledged the handoff of Mix
  - GAT008 Kaya was asked on 2026-07-29 and has not decided on Cover artwork
  - PLN009 The plan of Night Bus has no distributor upload, editorial pitch or launch posts; a release usually has
- **Worse**: none
- **Still open**: none
- **Closed**: none
- **Kept, because this run could not judge it**: none

## Cannot tell

- Releases: folder: the plan has no column for it (AST001, HND007)
- Plan: file: the plan has no column for it (AST002, GAT005)
- Releases: UPC or EAN: the plan has no column for it (AST009)

## Sources

| Source | Tool | Read | Records | Requests | Complete |
| --- | --- | --- | --- | --- | --- |
| plan.xlsx | workbook | Mon 3 Aug 2026 10:00 UTC | 7 | 1 | yes |
"""  # noqa: E501


def test_the_whole_report_of_a_small_plan() -> None:
    assert render_markdown(page_of(result_of(NIGHT_BUS))) == WHOLE


def test_the_same_gaps_at_the_next_run_are_still_open_and_a_closed_one_is_named() -> None:
    first = result_of(NIGHT_BUS)
    gone = life_of(first, "HND008", title="Teaser video", fingerprint="f00d", message="Teaser was never sent")
    before = [*first.turns.lives.values(), gone]
    shown = render_markdown(page_of(result_of(NIGHT_BUS, before=before)))
    assert "- **New**: none\n" in shown
    assert "- **Still open**: 3\n" in shown
    assert "- **Closed**: 1\n  - HND008 Teaser was never sent (Night Bus)\n" in shown
    assert "_new_" not in shown


def test_a_source_that_was_down_is_said_first_and_closes_nothing() -> None:
    gone = life_of(result_of(NIGHT_BUS), "HND008", fingerprint="f00d", message="Teaser was never sent")
    shown = render_markdown(page_of(result_of(NIGHT_BUS, before=[gone], down="plan.xlsx does not answer")))
    assert shown.index("> **Not complete.** plan could not be read: plan.xlsx does not answer") < shown.index("## ")
    assert "- **Closed**: none" in shown
    assert "- **Kept, because this run could not judge it**: 1" in shown
    assert "| **no**: plan.xlsx does not answer |" in shown


def test_no_gaps_and_no_releases_is_a_report_too() -> None:
    shown = render_markdown(page_of(result_of()))
    assert shown.startswith("# night shift: no gaps\n")
    assert "## Sources" in shown


def test_a_waiver_is_shown_with_its_reason_and_a_lapsed_one_with_what_became_of_it() -> None:
    policy = Policy(
        waivers=(
            Waiver("GAT008", "Cover artwork approval", "Kaya is on tour", "Sam", day("2026-08-10")),
            Waiver("OWN001", "Mix", "all of us", "Sam", day("2026-12-31")),
        )
    )
    shown = render_markdown(page_of(result_of(NIGHT_BUS, policy=policy), policy))
    assert "has not decided on Cover artwork: Kaya is on tour (Sam, until Mon 10 Aug 2026)" in shown
    assert "- OWN001 on Mix: no open gap matches it; remove the waiver" in shown


def test_unknown_is_never_shown_as_empty() -> None:
    dark = work("Mix", "Mara", state=Unknown.UNREADABLE, due=Unknown.UNREADABLE, owners=Unknown.TRUNCATED)
    shown = render_markdown(page_of(result_of(release(dark, date=Unknown.UNREADABLE))))
    assert "| Mix | cannot tell | cannot tell | cannot tell |" in shown
    assert "release date cannot tell." in shown
    assert "## Cannot tell" in shown


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "a|b\n\n# c", "`x` @everyone [y](javascript:z)", "x" * 10_000]
)
def test_hostile_titles_change_nothing_about_the_document(title: str) -> None:
    rows = (work(title, title, key="one"), work("Mix", title))
    page = page_of(result_of(release(*rows, title=title, artist=title)))
    tokens = MarkdownIt("commonmark").enable("table").parse(render_markdown(page))
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    cells = [token.type for token in tokens].count("td_open")
    inline = {child.type for token in tokens for child in token.children or ()}
    assert headings == ["h1", *["h2"] * (4 + bool(page.cannot_tell))]
    facts = sum(len(group.lines) for group in page.releases[0].sheet)
    assert cells == 7 * len(rows) + 6 + 3 * facts + 4 * len(Loop)
    assert inline <= {"text", "text_special", "strong_open", "strong_close", "em_open", "em_close"}
