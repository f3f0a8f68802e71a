"""Roles, placeholders and groups: the words in an owner cell that do not name one person."""

from __future__ import annotations

_ROLES: dict[str, tuple[str, ...]] = {
    "artist": ("lead artist", "main artist", "band", "singer", "vocalist", "performer", "recording artist"),
    "manager": ("artist manager", "management", "mgr", "mgmt", "the manager"),
    "producer": ("music producer", "record producer", "beatmaker"),
    "mixing engineer": ("mix engineer", "mixer", "mixing"),
    "mastering engineer": ("master engineer", "mastering"),
    "engineer": ("audio engineer", "sound engineer", "recording engineer"),
    "designer": ("graphic designer", "cover designer", "art designer", "design lead", "creative designer"),
    "photographer": (),
    "video editor": ("editor", "video producer"),
    "videographer": ("video director", "filmmaker", "director"),
    "social manager": ("social media manager", "socials manager", "smm", "community manager", "content manager"),
    "distributor": (),
    "label contact": ("label", "label manager", "label rep"),
    "a&r": ("a and r", "anr", "a & r"),
    "publicist": ("pr manager", "publicity"),
    "marketing lead": ("marketing manager", "head of marketing"),
    "project manager": ("pm", "release manager", "product manager", "ops lead", "operations"),
    "songwriter": ("writer", "composer", "lyricist"),
    "publisher": (),
    "sync agent": ("sync manager", "sync rep"),
    "booking agent": ("agent", "booker"),
    "lawyer": ("attorney", "legal"),
    "creative director": ("art director",),
    "radio promo": ("radio plugger", "plugger"),
    "digital": ("digital manager", "digital lead"),
}

ROLE_SYNONYMS: dict[str, str] = {word: role for role, others in _ROLES.items() for word in (role, *others)}
"""Every known spelling of a role, folded, to the role."""

PLACEHOLDERS = frozenset(
    {
        "", "tbd", "tba", "tbc", "tbh", "n/a", "na", "none", "nobody", "no one", "someone", "somebody", "anyone",
        "unassigned", "not assigned", "open", "pending", "us", "we", "me", "all of us", "everyone", "everybody", "all",
        "team", "the team", "whoever", "to be decided", "to be determined", "to be confirmed", "?", "??", "???", "-",
        "–", "—", "x", "xx", "xxx", "who", "ask", "various", "other", "others", "idk",
    }
)  # fmt: skip
"""Folded words in a seat that name nobody. "team" and "us" count here: nobody can be asked."""

GROUP_WORDS = frozenset(
    {
        "marketing", "creative", "design", "socials", "label team", "marketing team", "creative team", "admin",
        "info", "office", "hello", "contact", "team", "press", "promo", "music", "releases", "label", "mgmt", "bot",
        "zapier", "make", "automation", "integration", "no-reply", "noreply", "production team", "dream team", "crew",
    }
)  # fmt: skip
"""Departments and shared mailboxes (the part before the @)."""
