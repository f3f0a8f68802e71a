"""Links in the stand-in: both ends know of each other, also when one is emptied and filled again."""

from __future__ import annotations

from tests.standins.airtable import FREE, Airtable, NewField


def test_a_link_that_was_emptied_can_be_filled_again_and_looked_through() -> None:
    base = Airtable().workspace(FREE).base("Label")
    releases = base.add_table("Releases", [NewField("Release")])
    work = base.add_table("Work", [NewField("Title"), NewField("For", "multipleRecordLinks", to="Releases")])
    bus = releases.add({"Release": "Night Bus"})
    one, other = work.add({"Title": "Master", "For": [bus]}), work.add({"Title": "Cover"})
    work.edit(one, {"For": []})
    assert "For" not in work.row(one)
    work.edit(other, {"For": [bus]})
    work.edit(one, {"For": [bus]})
    assert (work.row(one)["For"], work.row(other)["For"]) == ([bus], [bus])
