"""Several releases lived through with real runs, and what the review says of them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.review.team import DONE, REVIEWS, Team
from tests.review.team import team as team

FIRST = date(2025, 11, 7)
OUT = {name: FIRST + timedelta(days=49 * number) for number, name in enumerate(("One", "Two", "Three", "Four"))}
ROW = ("Review of Four", "Four", OUT["Four"] + timedelta(days=10), "", "We kept to it", "")


def lived(team: Team, count: int = 4, *reviews: tuple[Any, ...]) -> None:
    """Live through so many releases; the master of each is late by 4, 5, 6 and 7 days."""
    titles = dict(list(OUT.items())[:count])
    team.begin(titles, Reviews=(REVIEWS, *(reviews or (ROW,))))
    team.run()
    for number, (title, out) in enumerate(titles.items()):
        team.live(title, out, {"Master": 4 + number, "Artwork": -1})
    team.on(max(titles.values()) + timedelta(days=12))
    team.run()


def document(team: Team, *arguments: str) -> Any:
    ended = team.review(*arguments, "--format", "json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def shown(team: Team, sheet: str, row: int) -> list[Any]:
    return [cell.value for cell in openpyxl.load_workbook(team.plan)[sheet][row]][: len(REVIEWS)]


def test_a_year_is_told_and_recorded_and_learned_from_once(team: Team) -> None:
    lived(team)
    found = document(team, "Four")
    [late] = found["late"]
    assert (late["step"]["title"], late["step"]["least_days_late"], late["step"]["most_days_late"]) == ("Master", 6, 7)
    assert (found["moves"], found["untold"]) == ([], [])
    assert "The date held: 2026-04-03, as first seen on 2025-09-01" in found["answers"]["worked"]
    [proposal] = found["proposals"]
    steps = {step["title"]: step for step in proposal["steps"]}
    assert steps["Master"]["needed"] == {"One": 46, "Two": 47, "Three": 48, "Four": 49}
    assert (steps["Master"]["days"], steps["Master"]["proposed"]) == (42, 48)
    assert [title for title, step in steps.items() if step["proposed"] is not None] == ["Master"]
    before = team.plan.read_bytes()
    asked = team.review("Four")
    assert "Write these answers into 2 empty cells of “Review of Four” in “plan”?" in asked.out
    assert "Nothing was written. To go on without being asked: --yes" in asked.out
    assert (team.plan.read_bytes(), Path("templates").exists()) == (before, False)
    written = team.review("Four", "--yes", "--accept")
    assert (written.code, written.err) == (0, "wrote templates/single.toml\n")
    assert "-before = 42\n  +before = 48" in written.out
    _, _, _, worked, failed, broke = shown(team, "Reviews", 2)
    assert worked.splitlines()[0] == "The date held: 2026-04-03, as first seen on 2025-09-01."
    assert worked.splitlines()[-1] == "(Streetdate, 2026-04-15: from the plan and 42 runs since 2025-09-01)"
    assert failed == "We kept to it"
    assert "PLN006 overdue: once, open for 1 day" in broke
    assert 'folder = "templates"' in team.config.read_text()
    learned = Path("templates/single.toml").read_text()
    assert "before = 48" in learned
    assert learned.startswith("# What it takes to put out one song.")
    before = team.plan.read_bytes()
    again = team.review("Four", "--yes", "--accept")
    assert "Nothing to write into the review record." in again.out
    assert "Nothing to change." in again.out
    assert again.err == "No change of a template is proposed.\n"
    assert (team.plan.read_bytes(), Path("templates/single.toml").read_text()) == (before, learned)


def test_two_past_releases_propose_nothing_and_say_how_many_are_missing(team: Team) -> None:
    lived(team, 2, ("Review of Two", "Two", OUT["Two"], "", "", ""))
    ended = team.review("Two", "--accept")
    assert "2 past releases of it; 1 more before anything is proposed." in ended.out
    assert ended.err == "No change of a template is proposed.\n"
    assert not Path("templates").exists()


def test_where_no_row_is_one_is_made_and_only_once(team: Team) -> None:
    lived(team, 1, ("Review of another", "", date(2025, 9, 1), "", "", ""))
    assert "Write these answers into a new row “Review of One” in “plan”?" in team.review("One").out
    made = team.review("One", "--yes")
    assert "made the row “Review of One” in “plan”" in made.out
    assert shown(team, "Reviews", 3)[:2] == ["Review of One", "One"]
    before = team.plan.read_bytes()
    assert "Nothing to write into the review record." in team.review("One", "--yes").out
    assert team.plan.read_bytes() == before


def test_a_month_follows_the_agenda_and_is_recorded_in_a_row_of_its_name(team: Team) -> None:
    lived(team, 1)
    ended = team.review("--month", "2025-11", "--yes")
    lines = ended.out.splitlines()
    asked = [line for line in lines if line.endswith(" min)")]
    assert asked[0] == "What did we put out, and did every date hold? (10 min)"
    assert len(asked) == 5
    assert "  - One came out on 2025-11-07" in lines
    assert "made the row “Review of November 2025” in “plan”" in lines
    again = team.review("--month", "2025-11", "--yes")
    assert "Nothing to write into the review record." in again.out
    assert document(team, "--month", "2025-09")["late"][0]["step"]["title"] == "Master"
    assert document(team, "--month", "2025-11")["late"] == []


def test_a_template_of_the_teams_own_keeps_its_comments_and_steps(team: Team) -> None:
    lived(team)
    Path("own").mkdir()
    Path("own/single.toml").write_text(
        '# ours\nfor = "release"\nphrase = "a single"\nwords = ["single"]\n\n[steps.cut]\ntitle = "Master"\n'
        'kind = "master"\nphase = "assets"\nowner = "mastering engineer"\nbefore = 40  # as Jo says\n'
    )
    team.config.write_text(team.config.read_text() + '\n[templates]\nfolder = "own"\n')
    assert team.review("Four", "--accept").err == "wrote own/single.toml\n"
    text = Path("own/single.toml").read_text()
    assert text.startswith("# ours\n")
    assert "before = 48  # as Jo says" in text


def test_an_acceptance_that_was_stopped_in_the_middle_is_finished_by_the_next(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(team, 3, ("Review of Three", "Three", OUT["Three"], "", "", ""))

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("sync.review.template_file.set_templates_folder", stopped)
        assert team.review("Three", "--accept").code == 130
    assert "templates" not in team.config.read_text()
    assert team.review("Three", "--accept").err == "wrote templates/single.toml\n"
    assert "Nothing to change." in team.review("Three").out


def test_a_release_that_moved_four_times_is_told_with_the_late_work_of_each(team: Team) -> None:
    team.begin({"One": FIRST}, Reviews=(REVIEWS, ("Review of One", "One", FIRST, "", "", "")))
    team.run()
    for number in range(1, 5):
        team.on(date(2025, 10, 1) + timedelta(days=7 * number))
        team.edit("Releases", "One", Release_Date=FIRST + timedelta(days=7 * number))
        team.run()
    team.on(date(2025, 12, 12))
    found = document(team, "One")
    assert [(move["old"], move["new"]) for move in found["moves"]] == [
        (f"{FIRST + timedelta(days=7 * n)}", f"{FIRST + timedelta(days=7 * n + 7)}") for n in range(4)
    ]
    assert all("Master" in move["late_work"] for move in found["moves"])
    dates = next(measure for measure in found["measures"] if measure["name"] == "dates hold")
    assert dates["points"][-1] == {
        "label": "One", "value": 4.0, "words": "moved 4 times, 4 while work was late", "good": False,
    }  # fmt: skip


def test_without_any_run_only_the_plan_is_told(team: Team) -> None:
    team.begin({"One": FIRST})
    for step in ("Mix", "Master"):
        team.edit("Deliverables", step, "One", Status=DONE)
    team.on(FIRST + timedelta(days=20))
    ended = team.review("One")
    assert "No run has looked before: only what the plan itself states is told here." in ended.out
    assert "when Mix and Master were done: the plan does not say" in ended.out
    assert "make it with the columns Review, Release, What worked, What failed and What broke" in ended.out
    assert "No run has looked before, so nobody can tell." in ended.out
    assert "No run looked in October 2025, so nobody can tell." in team.review("--month", "2025-10").out
    assert not Path("streetdate.db").exists()


def test_a_store_in_memory_is_one_sentence(team: Team) -> None:
    team.begin({"One": FIRST})
    team.config.write_text(team.config.read_text() + '\n[store]\nurl = "sqlite::memory:"\n')
    assert "The store is in memory and forgets every run" in team.review("One").out


def test_nothing_is_written_where_the_settings_forbid_it(team: Team) -> None:
    lived(team, 1, ("Review of One", "One", FIRST, "", "", ""))
    team.config.write_text(team.config.read_text().replace('tool = "workbook"', 'tool = "workbook"\nwrite = false'))
    before = team.plan.read_bytes()
    assert '"sources.plan.write" is false' in team.review("One", "--yes").out
    assert team.plan.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((), "say what to review"),
        (("One", "--month", "2025-10"), "say what to review"),
        (("Nothing",), "there is no release “Nothing”"),
        (("--month", "2025-13"), "which is no month"),
        (("--month", "october"), "which is no month"),
        (("--month", "2026-01"), "January 2026 has not begun"),
    ],
)
def test_what_cannot_be_reviewed_is_one_sentence(team: Team, arguments: tuple[str, ...], error: str) -> None:
    team.begin({"One": FIRST})
    ended = team.review(*arguments)
    assert (ended.code, error in ended.err) == (2, True)


def test_hostile_titles_do_nothing_in_any_format(team: Team) -> None:
    name = "<img src=x onerror=alert(1)>\x9b31m\"'|`"
    team.begin({name: FIRST}, Reviews=(REVIEWS, ("=1+1", name, FIRST, "", "", "")))
    team.run()
    team.on(FIRST + timedelta(days=20))
    team.run()
    title = document(team, "--month", "2025-11")
    assert title["of"] == "month"
    page = team.review(name, "--format", "html", "--out", "-", "--yes").out
    assert "<img" not in page
    assert "<script" not in page
    assert "\x9b" not in team.review(name).out
    assert "<img" not in team.review(name, "--format", "markdown").out
    _, _, _, _, failed, _ = shown(team, "Reviews", 2)
    assert not str(failed or "").startswith("=")


def test_the_weekly_agenda_ends_with_the_signs(team: Team) -> None:
    lived(team, 1)
    ended = team.cli("report", "--weekly", "--config", team.config)
    assert "How the system works" in ended.out
    assert "uploads in the last days  █      One: at least 30 days before; LabelGrid needs 14" in ended.out
