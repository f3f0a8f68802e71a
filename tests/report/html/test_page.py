"""The page as a browser and a screen reader get it, on plans that are good, bad and hostile."""

from __future__ import annotations

import hashlib
import itertools
import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.model import Ref, Release, State, Unknown
from rules.policy import Policy, Severity, Waiver
from rules.samples import MONDAY, at, day, gate, handoff, release, said, work
from sync.gap import Gap
from sync.life import Life
from sync.report.html import render_html
from sync.report.page import ReportPage
from tests.report.html.label import label_page
from tests.report.html.parsed import SVG, Parsed, text_of
from tests.report.reporting import page_of, result_of

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style></svg><iframe src=//evil.example>",
    "{{ 7 * 7 }} {% raw %}",
    "\u202eevil\u2066",
    "ليلة الحافلة",
    "🚌" * 50,
    "x" * 10_000,
    "a\x00b\x1bc",
)


def troubled(title: str = "Night Bus", person: str = "Kaya", **facts: object) -> Release:
    """Return a release with every sort of trouble that the page draws."""
    return release(
        work(f"Mix {title}", "Mara", state="done", done_at=at("2026-07-20 10:00")),
        work(f"Master {title}", person, state="done", done_at=at("2026-07-24 10:00"), needs=(f"Mix {title}",)),
        work("Teaser", "Vic", needs=(f"Master {title}",), due="2026-07-30"),
        work("Lyric video", "Vic", needs=(f"Mix {title}",)),
        work("Launch posts", needs=("Teaser",)),
        title=title,
        handoffs=(handoff(f"Master {title}", "Teaser", sender=person, receiver="Vic", sent_at=at("2026-07-27 10:00")),),
        gates=(
            gate("Teaser", "Robin", requested_at=at("2026-07-27 10:00")),
            gate(f"Master {title}", "Robin", said=(said("yes", "Robin"),)),
        ),
        **facts,
    )  # fmt: skip


def hostile() -> ReportPage:
    releases = [troubled(title, HOSTILE[place - 1], artist=title) for place, title in enumerate(HOSTILE)]
    return page_of(result_of(*releases, down="<script>down</script> " * 100))


CALM = Policy(off=frozenset({"PLN009"}))
"""A policy under which a plan of one mix is complete."""


def healthy(down: str = "") -> ReportPage:
    return page_of(result_of(release(work("Mix", "Mara")), policy=CALM, down=down), CALM)


PAGES: dict[str, Callable[[], ReportPage]] = {
    "troubled": lambda: page_of(result_of(troubled(), release(title="Glass Hours"))),
    "hostile": hostile,
    "healthy": healthy,
    "empty": lambda: page_of(result_of()),
    "no date": lambda: page_of(result_of(troubled(date=None), troubled("Glass Hours", date=Unknown.UNREADABLE))),
    "label": lambda: label_page(500),
}


@pytest.fixture(scope="module", params=PAGES)
def html(request: pytest.FixtureRequest) -> str:
    return render_html(PAGES[request.param]())


@pytest.fixture(scope="module")
def page(html: str) -> Parsed:
    return Parsed(html)


def test_ids_are_unique_and_every_link_inside_the_page_arrives(page: Parsed) -> None:
    ids = [value for name, value in page.attributes() if name == "id"]
    assert len(ids) == len(set(ids))
    inside = {value[1:] for name, value in page.attributes() if name == "href" and value.startswith("#")}
    assert inside <= set(ids)
    labels = {part for name, value in page.attributes() if name == "aria-labelledby" for part in value.split()}
    assert labels <= set(ids)


def test_links_lead_to_the_web_or_beside_the_page(page: Parsed) -> None:
    for link in page.all("a"):
        parts = urlsplit(link.get("href") or "")
        assert parts.scheme in ("", "http", "https")
        assert text_of(link)


def test_headings_come_in_order(page: Parsed) -> None:
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_nothing_runs_and_nothing_is_loaded(page: Parsed) -> None:
    assert not page.tags() & {"script", "iframe", "img", "link", "object", "embed", "form", "base", "image", "use"}
    names = {name for name, _ in page.attributes()}
    assert not {name for name in names if name.startswith("on") or name in ("src", "srcset", "style", "action")}


def test_the_policy_forbids_scripts_and_loads_and_allows_this_very_style(html: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def test_there_are_landmarks_and_a_way_past_the_top(page: Parsed) -> None:
    assert [len(page.all(name)) for name in ("header", "main", "nav", "footer")] == [1, 1, 1, 1]
    skip = page.all("a")[0]
    assert (skip.get("class"), skip.get("href")) == ("skip", "#releases")
    assert page.root.get("lang") == "en"


def test_tables_have_captions_and_headers_with_a_scope(page: Parsed) -> None:
    for table in page.all("table"):
        assert table.find("caption") is not None
        assert {header.get("scope") for header in table.iter("th")} <= {"col", "row", "rowgroup"}


def test_drawings_say_what_they_show(page: Parsed) -> None:
    for drawing in page.all(f"{SVG}svg"):
        hidden = drawing.get("aria-hidden") == "true" or drawing.find(f"{SVG}title") is None
        if not hidden:
            assert drawing.get("role") == "img"
            assert page.one(drawing.get("aria-labelledby") or "").text


def test_what_people_typed_is_text() -> None:
    page = Parsed(render_html(hostile()))
    shown = text_of(page.all("body")[0])
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7 * 7 }} {% raw %}" in shown
    assert "ليلة الحافلة" in [text_of(bdi) for bdi in page.all("bdi")]
    assert "x" * 601 not in shown
    assert not set(shown) & set("\u202e\u2066\x00\x1b")


@settings(max_examples=25)
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=40))
def test_no_text_breaks_the_page(title: str, person: str, url: str) -> None:
    made = troubled(f"t{title}", f"p{person}", artist=title)
    item = work("Linked", person or "Vic")
    item = type(item)(**{name: getattr(item, name) for name in ("key", "title", "owners")}, ref=Ref("t", "c", "r", url))
    page = Parsed(render_html(page_of(result_of(made, release(item, title="Other")))))
    assert not page.tags() & {"script", "img", "iframe"}
    assert all(urlsplit(link.get("href") or "").scheme in ("", "http", "https") for link in page.all("a"))


def test_a_plan_without_gaps_gets_a_friendly_page() -> None:
    page = Parsed(render_html(healthy()))
    assert text_of(page.all("h1")[0]) == "No gaps in 1 release."
    assert "Nobody waits for anybody" in text_of(page.all("header")[0])


def test_a_source_that_was_down_promises_nothing() -> None:
    page = Parsed(render_html(healthy(down="the tool does not answer")))
    assert text_of(page.all("h1")[0]) == "No gaps in what could be read of 1 release."
    assert "the tool does not answer" in page.section("troubles")
    assert "no: the tool does not answer" in page.section("sources")


def test_an_empty_plan_says_so() -> None:
    assert text_of(Parsed(render_html(page_of(result_of()))).all("h1")[0]) == "There is no release in the plan."


def test_value_empty_and_unknown_look_different() -> None:
    rows = release(
        work("Known", "Vic", state="in progress"),
        work("Empty", state=None, due=None),
        work("Unknown", owners=Unknown.UNREADABLE, state=Unknown.UNMAPPED, due=Unknown.ABSENT),
    )
    table = next(t for t in Parsed(render_html(page_of(result_of(rows)))).all("table") if t.get("class") == "view")
    told = {text_of(row[0]): [text_of(cell) for cell in row[1:4]] for row in table.iter("tr")}
    assert told["Known"] == ["Vic", "in progress", "Thu 20 Aug"]
    assert told["Empty"] == ["nobody", "", ""]
    assert told["Unknown"] == ["cannot tell", "cannot tell", "cannot tell"]


def test_the_single_view_shows_owner_handoff_and_approval() -> None:
    table = next(
        t for t in Parsed(render_html(page_of(result_of(troubled())))).all("table") if t.get("class") == "view"
    )
    told = {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in table.iter("tr")}
    assert told["Master Night Bus"][:5] == [
        "Kaya", "done", "Thu 20 Aug", "sent, not acknowledged: Vic", "approved by Robin",
    ]  # fmt: skip
    assert told["Mix Night Bus"][3] == "not recorded: Vic"
    assert told["Teaser"][2] == "Thu 30 Jul late"
    assert told["Teaser"][4] == "waits for Robin"
    assert told["Teaser"][5] == "GAT008"


def test_every_gap_links_to_its_record_and_to_what_the_rule_means() -> None:
    page = label_page(200)
    parsed = Parsed(render_html(page))
    gaps = [gap for one in page.releases for gap in one.gaps]
    assert gaps
    for number, gap in enumerate(gaps, 1):
        shown = parsed.one(f"g{number}")
        targets = {link.get("href") for link in shown.iter("a")}
        assert f"#rule-{gap.violation.code}" in targets
        assert not gap.violation.subject.ref.url or gap.violation.subject.ref.url in targets
        assert gap.violation.message in text_of(shown)
    assert {f"rule-{gap.violation.code}" for gap in gaps} <= {a.get("id") for a in parsed.all("article")}


def test_what_became_of_gaps_is_told() -> None:
    first = result_of(release(work("Posts"), work("Master", "Kaya", due="2026-07-01")), policy=CALM)
    lives = []
    for violation in first.report.violations:
        mild = Gap.of(violation)
        if violation.code == "OWN001":
            mild = Gap(**{**{f: getattr(mild, f) for f in Gap.__slots__}, "severity": Severity.NOTE})
        lives.append(Life(mild, "plan", MONDAY, MONDAY))
    waiver = Waiver("PLN006", "Teaser", "Vic is on tour", "Sam", date(2026, 9, 1))
    policy = Policy(waivers=(waiver,), off=CALM.off)
    now = release(work("Posts"), work("Master", "Kaya"), work("Teaser", "Vic", due="2026-07-01"), work("Cover"))
    page = Parsed(render_html(page_of(result_of(now, before=lives, policy=policy), policy)))
    told = page.section("changes")
    assert "Worse (1) blocker: Posts has no owner" in told
    assert "New (2) blocker: Cover has no owner" in told
    assert "Closed (1) PLN006 Master" in told
    assert "Waived (1) PLN006" in told
    assert "Vic is on tour — Sam, until Tue 1 Sep 2026" in told


def test_troubled_releases_come_first_and_open_and_healthy_ones_are_folded() -> None:
    calm, bad = release(work("Mix", "Mara"), title="Calm"), troubled("Bad")
    folds = [f for f in Parsed(render_html(page_of(result_of(calm, bad)))).all("details") if f.get("class")]
    assert [(text_of(fold[0][0]), "open" in fold.attrib) for fold in folds] == [("Bad", True), ("Calm", False)]


def test_a_release_without_a_date_is_shown_without_one() -> None:
    page = Parsed(render_html(page_of(result_of(troubled(date=None)))))
    assert "no date to count from" in page.section("releases")
    assert "There is no release day to count back from." in text_of(page.all("body")[0])


def test_a_thousand_people_are_readable() -> None:
    items = [work(f"Item {n}", f"Person {n}", due="2026-07-01") for n in range(1000)]
    page = Parsed(render_html(page_of(result_of(release(*items), policy=CALM), CALM)))
    assert "976 more people" in page.section("people")
    assert len(page.all("article")) >= 1000


def test_a_thousand_deliverables_stay_under_450_kilobytes() -> None:
    assert len(render_html(label_page(1000)).encode()) < 450_000


def test_the_same_run_gives_the_same_page() -> None:
    assert render_html(label_page(200)) == render_html(label_page(200))


def test_days_are_those_of_the_team() -> None:
    policy = Policy(zone="Pacific/Auckland")
    page = page_of(result_of(release(work("Mix", "Mara", state=State.DONE)), now=at("2026-08-03 20:00")), policy)
    assert "As of Tue 4 Aug 2026, 08:00 NZST" in text_of(Parsed(render_html(page)).all("header")[0])
    assert page.releases[0].days_to_go == (day("2026-09-04") - day("2026-08-04")).days
