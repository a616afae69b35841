"""A message is encoded once, in a thread, and in the order in which messages came."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor

import bot.patches
from bot.encoding import encode_ahead, encoder
from bot.essence import essence_of
from luohu.encoder import Encoder, Vectors

STORY = (
    "我在威海打工三年了,孩子还小,爱人也在这边,平时比较忙,也没有时间去窗口问,"
    "想问问租房子能不能把户口迁过来啊谢谢了"
)


@pytest.fixture
def encoded(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What passes the network, and in which thread."""
    passed: list[tuple[str, int]] = []
    network = Encoder._vector

    def watched(self: Encoder, text: str) -> Vectors:
        passed.append((text, threading.get_ident()))
        return network(self, text)

    monkeypatch.setattr(Encoder, "_vector", watched)
    return passed


@pytest.mark.parametrize("said", ["在周村租房一年能不能落户呀", STORY])
def test_understanding_finds_the_vector_of_a_message_made(
    encoded: list[tuple[str, int]], said: str
) -> None:
    encoder()._query_vector.cache_clear()
    asyncio.run(encode_ahead(said))
    encoder().encode_query(essence_of(said))
    ((_text, thread),) = encoded
    assert thread != threading.get_ident()


def parse(text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is encoded ahead when Rasa's own method understands a message."""
    ahead: list[str] = []

    async def watched(said: str) -> None:
        ahead.append(said)

    async def understand(*_: Any, **__: Any) -> dict[str, Any]:  # noqa: ANN401
        return {"text": text}

    monkeypatch.setattr(bot.patches, "encode_ahead", watched)
    monkeypatch.setattr(bot.patches, "_parse_message", understand)
    processor = object.__new__(MessageProcessor)
    assert asyncio.run(processor.parse_message(UserMessage(text))) == {"text": text}
    return ahead


def test_rasa_encodes_ahead_what_it_understands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parse("租房能落户吗", monkeypatch) == ["租房能落户吗"]


@pytest.mark.parametrize("payload", ["/nothing_said", "/too_long", ""])
def test_what_holds_no_text_is_not_encoded(payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert parse(payload, monkeypatch) == []
