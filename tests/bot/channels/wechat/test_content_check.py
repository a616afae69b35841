"""WeChat's content check, where it is switched on, stops what is risky and nothing else."""

from __future__ import annotations

import time

import pytest

from bot.channels.wechat.wording import word
from tests.bot.channels.wechat.conftest import Channel
from tests.wechat.standin import CHECK, WeChat


@pytest.fixture(autouse=True)
def _switched_on(idle: Channel) -> None:
    idle.environment = {"LUOHU_WECHAT_CHECK": "1"}


def test_a_risky_message_is_declined_and_not_handed_on(channel: Channel, wechat: WeChat) -> None:
    wechat.risky = {"违规"}
    assert channel.pusher().push(channel.message("违规的话")).text == word("risky")
    assert channel.rasa.taken == []


def test_other_messages_are_answered(channel: Channel, wechat: WeChat) -> None:
    message = channel.message("租房能落户吗")
    assert channel.pusher().push(message).text == "答:租房能落户吗"
    told = next(request for path, request in wechat.calls if path == CHECK)
    assert (told["version"], told["openid"]) == (2, message["FromUserName"])
    assert told["content"] == "租房能落户吗"


def test_personal_numbers_are_not_sent_to_the_check(channel: Channel, wechat: WeChat) -> None:
    channel.pusher().push(channel.message("我电话13900000000"))
    assert wechat.count(CHECK) == 1
    assert "13900000000" not in str(wechat.calls)


@pytest.mark.parametrize("code", [-1, 40003, 48001, 61010])
def test_a_check_that_fails_lets_the_message_through(
    channel: Channel, wechat: WeChat, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    wechat.fail(CHECK, code)
    assert channel.pusher().push(channel.message("租房")).text == "答:租房"
    assert str(code) in caplog.text


def test_a_check_that_hangs_lets_the_message_through_in_time(
    channel: Channel, wechat: WeChat
) -> None:
    channel.pusher().push(channel.message("先"))
    hanging = 4.0
    wechat.hang(CHECK, hanging)
    begun = time.monotonic()
    pushed = channel.pusher().push(channel.message("租房"))
    assert time.monotonic() - begun < hanging
    assert pushed.attempts == 1
    if pushed.text is None:
        assert [sent.text for sent in wechat.wait(1)] == ["答:租房"]
    else:
        assert pushed.text == "答:租房"


def test_without_the_setting_nothing_is_checked(idle: Channel, wechat: WeChat) -> None:
    idle.environment = {}
    with idle.started():
        idle.pusher().push(idle.message())
    assert wechat.count(CHECK) == 0
