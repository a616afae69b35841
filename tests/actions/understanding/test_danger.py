"""Danger is heard in any words, manner and length; what only sounds like it raises no alarm."""

from __future__ import annotations

import pytest

from actions.conversation.services import Services
from actions.understanding.danger import stretches
from luohu.text import normalise

DANGERS = [
    ("despair", "我活着没什么意思了，想死"),
    ("despair", "孩子他爸说他不想活了，人往水库那边去了"),
    ("despair", "俺是真不想活了"),
    ("despair", "我想字杀"),
    ("despair", "我妈把一瓶安眠药都吃了"),
    ("despair", "人在楼顶上，说要跳"),
    ("violence", "他昨天又打我，脸都肿了"),
    ("violence", "我被他们关在屋里不让出去"),
    ("violence", "有个人一直跟踪我到家门口"),
    ("violence", "他拿刀要砍我"),
    ("violence", "老公又家爆我了"),
    ("rage", "我要拿刀捅死那个主任"),
    ("medical", "这里有人晕倒了"),
    ("medical", "我爸突然抽过去了，叫不醒"),
    ("medical", "老太太喘不上气，嘴唇都紫了"),
    ("fire", "楼下着火了，我们出不去"),
    ("fire", "屋里煤气味很大，人都迷糊了"),
]
CALM = [
    "买了",
    "我爸",
    "没住进去",
    "遗失",
    "我在厂里找着活了，户口怎么迁",
    "排队累死了",
    "气死我了，又白跑一趟",
    "这些要命的材料什么时候能交齐",
    "为了一个章跑断腿",
    "我死了心了，就办个居住证吧",
    "前年房子烧了，现在补材料要什么",
    "老人去年去世了，怎么销户",
    "五年前打架离的婚，孩子户口怎么迁",
    "因为家暴离的婚，现在想落到自己房子上",
    "我男人不肯把户口本给我",
    "住院的时候户口能办吗",
    "两口子过不下去离了，户口分开要什么",
    "租房能落户吗",
    "嗯",
    "没有",
    "养子",
    "投诉你们，打了三回电话没人接",
]
LETTER = (
    "尊敬的领导：我是外地来的，在这里租房住了七年，社保也交了五年。孩子今年六岁，该上小学了，"
    "学校说要本地户口。我跑了街道，又跑了派出所，让我找房东签字，房东人在国外。{said}"
    "我文化不高，有些话说不清楚。请问没有房东的同意书，租房能不能落户？材料要带哪些？"
    "是在派出所办还是在政务大厅办？盼望您的回复，谢谢。"
)


@pytest.mark.parametrize(("kind", "text"), DANGERS)
def test_somebody_in_danger_is_heard(services: Services, kind: str, text: str) -> None:
    heard = services.lookout.danger(normalise(text))
    assert heard
    assert heard.kind == kind


@pytest.mark.parametrize("text", CALM)
def test_what_only_sounds_like_danger_raises_no_alarm(services: Services, text: str) -> None:
    assert services.lookout.danger(normalise(text)) is None


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("despair", "我真的不想活了，昨晚在桥上站到天亮。"),
        ("violence", "丈夫喝了酒就往死里打我。"),
    ],
)
def test_danger_is_heard_in_one_sentence_of_a_letter(
    services: Services, kind: str, said: str
) -> None:
    letter = normalise(LETTER.format(said=said))
    heard = services.lookout.danger(letter)
    assert heard
    assert heard.kind == kind
    assert heard.said in letter
    assert services.lookout.danger(normalise(LETTER.format(said=""))) is None


@pytest.mark.parametrize("text", ["", "。。。", "a", "\U0001f600", "，"])
def test_a_message_without_words_is_no_danger(services: Services, text: str) -> None:
    assert services.lookout.danger(text) is None


def test_nothing_that_was_said_is_left_out() -> None:
    spoken = "喂你好我想问一下那个户口的事情我跑了好几趟了现在真的不知道怎么办才好"
    assert all(any(pair in part for part in stretches(spoken)) for pair in _pairs(spoken))
    letter = normalise(LETTER.format(said="")).replace(" ", "")
    told = "".join(stretches(letter))
    assert all(character in told for character in letter if character.isalnum())


def _pairs(text: str) -> list[str]:
    return [text[start : start + 2] for start in range(len(text) - 1)]


def test_no_answer_to_what_the_bot_asks_raises_an_alarm(services: Services) -> None:
    answers = {
        word
        for fact in services.eligibility.facts.values()
        for choice in fact.choices
        for word in (choice.title, *choice.words)
        if len(word) > 1
    }
    alarming = {word for word in answers if services.lookout.danger(normalise(word))}
    assert not alarming
