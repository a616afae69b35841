"""A pending question takes any answer that is one, bears with what is none, and then lets go."""

from __future__ import annotations

import pytest

from tests.actions.conversation.conftest import Start, Talk

PENDING = "landlord_consents"
LEASE = {"dwelling_in_town": True, "lease_registered": True}
UNFORESEEN = "房东爽快得很,叫我尽管把户口迁进去"


@pytest.fixture
def asked(start: Start) -> Talk:
    """A check in which only the landlord's consent is still open."""
    return start(
        region="371000", checking="renting", topic="renting", asked_fact=PENDING, facts=LEASE
    )


@pytest.mark.parametrize(
    ("text", "act", "value"),
    [
        ("同意", None, True),
        ("他不肯", None, False),
        (UNFORESEEN, None, True),
        ("他说什么也不松口", None, False),
        ("好嘞您嘞", "affirm", True),
        ("木法子", "deny", False),
    ],
)
def test_an_answer_in_ones_own_words_ends_the_check(
    asked: Talk, text: str, act: str | None, value: bool
) -> None:
    turn = asked.say(text, act=act)
    assert asked.session.facts == {**LEASE, PENDING: value}
    assert turn["eligibility"]["verdict"] == ("eligible" if value else "ineligible")


def test_a_question_about_something_else_is_not_heard_as_the_answer(asked: Talk) -> None:
    turn = asked.say(f"{UNFORESEEN},要带什么材料呢", asks="materials")
    assert turn["topic"] == "materials"
    assert asked.session.facts == LEASE
    assert turn["text"].endswith(turn["question"]["text"])


@pytest.mark.parametrize("act", ["menu", "hand_over"])
def test_a_sure_wish_for_something_else_is_not_heard_as_the_answer(asked: Talk, act: str) -> None:
    asked.say(UNFORESEEN, act=act)
    assert asked.session.facts == LEASE
    assert asked.session.asked_fact == PENDING


@pytest.mark.parametrize("text", ["这个我不清楚", "不知道", "没问过他"])
def test_not_knowing_leaves_the_fact_open_and_goes_on(asked: Talk, text: str) -> None:
    turn = asked.say(text)
    assert turn["eligibility"]["verdict"] == "undetermined"
    assert asked.session.unknown == (PENDING,)
    assert asked.session.facts == LEASE


@pytest.mark.parametrize("text", ["蓝天白云", "我这人就爱吃面"])
def test_what_answers_nothing_is_asked_again(asked: Talk, text: str) -> None:
    turn = asked.say(text)
    assert turn["kind"] == "question"
    assert turn["question"]["fact"] == PENDING
    assert turn["text"].startswith("对不起，我没听明白")
    assert turn["text"].endswith(turn["question"]["text"])
    assert turn["options"]
    assert asked.session.misses == 1


@pytest.mark.parametrize(("text", "act"), [("同意", "affirm"), ("他答应了", "inform")])
def test_a_yes_to_something_that_was_not_asked_is_asked_again(
    start: Start, text: str, act: str
) -> None:
    talk = start(
        region="371000", checking="renting", topic="renting", asked_fact="dwelling_in_town"
    )
    turn = talk.say(text, act=act)
    assert turn["question"]["fact"] == "dwelling_in_town"
    assert turn["kind"] == "question"


def test_after_two_vain_attempts_the_check_goes_on_without_it(asked: Talk) -> None:
    assert asked.say("蓝天白云")["kind"] == "question"
    assert asked.say("大海真蓝")["kind"] == "question"
    turn = asked.say("小鸟在飞")
    assert turn["eligibility"]["verdict"] == "undetermined"
    assert turn["eligibility"]["missing_facts"] == [PENDING]


def test_an_answer_after_a_vain_attempt_is_still_taken(asked: Talk) -> None:
    asked.say("蓝天白云")
    assert asked.say("他答应了")["eligibility"]["verdict"] == "eligible"
    assert asked.session.misses == 0


def test_a_question_is_answered_and_not_taken_for_a_vain_attempt(asked: Talk) -> None:
    turn = asked.say("这个文件现在还有效吗", asks="validity")
    assert turn["topic"] == "validity"
    assert asked.session.misses == 0
    assert asked.session.asked_fact == PENDING


def test_nobody_is_asked_the_same_for_ever(start: Start) -> None:
    talk = start(region="371000", checking="renting", topic="renting",
                 asked_fact="landlord_consents",
                 facts={"dwelling_in_town": True, "lease_registered": True})  # fmt: skip
    for _ in range(4):
        turn = talk.say("租房备案办了")
    assert turn["kind"] == "eligibility"
    assert turn["eligibility"]["verdict"] == "undetermined"
