"""What every template that comes with Streetdate keeps."""

from __future__ import annotations

import pytest

from rules.model import PUBLIC_KINDS, Kind, Phase
from rules.policy import Policy
from rules.templates.agenda import Agenda
from rules.templates.template import ANY, Template, Weight
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.phrases import read_needs
from tests.rules.templates.shipped import ALL, RELEASES, TEMPLATES

each_release = pytest.mark.parametrize("template", RELEASES, ids=str)


def test_the_three_templates_the_article_asks_for_are_there_and_the_meeting() -> None:
    assert set(ALL) == {"single", "ep", "album", "content", "monthly-review", "ops-meeting"}


def test_the_single_is_about_thirty_steps() -> None:
    steps = TEMPLATES["single"].steps
    assert len(steps) in range(28, 36)
    assert len([step for step in steps if step.weight is not Weight.OPTIONAL]) in range(26, 32)


@pytest.mark.parametrize(("name", "minutes"), [("monthly-review", 60), ("ops-meeting", 30)])
def test_an_agenda_fills_its_time_exactly(name: str, minutes: int) -> None:
    agenda = ALL[name]
    assert isinstance(agenda, Agenda)
    assert agenda.minutes == minutes == sum(item.minutes for item in agenda.items)


@each_release
def test_nothing_that_any_release_needs_is_left_out(template: Template) -> None:
    assert ANY.missing({step.kind for step in template.steps if step.weight is Weight.EXPECTED}) == []


@each_release
def test_a_title_alone_says_the_kind_where_a_plan_has_no_column_for_it(template: Template) -> None:
    assert {step.title: kind_of(step.title) for step in template.steps} == {s.title: s.kind for s in template.steps}


@each_release
def test_titles_can_be_named_in_a_list_and_as_handoffs(template: Template) -> None:
    titles = frozenset(step.title for step in template.steps)
    for step in template.steps:
        [need] = read_needs(f"{step.title} handoff", titles)
        assert (need.text, need.handed) == (step.title, True)


@each_release
def test_what_policy_wants_approved_has_an_approver_other_than_its_owner(template: Template) -> None:
    policy = Policy()
    gated = [step for step in template.steps if step.kind in policy.gates_required]
    assert gated
    assert all(step.approver for step in gated)
    alone = [step.title for step in template.steps if step.approver == step.owner]
    assert [title for title in alone if kind_of(title) not in policy.self_confirmed] == []


@each_release
def test_what_comes_after_the_release_belongs_there(template: Template) -> None:
    after = [step for step in template.steps if step.days < 0]
    assert {step.phase for step in after} <= {Phase.SUSTAIN, Phase.REVIEW}
    assert {step.kind for step in after} <= {Kind.POST, Kind.RECAP, Kind.EMAIL, Kind.REVIEW}


@each_release
def test_nothing_public_goes_out_before_the_date_is_settled_and_the_song_is_delivered(template: Template) -> None:
    due = {step.kind: step.days for step in template.steps}
    public = [step for step in template.steps if step.kind in PUBLIC_KINDS]
    assert all(step.days < due[Kind.UPLOAD] < due[Kind.DATE] for step in public)
    assert due[Kind.UPLOAD] >= Policy().thresholds.distributor_advised_days


@each_release
def test_every_phase_of_the_campaign_holds_something(template: Template) -> None:
    assert {step.phase for step in template.steps} == set(Phase)
