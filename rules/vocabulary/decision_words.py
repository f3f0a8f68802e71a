"""The words of approval columns, folded, and the signs of a yes that is none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rules.model import Word

_WORDS: dict[Word, tuple[str, ...]] = {
    Word.YES: (
        "yes", "y", "yep", "yeah", "approved", "approve", "signed off", "sign off", "signed", "confirmed", "accepted",
        "agreed", "passed", "ok", "okay", "go", "final go", "go ahead", "go for it", "green light",
        "greenlight", "greenlit", "green lit", "good to go", "cleared", "done", "true", "looks good",
        "looks good to me",
        "lgtm", "all good", "happy with it", "love it", "perfect", "complete", "completed", "verbally approved",
        "fully approved", "fine", "fine by me", "executed", "ship it",
        "ja", "freigegeben", "genehmigt", "bestatigt", "abgenommen", "passt", "si", "aprobado", "aprobada",
        "confirmado",
        "confirmada", "sim", "aprovado", "aprovada", "oui", "approuve", "approuvee", "valide", "validee", "confirme",
    ),
    Word.NO: (
        "no", "n", "nope", "rejected", "reject", "denied", "declined", "refused", "disapproved", "not approved",
        "not accepted", "not ok", "not good", "no go", "no-go", "nogo", "failed", "vetoed", "veto", "turned down",
        "revision needed", "revisions needed", "revision requested", "revisions requested", "revision required",
        "revisions required", "needs revision", "needs revisions", "revise", "revise and resubmit", "changes requested",
        "change requested", "changes needed", "changes required", "needs changes", "request changes",
        "requested changes",
        "needs work", "fix needed", "fixes needed", "needs fixing", "redo", "rework", "back to the drawing board",
        "nein", "abgelehnt", "nicht freigegeben", "nicht genehmigt", "uberarbeiten", "uberarbeitung notig", "rechazado",
        "rechazada", "no aprobado", "no aprobada", "requiere cambios", "nao", "rejeitado", "rejeitada", "recusado",
        "nao aprovado", "non", "refuse", "refusee", "rejete", "rejetee", "a revoir",
    ),
    Word.PENDING: (
        "", "pending", "waiting", "awaiting", "requested", "request sent", "asked", "sent", "sent for approval",
        "sent for review", "submitted", "in review", "under review", "for review", "reviewing", "to review",
        "needs review",
        "ready for review", "ready to check", "to be approved", "to approve", "needs approval", "approval needed",
        "for approval", "in progress", "not yet", "not yet approved", "not approved yet", "not decided", "undecided",
        "open", "to do", "todo", "not started", "tbd", "tba", "tbc", "to be decided", "to be confirmed", "on hold",
        "hold",
        "false", "draft", "not requested", "not reviewed", "not reviewed yet", "blocked", "no decision", "no answer",
        "no reply", "no response", "not done", "incomplete",
        "offen", "ausstehend", "angefragt", "in prufung", "wartet", "noch nicht", "pendiente", "en revision",
        "en espera",
        "pendente", "em revisao", "aguardando", "en attente", "a valider", "en cours",
    ),
    Word.UNCLEAR: (
        "mostly", "almost", "nearly", "maybe", "perhaps", "probably", "possibly", "likely", "i guess", "i guess so",
        "guess so", "i think", "i think so", "think so", "i suppose", "suppose so", "sort of", "kind of", "kinda",
        "sorta",
        "partly", "partial", "partially", "half", "depends", "it depends", "conditional", "conditionally", "tentative",
        "tentatively", "ok-ish", "okish", "okay-ish", "meh", "whatever", "more or less", "so so",
        "not sure", "unsure", "not bad", "yes and no", "yes/no", "soft yes", "soft approval", "in principle",
        "vielleicht", "fast", "im prinzip", "quizas", "tal vez", "casi", "talvez", "quase", "peut-etre", "presque",
    ),
}  # fmt: skip

DECISION_WORDS: Mapping[str, Word] = MappingProxyType({word: what for what, words in _WORDS.items() for word in words})
"""Every known wording, folded, to what it says."""

HEDGES = (
    r"i guess|guess so|i think|i suppose|mostly|almost|nearly|maybe|perhaps|probably|possibly|sort of|kind of|kinda"
    r"|sorta|more or less|partly|partial(?:ly)?|conditional(?:ly)?|tentative(?:ly)?|provisional(?:ly)?|in principle"
    r"|for now|but|except|apart from|if|unless|once|until|when|as long as|provided|subject to|pending|depending"
    r"|should be|would be|could be|hopefully|minor|small|needs?|tweaks?|not sure"
    r"|with (?:\w+ ){0,3}(?:changes?|notes?|comments?|tweaks?|edits?|fix(?:es)?|revisions?|conditions?|reservations?"
    r"|caveats?|corrections?|adjustments?)"
    r"|im prinzip|aber|wenn|sobald|mit (?:\w+ )?(?:anderungen|korrekturen)"
    r"|pero|con cambios|mas|com (?:alteracoes|ajustes)|mais|sous reserve|avec (?:\w+ )?(?:modifications|corrections)"
)
"""Words that make a yes less than one."""
