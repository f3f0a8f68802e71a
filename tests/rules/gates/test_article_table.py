"""The article's table as typed: nothing that its author would not accept."""

from __future__ import annotations

from rules.model import Deliverable, Gate, Kind, Need, NeedKind, Unknown
from rules.policy import Policy
from rules.rule import Example
from rules.samples import gate, plan, work
from tests.rules.verdict import report_on

ABSENT = {"state": Unknown.ABSENT, "file": Unknown.ABSENT, "version": Unknown.ABSENT, "done_at": Unknown.ABSENT}


def typed(title: str, owner: str, *needs: Need) -> Deliverable:
    return Deliverable(
        title, title, work(title).ref, work(title).kind, work(title, owner).owners, due=Unknown.ABSENT, needs=needs,
        **ABSENT,
    )  # fmt: skip


def words(on: str, approver: str, **facts: bool) -> Gate:
    return gate(on, approver, inline=True, requested_at=Unknown.ABSENT, **facts)


def article(policy: Policy | None = None) -> Example:
    return plan(
        typed("Final master", "Producer", Need("Mix approval from Artist", NeedKind.DECISION, decides=Kind.MIX)),
        typed("Cover artwork", "Designer", Need("Creative brief", NeedKind.INPUT)),
        typed("Distributor upload", "Manager", Need("Master", handed=True), Need("Artwork", handed=True)),
        typed("Teaser video", "Video editor", Need("Artwork", handed=True)),
        typed("Launch posts", "Social manager", Need("Date confirmation from Manager", NeedKind.DECISION)),
        gates=(
            words("Final master", "Artist"),
            words("Cover artwork", "Artist"),
            words("Distributor upload", "Manager", confirmation=True),
            words("Teaser video", "Artist"),
            words("Launch posts", "Manager"),
        ),
        handoffs=Unknown.ABSENT,
        date=Unknown.ABSENT,
        brief=Unknown.ABSENT,
        policy=policy or Policy(),
    )


def test_the_article_table_yields_no_blocker_and_no_warning() -> None:
    assert [v.code for v in report_on(article()).violations if v.severity.value != "note"] == []


def test_authorities_by_role_do_not_doubt_the_article_table() -> None:
    policy = Policy(authorities={Kind.MASTER: ("Artist",), Kind.LAUNCH_POST: ("Manager",), Kind.UPLOAD: ("Manager",)})
    assert [v.code for v in report_on(article(policy)).violations if v.severity.value != "note"] == []


def test_what_the_four_columns_cannot_tell_is_said() -> None:
    assert {"HND001", "HND004", "GAT006"} <= {told.code for told in report_on(article()).cannot_tell}
