"""Whoever knows no pathway is asked over all of them, and what they tell decides what is asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.conversation.conftest import Start

SAYS = {
    "pathway": "租房住,在厂里上班",
    "dwelling_in_town": "在城区",
    "lease_registered": "没备案",
    "landlord_promise": "房东写了承诺书",
    "job_in_town": "在城区上班",
    "labour_contract": "签了劳动合同",
    "social_insurance": "社保交着呢",
}


def standings(turn: dict[str, Any]) -> dict[str, str]:
    return {one["pathway"]: one["verdict"] for one in turn["overview"]}


def test_the_view_comes_to_what_each_pathway_comes_to(start: Start) -> None:
    talk = start(region="371000")
    turn = talk.go_on(talk.say("我能不能落户", asks="general_conditions"), SAYS)
    assert standings(turn)["employment"] == "open"
    assert standings(turn)["renting"] in ("nearly_open", "closed")
    assert turn["overview"][0]["pathway"] == "employment"
    assert talk.session.judged == "all_ways"


@pytest.mark.parametrize("region", ["371000", "370306", "370983", "150400", "330211"])
def test_having_nothing_opens_nothing(start: Start, region: str) -> None:
    talk = start(region=region)
    talk.say("我能不能落户", asks="general_conditions")
    turn = talk.say("都没有", act="deny")
    assert not set(standings(turn).values()) & {"open", "nearly_open"}


@pytest.mark.parametrize("region", ["371000", "370306", "370983", "150400", "330211"])
def test_who_knows_nothing_is_not_asked_for_ever(start: Start, region: str) -> None:
    talk = start(region=region)
    turn = talk.say("我能不能落户", asks="general_conditions")
    questions = 0
    while turn["kind"] == "question":
        turn = talk.say("不知道", act="dont_know")
        questions += 1
    assert questions <= 6
    assert not set(standings(turn).values()) & {"open", "nearly_open", "closed"}


def test_each_question_says_how_far_one_is(start: Start) -> None:
    talk = start(region="371000")
    turn = talk.say("我能不能落户", asks="general_conditions")
    assert turn["parts"][-1]["text"].startswith("（问题1/约4）")
    turn = talk.say("租房住", act="inform")
    assert turn["parts"][-1]["text"].startswith("（问题2/约")
    assert "问题" not in turn["question"]["text"]


def test_a_fact_told_out_of_turn_is_not_asked_for(start: Start) -> None:
    talk = start(region="371000")
    talk.say("我能不能落户", asks="general_conditions")
    turn = talk.say("租房住,已经备案了,房东也写了承诺书", act="inform")
    assert turn["question"]["fact"] == "dwelling_in_town"
    turn = talk.say("在城区", act="inform")
    assert standings(turn)["renting"] == "open"
    assert turn["eligibility"]["verdict"] == "eligible"


def test_a_way_that_comes_up_later_is_asked_about_as_well(start: Start) -> None:
    talk = start(region="371000")
    turn = talk.go_on(talk.say("我能不能落户", asks="general_conditions"), SAYS)
    turn = talk.say("对了,我还有套自己的房子", act="inform")
    assert turn["kind"] == "question"
    assert turn["topic"] == "own_home"


def test_what_only_one_way_rests_on_ends_in_its_verdict_with_the_others_beside(
    start: Start,
) -> None:
    talk = start(region="371000")
    talk.say("我能不能落户", asks="general_conditions")
    says = {**SAYS, "lease_registered": "办了备案"}
    turn = talk.go_on(talk.say("租房住", act="inform"), says)
    assert turn["eligibility"]["pathway"] == "renting"
    assert turn["eligibility"]["verdict"] == "eligible"
    assert standings(turn)["employment"] == "undetermined"
    assert "没往下问的" in turn["text"]


def test_several_things_told_with_a_bare_wish_begin_with_what_was_told(start: Start) -> None:
    turn = start(region="371000").say("我租着房,也在厂里上班,能落户吗")
    assert turn["kind"] == "question"
    assert turn["question"]["fact"] != "pathway"
    assert "（问题1/约" in turn["text"]


def test_one_way_that_is_named_is_checked_alone(start: Start) -> None:
    turn = start(region="371000").say("我在厂里上班,租房能落户吗", asks="renting")
    assert "（问题" not in turn["text"]


def test_the_interview_goes_on_in_another_place(start: Start) -> None:
    talk = start(region="371000")
    talk.say("我能不能落户", asks="general_conditions")
    talk.say("租房住", act="inform")
    turn = talk.say("那周村呢")
    assert turn["region"]["code"] == "370306"
    assert turn["kind"] == "question"
    assert turn["topic"] == "renting"


def test_a_tap_that_ends_the_interview_keeps_what_was_said(start: Start) -> None:
    talk = start(region="371000")
    talk.say("我能不能落户", asks="general_conditions")
    talk.say("租房住", act="inform")
    talk.say("在城区", act="inform")
    assert talk.say("算了不问了", act="stop")["kind"] == "smalltalk"
    assert talk.session.facts["dwelling_in_town"] is True
    assert talk.session.checking is None


@pytest.mark.parametrize(
    "said",
    [
        "爷爷去世了户口怎么销，我在肥城",
        "我在肥城，户口上的婚姻怎么改",
        "我家狗的户口怎么上，在肥城",
    ],
)
def test_what_is_surely_none_of_a_document_begins_no_interview(start: Start, said: str) -> None:
    assert start().say(said)["kind"] == "no_answer"
