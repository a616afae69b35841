"""An answer is rated by a word, a reason follows by number, and no question is taken for either."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.apology import degraded_turn
from bot.channels.wechat.pieces import LONGEST
from bot.channels.wechat.rating import can_be_rated
from bot.channels.wechat.wording import titles, word
from bot.records.feedback import REASONS
from tests.bot.channels.keeping import turn_for
from tests.bot.channels.wechat.conftest import Channel, chat
from tests.wechat.standin import SEND, WeChat

Eventually = Callable[[Callable[[], bool]], None]

OPTIONS = [
    {"title": "租房", "payload": "我租房住"},
    {"title": "自己的房子", "payload": "我有自己的房子"},
]
QUESTION = {"fact": "housing", "text": "您住哪里？", "why": "文件要求"}


def turn(text: str) -> dict[str, Any]:
    """An answer with clauses, whose options can be picked."""
    cited = {"document": "weihai", "clause": "三"}
    place = {"code": "371000", "name": "威海市"}
    known = {"region": place, "topic": "renting", "citations": [cited], "options": OPTIONS}
    return {**turn_for(text), **known}


@pytest.fixture(autouse=True)
def _answers(idle: Channel) -> None:
    idle.rasa.answer = turn
    # Nothing here is about lateness, and a busy machine is slow.
    idle.limits = replace(idle.limits, passive_seconds=3.0)


def say(channel: Channel, text: str, **fields: Any) -> str:  # noqa: ANN401
    said = channel.pusher().push(channel.message(text, **fields)).text
    assert said
    return str(said)


def opinions(channel: Channel) -> list[tuple[str, str | None, str | None]]:
    return [(row["rating"], row["reason"], row["comment"]) for row in channel.feedback()]


def asked(channel: Channel) -> list[str]:
    return [taken.text for taken in channel.rasa.taken]


def spoil(channel: Channel) -> None:
    with sqlite3.connect(channel.records) as connection:
        connection.execute("ALTER TABLE feedback RENAME TO hidden")


@pytest.mark.parametrize("kind", ["answer", "eligibility", "comparison", "no_answer"])
def test_an_answer_says_how_to_rate_it(channel: Channel, kind: str) -> None:
    channel.rasa.answer = lambda text: {**turn(text), "kind": kind}
    assert say(channel, "租房能落户吗").endswith(f"2. 自己的房子\n\n{word('rate')}")


@pytest.mark.parametrize("kind", ["question", "clarify_region", "smalltalk", "menu", "handoff"])
def test_other_turns_do_not_and_a_rating_word_goes_to_the_bot(channel: Channel, kind: str) -> None:
    channel.rasa.answer = lambda text: {**turn(text), "kind": kind}
    assert word("rate") not in say(channel, "你好")
    say(channel, "没用")
    assert asked(channel) == ["你好", "没用"]
    assert channel.feedback() == []


def test_a_turn_that_waits_for_an_answer_is_not_rated(channel: Channel) -> None:
    channel.rasa.answer = lambda text: {**turn(text), "question": QUESTION}
    assert word("rate") not in say(channel, "我租房能落户吗")
    for text in ("没用", "1"):
        say(channel, text)
    assert asked(channel) == ["我租房能落户吗", "没用", "我租房住"]
    assert channel.feedback() == []


def test_an_apology_is_not_rated(channel: Channel) -> None:
    assert not can_be_rated(degraded_turn())
    say(channel, "租房能落户吗")
    channel.rasa.failing = 1
    assert word("rate") not in say(channel, "买房能落户吗")
    say(channel, "没用")
    assert asked(channel) == ["租房能落户吗", "没用"]
    assert channel.feedback() == []


@pytest.mark.parametrize(
    "text",
    ["有用", "有用。", " 很有用！", "有幫助", "赞", "赞赞赞", "👍", "👍🏻", "[强]", "/:strong"],
)
def test_a_good_answer_is_rated_by_a_word_or_a_thumb(channel: Channel, text: str) -> None:
    say(channel, "租房能落户吗")
    assert say(channel, text) == word("rated")
    assert opinions(channel) == [("up", None, None)]
    assert asked(channel) == ["租房能落户吗"]


@pytest.mark.parametrize(
    "text", ["没用", "沒有用", "没帮助。", "踩", "👎", "👎🏿👎🏿", "[弱]", "/:weak"]
)
def test_a_bad_answer_is_rated_and_the_reason_asked_for(channel: Channel, text: str) -> None:
    say(channel, "租房能落户吗")
    question = say(channel, text)
    assert question.startswith(word("why"))
    assert "5. 其他" in question
    assert len(question.encode()) <= LONGEST
    assert opinions(channel) == [("down", None, None)]


@pytest.mark.parametrize(
    "text",
    ["没用？", "有用吗", "居住证有用吗", "没用过", "赞助商能落户吗", "没用的废物", "强制迁出"],
)
def test_what_only_looks_like_a_rating_is_asked(channel: Channel, text: str) -> None:
    say(channel, "租房能落户吗")
    say(channel, text)
    assert len(channel.rasa.taken) == 2
    assert channel.feedback() == []


def test_a_rating_is_stored_with_the_turn_it_follows(channel: Channel) -> None:
    message = channel.message("我电话13900000000，租房能落户吗")
    channel.pusher().push(message)
    say(channel, "没用")
    (row,) = channel.feedback()
    assert (row["channel"], row["region"], row["topic"]) == ("wechat_official", "371000", "renting")
    assert row["question"] == "我电话[手机号],租房能落户吗"
    assert row["message"] == channel.rasa.taken[0].message_id
    assert message["FromUserName"] not in str(row)


def test_every_reason_of_the_other_channels_can_be_given() -> None:
    assert tuple(titles("reasons")) == REASONS


@pytest.mark.parametrize("number", range(1, 6))
def test_a_number_gives_the_reason_and_the_next_one_is_an_option(
    channel: Channel, number: int
) -> None:
    for text in ("租房能落户吗", "没用"):
        say(channel, text)
    assert say(channel, str(number)) == word("rated")
    assert opinions(channel) == [("down", REASONS[number - 1], None)]
    say(channel, "2")
    assert asked(channel) == ["租房能落户吗", "我有自己的房子"]


def test_a_reason_can_be_written_out(channel: Channel) -> None:
    for text in ("租房能落户吗", "没用", "看不懂。"):
        said = say(channel, text)
    assert said == word("rated")
    assert opinions(channel) == [("down", "unclear", None)]


@pytest.mark.parametrize("mark", ["：", ":", "，", " "])
def test_own_words_are_kept_without_personal_numbers(channel: Channel, mark: str) -> None:
    for text in ("租房能落户吗", "没用", "3", f"意见{mark}没说去哪，请打13900000000"):
        said = say(channel, text)
    assert said == word("rated")
    assert opinions(channel) == [("down", "incomplete", "没说去哪,请打[手机号]")]
    assert asked(channel) == ["租房能落户吗"]


@pytest.mark.parametrize(
    "text", ["那要带什么材料", "6", "意见书怎么开", "没用，那怎么办", "1年够吗"]
)
def test_a_question_in_place_of_the_reason_is_answered(channel: Channel, text: str) -> None:
    for said in ("租房能落户吗", "没用"):
        say(channel, said)
    assert f"答:{text[:2]}" in say(channel, text)
    assert opinions(channel) == [("down", None, None)]
    say(channel, "1")
    assert asked(channel)[2:] == ["我租房住"]
    assert opinions(channel) == [("down", None, None)]


@pytest.mark.parametrize("text", ["1", "看不懂", "意见：写得太长"])
def test_nothing_is_a_reason_where_none_was_asked_for(channel: Channel, text: str) -> None:
    for said in ("租房能落户吗", "有用", text):
        say(channel, said)
    assert opinions(channel) == [("up", None, None)]
    assert len(channel.rasa.taken) == 2


def test_a_rating_can_be_changed(channel: Channel) -> None:
    for text in ("租房能落户吗", "没用", "1", "有用"):
        say(channel, text)
    assert opinions(channel) == [("up", None, None)]


def test_a_rating_before_any_answer_goes_to_the_bot(channel: Channel) -> None:
    channel.rasa.answer = chat
    assert say(channel, "有用") == "答:有用"


def test_a_rating_of_somebody_else_rates_nothing(channel: Channel) -> None:
    say(channel, "租房能落户吗")
    say(channel, "没用", FromUserName="o" * 28)
    assert channel.feedback() == []


def test_a_repeated_rating_is_answered_once(channel: Channel, wechat: WeChat) -> None:
    say(channel, "租房能落户吗")
    for text in ("没用", "2"):
        message = channel.message(text)
        first, second = (channel.pusher().push(message).text for _ in range(2))
        assert first == second
    time.sleep(0.5)
    assert opinions(channel) == [("down", "unclear", None)]
    assert (wechat.sent, asked(channel)) == ([], ["租房能落户吗"])


def test_a_rating_in_the_mini_program_is_answered_by_the_api(
    channel: Channel, wechat: WeChat
) -> None:
    for number, text in enumerate(("租房能落户吗", "👎", "1"), start=1):
        channel.pusher("miniprogram").push(channel.message(text))
        wechat.wait(number)
    assert wechat.sent[-1].text == word("rated")
    assert opinions(channel) == [("down", "wrong", None)]
    assert channel.feedback()[0]["channel"] == "wechat_miniprogram"


def test_a_rating_goes_on_after_a_restart(idle: Channel) -> None:
    for text in ("租房能落户吗", "没用", "1", "意见：太长"):
        with idle.started():
            said = say(idle, text)
    assert said == word("rated")
    assert opinions(idle) == [("down", "wrong", "太长")]
    assert asked(idle) == ["租房能落户吗"]


@pytest.mark.parametrize("text", ["👎", "2", "意见：太长"])
def test_a_rating_whose_thanks_a_killed_server_had_not_sent_is_taken_once(
    idle: Channel, wechat: WeChat, text: str
) -> None:
    said = ["租房能落户吗", *(() if text == "👎" else ("没用",))]
    with idle.started():
        for number, one in enumerate(said, 1):
            idle.pusher("miniprogram").push(idle.message(one))
            wechat.wait(number)
        wechat.hang(SEND, 3.0)
        idle.pusher("miniprogram").push(idle.message(text))
        while wechat.count(SEND) <= len(said):
            time.sleep(0.01)
        before = opinions(idle)
    with sqlite3.connect(idle.records) as connection:
        # As if the server had been killed between storing the rating and noting its answer.
        connection.execute(
            "UPDATE wechat_messages SET pieces = NULL, text = ? WHERE waiting", (text,)
        )
    with idle.started():
        thanks = wechat.wait(len(said) + 1)[-1].text
        assert thanks == word("rated") or thanks.startswith(word("why"))
    assert opinions(idle) == before
    assert asked(idle) == ["租房能落户吗"]


def test_a_thumb_that_a_killed_server_had_not_taken_is_taken_after_its_start(
    idle: Channel, wechat: WeChat, eventually: Eventually
) -> None:
    with idle.started():
        say(idle, "租房能落户吗")
        eventually(lambda: not any(row["waiting"] for row in idle.rows()))
        message = idle.message("👍")
        idle.pusher().push(message)
    with sqlite3.connect(idle.records) as connection:
        connection.execute("DELETE FROM feedback")
        connection.execute(
            "UPDATE wechat_messages SET waiting = 1, openid = ?, text = '👍', pieces = NULL"
            " WHERE received_at = (SELECT MAX(received_at) FROM wechat_messages)",
            (message["FromUserName"],),
        )
    with idle.started():
        assert wechat.wait(1)[0].text == word("rated")
    assert opinions(idle) == [("up", None, None)]


def test_a_rating_that_comes_while_the_next_answer_is_made_is_about_the_one_before(
    channel: Channel, wechat: WeChat
) -> None:
    pusher = channel.pusher("miniprogram")
    pusher.push(channel.message("租房能落户吗"))
    wechat.wait(1)
    channel.rasa.pause = 1.0
    for text in ("买房能落户吗", "没用"):
        pusher.push(channel.message(text))
    assert wechat.wait(3)[-1].text == word("rated")
    (row,) = channel.feedback()
    assert (row["question"], row["rating"]) == ("租房能落户吗", "down")
    channel.rasa.pause = 0.0
    pusher.push(channel.message("1"))
    wechat.wait(4)
    assert asked(channel)[2:] == ["我租房住"]


@pytest.mark.parametrize("text", ["有用", "没用"])
def test_a_rating_that_cannot_be_stored_is_not_thanked_for(channel: Channel, text: str) -> None:
    say(channel, "租房能落户吗")
    spoil(channel)
    assert say(channel, text) == word("not_rated")
    assert asked(channel) == ["租房能落户吗"]


def test_options_can_be_picked_while_ratings_cannot_be_stored(channel: Channel) -> None:
    say(channel, "租房能落户吗")
    spoil(channel)
    say(channel, "1")
    assert asked(channel) == ["租房能落户吗", "我租房住"]


def test_nothing_of_a_rating_is_logged(channel: Channel, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        for text in ("租房能落户吗", "没用", "意见：写得太长"):
            say(channel, text)
    assert "太长" not in caplog.text
