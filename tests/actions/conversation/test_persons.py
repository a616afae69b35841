"""A case has several persons and places: each is asked about and judged by their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.conversation.conftest import Start, Talk

DAUGHTER = "我女儿想投靠我们"
TENANT = "我在肥城城里租的成套房子,住了半年,只租过这一套,社保一直没交,能落户吗"
FEICHENG_TENANT = {
    "dwelling_in_town": "在城区",
    "dwelling_self_contained": "整套的",
    "rental_time_adds_up": "只租过这一套",
    "social_insurance": "交着社保",
}


def go_on(talk: Talk, turn: dict[str, Any], answers: dict[str, str]) -> dict[str, Any]:
    """Answer what is asked until there is a verdict, or a question without an answer here."""
    while turn["kind"] == "question" and turn["question"]["fact"] in answers:
        turn = talk.say(answers[turn["question"]["fact"]], act="inform")
    return turn


def states(turn: dict[str, Any], state: str) -> list[dict[str, Any]]:
    return [c for c in turn["eligibility"]["conditions"] if c["state"] == state]


def test_who_joins_somebody_is_asked_about_and_not_who_speaks(start: Start) -> None:
    talk = start(region="150400")
    talk.say(DAUGHTER, asks="joining")
    turn = talk.say("帮我看看符不符合条件", act="check")
    assert turn["question"]["fact"] == "relative_hukou_in_town"
    # The one who is joined is the one who speaks.
    assert turn["question"]["text"].startswith("您户口是在赤峰市")
    turn = talk.say("在城区", act="inform")
    assert turn["question"]["fact"] == "lives_with_relative"
    assert turn["question"]["text"].startswith("您女儿跟您")


def test_facts_of_the_speaker_do_not_pass_to_somebody_else(start: Start) -> None:
    told = {"dwelling_in_town": True, "lease_registered": True, "dwelling_kind": "rented"}
    talk = start(region="150400", topic="renting", facts=told, unknown=("lease_days",))
    talk.say(DAUGHTER, asks="joining")
    assert talk.session.facts == {"host_relation": "parent"}
    assert talk.session.unknown == ()
    assert talk.session.persons["applicant"].words == "女儿"


def test_of_the_same_person_facts_stay_known(start: Start) -> None:
    talk = start(region="150400")
    talk.say(DAUGHTER, asks="joining")
    talk.say("我女儿住在城区", act="inform")
    before = dict(talk.session.facts)
    assert before["dwelling_in_town"] is True
    talk.say("我女儿投靠我们要带什么", asks="materials")
    assert talk.session.facts == before


@pytest.mark.parametrize(
    ("said", "value"), [("房东同意", True), ("房东不让落", False), ("房东一口回绝了", False)]
)
def test_what_a_landlord_does_is_told_of_the_tenant(start: Start, said: str, value: bool) -> None:
    talk = start(region="370306", topic="renting", judged="renting",
                 facts={"dwelling_in_town": True, "address_has_hukou": False})  # fmt: skip
    talk.say(said, act="inform")
    assert talk.session.facts.get("landlord_consents") is value


def test_an_employer_who_does_not_pay_leaves_one_without_insurance(start: Start) -> None:
    talk = start(region="370983", checking="renting", topic="renting")
    talk.say("老板没给我上社保,一分钱都没缴过", act="inform")
    assert talk.session.facts["social_insurance"] is False


def test_a_spouse_cannot_come_along_before_the_applicant_may_settle(start: Start) -> None:
    talk = start()
    turn = talk.say(TENANT, asks="renting", act="check")
    turn = go_on(talk, turn, FEICHENG_TENANT)
    assert turn["eligibility"]["verdict"] == "ineligible"
    turn = talk.say("能带老婆吗", asks="accompany")
    turn = go_on(talk, turn, {"companion_lives_together": "住一起"})
    assert turn["topic"] == "accompany"
    assert turn["eligibility"]["verdict"] == "ineligible"
    unmet = [condition["text"] for condition in states(turn, "unmet")]
    assert "您：实际居住2年以上" in unmet
    assert "您：按规定参加社会保险" in unmet
    assert all(text in turn["text"] for text in unmet)
    met = [condition["text"] for condition in states(turn, "met")]
    assert "随迁的人是本人的配偶、未婚子女或父母" in met


def test_of_several_relatives_the_document_is_told(start: Start) -> None:
    talk = start()
    go_on(talk, talk.say(TENANT, asks="renting", act="check"), FEICHENG_TENANT)
    turn = talk.say("能带老婆和我妈吗", asks="accompany")
    assert turn["kind"] == "answer"
    assert "配偶" in turn["text"]


@pytest.fixture
def permit(start: Start) -> Talk:
    """A check of the residence permit in Chifeng that asks where one is registered."""
    talk = start(region="150400")
    talk.say("居住证怎么办", asks="residence_permit")
    assert talk.say("我能不能办", act="check")["question"]["fact"] == "hukou_place"
    return talk


def test_between_two_districts_of_one_city_there_is_no_permit(permit: Talk) -> None:
    turn = permit.say("户口在松山区", act="inform")
    assert turn["kind"] == "question"
    assert "您现在住在哪个区、县" in turn["question"]["text"]
    turn = permit.say("红山区", act="inform")
    assert turn["eligibility"]["verdict"] == "ineligible"
    (unmet,) = states(turn, "unmet")
    assert unmet["id"] == "away_from_hukou"


def test_from_a_district_to_a_county_of_one_city_the_check_goes_on(permit: Talk) -> None:
    permit.say("户口在松山区", act="inform")
    turn = permit.say("宁城县", act="inform")
    assert permit.session.facts["hukou_place"] == "other_county_same_city"
    assert turn["question"]["fact"] == "local_residence_days"
    assert permit.say("住了一年", act="inform")["eligibility"]["verdict"] == "eligible"


@pytest.fixture
def length(start: Start) -> Talk:
    """A check of renting in Feicheng that asks how long, where two years decide."""
    talk = start(region="370983")
    talk.say("租房能落户吗", asks="renting")
    turn = go_on(talk, talk.say("帮我看看符不符合条件", act="check"), FEICHENG_TENANT)
    assert turn["question"]["fact"] == "residence_days"
    return talk


@pytest.mark.parametrize("vague", ["前年", "2024年下半年开始住的", "一两年", "两年左右"])
def test_a_length_that_may_be_enough_or_not_is_asked_for_more_exactly(
    length: Talk, vague: str
) -> None:
    turn = length.say(vague, act="inform")
    assert turn["question"]["fact"] == "residence_days"
    assert "请说具体些" in turn["text"]
    assert "residence_days" not in length.session.facts
    turn = go_on(length, length.say("2024年3月", act="inform"), FEICHENG_TENANT)
    assert turn["eligibility"]["verdict"] == "eligible"


@pytest.mark.parametrize(
    ("said", "first"), [("一年", "2027-11-22"), ("一年多", None), ("一年左右", None)]
)
def test_from_a_rough_length_no_day_is_counted(length: Talk, said: str, first: str | None) -> None:
    turn = go_on(length, length.say(said, act="inform"), FEICHENG_TENANT)
    assert turn["eligibility"]["verdict"] == "ineligible"
    assert turn["eligibility"]["earliest_date"] == first


def test_a_standard_set_elsewhere_is_named_with_whom_to_ask(start: Start) -> None:
    talk = start(region="330211", facts={"job_kind": "stable", "social_insurance": True})
    talk.say("上班能落户吗", asks="employment")
    turn = talk.say("帮我看看符不符合条件", act="check")
    assert turn["eligibility"]["verdict"] == "undetermined"
    (open_,) = states(turn, "unknown")
    assert open_["reason"] == "standard_elsewhere"
    assert "实施细则" in turn["citations"][open_["citation"]]["quote"]
    conclusion = turn["text"].split("\n")[0]
    assert "要看实施细则" in conclusion
    assert conclusion.endswith("请问户籍窗口。")


def test_several_standards_set_elsewhere_are_said_in_one_sentence(start: Start) -> None:
    facts = {"job_kind": "casual", "social_insurance": True}
    talk = start(region="330211", topic="employment", facts=facts)
    turn = talk.say("帮我看看符不符合条件", act="check")
    assert [c["reason"] for c in states(turn, "unknown")] == ["standard_elsewhere"] * 2
    assert turn["text"].count("文件没有把标准写完") == 1
    assert "打零工" in turn["text"].split("\n")[0]


def test_what_the_text_leaves_open_is_quoted_with_whom_to_ask(start: Start) -> None:
    facts = {"owns_home_here": True, "owned_home_in_town": True, "home_standing": "small_property",
             "lives_in_own_home": True}  # fmt: skip
    talk = start(region="370983", topic="own_home", facts=facts)
    turn = talk.say("帮我看看符不符合条件", act="check")
    assert turn["eligibility"]["verdict"] == "undetermined"
    (open_,) = states(turn, "unknown")
    assert open_["reason"] == "text_open"
    assert open_["text"] in turn["text"]
    assert "（原文“有合法稳定住所”）。请问户籍窗口。" in turn["text"]
    assert turn["eligibility"]["missing_facts"] == []


def test_what_is_not_known_is_told_apart_from_what_the_text_leaves_open(start: Start) -> None:
    facts = {"owns_home_here": True, "owned_home_in_town": True, "home_standing": "small_property",
             "dwelling_kind": "own"}  # fmt: skip
    talk = start(region="370983", topic="own_home", facts=facts, unknown=("lives_in_own_home",))
    turn = talk.say("帮我看看符不符合条件", act="check")
    assert [(c["id"], c["reason"]) for c in states(turn, "unknown")] == [
        ("lawful_dwelling", "text_open"),
        ("lives_there", "fact_missing"),
    ]
    assert "“实际住在自己的房子里”还不清楚" in turn["text"].split("\n")[0]
    assert "没有写小产权房算不算" in turn["text"]
