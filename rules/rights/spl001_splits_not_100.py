"""SPL001: the shares of one pie of a track do not add up to 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.model import Pie, Unknown
from rules.policy import Severity
from rules.rights.agreement import percent
from rules.rights.pies import (
    HUNDRED,
    Slices,
    holder_of,
    is_near,
    is_publisher,
    is_whole,
    pies_of,
    repeated,
    said,
    total,
)
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import plan, share, track, work
from rules.view import View
from rules.wording import listed


@rule(
    code="SPL001",
    name="splits-not-100",
    severity=Severity.BLOCKER,
    summary=(
        "The shares of a track's composition, or of its master, do not add up to exactly 100 %. Writers and publishers "
        "may be counted as 50 % and 50 %, or as 100 % each. Equal parts are whole as people round them: three times "
        "33.33 %, or 1/3 beside 33.33 %. Nothing else is rounded."
    ),
    why="Money that is nobody's is held back, and money that is promised twice is fought over.",
    fix="The manager has the holders correct the shares until they make a whole.",
    source="Field notes on rights: ftsmusic.com on split sheets, split-sheet.com on the two ways of counting",
    needs=("release.splits", "split.share"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        splits=(share("Ana", "50"), share("Kaya", "49.99")),
        says="The shares of the composition of Night Bus add up to 99.99 %, not to 100 %",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        splits=(*(share(name, "33.33") for name in ("Ana", "Kaya", "Lee")), share("Ana", "100", pie="master")),
    ),
)
def splits_not_100(view: View, _: Context) -> Iterator[Finding]:
    for slices in pies_of(view.release):
        splits = slices.splits
        stated = [split for split in splits if isinstance(split.share, Decimal)]
        if any(type(split.share) is Unknown for split in splits) or not stated or is_whole(stated):
            continue
        if _may_be_counted_twice(slices):
            yield Untold(
                slices.of.on, "writers and publishers: the shares add up to 200 %, and no role says who is which"
            )
            continue
        yield Hit(
            slices.of.on,
            f"The shares of {slices.name} add up to {_sum(slices)}{_twice(slices)}",
            evidence=(said(splits),),
            about=(slices.of.token, slices.token),
            detail=f"{slices.of.mark}|{slices.pie}",
        )


def _sum(slices: Slices) -> str:
    publishers = [split for split in slices.splits if is_publisher(split)]
    if not publishers or slices.pie is not Pie.COMPOSITION or len(publishers) == len(slices.splits):
        return f"{percent(total(slices.splits))}, not to 100 %"
    writers = [split for split in slices.splits if not is_publisher(split)]
    return (
        f"{percent(total(writers))} for the writers and {percent(total(publishers))} for the publishers, "
        f"which is neither 50 % and 50 % nor 100 % each"
    )


def _twice(slices: Slices) -> str:
    """Return who stands on the pie more than once: mostly why the sum is off."""
    people = [f"{holder_of(found[0])} stands there {len(found)} times" for found in repeated(slices)]
    return f"; {listed(people, 'and')}" if people else ""


def _may_be_counted_twice(slices: Slices) -> bool:
    """Whether the sum is that of writers and publishers with 100 % each, and the plan does not say who is which."""
    untold = any(type(split.role) is Unknown for split in slices.splits)
    return slices.pie is Pie.COMPOSITION and untold and is_near(slices.splits, 2 * HUNDRED)
