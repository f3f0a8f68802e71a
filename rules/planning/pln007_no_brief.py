"""PLN007: the release has no brief, or its brief leaves out type, goal or message."""

from __future__ import annotations

from collections.abc import Iterator

from rules.lifecycle import not_yet_out
from rules.model import Brief, Kind, Release, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import plan, work
from rules.view import View
from rules.vocabulary.briefs import PARTS, said_in
from rules.wording import listed

_NOTHING = Brief()


@rule(
    code="PLN007",
    name="no-brief",
    severity=Severity.WARNING,
    summary="A release that is not out yet has no brief, or its brief leaves out the type, the goal or the message.",
    why="Without one paragraph to hold decisions against, everybody decides for a different release.",
    fix="The manager writes one paragraph: what kind of release it is, what it is to achieve, and what it says.",
    source="The career operating system: the release brief",
    needs=("release.brief",),
    flagged=lambda: plan(work("Press photos", "Dee"), brief=None, says="Night Bus has no brief"),
    clean=lambda: plan(
        work("Press photos", "Dee"), brief=Brief("Single", "500 pre-saves", "The last bus home is a party")
    ),
)
def no_brief(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    brief = release.brief
    if type(brief) is Unknown or not not_yet_out(release, context):
        return
    brief = brief or _NOTHING
    missing, hidden = _gaps(brief, release)
    if not missing:
        if hidden:
            yield Untold(release, f"the brief's {listed(hidden)}: {Unknown.UNMAPPED.value}, or could not be read")
        return
    if _written(brief):
        yield Hit(release, f"The brief of {release.title} does not say its {listed(missing)}")
    elif any(item.kind is Kind.BRIEF for item in view.deliverables):
        yield Untold(release, "the brief is a deliverable of its own, whose text is not in the plan")
    else:
        yield Hit(release, f"{release.title} has no brief")


def _written(brief: Brief) -> bool:
    return any(isinstance(words, str) and words.strip() for words in (brief.text, brief.goal, brief.message))


def _gaps(brief: Brief, release: Release) -> tuple[list[str], list[str]]:
    """Return the parts that the brief leaves out, and those about which nothing can be told."""
    stated = {"type": brief.type or release.type, "goal": brief.goal, "message": brief.message}
    if all(isinstance(value, str) and value.strip() for value in stated.values()):
        return [], []
    written = (brief.text, brief.type, brief.goal, brief.message)
    said = said_in("\n".join(words for words in written if isinstance(words, str)))
    missing: list[str] = []
    hidden: list[str] = []
    for part in PARTS:
        value = stated[part]
        if part in said or (isinstance(value, str) and value.strip()):
            continue
        # A plan that keeps its brief as one paragraph has no columns for the parts, and needs none.
        unseen = value if type(value) is Unknown else None
        paragraph = brief.text
        if (unseen and (unseen is not Unknown.ABSENT or paragraph is Unknown.ABSENT)) or (
            type(paragraph) is Unknown and paragraph is not Unknown.ABSENT
        ):
            hidden.append(part)
        else:
            missing.append(part)
    return missing, hidden
