"""The diagnosis in a terminal: a line for each finding, and below it what to do."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from sync.doctor.finding import Finding, Level
from sync.report.layout import hang, line

_STYLES = {Level.OK: "green", Level.WARNING: "yellow", Level.PROBLEM: "bold red"}


def print_diagnosis(console: Console, findings: Sequence[Finding]) -> None:
    """Print every line, area by area, and how many of them ask for something."""
    area = None
    for finding in findings:
        if finding.area is not area:
            area = finding.area
            console.print(line((area.value, "bold")))
        hang(console, line(("  ", ""), (f"{finding.level.value:<9}", _STYLES[finding.level])), line(finding.what))
        if finding.level is not Level.OK:
            for example in finding.examples:
                hang(console, line((f"{'e.g. ':>16}", "dim")), line((example, "dim")))
            if finding.todo:
                hang(console, line((f"{'do  ':>15}", "dim")), line(finding.todo))
    console.print()
    console.print(_sum(findings))


def _sum(findings: Sequence[Finding]) -> str:
    problems = sum(finding.level is Level.PROBLEM for finding in findings)
    warnings = sum(finding.level is Level.WARNING for finding in findings)
    if not problems and not warnings:
        return "all is well"
    return f"{_counted(problems, 'problem')}, {_counted(warnings, 'warning')}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
