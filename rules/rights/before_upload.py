"""Whether a release is still before its upload: what must be settled first is then a blocker."""

from __future__ import annotations

from rules.lifecycle import not_yet_out
from rules.model import Deliverable, Kind
from rules.rule import Context
from rules.view import View


def uploads(view: View) -> list[Deliverable]:
    """Return the uploads to the distributor that the plan has."""
    return list(view.of_kind(Kind.UPLOAD))


def before_upload(view: View, context: Context) -> bool:
    """Whether an upload is still to be done; in a plan without one, whether the release is still ahead."""
    planned = uploads(view)
    return any(not item.finished for item in planned) if planned else not_yet_out(view.release, context)
