"""What every worker would load anyway: imported once, before the workers are forked. Vendor libraries are not here."""

from __future__ import annotations

import icalendar
import jinja2
import tenacity

import connectors.workbook.reader
import connectors.workbook.target
import sync.calendar_file.file
import sync.figures.leave
import sync.milestones.derive
import sync.publishing
import sync.report.html.render
import sync.report.leave
import sync.report.markdown
import sync.report.report_document
import sync.report.weekly
import sync.store.sqlite

__all__ = ["connectors", "icalendar", "jinja2", "sync", "tenacity"]
