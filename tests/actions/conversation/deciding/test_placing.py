"""The bot answers for the place that is meant, asks for it where it must, and keeps it."""

from __future__ import annotations

import pytest

from tests.actions.conversation.conftest import Start

PLACES = {"威海": "371000", "周村": "370306", "肥城": "370983", "赤峰": "150400", "镇海": "330211"}


def test_without_a_place_the_bot_asks_for_it_and_then_answers(start: Start) -> None:
    talk = start()
    asked = talk.say("租房能落户吗", asks="renting")
    assert asked["kind"] == "clarify_region"
    assert asked["region"] is None
    assert len(asked["options"]) == 5
    answered = talk.say("威海")
    assert (answered["kind"], answered["topic"]) == ("answer", "renting")
    assert answered["region"]["code"] == "371000"


@pytest.mark.parametrize(("name", "code"), PLACES.items())
def test_every_tap_of_the_question_for_the_place_leads_to_the_answer(
    start: Start, name: str, code: str
) -> None:
    talk = start()
    options = talk.say("租房能落户吗", asks="renting")["options"]
    (payload,) = [option["payload"] for option in options if name in option["title"]]
    turn = talk.say(payload)
    assert turn["region"]["code"] == code
    assert turn["topic"] == "renting"


@pytest.mark.parametrize(("name", "code"), PLACES.items())
def test_a_question_with_its_place_is_answered_from_that_places_document(
    start: Start, name: str, code: str
) -> None:
    turn = start().say(f"{name}租房能落户吗", asks="renting")
    assert turn["kind"] in ("answer", "question")
    assert turn["region"]["code"] == code


def test_the_place_is_remembered(start: Start) -> None:
    talk = start()
    talk.say("威海租房能落户吗", asks="renting")
    assert talk.say("买房呢", asks="own_home")["region"]["code"] == "371000"


def test_a_place_alone_is_taken_note_of(start: Start) -> None:
    talk = start()
    turn = talk.say("肥城")
    assert turn["region"]["code"] == "370983"
    assert not turn["citations"]
    assert talk.say("租房能落户吗", asks="renting")["region"]["code"] == "370983"


def test_the_same_question_for_another_place(start: Start) -> None:
    talk = start()
    talk.say("威海租房能落户吗", asks="renting")
    turn = talk.say("那赤峰呢")
    assert (turn["region"]["code"], turn["topic"]) == ("150400", "renting")


@pytest.mark.parametrize("place", ["北京", "烟台", "上海", "济南"])
def test_a_place_without_a_document_is_told_so_with_the_five(start: Start, place: str) -> None:
    turn = start().say(f"{place}租房能落户吗", asks="renting")
    assert turn["kind"] == "unsupported_region"
    assert not turn["citations"]
    assert place in turn["text"]
    for name in PLACES:
        assert name in turn["text"]


def test_a_city_whose_district_is_covered_offers_that_district(start: Start) -> None:
    talk = start()
    turn = talk.say("淄博租房能落户吗", asks="renting")
    assert turn["kind"] in ("unsupported_region", "clarify_region")
    assert "周村" in "".join(option["title"] for option in turn["options"])
    answered = talk.say("周村区")
    assert (answered["region"]["code"], answered["topic"]) == ("370306", "renting")


def test_after_an_uncovered_place_the_old_place_does_not_answer_for_it(start: Start) -> None:
    talk = start()
    talk.say("威海租房能落户吗", asks="renting")
    turn = talk.say("那北京呢")
    assert turn["kind"] == "unsupported_region"
    assert not turn["citations"]


def test_who_comes_from_one_place_and_lives_in_another_asks_about_the_second(
    start: Start,
) -> None:
    turn = start().say("我是赤峰人在威海租房能落户吗", asks="renting")
    assert turn["region"]["code"] == "371000"


def test_two_places_are_put_side_by_side(start: Start) -> None:
    turn = start().say("威海和周村租房落户有什么不一样", asks="renting", act="compare")
    assert turn["kind"] == "comparison"
    assert {c["document"] for c in turn["citations"]} == {"371000-weihai", "370306-zhoucun"}
    assert turn["region"] is None
    assert "威海" in turn["text"]
    assert "周村" in turn["text"]
    assert "expired" in [notice["kind"] for notice in turn["notices"]]


def test_each_place_of_a_comparison_has_a_heading_and_what_it_comes_to(start: Start) -> None:
    turn = start().say("威海和周村租房落户有什么不一样", asks="renting", act="compare")
    said = [part for part in turn["parts"] if part["kind"] not in ("clause", "notice")]
    assert [part["kind"] for part in said] == ["offer", *["answer", "conclusion"] * 2]
    headings = [part["text"] for part in said if part["kind"] == "answer"]
    places = [answered["question"] for answered in turn["answers"]]
    assert headings == [f"■ {place}：" for place in places]


def test_a_comparison_does_not_change_the_place(start: Start) -> None:
    talk = start()
    talk.say("肥城租房能落户吗", asks="renting")
    talk.say("威海和周村租房呢", asks="renting")
    assert talk.say("买房呢", asks="own_home")["region"]["code"] == "370983"


@pytest.mark.parametrize("act", ["greet", "thank", "goodbye", "smalltalk", "menu", "hand_over"])
def test_no_place_is_asked_for_where_none_is_needed(start: Start, act: str) -> None:
    assert start().say("你好啊", act=act)["kind"] in ("menu", "smalltalk", "handoff")
