"""Operators find their calls again and see their shift; a supervisor joins and takes over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from tests.bot.channels.hotline.conftest import Person, frames, refused, segment


def found(person: Person, text: str = "") -> list[Any]:
    return list(person.get(f"history?q={text}")["found"])


def test_a_call_is_found_again_by_what_was_said(operator: Person, other: Person) -> None:
    first, second = operator.open(region="371000"), operator.open()
    operator.type(first, "威海租房能落户吗")
    operator.type(second, "孩子上学怎么办")
    quoted = "%E7%A7%9F%E6%88%BF"
    (one,) = found(operator, quoted)
    assert one["call"]["id"] == first
    assert one["line"] == "威海租房能落户吗"
    assert one["topic"] == "renting"
    assert {one["call"]["id"] for one in found(operator)} == {first, second}
    assert found(operator, "%25") == []
    assert found(other, quoted) == []


def test_a_number_is_in_nobody_s_history(operator: Person) -> None:
    call = operator.open(external_id="pbx-13812345678")
    operator.type(call, "我电话13812345678，租房能落户吗")
    for one in found(operator, "13812345678"):
        assert "138" not in one["line"] + one["call"]["external_id"]
    refused(operator.ask("GET", f"history?q={'a' * 41}"), 400, "bad_request")


def test_a_shift_is_summed_up_for_the_operator_and_for_the_supervisor(
    operator: Person, other: Person, supervisor: Person, policy: Person
) -> None:
    call = operator.open(region="371000")
    (one,) = operator.type(call, "威海租房能落户吗")
    operator.ask("POST", f"suggestions/{one['id']}/decision", {"decision": "accept"})
    operator.ask("POST", f"calls/{call}/end")
    operator.open()
    other.open()
    (mine,) = operator.get("shift")["rows"]
    assert (mine["calls"], mine["open"], mine["accept"], mine["undecided"]) == (2, 1, 1, 0)
    assert mine["topics"] == ["租房落户"]
    told = supervisor.get("shift")
    assert [row["operator"] for row in told["rows"]] == ["li", "wang"]
    assert "坐席wang：接2通（还在通话1通" in told["text"]
    assert "这一天还没有来电" in operator.get("shift?day=2020-01-01")["text"]
    refused(operator.ask("GET", "shift?day=never"), 400, "bad_day")
    refused(policy.ask("GET", "shift"), 403, "not_allowed")
    refused(policy.ask("GET", "history"), 403, "not_allowed")


def test_a_supervisor_s_note_is_seen_by_the_operator_only(
    operator: Person, other: Person, supervisor: Person
) -> None:
    call = operator.open()

    async def watch() -> dict[str, Any]:
        async with operator.watching() as socket:
            path = f"calls/{call}/notes"
            note = {"text": "先问有没有备案，电话13812345678"}
            await asyncio.to_thread(supervisor.ask, "POST", path, note)
            return (await frames(socket, 1, "note"))[0]

    frame = asyncio.run(watch())
    assert (frame["call"], frame["note"]["by"]) == (call, "坐席zhao")
    assert frame["note"]["text"] == "先问有没有备案，电话[手机号]"
    assert operator.get(f"calls/{call}")["notes"] == [frame["note"]]
    refused(operator.ask("POST", f"calls/{call}/notes", {"text": "x"}), 403, "not_allowed")
    operator.ask("POST", f"calls/{call}/end")
    refused(supervisor.ask("POST", f"calls/{call}/notes", {"text": "x"}), 409, "call_ended")


def test_a_supervisor_takes_a_call_over(
    operator: Person, member: Callable[..., Person], supervisor: Person
) -> None:
    leader = member("sun", "supervisor", "operator")
    call = operator.open(region="371000")
    operator.type(call, "威海租房能落户吗")
    refused(supervisor.ask("POST", f"calls/{call}/take-over", {}), 403, "not_allowed")
    refused(operator.ask("POST", f"calls/{call}/take-over", {}), 403, "not_allowed")

    async def watch() -> dict[str, Any]:
        async with operator.watching() as socket:
            await asyncio.to_thread(leader.ask, "POST", f"calls/{call}/take-over", {})
            return (await frames(socket, 1, "call"))[0]

    assert asyncio.run(watch())["call"]["operator"] == "sun"
    refused(operator.ask("GET", f"calls/{call}"), 404, "no_call")
    reply = leader.ask("POST", f"calls/{call}/segments", {"segments": [segment(2, "要多少钱")]})
    assert reply.status == 200
    assert leader.ask("POST", f"calls/{call}/end", {}).json["ended_at"]
    refused(leader.ask("POST", f"calls/{call}/take-over", {}), 409, "call_ended")
