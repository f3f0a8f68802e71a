"""Where one release stands in all five loops."""

from __future__ import annotations

from rules.loops.assets import assets
from rules.loops.audience import audience
from rules.loops.loop import Stand
from rules.loops.planning import planning
from rules.loops.promotion import promotion
from rules.loops.review import review
from rules.rule import Context
from rules.view import View


def stands_of(view: View, context: Context) -> tuple[Stand, ...]:
    """Return the five loops in the order in which one feeds the next."""
    return tuple(loop(view, context) for loop in (planning, assets, promotion, audience, review))
