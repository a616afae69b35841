"""Whatever the network repeats, swaps or loses: each message is answered exactly once."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.channels import once
from bot.channels.once import Answer, Incoming, answer_once, answers_after, find_answer
from bot.channels.seeding import delete_conversation, exists
from tests.bot.channels.keeping import Rasa

T = TypeVar("T")


@pytest.fixture
def keeper(tmp_path: Path) -> Rasa:
    """A Rasa with conversations of its own."""
    return Rasa(tmp_path / "tracker.db")


@pytest.fixture(autouse=True)
def nothing_left() -> Any:  # noqa: ANN401
    """After each test nothing is held in memory."""
    yield
    assert not once._under_way
    assert not once._last
    assert not once._ending


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run on a loop of its own, with the clean-up that follows the last answer."""

    async def settled() -> T:
        result = await work
        await asyncio.sleep(0)
        return result

    return asyncio.run(settled())


def message(text: str, sender: str = "me", number: str | None = None) -> Incoming:
    return Incoming(text, sender, "kiosk", number or f"id-{text}")


def say(keeper: Rasa, text: str, resent: bool = False, number: str | None = None) -> Answer:
    return run(answer_once(keeper, keeper, message(text, number=number), resent))


def texts(answers: list[Answer]) -> list[str]:
    return [answer.turn["text"] for answer in answers]


def taken(keeper: Rasa) -> list[str]:
    return [one.text for one in keeper.taken]


def test_a_message_gets_its_turn_and_its_place(keeper: Rasa) -> None:
    answer = say(keeper, "租房")
    assert (answer.message_id, answer.turn["text"], answer.failed) == ("id-租房", "答:租房", False)
    assert answer.cursor


def test_a_repetition_gets_the_same_answer(keeper: Rasa) -> None:
    assert say(keeper, "租房") == say(keeper, "租房")
    assert taken(keeper) == ["租房"]


def test_a_repetition_while_it_is_under_way_waits_for_the_one_answer(keeper: Rasa) -> None:
    keeper.pause = 0.02

    async def talk() -> list[Answer]:
        repeated = (answer_once(keeper, keeper, message("租房")) for _ in range(20))
        return await asyncio.gather(*repeated)

    assert len({answer.cursor for answer in run(talk())}) == 1
    assert taken(keeper) == ["租房"]


def test_a_repetition_after_a_restart_gets_the_same_answer(keeper: Rasa) -> None:
    before = say(keeper, "租房")
    keeper.restart()
    assert say(keeper, "租房") == before
    assert taken(keeper) == ["租房"]


def test_the_same_id_of_another_sender_is_another_message(keeper: Rasa) -> None:
    run(answer_once(keeper, keeper, message("租房", "one", "1")))
    run(answer_once(keeper, keeper, message("买房", "two", "1")))
    assert taken(keeper) == ["租房", "买房"]


def test_messages_at_once_are_answered_in_the_order_in_which_they_came(keeper: Rasa) -> None:
    keeper.pause = 0.005
    said = [str(number) for number in range(8)]

    async def talk() -> None:
        await asyncio.gather(*(answer_once(keeper, keeper, message(text)) for text in said))

    run(talk())
    assert taken(keeper) == said


def test_people_do_not_wait_for_each_other(keeper: Rasa) -> None:
    keeper.pause = 0.2

    async def talk() -> None:
        people = (message("租房", f"person-{number}") for number in range(20))
        await asyncio.gather(*(answer_once(keeper, keeper, one) for one in people))

    run(asyncio.wait_for(talk(), timeout=3))
    assert len(keeper.taken) == 20


def test_a_message_that_was_not_answered_may_come_again(keeper: Rasa) -> None:
    keeper.failing = 2
    for _ in range(2):
        answer = say(keeper, "租房")
        assert (answer.failed, answer.cursor) == (True, "")
        assert [notice["kind"] for notice in answer.turn["notices"]] == ["degraded"]
    answer = say(keeper, "租房")
    assert (answer.failed, answer.turn["text"]) == (False, "答:租房")
    assert say(keeper, "租房") == answer
    assert texts(run(answers_after(keeper, "me", None))) == ["答:租房"]


def test_a_conversation_that_cannot_be_read_is_a_failed_turn(
    keeper: Rasa, caplog: pytest.LogCaptureFixture
) -> None:
    say(keeper, "租房")
    keeper.restart()
    with keeper.tracker_store._tracker_store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE events RENAME TO lost")
    assert say(keeper, "买房").failed
    assert "conversation not read: OperationalError" in caplog.text
    assert "买房" not in caplog.text


def test_an_answer_is_made_even_if_the_person_hangs_up(keeper: Rasa) -> None:
    keeper.pause = 0.05

    async def hang_up() -> list[Answer]:
        waiting = asyncio.create_task(answer_once(keeper, keeper, message("租房")))
        await asyncio.sleep(0.01)
        waiting.cancel()
        await asyncio.wait(set(once._under_way.values()))
        return await answers_after(keeper, "me", None)

    assert texts(run(hang_up())) == ["答:租房"]


def test_a_message_of_an_earlier_session_is_found_when_it_is_sent_again(keeper: Rasa) -> None:
    before = say(keeper, "租房")
    run(keeper.expire("me"))
    assert run(find_answer(keeper, "me", "id-租房")) is None
    assert say(keeper, "租房", resent=True) == before
    keeper.restart()
    assert say(keeper, "租房", resent=True) == before
    assert taken(keeper) == ["租房"]


def test_after_a_reconnection_exactly_the_missed_answers_come(keeper: Rasa) -> None:
    answers = [say(keeper, str(number)) for number in range(6)]
    for seen in range(6):
        missed = run(answers_after(keeper, "me", answers[seen].cursor))
        assert missed == answers[seen + 1 :]
    keeper.restart()
    assert run(answers_after(keeper, "me", answers[2].cursor)) == answers[3:]
    assert run(answers_after(keeper, "me", None)) == answers
    assert run(answers_after(keeper, "nobody", None)) == []


def test_missed_answers_come_across_the_end_of_a_session(keeper: Rasa) -> None:
    first, second = say(keeper, "1"), say(keeper, "2")
    run(keeper.expire("me"))
    third = say(keeper, "3")
    assert run(answers_after(keeper, "me", first.cursor)) == [second, third]
    assert run(answers_after(keeper, "me", None)) == [third]


def test_a_place_that_is_none_of_ours_gives_all_rather_than_nothing(keeper: Rasa) -> None:
    answer = say(keeper, "1")
    assert run(answers_after(keeper, "me", "not a cursor")) == [answer]
    assert run(answers_after(keeper, "me", "0")) == [answer]
    assert run(answers_after(keeper, "me", "f" * 16)) == []


def test_without_a_store_repetitions_under_way_are_still_one(keeper: Rasa) -> None:
    async def talk() -> list[Answer]:
        return await asyncio.gather(*(answer_once(keeper, None, message("租房")) for _ in range(3)))

    assert texts(run(talk())) == ["答:租房"] * 3
    assert taken(keeper) == ["租房"]


def test_what_waits_when_a_conversation_is_deleted_does_not_bring_it_back(keeper: Rasa) -> None:
    keeper.pause = 0.05

    async def leave() -> list[Answer]:
        said = [asyncio.create_task(answer_once(keeper, keeper, message(text))) for text in "123"]
        while not keeper.at_once:
            await asyncio.sleep(0.001)
        await delete_conversation(keeper, "me")
        return await asyncio.gather(*said)

    answers = run(leave())
    assert [answer.failed for answer in answers] == [False, True, True]
    assert not run(exists(keeper, "me"))
    keeper.restart()
    assert not run(exists(keeper, "me"))


@pytest.mark.parametrize("seed", range(2))
def test_a_thousand_doubled_and_swapped_messages_are_each_answered_once(
    keeper: Rasa, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    caplog.set_level(logging.WARNING)
    chance = random.Random(seed)
    told = [message(f"{sender}-{n}", f"person-{sender}") for sender in range(50) for n in range(7)]
    sent = told + [chance.choice(told) for _ in range(1000 - len(told))]
    chance.shuffle(sent)
    keeper.pause = 0.001

    async def send(one: Incoming) -> Answer:
        await asyncio.sleep(chance.random() / 5)
        return await answer_once(keeper, keeper, one, resent=chance.random() < 0.1)

    async def wave(part: list[Incoming]) -> list[Answer]:
        return await asyncio.gather(*(send(one) for one in part))

    answers = run(wave(sent[:500]))
    keeper.restart()
    answers += run(wave(sent[500:]))
    assert len(sent) == len(answers) == 1000
    assert all(a.turn["text"] == f"答:{m.text}" for m, a in zip(sent, answers, strict=True))
    assert sorted(taken(keeper)) == sorted(str(one.text) for one in told)
    for sender in range(50):
        logged = run(answers_after(keeper, f"person-{sender}", None))
        assert sorted(texts(logged)) == sorted(f"答:{sender}-{n}" for n in range(7))
        assert len({answer.cursor for answer in logged}) == 7
