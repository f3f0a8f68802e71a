"""Whatever people edit in whatever order: what changed, laid over what stood, is what a full read shows."""

from __future__ import annotations

from contextlib import ExitStack

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from connectors.record import Record
from tests.connectors.airtable.reading import Following, bound, by_id, team
from tests.standins.airtable import NewField, Row

LARGE = 104
"""More records than one request brings, so that only what was edited is read again."""
ROWS = st.integers(0, 200)
WORDS = st.text("aä🎵 '\"\n", max_size=8)


def loud(row: Row) -> object:
    return str(row["Name"]).upper()


class Edits(RuleBasedStateMachine):
    """People edit a small and a large table of one base; the service reads now and then.

    What the log does not tell is left out here and declared (`Pull.unseen`): an option that is renamed, and a formula
    that depends on the moment.
    """

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self.label = self._stack.enter_context(team())
        base = self.label.base
        self.people = [self.label.service.person(f"Member {number}", f"{number}@x.example") for number in range(3)]
        self.small = base.add_table(
            "Releases", [NewField("Title"), NewField("State", "singleSelect", ("Open", "Done"))]
        )
        self.large = base.add_table(
            "Tasks",
            [
                NewField("Name"),
                NewField("Tags", "multipleSelects", ("A", "B")),
                NewField("Done", "checkbox"),
                NewField("Notes", "multilineText"),
                NewField("Owner", "multipleCollaborators"),
                NewField("For", "multipleRecordLinks", to="Releases"),
                NewField("Titles", "multipleLookupValues", link="For", of="Title"),
                NewField("States", "multipleLookupValues", link="For", of="State"),
                NewField("Loud", "formula", compute=loud),
                NewField("Flag", "singleSelect", ("Clear", "Blocked")),
            ],
        )
        for number in range(30):
            self.small.add({"Title": f"Release {number}", "State": "Open"})
        for number in range(LARGE):
            self.large.add({"Name": f"Task {number}"})
        self.bindings = (
            bound(self.small, "Title", "State"),
            bound(self.large, "Name", "Tags", "Done", "Owner", "For", "Titles", "States", "Loud", flag="Flag"),
        )
        self.following = Following(self.label.source(*self.bindings))

    def teardown(self) -> None:
        self._stack.close()

    def task(self, row: int) -> str:
        return list(self.large.records)[row % len(self.large.records)]

    def release(self, row: int) -> str:
        return list(self.small.records)[row % len(self.small.records)]

    @rule(seconds=st.sampled_from([0, 1, 61, 4000, 100_000, 700_000]))
    def wait(self, seconds: int) -> None:
        self.label.pass_time(seconds=seconds)

    @rule(row=ROWS, words=WORDS, done=st.booleans(), tags=st.lists(st.sampled_from("AB"), unique=True))
    def write(self, row: int, words: str, done: bool, tags: list[str]) -> None:
        self.large.edit(self.task(row), {"Name": words, "Done": done, "Tags": tags})

    @rule(row=ROWS, words=WORDS, state=st.sampled_from(["Open", "Done", None]))
    def retitle(self, row: int, words: str, state: str | None) -> None:
        self.small.edit(self.release(row), {"Title": words, "State": state})

    @rule(row=ROWS, many=st.integers(0, 3))
    def own(self, row: int, many: int) -> None:
        self.large.edit(self.task(row), {"Owner": [person.id for person in self.people[:many]]})

    @rule(row=ROWS, many=st.integers(0, 30))
    def relate(self, row: int, many: int) -> None:
        self.large.edit(self.task(row), {"For": list(self.small.records)[:many]})

    @rule(words=WORDS)
    def add(self, words: str) -> None:
        self.large.add({"Name": words})
        self.small.add({"Title": words})

    @precondition(lambda self: len(self.small.records) > 2)
    @rule(row=ROWS)
    def delete(self, row: int) -> None:
        self.large.delete(self.task(row))
        self.small.delete(self.release(row))

    @rule(row=ROWS, flag=st.sampled_from(["Clear", "Blocked", None]))
    def flag(self, row: int, flag: str | None) -> None:
        record = {"id": self.task(row), "fields": {self.large.field("Flag").id: flag}}
        self.label.airtable.change(f"{self.label.base.id}/{self.large.id}", {"records": [record]})

    @rule(name=st.sampled_from(["Name", "Work", "Arbeit"]))
    def rename_a_field(self, name: str) -> None:
        field = self.large.fields[self.large.primary]
        self.large.rename_field(field.name, name)
        self.large.rename_field(name, "Name")

    @precondition(lambda self: self.large.find_field("Tags") is not None)
    @rule()
    def retype_a_field(self) -> None:
        kind = self.large.field("Notes").type
        self.large.retype_field("Notes", "singleLineText" if kind == "multilineText" else "multilineText")

    @precondition(lambda self: self.small.find_field("State") is not None and self.small.field("State").option("Done"))
    @rule()
    def delete_an_option(self) -> None:
        self.small.delete_option("State", "Done")

    @invariant()
    def what_changed_laid_over_what_stood_is_everything(self) -> None:
        followed: tuple[Record, ...] = self.following.read()
        assert followed == by_id(self.label.source(*self.bindings, webhook=False).pull(""))


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=15, stateful_step_count=10, deadline=None)
