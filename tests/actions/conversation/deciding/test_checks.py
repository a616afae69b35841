"""A check asks what it must, bears with digressions and ends in the verdict of the document."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.conversation.conftest import Start, Talk

ANSWERS = {
    "dwelling_in_town": "在城区",
    "lease_registered": "办了备案",
    "landlord_consents": "房东同意",
    "landlord_promise": "房东写了承诺书",
    "address_has_hukou": "没有别人的户口",
    "dwelling_self_contained": "整套的",
    "residence_days": "住了三年",
    "rental_time_adds_up": "只租过这一套",
    "social_insurance": "交着社保",
    "lease_days": "租了三年",
    "relative_with_town_hukou": "我老公是城镇户口",
    "business_licence": "没办营业执照",
    "talent_group": "都不是",
    "rents_in_region": "是租房住",
}
VERDICTS = {"威海": "eligible", "周村": "eligible", "肥城": "eligible", "赤峰": "eligible",
            "镇海": "undetermined"}  # fmt: skip


def begin(start: Start, place: str = "威海", pathway: str = "renting") -> tuple[Talk, Any]:
    talk = start()
    talk.say(f"{place}租房能落户吗", asks=pathway)
    return talk, talk.say("帮我看看我符不符合条件", act="check")


@pytest.mark.parametrize(("place", "verdict"), VERDICTS.items())
def test_step_by_step_to_the_verdict(start: Start, place: str, verdict: str) -> None:
    talk, turn = begin(start, place)
    turn = talk.go_on(turn, ANSWERS)
    assert turn["kind"] == "eligibility"
    assert turn["eligibility"]["pathway"] == "renting"
    assert turn["eligibility"]["verdict"] == verdict


def test_every_condition_of_a_verdict_names_the_clause_that_asks_for_it(start: Start) -> None:
    talk, turn = begin(start)
    turn = talk.go_on(turn, ANSWERS)
    for condition in turn["eligibility"]["conditions"]:
        assert condition["citation"] is not None
        assert condition["citation"] < len(turn["citations"])


def test_what_a_verdict_says_that_its_fields_do_not_hold_is_no_condition(start: Start) -> None:
    talk, turn = begin(start)
    turn = talk.go_on(turn, ANSWERS)
    told = " ".join(part["text"] for part in turn["parts"] if part["kind"] == "condition")
    for condition in turn["eligibility"]["conditions"]:
        assert condition["text"] in told
    assert turn["eligibility"]["companions_note"] in turn["text"]


def test_each_question_says_why_it_is_asked(start: Start) -> None:
    _talk, turn = begin(start)
    assert turn["kind"] == "question"
    assert turn["question"]["why"]
    assert turn["question"]["text"] in turn["text"]


def test_why_gives_the_clause_and_asks_again(start: Start) -> None:
    talk, turn = begin(start)
    why = talk.say("为什么问这个", act="why")
    assert why["kind"] == "question"
    assert why["question"]["fact"] == turn["question"]["fact"]
    assert why["question"]["why"] in why["text"]


def test_a_no_to_something_required_ends_the_check_with_what_to_do(start: Start) -> None:
    talk, turn = begin(start)
    turn = talk.go_on(turn, {**ANSWERS, "lease_registered": "没备案"})
    verdict = turn["eligibility"]
    assert verdict["verdict"] == "ineligible"
    (unmet,) = [c for c in verdict["conditions"] if c["state"] == "unmet"]
    assert unmet["how_to_meet"] in turn["text"]


CONSENTS = {"威海": "landlord_promise", "周村": "landlord_consents"}


@pytest.mark.parametrize(("place", "consent"), CONSENTS.items())
def test_not_knowing_goes_on_and_leaves_the_verdict_open(
    start: Start, place: str, consent: str
) -> None:
    talk, turn = begin(start, place)
    turn = talk.go_on(turn, {**ANSWERS, consent: "不知道"})
    verdict = turn["eligibility"]
    assert verdict["verdict"] == "undetermined"
    assert consent in verdict["missing_facts"]


@pytest.mark.parametrize(
    ("place", "said"), [("威海", "问过了,房东写了承诺书"), ("周村", "问过了,房东同意")]
)
def test_knowing_it_later_closes_the_verdict(start: Start, place: str, said: str) -> None:
    talk, turn = begin(start, place)
    talk.go_on(turn, {**ANSWERS, CONSENTS[place]: "不知道"})
    turn = talk.go_on(talk.say(said, act="inform"), ANSWERS)
    assert turn["kind"] == "eligibility"
    assert turn["eligibility"]["verdict"] == "eligible"


def test_a_digression_is_answered_and_the_check_goes_on_afterwards(start: Start) -> None:
    talk, turn = begin(start)
    asked = turn["question"]["fact"]
    aside = talk.say("这个文件现在还有效吗", asks="validity")
    assert aside["kind"] in ("answer", "question")
    assert aside["citations"]
    turn = talk.say(ANSWERS[asked], act="inform")
    assert turn["kind"] == "question"
    assert turn["question"]["fact"] != asked
    assert talk.go_on(turn, ANSWERS)["eligibility"]["verdict"] == "eligible"


def test_another_pathway_in_the_middle_is_answered_as_such(start: Start) -> None:
    talk, _turn = begin(start)
    aside = talk.say("买房怎么落户", asks="own_home")
    assert aside["topic"] == "own_home"


def test_what_was_said_before_is_not_asked_again(start: Start) -> None:
    talk = start(region="371000")
    turn = talk.say("我在市区租房,已经备案了,房东也写了承诺书,能落户吗", asks="renting")
    if turn["kind"] == "question":
        assert turn["question"]["fact"] not in ("lease_registered", "landlord_promise")
        turn = talk.go_on(turn, ANSWERS)
    assert turn["eligibility"]["verdict"] == "eligible"


def test_a_consent_that_was_told_still_has_to_be_in_writing(start: Start) -> None:
    talk = start(region="371000")
    turn = talk.say("我在市区租房,已经备案了,房东也同意,能落户吗", asks="renting")
    assert turn["question"]["fact"] == "landlord_promise"
    assert talk.say("还没写", act="inform")["eligibility"]["verdict"] == "ineligible"


def test_a_correction_changes_the_verdict(start: Start) -> None:
    talk, turn = begin(start, "肥城")
    first = talk.go_on(turn, {**ANSWERS, "residence_days": "住了一年"})
    assert first["eligibility"]["verdict"] == "ineligible"
    turn = talk.go_on(talk.say("说错了,是三年", act="correct"), ANSWERS)
    assert turn["eligibility"]["verdict"] == "eligible"


def test_a_waiting_period_is_given_its_first_day(start: Start) -> None:
    talk = start(region="370983", facts={"social_insurance": True})
    talk.say("租房能落户吗", asks="renting")
    turn = talk.say("帮我看看符不符合条件", act="check")
    turn = talk.go_on(turn, {**ANSWERS, "residence_days": "住了一年"})
    assert turn["eligibility"]["earliest_date"] == "2027-11-22"


@pytest.mark.parametrize(
    ("said", "verdict"), [("两年整", "eligible"), ("一年十一个月", "ineligible")]
)
def test_the_line_of_two_years_is_drawn_where_the_document_draws_it(
    start: Start, said: str, verdict: str
) -> None:
    talk, turn = begin(start, "肥城")
    turn = talk.go_on(turn, {**ANSWERS, "residence_days": said})
    assert turn["eligibility"]["verdict"] == verdict


def test_stopping_ends_the_questions_and_keeps_what_was_said(start: Start) -> None:
    talk, turn = begin(start)
    fact = turn["question"]["fact"]
    talk.say(ANSWERS[fact], act="inform")
    assert talk.say("算了不问了", act="stop")["kind"] == "smalltalk"
    again = talk.say("帮我看看我符不符合条件", act="check")
    assert again["question"]["fact"] != fact


def test_stopping_where_nothing_runs_is_taken_calmly(start: Start) -> None:
    assert start().say("停", act="stop")["kind"] == "smalltalk"


def test_a_check_without_a_pathway_asks_which_and_takes_the_answer(start: Start) -> None:
    talk = start(region="371000")
    turn = talk.say("我能不能落户", act="check")
    assert turn["kind"] == "question"
    assert turn["options"]
    turn = talk.say("租房落户", asks="renting")
    assert turn["topic"] == "renting"
    assert talk.go_on(turn, ANSWERS)["eligibility"]["verdict"] == "eligible"


def test_a_pathway_that_the_document_does_not_open_is_said_to_be_so(start: Start) -> None:
    turn = start(region="371000").say("帮我看看积分落户符不符合", asks="points")
    assert turn["kind"] in ("no_answer", "answer")
    assert turn["topic"] == "points"
    assert "eligibility" not in turn


@pytest.mark.parametrize("place", ["威海", "周村", "肥城"])
def test_asked_about_a_fact_a_question_back_is_no_answer(start: Start, place: str) -> None:
    talk, turn = begin(start, place)
    before = dict(talk.session.facts)
    talk.say("这个要怎么办理", asks="where_to_apply")
    assert talk.session.facts == before
    assert turn["question"]["fact"] not in talk.session.facts


def test_talk_of_time_does_not_answer_a_yes_or_no_question(start: Start) -> None:
    talk = start(region="370306", checking="renting", topic="renting",
                 asked_fact="landlord_consents",
                 facts={"dwelling_in_town": True, "address_has_hukou": False})  # fmt: skip
    turn = talk.say("租了两年", act="inform")
    assert talk.session.facts.get("landlord_consents") is None
    assert turn["question"]["fact"] == "landlord_consents"


def test_another_place_in_the_middle_judges_the_same_facts_there(start: Start) -> None:
    talk, turn = begin(start, "威海")
    talk.go_on(turn, ANSWERS)
    turn = talk.say("那周村呢")
    assert turn["region"]["code"] == "370306"
    turn = talk.go_on(turn, ANSWERS) if turn["kind"] == "question" else turn
    assert {c["document"] for c in turn["citations"]} == {"370306-zhoucun"}
