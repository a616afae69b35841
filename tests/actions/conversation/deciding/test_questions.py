"""Every subject is answered in every place: from its document, or with a plain no."""

from __future__ import annotations

import dataclasses

import pytest

from actions.conversation.services import Services, load_services
from actions.retrieval.subjects import load_subjects
from luohu.settings import ROOT, settings
from tests.actions.conftest import Contract
from tests.actions.conversation.conftest import Start, Talk

REGIONS = ["371000", "370306", "370983", "150400", "330211"]
SUBJECTS = load_subjects(ROOT / "policy_corpus")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_a_question_of_any_subject_gets_a_true_turn(
    start: Start, region: str, subject: str
) -> None:
    turn = start(region=region).say(f"{SUBJECTS[subject].title}怎么规定的", asks=subject)
    assert turn["kind"] in ("answer", "no_answer", "question")
    assert turn["region"]["code"] == region


def test_of_a_long_clause_the_part_that_is_said_can_be_shown(start: Start) -> None:
    turn = start(region="150400").say("买了房怎么落户", asks="own_home")
    clauses = [part for part in turn["parts"] if part["kind"] == "clause"]
    assert any("excerpt" in part for part in clauses)
    for part in clauses:
        quote = turn["citations"][part["citations"][0]]["quote"]
        shown = part.get("excerpt", quote)
        assert f"“{shown}”" in part["text"]
        assert shown in quote
        assert ("excerpt" in part) == (shown != quote)


@pytest.mark.parametrize("region", REGIONS)
def test_every_opened_pathway_is_answered_with_its_own_clause_first(
    start: Start, services: Services, region: str
) -> None:
    for name, (folder, rules) in services.eligibility.pathways(region).items():
        turn = start(region=region).say(f"{rules.title}怎么办", asks=name)
        wanted = {services.corpus.find_quote(folder, quote).id for quote in rules.quotes}
        assert turn["topic"] == name
        assert turn["citations"][0]["clause"] in wanted, name


@pytest.mark.parametrize("region", REGIONS)
def test_a_pathway_that_is_not_opened_is_never_answered_as_if_it_were(
    start: Start, services: Services, region: str
) -> None:
    opened = services.eligibility.pathways(region)
    absent = [n for n in SUBJECTS if services.eligibility.absent(region, n) and n not in opened]
    assert absent
    for name in absent:
        turn = start(region=region).say(f"{SUBJECTS[name].title}行吗", asks=name)
        assert not turn["text"].startswith(("能", "可以")), name
        assert "eligibility" not in turn


@pytest.mark.parametrize("region", REGIONS)
def test_the_text_alone_holds_document_clause_and_words(start: Start, region: str) -> None:
    turn = start(region=region).say("租房能落户吗", asks="renting")
    citation = turn["citations"][0]
    assert citation["title"] in turn["text"]
    assert citation["quote"][:10] in turn["text"] or citation["quote"][-10:] in turn["text"]
    for notice in turn["notices"]:
        assert notice["text"] in turn["text"]


@pytest.mark.parametrize("subject", ["renting", "own_home", "validity", "joining", "collective"])
def test_what_has_lapsed_is_said_to_have_lapsed(start: Start, subject: str) -> None:
    turn = start(region="371000").say("威海怎么规定的", asks=subject)
    assert "expired" in [notice["kind"] for notice in turn["notices"]]
    assert all(citation["status"] == "expired" for citation in turn["citations"])


def test_materials_are_those_that_the_document_lists(start: Start, services: Services) -> None:
    talk = start(region="371000")
    talk.say("租房能落户吗", asks="renting")
    turn = talk.say("需要带什么材料", asks="materials")
    _folder, rules = services.eligibility.pathways("371000")["renting"]
    assert rules.materials
    for item in rules.materials.items:
        assert item in turn["text"]


@pytest.mark.parametrize("region", ["150400", "370306", "330211"])
def test_where_no_materials_are_listed_none_are_made_up(
    start: Start, services: Services, region: str
) -> None:
    _folder, rules = services.eligibility.pathways(region)["renting"]
    assert rules.materials is None
    talk = start(region=region)
    talk.say("租房能落户吗", asks="renting")
    turn = talk.say("需要带什么材料", asks="materials")
    assert turn["region"]["code"] == region
    assert "12345" in turn["text"]


def test_a_kiosk_knows_where_it_stands(contract: Contract, services: Services) -> None:
    del services  # fails with a clear word where nothing is built
    kiosk = load_services(dataclasses.replace(settings(), home_region="370983"))
    turn = Talk(kiosk, contract).say("租房能落户吗", asks="renting")
    assert turn["region"]["code"] == "370983"
    elsewhere = Talk(kiosk, contract).say("周村租房能落户吗", asks="renting")
    assert elsewhere["region"]["code"] == "370306"
