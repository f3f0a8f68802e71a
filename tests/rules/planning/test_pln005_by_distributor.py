"""PLN005: whose lead time counts."""

from __future__ import annotations

import pytest

from rules.errors import SettingsError
from rules.lead_times import LeadTime, read_lead_times
from rules.model import Unknown
from rules.policy import Policy
from rules.samples import plan, work
from tests.rules.verdict import report_on

POLICY = Policy(lead_times=(LeadTime("The Orchard", 42, 56), LeadTime("DistroKid", 7, 21)))


@pytest.mark.parametrize(
    ("distributor", "due", "said"),
    [
        ("The Orchard", "2026-08-07", "28 days before the release; The Orchard needs 42"),
        ("the orchard / US", "2026-07-17", "49 days before the release; The Orchard advises 56"),
        ("The Orchard", "2026-07-10", ""),
        ("DistroKid (Kaya's account)", "2026-08-25", "10 days before the release; DistroKid advises 21"),
        ("DistroKid", "2026-08-14", ""),
        ("Somebody else", "2026-08-25", "10 days before the release; the distributor needs 14"),
        (None, "2026-08-25", "10 days before the release; the distributor needs 14"),
        (Unknown.ABSENT, "2026-08-25", "10 days before the release; the distributor needs 14"),
        ("DistroKid or The Orchard", "2026-08-25", "10 days before the release; the distributor needs 14"),
    ],
)
def test_the_release_s_distributor_says_how_long_it_takes(distributor: object, due: str, said: str) -> None:
    example = plan(
        work("Distributor upload", "Mia", due=due), gates=Unknown.ABSENT, policy=POLICY, distributor=distributor
    )
    found = [violation.message for violation in report_on(example).violations if violation.code == "PLN005"]
    assert [message.endswith(said) for message in found] == ([True] if said else [])


@pytest.mark.parametrize("text", ["[A]\nfloor = 1\n", "A = 1\n", '[A]\nfloor = "x"\nadvised = 2\n', "["])
def test_a_table_that_cannot_be_read_names_its_file(text: str) -> None:
    with pytest.raises(SettingsError, match=r"^distributors\.toml"):
        read_lead_times(text, "distributors.toml")
