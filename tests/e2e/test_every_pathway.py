"""Every pathway of every document can be talked through, in whatever way people tell their case."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from actions.eligibility.evaluate import facts_of
from actions.eligibility.model import Fact
from actions.eligibility.scenarios import Scenario
from luohu.settings import ROOT
from tests.actions.eligibility.documents import RULES, SCENARIOS, region_of
from tests.e2e.talking import Talk

SAYINGS = yaml.safe_load((ROOT / "policy_corpus" / "sayings.yml").read_text("utf-8"))
NAMES = {
    "150400": "赤峰",
    "330211": "宁波镇海",
    "370306": "淄博周村",
    "370983": "肥城",
    "371000": "威海",
}


@dataclass(frozen=True)
class Case:
    """One scenario under the document of a place."""

    place: str
    region: str
    scenario: Scenario

    @property
    def opening(self) -> str:
        """How the person begins."""
        return f"我想走{self.title}这条路子，把户口办到{self.place}，帮我看看符不符合条件"

    @property
    def title(self) -> str:
        """What the pathway is called in the place."""
        return RULES.pathways(self.region)[self.scenario.pathway][1].title


def cases() -> Iterator[Any]:
    """For each pathway one scenario a verdict, none that contradicts asking for the pathway."""
    for folder, scenarios in SCENARIOS.items():
        region = region_of(folder)
        opened = RULES.pathways(region)
        seen = set()
        for scenario in scenarios:
            kind = (scenario.pathway, scenario.verdict)
            known = scenario.given.facts
            presumed = opened[scenario.pathway][1].presumes
            contradictory = any(known.get(name, True) in (False, "none") for name in presumed)
            if kind in seen or contradictory:
                continue
            seen.add(kind)
            name = f"{folder}: {scenario.pathway}: {scenario.name}"
            yield pytest.param(Case(NAMES[region], region, scenario), id=name)


CASES = pytest.mark.parametrize("case", list(cases()))


def tapped(fact: Fact, facts: Mapping[str, Any]) -> str:
    """The tap that answers a question."""
    value = facts.get(fact.name)
    if value is None:
        return "不清楚"
    if fact.type == "duration":
        return f"{value}天了"
    titles = {choice.value: choice.title for choice in reversed(fact.choices)}
    return titles.get(value, "是" if value else "不是")


def told(fact: Fact, facts: Mapping[str, Any]) -> str | None:
    """A sentence that volunteers a fact; some facts are left to be asked for.

    There is no sentence for a duration, and those on a relative name one who may be another.
    """
    if fact.type == "duration" or fact.holder != "applicant" or fact.kinship:
        return None
    value = facts[fact.name]
    key = str(value).lower() if isinstance(value, bool) else str(value)
    return str(SAYINGS[fact.name]["told"][key][0])


def sentences(case: Case) -> list[str]:
    """What the person volunteers, in some order: the facts that the pathway depends on."""
    facts = case.scenario.given.facts
    requires = RULES.pathways(case.region)[case.scenario.pathway][1].requires
    needed = facts_of(requires)
    said = [told(RULES.facts[name], facts) for name in facts if name in needed]
    shuffled = [sentence for sentence in said if sentence]
    random.Random(case.scenario.name).shuffle(shuffled)
    return shuffled


def to_the_verdict(talk: Talk, turn: dict[str, Any], case: Case) -> dict[str, Any]:
    """Answer what is asked by taps until there is a verdict; nothing is asked twice."""
    asked: list[str] = []
    while turn.get("question"):
        name = turn["question"]["fact"]
        assert name not in asked, f"asked again: {name}"
        asked.append(name)
        if name == "pathway":
            turn = talk.say(case.title)
        else:
            turn = talk.say(tapped(RULES.facts[name], case.scenario.given.facts))
    return turn


def check_verdict(turn: dict[str, Any], case: Case) -> None:
    assert turn["kind"] == "eligibility", turn["text"]
    assert turn["region"]["code"] == case.region
    found = turn["eligibility"]
    assert (found["pathway"], found["verdict"]) == (case.scenario.pathway, case.scenario.verdict)


@CASES
def test_asked_step_by_step(someone: Callable[[], Talk], case: Case) -> None:
    talk = someone()
    check_verdict(to_the_verdict(talk, talk.say(case.opening), case), case)


@CASES
def test_told_in_one_message(someone: Callable[[], Talk], case: Case) -> None:
    talk = someone()
    turn = talk.say("，".join([case.opening, *sentences(case)]))
    check_verdict(to_the_verdict(talk, turn, case), case)


@CASES
def test_told_bit_by_bit_in_any_order(someone: Callable[[], Talk], case: Case) -> None:
    talk = someone()
    turn = talk.say(case.opening)
    for sentence in sentences(case):
        if turn["kind"] == "eligibility":
            break
        turn = talk.say(sentence)
    check_verdict(to_the_verdict(talk, turn, case), case)
