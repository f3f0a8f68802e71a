"""The free text of plans: needs, gates and handoffs as sentences; and the article's table as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Kind, Need, NeedKind, Unknown, Word
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.names import split_names
from rules.vocabulary.phrases import GatePhrase, HandoffPhrase, read_gate, read_handoff, read_needs
from rules.vocabulary.roles import role_of

Said = tuple[str, str, bool, str, Kind | None]
WORK, DECISION, INPUT = NeedKind.WORK, NeedKind.DECISION, NeedKind.INPUT


def told(need: Need) -> Said:
    return need.text, need.kind, need.handed, need.actor.text if need.actor else "", need.decides


def work(text: str, handed: bool = False, actor: str = "") -> Said:
    return text, WORK, handed, actor, None


def decision(text: str, actor: str = "", decides: Kind | None = None) -> Said:
    return text, DECISION, False, actor, decides


def given_input(text: str, actor: str = "") -> Said:
    return text, INPUT, False, actor, None


ARTICLE = [
    ("Final master", Kind.MASTER, "Producer", "producer", [decision("Mix approval from Artist", "Artist", Kind.MIX)],
     "Artist signs off", "Artist", Kind.OTHER, False),
    ("Cover artwork", Kind.ARTWORK, "Designer", "designer", [given_input("Creative brief")],
     "Artist signs off", "Artist", Kind.OTHER, False),
    ("Distributor upload", Kind.UPLOAD, "Manager", "manager", [work("Master", True), work("Artwork", True)],
     "Manager confirms", "Manager", Kind.OTHER, True),
    ("Teaser video", Kind.TEASER, "Video editor", "video editor", [work("Artwork", True)],
     "Artist signs off", "Artist", Kind.OTHER, False),
    ("Launch posts", Kind.LAUNCH_POST, "Social manager", "social manager",
     [decision("Date confirmation from Manager", "Manager", Kind.DATE)],
     "Manager gives final go", "Manager", Kind.LAUNCH_POST, False),
]  # fmt: skip
DEPENDS_ON = {
    "Final master": "Mix approval from Artist",
    "Cover artwork": "Creative brief",
    "Distributor upload": "Master + Artwork handoffs",
    "Teaser video": "Artwork handoff",
    "Launch posts": "Date confirmation from Manager",
}


@pytest.mark.parametrize(
    ("title", "kind", "owner", "role", "needs", "gate", "approver", "decides", "confirms"),
    ARTICLE,
    ids=[r[0] for r in ARTICLE],
)
def test_the_articles_table_reads_as_typed(
    title: str,
    kind: Kind,
    owner: str,
    role: str,
    needs: list[Said],
    gate: str,
    approver: str,
    decides: Kind,
    confirms: bool,
) -> None:
    phrase = read_gate(gate)
    assert kind_of(title) is kind
    assert (split_names(owner), role_of(owner)) == ((owner,), role)
    assert [told(need) for need in read_needs(DEPENDS_ON[title], frozenset(DEPENDS_ON))] == needs
    assert phrase is not None
    assert isinstance(phrase.approvers, tuple)
    assert [actor.text for actor in phrase.approvers] == [approver]
    assert (phrase.kind, phrase.confirmation, phrase.all_must, phrase.said) == (decides, confirms, False, None)


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Master, Artwork", [work("Master"), work("Artwork")]),
        ("Master; Artwork\n- Stems", [work("Master"), work("Artwork"), work("Stems")]),
        ("Master and artwork handoff", [work("Master", True), work("artwork", True)]),
        ("Master, artwork handoff", [work("Master"), work("artwork", True)]),
        ("Master, Mix, and Artwork handoffs", [work("Master", True), work("Mix", True), work("Artwork", True)]),
        ("Artwork hand-off from Designer", [work("Artwork", True, "Designer")]),
        ("Stems from Producer", [work("Stems", True, "Producer")]),
        ("Photos from the shoot", [work("Photos from the shoot")]),
        ("waiting for the master", [work("master")]),
        ("Master is done", [work("Master")]),
        ("Artist's approval of the mix", [decision("Artist's approval of the mix", "Artist", Kind.MIX)]),
        ("Artist approval", [decision("Artist approval", "Artist")]),
        ("Mix approved by Artist", [decision("Mix approved by Artist", "Artist", Kind.MIX)]),
        ("Mix approval by Friday", [decision("Mix approval by Friday", "", Kind.MIX)]),
        ("Final go from Manager", [decision("Final go from Manager", "Manager", Kind.LAUNCH_POST)]),
        ("A&R approval", [decision("A&R approval", "A&R")]),
        (
            "Mix + Master approvals",
            [decision("Mix approvals", "", Kind.MIX), decision("Master approvals", "", Kind.MASTER)],
        ),
        ("Artist", [given_input("Artist", "Artist")]),
        ("Brief from label", [given_input("Brief from label", "label")]),
        ("Handoff from Producer", [given_input("Handoff from Producer", "Producer")]),
        ("Release date", [given_input("Release date")]),
    ],
)
def test_a_depends_on_cell_is_read(text: str, needs: list[Said]) -> None:
    assert [told(need) for need in read_needs(text)] == needs


@pytest.mark.parametrize("text", ["", " ", "none", "None.", "-", "—", "n/a", "TBD", "nothing", "keine", "ninguno"])
def test_a_cell_that_asks_for_nothing_has_no_needs(text: str) -> None:
    assert read_needs(text) == ()


@pytest.mark.parametrize(
    ("text", "titles", "needs"),
    [
        ("Video, part 2", ["Video, part 2"], [work("Video, part 2")]),
        ("Video, part 2, Master", ["video, Part 2", "Master"], [work("Video, part 2"), work("Master")]),
        ("Video, part 2", ["Video"], [work("Video"), work("part 2")]),
        ("Mix approval", ["Mix approval"], [work("Mix approval")]),
        ("Release date confirmed", ["Release date confirmed"], [work("Release date confirmed")]),
        ("Creative brief", ["Creative brief"], [work("Creative brief")]),
        ("Master + Artwork handoffs", ["Master", "Artwork"], [work("Master", True), work("Artwork", True)]),
        ("Mix + Master approval", ["Mix"], [work("Mix"), decision("Master approval", "", Kind.MASTER)]),
    ],
)
def test_a_known_title_is_one_piece_of_work(text: str, titles: list[str], needs: list[Said]) -> None:
    assert [told(need) for need in read_needs(text, titles)] == needs
    assert read_needs(text, frozenset(titles)) == read_needs(text, titles)


def seen(phrase: GatePhrase | None) -> tuple[object, ...] | None:
    if phrase is None:
        return None
    named = phrase.approvers
    who = named if isinstance(named, Unknown) else [actor.text for actor in named]
    return who, phrase.kind, phrase.confirmation, phrase.all_must, phrase.said, phrase.at


def gate(
    *who: str,
    kind: Kind = Kind.OTHER,
    confirms: bool = False,
    every: bool = False,
    said: Word | None = None,
    at: str = "",
) -> tuple[object, ...]:
    return list(who), kind, confirms, every, said, at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Artist signs off on the final master", gate("Artist", kind=Kind.MASTER)),
        ("Manager confirms release date to Social manager", gate("Manager", kind=Kind.DATE, confirms=True)),
        ("Artist must sign off", gate("Artist")),
        ("Needs to be approved by Artist", gate("Artist")),
        ("Approval from Artist", gate("Artist")),
        ("Artist approval by Friday", gate("Artist")),
        ("Label sign-off", gate("Label")),
        ("Artist", gate("Artist")),
        ("Kaya + Marcus approve", gate("Kaya", "Marcus")),
        ("Artist or Manager approves", gate("Artist", "Manager")),
        ("Both Kaya and Marcus approve", gate("Kaya", "Marcus", every=True)),
        ("Kaya and Marcus both sign off", gate("Kaya", "Marcus", every=True)),
        ("all: Kaya, Marcus", gate("Kaya", "Marcus", every=True)),
        ("Everyone approves", gate("Everyone")),
        ("final go", gate(kind=Kind.LAUNCH_POST)),
        ("Approved by Kaya", gate("Kaya", said=Word.YES)),
        ("Rejected by Kaya on 3 Aug", gate("Kaya", said=Word.NO, at="3 Aug")),
        ("Kaya ✅", gate("Kaya", said=Word.YES)),
        ("Artist ❌", gate("Artist", said=Word.NO)),
        ("Artist: approved", gate("Artist", said=Word.YES)),
        ("Kaya approved", gate("Kaya", said=Word.YES)),
        ("Mix approved by Artist", gate("Artist", kind=Kind.MIX, said=Word.YES)),
        ("Waiting for Artist", gate("Artist", said=Word.PENDING)),
        ("Approved", gate(said=Word.YES)),
        ("Pending", gate(said=Word.PENDING)),
        ("I guess", gate(said=Word.UNCLEAR)),
        ("Approved with changes", gate(said=Word.UNCLEAR)),
    ],
)
def test_a_gate_cell_is_read(text: str, expected: tuple[object, ...]) -> None:
    assert seen(read_gate(text)) == expected


@pytest.mark.parametrize("text", ["", "none", "-", "n/a", "No", "TBD", "?", "No approval needed", "keine"])
def test_words_that_say_there_is_no_gate_make_none(text: str) -> None:
    assert read_gate(text) is None


@pytest.mark.parametrize(
    "text", ["bass too loud", "Yes", "required", "We need to figure out who approves", "see notes"]
)
def test_a_gate_that_is_not_understood_is_not_taken_for_no_gate(text: str) -> None:
    phrase = read_gate(text)
    assert phrase is not None
    assert phrase.approvers is Unknown.UNREADABLE
    assert phrase.said is None


def ends(phrase: HandoffPhrase | None) -> tuple[str, str, str] | None:
    if phrase is None:
        return None
    return phrase.work, phrase.sender.text if phrase.sender else "", phrase.receiver.text if phrase.receiver else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Producer sends "mix ready for review" to Artist', ("mix", "Producer", "Artist")),
        ("Producer delivers final master to Manager.", ("final master", "Producer", "Manager")),
        ("Designer delivers final artwork to Manager", ("final artwork", "Designer", "Manager")),
        ("Manager confirms release date to Social manager", ("release date", "Manager", "Social manager")),
        ("Producer hands off the mix to the mastering engineer", ("mix", "Producer", "the mastering engineer")),
        ("Mix from Producer to Artist", ("Mix", "Producer", "Artist")),
        ("Artwork: Designer -> Manager", ("Artwork", "Designer", "Manager")),
        ("Designer → Manager", ("", "Designer", "Manager")),
        ("Artwork to Manager", ("Artwork", "", "Manager")),
        ("Upload to Spotify", None),
        ("Link to the folder", None),
        ('Artist returns "approved" or "revisions needed."', None),
        ("", None),
    ],
)
def test_a_handoff_sentence_is_read(text: str, expected: tuple[str, str, str] | None) -> None:
    assert ends(read_handoff(text)) == expected


@given(st.text(), st.frozensets(st.text(max_size=8), max_size=3))
def test_any_text_is_read_without_an_error(text: str, titles: frozenset[str]) -> None:
    assert all(need.text for need in read_needs(text, titles))
    read_gate(text)
    read_handoff(text)


@given(
    st.lists(
        st.sampled_from(
            ["Artist", "approval", "from", "+", "mix", "handoffs", "and", ",", "✅", "by", "Kaya", "final go", "to"]
        )
    )
)
def test_any_string_of_the_trades_words_is_read_without_an_error(words: list[str]) -> None:
    text = " ".join(words)
    assert all(need.text for need in read_needs(text))
    read_gate(text)
    read_handoff(text)
