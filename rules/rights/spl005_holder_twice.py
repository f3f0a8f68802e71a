"""SPL005: one person stands twice on one pie of a track."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.model import Actor
from rules.policy import Severity
from rules.rights.agreement import percent
from rules.rights.pies import holder_of, pies_of, repeated, role_in, total
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, share, track, work
from rules.view import View


@rule(
    code="SPL005",
    name="holder-twice",
    severity=Severity.WARNING,
    summary="One person stands twice, in the same role, on the composition or on the master of a track.",
    why="Two rows for one person are two truths about one share, or one share that is paid twice.",
    fix="The manager keeps one row for the person, with the share that was agreed.",
    source="The coordination layer: rights and splits, recorded once",
    needs=("release.splits", "split.holder"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        splits=(share("Ana", "50"), share("Kaya", "25", key="first"), share("Kaya", "25", key="second")),
        says="Kaya stands 2 times on the composition of Night Bus, with 50 % in all",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        splits=(
            share("Ana", "50"),
            share("Kaya", "25", role="Writer"),
            share("Kaya", "25", role="Publisher"),
            share("Kaya", "100", pie="master"),
        ),
    ),
)
def holder_twice(view: View, _: Context) -> Iterator[Finding]:
    for slices in pies_of(view.release):
        if len(slices.splits) < 2:
            continue
        for found in repeated(slices):
            first, last = found[0], found[-1]
            holder = first.holder.key if isinstance(first.holder, Actor) else ""
            read = all(isinstance(split.share, Decimal) for split in found)
            yield Hit(
                last,
                f"{holder_of(first)} stands {len(found)} times on {slices.name}"
                + (f", with {percent(total(found))} in all" if read else ""),
                evidence=(" and ".join(percent(total((split,))) for split in found),) if read else (),
                about=(slices.token,),
                detail=f"{slices.of.mark}|{slices.pie}|{holder}|{role_in(last)}",
            )
