"""Where the answers of a review go in the team's own record: empty cells of its row, or a row that is to be made.

Pure: it says what would be written, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from connectors.filling import TextToFill
from connectors.fitting import Rows, Spot, Unfit, Wish, fitted
from connectors.making import RowLink, RowToMake
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.record import Column, Pull
from rules.model import Ref, Release, Review, State, Unknown
from rules.review_answers import QUESTIONS
from rules.vocabulary.words import folded
from sync.new.place import places_in
from sync.review.answers import Answers
from sync.review.months import Month

_LONGEST = 1900
"""Characters of one answer; every tool takes as many in one text."""
_TOOL_WITHOUT_TYPES = "workbook"


@dataclass(frozen=True, slots=True)
class Tool:
    """One source as the review finds it. `may_fill` and `may_make` say what the settings and the tool allow."""

    name: str
    tool: str
    pull: Pull
    bindings: Sequence[TableBinding]
    may_fill: bool
    may_make: bool


@dataclass(frozen=True, slots=True)
class Recording:
    """What would be written of one review: cells of the row `title`, or the row itself; `said` is what is not, and why.

    Neither cells nor a row: there is nothing to write.
    """

    source: str
    title: str
    cells: tuple[TextToFill, ...] = ()
    row: RowToMake | None = None
    said: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        return bool(self.cells) or self.row is not None


def record_of_release(
    release: Release, answers: Answers, source_note: str, today: date, tools: Sequence[Tool], review_days: int
) -> Recording:
    """Return what would be written into the review record of a release."""
    texts = _texts(answers, source_note)
    reviews = [] if isinstance(release.reviews, Unknown) else list(release.reviews)
    reviews = [review for review in reviews if review.state is not State.CANCELLED and _is_of(review, release, tools)]
    if reviews:
        return _into_row(_meant(reviews, release, review_days), texts, tools)
    return _new_row(f"Review of {release.title}", texts, today, tools, release)


def record_of_month(
    month: Month, answers: Answers, source_note: str, today: date, tools: Sequence[Tool], reviews: Iterable[Review]
) -> Recording:
    """Return what would be written into the review record of a month: the row whose title names it."""
    texts = _texts(answers, source_note)
    named = [review for review in reviews if review.state is not State.CANCELLED and _names(review.title, month)]
    if named:
        return _into_row(named[0], texts, tools)
    return _new_row(f"Review of {month.words}", texts, today, tools, None)


def _is_of(review: Review, release: Release, tools: Sequence[Tool]) -> bool:
    """Whether a row says itself that it looks back on the release; one that says nothing may be that of a month."""
    if folded(release.title) in folded(review.title):
        return True
    tool, binding = _home(review.ref, tools)
    if tool is None or binding is None:
        return True
    column = binding.columns.get("release", "")
    cells = next((record.cells for record in tool.pull.records if record.ref.key == review.ref.key), {})
    return bool(cells.get(column)) if column else bool(binding.release)


def _names(title: str, month: Month) -> bool:
    words = folded(title)
    return str(month) in title or folded(month.words) in words


def _meant(reviews: Sequence[Review], release: Release, review_days: int) -> Review:
    """Return the review that looks back on the release: the first in the weeks after it, else the first of all."""
    out = release.date
    if isinstance(out, date):
        after = [r for r in reviews if isinstance(r.on, date) and out <= r.on <= out + timedelta(days=review_days)]
        if after:
            return min(after, key=lambda review: str(review.on))
    return reviews[0]


def _texts(answers: Answers, source_note: str) -> Mapping[str, str]:
    """Return the text of each answer by its meaning; what nothing is known of is not there."""
    said = {"worked": answers.worked, "failed": answers.failed, "broke": answers.broke}
    return {meaning: _text(lines, source_note) for meaning, lines in said.items() if lines}


def _text(lines: Sequence[str], source_note: str) -> str:
    kept: list[str] = []
    room = _LONGEST - len(source_note) - 40
    for number, line in enumerate(lines):
        one = " ".join(line.split())
        if len(one) > room:
            kept.append(f"and {len(lines) - number} more")
            break
        kept.append(f"{one}.")
        room -= len(one) + 2
    return "\n".join([*kept, source_note])


def _into_row(review: Review, texts: Mapping[str, str], tools: Sequence[Tool]) -> Recording:
    tool, binding = _home(review.ref, tools)
    if tool is None or binding is None:
        return Recording("", review.title, said=(f"“{review.title}” stands in no source that is read any more",))
    if not tool.may_fill:
        return Recording(tool.name, review.title, said=(_forbidden(tool),))
    cells: list[TextToFill] = []
    said: list[str] = []
    for meaning, words in QUESTIONS:
        column = _column(tool.pull, review.ref.container, binding.columns.get(meaning, ""))
        if column is None:
            said.append(f"there is no column for {words}")
        elif _holds(getattr(review, meaning)):
            said.append(f"{words} is answered there already, and stays as it is")
        elif isinstance(getattr(review, meaning), Unknown):
            said.append(f"whether {words} is answered there cannot be told, so that it stays as it is")
        elif meaning not in texts:
            said.append(f"nothing is known of {words}")
        elif isinstance(fit := _fit(texts[meaning], column, tool), Unfit):
            said.append(f"“{column.name}” {fit.why}")
        else:
            cells.append(TextToFill(review.ref, binding.table, column.id, review.title, texts[meaning]))
    return Recording(tool.name, review.title, tuple(cells), said=tuple(said))


def _new_row(
    title: str, texts: Mapping[str, str], today: date, tools: Sequence[Tool], release: Release | None
) -> Recording:
    """Return the row that would be made in the first table of reviews that can take it."""
    why: list[str] = []
    for tool in tools:
        place = places_in(tool.tool, tool.pull, tool.bindings, release.title if release else "").get(Subject.REVIEWS)
        if place is None:
            continue
        link = _release_link(release, tool)
        if not tool.may_make:
            why.append(_forbidden(tool))
        elif release is not None and link is None:
            why.append(f"“{tool.name}” has no row for {release.title}")
        elif texts:
            wishes: dict[str, Wish] = {"title": title, "on": today, **texts}
            if link is not None and place.column("release") is not None:
                wishes["release"] = link
            row = place.row(f"review:{title}", title, wishes)
            return Recording(tool.name, title, row=row, said=tuple(place.remarks()))
        else:
            why.append("nothing is known that could be written down")
    return Recording("", title, said=tuple(why) or (_no_table(release),))


def _no_table(release: Release | None) -> str:
    whose, of = (" whose rows say which release they are of", "Release, ") if release is not None else ("", "")
    wanted = f"Review, {of}What worked, What failed and What broke"
    return f"the plan has no table of reviews{whose}; to have one filled in, make it with the columns {wanted}"


def _release_link(release: Release | None, tool: Tool) -> Rows | None:
    if release is None:
        return None
    here = (release.ref, *(other.ref for other in release.records if other.of == release.key))
    for ref in here:
        if any(table.id == ref.container for table in tool.pull.tables):
            return Rows((RowLink(release.title, ref.record),), release.title, ref.container)
    return None


def _home(ref: Ref, tools: Sequence[Tool]) -> tuple[Tool | None, TableBinding | None]:
    for tool in tools:
        titles = {table.title for table in tool.pull.tables if table.id == ref.container}
        for binding in tool.bindings:
            known = binding.table == ref.container or binding.table in titles
            if tool.tool == ref.tool and titles and known and binding.subject is Subject.REVIEWS:
                return tool, binding
    return None, None


def _column(pull: Pull, container: str, id_: str) -> Column | None:
    columns = (column for table in pull.tables if table.id == container for column in table.columns)
    return next((column for column in columns if column.id == id_), None)


def _holds(answer: object) -> bool:
    return isinstance(answer, str) and bool(answer.strip())


def _fit(text: str, column: Column, tool: Tool) -> Unfit | None:
    found = fitted(text, Spot(column, tool.tool, (), tool.tool != _TOOL_WITHOUT_TYPES))
    return found if isinstance(found, Unfit) else None


def _forbidden(tool: Tool) -> str:
    return f'nothing may be written into “{tool.name}”: "sources.{tool.name}.write" is false'
