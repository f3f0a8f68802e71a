"""Whom a comment can mention."""

from __future__ import annotations

from rules.model import Actor, Standing


def account_of(actor: Actor | None, tool: str) -> str:
    """Return somebody's id in a tool; "" for nobody, a group, and who is known there by name only."""
    if actor is None or actor.standing is Standing.GROUP:
        return ""
    owner, _, account = actor.tool_id.partition(":")
    if owner == tool:
        return account
    known = actor.person.tool_ids if actor.person else ()
    return next((account for owner, account in known if owner == tool), "")
