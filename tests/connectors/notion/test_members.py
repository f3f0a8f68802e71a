"""Whom a workspace has: members, guests, bots, those who left, and what a token may not see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from connectors.normalize.source import normalize
from connectors.record import Member, PersonCell
from sync.assemble import assemble
from tests.connectors.notion.reading import Following, Team, bound, cell, team
from tests.standins.notion import ALL, Capability, DataSource, Group, User


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


def owned(label: Team, *owners: User | Group) -> DataSource:
    source = label.workspace.database("Tasks", {"Name": "title", "Owner": "people"})
    for number, owner in enumerate(owners):
        label.workspace.add_page(source, {"Name": f"Task {number}", "Owner": [owner]})
    return source


def test_members_come_with_their_mails_and_bots_as_nobody_in_person(label: Team) -> None:
    anna = label.workspace.member("Anna", "anna@label.example")
    members = label.source(bound(owned(label), "Name")).pull("").members
    assert Member(PersonCell(anna.id, "Anna", "anna@label.example")) in members
    assert Member(PersonCell(label.token.bot_id, "Streetdate", group=True)) in members


def test_a_guest_is_asked_for_once_and_is_there(label: Team) -> None:
    guest = label.workspace.guest("Gus", "gus@studio.example")
    source = label.source(bound(owned(label, guest, guest), "Name", "Owner"))
    pull = source.pull("")
    assert Member(PersonCell(guest.id, "Gus", "gus@studio.example")) in pull.members
    assert label.asked()["users.retrieve"] == 1
    again = source.pull(pull.cursor)
    assert label.asked() == {"data_sources.query": 1}
    assert again.members == pull.members


def test_somebody_who_left_is_gone_and_keeps_the_name_that_was_known(label: Team) -> None:
    dee = label.workspace.member("Dee", "dee@label.example")
    source = owned(label, dee)
    following = Following(label.source(bound(source, "Name", "Owner"), full_read=timedelta(hours=24)))
    label.workspace.remove_member(dee)
    label.pass_time(hours=25)
    following.read()
    assert following.last is not None
    left = Member(PersonCell(dee.id, "Dee", "dee@label.example"), active=False)
    assert left in following.last.members
    (page,) = label.workspace.rows[source.id]
    assert cell(following.last, source, page, "Owner") == (left.account,)


def test_somebody_who_left_before_we_came_is_gone_without_a_name(label: Team) -> None:
    dee = label.workspace.member("Dee")
    source = owned(label, dee)
    label.workspace.remove_member(dee)
    assert Member(PersonCell(dee.id), active=False) in label.source(bound(source, "Owner")).pull("").members


def test_an_owner_who_left_is_known_to_have_left_in_the_slate(label: Team) -> None:
    dee = label.workspace.member("Dee")
    label.workspace.remove_member(dee)
    binding = bound(owned(label, dee), "Name", "Owner")
    binding = replace(binding, columns={"title": binding.columns["name"], "owners": binding.columns["owner"]})
    pull = label.source(binding).pull("")
    slate = assemble([normalize("plan", "notion", pull, [binding], UTC)], label.now())
    owners = slate.releases[0].deliverables[0].owners
    assert isinstance(owners, tuple)
    assert [owner.left for owner in owners] == [True]


def test_a_token_that_may_not_see_users_still_reads_the_rows(label: Team) -> None:
    anna = label.workspace.member("Anna")
    source = owned(label, anna)
    label.token.capabilities = ALL - {Capability.READ_USERS, Capability.READ_MAIL}
    following = Following(label.source(bound(source, "Owner")))
    assert len(following.read()) == 1
    assert following.last is not None and following.last.complete
    assert following.last.members == ()
    assert "tick “Read user information”" in following.last.unseen
    assert (PersonCell(anna.id),) in following.last.records[0].cells.values()
    assert PersonCell(anna.id).words == f"an account without a name (…{anna.id[-6:]})"


def test_a_group_among_the_owners_is_not_asked_for(label: Team) -> None:
    group = label.workspace.group("Design")
    pull = label.source(bound(owned(label, group), "Owner")).pull("")
    assert "users.retrieve" not in label.asked()
    assert (PersonCell(group.id, "Design", group=True),) in pull.records[0].cells.values()
