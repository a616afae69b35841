"""A person who rents gets the verdict of the place's document, however they tell their story."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.talking import Talk


@dataclass(frozen=True)
class Person:
    """Someone who rents: what they say of each fact, and the verdict that is theirs.

    Attributes:
        reason: why the verdict is open, where it is.
    """

    name: str
    place: str
    code: str
    says: Mapping[str, str]
    verdict: str
    reason: str | None = None


# How every turn from the document of 威海 begins, which has lapsed.
LAPSED = "按已经过期的文件（有效期到2026年10月20日）"


PEOPLE = [
    Person(
        "备了案,房东同意,写了承诺书",
        "威海",
        "371000",
        {
            "dwelling_in_town": "租的房子在市区",
            "lease_registered": "租房备案已经办了",
            "landlord_consents": "房东同意落户",
            "landlord_promise": "房东写了承诺书",
        },
        "eligible",
    ),
    Person(
        "备了案,房东只是口头同意",
        "威海",
        "371000",
        {
            "dwelling_in_town": "租的房子在市区",
            "lease_registered": "租房备案已经办了",
            "landlord_consents": "房东同意落户",
            "landlord_promise": "还没写承诺书",
        },
        "ineligible",
    ),
    Person(
        "没备案",
        "威海",
        "371000",
        {
            "dwelling_in_town": "租的房子在市区",
            "lease_registered": "租房没备案",
            "landlord_consents": "房东同意落户",
        },
        "ineligible",
    ),
    Person(
        "租在村里",
        "威海",
        "371000",
        {
            "dwelling_in_town": "租的房子在村里",
            "lease_registered": "租房备案已经办了",
            "landlord_consents": "房东同意落户",
        },
        "ineligible",
    ),
    Person(
        "房东同意,没有别人的户口",
        "周村",
        "370306",
        {
            "dwelling_in_town": "租的房子在镇上",
            "landlord_consents": "房东同意了",
            "address_has_hukou": "那房子里没有别人的户口",
        },
        "eligible",
    ),
    Person(
        "房子里挂着房东的户口",
        "周村",
        "370306",
        {
            "dwelling_in_town": "租的房子在镇上",
            "landlord_consents": "房东同意了",
            "address_has_hukou": "房子里还挂着房东的户口",
        },
        "undetermined",
        "text_open",
    ),
    Person(
        "房东不同意",
        "周村",
        "370306",
        {
            "dwelling_in_town": "租的房子在镇上",
            "landlord_consents": "房东不同意",
            "address_has_hukou": "那房子里没有别人的户口",
        },
        "undetermined",
        "text_open",
    ),
    Person(
        "租在村里,在城里也没有工作",
        "周村",
        "370306",
        {
            "dwelling_in_town": "租的房子在村里",
            "job_in_town": "没在城里上班",
            "business_in_town": "也没在城里做生意",
        },
        "ineligible",
    ),
    Person(
        "整套,住了两年多,有社保",
        "肥城",
        "370983",
        {
            "dwelling_in_town": "租的房子在市区",
            "dwelling_self_contained": "租的是整套的",
            "residence_days": "实际住了两年多",
            "social_insurance": "社保一直在交",
        },
        "eligible",
    ),
    Person(
        "住了快两年",
        "肥城",
        "370983",
        {
            "dwelling_in_town": "租的房子在市区",
            "dwelling_self_contained": "租的是整套的",
            "residence_days": "实际住了快两年",
            "rental_time_adds_up": "只租过这一套",
            "social_insurance": "社保一直在交",
        },
        "ineligible",
    ),
    Person(
        "住了一年,连前一套满两年",
        "肥城",
        "370983",
        {
            "dwelling_in_town": "租的房子在市区",
            "dwelling_self_contained": "租的是整套的",
            "residence_days": "实际住了一年",
            "rental_time_adds_up": "算上以前那套满两年了",
            "social_insurance": "社保一直在交",
        },
        "undetermined",
        "text_open",
    ),
    Person(
        "租的单间",
        "肥城",
        "370983",
        {
            "dwelling_in_town": "租的房子在市区",
            "dwelling_self_contained": "租的是单间",
            "residence_days": "实际住了三年",
            "social_insurance": "社保一直在交",
        },
        "ineligible",
    ),
    Person(
        "备了案,租了一年半,老婆是城镇户口",
        "赤峰",
        "150400",
        {
            "dwelling_in_town": "租的房子在城区",
            "lease_registered": "租房备案已经办了",
            "lease_days": "租了一年半",
            "relative_with_town_hukou": "我老婆是城镇户口",
            "talent_group": "都不是",
            "business_licence": "没办营业执照",
        },
        "eligible",
    ),
    Person(
        "租了十个月",
        "赤峰",
        "150400",
        {
            "dwelling_in_town": "租的房子在城区",
            "lease_registered": "租房备案已经办了",
            "lease_days": "租了十个月",
            "lease_term_one_year": "租期不到一年",
            "lives_in_public_rental": "不是公租房",
            "relative_with_town_hukou": "我老婆是城镇户口",
        },
        "ineligible",
    ),
    Person(
        "租了十个月,合同签了两年",
        "赤峰",
        "150400",
        {
            "dwelling_in_town": "租的房子在城区",
            "lease_registered": "租房备案已经办了",
            "lease_days": "租了十个月",
            "lease_term_one_year": "合同签了两年",
            "relative_with_town_hukou": "我老婆是城镇户口",
        },
        "undetermined",
        "text_open",
    ),
    Person(
        "标准在别的文件里",
        "镇海",
        "330211",
        {"rents_in_region": "我在这里租房住"},
        "undetermined",
        "standard_elsewhere",
    ),
]
NAMED = {(person.place, person.name): person for person in PEOPLE}
EVERYONE = pytest.mark.parametrize(
    "person", PEOPLE, ids=[f"{person.place}: {person.name}" for person in PEOPLE]
)


def to_the_verdict(talk: Talk, turn: dict[str, Any], person: Person) -> dict[str, Any]:
    """Answer what is asked, each question once, until there is a verdict."""
    asked: list[str] = []
    while turn["kind"] == "question" or turn.get("question"):
        fact = turn["question"]["fact"]
        assert fact not in asked, f"asked again: {fact}"
        asked.append(fact)
        turn = talk.say("租房落户" if fact == "pathway" else person.says[fact])
    if turn["kind"] != "eligibility":
        turn = talk.say("帮我看看我租房符不符合落户条件")
        while turn.get("question"):
            turn = talk.say(person.says[turn["question"]["fact"]])
    return turn


def check_verdict(turn: dict[str, Any], person: Person) -> None:
    assert turn["kind"] == "eligibility"
    assert turn["region"]["code"] == person.code
    verdict = turn["eligibility"]
    assert verdict["pathway"] == "renting"
    assert verdict["verdict"] == person.verdict
    for condition in verdict["conditions"]:
        assert condition["citation"] is not None
    if person.verdict == "ineligible":
        assert "unmet" in [condition["state"] for condition in verdict["conditions"]]
    if person.verdict == "undetermined":
        open_ones = [one for one in verdict["conditions"] if one["state"] == "unknown"]
        assert {one["reason"] for one in open_ones} == {person.reason}
    assert turn["text"].startswith(LAPSED) == (person.code == "371000")


@EVERYONE
def test_told_in_one_sentence(someone: Callable[[], Talk], person: Person) -> None:
    talk = someone()
    story = ",".join(person.says.values())
    turn = talk.say(f"我在{person.place}租房,{story},我能落户吗")
    check_verdict(to_the_verdict(talk, turn, person), person)


@EVERYONE
def test_asked_step_by_step(someone: Callable[[], Talk], person: Person) -> None:
    talk = someone()
    talk.say(f"{person.place}租房能落户吗")
    turn = talk.say("帮我看看我符不符合条件")
    check_verdict(to_the_verdict(talk, turn, person), person)


@EVERYONE
def test_told_bit_by_bit_in_any_order(someone: Callable[[], Talk], person: Person) -> None:
    talk = someone()
    talk.say(f"{person.place}租房能落户吗")
    turn = talk.say("帮我看看我符不符合条件")
    # Only an answer to the question, no sentence that anyone would say unasked.
    said = [sentence for sentence in person.says.values() if sentence != "都不是"]
    random.Random(person.name).shuffle(said)
    for sentence in said:
        if turn["kind"] == "eligibility":
            break
        turn = talk.say(sentence)
    check_verdict(to_the_verdict(talk, turn, person), person)


def test_in_weihai_a_landlord_who_agrees_is_asked_for_the_promise_in_writing(
    someone: Callable[[], Talk],
) -> None:
    talk = someone()
    talk.say("威海租房能落户吗")
    talk.say("帮我看看我符不符合条件")
    talk.say("租的房子在市区")
    assert talk.say("租房备案已经办了")["question"]["fact"] == "landlord_promise"
    turn = talk.say("房东同意落户")
    assert turn["kind"] == "question"
    assert turn["question"]["fact"] == "landlord_promise"
    person = NAMED["威海", "备了案,房东同意,写了承诺书"]
    check_verdict(talk.say("房东写了承诺书"), person)


def test_in_weihai_it_does_not_matter_how_long_one_has_rented(
    someone: Callable[[], Talk],
) -> None:
    person = NAMED["威海", "备了案,房东同意,写了承诺书"]
    talk = someone()
    turn = talk.say("我在威海租房才三天," + ",".join(person.says.values()) + ",能落户吗")
    check_verdict(to_the_verdict(talk, turn, person), person)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("两年整", "eligible"), ("两年出头", "eligible"), ("一年十一个月", "ineligible"),
     ("差一天两年", "ineligible"), ("不到两年", "ineligible")],
)  # fmt: skip
def test_in_feicheng_the_line_is_drawn_at_two_years(
    someone: Callable[[], Talk], said: str, verdict: str
) -> None:
    usual = NAMED["肥城", "住了快两年"]
    person = Person(said, "肥城", "370983", {**usual.says, "residence_days": said}, verdict)
    talk = someone()
    talk.say("肥城租房能落户吗")
    turn = talk.say("帮我看看我符不符合条件")
    check_verdict(to_the_verdict(talk, turn, person), person)


@pytest.mark.parametrize(
    ("exactly", "verdict"), [("一年十个月", "ineligible"), ("两年零一个月", "eligible")]
)
def test_in_feicheng_one_or_two_years_is_asked_more_exactly(
    someone: Callable[[], Talk], exactly: str, verdict: str
) -> None:
    usual = NAMED["肥城", "住了快两年"]
    person = Person(exactly, "肥城", "370983", {**usual.says, "residence_days": exactly}, verdict)
    talk = someone()
    talk.say("肥城租房能落户吗")
    talk.say("帮我看看我符不符合条件")
    talk.say(usual.says["dwelling_in_town"])
    first = talk.say(usual.says["dwelling_self_contained"])
    again = talk.say("一两年")
    assert first["question"]["fact"] == again["question"]["fact"] == "residence_days"
    assert "请说具体些" in again["text"]
    check_verdict(to_the_verdict(talk, again, person), person)


def test_not_knowing_leaves_the_verdict_open_and_names_what_is_missing(
    someone: Callable[[], Talk],
) -> None:
    usual = NAMED["威海", "备了案,房东同意,写了承诺书"]
    says = {**usual.says, "landlord_promise": "不知道"}
    person = Person("不知道写没写", "威海", "371000", says, "undetermined", "fact_missing")
    talk = someone()
    talk.say("威海租房能落户吗")
    turn = to_the_verdict(talk, talk.say("帮我看看我符不符合条件"), person)
    check_verdict(turn, person)
    assert turn["eligibility"]["missing_facts"] == ["landlord_promise"]


def test_taps_alone_lead_to_a_verdict(someone: Callable[[], Talk]) -> None:
    talk = someone()
    turn = talk.say("周村租房能落户吗")
    turn = talk.say("帮我看看我符不符合条件")
    for _ in range(6):
        if turn["kind"] == "eligibility":
            break
        turn = talk.say(turn["options"][0]["payload"])
    assert turn["kind"] == "eligibility"


def test_two_people_do_not_hear_of_each_other(someone: Callable[[], Talk]) -> None:
    one, other = someone(), someone()
    one.say("威海租房能落户吗")
    other.say("赤峰租房能落户吗")
    one.say("我租的房子在市区,备案了")
    assert one.say("买房呢")["region"]["code"] == "371000"
    assert other.say("买房呢")["region"]["code"] == "150400"
