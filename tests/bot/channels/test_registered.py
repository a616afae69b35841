"""Whatever channel is registered, its conversations are its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from rasa.core.run import create_http_input_channels

from bot.channels.answered import answers_after
from bot.channels.seeding import begin, read_session
from luohu.settings import ROOT
from tests.bot.channels.counter import SENDER
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Served, serving

LINE = "tests.bot.channels.counter.CounterChannel:\n"
SECRET = "secret" * 5
OTHERS = {
    "counter": SENDER,
    "kiosk": f"kiosk-hall-{SECRET}",
    "miniprogram": f"miniprogram-{SECRET}",
    "wechat": f"wechat_official-{SECRET}",
    "hotline": f"hotline-{SECRET}",
}


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Rasa:
    """A Rasa with conversations of its own."""
    return Rasa(tmp_path_factory.mktemp("registered") / "tracker.db")


@pytest.fixture(scope="module")
def served(keeper: Rasa, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """All channels of the installation and one line more, as Rasa creates them."""
    file = tmp_path_factory.mktemp("credentials") / "credentials.yml"
    file.write_text((ROOT / "credentials.yml").read_text("utf-8") + LINE, "utf-8")
    channels = create_http_input_channels(None, str(file))
    assert {channel.name() for channel in channels} == {
        *OTHERS,
        "rest",
        "upkeep",
        "health",
        "metrics",
    }
    with serving("registered_test", keeper, channels) as server:
        yield server


def read(keeper: Rasa, sender: str) -> tuple[object, list[str]]:
    """What a conversation holds."""
    answers = asyncio.run(answers_after(keeper, sender, None))
    return asyncio.run(read_session(keeper, sender)), [answer.said for answer in answers]


@pytest.mark.parametrize("channel", sorted(OTHERS))
def test_nobody_enters_a_conversation_of_a_registered_channel_over_rest(
    served: Served, keeper: Rasa, channel: str
) -> None:
    sender = OTHERS[channel]
    asyncio.run(begin(keeper, sender, {"region": "150400"}))
    if channel == "counter":
        assert served.ask("POST", "/webhooks/counter/say", "租房").status == 200
    before = read(keeper, sender)
    body = {"sender": sender, "message": "再说一遍", "id": "1"}
    reply = served.ask("POST", "/webhooks/rest/webhook", body)
    assert {item["recipient_id"] for item in reply.json} == {sender}
    assert read(keeper, sender) == before
    rated = {"sender": sender, "id": "1", "rating": "up"}
    assert served.ask("POST", "/webhooks/rest/feedback", rated).status == 200


def test_the_answers_of_another_channel_cannot_be_rated_over_rest(
    served: Served, keeper: Rasa
) -> None:
    served.ask("POST", "/webhooks/counter/say", "租房")
    message = asyncio.run(answers_after(keeper, SENDER, None))[-1].message_id
    rated = {"sender": SENDER, "id": message, "rating": "up"}
    assert served.ask("POST", "/webhooks/rest/feedback", rated).status == 404
