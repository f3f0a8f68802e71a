"""SPL003: a share changed after it was agreed."""

from __future__ import annotations

from collections.abc import Iterator

from rules.memory import Agreed, Memory
from rules.model import Actor
from rules.policy import Severity
from rules.rights.agreement import reopened
from rules.rights.pies import holder_of, pies_of
from rules.rule import Context, Finding, Hit, rule
from rules.samples import at, plan, share, track, work
from rules.view import View
from rules.wording import listed

_AGREED = Memory(shares={"Kaya's share": Agreed({"share": "50 %"}, "", at("2026-07-20 10:00"))})


@rule(
    code="SPL003",
    name="split-reopened",
    severity=Severity.BLOCKER,
    summary="A share changed after its holder had agreed to it, and nobody agreed to it anew.",
    why="A split is settled once. A number that moves under an old signature is a dispute that nobody has noticed yet.",
    fix="The holder agrees to the new share, with the day of it; or the manager puts the agreed share back.",
    source="The coordination layer: rights and splits, recorded once, agreed, not reopened",
    needs=("release.splits", "split.share", "split.agreed|split.agreed_at"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        splits=(share("Ana", "60"), share("Kaya", "40", key="Kaya's share")),
        memory=_AGREED,
        says="Kaya's share of the composition of Night Bus changed after it was agreed: share 50 % → 40 %",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        splits=(share("Ana", "50"), share("Kaya", "50", key="Kaya's share")),
        memory=_AGREED,
    ),
)
def split_reopened(view: View, context: Context) -> Iterator[Finding]:
    known = context.memory.shares
    if not known:
        return
    for slices in pies_of(view.release):
        for split in slices.splits:
            if (agreed := known.get(split.key)) is None or not (changes := reopened(split, agreed)):
                continue
            first = min((agreed.changed[term] for term, _, _ in changes if term in agreed.changed), default=None)
            yield Hit(
                split,
                f"{holder_of(split)}'s share of {slices.name} changed after it was agreed: "
                f"{listed(f'{term} {old} → {new}' for term, old, new in changes)}",
                who=split.holder if isinstance(split.holder, Actor) else None,
                evidence=(_seen(agreed, context),),
                about=(f"share:{split.key}",),
                since=first,
            )


def _seen(agreed: Agreed, context: Context) -> str:
    terms = ", ".join(f"{term} {value}" for term, value in sorted(agreed.terms.items()))
    when = f"agreed on {agreed.mark[:10]}" if agreed.mark else f"seen agreed on {context.calendar.day(agreed.seen_at)}"
    return f"{when}: {terms}"
