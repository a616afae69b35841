"""Who asks several things at once gets an answer to each, from the clause that treats it."""

from __future__ import annotations

import pytest

from actions.conversation.services import Services
from tests.actions.conversation.conftest import Start

REGIONS = ["371000", "370306", "370983", "150400", "330211"]
RENT_AND_LAND = "租房能落户吗？老家的地会不会被收回？"
LEAD = "您问了几件事"
LAPSED = "按已经过期的文件（有效期到2026年10月20日）："


@pytest.mark.parametrize("region", REGIONS)
def test_each_question_is_answered_from_a_clause_of_its_own(
    start: Start, services: Services, region: str
) -> None:
    turn = start(region=region).say(RENT_AND_LAND, asks="renting")
    assert turn["kind"] == "answer"
    assert turn["text"].removeprefix(LAPSED).startswith(LEAD)
    assert turn["text"].startswith(LAPSED) is (region == "371000")
    assert turn["text"].index("租房能落户吗") < turn["text"].index("老家的地会不会被收回")
    first, second = turn["citations"]
    assert first["clause"] != second["clause"]
    land = services.corpus.clause(second["document"], second["clause"])
    assert "地" in land.text
    for citation in turn["citations"]:
        assert citation["quote"][:10] in turn["text"] or citation["quote"][-10:] in turn["text"]


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("{}租房能落户吗？老家的地会不会被收回？", "renting"),
        ("租房咋落户，另外{}老家的承包地会不会收走", "renting"),
        ("在{}厂里上班能落户吗？承包的地还能不能留？", "employment"),
    ],
)
def test_the_place_may_be_named_in_any_of_the_questions(
    start: Start, message: str, asks: str
) -> None:
    turn = start().say(message.format("赤峰"), asks=asks)
    assert turn["region"]["code"] == "150400"
    assert turn["text"].startswith(LEAD)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(
    ("message", "asks"),
    [(RENT_AND_LAND, "renting"), ("买房怎么落户？老家的地会不会被收回？", "own_home")],
)
def test_the_first_question_is_answered_with_the_pathway_it_asks_about(
    start: Start, services: Services, region: str, message: str, asks: str
) -> None:
    opened = services.eligibility.pathways(region)
    turn = start(region=region).say(message, asks=asks)
    assert turn["topic"] == asks
    said = [
        name
        for name, (_folder, rules) in opened.items()
        if rules.summary.removeprefix("能。") in turn["text"]
    ]
    assert said == [asks]


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("租房能落户吗？租的房子可以上户口吗？", "renting"),
        ("租房能落户吗？今天天气怎么样？", "renting"),
        ("租房能落户吗？要带什么？", "renting"),
        ("想问一下，租房能落户吗", "renting"),
        ("你好，在吗，租房能落户吗", "renting"),
    ],
)
@pytest.mark.parametrize("region", REGIONS)
def test_one_question_of_ours_is_answered_as_one(
    start: Start, region: str, message: str, asks: str
) -> None:
    turn = start(region=region).say(message, asks=asks)
    assert LEAD not in turn["text"]
    assert turn["topic"] == asks


@pytest.mark.parametrize("region", REGIONS)
def test_idle_talk_in_two_questions_is_not_answered(start: Start, region: str) -> None:
    turn = start(region=region).say("红烧肉怎么做？哪部电影好看？", act="out_of_scope")
    assert turn["kind"] == "no_answer"
    assert not turn["citations"]


def test_without_a_place_the_bot_asks_for_it_first(start: Start) -> None:
    talk = start()
    assert talk.say(RENT_AND_LAND, asks="renting")["kind"] == "clarify_region"
    turn = talk.say("赤峰")
    assert turn["region"]["code"] == "150400"
    assert turn["citations"]


def test_a_long_story_is_no_list_of_questions(start: Start) -> None:
    story = "我前些年跟着老乡出来干活，换过好几个厂，后来在城里安顿下来，" * 5
    turn = start(region="150400").say(f"{story}{RENT_AND_LAND}", asks="renting")
    assert LEAD not in turn["text"]


def test_a_check_that_goes_on_is_not_left_for_them(start: Start) -> None:
    talk = start(region="370983")
    asked = talk.say("帮我看看租房够不够条件", asks="renting", act="check")
    assert asked["kind"] == "question"
    assert LEAD not in talk.say(RENT_AND_LAND, asks="renting")["text"]


def test_what_has_lapsed_is_said_once_for_all_of_them(start: Start) -> None:
    turn = start(region="371000").say(RENT_AND_LAND, asks="renting")
    assert [notice["kind"] for notice in turn["notices"]].count("expired") == 1
    for notice in turn["notices"]:
        assert turn["text"].count(notice["text"]) == 1


def test_the_conversation_goes_on_from_there(start: Start) -> None:
    talk = start(region="150400")
    talk.say(RENT_AND_LAND, asks="renting")
    turn = talk.say("那威海呢")
    assert (turn["region"]["code"], turn["topic"]) == ("371000", "renting")


def test_of_what_the_document_is_silent_on_is_said_so_beside_the_rest(start: Start) -> None:
    turn = start().say("威海租房要啥材料，另外孩子上学有没有照顾，办理要几天")
    assert len(turn["citations"]) == 2
    assert "办理要几天" in turn["text"]
    assert "没有写" in turn["text"]
