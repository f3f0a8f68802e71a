"""A template that cannot be used says in one sentence where and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import SettingsError
from rules.model import Kind, Phase
from rules.templates.parse import read_template
from rules.templates.template import Step, Template

HEAD = 'for = "release"\nphrase = "a remix"\n'
MIX = '[steps.mix]\ntitle = "Mix"\nkind = "mix"\nphase = "assets"\nowner = "Mixer"\nbefore = 40\n'
MASTER = '[steps.master]\ntitle = "Master"\nphase = "assets"\nowner = "producer"\nbefore = 30\nneeds = ["mix"]\n'


def test_a_file_becomes_a_template_that_goes_by_its_own_name() -> None:
    found = read_template(HEAD + MIX + MASTER, "remix.toml")
    assert isinstance(found, Template)
    assert (found.name, found.words, found.release) == ("remix", frozenset({"remix"}), True)
    assert found.steps[0] == Step("mix", "Mix", Kind.MIX, Phase.ASSETS, "mixing engineer", 40)
    assert found.steps[1].needs == ("mix",)


WRONG = [
    ("for = ", "remix.toml is not valid TOML", "correct that line"),
    ('for = "film"', 'remix.toml: "for" is "film", which does not exist', "there are: release, content, meeting"),
    (HEAD, 'remix.toml: "steps" is missing', "expected tables with names, each below [steps.NAME]"),
    (
        HEAD + MIX.replace("owner", "ower"),
        'remix.toml, step "mix": there is no setting "ower"',
        'did you mean "owner"?',
    ),
    (HEAD + MIX.replace("Mixer", "Mixxer"), 'remix.toml, step "mix": "owner" is "Mixxer", which is no role', ""),
    (
        HEAD + MIX.replace('"mix"', '"mixx"'),
        'step "mix": "kind" is "mixx", which does not exist',
        'did you mean "mix"?',
    ),
    (HEAD + MIX.replace("assets", "asset"), '"phase" is "asset", which does not exist', 'did you mean "assets"?'),
    (HEAD + MIX.replace("40", '"40"'), "\"before\" is '40'", "expected a whole number from 0 to 730"),
    (HEAD + MIX.replace("40", "-4"), '"before" is -4', "expected a whole number from 0 to 730"),
    (HEAD + MIX.replace("before = 40", ""), 'has to say either "before" or "after"', "before = 28"),
    (HEAD + MIX + "after = 4", 'has to say either "before" or "after"', "before = 28"),
    (HEAD + MIX + MASTER.replace('["mix"]', '["mixx"]'), 'it needs "mixx", which is no step', 'did you mean "mix"?'),
    (
        HEAD + MIX + MASTER.replace('"Master"', '"mix "'),
        'it is called “mix”, and so is the step "mix"',
        "title of its own",
    ),
    (HEAD + MIX + MASTER.replace("30", "41"), 'it is due 41 days before the release, and "mix" before it 40 days', ""),
    (
        HEAD + MIX + 'needs = ["master"]\n' + MASTER.replace("30", "40"),
        "steps wait for one another in a circle: ",
        "take one of these needs out",
    ),
    (HEAD + MIX + 'needs = "master"\n', "\"needs\" is 'master'", "expected a list of texts in quotes"),
    (HEAD + MIX + "solo = 1\n", '"solo" is 1', "expected true or false"),
    ('for = "meeting"\nphrase = "x"\nwhen = "Monday"\nminutes = 30', '"items" is missing', "each below [[items]]"),
]


@pytest.mark.parametrize(("text", "message", "hint"), WRONG)
def test_what_is_wrong_is_said_with_file_and_step(text: str, message: str, hint: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_template(text, "remix.toml")
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert "\n" not in refused.value.message


def test_a_circle_names_every_step_once_and_closes() -> None:
    third = '[steps.three]\ntitle = "T"\nphase = "assets"\nowner = "artist"\nbefore = 40\nneeds = ["master"]\n'
    circle = HEAD + MIX + 'needs = ["three"]\n' + MASTER.replace("30", "40") + third
    with pytest.raises(SettingsError) as refused:
        read_template(circle, "remix.toml")
    around = refused.value.message.partition("circle: ")[2].split(", which needs ")
    assert (around[0], len(around), set(around)) == (around[-1], 4, {'"mix"', '"master"', '"three"'})


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)))
def test_no_value_of_a_step_breaks_the_reader(value: object) -> None:
    text = HEAD + MIX + f"needs = {value!r}\n"
    try:
        assert isinstance(read_template(text, "remix.toml"), Template)
    except SettingsError as refused:
        assert refused.message.startswith("remix.toml")
