"""What-if, corrections, digressions and a change of place in the middle of a check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.e2e.talking import Talk


def renting_in_feicheng(talk: Talk, *, length: str = "一年半") -> dict[str, Any]:
    talk.say("肥城租房落户，帮我看看我符不符合条件")
    talk.say("在城区或镇上")
    talk.say("成套的房子")
    assert talk.say(length)["question"]["fact"] == "rental_time_adds_up"
    return talk.say("没有，只租过这一套")


def verdict(turn: dict[str, Any]) -> str:
    return str(turn["eligibility"]["verdict"])


def test_waiting_longer_is_tried_on_a_copy(someone: Callable[[], Talk]) -> None:
    talk = someone()
    assert verdict(renting_in_feicheng(talk)) == "ineligible"
    assert verdict(talk.say("社保一直在交")) == "ineligible"
    assert verdict(talk.say("要是我再住半年呢")) == "eligible"
    turn = talk.say("再等三个月呢")
    assert verdict(turn) == "ineligible"
    assert turn["eligibility"]["earliest_date"] == "2027-05-22"


def test_a_supposed_refusal_changes_the_verdict_and_is_not_kept(
    someone: Callable[[], Talk],
) -> None:
    talk = someone()
    talk.say("威海租房落户，帮我看看我符不符合条件")
    talk.say("在城区或镇上")
    talk.say("备案办了")
    assert talk.say("房东同意了")["question"]["fact"] == "landlord_promise"
    assert verdict(talk.say("写了承诺书")) == "eligible"
    turn = talk.say("如果房东不同意呢")
    assert verdict(turn) == "ineligible"
    assert verdict(talk.say("那房东同意的话呢")) == "eligible"


def test_supposing_in_the_middle_goes_back_to_the_question(someone: Callable[[], Talk]) -> None:
    talk = someone()
    talk.say("肥城租房落户，帮我看看我符不符合条件")
    asked = talk.say("在城区或镇上")["question"]["fact"]
    turn = talk.say("要是我住满两年了呢")
    assert turn["kind"] == "eligibility"
    assert turn["question"]["fact"] == asked


def test_a_further_fact_after_the_verdict_is_judged_with_the_rest(
    someone: Callable[[], Talk],
) -> None:
    talk = someone()
    renting_in_feicheng(talk)
    turn = talk.say("社保我没交过")
    unmet = [c["id"] for c in turn["eligibility"]["conditions"] if c["state"] == "unmet"]
    assert unmet == ["two_years", "adds_up", "insured"]


def test_a_correction_replaces_what_was_said(someone: Callable[[], Talk]) -> None:
    talk = someone()
    renting_in_feicheng(talk)
    talk.say("社保一直在交")
    assert verdict(talk.say("不对，是三年")) == "eligible"


def test_a_question_of_policy_is_answered_and_the_check_goes_on(
    someone: Callable[[], Talk],
) -> None:
    talk = someone()
    talk.say("肥城租房落户，帮我看看我符不符合条件")
    asked = talk.say("在城区或镇上")["question"]["fact"]
    turn = talk.say("居住证有什么用")
    assert turn["kind"] == "answer"
    assert turn["question"]["fact"] == asked
    assert talk.say("成套的房子")["question"]["fact"] != asked


def test_giving_up_ends_the_check(someone: Callable[[], Talk]) -> None:
    talk = someone()
    talk.say("肥城租房落户，帮我看看我符不符合条件")
    turn = talk.say("算了")
    assert turn["kind"] == "smalltalk"
    assert "question" not in turn


def test_another_place_judges_what_is_known_by_its_own_document(
    someone: Callable[[], Talk],
) -> None:
    talk = someone()
    renting_in_feicheng(talk)
    turn = talk.say("那周村呢")
    assert turn["region"]["code"] == "370306"
    assert turn["topic"] == "renting"
    assert turn["question"]["fact"] != "dwelling_in_town"


def test_facts_survive_into_another_pathway(someone: Callable[[], Talk]) -> None:
    talk = someone()
    talk.say("威海就业落户，帮我看看我符不符合条件")
    talk.say("我在当地城里上班")
    talk.say("签了劳动合同")
    assert verdict(talk.say("社保一直在交")) == "eligible"
    turn = talk.say("那集体户落户呢，帮我看看够不够条件")
    asked = turn.get("question", {}).get("fact")
    assert turn["topic"] == "collective"
    assert asked != "job_in_town"


def test_a_reply_that_says_nothing_is_asked_again_and_then_left_open(
    someone: Callable[[], Talk],
) -> None:
    talk = someone()
    asked = talk.say("肥城租房落户，帮我看看我符不符合条件")["question"]["fact"]
    for _ in range(2):
        turn = talk.say("就那么个情况")
        assert turn["question"]["fact"] == asked
    assert talk.say("就那么个情况")["question"]["fact"] != asked
