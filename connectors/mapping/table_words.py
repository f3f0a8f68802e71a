"""What names say about a whole table: its title, the heading over its rows, and headings that are nobody's plan."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from connectors.mapping.headings import heading
from connectors.mapping.meanings import Subject

_TITLES: dict[Subject, str] = {
    Subject.RELEASES: (
        "releases|release|release schedule|release plan|release calendar|release info|release dates|singles|albums|eps|discography|"
        "catalog|catalogue|campaigns|veröffentlichungen|lanzamientos|lançamentos|sorties"
    ),
    Subject.DELIVERABLES: (
        "deliverables|deliverable|tasks|task list|task|to dos|to do|todo|to do list|checklist|action items|assets|artwork|artworks|"
        "videos|milestones|rollout|work plan|production|content|content calendar|content plan|posts|socials|promo plan|"
        "production tasks|tracker|project tracker|aufgaben|tareas|entregables|tarefas|entregas|tâches|livrables"
    ),
    Subject.HANDOFFS: "handoffs|handoff|hand offs|handovers|übergaben",
    Subject.GATES: "gates|gate|approvals|approval|approval gates|sign offs|freigaben|aprobaciones|aprovações|validations",
    Subject.PEOPLE: "people|team|team members|crew|members|staff|who is who|directory|personen|personas|equipo|equipe|équipe",
    Subject.TRACKS: "tracks|tracklist|track list|songs|song list|beats|album grid|canciones|faixas|morceaux|titres",
    Subject.VERSIONS: "versions|mixes|mix versions|versionen|versiones|versões",
    Subject.SPLITS: "splits|split sheet|split sheets|royalty splits|royalty split sheets|rights|ownership|master ownership|anteile",
    Subject.PITCHES: "pitches|pitch log|pitching|sync pitches|dsp pitches|sync|editorial pitches",
    Subject.REVIEWS: "reviews|retrospectives|retros|post mortems|monthly reviews|review log|rückblick",
}

_ROWS: dict[Subject, str] = {
    Subject.RELEASES: "release|release title|release name|album|album title|single|ep|project title|veröffentlichung|lanzamiento|lançamento|sortie",
    Subject.DELIVERABLES: (
        "deliverable|deliverables|deliverable name|task|tasks|task name|to do|todo|action item|asset|milestone|post|checklist item|artwork|video|"
        "aufgabe|entregable|tarea|tarefa|livrable|tâche"
    ),
    Subject.HANDOFFS: "handoff|handover|hand off|übergabe",
    Subject.GATES: "gate|approval gate|freigabe",
    Subject.PEOPLE: "person|full name|team member|member",
    Subject.TRACKS: "track|song|track title|song title|track name|beat|song name|canción|faixa|morceau",
    Subject.VERSIONS: "version|version name|version type|mix version|version title",
    Subject.SPLITS: "split",
    Subject.PITCHES: "pitch|pitch title|pitch name",
    Subject.REVIEWS: "review|retro|retrospective",
}

_FOREIGN_TITLES = frozenset(
    {
        "budget", "budgets", "expenses", "expense", "costs", "invoices", "finance", "finances", "income", "royalties",
        "guest", "guests", "guestlist", "merch", "merchandise", "inventory", "stock", "tour", "touring", "gigs", "shows",
        "concerts", "p&l", "playlists", "mailing", "subscribers", "fans", "gear", "equipment",
        "rider", "travel", "hotels", "venues", "orders", "sales", "streams", "analytics", "passwords",
        "kosten", "ausgaben", "gästeliste", "gastos", "presupuesto", "despesas", "orçamento", "dépenses", "log book",
    }
)  # fmt: skip

_DOUBTFUL_TITLES = frozenset({"contacts", "press", "profiles", "requests", "call", "notes", "meeting", "ads", "ad"})
"""Words of titles that may stand over a part of a plan, and mostly do not."""

_FOREIGN_COLUMNS = (
    "cost|costs|income|profit|loss|recouped|cpc|units|plant|ship date|call time|attendees|estimated cost|actual cost|price|amount|quantity|qty|sku|stock|size|colour|color|vendor|supplier|invoice|"
    "invoice #|paid|paid by|receipt|value|budget|currency|total|fee|serial number|condition|bought on|reorder date|venue|city|"
    "country|capacity|guarantee|promoter|tickets|ticket price|doors|load in|plus one|plus ones|guest|rsvp|invited by|outlet|"
    "last contacted|contacted|followers|curator|subscribers|consent|signed up|first name|last name|phone|address|streams|plays|"
    "event|event type|hotel|flight|username|password|product|preis|menge|betrag|kosten|precio|cantidad|valor|preço|prix|quantité"
)

_MUSIC_COLUMNS = frozenset(
    {"bpm", "key", "tempo", "duration", "length", "track #", "#", "track number", "genre", "mood", "isrc upc", "lyrics"}
)
"""Headings that only a list of recordings has."""

_EXACT = 1.0
_PART = 0.6
_HALF = 0.5


@lru_cache(maxsize=1)
def _foreign_columns() -> frozenset[str]:
    return frozenset(heading(name) for name in _FOREIGN_COLUMNS.split("|"))


@lru_cache(maxsize=1)
def _by_title() -> dict[str, Subject]:
    return {heading(name): subject for subject, names in _TITLES.items() for name in names.split("|")}


@lru_cache(maxsize=1)
def _by_row() -> dict[str, Subject]:
    return {heading(name): subject for subject, names in _ROWS.items() for name in names.split("|")}


def subjects_of_title(title: str) -> dict[Subject, float]:
    """Return which subjects a table's title names, each with a weight up to 1."""
    words = heading(title)
    if subject := _by_title().get(words):
        return {subject: _EXACT}
    parts = words.split()
    phrases = [*parts, *(" ".join(pair) for pair in pairwise(parts))]
    return {subject: _PART for phrase in phrases if (subject := _by_title().get(phrase))}


def subject_of_rows(name: str) -> Subject | None:
    """Return what a heading over the first column calls the rows."""
    return _by_row().get(heading(name))


def foreignness(title: str) -> float:
    """Return how surely a table's title names something outside a release plan (a budget, a guest list), up to 1."""
    words = heading(title).split()
    if not _FOREIGN_TITLES.isdisjoint(words):
        return _EXACT
    return 0.0 if _DOUBTFUL_TITLES.isdisjoint(words) else _HALF


def is_foreign_column(name: str) -> bool:
    """Whether a heading belongs to tables of money, stock, shows or contacts."""
    return heading(name) in _foreign_columns()


def is_music_column(name: str) -> bool:
    """Whether a heading belongs to a list of recordings."""
    return heading(name) in _MUSIC_COLUMNS
