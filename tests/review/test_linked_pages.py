"""The report and the pages of reviews lead to each other, and never to a page that is not there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

from tests.report.html.parsed import Parsed, text_of
from tests.review.team import DONE, Team
from tests.review.team import team as team
from tests.review.test_year import FIRST


def links(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the words and the place of every link to another page of ours."""
    for link in Parsed(file.read_text(encoding="utf-8")).all("a"):
        place = link.get("href", "")
        if unquote(place).endswith(".html"):
            yield text_of(link), unquote(place)


def released(team: Team, title: str = "Night Bus") -> None:
    team.begin({title: FIRST})
    team.on(FIRST - timedelta(days=20))
    team.run()
    team.edit("Deliverables", "Distributor upload", title, Status=DONE)
    team.on(FIRST + timedelta(days=20))
    team.run()


def test_a_report_leads_to_the_reviews_beside_it_and_they_lead_back(team: Team) -> None:
    released(team)
    assert list(links(team.folder / "report.html")) == []
    made = team.review("Night Bus", "--format", "html")
    assert made.out == "wrote review-night-bus.html\nreport.html leads to it from the next run on\n"
    for month in ("2025-10", "2025-11"):
        team.review("--month", month, "--format", "html")
    assert list(links(team.folder / "review-night-bus.html")) == [("Back to the report", "report.html")]
    team.run()
    assert list(links(team.folder / "report.html")) == [
        ("Review of November 2025", "review-2025-11.html"),
        ("Read its review", "review-night-bus.html"),
        ("November 2025", "review-2025-11.html"),
        ("October 2025", "review-2025-10.html"),
    ]
    for page in team.folder.glob("*.html"):
        assert all((team.folder / place).is_file() for _, place in links(page))
    (team.folder / "review-night-bus.html").unlink()
    (team.folder / "review-2025-11.html").unlink()
    team.cli("report", "--config", team.config)
    assert list(links(team.folder / "report.html")) == [
        ("Review of October 2025", "review-2025-10.html"),
        ("October 2025", "review-2025-10.html"),
    ]


def test_a_page_whose_place_nobody_knows_leads_nowhere(team: Team, tmp_path: Path) -> None:
    released(team)
    team.review("Night Bus", "--format", "html")
    team.review("--month", "--format", "html")
    assert "review-" not in team.cli("report", "--config", team.config, "--out", "-").out
    assert "report.html" not in team.review("Night Bus", "--format", "html", "--out", "-").out
    elsewhere = tmp_path / "elsewhere" / "mine.html"
    assert team.review("Night Bus", "--format", "html", "--out", str(elsewhere)).out == "wrote mine.html\n"
    assert list(links(elsewhere)) == []


def test_reviews_lie_where_the_settings_put_the_reports(team: Team) -> None:
    released(team)
    team.config.write_text(team.config.read_text() + '\n[reports]\nfolder = "out"\n')
    team.run()
    team.review("Night Bus", "--format", "html")
    team.run()
    assert ("Read its review", "review-night-bus.html") in list(links(team.folder / "out" / "report.html"))
    assert [path.name for path in team.folder.glob("review-*")] == []


def test_a_report_by_hand_lies_where_runs_leave_theirs_and_leads_to_the_reviews_there(team: Team) -> None:
    released(team)
    team.config.write_text(team.config.read_text() + '\n[reports]\nfolder = "out"\n')
    team.review("Night Bus", "--format", "html")
    assert team.cli("report", "--config", team.config).out == "wrote report.html\n"
    assert ("Read its review", "review-night-bus.html") in list(links(team.folder / "out" / "report.html"))
    assert "Read its review" not in (team.folder / "report.html").read_text(encoding="utf-8")


def test_a_title_of_signs_that_mean_something_in_an_address_is_linked(team: Team) -> None:
    name = "100% “Löve” #1?"
    released(team, name)
    team.review(name, "--format", "html")
    team.run()
    [(words, place)] = list(links(team.folder / "report.html"))
    assert (words, place, (team.folder / place).is_file()) == ("Read its review", "review-100-löve-1.html", True)


def test_the_page_and_the_documents_show_how_the_system_works(team: Team) -> None:
    released(team)
    page = Parsed((team.folder / "report.html").read_text(encoding="utf-8")).section("system")
    document = json.loads((team.folder / "report.json").read_text(encoding="utf-8"))
    told = {measure["name"]: measure["told"] for measure in document["measures"]}
    assert "Symptoms that show now: 1 of 5 (started from nothing)." in page
    assert told["dates hold"] == "Night Bus: the date held (too few to compare)"
    assert "dates holdDo release dates move because work was late?" in page
    assert "Night Bus: the date heldtoo few to compare" in page
    why = "the plan shows neither handoffs nor versions nor files"
    assert told["wrong or re-sent files"] == f"cannot tell: {why}"
    assert f"wrong or re-sent files ({why})" in page
    markdown = team.cli("report", "--config", team.config, "--format", "markdown", "--out", "-").out
    assert "## How the system works" in markdown
    reviewed = json.loads(team.review("Night Bus", "--format", "json").out)
    assert [measure["name"] for measure in reviewed["measures"]] == list(told)
