"""Where in the campaign a deliverable belongs, from a phase column."""

from __future__ import annotations

from functools import lru_cache

from rules.model import Phase
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.words import words_of

_WORDS: dict[Phase, tuple[str, ...]] = {
    Phase.PLAN: (
        "plan", "planning", "prep", "preparation", "set up", "setup", "strategy", "pre production", "preproduction",
        "planung", "vorbereitung", "planificacion", "preparacion", "planejamento", "planeamento", "planification",
    ),
    Phase.ASSETS: (
        "asset", "assets", "asset creation", "asset production", "production", "produktion", "produccion", "producao",
        "recording", "mixing", "mastering", "audio", "artwork", "design", "creative", "creation",
    ),
    Phase.PITCH: ("pitch", "pitches", "pitching", "editorial", "editorial pitch", "editorial pitching", "dsp pitching"),
    Phase.FILM: (
        "film", "filming", "shoot", "shooting", "content shoot", "content day", "content creation", "batch", "batching",
        "content batch", "dreh", "rodaje", "gravacao de conteudo", "tournage",
    ),
    Phase.TEASE: (
        "tease", "teasing", "teaser", "teasers", "teaser phase", "pre release", "prerelease", "pre launch", "prelaunch",
        "pre save", "presave", "announce", "announcement", "hype", "build up", "ankundigung", "anuncio",
    ),
    Phase.RELEASE: (
        "release", "release week", "release day", "launch", "launch week", "launch day", "drop", "drop day",
        "veroffentlichung", "releasewoche", "veroffentlichungswoche", "lanzamiento", "semana de lanzamiento",
        "lancamento", "semana de lancamento", "sortie", "semaine de sortie",
    ),
    Phase.SUSTAIN: (
        "sustain", "sustaining", "post release", "postrelease", "post launch", "postlaunch", "after release",
        "after launch", "follow up", "long tail", "nach veroffentlichung", "post lanzamiento", "pos lancamento",
        "apres sortie",
    ),
    Phase.REVIEW: ("review", "retro", "retrospective", "post mortem", "postmortem", "debrief", "ruckblick", "bilan"),
}  # fmt: skip
_PHASES = {word: phase for phase, words in _WORDS.items() for word in words}
_WEEKS = {"4 3": Phase.PITCH, "3 2": Phase.FILM, "2 1": Phase.TEASE}
_NUMBERING = Pattern(r"^(?:phase |stage )?\d+ (?=[a-z])|^phase (?=[a-z])| phase$")
_WEEK_RANGE = Pattern(r"(?:weeks?|wk|wks) (\d \d)(?: (?:before|out|prior))?(?: release)?")


@lru_cache(maxsize=1024)
def phase_of(text: str) -> Phase | None:
    """Return the phase that the words name ("3. Teasing", "Weeks 4–3"), or `None` when they name none for certain."""
    words = " ".join(words_of(text))
    if weeks := _WEEK_RANGE.fullmatch(words):
        return _WEEKS.get(weeks[1])
    return _PHASES.get(words) or _PHASES.get(_NUMBERING.sub("", words))
