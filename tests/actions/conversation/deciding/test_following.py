"""Messages that lean on what was said before."""

from __future__ import annotations

import pytest

from actions.eligibility.model import FactValue
from tests.actions.conversation.conftest import Start


@pytest.mark.parametrize(
    "text", ["老丈人老丈母娘跟我们一块过，行不", "那我闺女呢", "俺爹娘能一起吗"]
)
def test_relatives_are_asked_about_on_the_pathway_being_spoken_of(start: Start, text: str) -> None:
    talk = start()
    talk.say("赤峰买房能落户吗", asks="own_home")
    turn = talk.say(text, asks="accompany")
    assert turn["topic"] == "accompany"
    assert "买房落户" in turn["text"] or "购房落户" in turn["text"]


def test_another_place_with_more_words_around_it_takes_up_the_last_question(start: Start) -> None:
    talk = start()
    talk.say("威海租房能落户吗", asks="renting")
    turn = talk.say("赤峰呢，那边是个啥说法", act="inform")
    assert (turn["region"]["code"], turn["topic"]) == ("150400", "renting")


def test_the_place_named_is_set_beside_the_one_spoken_of(start: Start) -> None:
    talk = start()
    talk.say("威海租房能落户吗", asks="renting")
    turn = talk.say("跟肥城比比，哪边松一些", asks="renting")
    assert turn["kind"] == "comparison"
    regions = {talk.services.corpus.documents[c["document"]].region for c in turn["citations"]}
    assert regions == {"371000", "370983"}


def test_where_one_is_from_is_no_question_about_there(start: Start) -> None:
    talk = start()
    talk.say("赤峰做生意能落户吗", asks="business")
    turn = talk.say("我河北户口，也一样吗", asks="business")
    assert turn["kind"] != "unsupported_region"
    assert turn["region"]["code"] == "150400"


def test_ones_own_case_is_taken_up_again_after_an_uncovered_place(start: Start) -> None:
    talk = start()
    talk.say("镇海租房能落户吗", asks="renting")
    assert talk.say("我女朋友想落烟台，她怎么落", asks="renting")["kind"] == "unsupported_region"
    turn = talk.say("不管她了，还说我的，租的房子能不能落户", asks="renting")
    assert turn["region"]["code"] == "330211"


def test_goodbye_is_no_answer_to_the_question_that_waits(start: Start) -> None:
    talk = start()
    talk.say("我在威海租房，帮我看看能不能落户", asks="renting")
    assert talk.say("妥了，回见", act="goodbye")["kind"] == "smalltalk"


def test_a_place_in_an_answer_does_not_end_the_check(start: Start) -> None:
    talk = start()
    talk.say("我在威海租房，帮我看看能不能落户", asks="renting")
    turn = talk.say("我户口还在济南老家放着", act="inform")
    assert turn["kind"] != "unsupported_region"


def test_who_asks_for_more_is_told_that_all_was_said(start: Start) -> None:
    talk = start()
    talk.say("威海租房能落户吗", asks="renting")
    assert talk.say("还有吗", act="more")["text"].startswith("您问的这件事，我在文件里找到的就是")


def test_more_is_asked_for_before_anything_was_said(start: Start) -> None:
    talk = start()
    talk.say("威海")
    assert "还没有说到具体问题" in talk.say("还有吗", act="more")["text"]


def test_the_second_clause_shown_is_told_again_alone(start: Start) -> None:
    talk = start()
    both = talk.say("进城落户以后老家的地还是我的吗，威海的", asks="land_rights")["citations"]
    assert len(both) > 1
    again = talk.say("第二条是什么意思", act="repeat")["citations"]
    assert [one["quote"] for one in again] == [both[1]["quote"]]


def test_a_clause_that_was_not_shown_is_not_told(start: Start) -> None:
    talk = start()
    before = talk.say("赤峰买房能落户吗", asks="own_home")["text"]
    assert talk.say("第五条是什么意思", act="repeat")["text"] == before


@pytest.mark.parametrize("text", ["那到啥时候够", "还得多久才够", "那我哪天才满呢", "还差多久"])
def test_where_only_time_is_missing_the_day_is_said_again(start: Start, text: str) -> None:
    facts: dict[str, FactValue] = {
        "dwelling_kind": "rented",
        "dwelling_in_town": True,
        "dwelling_self_contained": True,
        "residence_days": 540,
        "rental_time_adds_up": False,
        "social_insurance": True,
    }
    talk = start(region="370983", judged="renting", topic="renting", facts=facts)
    turn = talk.say(text)
    assert turn["eligibility"]["verdict"] == "ineligible"
    assert turn["eligibility"]["earliest_date"] is not None
