"""What every worker would load anyway: imported once, before the workers are forked. Vendor libraries are not here."""

from __future__ import annotations

import tenacity

import connectors.workbook.reader
import connectors.workbook.target
import sync.report.html.render
import sync.report.leave
import sync.report.report_document
import sync.store.sqlite

__all__ = ["connectors", "sync", "tenacity"]
