"""The report as one self-contained page: no script, nothing loaded from anywhere, readable on paper and on a phone."""

from __future__ import annotations

from sync.report.html.render import render_html

__all__ = ["render_html"]
