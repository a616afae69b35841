"""Every scenario of every document gets the verdict that the document gives."""

from __future__ import annotations

from statistics import mean

import pytest

from actions.eligibility.judge import Judgement
from actions.eligibility.model import FactValue, Pathway, Tree
from actions.eligibility.question import all_answers, can_differ
from actions.eligibility.scenarios import Scenario
from tests.actions.eligibility.documents import DAY, RULES, SCENARIOS, pathways, region_of

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
    found = {
        "next": judgement.next_fact,
        "earliest": judgement.earliest,
        "open": [state.id for state in judgement.conditions if state.opening],
    }
    assert {key: found[key] for key in scenario.expected} == scenario.expected


@pytest.mark.parametrize(("folder", "scenario"), CASES)
def test_what_the_text_leaves_open_never_makes_somebody_eligible(
    folder: str, scenario: Scenario
) -> None:
    judgement = judged(folder, scenario)
    if any(state.opening for state in judgement.conditions):
        assert judgement.verdict != "eligible"


@PATHWAYS
def test_every_verdict_that_is_possible_has_a_scenario(folder: str, pathway: Pathway) -> None:
    shown = {one.verdict for one in SCENARIOS[folder] if one.pathway == pathway.id}
    assert possible_verdicts(pathway) <= shown


def possible_verdicts(pathway: Pathway) -> set[str]:
    """Undetermined, as nothing may be known, and the others where some facts lead to them."""
    tree, some_open = pathway.requires, Tree("open", ())
    answers = all_answers(tree, RULES.facts, DAY)
    at_best_open = Tree("open", (tree,))
    at_worst_open = Tree("any", (tree, some_open))
    possible = {"undetermined"}
    if can_differ([(tree, {}), (at_best_open, {})], answers, DAY):
        possible.add("eligible")
    if can_differ([(tree, {}), (at_worst_open, {})], answers, DAY):
        possible.add("ineligible")
    return possible


def test_on_average_at_most_three_questions_are_asked_for_a_pathway() -> None:
    # Each pathway counts once: how many scenarios one has says how many cases its text leaves open.
    asked: dict[tuple[str, str], list[int]] = {}
    for folder, scenarios in SCENARIOS.items():
        for scenario in scenarios:
            of_pathway = asked.setdefault((folder, scenario.pathway), [])
            of_pathway.append(questions_asked(folder, scenario))
    assert mean(mean(counts) for counts in asked.values()) <= 3


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
