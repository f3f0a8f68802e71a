"""The review loop: what worked, what failed, what broke, and a template that is better for it."""

from __future__ import annotations

from datetime import date, timedelta

from rules.loops.loop import Action, Loop, Stand
from rules.model import FINISHED, Kind, Review, State, Unknown
from rules.review_answers import QUESTIONS
from rules.rule import Context
from rules.view import View


def review(view: View, context: Context) -> Stand:
    """Return where the release stands; two weeks after its day set the loop going."""
    out = view.release.date
    recorded = view.release.reviews
    held = [one for one in recorded if one.state is not State.CANCELLED] if isinstance(recorded, tuple) else []
    work = view.of_kind(Kind.REVIEW)
    planned = bool(held or work) or (None if type(recorded) is Unknown and recorded is not Unknown.ABSENT else False)
    done = any(one.state in FINISHED for one in held) or any(item.finished for item in work)
    on = held[0] if held else work[0] if work else None
    answers = tuple(Action(words, _answered(held, name), on) for name, words in QUESTIONS)
    return Stand(
        Loop.REVIEW,
        trigger="the release is two weeks old, and every month",
        triggered=context.today >= out + timedelta(days=context.limits.review_days) if isinstance(out, date) else None,
        actions=(Action("a day for the review", planned, on), Action("the review held", done, on), *answers),
        output="a better template for the next release",
        handed_on=(
            Action("answers in writing", True if held and all(a.done for a in answers) else _any_open(answers)),
        ),
    )


def _answered(held: list[Review], name: str) -> bool | None:
    told = [getattr(one, name) for one in held]
    if any(isinstance(answer, str) and answer.strip() for answer in told):
        return True
    return None if not told or any(type(answer) is Unknown for answer in told) else False


def _any_open(answers: tuple[Action, ...]) -> bool | None:
    return False if any(answer.done is False for answer in answers) else None
