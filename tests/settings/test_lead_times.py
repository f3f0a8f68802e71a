"""Distributors as people type them, and a team's own figures for them."""

from __future__ import annotations

import pytest

from rules.policy import Policy
from sync.settings.schema import DistributorSettings
from sync.settings.templates import lead_times_with

OURS = Policy(lead_times=lead_times_with({}))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("LabelGrid", "LabelGrid"),
        ("label grid", "LabelGrid"),
        ("The Orchard", "The Orchard"),
        ("the orchard (Sony)", "The Orchard"),
        ("Orchard", "The Orchard"),
        ("CDBaby", "CD Baby"),
        ("cd-baby", "CD Baby"),
        ("Distro Kid", "DistroKid"),
        ("  DISTROKID ", "DistroKid"),
        ("TuneCore (Kaya's account)", "TuneCore"),
        ("https://distrokid.com/dashboard", "DistroKid"),
        ("TuneCore or DistroKid", "the distributor"),
        ("the", "the distributor"),
        ("Zorp Digital", "the distributor"),
        ("", "the distributor"),
    ],
)
def test_a_distributor_is_known_however_it_is_typed(typed: str, name: str) -> None:
    assert OURS.lead_time(typed).name == name


@pytest.mark.parametrize("named", ["DistroKid", "distrokid", "Distro Kid"])
def test_the_teams_own_figures_replace_ours_however_they_are_named(named: str) -> None:
    policy = Policy(lead_times=lead_times_with({named: DistributorSettings(floor=3, advised=5)}))
    assert (policy.lead_time("DistroKid").floor, policy.lead_time("Distrokid").advised) == (3, 5)


def test_a_longer_name_goes_before_the_one_that_it_holds() -> None:
    policy = Policy(lead_times=lead_times_with({"DistroKid Label": DistributorSettings(floor=3, advised=5)}))
    assert (policy.lead_time("DistroKid Label").floor, policy.lead_time("DistroKid").floor) == (3, 7)
