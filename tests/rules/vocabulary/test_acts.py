"""Acts beside the work that they are about."""

from __future__ import annotations

import pytest

from rules.vocabulary.acts import is_act


@pytest.mark.parametrize(
    "title",
    [
        "Music video shoot", "Photo shoot", "Shoot day", "Cover shoot at the harbour", "Filming of the video",
        "Film the teaser", "Book video director", "Choose cover", "Approve master", "Mix approval",
        "Mix feedback from Kaya",
        "Vocal recording session", "Lyric video premiere", "Upload video to YouTube", "Order vinyl masters",
        "Send mix to mastering", "Submit lyrics to Musixmatch", "Artwork sign-off", "Musikvideo: Dreh",
    ],
)  # fmt: skip
def test_an_act_leaves_no_file(title: str) -> None:
    assert is_act(title)


@pytest.mark.parametrize(
    "title",
    [
        "Final master", "Mix", "Cover artwork", "Photos from the shoot", "Film poster", "Live session video",
        "Music video", "Press release", "Booklet", "Playlist cover", "Master for upload", "Video for the premiere",
        "Lyrics", "Stems", "Teaser video", "Press photos", "Postcard artwork", "Sendoff video", "Reviewed master",
    ],
)  # fmt: skip
def test_work_that_is_made_is_no_act(title: str) -> None:
    assert not is_act(title)
