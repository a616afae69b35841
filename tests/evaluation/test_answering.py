"""Answers that are measured are many, of many manners, and read as if their fact were new."""

from __future__ import annotations

from actions.eligibility.loader import load_facts
from evaluation.answering import Given, Outcome, bared, lines, load_given
from luohu.settings import ROOT

BOOK = load_facts(ROOT / "policy_corpus")


def test_each_of_many_facts_has_many_answers_in_many_manners() -> None:
    given = load_given()
    facts = {one.fact for one in given}
    assert len(facts) >= 20
    assert facts <= BOOK.keys()
    for fact in facts:
        own = [one for one in given if one.fact == fact]
        assert len({one.manner for one in own}) >= 5, fact
    assert len(given) >= 12 * len(facts)


def test_a_new_fact_has_nothing_but_its_question_and_titles() -> None:
    fact = bared(BOOK["dwelling_in_town"])
    assert not fact.cues
    assert not any(choice.words for choice in fact.choices)
    assert [one.title for one in fact.choices] == [
        one.title for one in BOOK["dwelling_in_town"].choices
    ]


def test_what_is_asked_again_is_not_counted_among_what_is_read() -> None:
    given = Given("social_insurance", "curt", True, "交着")
    came = [Outcome(given, "right", True), Outcome(given, "asked", None)]
    assert lines(came)[0].endswith("right of those read 1.000")
    assert "right 0.500" in lines(came)[0]
