"""What came from WeChat is known until it is answered, and nobody's longer than needed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.records import wechat
from bot.records.database import Database
from bot.records.wechat import Received

NOW = 1_800_000_000.0
MESSAGE = Received("a" * 32, "wechat_official", NOW, "openid", text="租房能落户吗")


def run(records: Database, work: Callable[..., Any], *values: Any) -> Any:  # noqa: ANN401
    return asyncio.run(records.run(work, *values))


def waiting(records: Database) -> list[Received]:
    return list(run(records, wechat.waiting, "wechat_official"))


def test_a_message_is_new_once(records: Database) -> None:
    assert run(records, wechat.take, MESSAGE) is None
    assert run(records, wechat.take, replace(MESSAGE, text="other")) == MESSAGE


def test_what_is_not_answered_waits_in_the_order_it_came(records: Database) -> None:
    for number in (3, 1, 2):
        late = replace(MESSAGE, id=str(number), received_at=NOW + number)
        run(records, wechat.take, late)
    run(records, wechat.take, replace(MESSAGE, id="9", channel="wechat_miniprogram"))
    assert [received.id for received in waiting(records)] == ["1", "2", "3"]


def test_an_answer_takes_the_place_of_the_message(records: Database) -> None:
    run(records, wechat.take, MESSAGE)
    run(records, wechat.answered, MESSAGE.id, ("能。", "带身份证。"))
    run(records, wechat.sent, MESSAGE.id, 1)
    (received,) = waiting(records)
    assert (received.text, received.pieces, received.sent) == (None, ("能。", "带身份证。"), 1)


def test_nothing_private_stays_of_what_is_done(records: Database) -> None:
    run(records, wechat.take, MESSAGE)
    run(records, wechat.answered, MESSAGE.id, ("能。",))
    run(records, wechat.finished, MESSAGE.id)
    assert waiting(records) == []
    known = run(records, wechat.take, MESSAGE)
    assert (known.openid, known.text, known.pieces, known.waiting) == (None, None, None, False)


def test_nobody_is_known_after_two_days_and_no_message_after_a_week(records: Database) -> None:
    run(records, wechat.take, MESSAGE)
    assert run(records, wechat.purge, NOW + 47 * 3600) == 0
    assert len(waiting(records)) == 1
    assert run(records, wechat.purge, NOW + 49 * 3600) == 1
    assert waiting(records) == []
    assert run(records, wechat.take, MESSAGE).openid is None
    run(records, wechat.purge, NOW + 8 * 86_400)
    assert run(records, wechat.take, MESSAGE) is None
