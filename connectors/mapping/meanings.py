"""Every meaning that a table or a column can have. A meaning's name is the model field that it fills."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """What one row of a table is. Rows whose deliverables are columns ("Mix Status") are tracks or releases."""

    RELEASES = "releases"
    DELIVERABLES = "deliverables"
    HANDOFFS = "handoffs"
    GATES = "gates"
    PEOPLE = "people"
    TRACKS = "tracks"
    VERSIONS = "versions"
    SPLITS = "splits"
    PITCHES = "pitches"
    REVIEWS = "reviews"


class Shape(StrEnum):
    """What the values of a meaning look like."""

    TITLE = "title"
    VERSION = "version"
    """A version's name: every track has its "v1"; it may be a bare number or a file."""
    TEXT = "text"
    DATE = "date"
    STATE = "state"
    DECISION = "decision"
    PEOPLE = "people"
    LINK = "link"
    FILE = "file"
    YES_NO = "yes or no"
    SHARE = "share"
    PHRASE = "phrase"
    """Free text of the trade that is read for what it says ("Artist signs off")."""
    CODE = "code"


TITLES = frozenset({Shape.TITLE, Shape.VERSION})
"""What rows are called by."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a column can mean on a table of one subject."""

    name: str
    shape: Shape
    words: str
    """What to call it when asking a person."""
    required: bool = False


def _all(*meanings: Meaning) -> dict[str, Meaning]:
    return {meaning.name: meaning for meaning in meanings}


MEANINGS: dict[Subject, dict[str, Meaning]] = {
    Subject.RELEASES: _all(
        Meaning("title", Shape.TITLE, "release title", required=True),
        Meaning("artist", Shape.TEXT, "artist"),
        Meaning("date", Shape.DATE, "release date"),
        Meaning("type", Shape.TEXT, "release type (single, EP, album)"),
        Meaning("state", Shape.STATE, "status"),
        Meaning("brief", Shape.TEXT, "brief, as one paragraph"),
        Meaning("goal", Shape.TEXT, "brief: goal"),
        Meaning("message", Shape.TEXT, "brief: core message"),
        Meaning("locked_at", Shape.DATE, "day the plan was locked"),
        Meaning("folder", Shape.FILE, "release folder"),
        Meaning("distributor", Shape.TEXT, "distributor"),
        Meaning("template", Shape.TEXT, "template"),
        Meaning("upc", Shape.CODE, "UPC or EAN"),
        Meaning("capture", Shape.FILE, "where listeners sign up (pre-save, form)"),
        Meaning("welcome", Shape.FILE, "welcome sequence"),
        Meaning("dimensions", Shape.TEXT, "cover: size in pixels"),
        Meaning("colour", Shape.TEXT, "cover: colour space"),
        Meaning("bit_depth", Shape.TEXT, "audio: bit depth"),
        Meaning("sample_rate", Shape.TEXT, "audio: sample rate"),
        Meaning("audio_format", Shape.TEXT, "audio format (WAV, 24 bit, 48 kHz)"),
        Meaning("elsewhere", Shape.FILE, "the same record in another tool (link or id)"),
        Meaning("owners", Shape.PEOPLE, "release owner"),
        Meaning("date_approver", Shape.PEOPLE, "who confirms the release date"),
        Meaning("date_decision", Shape.DECISION, "release date confirmed?"),
        Meaning("date_decided_at", Shape.DATE, "when the release date was confirmed"),
        Meaning("final_go_approver", Shape.PEOPLE, "who gives the final go"),
        Meaning("final_go_decision", Shape.DECISION, "final go given?"),
        Meaning("final_go_decided_at", Shape.DATE, "when the final go was given"),
    ),
    Subject.DELIVERABLES: _all(
        Meaning("title", Shape.TITLE, "deliverable", required=True),
        Meaning("release", Shape.LINK, "release"),
        Meaning("kind", Shape.TEXT, "kind or category"),
        Meaning("owners", Shape.PEOPLE, "owner"),
        Meaning("state", Shape.STATE, "status"),
        Meaning("due", Shape.DATE, "due date"),
        Meaning("done_at", Shape.DATE, "when it was done"),
        Meaning("scheduled_for", Shape.DATE, "when it goes out"),
        Meaning("needs", Shape.PHRASE, "depends on"),
        Meaning("parent", Shape.LINK, "parent item"),
        Meaning("phase", Shape.TEXT, "phase"),
        Meaning("file", Shape.FILE, "file or link"),
        Meaning("dimensions", Shape.TEXT, "size in pixels"),
        Meaning("colour", Shape.TEXT, "colour space"),
        Meaning("bit_depth", Shape.TEXT, "bit depth"),
        Meaning("sample_rate", Shape.TEXT, "sample rate"),
        Meaning("audio_format", Shape.TEXT, "audio format (WAV, 24 bit, 48 kHz)"),
        Meaning("version", Shape.TEXT, "version"),
        Meaning("text", Shape.TEXT, "text or caption"),
        Meaning("elsewhere", Shape.FILE, "the same record in another tool (link or id)"),
        Meaning("notes", Shape.TEXT, "notes"),
        Meaning("track", Shape.LINK, "track"),
        Meaning("gate", Shape.PHRASE, "approval gate, in words"),
        Meaning("approvers", Shape.PEOPLE, "approver"),
        Meaning("decision", Shape.DECISION, "approval decision"),
        Meaning("decided_by", Shape.PEOPLE, "who decided"),
        Meaning("decided_at", Shape.DATE, "when it was decided"),
        Meaning("requested_at", Shape.DATE, "when approval was asked for"),
        Meaning("approved_version", Shape.TEXT, "approved version"),
        Meaning("receivers", Shape.PEOPLE, "handed to"),
        Meaning("sent_at", Shape.DATE, "handoff sent"),
        Meaning("acknowledged_at", Shape.DATE, "handoff received"),
        Meaning("acknowledged_by", Shape.PEOPLE, "who received"),
        Meaning("context_done", Shape.TEXT, "handoff: what was done"),
        Meaning("context_next", Shape.TEXT, "handoff: what is expected next"),
    ),
    Subject.HANDOFFS: _all(
        Meaning("title", Shape.TITLE, "handoff"),
        Meaning("release", Shape.LINK, "release"),
        Meaning("work", Shape.LINK, "deliverable that is handed over", required=True),
        Meaning("to_work", Shape.LINK, "deliverable that waits for it"),
        Meaning("senders", Shape.PEOPLE, "sender"),
        Meaning("receivers", Shape.PEOPLE, "receiver"),
        Meaning("sent_at", Shape.DATE, "sent"),
        Meaning("acknowledged_at", Shape.DATE, "received"),
        Meaning("acknowledged_by", Shape.PEOPLE, "received by"),
        Meaning("state", Shape.STATE, "status"),
        Meaning("done", Shape.TEXT, "what was done"),
        Meaning("next", Shape.TEXT, "what is expected next"),
        Meaning("location", Shape.FILE, "where the file lives"),
        Meaning("due", Shape.DATE, "due date"),
    ),
    Subject.GATES: _all(
        Meaning("title", Shape.TITLE, "gate"),
        Meaning("release", Shape.LINK, "release"),
        Meaning("on", Shape.LINK, "what it holds up", required=True),
        Meaning("kind", Shape.TEXT, "kind of decision"),
        Meaning("approvers", Shape.PEOPLE, "approver"),
        Meaning("decision", Shape.DECISION, "decision"),
        Meaning("decided_by", Shape.PEOPLE, "decided by"),
        Meaning("decided_at", Shape.DATE, "decided on"),
        Meaning("requested_at", Shape.DATE, "asked for on"),
        Meaning("version", Shape.TEXT, "version decided on"),
        Meaning("all_must", Shape.YES_NO, "must all approvers agree?"),
        Meaning("due", Shape.DATE, "due date"),
    ),
    Subject.PEOPLE: _all(
        Meaning("name", Shape.TITLE, "name", required=True),
        Meaning("mail", Shape.TEXT, "mail address"),
        Meaning("roles", Shape.TEXT, "role"),
        Meaning("active", Shape.YES_NO, "still with the team?"),
        Meaning("aliases", Shape.TEXT, "also known as"),
        Meaning("release", Shape.LINK, "release"),
    ),
    Subject.TRACKS: _all(
        Meaning("title", Shape.TITLE, "track", required=True),
        Meaning("release", Shape.LINK, "release"),
        Meaning("elsewhere", Shape.FILE, "the same record in another tool (link or id)"),
        Meaning("isrc", Shape.CODE, "ISRC"),
        Meaning("iswc", Shape.CODE, "ISWC"),
        Meaning("credits", Shape.PEOPLE, "writers and producers"),
        Meaning("stems_holder", Shape.PEOPLE, "who has the stems"),
        Meaning("may_pitch", Shape.PEOPLE, "who may pitch it"),
        Meaning("pitch_from", Shape.DATE, "pitch window: from"),
        Meaning("pitch_until", Shape.DATE, "pitch window: until"),
        Meaning("cover", Shape.TEXT, "cover of"),
        Meaning("samples", Shape.TEXT, "samples"),
        Meaning("interpolates", Shape.TEXT, "interpolates"),
        Meaning("licence", Shape.TEXT, "cover licensed by every publisher?"),
        Meaning("master_cleared", Shape.TEXT, "sampled recording cleared?"),
        Meaning("publishing_cleared", Shape.TEXT, "sampled or interpolated song cleared?"),
        Meaning("dimensions", Shape.TEXT, "cover: size in pixels"),
        Meaning("colour", Shape.TEXT, "cover: colour space"),
        Meaning("bit_depth", Shape.TEXT, "bit depth"),
        Meaning("sample_rate", Shape.TEXT, "sample rate"),
        Meaning("audio_format", Shape.TEXT, "audio format (WAV, 24 bit, 48 kHz)"),
    ),
    Subject.VERSIONS: _all(
        Meaning("title", Shape.VERSION, "version", required=True),
        Meaning("release", Shape.LINK, "release"),
        Meaning("track", Shape.LINK, "track"),
        Meaning("canonical", Shape.YES_NO, "the final one?"),
        Meaning("file", Shape.FILE, "file or link"),
        Meaning("bit_depth", Shape.TEXT, "bit depth"),
        Meaning("sample_rate", Shape.TEXT, "sample rate"),
        Meaning("audio_format", Shape.TEXT, "audio format (WAV, 24 bit, 48 kHz)"),
        Meaning("state", Shape.TEXT, "status"),
    ),
    Subject.SPLITS: _all(
        Meaning("title", Shape.TITLE, "split"),
        Meaning("release", Shape.LINK, "release"),
        Meaning("track", Shape.LINK, "track"),
        Meaning("pie", Shape.TEXT, "composition or master"),
        Meaning("holder", Shape.PEOPLE, "share holder"),
        Meaning("share", Shape.SHARE, "share", required=True),
        Meaning("agreed", Shape.YES_NO, "agreed?"),
        Meaning("agreed_at", Shape.DATE, "agreed on"),
        Meaning("role", Shape.TEXT, "role"),
        Meaning("ipi", Shape.CODE, "IPI number"),
    ),
    Subject.PITCHES: _all(
        Meaning("title", Shape.TITLE, "pitch"),
        Meaning("release", Shape.LINK, "release"),
        Meaning("track", Shape.LINK, "track"),
        Meaning("by", Shape.PEOPLE, "pitched by"),
        Meaning("to", Shape.TEXT, "pitched to", required=True),
        Meaning("sent_at", Shape.DATE, "sent"),
        Meaning("due", Shape.DATE, "due date"),
        Meaning("version", Shape.TEXT, "version"),
        Meaning("exclusive", Shape.YES_NO, "exclusive?"),
        Meaning("from_day", Shape.DATE, "from"),
        Meaning("until_day", Shape.DATE, "until"),
        Meaning("contacts", Shape.TEXT, "contacts"),
        Meaning("splits", Shape.TEXT, "splits"),
        Meaning("clearance", Shape.TEXT, "clearance"),
        Meaning("state", Shape.STATE, "status"),
    ),
    Subject.REVIEWS: _all(
        Meaning("title", Shape.TITLE, "review"),
        Meaning("release", Shape.LINK, "release"),
        Meaning("on", Shape.DATE, "date"),
        Meaning("state", Shape.STATE, "status"),
        Meaning("worked", Shape.TEXT, "what worked", required=True),
        Meaning("failed", Shape.TEXT, "what failed"),
        Meaning("broke", Shape.TEXT, "what broke"),
    ),
}
"""The meanings of each subject's columns."""
