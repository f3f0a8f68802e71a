"""A workspace with every kind of thing that an answer can hold, filled and empty."""

from __future__ import annotations

from dataclasses import dataclass

from tests.standins.notion import (
    DataSource,
    Page,
    Token,
    User,
    Workspace,
    formula,
    multi_select,
    number,
    relation,
    rollup,
    select,
    status,
    unique_id,
)
from tests.standins.notion.columns import Columns
from tests.standins.notion.rich_text import mention, text
from tests.standins.notion.state import Block, Compute

_FORMULAS = ("string", "number", "boolean", "date", "unsupported")
_ROLLUPS = {
    "Titles": ("Name", "show_original"), "Amounts": ("Amount", "show_original"), "Days": ("Day", "show_original"),
    "Kinds": ("Kind", "show_original"), "Texts": ("Text", "show_original"), "Count": ("Name", "count"),
    "Sum": ("Amount", "sum"), "Highest": ("Amount", "max"), "First": ("Day", "earliest_date"),
    "Odd": ("Amount", "range"), "Checked": ("Done", "percent_checked"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Everything:
    """The workspace, and what a test wants of it."""

    workspace: Workspace
    token: Token
    anna: User
    releases: DataSource
    tasks: DataSource
    filled: Page
    empty: Page
    body: Block
    """What stands on the filled page."""
    spare: Page
    """A page that nothing else is said of."""


def everything() -> Everything:
    """Build it."""
    workspace = Workspace()
    token = workspace.connect("Bot 1")
    anna, group = workspace.member("Anna", "anna@label.example"), workspace.group("Label")
    releases = workspace.database("Releases", {"Name": "title", "Amount": "number", "Day": "date", "Done": "checkbox",
                                               "Kind": select("EP"), "Text": "rich_text"})  # fmt: skip
    workspace.add_page(releases, {"Name": "Nothing yet"})
    first = workspace.add_page(
        releases, {"Name": "Spring", "Amount": 2, "Day": "2026-12-04", "Kind": "EP", "Text": "x"}
    )
    tasks = workspace.database("Tasks", _columns(releases))
    for result in _FORMULAS:
        value = {"string": "x", "number": 1.5, "boolean": True, "date": "2026-11-20", "unsupported": None}[result]
        workspace.add_property(tasks, f"Shows {result}", formula(_of(value), result))
        workspace.add_property(tasks, f"Shows no {result}", formula(_of(None), result))
    for name, (of, function) in _ROLLUPS.items():
        workspace.add_property(tasks, name, rollup("Release", of, function))
    words = [text("For "), mention(anna.id), mention(token.bot_id), text("here", "https://x.example", bold=True)]
    place = {
        "lat": 48.1,
        "lon": 11.6,
        "name": None,
        "address": "Somewhere",
        "aws_place_id": "a",
        "google_place_id": "b",
    }
    filled = workspace.add_page(tasks, {
        "Name": words, "Text": words, "Kind": "A", "Tags": ["A", "B"], "State": "Done", "Owner": [anna, group],
        "Due": ("2026-11-20", "2026-11-21"), "Release": [first], "Files": ["a.png", ("b", "https://x.example/b")],
        "Done": True, "Amount": 2.5, "Link": "https://x.example", "Mail": "a@x.example", "Phone": "+49 1",
        "Where": place,
        "Checked by": {"state": "verified", "date": None, "verified_by": None}
    })  # fmt: skip
    filled.icon = tasks.icon = {"type": "emoji", "emoji": "x"}
    filled.cover = {"type": "external", "external": {"url": "https://x.example/cover.png"}}
    tasks.description = workspace.databases[tasks.database_id].description = "What is to be done"
    for prop in tasks.properties.values():
        prop.description = "In words" if prop.type == "rich_text" else None
    workspace.connect("Another bot")
    by_bot = workspace.users[token.bot_id]
    empty = workspace.add_page(tasks, {}, by=by_bot)
    body = workspace.write(filled, words)
    workspace.comment(filled, words)
    workspace.comment(filled, "Inside", block=body.id)
    spare = workspace.add_page(None, {"title": "Spare"})
    return Everything(workspace, token, anna, releases, tasks, filled, empty, body, spare)


def _columns(releases: DataSource) -> Columns:
    plain = {
        "Name": "title", "Text": "rich_text", "Owner": "people", "Due": "date", "Files": "files",
        "Done": "checkbox", "Link": "url", "Mail": "email", "Phone": "phone_number", "Where": "place",
        "Press": "button",
        "Checked by": "verification", "Created": "created_time", "Edited": "last_edited_time", "Author": "created_by",
        "Editor": "last_edited_by",
    }  # fmt: skip
    return {
        **plain,
        "Kind": select("A", "B"),
        "Tags": multi_select("A", "B"),
        "State": status(),
        "Amount": number("dollar"),
        "Number": unique_id("T"),
        "Plain number": unique_id(),
        "Release": relation(releases, two_way="Tasks"),
        "Alone": relation(releases),
    }


def _of(value: object) -> Compute:
    return lambda row: value
