"""Whatever breaks behind a channel, the person gets a turn."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import jsonschema
import pytest

from bot.channels.delivery import deliver
from luohu.settings import ROOT
from tests.bot.conftest import StandIn

SCHEMA = json.loads((ROOT / "contract" / "turn.schema.json").read_text("utf-8"))
PHONE = "13900000000"


def say(
    rasa: StandIn, message: object = "租房能落户吗", sender: str = "me"
) -> list[dict[str, Any]]:
    return asyncio.run(deliver(rasa, message, sender, "rest"))


def turn_in(items: list[dict[str, Any]]) -> dict[str, Any]:
    (turn,) = [item["custom"] for item in items if "custom" in item]
    assert "\n".join(item["text"] for item in items if "text" in item) == turn["text"]
    jsonschema.validate(turn, SCHEMA)
    return dict(turn)


def is_degraded(items: list[dict[str, Any]]) -> bool:
    return [notice["kind"] for notice in turn_in(items)["notices"]] == ["degraded"]


def test_a_turn_comes_back_as_it_was_uttered(rasa: StandIn, turn: dict[str, Any]) -> None:
    assert turn_in(say(rasa)) == turn


@pytest.mark.parametrize(
    "error", [RuntimeError("boom"), KeyError("x"), TimeoutError(), ConnectionError(), ValueError()]
)
def test_a_failure_of_rasa_is_told_to_the_person(error: Exception) -> None:
    assert is_degraded(say(StandIn(error=error)))


def test_a_rasa_that_says_nothing_gives_a_turn_all_the_same() -> None:
    assert is_degraded(say(StandIn()))


def test_words_without_a_turn_are_not_passed_on() -> None:
    items = say(StandIn(answers=[{"text": "Internal error"}]))
    assert is_degraded(items)
    assert "Internal" not in str(items)


def test_an_empty_turn_is_not_passed_on() -> None:
    assert is_degraded(say(StandIn(answers=[{"text": "", "custom": {}}])))


def test_a_turn_that_could_not_be_stored_is_not_acknowledged(turn: dict[str, Any]) -> None:
    class Late(StandIn):
        async def __call__(self, message: Any) -> None:  # noqa: ANN401
            await super().__call__(message)
            raise OSError("the tracker could not be saved")

    items = say(Late(answers=[{"text": turn["text"], "custom": turn}]))
    assert is_degraded(items)
    assert turn["text"] not in str(items)


def test_the_conversation_is_the_one_that_was_named(rasa: StandIn) -> None:
    items = say(rasa, sender="kiosk-3 张三")
    assert rasa.taken[0].sender_id == "kiosk-3 张三"
    assert {item["recipient_id"] for item in items} == {"kiosk-3 张三"}


@pytest.mark.parametrize("message", ["", "  ", None, 7, [], {}, "\ud83d", "？"])
def test_a_message_without_words_is_handed_on_as_nothing_said(
    rasa: StandIn, message: object
) -> None:
    assert turn_in(say(rasa, message))
    assert rasa.taken[0].text == "/nothing_said"


def test_a_message_of_20000_characters_is_handed_on_as_too_long(rasa: StandIn) -> None:
    assert turn_in(say(rasa, "租" * 20_000))
    assert rasa.taken[0].text == "/too_long"


@pytest.mark.parametrize(
    "message", ["/restart", '/greet{"a":1}', '/greet{"a"', "EXTERNAL: greet", "//x", "/ /restart"]
)
def test_nobody_gives_rasa_orders_from_outside(rasa: StandIn, message: str) -> None:
    say(rasa, message)
    assert not rasa.taken[0].text.startswith(("/", "EXTERNAL: "))


@pytest.mark.parametrize("error", [None, RuntimeError(f"bad message: {PHONE}")])
def test_nothing_private_reaches_rasa_or_the_logs(
    turn: dict[str, Any], error: Exception | None, caplog: pytest.LogCaptureFixture
) -> None:
    rasa = StandIn(answers=[{"text": turn["text"], "custom": turn}], error=error)
    with caplog.at_level(logging.DEBUG):
        items = say(rasa, f"我电话{PHONE}，在威海租房")
    assert PHONE not in str(rasa.taken[0].text)
    assert rasa.taken[0].metadata == {"masked": True}
    assert PHONE not in caplog.text + str(items)
    assert "租房" not in caplog.text


def test_a_failure_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    say(StandIn(error=RuntimeError("boom")))
    assert "RuntimeError" in caplog.text


def test_a_message_without_numbers_is_not_marked_as_masked(rasa: StandIn) -> None:
    say(rasa)
    assert not (rasa.taken[0].metadata or {}).get("masked")
