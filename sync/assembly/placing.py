"""Filing everything: first what names its release, then what hangs on something that is already filed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from connectors.normalize.normalized import Normalized
from rules.model import Deliverable, Gate, Kind, Link, Maybe, Ref, Split, Track, Unknown
from sync.assembly.facts import title_key
from sync.assembly.filing import Cabinet, Dossier, Whereabouts

_Mentions = tuple[Maybe[Link], ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """A track or deliverable to be filed, the release it names, and the records it hangs on."""

    source: Normalized
    item: Deliverable | Track
    named: Maybe[Link]
    about: _Mentions = ()


def file_work(sources: Sequence[Normalized], cabinet: Cabinet) -> Whereabouts:
    """File tracks and deliverables, and return where they are. A part follows its parent, work follows its track."""
    everything = [
        work
        for source in sources
        for work in (
            *(_Work(source, track.item, track.release) for track in source.tracks),
            *(_Work(source, d.item, d.release, (d.item.parent, d.item.track)) for d in source.deliverables),
        )
    ]
    homes = _Homes(cabinet)
    homes.settle((work, None) for work in everything if isinstance(work.named, Link))
    left = homes.followed([work for work in everything if not isinstance(work.named, Link)])
    loose: list[_Work] = []
    hanging: list[_Work] = []
    for work in left:
        (hanging if any(isinstance(link, Link) for link in work.about) else loose).append(work)
    homes.settle((work, homes.otherwise(work)) for work in loose)
    homes.settle((work, homes.otherwise(work)) for work in homes.followed(hanging))
    for work in everything:
        dossier = homes.of[work.item.key]
        if isinstance(work.item, Track):
            dossier.tracks.append(work.item)
        else:
            dossier.deliverables.append(work.item)
    return homes.whereabouts


class _Homes:
    """The dossier of every piece of work, as far as it is settled."""

    def __init__(self, cabinet: Cabinet) -> None:
        self._cabinet = cabinet
        self.whereabouts = Whereabouts()
        self.of: dict[str, Dossier] = {}

    def settle(self, pairs: Iterable[tuple[_Work, Dossier | None]]) -> None:
        """Give each piece of work its home: the release that it names, else the one beside it."""
        for work, beside in pairs:
            if beside is None and isinstance(work.named, Unknown) and isinstance(work.item, Track):
                self._cabinet.lose(work.source, "tracks")
            if isinstance(work.named, Link) and not isinstance(work.item, Track):
                self._cabinet.naming.add(work.source.read.name)
            dossier = self._cabinet.home(work.source, work.item.ref, work.named, beside)
            self.of[work.item.key] = dossier
            if beside is None and dossier.release.implied and not self._cabinet.tells(work.source, work.named):
                dossier.stray.append(work.item.title)
            self.whereabouts.note(work.source.read.name, work.item, dossier)

    def followed(self, waiting: list[_Work]) -> list[_Work]:
        """Settle what hangs on something settled, until nothing more does, and return the rest."""
        while waiting:
            found = [(work, self.whereabouts.find(work.source.read.name, work.about)) for work in waiting]
            if all(beside is None for _, beside in found):
                break
            self.settle([pair for pair in found if pair[1] is not None])
            waiting = [work for work, beside in found if beside is None]
        return waiting

    def otherwise(self, work: _Work) -> Dossier | None:
        """Return where work goes that names no release and hangs on nothing."""
        return self._cabinet.only(work.source) if _names_nothing(work.named) else None


def _names_nothing(named: Maybe[Link]) -> bool:
    """Whether the record says nothing of its release, as opposed to something that could not be read."""
    return named in (None, Unknown.ABSENT, Unknown.UNMAPPED)


def file_records(source: Normalized, cabinet: Cabinet, work: Whereabouts) -> None:
    """File what is about work: under the release it names, else with the work it names, else with the source's work."""

    def home(sort: str, ref: Ref, named: Maybe[Link], about: _Mentions, called: Link | None = None) -> Dossier:
        beside = work.find(source.read.name, about)
        if beside is None and _names_nothing(named):
            by_title = None if called is None else cabinet.find(source.read.name, called)
            beside = by_title or cabinet.only(source, of_work=True)
        if beside is None and isinstance(named, Unknown):
            cabinet.lose(source, sort)
        return cabinet.home(source, ref, named, beside)

    for handoff in source.handoffs:
        item = handoff.item
        home("handoffs", item.ref, handoff.release, (item.work, item.to_work)).handoffs.append(item)
    for gate in source.gates:
        held = _release_held_up(source, gate.item, cabinet)
        dossier = held or home("gates", gate.item.ref, gate.release, (gate.item.on,))
        dossier.gates.append(_on_release(gate.item, dossier, held=held is not None))
    for version in source.versions:
        home("versions", version.item.ref, version.release, (version.item.track,)).versions.append(version.item)
    for split in source.splits:
        # A split sheet may call its rows by their track, or by the release where that is one song.
        titled = Link(split.item.title)
        dossier = home("splits", split.item.ref, split.release, (split.item.track, titled), titled)
        dossier.splits.append(_of_titled_track(split.item, dossier))
    for pitch in source.pitches:
        home("pitches", pitch.item.ref, pitch.release, (pitch.item.track,)).pitches.append(pitch.item)
    for review in source.reviews:
        home("reviews", review.item.ref, review.release, ()).reviews.append(review.item)


def _of_titled_track(split: Split, dossier: Dossier) -> Split:
    """Return the share, of the one track in any table of the release that its row is titled by if it names none."""
    if split.track not in (None, Unknown.ABSENT):
        return split
    titled = [track.ref.container for track in dossier.tracks if title_key(track.title) == title_key(split.title)]
    return replace(split, track=Link(split.title)) if titled and len(set(titled)) == len(titled) else split


def _release_held_up(source: Normalized, gate: Gate, cabinet: Cabinet) -> Dossier | None:
    """Return the release that a gate names, by its record's id, as what it holds up."""
    on = gate.on
    return cabinet.find(source.read.name, Link("", on.key)) if isinstance(on, Link) and on.key else None


def _on_release(gate: Gate, dossier: Dossier, *, held: bool) -> Gate:
    """Return the gate, put on the release where that is what it holds up, as the final go does that names nothing."""
    on, release = gate.on, dossier.release
    if not held:
        if isinstance(on, Link):
            same_title = title_key(on.text) == title_key(release.title)
            held = same_title and not any(title_key(d.title) == title_key(on.text) for d in dossier.deliverables)
        else:
            held = gate.kind is Kind.LAUNCH_POST
    return replace(gate, on=Link(release.title, release.key)) if held else gate
