"""A small label that keeps everything in one Airtable base, built as people build them; Night Bus is planned well."""

from __future__ import annotations

from typing import Any

from tests.label.command_line import MONDAY
from tests.label.night_bus import DONE, DRIVE, GATES, HANDOFFS, OPEN, OUT, PEOPLE, UNDER_WAY, WORK, before
from tests.standins.airtable import Airtable, NewField, Role
from tests.standins.airtable.row import Comment, Row
from tests.standins.airtable.table import Table
from tests.standins.clock import Clock


def link(name: str, to: str = "") -> NewField:
    """Return a field that links into a table, its own where none is named."""
    return NewField(name, "multipleRecordLinks", to=to)


def called(name: str, kind: str, make: Any, result: str = "singleLineText") -> NewField:
    """Return a computed field."""
    return NewField(name, kind, compute=make, options={"result": {"type": result}})


class Label:
    """The service, the base, and its records by table and title."""

    def __init__(self) -> None:
        self.airtable = Airtable(Clock(MONDAY))
        self.robot = self.airtable.service_account("Streetdate")
        self.base = self.airtable.workspace().base("Kaya Moon HQ 🌙")
        self.base.share(self.robot, Role.CREATE)
        self.people = {
            name: self.airtable.person(name, f"{name.split()[0].lower()}@label.example") for name, _ in PEOPLE
        }
        for account in self.people.values():
            self.base.share(account, Role.EDIT)
        make = self.base.add_table
        self.team = make(
            "👥 People",
            [
                NewField("Name"),
                NewField("Role", "multipleSelects", tuple(dict.fromkeys(role for _, role in PEOPLE))),
                NewField("Email", "email"),
                NewField("Airtable user", "singleCollaborator"),
                NewField("Active?", "checkbox"),
            ],
        )
        self.releases = make(
            "💿 Releases",
            [
                NewField("Release"),
                NewField("Artist"),
                NewField("🗓 Release Date", "date"),
                NewField("Type", "singleSelect", ("Single", "EP", "Album")),
                NewField("Locked on", "date"),
                NewField("Brief", "richText"),
                NewField("Release folder", "url"),
                NewField("Distributor", "singleSelect", ("LabelGrid",)),
                NewField("Date confirmed by", "singleCollaborator"),
                NewField("Date confirmed?", "checkbox"),
                NewField("Date confirmed on", "date"),
                NewField("Cover", "multipleAttachments"),
                NewField("Created", "createdTime"),
            ],
        )
        self.tracks = make(
            "🎵 Tracks",
            [
                NewField("Song"),
                link("Release", "💿 Releases"),
                NewField("ISRC"),
                NewField("Length", "duration"),
                link("Stems with", "👥 People"),
            ],
        )
        self.work = make(
            "✅ Deliverables",
            [
                NewField("Deliverable"),
                link("Release", "💿 Releases"),
                NewField("Release date (from Release)", "multipleLookupValues", link="Release", of="🗓 Release Date"),
                NewField("Owner", "singleCollaborator"),
                NewField("Status", "singleSelect", (OPEN, UNDER_WAY, DONE)),
                NewField("Due ", "date"),
                called("Late?", "formula", lambda row: "⚠️" if row["Status"] != DONE and not row["Due "] else ""),
                NewField("Done on", "date"),
                NewField("Version"),
                NewField("File", "url"),
                NewField("Notes", "multilineText"),
                NewField("Last edit", "lastModifiedTime"),
            ],
        )
        self.work.add_field(link("Depends on"))
        self.handoffs = make(
            "🤝 Handoffs",
            [
                called("Handoff", "formula", _handoff),
                link("From deliverable", "✅ Deliverables"),
                link("To deliverable", "✅ Deliverables"),
                NewField("Sender", "singleCollaborator"),
                NewField("Receiver", "singleCollaborator"),
                NewField("Sent on", "date"),
                NewField("Received on", "date"),
                NewField("What was done", "multilineText"),
                NewField("What is expected next", "multilineText"),
                NewField("File location", "url"),
            ],
        )
        self.gates = make(
            "🚦 Approvals",
            [
                NewField("Gate"),
                link("Deliverable", "✅ Deliverables"),
                NewField("Approver", "singleCollaborator"),
                NewField("Decision", "singleSelect", ("✅ Approved", "❌ Rejected", "⏳ Pending")),
                NewField("Decided by", "singleCollaborator"),
                NewField("Decided on", "date"),
                NewField("Asked for on", "date"),
                NewField("Version decided on"),
            ],
        )
        self.splits = make(
            "Splits",
            [
                called("Split", "formula", lambda row: " / ".join(_names(row, "Writer") + _names(row, "Track"))),
                link("Track", "🎵 Tracks"),
                link("Writer", "👥 People"),
                NewField("Share %", "percent"),
                NewField("Signed", "checkbox"),
            ],
        )
        self.tracks.add_field(
            called("Total share", "rollup", lambda row: sum(each["Share %"] for each in row.rows("Splits")), "percent")
        )
        self.pitches = make(
            "📣 Pitches",
            [
                NewField("Pitch"),
                link("Track", "🎵 Tracks"),
                NewField("Pitched by", "singleCollaborator"),
                NewField("Pitched to"),
                NewField("Date sent", "date"),
                NewField("Due", "date"),
            ],
        )
        self.notes = make(
            "Meeting notes",
            [NewField("Name"), NewField("Date", "date"), NewField("Tags", "multipleSelects", ("weekly",))],
        )
        self.records: dict[tuple[str, str], str] = {}
        self._fill()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Everything that is part of the plan."""
        return (
            self.team, self.releases, self.tracks, self.work, self.handoffs, self.gates, self.splits, self.pitches
        )  # fmt: skip

    def record(self, where: Table, title: str) -> str:
        return self.records[where.id, title]

    def add(self, where: Table, title: str, **values: Any) -> str:
        """Add a record; values by field name. A title that is computed is only what tests call it by."""
        primary = next(iter(where.fields.values()))
        made = where.add(values if primary.computed else {primary.name: title, **values})
        self.records[where.id, title] = made
        return made

    def edit(self, where: Table, title: str, **values: Any) -> None:
        where.edit(self.record(where, title), values)

    def comments(self, where: Table, title: str) -> list[Comment]:
        """Return what stands on a record."""
        return where.records[self.record(where, title)].comments

    def all_comments(self) -> list[Comment]:
        return [
            comment for table in self.base.tables.values() for r in table.records.values() for comment in r.comments
        ]

    def _person(self, name: str) -> list[str]:
        return [self.record(self.team, name)]

    def _fill(self) -> None:
        for name, role in PEOPLE:
            account = self.people[name]
            self.add(
                self.team,
                name,
                **{"Role": [role], "Email": account.email, "Airtable user": account.id, "Active?": True},
            )
        sam = self.people["Sam Okafor"].id
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
                "Date confirmed by": sam,
                "Date confirmed?": True,
                "Date confirmed on": before(48),
            },
        )
        song = self.add(
            self.tracks,
            "Night Bus",
            **{"Release": [bus], "ISRC": "DE-A1B-26-00001", "Length": 201, "Stems with": self._person("Mara Lind")},
        )
        for title, owner, state, due, finished, needs, version, file in WORK:
            self.add(
                self.work,
                title,
                **{
                    "Release": [bus],
                    "Owner": self.people[owner].id,
                    "Status": state,
                    "Due ": due,
                    "Done on": finished,
                    "Depends on": [self.record(self.work, need) for need in needs],
                    "Version": version,
                    "File": f"{DRIVE}/{file}" if file else None,
                },
            )
        for title, one, other, sender, receiver, sent, received, file in HANDOFFS:
            self.add(
                self.handoffs,
                title,
                **{
                    "From deliverable": [self.record(self.work, one)],
                    "To deliverable": [self.record(self.work, other)],
                    "Sender": self.people[sender].id,
                    "Receiver": self.people[receiver].id,
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
                    "Deliverable": [self.record(self.work, on)],
                    "Approver": self.people[approver].id,
                    "Decision": "✅ Approved" if decided else None,
                    "Decided by": self.people[approver].id if decided else None,
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
            **{"Track": [song], "Pitched by": sam, "Pitched to": "Late Radio", "Due": before(7)},
        )
        self.add(self.notes, "Weekly", Date="2026-08-03", Tags=["weekly"])


def _names(row: Row, field: str) -> list[str]:
    """Return the titles of linked records, as a formula sees them."""
    return [str(each["Name"] if field == "Writer" else each["Song"]) for each in row.rows(field)]


def _handoff(row: Row) -> str:
    one, other = (row.rows(field) for field in ("From deliverable", "To deliverable"))
    return " → ".join(str(each["Deliverable"]) for each in (*one, *other))
