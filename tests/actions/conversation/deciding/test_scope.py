"""A message is taken for ours by what is known of such questions, and by what is spoken of."""

from __future__ import annotations

import pytest

from actions.conversation.deciding.scope import is_ours
from actions.conversation.message import Message
from actions.conversation.respond import understand
from actions.conversation.services import Services
from actions.conversation.session import Session
from luohu.text import normalise
from tests.actions.conftest import USUAL_DAY
from tests.actions.conversation.conftest import Start

REGIONS = ["371000", "370306", "370983", "150400", "330211"]
WEIHAI = "371000"


def ours(
    services: Services,
    text: str,
    heard: dict[str, float],
    topic: str | None = None,
    region: str = WEIHAI,
) -> bool:
    """Whether a message is ours in a place, given what NLU heard in it."""
    intent = max(heard, key=lambda name: heard[name], default=None)
    sureness = heard[intent] if intent else 0.0
    message = Message(normalise(text), intent, sureness, heard)
    situation = understand(message, Session(region=region, topic=topic), services, USUAL_DAY)
    return is_ours(situation, region)


@pytest.mark.parametrize("text", ["租房能落户吗", "俺租的房子户口能不能上", "爹妈能投靠我过来不"])
def test_a_question_of_policy_is_ours_though_nothing_was_understood(
    services: Services, text: str
) -> None:
    assert ours(services, text, {})


@pytest.mark.parametrize("text", ["红烧肉怎么做", "手机充不进电", "给我讲个笑话听听", "股票咋买"])
@pytest.mark.parametrize("heard", [{}, {"out_of_scope": 0.9}, {"ask_renting": 0.4}])
def test_idle_talk_is_not_ours(services: Services, text: str, heard: dict[str, float]) -> None:
    assert not ours(services, text, heard)


@pytest.mark.parametrize("text", ["今晚想做锅红烧肉，怎么才能不腻", "这个周末带朋友去爬哪座山好看"])
def test_a_whole_sentence_of_something_else_is_not_ours_however_sure_understanding_is(
    services: Services, text: str
) -> None:
    assert not ours(services, text, {"ask_renting": 0.95})


@pytest.mark.parametrize("text", ["租房", "那租房呢", "租房的话"])
def test_a_few_words_of_a_sure_subject_are_ours(services: Services, text: str) -> None:
    assert ours(services, text, {"ask_renting": 0.9})


@pytest.mark.parametrize(
    "text", ["爸妈能随我迁过来吗", "能带上我老婆一起落不", "我妈能跟着我落户吗"]
)
def test_who_moves_with_whom_is_ours_in_a_few_words(services: Services, text: str) -> None:
    assert ours(services, text, {"ask_accompany": 0.9})


@pytest.mark.parametrize(
    "text",
    [
        "我在威海租房，帮我看看我符不符合条件",
        "我租房住，帮我看看我符不符合条件",
    ],
)
def test_who_tells_what_counts_and_wants_to_be_judged_is_judged(start: Start, text: str) -> None:
    turn = start(region=WEIHAI).say(text, act="check")
    assert (turn["kind"], turn["topic"]) == ("question", "renting")


def test_a_few_words_that_may_as_well_be_idle_are_judged_by_what_they_say(
    services: Services,
) -> None:
    assert not ours(services, "买车摇号", {"ask_own_home": 0.75, "out_of_scope": 0.2})


@pytest.mark.parametrize("region", REGIONS)
def test_a_question_of_policy_is_ours_though_understanding_thinks_otherwise(
    services: Services, region: str
) -> None:
    assert ours(services, "租房能落户吗", {"out_of_scope": 0.7}, region=region)


@pytest.mark.parametrize("aside", ["materials", "accompany", "where_to_apply"])
def test_half_a_question_is_ours_only_beside_what_is_being_spoken_of(
    services: Services, aside: str
) -> None:
    assert ours(services, "那怎么弄", {f"ask_{aside}": 0.9}, topic="renting")
    assert not ours(services, "那怎么弄", {f"ask_{aside}": 0.9})


@pytest.mark.parametrize("region", REGIONS)
def test_who_asks_of_something_else_is_told_so_in_every_place(start: Start, region: str) -> None:
    turn = start(region=region).say("红烧肉怎么做", act="out_of_scope")
    assert turn["kind"] == "no_answer"
    assert not turn["citations"]


def test_idle_talk_without_a_place_is_not_asked_where_it_happens(start: Start) -> None:
    assert start().say("手机充不进电怎么修")["kind"] == "no_answer"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("我租房落的户，屋里老返潮长霉，想问能不能申请公租房，要排多久的队", "renting"),
        ("我买房落的户，楼上天天漏水把墙泡坏了，物业不管，能找谁赔钱", "own_home"),
    ],
)
def test_what_is_surely_another_offices_business_is_no_question_of_the_pathway_it_names(
    start: Start, text: str, asks: str
) -> None:
    talk = start()
    talk.say("肥城")
    assert talk.say(text, asks=asks)["kind"] == "no_answer"


@pytest.mark.parametrize("text", ["结婚证没带，光拿身份证行不", "我这复印件没盖章，够不够"])
def test_whether_a_paper_will_do_is_no_wish_to_be_judged(start: Start, text: str) -> None:
    turn = start(region=WEIHAI).say(text)
    assert turn["kind"] == "no_answer"
    assert "question" not in turn
