"""The words of status columns, folded, by the state they mean: English first, then German, Spanish, Portuguese, French.

"Revision needed" and its kin are in progress: nobody reviews any more, the work is back with its maker. "Approved" as
a status says that the work is done, and nothing about who decided. "Delayed" says that work is open and does not move.
Words that mean two states to two teams ("ready", "archived", "booked", "amended", "mixed") are left out on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rules.model import State

_WORDS: dict[State, tuple[str, ...]] = {
    State.NOT_STARTED: (
        "not started", "not started yet", "not begun", "not yet", "not yet started", "to do", "todo", "to-do",
        "backlog",
        "new", "open", "idea", "ideas", "planned", "planning", "upcoming", "next", "next up", "later", "someday",
        "not submitted", "not done", "not ready", "not delivered", "not sent", "undone", "to be done", "unstarted",
        "incomplete", "not complete", "not completed", "not finished", "ready to start", "no", "n", "false",
        "nicht begonnen", "nicht gestartet", "nicht angefangen", "noch nicht begonnen", "noch offen", "offen",
        "geplant",
        "idee", "zu erledigen", "nein",
        "sin empezar", "no iniciado", "no iniciada", "no empezado", "por hacer", "pendiente", "planificado",
        "nao iniciado", "nao iniciada", "nao comecado", "a fazer", "planejado", "planeado", "pendente", "nao",
        "a faire", "pas commence", "non commence", "non demarre", "pas encore commence", "prevu", "planifie", "non",
    ),
    State.IN_PROGRESS: (
        "in progress", "in-progress", "progress", "wip", "work in progress", "started", "doing", "ongoing", "underway",
        "under way", "active", "working", "working on it", "in work", "in production", "in the works", "in process",
        "processing", "draft", "drafted", "drafting", "first draft", "rough", "sketch", "sketching", "writing",
        "editing", "filming", "shooting", "designing", "recording", "mixing", "mastering", "rendering", "exporting",
        "uploading", "almost done", "nearly done", "half done", "mostly done", "partially done", "partly done",
        "partial", "revision needed", "revisions needed", "revision requested", "revisions requested", "needs revision",
        "needs revisions", "revision", "revisions", "in revision", "revising", "revise", "changes requested",
        "changes needed", "needs changes", "needs work", "fix needed", "needs fix", "needs fixing", "to fix", "fixing",
        "rework", "redo", "rejected", "error", "failed", "in mix", "in mixing", "in mastering", "in edit",
        "in arbeit", "in bearbeitung", "lauft", "begonnen", "angefangen", "gestartet", "entwurf", "in produktion",
        "uberarbeitung notig", "in uberarbeitung", "uberarbeiten", "korrektur notig",
        "en curso", "en progreso", "en proceso", "empezado", "iniciado", "borrador", "requiere cambios",
        "em andamento", "em progresso", "em curso", "fazendo", "comecado", "iniciada", "rascunho",
        "en cours", "commence", "demarre", "brouillon", "a corriger", "en production",
    ),
    State.IN_REVIEW: (
        "in review", "under review", "review", "reviewing", "for review", "to review", "needs review",
        "ready for review",
        "ready to review", "ready to check", "ready for check", "to check", "checking", "in check", "qc", "in qc",
        "proofing", "shared", "sent for review", "sent for approval", "for approval", "in approval", "to approve",
        "ready for approval", "needs approval", "awaiting approval", "awaiting review", "awaiting feedback",
        "awaiting sign-off", "awaiting signoff", "pending approval", "pending review", "pending feedback",
        "waiting for approval", "waiting for review", "waiting for feedback", "waiting on approval",
        "waiting on feedback", "waiting on review", "client review", "artist review", "internal review", "final review",
        "feedback",
        "in prufung", "zur prufung", "zu prufen", "zur freigabe", "in freigabe", "in abnahme", "zur abnahme",
        "wartet auf freigabe",
        "en revision", "por revisar", "para revisar", "por aprobar",
        "em revisao", "para revisao", "em aprovacao", "para aprovacao",
        "en relecture", "a valider", "en validation", "a verifier", "a relire",
    ),
    State.WAITING: (
        "waiting", "awaiting", "blocked", "stuck", "on hold", "hold", "holding", "paused", "pause", "parked", "pending",
        "pending signatures", "pending signature", "delayed", "late", "overdue", "behind", "postponed", "disputed",
        "wartet", "wartend", "warten", "blockiert", "pausiert", "verzogert", "verschoben", "verspatet",
        "zuruckgestellt",
        "en espera", "esperando", "bloqueado", "bloqueada", "pausado", "pausada", "retrasado", "retrasada",
        "aguardando", "em espera", "atrasado", "atrasada", "adiado",
        "en attente", "bloque", "bloquee", "en pause", "retarde", "reporte",
    ),
    State.DONE: (
        "done", "complete", "completed", "finished", "final", "finalized", "finalised", "exported", "delivered",
        "submitted", "sent", "approved", "signed", "signed off", "executed", "uploaded", "locked", "closed", "resolved",
        "confirmed", "all done", "ready to post", "ready to publish", "ready to upload", "ready to deliver",
        "ready to send", "ready for release", "ready for upload", "ready for distribution", "ready for delivery",
        "good to go", "received", "accepted", "passed", "yes", "y", "true", "x", "ok", "okay", "check", "checked",
        "fertig", "erledigt", "abgeschlossen", "geliefert", "abgegeben", "freigegeben", "abgenommen", "eingereicht",
        "hochgeladen", "fertiggestellt", "ja",
        "hecho", "hecha", "listo", "lista", "terminado", "terminada", "completado", "completada", "finalizado",
        "finalizada", "entregado", "entregada", "enviado", "enviada", "aprobado", "aprobada", "si",
        "feito", "feita", "pronto", "pronta", "concluido", "concluida", "entregue", "aprovado", "aprovada", "sim",
        "fait", "faite", "termine", "terminee", "fini", "finie", "livre", "livree", "envoye", "envoyee", "valide",
        "validee", "approuve", "approuvee", "oui",
    ),
    State.SCHEDULED: (
        "scheduled", "queued", "in queue", "queued up", "set to go live",
        "eingeplant", "terminiert", "programado", "programada", "agendado", "agendada", "programme", "programmee",
    ),
    State.LIVE: (
        "live", "published", "posted", "released", "out", "out now", "online", "aired", "gone live", "went live",
        "announced", "in stores", "veroffentlicht", "erschienen", "publicado", "publicada", "lanzado", "lanzada",
        "en linea", "lancado", "lancada", "no ar", "publie", "publiee", "en ligne", "sorti", "sortie",
    ),
    State.CANCELLED: (
        "cancelled", "canceled", "cancel", "killed", "dropped", "scrapped", "abandoned", "discarded", "removed",
        "taken down", "superseded", "obsolete", "replaced", "skip", "skipped", "not needed", "no longer needed",
        "not required", "not applicable", "n/a", "n.a", "won't do", "wont do", "will not do", "void",
        "abgesagt", "gestrichen", "storniert", "verworfen", "entfallt", "abgebrochen", "nicht notig",
        "cancelado", "cancelada", "descartado", "descartada", "anulado", "no aplica", "nao se aplica",
        "annule", "annulee", "abandonne", "abandonnee",
    ),
}  # fmt: skip

STATE_WORDS: Mapping[str, State] = MappingProxyType({word: state for state, words in _WORDS.items() for word in words})
"""Every known spelling, folded, to its state."""

STATE_OPENINGS: tuple[tuple[State, str], ...] = (
    (State.WAITING, r"(waiting|wait|awaiting|blocked|stuck|on hold|paused|held up|pending)"
                    r" (on|for|by|until|till|from|with)\b"),
    (State.WAITING, r"awaiting \w"),
    (State.WAITING, r"(wartet|warten|blockiert) (auf|durch|von)\b"),
    (State.WAITING, r"(esperando|en espera de|bloqueado por|aguardando|en attente de|bloque par)\b"),
    (State.SCHEDULED, r"(scheduled|queued) (for|on|to|at)\b"),
    (State.IN_PROGRESS, r"(working on|in progress with)\b"),
    (State.LIVE, r"(live|published|posted|out) (on|since|at)\b"),
)  # fmt: skip
"""Openings that mean a state whatever follows ("Waiting on Kaya")."""

DONE_MARKS = frozenset("✅✔✓☑🗸")
UNTICKED_MARKS = frozenset("☐⬜🔲▢◻")
REFUSING_MARKS = frozenset("❌✗✘🚫⛔❎")
