"""Rules on approval gates: somebody with authority says yes or no before the work moves on."""

from __future__ import annotations

from rules.gates.gat001_missing_gate import missing_gate
from rules.gates.gat002_no_approver import no_approver
from rules.gates.gat003_no_authority import no_authority
from rules.gates.gat004_not_binary import not_binary
from rules.gates.gat005_stale_approval import stale_approval
from rules.gates.gat006_gate_bypassed import gate_bypassed
from rules.gates.gat007_too_many_approvers import too_many_approvers
from rules.gates.gat008_decision_overdue import decision_overdue
from rules.gates.gat009_rejected_and_proceeding import rejected_and_proceeding
from rules.gates.gat010_self_approval import self_approval
from rules.gates.gat011_undocumented_decision import undocumented_decision
from rules.gates.gat012_approver_bottleneck import approver_bottleneck
from rules.gates.gat013_date_not_confirmed import date_not_confirmed
from rules.gates.gat014_no_final_go import no_final_go
from rules.gates.gat015_look_again import look_again
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    missing_gate,
    no_approver,
    no_authority,
    not_binary,
    stale_approval,
    gate_bypassed,
    too_many_approvers,
    decision_overdue,
    rejected_and_proceeding,
    self_approval,
    undocumented_decision,
    approver_bottleneck,
    date_not_confirmed,
    no_final_go,
    look_again,
)
"""The rules of this family, in code order."""
