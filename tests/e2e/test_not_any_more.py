"""What was, is to come, or is something else is no yes; a no turned round is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.talking import Talk

Someone = Callable[[], Talk]

INSURED = ("肥城租房落户，成套的，在城里", "在这住了三年")
REGISTERED = ("我在威海租房，帮我看看符不符合", "住在市区")
PROMISED = (*REGISTERED, "备案办好了")
CONTRACT = ("威海就业落户，帮我看看够不够", "在城区上班")
CONSENTS = ("周村租房落户，帮我看看", "住在城里")
DWELLING = ("周村租房落户，帮我看看",)


def _after(
    someone: Someone, opening: tuple[str, ...], fact: str, answer: str, *more: str
) -> dict[str, Any]:
    """The turn after somebody was asked for a fact, gave this answer, and then went on."""
    talk = someone()
    turn: dict[str, Any] = {}
    for line in opening:
        turn = talk.say(line)
    assert turn["question"]["fact"] == fact, turn["question"]
    for line in (answer, *more):
        turn = talk.say(line)
    return turn


def _verdict(turn: dict[str, Any]) -> str | None:
    return (turn.get("eligibility") or {}).get("verdict")


@pytest.mark.parametrize(
    "answer",
    [
        "以前有，现在没了", "断了半年", "有是有，过期了", "有过", "正要去", "下个月就有",
        "本来有的", "早停了", "不交了，去年停的", "原来厂里交，后来断了", "还没轮到呢",
        "老板说转正了给交", "交到去年就没再交了", "下半年单位才给上", "正在谈这事呢",
    ],
)  # fmt: skip
def test_insurance_that_ended_or_is_to_come_makes_nobody_eligible(
    someone: Someone, answer: str
) -> None:
    assert _verdict(_after(someone, INSURED, "social_insurance", answer)) != "eligible"


@pytest.mark.parametrize(
    "answer", ["没断过", "哪能没有呢", "不是没有", "咋没有", "从来没停过", "一天都没断过"]
)
def test_a_no_turned_round_is_a_yes(someone: Someone, answer: str) -> None:
    assert _verdict(_after(someone, INSURED, "social_insurance", answer)) == "eligible"


@pytest.mark.parametrize(
    "answer",
    [
        "以前有，现在没了",
        "有是有，过期了",
        "快写了",
        "都说好了",
        "嘴上应了，纸还没落",
        "口头说定了",
    ],
)
def test_a_promise_that_is_not_on_paper_makes_nobody_eligible(
    someone: Someone, answer: str
) -> None:
    assert _verdict(_after(someone, PROMISED, "landlord_promise", answer)) != "eligible"


@pytest.mark.parametrize("answer", ["备案过期了", "正要去", "去年备的，今年没续", "有过，到期了"])
def test_a_registration_that_has_run_out_makes_nobody_eligible(
    someone: Someone, answer: str
) -> None:
    assert _verdict(_after(someone, REGISTERED, "lease_registered", answer, "写了")) != "eligible"


@pytest.mark.parametrize("answer", ["合同到期没续", "签的是劳务合同", "以前签过，现在没了"])
def test_a_contract_that_has_run_out_or_is_another_makes_nobody_eligible(
    someone: Someone, answer: str
) -> None:
    assert _verdict(_after(someone, CONTRACT, "labour_contract", answer, "交着")) != "eligible"


@pytest.mark.parametrize("answer", ["还没跟他说", "还没开口问他呢", "想说还没说"])
def test_a_landlord_who_was_not_asked_has_not_agreed(someone: Someone, answer: str) -> None:
    assert _verdict(_after(someone, CONSENTS, "landlord_consents", answer, "没有")) != "eligible"


@pytest.mark.parametrize("answer", ["不反对", "没意见", "他没二话"])
def test_a_landlord_without_objections_agrees(someone: Someone, answer: str) -> None:
    assert _verdict(_after(someone, CONSENTS, "landlord_consents", answer, "没有")) == "eligible"


@pytest.mark.parametrize("answer", ["不在村里", "不是村里", "城里楼房，不是村里的平房"])
def test_not_in_a_village_is_in_town(someone: Someone, answer: str) -> None:
    turn = _after(someone, DWELLING, "dwelling_in_town", answer)
    assert turn["question"]["fact"] == "landlord_consents"


@pytest.mark.parametrize("answer", ["一年多", "三年", "半年了"])
def test_a_length_of_time_does_not_say_where_somebody_lives(someone: Someone, answer: str) -> None:
    turn = _after(someone, DWELLING, "dwelling_in_town", answer)
    assert turn["question"]["fact"] == "dwelling_in_town"


@pytest.mark.parametrize(
    "answer", ["在新城街道的伊家沟村", "王瓜店街道下面的李家村", "老城镇张家村里"]
)
def test_a_village_of_a_street_is_a_village(someone: Someone, answer: str) -> None:
    talk = someone()
    talk.say("肥城租房落户，帮我看看")
    turn = talk.say(answer)
    told = {one["fact"]: one for one in turn.get("facts_told") or []}
    assert "村" in str(told.get("dwelling_in_town", "村"))
    assert _verdict(turn) == "ineligible" or turn["question"]["fact"] == "dwelling_in_town"


@pytest.mark.parametrize("answer", ["环翠区里头的", "文登城里面", "就在市区里边"])
def test_inside_a_district_is_in_town(someone: Someone, answer: str) -> None:
    turn = _after(someone, ("我在威海租房，帮我看看符不符合",), "dwelling_in_town", answer)
    assert turn["question"]["fact"] != "dwelling_in_town"
    assert _verdict(turn) != "ineligible"


@pytest.mark.parametrize("answer", ["早停了", "停了", "去年就停了"])
def test_who_says_that_it_stopped_does_not_stop_the_check(someone: Someone, answer: str) -> None:
    assert _verdict(_after(someone, INSURED, "social_insurance", answer)) == "ineligible"


@pytest.mark.parametrize(
    ("opening", "supposed", "title"),
    [
        (("肥城租房落户，成套的，在城里", "在这住了三年", "没交社保"), "那要是买了房呢", "购房"),
        (("肥城租房落户，成套的，在城里", "在这住了三年", "没交社保"), "要是我开店呢", "经商"),
        (("周村租房落户，帮我看看", "住在城里", "房东不同意"), "那要是我买了房", "居住"),
    ],
)
def test_what_would_be_by_another_way_is_looked_at_by_that_way(
    someone: Someone, opening: tuple[str, ...], supposed: str, title: str
) -> None:
    talk = someone()
    for line in opening:
        talk.say(line)
    turn = talk.say(supposed)
    assert turn["eligibility"]["verdict"] != "ineligible"
    assert "租房落户”的条件" not in turn["text"].split("\n")[0]
    assert turn["citations"], title
