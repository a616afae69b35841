"""Forms of rules come to what ``pathways.yml`` holds, and only what a person has confirmed does."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from actions.eligibility.finding import FindingKind
from actions.eligibility.loader import pathway_ids
from actions.publishing.drafts.book import book_of
from actions.publishing.drafts.checking import checked, proposals, words
from actions.publishing.drafts.rules import rules_of
from luohu.settings import settings
from tests.actions.publishing.drafts.making import draft_of

DAY = date(2026, 11, 22)
OPENING = (
    "在城区租房居住满1年的人员，可凭居民户口簿、居民身份证、房屋租赁登记备案证明，在租住地办理落户"
)
STATED = "confirmed"


def condition(fact: str, comparison: str, value: object, quote: str) -> dict[str, Any]:
    return {
        "state": STATED,
        "fact": fact,
        "comparison": comparison,
        "value": value,
        "text": f"要看{fact}",
        "quote": quote,
        "meet": "",
    }


def renting() -> dict[str, Any]:
    """The pathway of the made-up document, filled in by a person."""
    silent = {"silent": True, "text": "", "quote": ""}
    silences = ("size", "insured_for", "days", "how_much", "age", "insurance", "companions")
    return {
        "state": STATED,
        "title": "租房落户",
        "summary": "能。租房住满1年的人可以落户。",
        "quotes": [OPENING],
        "joined": "all",
        "conditions": [
            condition("residence_days", "at_least", 12, "在城区租房居住满1年"),
            condition("lease_registered", "is", True, "房屋租赁登记备案证明"),
        ],
        "materials": {
            "state": STATED,
            "items": ["居民户口簿", "居民身份证"],
            "quote": "可凭居民户口簿、居民身份证",
        },
        "apply_at": {"text": "租住地", "quote": "在租住地办理落户"},
        "lands_at": None,
        "companions": None,
        "facets": dict.fromkeys((*silences, "lands", "office", "fee"), silent),
    }


def form_of(pathway: dict[str, Any], without: str = "") -> dict[str, Any]:
    """Rules of one pathway, with all others left out."""
    names = pathway_ids(settings().corpus_dir)
    absent = {name: {"note": "文件没有写"} for name in names if name not in ("renting", without)}
    return {"pathways": {"renting": pathway}, "absent": absent}


def judged(pathway: dict[str, Any], *citizens: dict[str, Any], **given: str) -> dict[str, Any]:
    sample = [{"pathway": "renting", "facts": facts} for facts in citizens]
    return checked(settings(), draft_of(), form_of(pathway, **given), sample, DAY)


def kinds(found: dict[str, Any]) -> list[str]:
    return [one["kind"] for one in found["findings"]]


def test_a_pathway_that_is_filled_in_lacks_nothing() -> None:
    found = judged(renting())
    assert found["findings"] == []
    assert found["cells"]["renting"]["papers"] == "part"
    assert found["cells"]["renting"]["size"] == "silent"


def test_sample_citizens_hear_what_the_rules_say() -> None:
    settled = {"residence_days": 400, "lease_registered": True}
    found = judged(
        renting(),
        settled,
        {**settled, "residence_days": 30},
        {**settled, "lease_registered": None},
        {"no_such_fact": True},
    )
    verdicts = [one and one["verdict"] for one in found["verdicts"]]
    assert verdicts == ["eligible", "ineligible", "undetermined", None]


@pytest.mark.parametrize("state", ["proposed", "dropped"])
def test_what_is_not_confirmed_is_in_no_rule_and_no_verdict(state: str) -> None:
    pathway = renting()
    pathway["conditions"][0]["state"] = state
    rules = rules_of(form_of(pathway))["pathways"]["renting"]
    assert [one["id"] for one in rules["requires"]["all"]] == ["lease_registered"]
    assert ("undecided" in kinds(judged(pathway))) == (state == "proposed")
    whole = {**renting(), "state": state}
    assert rules_of(form_of(whole))["pathways"] == {}
    assert judged(whole, {"residence_days": 400})["verdicts"] == [None]


def test_what_is_wrong_is_said_in_words_for_people() -> None:
    def lacking(**changed: Any) -> dict[str, Any]:  # noqa: ANN401
        return judged({**renting(), **changed})

    assert kinds(lacking(summary="")) == ["no_summary"]
    assert kinds(lacking(conditions=[])) == ["no_conditions"]
    assert kinds(lacking(quotes=["文件里没有的话"])) == ["not_quoted"]
    assert kinds(lacking(materials={**renting()["materials"], "items": ["结婚证"]})) == ["item"]
    silences = renting()["facets"]
    unsaid = lacking(facets={name: one for name, one in silences.items() if name != "fee"})
    assert kinds(unsaid) == ["facet_unsaid"]
    assert unsaid["findings"][0]["pathway"] == "renting"
    twice = [*renting()["conditions"], renting()["conditions"][1]]
    assert "decides_nothing" in kinds(lacking(conditions=twice))
    left = judged(renting(), without="points")
    assert "积分" in left["findings"][0]["text"]


def test_rules_are_proposed_and_none_of_them_counts() -> None:
    form = proposals(settings(), draft_of())
    assert form["pathways"]["renting"]["state"] == "proposed"
    assert all(one["state"] == "proposed" for one in form["pathways"]["renting"]["conditions"])
    assert rules_of(form) == {"pathways": {}}
    found = checked(settings(), draft_of(), form, [{"pathway": "renting", "facts": {}}], DAY)
    assert set(kinds(found)) == {"undecided"}
    assert found["verdicts"] == [None]


def test_every_kind_of_finding_has_its_words() -> None:
    said = words().mapping("findings")
    assert set(get_args(FindingKind)) <= said.keys()
    for sentence in said.values():
        assert sentence.format(value="这", named="那", silent="没有写", clause="一")


def test_the_book_names_what_a_form_chooses_from() -> None:
    book = book_of(settings().corpus_dir)
    assert {"renting", "points"} <= {one["id"] for one in book["pathways"]}
    lease = next(one for one in book["facts"] if one["name"] == "landlord_promise")
    assert lease["choices"]
    assert all(one["silent"] for one in book["facets"])
