"""Roles, placeholders and groups: the words in a seat that do not name one person."""

from __future__ import annotations

from functools import lru_cache

from rules.vocabulary.words import folded

_ROLES: dict[str, tuple[str, ...]] = {
    "artist": (
        "lead artist", "main artist", "recording artist", "band", "singer", "vocalist", "performer", "kunstler",
        "kunstlerin", "artista", "artiste",
    ),
    "manager": ("artist manager", "management", "mgr", "mgmt", "artist management", "managerin", "representante"),
    "producer": ("music producer", "record producer", "beatmaker", "produzent", "produzentin", "productor", "produtor"),
    "mixing engineer": ("mix engineer", "mixer"),
    "mastering engineer": ("master engineer",),
    "engineer": ("audio engineer", "sound engineer", "recording engineer"),
    "designer": (
        "graphic designer", "cover designer", "art designer", "artwork designer", "design lead", "creative designer",
        "grafiker", "grafikerin", "disenador", "disenadora", "graphiste",
    ),
    "photographer": ("fotograf", "fotografin", "fotografo", "photographe"),
    "video editor": ("editor", "video producer", "cutter"),
    "videographer": ("video director", "filmmaker", "director"),
    "social manager": (
        "social media manager", "socials manager", "social media lead", "smm", "community manager", "content manager",
    ),
    "distributor": ("distribuidora", "vertrieb", "distributeur"),
    "label contact": ("label", "label manager", "label rep", "label representative"),
    "a&r": ("a and r", "anr", "a & r", "a&r manager"),
    "publicist": ("pr manager", "pr agent", "press agent"),
    "marketing lead": ("marketing manager", "head of marketing"),
    "project manager": ("pm", "release manager", "release coordinator", "product manager", "ops lead"),
    "songwriter": ("writer", "composer", "lyricist", "topliner"),
    "publisher": (),
    "sync agent": ("sync manager", "sync rep"),
    "booking agent": ("agent", "booker"),
    "lawyer": ("attorney", "music lawyer", "anwalt", "anwaltin", "abogado", "abogada", "advogado", "avocat"),
    "creative director": ("art director",),
    "radio promo": ("radio plugger", "plugger", "radio promoter"),
    "digital lead": ("digital manager", "head of digital"),
}  # fmt: skip

ROLE_SYNONYMS: dict[str, str] = {word: role for role, others in _ROLES.items() for word in (role, *others)}
"""Every known spelling of a role, folded, to the role."""

PLACEHOLDERS = frozenset(
    {
        "", "tbd", "tba", "tbc", "tbh", "n/a", "na", "none", "nobody", "no one", "someone", "somebody", "anyone",
        "anybody", "unassigned", "not assigned", "open", "pending", "us", "we", "me", "all of us", "both of us",
        "everyone", "everybody", "all", "team", "the team", "our team", "whole team", "the whole team", "whoever",
        "to be decided", "to be determined", "to be confirmed", "to be assigned", "x", "xx", "xxx", "who", "ask",
        "various", "other", "others", "idk", "unknown", "not sure", "owner", "name",
        "offen", "niemand", "jemand", "alle", "wir", "nadie", "todos", "nosotros", "por definir", "ninguem",
        "a definir", "personne", "tous", "nous",
    }
)  # fmt: skip
"""Folded words in a seat that name nobody. "team" and "us" count here: nobody can be asked."""

_DEPARTMENTS = frozenset(
    {
        "marketing", "creative", "creatives", "design", "digital", "socials", "social", "social media", "pr", "press",
        "promo", "promotion", "publicity", "content", "admin", "administration", "office", "operations", "ops",
        "production", "legal", "finance", "accounting", "sales", "sync", "licensing", "distribution", "crew",
        "engineers", "designers", "producers", "artists", "managers", "editors", "writers", "songwriters", "labels",
        "bot", "zapier", "make", "n8n", "ifttt", "automation", "automations", "integration", "api", "streetdate",
    }
)  # fmt: skip
_GROUP_ENDINGS = frozenset(
    {"team", "teams", "dept", "department", "group", "crew", "bot", "squad", "abteilung", "integration", "automation"}
)
_GROUP_OPENINGS = ("team ", "equipo ", "equipe ", "equipa ", "abteilung ")
_SHARED_MAILBOXES = frozenset(
    {
        "info", "hello", "hi", "contact", "contacts", "kontakt", "hallo", "hola", "contacto", "contato", "office",
        "buero", "admin", "team", "press", "promo", "marketing", "release", "releases", "music", "label", "mgmt",
        "management", "booking", "bookings", "support", "help", "sales", "legal", "accounts", "accounting", "billing",
        "noreply", "no-reply", "donotreply", "art", "artwork", "design", "creative", "social", "socials", "studio",
        "mail", "mailbox", "inbox", "distribution", "sync", "licensing", "demo", "demos", "ar", "anr", "digital", "ops",
        "operations", "production", "content", "news", "newsletter", "webmaster", "postmaster", "everyone", "all",
    }
)  # fmt: skip


def role_of(text: str) -> str:
    """Return the canonical role that the words name ("the Producer" -> "producer"), or "" when they name none."""
    return ROLE_SYNONYMS.get(folded(text).removeprefix("the ").removeprefix("our "), "")


@lru_cache(maxsize=4096)
def is_group(words: str) -> bool:
    """Whether the words name several people, a machine, or a mailbox that several read ("Marketing team", "info@…")."""
    words = folded(words).removeprefix("the ").removeprefix("our ")
    if "@" in words:
        return words.partition("@")[0].partition("+")[0] in _SHARED_MAILBOXES
    return (
        words in _DEPARTMENTS
        or words.startswith(_GROUP_OPENINGS)
        or (" " in words and words.rpartition(" ")[2] in _GROUP_ENDINGS)
    )
