"""Each type of message gets an answer or, where none is wanted, silence."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.wechat.wording import word
from tests.bot.channels.wechat.conftest import Channel
from tests.wechat.standin import WeChat


def test_recognised_speech_is_a_question(channel: Channel) -> None:
    voice = channel.message(MsgType="voice", Content=None, Recognition="租房能落户吗", MediaId="1")
    assert channel.pusher().push(voice).text == "答:租房能落户吗"


@pytest.mark.parametrize("recognition", [None, "", " "])
def test_speech_that_was_not_recognised_is_asked_for_in_writing(
    channel: Channel, recognition: str | None
) -> None:
    voice = channel.message(MsgType="voice", Content=None, Recognition=recognition, MediaId="1")
    assert channel.pusher().push(voice).text == word("voice")
    assert channel.rasa.taken == []


@pytest.mark.parametrize(
    "kind", ["image", "video", "shortvideo", "location", "link", "file", "miniprogrampage"]
)
def test_what_cannot_be_read_is_said_politely(channel: Channel, kind: str) -> None:
    sent = channel.message(MsgType=kind, Content=None, MediaId="1", Location_X="37.5")
    assert channel.pusher().push(sent).text == word(kind)
    assert channel.rasa.taken == []


@pytest.mark.parametrize("kind", ["sticker", "", "device_text", "welcome"])
def test_unknown_types_are_answered_too(channel: Channel, kind: str) -> None:
    sent = channel.message(MsgType=kind, Content=None)
    assert channel.pusher().push(sent).text in (word("unsupported"), word("welcome"))


def test_what_wechat_does_not_pass_on_is_not_taken_for_words(channel: Channel) -> None:
    sent = channel.message(word("not_passed_on"))
    assert channel.pusher().push(sent).text == word("unsupported")


@pytest.mark.parametrize("key", [None, "qrscene_7"])
def test_a_new_follower_is_greeted(channel: Channel, key: str | None) -> None:
    assert channel.pusher().push(channel.event("subscribe", EventKey=key)).text == word("welcome")


def test_who_opens_the_customer_service_is_greeted(channel: Channel, wechat: WeChat) -> None:
    event = channel.event("user_enter_tempsession", SessionFrom="page")
    assert channel.pusher("miniprogram", form="json").push(event).text is None
    assert [sent.text for sent in wechat.wait(1)] == [word("welcome")]


def test_a_menu_entry_is_asked_as_a_question(channel: Channel) -> None:
    event = channel.event("CLICK", EventKey="租房能落户吗")
    assert channel.pusher().push(event).text == "答:租房能落户吗"


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ("unsubscribe", {}),
        ("LOCATION", {"Latitude": "37.5"}),
        ("VIEW", {"EventKey": "http://127.0.0.1"}),
        ("TEMPLATESENDJOBFINISH", {"Status": "success"}),
        ("CLICK", {}),
        ("never heard of", {}),
    ],
)
def test_other_events_get_no_answer(
    channel: Channel, wechat: WeChat, event: str, fields: dict[str, Any]
) -> None:
    assert channel.pusher().push(channel.event(event, **fields)).text is None
    assert (wechat.sent, channel.rasa.taken, channel.rows()) == ([], [], [])


def test_a_repeated_event_is_the_same_one_and_a_later_one_is_not(channel: Channel) -> None:
    first = channel.event("CLICK", EventKey="租房能落户吗", CreateTime=1)
    for event in (first, first, {**first, "CreateTime": 2}):
        assert channel.pusher().push(event).text
    assert len(channel.rasa.taken) == 2


def test_a_message_without_words_is_answered(channel: Channel) -> None:
    assert channel.pusher().push(channel.message("")).text
    assert [message.text for message in channel.rasa.taken] == ["/nothing_said"]


def test_people_have_conversations_of_their_own_that_do_not_tell_who_they_are(
    channel: Channel, wechat: WeChat
) -> None:
    for account, person in (("official", "a"), ("official", "b"), ("miniprogram", "a")):
        channel.pusher(account).push(channel.message(FromUserName=person * 28))
    wechat.wait(1)
    senders = [message.sender_id for message in channel.rasa.taken]
    assert len(set(senders)) == 3
    assert not any("aaaa" in sender or "bbbb" in sender for sender in senders)
    assert all(sender.startswith("wechat_") for sender in senders)
    channels = {message.input_channel for message in channel.rasa.taken}
    assert channels == {"wechat_official", "wechat_miniprogram"}
