"""People who know no pathway are asked about all of them at once, and see one view at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.talking import Talk

Someone = Callable[[], Talk]

MAY_I = [
    "我在{place}能不能落户",
    "我能把户口落到{place}吗",
    "我想问下我够不够在{place}落户的条件",
    "像我这样的能迁到{place}去不",
    "我可以落户{place}吗",
    "俺能把户口迁到{place}不",
    "我在{place}符合落户条件吗",
    "我们家想落户{place}，行不行",
    "我户口能不能转到{place}来",
    "我有没有资格落户{place}",
]
WHICH_WAYS = [
    "我在{place}有哪些办法能落户",
    "我想落户{place}，都有什么路子可以走",
    "我要落户{place}能走哪条路",
    "我有啥途径能把户口迁到{place}",
    "帮我看看我在{place}落户有几种办法",
    "我到{place}落户，哪种方式行得通",
    "我想把户口弄到{place}，有什么法子",
    "我这情况在{place}能走哪些途径落户",
    "我落户{place}有哪几条路可走",
    "我想知道我在{place}有没有办法落户",
]
WISHES = [
    "想把户口弄到{place}，我行不行",
    "打算把户口迁到{place}，我能行吗",
    "我想落{place}的户，成不成",
    "想在{place}落户，我该怎么办",
    "我准备落户{place}，怎么落户",
    "我想迁户口到{place}，要什么条件",
    "想落户{place}，我够格吗",
    "希望把户口转到{place}，我可以吗",
    "我要把户口办到{place}，能办不",
    "我想把户口挪到{place}，咋落户",
]
NO_PERSON = [
    "{place}怎么落户",
    "{place}落户要什么条件",
    "{place}落户有哪些途径",
    "在{place}落户有啥要求",
    "落户{place}有几种方式",
    "{place}的落户政策",
    "{place}落户条件是什么",
    "{place}落户怎么办",
    "户口怎么迁到{place}",
    "{place}入户有哪些办法",
]
NO_CHOICE = [
    "不知道啊",
    "还没想好",
    "我也说不清楚",
    "没概念",
    "不清楚该走哪条",
    "你帮我看看吧",
    "搞不懂这些",
    "哪条都行",
    "没主意",
    "说不准",
]
OVER_AGAIN = [
    "从头再来",
    "重新来",
    "咱们重新开始吧",
    "从头开始",
    "重来一遍",
    "重新核对一下",
    "刚才说的都不算，重来",
    "前面说的全清掉吧",
    "重新问一遍",
    "我想重新说",
]
HAS = [
    ("我在这边租房住，在厂里上班", {"renting", "employment"}),
    ("自己开了个小店", {"business"}),
    ("有套自己的房子", {"own_home"}),
    ("房子是租的，没工作", {"renting"}),
    ("我老婆户口在这边", {"joining"}),
    ("没房，就是在公司上班", {"employment"}),
    ("大专毕业，租的房", {"renting", "graduate"}),
    ("买了房，也在这儿打工", {"own_home", "employment"}),
    ("我爸妈的户口都在本地", {"joining"}),
    ("在镇上摆摊做点小买卖，租房住", {"renting", "business"}),
]
PLACES = ["威海", "赤峰", "肥城", "周村", "镇海"]


@pytest.fixture
def talk(someone: Someone) -> Talk:
    """Somebody who begins a conversation."""
    return someone()


def spread(sentences: list[str]) -> list[str]:
    """The sentences, each with another place in turn."""
    return [said.format(place=PLACES[n % len(PLACES)]) for n, said in enumerate(sentences)]


@pytest.mark.parametrize("said", spread([*MAY_I, *WHICH_WAYS, *WISHES]))
def test_who_asks_for_themselves_is_asked_by_what_they_could_settle(talk: Talk, said: str) -> None:
    turn = talk.say(said)
    assert turn["kind"] == "question"
    assert turn["question"]["fact"] == "pathway"
    assert turn["parts"][-1]["text"].startswith("（问题1/约")
    assert len(turn["options"]) > 3


@pytest.mark.parametrize("said", spread(NO_PERSON))
def test_who_asks_in_general_hears_the_ways_and_may_have_all_looked_at(
    talk: Talk, said: str
) -> None:
    turn = talk.say(said)
    assert turn["question"]["fact"] == "pathway"
    assert "租房落户" in turn["text"]
    assert "问题1" not in turn["text"]
    offer = turn["options"][0]
    turn = talk.say(offer["payload"])
    assert turn["parts"][-1]["text"].startswith("（问题1/约")


@pytest.mark.parametrize("said", NO_CHOICE)
def test_who_does_not_know_which_way_is_asked_everyday_facts(talk: Talk, said: str) -> None:
    talk.say("我在肥城能不能落户")
    turn = talk.say(said)
    assert turn["kind"] == "question"
    assert turn["question"]["fact"] != "pathway"
    assert turn["parts"][-1]["text"].startswith("（问题2/约")


@pytest.mark.parametrize("said", OVER_AGAIN)
def test_starting_over_is_asked_back_once_and_keeps_the_place(talk: Talk, said: str) -> None:
    talk.say("我在威海能不能落户")
    talk.say("在当地租房住")
    talk.say("在城区")
    back = talk.say(said)
    assert back["parts"][0]["kind"] == "question"
    done = talk.say("是的")
    assert "威海" in done["text"]
    again = talk.say("我能不能落户")
    assert again["question"]["fact"] == "pathway"
    assert again["region"]["code"] == "371000"


@pytest.mark.parametrize(("said", "ways"), HAS)
def test_what_somebody_has_decides_what_is_asked(talk: Talk, said: str, ways: set[str]) -> None:
    talk.say("我在威海能不能落户")
    turn = talk.say(said)
    assert turn["kind"] == "question"
    while turn["kind"] == "question":
        assert turn["topic"] in ways, turn["text"]
        turn = talk.say("不清楚")
    assert turn["overview"]


def finish(talk: Talk, turn: dict[str, Any], says: dict[str, str]) -> tuple[dict[str, Any], int]:
    """Answer until there is a view; the turn and how many questions it took."""
    asked: list[str] = []
    while turn["kind"] == "question":
        fact = turn["question"]["fact"]
        assert fact not in asked, f"{fact} is asked again"
        asked.append(fact)
        turn = talk.say(says[fact])
    return turn, len(asked)


RENTS_AND_WORKS = {
    "pathway": "租房住，在厂里上班",
    "dwelling_in_town": "在城区",
    "lease_registered": "没备案",
    "landlord_promise": "房东写了承诺书",
    "job_in_town": "在城区上班",
    "labour_contract": "签了劳动合同",
    "social_insurance": "社保交着呢",
}


def test_the_view_says_first_what_is_open_and_quotes_the_clause(talk: Talk) -> None:
    turn, questions = finish(talk, talk.say("我在威海能不能落户"), RENTS_AND_WORKS)
    ways = {one["pathway"]: one for one in turn["overview"]}
    assert ways["employment"]["verdict"] == "open"
    assert ways["renting"]["verdict"] in ("closed", "nearly_open")
    assert ways["renting"]["flips"][0]["fact"] == "lease_registered"
    assert turn["overview"][0]["pathway"] == "employment"
    assert all(one["citation"] is not None for one in turn["overview"])
    assert turn["text"].startswith("按已经过期的文件")
    assert "已符合1条" in turn["parts"][0]["text"]
    assert questions <= 7


def test_a_view_says_what_was_noted_and_each_line_can_be_changed(talk: Talk) -> None:
    turn, _questions = finish(talk, talk.say("我在威海能不能落户"), RENTS_AND_WORKS)
    told = {one["fact"]: one for one in turn["facts_told"]}
    assert told["social_insurance"]["value"] == "是"
    assert told["social_insurance"]["whose"] == "您"
    assert "我记下的是" in turn["text"]
    asked = talk.say(told["social_insurance"]["payload"])
    assert asked["question"]["fact"] == "social_insurance"
    turn, _questions = finish(talk, talk.say("没交"), RENTS_AND_WORKS)
    ways = {one["pathway"]: one for one in turn["overview"]}
    assert ways["employment"]["verdict"] != "open"


@pytest.mark.parametrize(
    "said", ["其实租房备案了", "说错了，租的房子办过备案了", "备案其实已经办了"]
)
def test_a_view_is_corrected_by_saying_so(talk: Talk, said: str) -> None:
    finish(talk, talk.say("我在威海能不能落户"), RENTS_AND_WORKS)
    turn, _questions = finish(talk, talk.say(said), RENTS_AND_WORKS)
    ways = {one["pathway"]: one for one in turn["overview"]}
    assert ways["renting"]["verdict"] == "open"


def test_a_digression_is_answered_and_the_interview_goes_on(talk: Talk) -> None:
    talk.say("我在威海能不能落户")
    aside = talk.say("这个文件现在还有效吗")
    assert aside["citations"]
    assert aside["question"]["fact"] == "pathway"
    turn, _questions = finish(talk, talk.say("租房住，在厂里上班"), RENTS_AND_WORKS)
    assert turn["overview"][0]["verdict"] == "open"


def test_a_place_that_is_missing_is_asked_first(talk: Talk) -> None:
    assert talk.say("我能不能落户")["kind"] == "clarify_region"
    turn = talk.say("肥城")
    assert turn["question"]["fact"] == "pathway"
    assert turn["region"]["code"] == "370983"


def test_after_a_refusal_the_ways_that_are_open_follow_by_themselves(talk: Talk) -> None:
    talk.say("我在威海城区上班，签了劳动合同，社保也交着")
    talk.say("我租房能落户吗")
    turn = talk.say("帮我看看租房落户够不够条件")
    says = {**RENTS_AND_WORKS, "landlord_promise": "房东不肯"}
    turn, _questions = finish(talk, turn, says)
    assert turn["eligibility"]["pathway"] == "renting"
    assert turn["eligibility"]["verdict"] == "ineligible"
    assert turn["overview"][0]["pathway"] == "employment"
    assert "就业落户" in turn["text"]
    assert turn["eligibility"]["flips"]


def test_none_of_it_ends_at_once_and_refuses_nothing_that_was_not_asked(talk: Talk) -> None:
    talk.say("我在镇海能不能落户")
    turn = talk.say("都没有")
    assert turn["overview"]
    assert not {one["verdict"] for one in turn["overview"]} & {"open", "nearly_open"}
