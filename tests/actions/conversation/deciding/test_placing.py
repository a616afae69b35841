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


@pytest.mark.parametrize("number", ["赤政发〔2016〕50号", "赤政发（2016）50号", "赤政发2016年50号"])
def test_who_names_a_document_by_its_number_is_answered_from_it(start: Start, number: str) -> None:
    talk = start()
    talk.say("威海租房能落户吗", asks="renting")
    turn = talk.say(f"{number}里购房类要什么", asks="own_home")
    assert turn["region"]["code"] == "150400"
    assert {citation["document"] for citation in turn["citations"]} == {"150400-chifeng"}


def test_a_document_that_is_not_held_is_said_not_to_be(start: Start) -> None:
    talk = start()
    talk.say("肥城租房能落户吗", asks="renting")
    turn = talk.say("泰政发〔2015〕4号怎么规定租房", asks="renting")
    assert turn["kind"] == "unsupported_region"
    assert "泰政发〔2015〕4号" in turn["text"]
    assert not turn["citations"]
    assert talk.say("那租房呢", asks="renting")["region"]["code"] == "370983"


@pytest.mark.parametrize(
    "told",
    ["户口还在贵州", "我在长春念的技校", "后来在大连又上了户口", "我姐在北京落的户，我这边呢"],
)
def test_a_life_elsewhere_does_not_turn_the_person_away(start: Start, told: str) -> None:
    talk = start()
    talk.say("威海租房能落户吗", asks="renting")
    turn = talk.say(told, asks="renting")
    assert turn["kind"] not in ("unsupported_region", "clarify_region")
    assert turn["region"]["code"] == "371000"


EVERY = tuple(PLACES.values())


@pytest.mark.parametrize(
    "every",
    ["五个地方都列一下", "这五个城市都给我说说", "各地都讲一遍", "你们这几个地方都对比一下"],
)
def test_all_places_are_put_side_by_side_for_the_last_question(start: Start, every: str) -> None:
    talk = start(region="371000")
    talk.say("租房能落户吗", asks="renting")
    turn = talk.say(every, act="compare")
    assert (turn["kind"], turn["topic"]) == ("comparison", "renting")
    assert all(name in turn["text"] for name in PLACES)
    assert talk.say("买房呢", asks="own_home")["region"]["code"] == "371000"


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("五个地方哪个租房最容易落户", "renting"),
        ("你们这几个城市里哪个租房落户最宽松", "renting"),
        ("所有地方的买房条件都说一遍", "own_home"),
        ("哪个城市最好落", "general_conditions"),
        ("哪个地方落户门槛最低", None),
    ],
)
@pytest.mark.parametrize("here", [None, "330211"])
def test_which_place_is_easiest_is_answered_with_all_of_them(
    start: Start, message: str, topic: str | None, here: str | None
) -> None:
    turn = start(region=here).say(message)
    assert turn["kind"] == "comparison"
    assert all(name in turn["text"] for name in PLACES)
    assert topic in (None, turn["topic"])


def test_which_place_of_a_province_is_easiest_leaves_the_others_out(start: Start) -> None:
    turn = start().say("山东哪个城市好落户")
    assert turn["kind"] == "comparison"
    assert [name for name in PLACES if name in turn["text"]] == ["威海", "周村", "肥城"]


@pytest.mark.parametrize(
    "message",
    ["去哪个地方办落户", "孩子户口落哪个地方好", "户口本上哪个地方要改", "城区都有几个地方能办"],
)
def test_a_spot_that_is_asked_for_is_no_comparison(start: Start, message: str) -> None:
    assert start(region="371000").say(message)["kind"] != "comparison"


@pytest.mark.parametrize(
    "message",
    ["跟周村比，咱这租房落户严不严", "和周村比起来租房落户难不难", "周村租房比咱这好落吗"],
)
def test_a_place_set_beside_the_one_spoken_of_is_compared_with_it(
    start: Start, message: str
) -> None:
    turn = start(region="370983").say(message, asks="renting")
    assert turn["kind"] == "comparison"
    assert [name for name in PLACES if name in turn["text"]] == ["周村", "肥城"]


def test_the_same_in_another_place_is_about_that_place(start: Start) -> None:
    talk = start(region="370983")
    talk.say("买房落户要什么条件", asks="own_home")
    turn = talk.say("镇海买房也是这样吗", asks="own_home")
    assert turn["region"]["code"] == "330211"


HEARD = {"威孩": "371000", "飞城": "370983", "赤丰": "150400", "周存": "370306", "镇嗨": "330211"}


@pytest.mark.parametrize(("heard", "code"), HEARD.items())
@pytest.mark.parametrize("yes", ["是", "对", "嗯是的", "对对对", "没错"])
def test_a_place_only_heard_is_asked_back_and_a_yes_takes_it_up(
    start: Start, heard: str, code: str, yes: str
) -> None:
    talk = start()
    asked = talk.say(f"{heard}租房能落户吗", asks="renting")
    assert asked["kind"] == "clarify_region"
    assert len(asked["options"]) == 1
    assert asked["options"][0]["title"] in asked["text"]
    answered = talk.say(yes, act="affirm")
    assert (answered["region"]["code"], answered["topic"]) == (code, "renting")


@pytest.mark.parametrize("no", ["不是", "不对", "不是的"])
def test_a_guess_that_is_wrong_leads_to_all_places(start: Start, no: str) -> None:
    talk = start()
    talk.say("威孩租房能落户吗", asks="renting")
    asked = talk.say(no, act="deny")
    assert asked["kind"] == "clarify_region"
    assert len(asked["options"]) == 5
    answered = talk.say("肥城")
    assert (answered["region"]["code"], answered["topic"]) == ("370983", "renting")


@pytest.mark.parametrize("no", ["不是，肥城", "不是 肥城", "不对，我说的是肥城", "肥城"])
def test_a_guess_is_corrected_in_one_message(start: Start, no: str) -> None:
    talk = start()
    talk.say("威孩租房能落户吗", asks="renting")
    answered = talk.say(no, act="correct")
    assert (answered["region"]["code"], answered["topic"]) == ("370983", "renting")


def test_the_place_spoken_of_is_not_asked_back_where_it_is_mistyped(start: Start) -> None:
    talk = start(region="371000")
    turn = talk.say("威孩租房能落户吗", asks="renting")
    assert turn["region"]["code"] == "371000"
    assert turn["kind"] != "clarify_region"


def test_another_place_that_is_mistyped_is_asked_back_too(start: Start) -> None:
    talk = start(region="370983")
    assert talk.say("威孩租房也行吗", asks="renting")["kind"] == "clarify_region"
    assert talk.say("对", act="affirm")["region"]["code"] == "371000"


def test_a_mistyped_place_alone_is_asked_back_and_then_kept(start: Start) -> None:
    talk = start()
    assert talk.say("威孩")["kind"] == "clarify_region"
    assert talk.say("是", act="affirm")["kind"] == "smalltalk"
    assert talk.say("租房能落户吗", asks="renting")["region"]["code"] == "371000"


def test_a_guess_is_forgotten_once_something_else_is_asked(start: Start) -> None:
    talk = start()
    talk.say("威孩租房能落户吗", asks="renting")
    talk.say("周村买房能落户吗", asks="own_home")
    talk.say("是", act="affirm")
    assert talk.session.region == "370306"


@pytest.mark.parametrize(("wide", "names"), [("山东", "威海 周村 肥城"), ("内蒙古", "赤峰")])
def test_a_province_is_answered_with_its_covered_places_by_name(
    start: Start, wide: str, names: str
) -> None:
    turn = start().say(f"{wide}租房能落户吗", asks="renting")
    assert turn["kind"] == "clarify_region"
    assert all(name in turn["text"] for name in names.split())
    assert not any(name in turn["text"] for name in PLACES if name not in names.split())


@pytest.mark.parametrize("wide", ["内蒙古", "淄博"])
def test_the_one_covered_place_of_a_wider_one_is_taken_up_with_a_yes(
    start: Start, wide: str
) -> None:
    talk = start()
    talk.say(f"{wide}租房能落户吗", asks="renting")
    turn = talk.say("是的", act="affirm")
    assert turn["region"]["code"] in ("150400", "370306")
    assert turn["topic"] == "renting"


def test_whoever_asks_for_papers_without_a_place_is_asked_for_the_place(start: Start) -> None:
    turn = start().say("办这个都要准备啥,拿什么证", asks="materials")
    assert turn["kind"] == "clarify_region"
