"""What a title or category says about the kind of work, and the titles that only sound like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Kind
from rules.vocabulary.kind_words import BARE_WORDS
from rules.vocabulary.kinds import kind_of

TITLES = {
    Kind.MIX: ["Mix", "Final mix", "Mix approval", "Mixdown", "Abmischung", "Mezcla final", "Mixage", "Mix Status"],
    Kind.MASTER: ["Final master", "Final master audio", "Mastering", "Vinyl master", "Masterización"],
    Kind.STEMS: ["Stems", "Vocal Stems", "Send stems to mixing engineer", "Multitracks"],
    Kind.AUDIO: ["Instrumental", "Acapella", "Radio edit", "TV mix", "Instrumental mix", "Remix", "Audio"],
    Kind.ARTWORK: ["Cover artwork", "Cover art for teaser", "Artwork", "Coverbild", "Portada", "Pochette"],
    Kind.PHOTO: ["Press photos", "Photo shoot", "Pressefotos", "Release party photos"],
    Kind.VIDEO: ["Lyric video", "Musikvideo", "Vídeo", "Visualizer", "Split-screen video", "Spotify Canvas"],
    Kind.TEASER: ["Teaser video", "🎬 Teaser", "Upload teaser to TikTok", "Assets for teaser", "Snippet"],
    Kind.POST: ["Instagram story", "Release date announcement post", "Pre-launch posts", "Press release post"],
    Kind.LAUNCH_POST: [
        "Launch posts", "launch day posts", "launch carousel", "Release day IG reel", "Out now post",
        "Launch week socials",
        "Publicaciones de lanzamiento",
    ],
    Kind.RECAP: ["week 2 recap reel"],
    Kind.PRESAVE: ["Pre-save link", "Presave", "Link in bio", "SmartURL"],
    Kind.EMAIL: ["Newsletter", "Email blast"],
    Kind.UPLOAD: [
        "Distributor upload", "Upload", "Upload master to distributor", "Submit to DistroKid", "Deliver to stores",
        "Vertrieb",
    ],
    Kind.EDITORIAL_PITCH: ["Spotify pitch", "DSP Pitch", "Spotify editorial pitch", "Pitch to Apple Music editors"],
    Kind.PITCH: ["Sync pitch", "Independent playlist pitching", "Press pitch"],
    Kind.PROMO_CALENDAR: ["Promotional calendar", "Promo calendar", "Content calendar"],
    Kind.DATE: [
        "Release date", "Release date confirmed", "Date", "Confirm release date with label",
        "Veröffentlichungsdatum",
        "Fecha de lanzamiento", "Data de lançamento",
    ],
    Kind.SPLITS: ["Split sheet", "Master splits"],
    Kind.CLEARANCE: ["Sample clearance", "Cover version licence", "Master licence"],
    Kind.METADATA: ["Metadata", "ISRC codes", "Credits"],
    Kind.DOCUMENT: ["Press release", "Lyrics", "EPK", "Bio"],
    Kind.BRIEF: ["Creative brief", "Video brief"],
    Kind.REVIEW: ["Post-release review", "Post-mortem", "Monthly review"],
}  # fmt: skip


@pytest.mark.parametrize(("title", "kind"), [(title, kind) for kind, titles in TITLES.items() for title in titles])
def test_a_title_is_its_kind(title: str, kind: Kind) -> None:
    assert kind_of(title) is kind


@pytest.mark.parametrize(
    "title",
    [
        "", "Masterclass", "Mixtape", "Remaster", "Discover weekly", "Cover song", "Poster", "Post-production",
        "History",
        "Storyboard", "Update", "Due date", "Tour date", "Dates", "Distributor contract", "Marketing plan",
        "Capacity plan",
        "Test Pressing Approval", "Release notes", "Book mastering engineer", "Shortlist", "Artist",
    ],
)  # fmt: skip
def test_a_title_that_only_sounds_like_a_kind_is_none(title: str) -> None:
    assert kind_of(title) is Kind.OTHER


@pytest.mark.parametrize(
    "title", ["Mix review", "Artwork brief", "Master split sheet", "Pre-save email", "Stems for remix"]
)
def test_the_most_telling_words_win(title: str) -> None:
    expected = {
        "Mix review": Kind.MIX,
        "Artwork brief": Kind.BRIEF,
        "Master split sheet": Kind.SPLITS,
        "Pre-save email": Kind.PRESAVE,
        "Stems for remix": Kind.STEMS,
    }
    assert kind_of(title) is expected[title]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ('Film it for "Teaser 2"', Kind.OTHER),
        ("Film it for “Artwork reveal”", Kind.OTHER),
        ("Schnitt für „Teaser“", Kind.OTHER),
        ('Cover for "Clip"', Kind.ARTWORK),
        ('"Teaser" assets', Kind.TEASER),
        ("Assets for the teaser", Kind.TEASER),
    ],
)
def test_what_something_is_called_says_nothing_of_the_work_for_it(title: str, kind: Kind) -> None:
    assert kind_of(title) is kind


def test_bare_words_are_in_the_singular_and_lower_case() -> None:
    words = [word for bare in BARE_WORDS.values() for word in bare]
    assert [word for word in words if word != word.casefold() or (len(word) > 3 and word.endswith("s"))] == []


@given(st.text())
def test_any_text_has_a_kind(text: str) -> None:
    assert isinstance(kind_of(text), Kind)
