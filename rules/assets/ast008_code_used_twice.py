"""AST008: one ISRC stands on two recordings, or one UPC or EAN on two releases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.model import Release
from rules.policy import Severity
from rules.rule import Context, Entity, Gathered, Hit, rule
from rules.samples import plan, track, work
from rules.view import View
from rules.vocabulary.codes import bare, is_cut_short, is_stated
from rules.vocabulary.words import words_of
from rules.wording import listed


def _coded(view: View, _: Context) -> Gathered:
    release = view.release
    if isinstance(release.upc, str) and is_stated(release.upc) and not is_cut_short(release.upc):
        yield f"upc {bare(release.upc).lstrip('0')}", (release,)
    if isinstance(release.tracks, tuple):
        for track in release.tracks:
            if isinstance(track.isrc, str) and is_stated(track.isrc):
                yield f"isrc {bare(track.isrc)}", (track,)


@rule(
    code="AST008",
    name="code-used-twice",
    severity=Severity.WARNING,
    summary=(
        "One ISRC stands on two recordings, or one UPC or EAN on two releases. One recording on a single and on its "
        "album rightly keeps its ISRC: across releases only different titles count."
    ),
    why="A code is one recording's name for life: shared, the plays and the money of one go to the other.",
    fix="The manager finds out whose code it is and gets another for the other one.",
    source="ISRC Agency bulletin 2015/01; OpenPlay and Stardust on UPC and EAN",
    needs=("release.tracks", "track.isrc"),
    gather=_coded,
    more_than=lambda _: 1,
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track("Low Tide"), track("Night Bus")),
        says="One ISRC, GB-AYE-26-00001, stands on Low Tide and Night Bus",
    ),
    clean=lambda: plan(work("Lyrics", "Dee"), tracks=(track("Low Tide", isrc="GB-AYE-26-00002"), track("Night Bus"))),
)
def code_used_twice(key: str, entities: Sequence[Entity], _: Context) -> Iterator[Hit]:
    named: dict[tuple[str, ...], Entity] = {}
    for entity in sorted(entities, key=lambda entity: (entity.title, entity.key)):
        named.setdefault(words_of(entity.title), entity)
    if len(named) < 2:
        return
    found = list(named.values())
    sort, _code = key.split(" ", 1)
    code = found[0].upc if isinstance(found[0], Release) else getattr(found[0], "isrc", "")
    yield Hit(
        found[-1],
        f"One {'UPC or EAN' if sort == 'upc' else 'ISRC'}, {str(code).strip()}, stands on "
        f"{listed(entity.title for entity in found)}",
        detail=key,
    )
