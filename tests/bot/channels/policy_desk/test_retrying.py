"""What was settled is tried again with each publication, and comes up again where it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.channels.action_server import ActionServer
from bot.channels.policy_desk.retrying import keep_retrying, retry
from bot.records.audit import entries
from bot.records.policy_desk.queue import (
    Group,
    Settlement,
    file_questions,
    find_group,
    new_group,
    review,
    settle,
    unfiled,
)
from bot.records.turns import TurnRecord, add_turns
from luohu.settings import settings
from tests.bot.channels.policy_desk.conftest import WEIHAI, Understands, run
from tests.bot.channels.standins import standing_in

CLAUSE = {"document": "371000-weihai", "clause": "一/(二)"}
ANSWERS = Settlement("clause", *CLAUSE.values(), "租房没备案能落户吗")


class Publications:
    """An action server that answers from one publication after the other."""

    def __init__(self) -> None:
        self.publication = "first"
        self.row: dict[str, Any] = {"kind": "answer", "clause": CLAUSE}
        self.tried: list[str] = []
        self.looks = 0

    def answer(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        if path == "/desk/deadlines":
            self.looks += 1
            return 200, {"publication": self.publication}
        self.tried += [one["text"] for one in body["tries"]]
        return 200, {"rows": [self.row for _ in body["tries"]]}


@pytest.fixture
def actions(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publications]:  # type: ignore[override]
    published = Publications()
    with standing_in(published.answer) as port:
        monkeypatch.setenv("LUOHU_ACTIONS_PORT", str(port))
        settings.cache_clear()
        yield published


@pytest.fixture
def settled() -> Callable[[Settlement], Group]:
    """A group with one question, settled so."""

    def make(how: Settlement) -> Group:
        at = datetime.now(timezone.utc)
        run(add_turns, [TurnRecord(at, "kiosk", WEIHAI, "no_answer", None, "狗能落户吗")])
        group = new_group(WEIHAI, "狗", b"")
        run(file_questions, [group], [(one, group.id) for one in run(unfiled, 1)])
        run(settle, group, how, "wang")
        if how.settled_as == "clause":
            run(review, run(find_group, group.id), True, "li")
        return group

    return make


def again() -> int:
    async def once() -> int:
        server = ActionServer("desk")
        try:
            return await retry(Understands(), server)  # type: ignore[arg-type]
        finally:
            await server.close()

    return asyncio.run(once())


def test_what_its_clause_answers_stays_settled(
    actions: Publications, settled: Callable[[Settlement], Group]
) -> None:
    group = settled(ANSWERS)
    assert again() == 0
    assert actions.tried == ["租房没备案能落户吗"]
    assert run(find_group, group.id).state == "settled"


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "no_answer", "clause": None},
        {"kind": "answer", "clause": {**CLAUSE, "clause": "一/(三)"}},
    ],
)
def test_what_its_clause_answers_no_longer_comes_up_again(
    actions: Publications, settled: Callable[[Settlement], Group], row: dict[str, Any]
) -> None:
    group = settled(ANSWERS)
    actions.row = row
    assert again() == 1
    assert (run(find_group, group.id).state, run(find_group, group.id).reopened) == ("open", 1)
    last = run(entries)[0]
    assert (last.who, last.what) == ("bot", "queue.reopen")
    assert again() == 0


def test_silence_that_is_answered_now_is_looked_at_again(
    actions: Publications, settled: Callable[[Settlement], Group]
) -> None:
    group = settled(Settlement("silent"))
    actions.row = {"kind": "no_answer", "clause": None}
    assert again() == 0
    actions.row = {"kind": "answer", "clause": CLAUSE}
    assert again() == 1
    assert actions.tried == ["狗能落户吗"] * 2
    assert run(find_group, group.id).state == "open"


def test_it_is_tried_once_for_each_publication(
    actions: Publications, settled: Callable[[Settlement], Group]
) -> None:
    settled(ANSWERS)

    async def watch() -> None:
        server = ActionServer("desk")
        work = asyncio.create_task(keep_retrying(Understands(), server, 0.02))  # type: ignore[arg-type]
        for number, name in enumerate(("first", "second"), start=1):
            actions.publication = name
            while len(actions.tried) < number:
                await asyncio.sleep(0.02)
        for _ in range(10):
            looks = actions.looks
            while actions.looks == looks:
                await asyncio.sleep(0.02)
        assert len(actions.tried) == 2
        work.cancel()
        await server.close()

    asyncio.run(asyncio.wait_for(watch(), 60))
