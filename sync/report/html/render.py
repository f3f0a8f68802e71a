"""`ReportPage` to HTML: the templates, and what they may call."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rules.model import Unknown
from sync.budget import budget_sentence
from sync.report.html import wording
from sync.report.html.anchors import Anchors
from sync.report.html.graph import SAID, graph
from sync.report.html.plain import LONGEST_SENTENCE, link, plain
from sync.report.html.timeline import SHAPES, timeline
from sync.report.page import ReportPage
from sync.review.measures import summary
from sync.review.spark import HEIGHT, STEP, WIDTH, picture

if TYPE_CHECKING:
    from jinja2 import Environment


def render_html(page: ReportPage) -> str:
    """Return the report as one page that needs no script and loads nothing."""
    today: date = page.as_of.date()
    return filled(
        "page.html", page=page, anchors=Anchors(page), today=today, timeline_of=lambda release: timeline(release, today)
    )


def filled(template: str, **values: object) -> str:
    """Return a page of ours: one of the templates, with the style and its digest besides these values."""
    style = _style()
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _templates().get_template(template).render(style=style, style_digest=digest, **values)


@cache
def _style() -> str:
    text = files(__package__).joinpath("templates", "style.css").read_text(encoding="utf-8")
    return "".join(line.strip() for line in text.splitlines())


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    def bdi(text: str) -> Markup:
        """Return a name or title, kept from turning the direction of the words around it if it could."""
        if (shown := plain(text)).isascii():
            return escape(shown)
        return Markup("<bdi>") + escape(shown) + Markup("</bdi>")

    environment = Environment(
        loader=PackageLoader("sync.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "bdi": bdi,
        "sentence": lambda text: plain(text, LONGEST_SENTENCE),
        "day": wording.day,
        "day_near": wording.day_near,
        "instant": wording.instant,
        "to_go": wording.to_go,
        "counts": wording.counts,
        "headline": wording.headline,
        "approval": wording.approval,
        "budget": budget_sentence,
        "link": link,
        "summary": summary,
    }
    environment.tests |= {"healthy": wording.healthy, "unknown": lambda value: isinstance(value, Unknown)}
    environment.globals |= {
        "graph_of": graph,
        "strokes": tuple(SAID.items()),
        "shapes": SHAPES,
        "picture_of": picture,
        "bar_width": WIDTH,
        "bar_height": HEIGHT,
        "bar_step": STEP,
    }
    return environment
