"""Rows with totals right below a table: they stay its last ones when rows are added, where that harms nothing."""

from __future__ import annotations

import re

from connectors.workbook.header import folded
from connectors.workbook.ooxml.comments import read_comments
from connectors.workbook.ooxml.package import Package
from connectors.workbook.ooxml.rows import Below
from connectors.workbook.ooxml.sheet import Sheet, area, cell_texts
from connectors.workbook.regions import TOTALS

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/][^<]*")


def movable_totals(package: Package, sheet: Sheet, below: Below) -> int:
    """Return how many rows right below a table hold nothing but totals, and can be moved.

    A row with a formula, a merged cell or a comment in it cannot, nor can one that a formula anywhere may refer to.
    """
    texts = {column: cell_texts(package, sheet, column) for column in below.columns}
    number = below.like + 1
    while any(folded(shown.get(number, "")) in TOTALS for shown in texts.values()) and _plain(package, sheet, number):
        number += 1
    return number - below.like - 1


def _plain(package: Package, sheet: Sheet, number: int) -> bool:
    merged = any(area(merge)[0] <= number <= area(merge)[2] for merge in sheet.merges)
    commented = any(row == number for row, _ in read_comments(package, sheet.part))
    return not merged and not commented and not _calculated(package, sheet, number)


def _calculated(package: Package, sheet: Sheet, number: int) -> bool:
    element = sheet.rows[number].element
    if _FORMULA.search(sheet.data, element.start, element.end):
        return True
    mention = re.compile(rb"[A-Za-z]\$?%d(?!\d)" % number)
    sheets = (package.part(name) for name in package.names() if "/worksheets/" in f"/{name}" and name.endswith(".xml"))
    return any(mention.search(formula.group()) for data in sheets for formula in _FORMULA.finditer(data))
