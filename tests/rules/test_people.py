"""Who a seat holds: people by every name they go by, and strangers wherever that is not certain."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Actor, Person, Ref, Standing, Unknown
from rules.people import Directory, certainly_differ


def someone(
    name: str,
    *roles: str,
    mail: str = "",
    tool_id: str = "",
    aka: tuple[str, ...] = (),
    active: bool | None = None,
    row: str = "",
) -> Person:
    ref = Ref("workbook", "People", row or name)
    ids = (("notion", tool_id),) if tool_id else ()
    return Person(ref.key, name, ref, (mail,) if mail else (), roles, active, ids, aka)


KAYA = someone("Kaya Müller", "Producer", mail="kaya.mueller@example.com", tool_id="u-1", aka=("KM",))
MARCUS = someone("Marcus Lee", "Manager", "Social manager", mail="marcus@example.com")
MARCUS_TOO = someone("Marcus Ode", "Designer")
DEE = someone("Dee", "Designer", active=False)
EVERYBODY = (KAYA, MARCUS, MARCUS_TOO, DEE)


def resolved(
    text: str, people: tuple[Person, ...] = EVERYBODY, *, known: bool = True, tool_id: str = "", mail: str = ""
) -> Actor:
    return Directory(people, known=known).resolve(Actor.stated(text, tool_id=tool_id, mail=mail))


@pytest.mark.parametrize(
    "text",
    [
        "Kaya Müller", "kaya muller", "KAYA MÜLLER", "Müller, Kaya", "Kaya Müller (she/her)", "Kaya 🎧 Müller",
        "@kaya", "Kaya",
        "Kaya M.", "kaya m", "KM", "kaya.mueller@example.com", "Kaya <kaya.mueller@example.com>", "@kaya.mueller",
        "Producer (Kaya Müller)", "Producer", "the producer", " Kaya Müller ",
    ],
)  # fmt: skip
def test_a_person_is_found_by_every_certain_name(text: str) -> None:
    assert resolved(text).person is KAYA


@pytest.mark.parametrize(
    "text",
    [
        "Kaya Mertens", "Kay", "Kayas", "K. Müller", "Müller", "Kaya L.", "Marcus", "Marcus Leeds", "Lee Marcus",
        "Kaya Maria Müller", "kaya@other.example", "Kaya <kaya@other.example>",
    ],
)  # fmt: skip
def test_a_doubtful_name_stays_a_stranger(text: str) -> None:
    found = resolved(text)
    assert found.person is None
    assert found.standing is Standing.STRANGER


def test_ids_go_before_mails_and_mails_before_names() -> None:
    assert resolved("Marcus Lee", tool_id="notion:u-1", mail="marcus@example.com").person is KAYA
    assert resolved("Kaya Müller", mail="marcus@example.com").person is MARCUS
    assert resolved("Row 7", tool_id=MARCUS_TOO.ref.key).person is MARCUS_TOO


def test_a_first_name_is_not_enough_when_an_unknown_id_says_it_may_be_another() -> None:
    assert resolved("Kaya", tool_id="notion:u-9").standing is Standing.STRANGER
    assert resolved("Kaya Müller", tool_id="notion:u-9").person is KAYA


def test_what_two_people_share_finds_neither() -> None:
    twins = (someone("Ana Paz", mail="paz@example.com", row="1"), someone("Ana Paz", mail="paz@example.com", row="2"))
    assert resolved("Ana Paz", twins).standing is Standing.STRANGER
    assert resolved("paz@example.com", twins).standing is Standing.STRANGER
    assert resolved("Ana Paz", (twins[0], twins[0])).person is twins[0]


def test_a_mailbox_that_several_read_is_a_group_even_when_a_persons_row_lists_it() -> None:
    assert resolved("info@example.com", (someone("Kaya", mail="info@example.com"),)).standing is Standing.GROUP


@pytest.mark.parametrize("text", ["Marketing team", "press@example.com", "Designers", "zapier", "PR", "the label team"])
def test_a_department_a_bot_or_a_shared_mailbox_is_a_group(text: str) -> None:
    assert resolved(text).standing is Standing.GROUP


@pytest.mark.parametrize("text", ["TBD", "?", "", "-", "everyone", "the team", "n/a", "Us", "x", "tbc (ask Kaya)"])
def test_words_for_nobody_are_placeholders(text: str) -> None:
    assert resolved(text).standing is Standing.PLACEHOLDER


@pytest.mark.parametrize("name", ["TBD", "Design team", "?"])
def test_a_row_of_the_people_table_that_names_nobody_fills_no_role(name: str) -> None:
    found = resolved("Videographer", (someone(name, "Videographer"),))
    assert (found.standing, found.candidates) == (Standing.ROLE, ())


def test_a_role_filled_by_several_or_nobody_says_so() -> None:
    assert resolved("Photographer").candidates == ()
    two = (someone("Ana", "Photographer"), someone("Bo", "Photographer"))
    assert resolved("Photographer", two).candidates == ("Ana", "Bo")


def test_nobody_fills_no_role_where_somebodys_roles_are_not_shown() -> None:
    hidden = replace(someone("Ana"), roles_unseen=Unknown.ABSENT)
    assert resolved("Photographer", (hidden,)).candidates is None
    assert resolved("Photographer", (replace(hidden, active=False),)).candidates == ()
    assert resolved("Producer", (hidden, KAYA)).person is KAYA


def test_a_role_is_not_filled_by_somebody_who_left() -> None:
    assert resolved("Designer").person is MARCUS_TOO


def test_without_a_people_table_a_role_stands_for_its_holder_and_a_name_for_a_person() -> None:
    role = resolved("Producer", (), known=False)
    assert (role.standing, role.candidates, role.doubtful) == (Standing.ROLE, None, False)
    assert resolved("Kaya", (), known=False).standing is Standing.PERSON


def test_the_releases_cast_goes_before_the_people_table() -> None:
    directory = Directory(EVERYBODY, known=True)
    cast = (("Producer", Actor.stated("Marcus Lee")), ("Street team lead", Actor.stated("Kaya")))
    assert directory.resolve(Actor.stated("producer"), cast).person is MARCUS
    assert directory.resolve(Actor.stated("Street Team Lead"), cast).person is KAYA


def test_a_role_that_the_cast_leaves_open_or_gives_to_two_is_unfilled() -> None:
    directory = Directory(EVERYBODY, known=True)
    open_seat = directory.resolve(Actor.stated("Producer"), (("Producer", Actor.stated("TBD")),))
    both = (("Producer", Actor.stated("Kaya")), ("Producer", Actor.stated("Marcus Lee")))
    shared = directory.resolve(Actor.stated("Producer"), both)
    assert (open_seat.standing, open_seat.candidates) == (Standing.ROLE, ())
    assert (shared.standing, shared.candidates) == (Standing.ROLE, ("Kaya Müller", "Marcus Lee"))


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (("Artist / manager",), ["Artist", "Marcus Lee"]),
        (("Müller", "Kaya"), ["Kaya Müller"]),
        (("Müller, Kaya",), ["Kaya Müller"]),
        (("Kaya", "Marcus Lee"), ["Kaya Müller", "Marcus Lee"]),
        (("Producer", "Kaya"), ["Kaya Müller"]),
        (("Kaya", "kaya müller"), ["Kaya Müller"]),
        (("A&R",), ["A&R"]),
        (("Lee", "Kaya"), ["Lee", "Kaya Müller"]),
        ((), []),
    ],
)
def test_a_seat_holds_everybody_once(texts: tuple[str, ...], names: list[str]) -> None:
    seat = Directory(EVERYBODY, known=True).seat(map(Actor.stated, texts))
    assert [actor.name for actor in seat] == names


def test_a_group_named_by_its_tool_is_left_alone() -> None:
    group = Actor.stated("Kaya Müller", standing=Standing.GROUP)
    assert Directory(EVERYBODY, known=True).resolve(group) is group


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Kaya", "Kaya Müller", False),
        ("Kaya", "Marcus Lee", True),
        ("Kaya", "Artist", True),
        ("Kaya", "kaya", False),
        ("K. Müller", "Kaya Müller", False),
        ("Kaya M.", "Kaya Müller", False),
        ("L. Müller", "Kaya Müller", True),
        ("K. Ode", "Kaya Müller", True),
    ],
)
def test_two_seats_differ_only_for_certain(one: str, other: str, differ: bool) -> None:
    assert certainly_differ(resolved(one), resolved(other)) is differ


NAMES = st.text(max_size=12) | st.sampled_from(["Kaya", "Müller", "TBD", "Producer", "@kaya", "a, b", "x / y"])


@given(st.lists(NAMES, max_size=4), st.booleans())
def test_any_words_are_resolved_without_an_error_and_twice_is_once(texts: list[str], known: bool) -> None:
    directory = Directory(EVERYBODY if known else (), known=known)
    seat = directory.seat(map(Actor.stated, texts))
    assert directory.seat(seat) == seat
    assert len({actor.key for actor in seat}) == len(seat)


@given(st.text(max_size=12))
def test_nobody_is_found_among_nobody(text: str) -> None:
    assert Directory((), known=True).resolve(Actor.stated(text)).person is None
