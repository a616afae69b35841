"""A person who writes gets each answer once, in time or later, whatever fails on the way."""

from __future__ import annotations

import logging
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.wechat.limits import Limits
from tests.bot.channels.wechat.conftest import Channel, chat
from tests.wechat.standin import SEND, STABLE_TOKEN, WeChat

Eventually = Callable[[Callable[[], bool]], None]


def long_turn(text: str) -> dict[str, Any]:
    return {**chat(text), "text": "\n".join([f"{text}{'，要带身份证' * 40}。"] * 4)}


def rename_table(channel: Channel, old: str, new: str) -> None:
    with sqlite3.connect(channel.records) as connection:
        connection.execute(f"ALTER TABLE {old} RENAME TO {new}")


def is_wiped(row: dict[str, Any]) -> bool:
    return not row["waiting"] and not (row["openid"] or row["text"] or row["pieces"])


@pytest.mark.parametrize("form", ["xml", "json"])
def test_a_quick_answer_stands_in_the_reply(channel: Channel, wechat: WeChat, form: str) -> None:
    pushed = channel.pusher(form=form).push(channel.message("租房能落户吗"))
    assert (pushed.text, pushed.attempts) == ("答:租房能落户吗", 1)
    assert wechat.sent == []


@pytest.mark.parametrize("form", ["xml", "json"])
def test_a_mini_program_is_answered_by_the_api(channel: Channel, wechat: WeChat, form: str) -> None:
    message = channel.message("租房能落户吗")
    assert channel.pusher("miniprogram", form=form).push(message).text is None
    (sent,) = wechat.wait(1)
    assert (sent.openid, sent.text) == (message["FromUserName"], "答:租房能落户吗")


def test_a_late_answer_comes_by_the_api_once(channel: Channel, wechat: WeChat) -> None:
    channel.rasa.pause = channel.limits.passive_seconds + 0.5
    message = channel.message()
    pushed = channel.pusher().push(message)
    assert (pushed.text, pushed.attempts) == (None, 1)
    assert channel.pusher().push(message).text is None
    wechat.wait(1)
    assert channel.pusher().push(message).text is None
    time.sleep(0.2)
    assert [sent.text for sent in wechat.sent] == ["答:租房能落户吗"]
    assert len(channel.rasa.taken) == 1


def test_an_answer_that_takes_six_seconds_comes_by_the_api_once(
    idle: Channel, wechat: WeChat
) -> None:
    idle.limits, idle.rasa.pause = Limits(), 6.0
    with idle.started():
        begun = time.monotonic()
        pushed = idle.pusher().push(idle.message())
        assert (pushed.text, pushed.attempts) == (None, 1)
        assert time.monotonic() - begun < 5
        wechat.wait(1)
        assert time.monotonic() - begun > 5.9
        time.sleep(0.3)
        assert [sent.text for sent in wechat.sent] == ["答:租房能落户吗"]


def test_a_repeat_that_meets_the_answer_gets_it_and_nothing_is_doubled(
    idle: Channel, wechat: WeChat
) -> None:
    """WeChat hangs up before this server gives up waiting, and asks again."""
    idle.limits, idle.rasa.pause = replace(idle.limits, passive_seconds=2.0), 0.5
    with idle.started():
        pushed = idle.pusher(timeout=0.4).push(idle.message())
        assert pushed.text == "答:租房能落户吗"
        assert pushed.attempts > 1
        time.sleep(0.6)
    assert (wechat.sent, len(idle.rasa.taken)) == ([], 1)


def test_an_answer_that_no_repeat_fetches_comes_by_the_api(idle: Channel, wechat: WeChat) -> None:
    idle.limits, idle.rasa.pause = replace(idle.limits, passive_seconds=2.0), 0.5
    with idle.started():
        with pytest.raises(AssertionError):
            idle.pusher(timeout=0.2, attempts=1).push(idle.message())
        assert [sent.text for sent in wechat.wait(1)] == ["答:租房能落户吗"]
        time.sleep(0.5)
    assert len(wechat.sent) == 1


def test_a_repeat_of_an_answered_message_gets_the_same_reply(channel: Channel) -> None:
    message = channel.message()
    first, second = channel.pusher().push(message), channel.pusher().push(message)
    assert first.text == second.text == "答:租房能落户吗"
    assert len(channel.rasa.taken) == 1


@pytest.mark.parametrize("account", ["official", "miniprogram"])
def test_another_person_with_the_same_number_gets_an_answer_of_their_own(
    channel: Channel, wechat: WeChat, account: str
) -> None:
    pusher = channel.pusher(account)
    mine = channel.message("租房能落户吗")
    theirs = {**mine, "FromUserName": "oAnotherPerson", "Content": "买房能落户吗"}
    replies = [pusher.push(mine).text, pusher.push(theirs).text]
    if account == "miniprogram":
        sent = {one.openid: one.text for one in wechat.wait(2)}
        replies = [sent[mine["FromUserName"]], sent["oAnotherPerson"]]
    assert replies == ["答:租房能落户吗", "答:买房能落户吗"]


def test_a_thousand_repeated_and_reordered_messages_give_each_answer_once(
    idle: Channel, wechat: WeChat
) -> None:
    class Uneven(type(idle.rasa)):  # type: ignore[misc]
        async def __call__(self, message: UserMessage) -> None:
            self.pause = 0.9 if int(message.text) % 10 == 0 else 0.0
            await super().__call__(message)

    idle.rasa = Uneven(idle.rasa.file, answer=chat)
    idle.limits = replace(idle.limits, passive_seconds=0.8, remembered_seconds=60.0)
    # Some answers are quick and some late; each message comes four times from one of 50 people.
    messages = [
        idle.message(f"1{number:04}", FromUserName=f"person{number % 50:022}")
        for number in range(250)
    ]
    copies = messages * 4
    random.Random(5).shuffle(copies)
    with idle.started(), ThreadPoolExecutor(16) as threads:
        pushers = [idle.pusher(form="xml"), idle.pusher(form="json")]
        done = list(threads.map(lambda n: pushers[n % 2].push(copies[n]).text, range(1000)))
        replied: dict[str, set[str | None]] = {}
        for message, text in zip(copies, done, strict=True):
            replied.setdefault(message["Content"], set()).add(text)
        late = {content for content, texts in replied.items() if texts == {None}}
        wechat.wait(len(late), seconds=30)
        time.sleep(0.5)
    for content, texts in replied.items():
        assert texts in ({None}, {f"答:{content}"})
    by_api = Counter((sent.openid, sent.text) for sent in wechat.sent)
    people = {message["Content"]: message["FromUserName"] for message in messages}
    assert by_api == Counter((people[content], f"答:{content}") for content in late)
    assert Counter(taken.text for taken in idle.rasa.taken) == Counter(list(people))
    assert late


def test_what_does_not_fit_in_the_reply_follows_by_the_api_in_order(
    channel: Channel, wechat: WeChat, eventually: Eventually
) -> None:
    channel.rasa.answer = long_turn
    pushed = channel.pusher().push(channel.message("在赤峰"))
    assert pushed.text
    eventually(lambda: is_wiped(channel.rows()[0]))
    pieces = [pushed.text, *(sent.text for sent in wechat.sent)]
    assert len(pieces) > 1
    assert "\n".join(pieces) == long_turn("在赤峰")["text"]


def test_the_next_answer_does_not_overtake_the_pieces_of_the_one_before(
    channel: Channel, wechat: WeChat
) -> None:
    channel.rasa.answer = long_turn
    wechat.fail(SEND, -1, times=2)
    pusher = channel.pusher("miniprogram")
    for text in ("甲", "乙"):
        pusher.push(channel.message(text))
    one, other = long_turn("甲")["text"], long_turn("乙")["text"]
    count = 4
    assert "\n".join(sent.text for sent in wechat.wait(count)) == f"{one}\n{other}"


@pytest.mark.parametrize("code", [-1, 45011])
def test_a_busy_wechat_is_tried_again(channel: Channel, wechat: WeChat, code: int) -> None:
    wechat.fail(SEND, code, times=3)
    channel.pusher("miniprogram").push(channel.message())
    wechat.wait(1)
    assert wechat.count(SEND) == 4


def test_a_call_that_wechat_does_not_answer_is_tried_again(
    channel: Channel, wechat: WeChat
) -> None:
    wechat.hang(SEND, 0.7)
    channel.pusher("miniprogram").push(channel.message())
    wechat.wait(1)
    assert wechat.count(SEND) == 2


def test_a_void_token_is_replaced(channel: Channel, wechat: WeChat) -> None:
    pusher = channel.pusher("miniprogram")
    pusher.push(channel.message("甲"))
    wechat.wait(1)
    wechat.void_tokens()
    pusher.push(channel.message("乙"))
    assert [sent.text for sent in wechat.wait(2)] == ["答:甲", "答:乙"]
    assert wechat.count(STABLE_TOKEN) == 2


def test_a_token_that_stays_void_is_replaced_by_force(channel: Channel, wechat: WeChat) -> None:
    wechat.fail(SEND, 42001)
    channel.pusher("miniprogram").push(channel.message())
    wechat.wait(1)
    forced = [told["force_refresh"] for path, told in wechat.calls if path == STABLE_TOKEN]
    assert forced == [False, False, True]


@pytest.mark.parametrize(
    ("code", "told"),
    [(45015, "too long ago"), (45047, "as many messages as WeChat allows"), (48001, "refused")],
)
def test_what_wechat_refuses_is_given_up_and_said_in_the_log(
    channel: Channel,
    wechat: WeChat,
    eventually: Eventually,
    caplog: pytest.LogCaptureFixture,
    code: int,
    told: str,
) -> None:
    wechat.fail(SEND, code)
    with caplog.at_level(logging.DEBUG):
        channel.pusher("miniprogram").push(channel.message())
        eventually(lambda: is_wiped(channel.rows()[0]))
    assert wechat.count(SEND) == 1
    assert told in caplog.text
    assert str(code) in caplog.text


def test_a_wechat_that_stays_away_is_given_up_in_the_end(
    channel: Channel, wechat: WeChat, eventually: Eventually, caplog: pytest.LogCaptureFixture
) -> None:
    wechat.fail(SEND, -1, times=50)
    channel.pusher("miniprogram").push(channel.message())
    eventually(lambda: is_wiped(channel.rows()[0]))
    assert wechat.count(SEND) == 1 + len(channel.limits.pauses)
    assert "after several tries" in caplog.text


def test_neither_words_nor_people_nor_secrets_are_logged(
    channel: Channel, wechat: WeChat, eventually: Eventually, caplog: pytest.LogCaptureFixture
) -> None:
    wechat.fail(SEND, -1)
    wechat.hang(SEND, 0.7)
    wechat.fail(SEND, 45015)
    message = channel.message("我电话13900000000，租房")
    with caplog.at_level(logging.DEBUG):
        channel.pusher("miniprogram").push(message)
        eventually(lambda: is_wiped(channel.rows()[0]))
    for private in (message["FromUserName"], "租房", "13900000000", "token-", "secret of"):
        assert private not in caplog.text


def test_what_a_killed_server_had_not_answered_is_answered_after_its_start(
    idle: Channel, wechat: WeChat, eventually: Eventually
) -> None:
    idle.rasa.pause = 3.0
    message = idle.message("我电话13900000000租房能落户吗")
    with idle.started():
        assert idle.pusher().push(message).text is None
        (row,) = idle.rows()
        assert row["text"] == "我电话[手机号]租房能落户吗"
    idle.rasa.pause = 0.0
    with idle.started():
        (sent,) = wechat.wait(1)
        assert sent.openid == message["FromUserName"]
        assert sent.text.startswith("答:我电话[手机号]")
        eventually(lambda: is_wiped(idle.rows()[0]))
        assert idle.pusher().push(message).text is None
    assert len(wechat.sent) == 1


def test_what_a_killed_server_had_answered_but_not_sent_is_sent_after_its_start(
    idle: Channel, wechat: WeChat
) -> None:
    idle.limits = replace(idle.limits, pauses=(30.0,))
    idle.rasa.answer = long_turn
    with idle.started():
        wechat.hang(SEND, 0.0)
        idle.pusher("miniprogram").push(idle.message("在赤峰"))
        while not wechat.count(SEND):
            time.sleep(0.01)
        time.sleep(0.1)
    with idle.started():
        sent = wechat.wait(2)
    assert "\n".join(piece.text for piece in sent) == long_turn("在赤峰")["text"]
    assert len(idle.rasa.taken) == 1


def test_a_repeat_after_a_restart_gets_no_second_answer(idle: Channel, wechat: WeChat) -> None:
    message = idle.message()
    with idle.started():
        assert idle.pusher().push(message).text
    with idle.started():
        assert idle.pusher().push(message).text is None
        time.sleep(0.2)
    assert (wechat.sent, len(idle.rasa.taken)) == ([], 1)


def test_a_failure_behind_the_channel_is_told_to_the_person(channel: Channel) -> None:
    channel.rasa.failing = 1
    text = channel.pusher().push(channel.message()).text
    assert text
    assert "12345" in text


def test_a_message_that_cannot_be_stored_is_left_to_wechats_repeat(channel: Channel) -> None:
    channel.pusher().push(channel.message("先"))
    message = channel.message()
    rename_table(channel, "wechat_messages", "hidden")
    status, _kind, _body = channel.pusher().ask(*channel.pusher().sealed(message))
    assert status >= 500
    rename_table(channel, "hidden", "wechat_messages")
    assert channel.pusher().push(message).text


def test_two_people_are_answered_at_once(idle: Channel) -> None:
    idle.limits, idle.rasa.pause = replace(idle.limits, passive_seconds=4.0), 0.5
    texts = {}

    def push(person: str) -> None:
        message = idle.message(person, FromUserName=person * 28)
        texts[person] = idle.pusher().push(message).text

    threads = [threading.Thread(target=push, args=(person,)) for person in "abcd"]
    with idle.started():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert texts == {person: f"答:{person}" for person in "abcd"}
    assert idle.rasa.most_at_once > 1
