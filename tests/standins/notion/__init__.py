"""A stand-in for Notion's API on loopback: one workspace in memory, which the real client library talks to.

    workspace = Workspace()                                   # Clock(): time stands still unless moved
    people = workspace.database("People", {"Name": "title", "Mail": "email"})
    tasks = workspace.database("Tasks", {
        "Name": "title", "Owner": "people", "Due": "date", "State": status("Not started", "In progress", "Done"),
        "Kind": select("Master", "Artwork"), "Needs": relation(people, two_way="Tasks"),
        "Count": formula(lambda row: len(row["Needs"]), "number"), "Mails": rollup("Needs", "Mail"),
    })                                                        # a DataSource: .id, .database_id, .properties
    anna = workspace.member("Anna", "anna@label.example")
    page = workspace.add_page(tasks, {"Name": "Artwork", "Owner": [anna], "Due": "2026-11-20", "State": "Done"})
    token = workspace.connect("Streetdate", ALL - {Capability.READ_COMMENTS})
    with serve(workspace) as server:
        client = Client(auth=token.secret, base_url=server.url, notion_version="2026-03-11", retry=False)

People's edits: `edit`, `trash`, `restore`, `rename_property`, `retype`, `add_property`, `delete_property`,
`add_option`, `rename_option`, `delete_option`, `add_data_source`, `put_inside` (a wiki's child), `unshare`, `share`,
`revoke`, `member`, `guest`, `group`, `remove_member`, `comment`, `reply`, `block`, `resolve_discussion`,
`reopen_discussion`, `delete_comment`; on a page's body `write`, `delete_block`, `put_below` (`body` and `below` show
it); `workspace.unindexed` hides ids from search. What columns take in plain Python:
`given.kept`. What stands there is in `workspace.pages[id].values`, `workspace.comments`, `workspace.remarks(thread)`.

`workspace.quirks` (state.Quirks) holds the caps and the points that no source settles: set `query_cap` and `references`
low to keep a test small. `workspace.limits` (limits.Limits): 180 requests a minute and connection unless told.
`server.faults` with tests/standins/faults.py and `troubles` disturbs requests, `server.journal` and `server.counts()`
tell them by route ("data_sources.query", "comments.create"; `is_write`). `server.clock` is the workspace's: give it
to the client's pace, and waiting takes no time.
"""

from __future__ import annotations

from tests.standins.notion.application import Notion, is_write, kind_of
from tests.standins.notion.columns import formula, multi_select, number, relation, rollup, select, status, unique_id
from tests.standins.notion.state import ALL, Capability, Comment, DataSource, Group, Page, Token, User
from tests.standins.notion.workspace import Workspace
from tests.standins.serving import Server

__all__ = [
    "ALL", "Capability", "Comment", "DataSource", "Group", "Notion", "Page", "Token", "User", "Workspace", "formula",
    "is_write", "kind_of", "multi_select", "number", "relation", "rollup", "select", "serve", "status", "unique_id",
]  # fmt: skip


def serve(workspace: Workspace) -> Server:
    """Return a server for a workspace, to be used as a context."""
    return Server(Notion(workspace), clock=workspace.clock, kind=kind_of)
