"""What titles and categories say about the kind of a deliverable, as patterns over lower-case words without accents.

The first pattern that matches wins, so the more telling words stand higher: a "lyric video brief" is a brief, a
"sync licence for the master" a clearance. English first, then German, Spanish, Portuguese and French.
"""

from __future__ import annotations

from rules.model import Kind

_STORES = (
    r"(?:distribut\w+|distro|distribuidora|vertrieb|stores?|dsps?|distrokid|tunecore|cd baby|awal|amuse|ditto"
    r"|the orchard|believe|symphonic|unitedmasters|recordjet|labelgrid)"
)
_PLACES = r"(?:(?:ig|insta|instagram|tiktok|facebook|fb|twitter|youtube|yt|social|socials|media|feed|announcement) )*"
_POSTS = r"(?:posts?|postings?|carousels?|reels?|stor(?:y|ies)|socials?|content|clips?)"

KIND_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.DATE, r"^(?:(?:confirm|lock|set|approve|choose|pick|fix|agree|agree on|decide|decide on) )?(?:the )?(?:new )?"
                r"(?:(?:release|street|drop|launch) )?date"
                r"(?: (?:is |to be )?(?:confirm\w*|locked?|set|approv\w*|fixed|agreed|decision|decided|sign ?off|gate))?"
                r"(?: (?:with|from|by) .+)?$"),
    (Kind.DATE, r"^(?:veroffentlichungs ?(?:datum|termin)|release ?(?:datum|termin)|vo ?(?:datum|termin)"
                r"|erscheinungs(?:datum|termin)|fecha de (?:lanzamiento|salida)|data de lancamento|date de sortie)"
                r"(?: \w+)?$"),
    (Kind.BRIEF, r"\b(?:creative |release )?brief(?:ing)?\b"),
    (Kind.CLEARANCE, r"\bclearances?\b|\blicen[cs](?:e|es|ing)\b|\bsamples? clear\w*|\bclear(?:ed)? samples?\b|\blizenz\w*"
                     r"|\blicencias?\b|\blicencas?\b"),
    (Kind.SPLITS, r"\bsplits?\b(?! screen)|\bsplit ?sheets?\b|\breparto de (?:derechos|regalias)\b"),
    (Kind.REVIEW, r"\b(?:release|campaign|monthly|week \d+|post release|post launch|launch|rollout) review\b|^reviews?$"
                  r"|\bpost ?mortem\b|\bretro(?:spective)?\b|\bdebrief\b|\bwrap up\b|\bruckblick\b"),
    (Kind.PROMO_CALENDAR, r"\b(?:promo\w*|marketing|content|campaign|socials?|social media|posting|rollout)"
                          r" (?:calendars?|schedules?)\b|\b(?:promo\w*|rollout) plan\b|\bredaktionsplan\b"
                          r"|\bcalendario (?:de promo\w*|de contenidos?|promocional|editorial)\b"),
    (Kind.PITCH, r"\b(?:independent|indie|user|curators?|press|blogs?|radio|sync|media) (?:\w+ )?pitch(?:es|ing)?\b"),
    (Kind.EDITORIAL_PITCH, r"\b(?:editorials?|playlists?|dsps?|spotify|apple(?: music)?|amazon(?: music)?|deezer|tidal"
                           r"|youtube music|stores?) (?:\w+ )?pitch(?:es|ing)?\b"
                           r"|\bpitch(?:es|ing)? (?:\w+ ){0,3}(?:spotify|dsps?|apple|amazon|deezer|editors?"
                           r"|editorials?|playlists?)\b"),
    (Kind.PITCH, r"\bpitch(?:es|ing)?\b"),
    (Kind.WELCOME, r"\bwelcome (?:\w+ )?(?:sequences?|series|flows?|automations?|e ?mails?|mails?|messages?|journey)\b"
                   r"|\b(?:onboarding|autoresponder) (?:sequence|e ?mails?)\b|\bautoresponder\b|\bwillkommens\w+"),
    (Kind.SIGNUP, r"\b(?:e ?mail|contacts?|leads?|fans?|audience|mailing list|newsletter|list|sms) (?:captures?|capturing|sign ?ups?|opt ?ins?)\b"
                  r"|\bsign ?ups? (?:forms?|pages?|links?|box)\b|\blanding pages?\b|\bopt ?in (?:forms?|pages?)\b|\bwait ?lists?\b"
                  r"|\blead magnets?\b|\bcapture (?:page|form|link)s?\b|\banmelde(?:formular|seite)\b"),
    (Kind.PRESAVE, r"\bpre ?(?:saves?|orders?|adds?|saving)\b|\bsmart ?(?:links?|url)\b|\blink in bio\b"),
    (Kind.EMAIL, r"\be ?mails?\b|\bnewsletters?\b|\bmailings?\b|\bmailing list\b|\bsms\b"),
    (Kind.UPLOAD, rf"\b(?:upload\w*|submi\w+|deliver\w*|ingest\w*|send|sent) (?:\w+ ){{0,4}}{_STORES}\b"),
    (Kind.UPLOAD, rf"\b{_STORES} (?:upload\w*|deliver\w*|submission\w*|ingest\w*|hand ?over)\b"),
    (Kind.UPLOAD, r"^(?:distribution|distributor|distribuidora|distribucion|distribuicao|distro|vertrieb|anlieferung)$"),
    (Kind.UPLOAD, r"^(?:(?:final|digital|the|release|album|ep|single|song|track|music|master|audio) )*uploads?"
                  r"(?: (?:final|the|release|album|ep|single|song|track|music|master|audio))*$"),
    (Kind.UPLOAD, r"\b(?:subida|subir|entrega|envio|upload|livraison) (?:\w+ ){0,3}(?:distribu\w+|tiendas|lojas|plateformes)\b"
                  r"|\banlieferung\b"),
    (Kind.RECAP, r"\brecaps?\b|\baftermovie\b"),
    (Kind.TEASER, r"\bteasers?\b|\bsnippets?\b|\btrailers?\b|\badelantos?\b"),
    (Kind.LAUNCH_POST, rf"(?<!\bpre )(?<!\bpost )(?<!\bpress )\b(?:launch|release|drop) (?:day |week )?{_PLACES}{_POSTS}\b"),
    (Kind.LAUNCH_POST, r"\bout now (?:\w+ )?(?:posts?|reels?|stor(?:y|ies)|carousels?)\b"
                       r"|\b(?:publicaciones|posts?|publicacoes) de (?:lanzamiento|lancamento)\b"),
    (Kind.POST, r"\b(?:posts?|postings?)\b(?! (?:release|launch|mortem|pro|production|save))|\bcarousels?\b|\breels?\b"
                r"|\bstor(?:y|ies)\b|\btiktoks?\b|\bshorts\b|\bbeitr(?:ag|age)\b|\bpublicacion(?:es)?\b|\bpublicac(?:ao|oes)\b"),
    (Kind.VIDEO, r"(?:\b|musik|lyric|live)videos?\b|\bvisuali[sz]ers?\b|\bcanvas\b|\b(?:video)?clips?\b"),
    (Kind.STEMS, r"\bstems?\b|\bmulti ?tracks?\b"),
    (Kind.AUDIO, r"\binstrumentals?\b|\bac+app?ell?as?\b|\bradio (?:edit|mix|version)s?\b|\bclean (?:edit|version)s?\b"
                 r"|\btv (?:mix|track)\b|\batmos\b|\bremix(?:es)?\b|\bsped up\b|\bslowed\b"),
    (Kind.ARTWORK, r"\bart ?works?\b|\bcover ?art\b|\bcover(?:s|bild)?\b(?! (?:song|version|licen\w+|letter))"
                   r"|\bsleeves?\b|\btitelbild\b|\bportadas?\b|\bcaratulas?\b|\bcapas?\b|\bpochettes?\b|^art$"),
    (Kind.MASTER, r"(?<!\bto )\bmaster(?:s|ed|ing|izacion|izacao)?\b(?! engineer)|\bmasterisation\b"),
    (Kind.MIX, r"\bmix(?:es|ed|down|downs|ing|age|agem)?\b|\b(?:ab)?mischung\b|\bmezclas?\b"),
    (Kind.PHOTO, r"\bphoto(?:s|graphy|shoot)?\b|\bpress (?:shots?|pics?|images?)\b|\bshoots?\b|\b(?:presse)?fotos?\b"),
    (Kind.METADATA, r"\bmeta ?(?:data|daten)\b|\bisrcs?\b|\bupcs?\b|\blabel copy\b|\bcredits\b|\bmetadatos\b|\bmetadados\b"),
    (Kind.DOCUMENT, r"\bpress ?(?:release|kit)\b|\bpresse(?:text|mitteilung)\b|\bbio(?:graphy)?\b|\bone ?sheet\b|\bepk\b"
                    r"|\blyrics\b|\bcaptions?\b|\bliner notes\b|\bsonguntertitel\b|\bnota de prensa\b|\bletras?\b|\bparoles\b"),
    (Kind.AUDIO, r"\baudio\b|\bdemos?\b|\bvocals?\b|\brecordings?\b"),
)  # fmt: skip

BARE_WORDS: dict[Kind, frozenset[str]] = {
    Kind.MASTER: frozenset({"master", "mastered", "mastering", "audio"}),
    Kind.MIX: frozenset({"mix", "mixdown", "mixing"}),
    Kind.STEMS: frozenset({"stem", "multitrack"}),
    Kind.ARTWORK: frozenset({"art", "artwork", "cover"}),
    Kind.UPLOAD: frozenset({"upload", "distributor", "distribution", "distro", "delivery", "to"}),
    Kind.TEASER: frozenset({"teaser", "clip", "video"}),
    Kind.LAUNCH_POST: frozenset({"launch", "release", "day", "week", "post"}),
    Kind.PRESAVE: frozenset({"pre", "save", "presave", "link"}),
    Kind.EDITORIAL_PITCH: frozenset({"editorial", "playlist", "dsp", "pitch"}),
    Kind.SPLITS: frozenset({"split", "sheet", "splitsheet"}),
    Kind.METADATA: frozenset({"metadata"}),
    Kind.BRIEF: frozenset({"brief", "creative"}),
}
"""Words, in the singular, that say a kind and nothing else; a mention made of these alone may be found by its kind."""
