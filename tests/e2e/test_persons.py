"""Several people, places and ways in one conversation, each answered for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.talking import Talk

Someone = Callable[[], Talk]


def _after(someone: Someone, *said: str) -> dict[str, Any]:
    """The turn that answers the last of several messages."""
    talk = someone()
    turns = [talk.say(message) for message in said]
    return turns[-1]


def _first_line(turn: dict[str, Any]) -> str:
    return str(turn["text"]).split("\n", 1)[0]


OTHERS = [
    ("我孙子在肥城租了一年半，社保也交了一年，他能落不", "肥城", "您孙子"),
    ("替我弟问一下，他在肥城租房三年，备案了，社保也交着，他能落吗", "肥城", "您弟"),
    ("帮我表姐打听一下，她在赤峰租的房，能落户不", "赤峰", "您表姐"),
    ("俺闺女在镇海上班，社保交着，她能落户吗", "镇海", "您闺女"),
]


@pytest.mark.parametrize(("told", "place", "called"), OTHERS)
def test_what_somebody_told_of_themselves_does_not_count_for_a_relative(
    someone: Someone, told: str, place: str, called: str
) -> None:
    talk = someone()
    talk.say("我在威海城里买了房，有房产证，能落户吗")
    turn = talk.say(told)
    assert place in turn["region"]["name"]
    assert turn["question"], turn["text"]
    for _ in range(8):
        if not turn.get("question"):
            break
        turn = talk.say("不清楚")
    assert turn["eligibility"]["verdict"] != "eligible", turn["text"]
    assert called in turn["text"] or called in str(turn["eligibility"]), turn["text"]


@pytest.mark.parametrize("back", ["那我自己呢", "那我呢", "我自己行不行"])
def test_who_comes_back_to_their_own_case_finds_it_as_it_was(someone: Someone, back: str) -> None:
    talk = someone()
    first = talk.say("我在赤峰松山区买了套楼房，能落户不")
    talk.say("我闺女在威海租房，备案了，她能落户吗")
    turn = talk.say(back)
    assert turn["region"]["name"] == "赤峰市"
    assert turn["topic"] == "own_home"
    assert turn["question"]["fact"] == first["question"]["fact"]


@pytest.mark.parametrize(
    ("place", "asked", "begins"),
    [
        ("肥城", "岳父岳母能一起落吗", "您岳父岳母不在文件写的能随迁的人里"),
        ("肥城", "我孙子能跟着迁不", "您孙子不在文件写的能随迁的人里"),
        ("肥城", "能带媳妇吗", "您媳妇在文件写的能随迁的人里"),
        ("威海", "老丈人能不能一块迁", "您老丈人能不能随迁，文件没有写清"),
        ("威海", "我弟弟能不能一起办", "您弟弟能不能随迁，文件没有写清"),
        ("周村", "我姐能跟我一块落户吗", "您姐在文件写的能随迁的人里"),
        ("镇海", "老婆能随迁吗", "您老婆在文件写的能随迁的人里"),
        ("肥城", "能带儿子吗", "您儿子能不能随迁，要看是哪一种"),
    ],
)
def test_the_relative_asked_about_is_answered_first(
    someone: Someone, place: str, asked: str, begins: str
) -> None:
    turn = _after(someone, place, asked)
    assert begins in _first_line(turn), turn["text"]
    assert turn["citations"]


def test_what_is_told_of_the_relative_afterwards_settles_it(someone: Someone) -> None:
    turn = _after(someone, "肥城", "能带儿子吗", "儿子三十了，早成家了")
    assert "已经结婚的子女，不在文件写的能随迁的人里" in _first_line(turn)
    assert "没成年的子女" not in _first_line(turn)


@pytest.mark.parametrize(
    ("said", "region", "topic"),
    [
        (("肥城", "租房能落户吗", "那买房的呢"), "肥城", "own_home"),
        (("赤峰", "买房能落户吗", "那租房的呢"), "赤峰", "renting"),
        (("威海租房能落户吗", "算了，那肥城呢，开店行不"), "肥城", "business"),
        (("周村租房能落户吗", "那镇海呢，上班的行不"), "镇海", "employment"),
        (("肥城租房要住多久", "镇海买房也是这样吗"), "镇海", "own_home"),
        (("赤峰租房落户要什么条件", "威海那边咋规定的"), "威海", "renting"),
        (("威海创业落户要什么条件", "要是换成肥城怎么弄"), "肥城", "business"),
        (("我想投靠女儿落户，落在赤峰", "那肥城租房呢"), "肥城", "renting"),
    ],
)
def test_another_way_or_place_is_taken_up(
    someone: Someone, said: tuple[str, ...], region: str, topic: str
) -> None:
    turn = _after(someone, *said)
    assert turn["kind"] == "answer", turn["text"]
    assert region in turn["region"]["name"]
    assert turn["topic"] == topic


def test_each_place_is_compared_on_the_way_named_with_it(someone: Someone) -> None:
    turn = _after(someone, "威海租房和肥城买房哪个容易")
    assert turn["kind"] == "comparison"
    assert [one["topic"] for one in turn["answers"]] == ["renting", "own_home"]


@pytest.mark.parametrize(
    ("place", "story", "pathway"),
    [
        ("肥城", "成套租的，住了两年多点，社保没停过，够不够", "renting"),
        ("威海", "租的房，备案了，房东也写了承诺书，够格不", "renting"),
    ],
)
def test_a_case_told_without_a_name_is_taken_for_the_way_it_tells_of(
    someone: Someone, place: str, story: str, pathway: str
) -> None:
    turn = _after(someone, place, story)
    assert turn["topic"] == pathway, turn["text"]
    assert turn.get("question") or turn.get("eligibility"), turn["text"]


def test_a_place_said_alone_tells_nothing_of_anybody(someone: Someone) -> None:
    turn = _after(someone, "威海", "正式安置单位的退伍军人能落户吗，帮我看看我符不符合")
    assert not [
        one
        for one in (turn.get("eligibility") or {}).get("met", [])
        if one.get("fact") == "veteran_unit_here"
    ]


def test_a_pronoun_for_nobody_is_asked_back(someone: Someone) -> None:
    turn = _after(someone, "威海", "她呢")
    assert turn["kind"] == "smalltalk"
