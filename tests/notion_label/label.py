"""A small label that keeps everything in Notion, called as people call it; Night Bus is planned as it should be."""

from __future__ import annotations

from typing import Any

from tests.label.command_line import MONDAY
from tests.label.night_bus import DONE, DRIVE, GATES, HANDOFFS, OPEN, OUT, PEOPLE, UNDER_WAY, WORK, before
from tests.standins.clock import Clock
from tests.standins.notion import Comment, DataSource, Page, Workspace, multi_select, number, relation, select, status


class Label:
    """The workspace, and its pages by database and title."""

    def __init__(self) -> None:
        self.workspace = Workspace(Clock(MONDAY))
        self.workspace.limits.connection = 100_000
        make = self.workspace.database
        self.people = {
            name: self.workspace.member(name, f"{name.split()[0].lower()}@label.example") for name, _ in PEOPLE
        }
        self.team = make(
            "👥 Team",
            {"Name": "title", "Role": multi_select(), "Email": "email", "Account": "people", "Active?": "checkbox"},
        )
        self.releases = make(
            "💿 Releases",
            {
                "Release": "title",
                "Artist": "rich_text",
                "🗓 Release Date": "date",
                "Type": select("Single", "EP", "Album"),
                "Locked on": "date",
                "Brief": "rich_text",
                "Release folder": "url",
                "Distributor": select("LabelGrid"),
                "Date confirmed by": relation(self.team),
                "Date confirmed?": "checkbox",
                "Date confirmed on": "date",
            },
        )
        self.tracks = make(
            "🎵 Tracks",
            {
                "Song": "title",
                "Release": relation(self.releases),
                "ISRC": "rich_text",
                "Stems with": relation(self.team),
            },
        )
        self.work = make(
            "✅ Deliverables",
            {
                "Deliverable": "title",
                "Release": relation(self.releases, two_way="Deliverables"),
                "Owner": relation(self.team),
                "Status": status(OPEN, UNDER_WAY, DONE),
                "Due ": "date",
                "Done on": "date",
                "Version": "rich_text",
                "File": "url",
                "Notes": "rich_text",
            },
        )
        self.workspace.add_property(self.work, "Depends on", relation(self.work, two_way="Blocks"))
        self.handoffs = make(
            "🤝 Handoffs",
            {
                "Handoff": "title",
                "From deliverable": relation(self.work),
                "To deliverable": relation(self.work),
                "Sender": relation(self.team),
                "Receiver": relation(self.team),
                "Sent on": "date",
                "Received on": "date",
                "What was done": "rich_text",
                "What is expected next": "rich_text",
                "File location": "url",
            },
        )
        self.gates = make(
            "🚦 Approvals",
            {
                "Gate": "title",
                "Deliverable": relation(self.work),
                "Approver": relation(self.team),
                "Decision": select("✅ Approved", "❌ Rejected", "⏳ Pending"),
                "Decided by": relation(self.team),
                "Decided on": "date",
                "Asked for on": "date",
                "Version decided on": "rich_text",
            },
        )
        self.splits = make(
            "Splits",
            {
                "Split": "title",
                "Track": relation(self.tracks),
                "Writer": relation(self.team),
                "Share %": number("percent"),
                "Signed": "checkbox",
            },
        )
        self.pitches = make(
            "📣 Pitches",
            {
                "Pitch": "title",
                "Track": relation(self.tracks),
                "Pitched by": relation(self.team),
                "Pitched to": "rich_text",
                "Date sent": "date",
                "Due": "date",
            },
        )
        self.notes = make("Meeting notes", {"Name": "title", "Date": "date", "Tags": multi_select("weekly")})
        self.pages: dict[tuple[str, str], Page] = {}
        self._fill()

    @property
    def databases(self) -> tuple[DataSource, ...]:
        """Everything that is part of the plan."""
        return (
            self.team, self.releases, self.tracks, self.work, self.handoffs, self.gates, self.splits, self.pitches
        )  # fmt: skip

    def page(self, where: DataSource, title: str) -> Page:
        return self.pages[where.id, title]

    def add(self, where: DataSource, title: str, **values: Any) -> Page:
        """Add a row; values by column name."""
        name = next(prop.name for prop in where.properties.values() if prop.type == "title")
        made = self.workspace.add_page(where, {name: title, **values})
        self.pages[where.id, title] = made
        return made

    def edit(self, where: DataSource, title: str, **values: Any) -> None:
        self.workspace.edit(self.page(where, title), values)

    def comments(self, page: Page) -> list[Comment]:
        """Return what stands on a page."""
        threads = {thread.id for thread in self.workspace.discussions.values() if thread.page_id == page.id}
        return [c for c in self.workspace.comments.values() if c.discussion_id in threads and c.deleted_at is None]

    def _person(self, name: str) -> list[Page]:
        return [self.page(self.team, name)]

    def _fill(self) -> None:
        for name, role in PEOPLE:
            user = self.people[name]
            self.add(self.team, name, **{"Role": [role], "Email": user.mail, "Account": [user], "Active?": True})
        bus = self.add(
            self.releases,
            "Night Bus",
            **{
                "Artist": "Kaya Moon",
                "🗓 Release Date": OUT.isoformat(),
                "Type": "Single",
                "Locked on": before(49),
                "Brief": "This is a single. The goal is 500 pre-saves. The message is: the last bus home.",
                "Release folder": DRIVE,
                "Distributor": "LabelGrid",
                "Date confirmed by": self._person("Sam Okafor"),
                "Date confirmed?": True,
                "Date confirmed on": before(48),
            },
        )
        song = self.add(
            self.tracks,
            "Night Bus",
            **{"Release": [bus], "ISRC": "DE-A1B-26-00001", "Stems with": self._person("Mara Lind")},
        )
        for title, owner, state, due, finished, needs, version, file in WORK:
            self.add(
                self.work,
                title,
                **{
                    "Release": [bus],
                    "Owner": self._person(owner),
                    "Status": state,
                    "Due ": due,
                    "Done on": finished,
                    "Depends on": [self.page(self.work, need) for need in needs],
                    "Version": version,
                    "File": f"{DRIVE}/{file}" if file else None,
                },
            )
        for title, one, other, sender, receiver, sent, received, file in HANDOFFS:
            self.add(
                self.handoffs,
                title,
                **{
                    "From deliverable": [self.page(self.work, one)],
                    "To deliverable": [self.page(self.work, other)],
                    "Sender": self._person(sender),
                    "Receiver": self._person(receiver),
                    "Sent on": before(sent) if sent else None,
                    "Received on": before(received) if received else None,
                    "What was done": "As agreed" if sent else "",
                    "What is expected next": "Go on with it by Friday" if sent else "",
                    "File location": f"{DRIVE}/{file}" if file else None,
                },
            )
        for title, on, approver, decided, version in GATES:
            self.add(
                self.gates,
                title,
                **{
                    "Deliverable": [self.page(self.work, on)],
                    "Approver": self._person(approver),
                    "Decision": "✅ Approved" if decided else None,
                    "Decided by": self._person(approver) if decided else [],
                    "Decided on": before(decided) if decided else None,
                    "Asked for on": before(decided) if decided else None,
                    "Version decided on": version,
                },
            )
        for who in ("Kaya Moon", "Jo Park"):
            self.add(
                self.splits,
                f"{who} / Night Bus",
                **{"Track": [song], "Writer": self._person(who), "Share %": 0.5, "Signed": True},
            )
        self.add(
            self.pitches,
            "Night Bus for the late show",
            **{"Track": [song], "Pitched by": self._person("Sam Okafor"), "Pitched to": "Late Radio", "Due": before(7)},
        )
        self.add(self.notes, "Weekly", Date="2026-08-03", Tags=["weekly"])
