"""All pathways of a place at once say what each says by itself, and ask for what settles most."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from actions.eligibility.bases import bases_of, load_bases
from actions.eligibility.changes import fewest_changes
from actions.eligibility.evaluate import Truth, facts_of, truth, verdict_of
from actions.eligibility.judge import best_of
from actions.eligibility.model import FactValue
from actions.eligibility.overview import Way, overview
from actions.eligibility.question import all_answers
from tests.actions.eligibility.documents import CORPUS, CORPUS_DIR, DAY, RULES

REGIONS = sorted({document.region for document in CORPUS.documents.values()})
BASES = load_bases(CORPUS_DIR, RULES.facts)
WEIHAI, ZHENHAI, FEICHENG = "371000", "330211", "370983"
EVERYWHERE = pytest.mark.parametrize("region", REGIONS)
NEARLY = 2

Facts = Mapping[str, FactValue]


def citizens(region: str, count: int = 40) -> list[tuple[dict[str, FactValue], list[str]]]:
    """People with every fact drawn at random, and the pathways for which they have a basis."""
    drawn = random.Random(region)
    answers: dict[str, set[FactValue]] = {}
    opened = RULES.pathways(region)
    for _folder, rules in opened.values():
        for name, values in all_answers(rules.requires, RULES.facts, DAY).items():
            answers.setdefault(name, set()).update(values)
    asked = [basis for basis in bases_of(BASES, opened) if basis.asked]
    people = []
    for _ in range(count):
        facts = {n: drawn.choice(sorted(answers[n], key=str)) for n in sorted(answers)}
        have = drawn.sample(asked, k=min(len(asked), drawn.choice([1, 1, 2, 2, 3])))
        for basis in asked:
            settled = basis.facts if basis in have else basis.lacking
            facts |= {n: value for n, value in settled.items() if n in facts}
        people.append((facts, [n for basis in have for n in basis.opens if n in opened]))
    return people


def interviewed(region: str, facts: Facts, pursued: list[str]) -> tuple[dict[str, FactValue], int]:
    """What is known of a person after they answered all that was asked, and how much that was."""
    inquiry = RULES.inquiry(region, DAY)
    known: dict[str, FactValue] = {}
    while found := inquiry.next_fact(known, (), pursued):
        assert found.fact not in known
        known[found.fact] = facts[found.fact]
    return known, len(known)


def view(region: str, facts: Facts) -> dict[str, Way]:
    ways = overview(RULES.pathways(region), lambda _rules: facts, RULES.facts, DAY, NEARLY)
    return {way.pathway.id: way for way in ways}


@EVERYWHERE
def test_an_interview_ends_in_the_verdicts_that_all_facts_would_give(region: str) -> None:
    for facts, pursued in citizens(region):
        known, _asked = interviewed(region, facts, pursued)
        verdicts, sure = RULES.verdicts(region, known, DAY), RULES.verdicts(region, facts, DAY)
        assert {name: verdicts[name] for name in pursued} == {name: sure[name] for name in pursued}


@EVERYWHERE
def test_half_of_the_people_are_asked_few_questions(region: str) -> None:
    counts = sorted(interviewed(region, *citizen)[1] for citizen in citizens(region, 60))
    assert counts[len(counts) // 2] <= 5


@EVERYWHERE
def test_what_somebody_does_not_know_stays_open_and_is_not_asked_again(region: str) -> None:
    inquiry = RULES.inquiry(region, DAY)
    for _facts, pursued in citizens(region, 10):
        unknown: list[str] = []
        while found := inquiry.next_fact({}, unknown, pursued):
            assert found.fact not in unknown
            unknown.append(found.fact)
        seen = view(region, {})
        assert all(seen[name].standing == "undetermined" for name in pursued)


@EVERYWHERE
def test_a_view_agrees_with_the_verdict_on_each_pathway(region: str) -> None:
    for facts, _pursued in citizens(region):
        for name, way in view(region, facts).items():
            judgement = RULES.judge(region, name, facts, DAY)
            assert judgement is not None
            assert (way.standing == "open") == (judgement.verdict == "eligible")
            assert (way.standing == "undetermined") == (judgement.verdict == "undetermined")
            refused = way.standing in ("nearly_open", "closed")
            assert refused == (judgement.verdict == "ineligible")


@EVERYWHERE
def test_whoever_does_what_would_turn_it_is_open(region: str) -> None:
    for facts, _pursued in citizens(region):
        for name, way in view(region, facts).items():
            tree = RULES.pathways(region)[name][1].requires
            then = {**facts, **{one.fact: one.value for one in way.flips}}
            if way.flips:
                assert truth(tree, then, DAY).least >= best_of(way.pathway)
            if way.standing == "nearly_open":
                assert verdict_of(truth(tree, then, DAY)) == "eligible"
                assert 0 < len(way.flips) <= NEARLY


@EVERYWHERE
def test_every_way_names_what_keeps_it_and_quotes_its_document(region: str) -> None:
    for facts, _pursued in citizens(region, 10):
        for way in view(region, facts).values():
            assert CORPUS.find_quote(way.folder, way.quote)
            assert bool(way.missing) == (way.standing != "open")


def test_one_step_from_renting_in_weihai_is_nearly_open() -> None:
    facts = {
        "dwelling_in_town": True,
        "lease_registered": False,
        "landlord_promise": "written",
    }
    way = view(WEIHAI, facts)["renting"]
    assert way.standing == "nearly_open"
    assert [one.fact for one in way.flips] == ["lease_registered"]
    assert way.earliest is None


def test_what_only_time_lacks_has_its_first_day() -> None:
    facts: Facts = {
        "dwelling_in_town": True,
        "dwelling_self_contained": True,
        "residence_days": 365,
        "rental_time_adds_up": False,
        "social_insurance": True,
    }
    way = view(FEICHENG, facts)["renting"]
    assert way.standing == "nearly_open"
    assert way.earliest is not None
    assert way.earliest > DAY


def test_what_nobody_can_change_is_no_way_out() -> None:
    facts: Facts = {"hukou_in_school_collective": False}
    way = view(WEIHAI, facts)["graduate"]
    assert way.standing == "closed"
    assert not way.flips


def test_a_standard_that_stands_elsewhere_is_never_open_nor_nearly() -> None:
    seen = view(ZHENHAI, {"rents_in_region": True})["renting"]
    assert seen.standing == "undetermined"
    assert [one.reason for one in seen.missing] == ["standard_elsewhere"]
    assert view(ZHENHAI, {"rents_in_region": False})["renting"].standing == "closed"


def test_nothing_has_to_change_where_all_is_met() -> None:
    tree = RULES.pathways(WEIHAI)["own_home"][1].requires
    facts = dict.fromkeys(facts_of(tree), True)
    assert fewest_changes(tree, facts, RULES.facts, DAY) == ()
    assert truth(tree, facts, DAY).least is Truth.YES


@EVERYWHERE
def test_every_way_to_settle_rests_on_something_that_people_can_name(region: str) -> None:
    opened = RULES.pathways(region)
    named = {name for basis in bases_of(BASES, opened) for name in basis.opens}
    assert opened.keys() - named <= {"residence_permit", "lost_certificate"}
