"""Whatever people edit in whatever order: what changed, laid over what stood, is what a full read shows."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from connectors.link_titles import without_gone
from connectors.record import Record
from tests.connectors.notion.reading import Following, bound, by_id, team
from tests.standins.notion import Page, relation, select

LARGE = 104
"""More rows than one request brings, so that only what was edited is read again."""
ROWS = st.integers(0, LARGE - 1)
MANY = st.sampled_from([0, 1, 24, 25, 26, 60])
WORDS = st.text("aä🎵 ", max_size=8)


class Edits(RuleBasedStateMachine):
    """People edit a small and a large data source of one workspace; the service reads now and then.

    What a delta cannot see is left out here and held elsewhere: a row trashed in the large one, and what changes there
    without an edit, such as a link to a row that went into the trash (`connectors.link_titles`).
    """

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self.label = self._stack.enter_context(team())
        workspace = self.label.workspace
        self.people = [workspace.member(f"Member {number}") for number in range(60)]
        self.small = workspace.database("Releases", {"Title": "title", "State": select("Open", "Done")})
        self.large = workspace.database(
            "Tasks", {"Name": "title", "Notes": "rich_text", "Owner": "people", "For": relation(self.small)}
        )
        for number in range(60):
            workspace.add_page(self.small, {"Title": f"Release {number}", "State": "Open"})
        for number in range(LARGE):
            workspace.add_page(self.large, {"Name": f"Task {number}"})
        self.source = self.label.source(
            bound(self.small, "Title", "State"), bound(self.large, "Name", "Notes", "Owner", "For")
        )
        self.following = Following(self.source)

    def teardown(self) -> None:
        self._stack.close()

    def page(self, row: int) -> Page:
        return self.label.workspace.pages[self.label.workspace.rows[self.large.id][row]]

    def standing(self) -> list[Page]:
        rows = self.label.workspace.rows[self.small.id]
        return [page for row in rows if not (page := self.label.workspace.pages[row]).in_trash]

    @rule(seconds=st.sampled_from([0, 1, 20, 59, 61, 119, 180, 4000, 100_000]))
    def wait(self, seconds: int) -> None:
        self.label.pass_time(seconds=seconds)

    @rule(row=ROWS, words=WORDS)
    def write(self, row: int, words: str) -> None:
        self.label.workspace.edit(self.page(row), {"Name": words})

    @rule(row=ROWS, many=MANY)
    def own(self, row: int, many: int) -> None:
        self.label.workspace.edit(self.page(row), {"Owner": self.people[:many]})

    @rule(row=ROWS, many=MANY)
    def relate(self, row: int, many: int) -> None:
        self.label.workspace.edit(self.page(row), {"For": self.standing()[:many]})

    @rule(words=WORDS)
    def add(self, words: str) -> None:
        self.label.workspace.add_page(self.large, {"Name": words})
        self.label.workspace.add_page(self.small, {"Title": words})

    @rule(row=st.integers(0, 50))
    def trash_and_restore(self, row: int) -> None:
        page = self.label.workspace.pages[self.label.workspace.rows[self.small.id][row]]
        (self.label.workspace.restore if page.in_trash else self.label.workspace.trash)(page)

    @rule(words=st.sampled_from(["State", "Status", "Stand"]))
    def rename_a_column(self, words: str) -> None:
        name = next(prop.name for prop in self.small.properties.values() if prop.type == "select")
        self.label.workspace.rename_property(self.small, name, words)

    @rule(words=st.sampled_from(["Open", "Offen"]))
    def rename_an_option(self, words: str) -> None:
        prop = next(prop for prop in self.small.properties.values() if prop.type == "select")
        self.label.workspace.rename_option(self.small, prop.name, prop.options[0].name, words)

    @precondition(lambda self: self.large.named("Notes") is not None)
    @rule()
    def delete_a_column(self) -> None:
        self.label.workspace.delete_property(self.large, "Notes")

    @invariant()
    def what_changed_laid_over_what_stood_is_everything(self) -> None:
        followed = tuple(map(self.with_standing_links, self.following.read()))
        assert followed == by_id(self.source.pull(""))

    def with_standing_links(self, record: Record) -> Record:
        there = {page.id for page in self.standing()}
        return replace(record, cells={column: without_gone(cell, there) for column, cell in record.cells.items()})


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=12, stateful_step_count=10)
