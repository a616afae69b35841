"""What is no question of policy gets a fitting word, and trouble gets help."""

from __future__ import annotations

import pytest

from actions.conversation.session import Asked, Session
from tests.actions.conversation.conftest import Start


@pytest.mark.parametrize("act", [None, "deny", "out_of_scope", "abuse", "unlawful"])
@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        ("落不了户我不想活了", ["12356"], ["12338", "119"]),
        ("他又打我了，户口本也在他手上", ["110", "12338"], ["12356", "119"]),
        ("我爸突然晕倒了，叫不醒", ["120"], ["110", "119", "12356", "12338"]),
        ("着火了，我们下不去", ["119"], ["12356", "12338"]),
    ],
)
def test_danger_comes_before_anything_else(
    start: Start, act: str | None, text: str, told: list[str], not_told: list[str]
) -> None:
    talk = start(region="371000", checking="renting", asked_fact="lease_registered")
    turn = talk.say(text, act=act)
    assert turn["kind"] == "refusal"
    assert all(number in turn["text"] for number in told)
    assert not any(number in turn["text"] for number in not_told)
    assert not turn["options"]
    assert not turn["citations"]


def test_after_danger_the_conversation_goes_on_where_it_was(start: Start) -> None:
    talk = start(region="371000", checking="renting", asked_fact="lease_registered")
    said = talk.say("等下，我妈突然晕倒了")
    assert "户口的事" in said["text"]
    assert talk.session.asked_fact == "lease_registered"
    talk.say("备案了", act="affirm")
    assert talk.session.facts["lease_registered"] is True


@pytest.mark.parametrize("text", ["知道了", "哦，明白了", "收到"])
@pytest.mark.parametrize("pending", [{}, {"checking": "renting", "asked_fact": "lease_registered"}])
def test_a_word_of_acknowledgement_is_no_miss(
    start: Start, text: str, pending: dict[str, str]
) -> None:
    talk = start(region="371000", misses=1, **pending)
    turn = talk.say(text, act="acknowledge")
    assert turn["kind"] == "smalltalk"
    assert not turn["citations"]
    assert talk.session.misses == 1
    assert talk.session.asked_fact == pending.get("asked_fact")


@pytest.mark.parametrize("text", ["好", "嗯", "行", "好的", "嗯嗯"])
@pytest.mark.parametrize("region", [None, "371000"])
def test_a_nod_to_nothing_is_small_talk(start: Start, text: str, region: str | None) -> None:
    turn = start(region=region).say(text, act="affirm")
    assert turn["kind"] == "smalltalk"


def test_an_opinion_is_not_given_and_no_place_is_asked_for(start: Start) -> None:
    turn = start().say("你觉得户籍制度公平吗", act="opinion")
    assert turn["kind"] == "smalltalk"
    assert not turn["citations"]


def test_unlawful_wishes_are_refused_without_a_lesson_on_rules(start: Start) -> None:
    turn = start(region="371000").say("能不能办个假合同", act="unlawful")
    assert turn["kind"] == "refusal"
    assert not turn["citations"]


def test_abuse_is_met_calmly(start: Start) -> None:
    assert start().say("你个废物", act="abuse")["kind"] in ("smalltalk", "handoff", "refusal")


@pytest.mark.parametrize("act", ["nothing_said", "too_long"])
def test_nothing_to_read_is_said_politely(start: Start, act: str) -> None:
    turn = start().say("", act=act)
    assert turn["kind"] == "smalltalk"
    assert turn["options"]


def test_a_masked_number_is_mentioned_once_and_not_repeated(start: Start) -> None:
    turn = start(region="371000").say("我[身份证号]租房能落户吗", asks="renting", masked=True)
    assert [n["kind"] for n in turn["notices"]].count("privacy") == 1
    (notice,) = [n for n in turn["notices"] if n["kind"] == "privacy"]
    assert notice["text"] in turn["text"]


def test_without_a_number_nothing_is_said_of_privacy(start: Start) -> None:
    turn = start(region="371000").say("租房能落户吗", asks="renting")
    assert "privacy" not in [n["kind"] for n in turn["notices"]]


def test_the_second_miss_offers_the_menu_and_the_third_a_person(start: Start) -> None:
    talk = start(region="371000")
    first, second, third = (talk.say("红烧肉怎么做", act="out_of_scope") for _ in range(3))
    assert first["kind"] == "no_answer"
    assert second["kind"] == "no_answer"
    assert second["options"]
    assert third["kind"] == "handoff"
    assert "12345" in third["text"]


def test_an_answer_in_between_starts_the_count_of_misses_anew(start: Start) -> None:
    talk = start(region="371000")
    talk.say("红烧肉怎么做", act="out_of_scope")
    talk.say("红烧肉怎么做", act="out_of_scope")
    talk.say("租房能落户吗", asks="renting")
    assert talk.say("红烧肉怎么做", act="out_of_scope")["kind"] == "no_answer"


def test_a_person_is_given_when_asked_for(start: Start) -> None:
    turn = start(region="370306").say("转人工", act="hand_over")
    assert turn["kind"] == "handoff"
    assert "12345" in turn["text"]


def test_say_it_again_gives_the_same_clauses(start: Start) -> None:
    talk = start()
    first = talk.say("周村租房能落户吗", asks="renting")
    again = talk.say("再说一遍", act="repeat")
    assert [c["clause"] for c in again["citations"]] == [c["clause"] for c in first["citations"]]


def test_say_it_again_with_nothing_said_breaks_nothing(start: Start) -> None:
    assert start(region="371000").say("再说一遍", act="repeat")["kind"] == "smalltalk"


@pytest.mark.parametrize("act", [None, "inform", "affirm", "deny", "dont_know", "correct", "why",
                                 "what_if", "which_rule", "set_region", "compare", "repeat",
                                 "check", "stop"])  # fmt: skip
@pytest.mark.parametrize("text", ["嗯", "不", "两年", "阿", "威海", "那北京呢", "12345", "？"])
@pytest.mark.parametrize("region", [None, "371000"])
def test_any_act_out_of_the_blue_gets_a_turn(
    start: Start, act: str | None, text: str, region: str | None
) -> None:
    assert start(region=region).say(text, act=act)["text"]


def test_a_session_survives_being_kept_as_a_slot() -> None:
    session = Session(
        region="371000",
        topic="renting",
        checking="renting",
        asked_fact="lease_days",
        facts={"lease_days": 3, "lease_registered": True, "talent_group": "none"},
        unknown=("landlord_consents",),
        question=Asked("租房", {"renting": 0.9}),
        waiting=True,
        misses=2,
    )
    assert Session.from_dict(session.as_dict()) == session


@pytest.mark.parametrize("kept", [None, {}, {"foreign": 1}, {"region": None, "old_key": [1]}])
def test_a_missing_or_foreign_session_is_a_new_one(kept: dict[str, object] | None) -> None:
    assert Session.from_dict(kept) == Session()


def test_and_i_takes_up_ones_own_case_though_it_sounds_like_small_talk(start: Start) -> None:
    talk = start(region="371000", topic="renting", judged="renting")
    turn = talk.say("那我自己呢", act="smalltalk")
    assert turn["kind"] in ("question", "eligibility")
    assert turn["topic"] == "renting"
