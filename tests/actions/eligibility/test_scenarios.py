"""Every scenario of every document gets the verdict that the document gives."""

from __future__ import annotations

import pytest

from actions.eligibility.judge import Judgement
from actions.eligibility.model import FactValue, Pathway
from actions.eligibility.scenarios import Scenario
from tests.actions.eligibility.documents import RULES, SCENARIOS, pathways, region_of

CASES = [
    pytest.param(folder, scenario, id=f"{folder}: {scenario.pathway}: {scenario.name}")
    for folder, scenarios in SCENARIOS.items()
    for scenario in scenarios
]
PATHWAYS = pytest.mark.parametrize(
    ("folder", "pathway"),
    [pytest.param(folder, one, id=f"{folder}: {one.id}") for folder, one in pathways()],
)


def judged(folder: str, scenario: Scenario) -> Judgement:
    given = scenario.given
    judgement = RULES.judge(
        region_of(folder), scenario.pathway, given.facts, scenario.day, given.unknown
    )
    assert judgement, f"{folder} opens no {scenario.pathway}"
    return judgement


@pytest.mark.parametrize(("folder", "scenario"), CASES)
def test_a_person_gets_the_verdict_of_the_document(folder: str, scenario: Scenario) -> None:
    judgement = judged(folder, scenario)
    assert judgement.verdict == scenario.verdict
    found = {"next": judgement.next_fact, "earliest": judgement.earliest}
    assert {key: found[key] for key in scenario.expected} == scenario.expected


@PATHWAYS
def test_every_verdict_that_is_possible_has_a_scenario(folder: str, pathway: Pathway) -> None:
    shown = {one.verdict for one in SCENARIOS[folder] if one.pathway == pathway.id}
    possible = {"undetermined", "ineligible"}
    if not pathway.elsewhere:
        possible.add("eligible")
    assert possible <= shown


def test_on_average_at_most_three_questions_are_asked() -> None:
    asked = []
    for folder, scenarios in SCENARIOS.items():
        for scenario in scenarios:
            asked.append(questions_asked(folder, scenario))
    assert sum(asked) / len(asked) <= 3


def questions_asked(folder: str, scenario: Scenario) -> int:
    """How many questions lead from nothing known to the verdict of a scenario."""
    known: dict[str, FactValue] = {}
    unknown: list[str] = []
    for count in range(len(RULES.facts) + 1):
        judgement = RULES.judge(region_of(folder), scenario.pathway, known, scenario.day, unknown)
        assert judgement
        name = judgement.next_fact
        if name is None:
            return count
        if name in scenario.given.facts:
            known[name] = scenario.given.facts[name]
        else:
            unknown.append(name)
    raise AssertionError(f"{scenario.name}: the questions do not end")
