"""Who wants a person is told honestly how it stands, and writes with the operator who comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from prometheus_client import REGISTRY

from bot.records.handovers import HANDOVERS
from tests.bot.channels.handover.conftest import Resident
from tests.bot.channels.hotline.conftest import Person, frames, refused, run, segment, until

PHONE = "13812345678"
Arrives = Callable[[], Resident]


def waiting(person: Person) -> list[dict[str, Any]]:
    return list(person.get("handovers")["waiting"])


def take(person: Person) -> str:
    """Take whoever waits longest; gives the call."""
    reply = person.ask("POST", f"handovers/{waiting(person)[0]['id']}/take")
    assert reply.status == 200, reply.body
    return str(reply.json["call"]["id"])


def write(person: Person, call: str, text: str, sequence: int = 1) -> None:
    body = {"segments": [segment(sequence, text, speaker="operator")]}
    assert person.ask("POST", f"calls/{call}/segments", body).status == 200


def test_who_waits_is_told_how_many_wait_before(
    resident: Resident, arrives: Arrives, operator: Person
) -> None:
    assert resident.look()["state"] == "none"
    first, second = resident.want_a_person(), arrives().want_a_person()
    assert (first["state"], first["before"]) == ("waiting", 0)
    assert "下一位就是您" in first["text"]
    assert (second["state"], second["before"]) == ("waiting", 1)
    assert "前面还有1位" in second["text"]
    assert resident.want_a_person()["before"] == 0
    assert len(waiting(operator)) == 2


def test_nobody_at_the_console_is_said_so(resident: Resident, operator: Person) -> None:
    assert "没有工作人员在线" in resident.want_a_person()["text"]

    async def watched() -> str:
        async with operator.watching():
            return str((await asyncio.to_thread(resident.look))["text"])

    assert "没有工作人员在线" not in asyncio.run(watched())


def test_the_operator_sees_place_case_and_last_words_before_taking(
    resident: Resident, operator: Person
) -> None:
    resident.say(f"我电话{PHONE}，帮我看看")
    resident.want_a_person()
    (seen,) = waiting(operator)
    assert seen["region"] == {"code": "371000", "name": "威海市"}
    assert seen["topic"] == "renting"
    assert seen["said"][0] == "威海租房能落户吗"
    assert PHONE not in str(seen) and "[手机号]" in seen["said"][1]
    call = take(operator)
    said = [one["text"] for one in operator.get(f"calls/{call}")["segments"]]
    assert said == seen["said"]


def test_resident_and_operator_write_to_one_another(resident: Resident, operator: Person) -> None:
    resident.want_a_person()
    call = take(operator)
    assert resident.look()["stage"] == "taken"
    write(operator, call, "您好，请讲。")
    assert resident.look()["stage"] == "talking"
    resident.write("我租的房没备案，怎么办", sequence=90_000)
    resident.write("我租的房没备案，怎么办", sequence=90_000)
    assert resident.messages == [
        ("operator", "您好，请讲。"),
        ("resident", "我租的房没备案，怎么办"),
    ]
    until(lambda: operator.get(f"calls/{call}")["suggestions"][-1]["text"].startswith("我租的房"))


def test_what_the_operator_only_notes_is_not_shown(resident: Resident, operator: Person) -> None:
    resident.want_a_person()
    call = take(operator)
    operator.type(call, "对方说没备案")
    assert resident.messages == []


def test_numbers_that_are_written_are_never_kept(resident: Resident, operator: Person) -> None:
    resident.want_a_person()
    call = take(operator)
    resident.write(f"我的手机{PHONE}")
    resident.write("另一个是138")
    resident.write("1234")
    resident.write("5678")
    write(operator, call, f"请打{PHONE}")
    shown = str(resident.messages) + str(operator.get(f"calls/{call}"))
    assert PHONE not in shown and "5678" not in shown and "1234" not in shown


def test_only_one_operator_takes_somebody(
    resident: Resident, operator: Person, other: Person
) -> None:
    resident.want_a_person()
    path = f"handovers/{waiting(operator)[0]['id']}/take"
    assert operator.ask("POST", path).status == 200
    refused(other.ask("POST", path), 409, "handover_taken")
    assert other.get("handovers") == {"waiting": [], "taken": [], "overdue": 180}
    assert other.get("calls")["calls"] == []


def test_pages_hear_who_comes_and_who_was_taken(
    resident: Resident, operator: Person, other: Person
) -> None:
    async def heard() -> list[str]:
        async with other.watching() as socket:
            await asyncio.to_thread(resident.want_a_person)
            (came,) = await frames(socket, 1, "handover")
            await asyncio.to_thread(take, operator)
            (gone,) = await frames(socket, 1, "handover_taken")
            assert gone["id"] == came["handover"]["id"]
            await asyncio.to_thread(resident.leave)
            (over,) = await frames(socket, 1, "handover_over")
            return list(over["handover"])

    # Whoever did not take it hears no words of it.
    assert asyncio.run(heard()) == ["id", "call", "by", "erased"]


def test_who_has_no_right_to_it_sees_no_queue(resident: Resident, policy: Person) -> None:
    resident.want_a_person()
    refused(policy.ask("GET", "handovers"), 403, "not_allowed")
    refused(policy.ask("POST", "handovers/x/take"), 403, "not_allowed")
    refused(Person(policy.served, "x").ask("GET", "handovers"), 401, "signed_out")


def test_a_supervisor_sees_who_waits_and_takes_nobody(
    resident: Resident, supervisor: Person
) -> None:
    resident.want_a_person()
    (one,) = waiting(supervisor)
    refused(supervisor.ask("POST", f"handovers/{one['id']}/take"), 403, "not_allowed")


def test_out_of_hours_no_call_back_is_promised(
    resident: Resident, operator: Person, promise: Callable[..., None]
) -> None:
    promise(hours=[])
    seen = resident.want_a_person()
    assert (seen["state"], seen["stage"], seen["open"]) == ("none", "closed", False)
    assert "没有人会给您回电话" in seen["text"]
    assert [way["how"] for way in seen["instead"]] == ["12345", "户籍窗口"]
    assert waiting(operator) == []


def test_after_a_time_without_anybody_it_is_said_what_else_to_do(
    resident: Resident, operator: Person, promise: Callable[..., None]
) -> None:
    resident.want_a_person()
    promise(overdue=0)
    late = resident.look()
    assert (late["state"], late["stage"]) == ("waiting", "overdue")
    assert late["instead"]
    promise(in_vain=0)
    until(lambda: resident.look()["stage"] == "unanswered")
    assert waiting(operator) == []


def test_whose_page_is_gone_leaves_the_queue(
    resident: Resident, operator: Person, promise: Callable[..., None]
) -> None:
    resident.want_a_person()
    promise(absent={"kiosk": 0, "others": 0})
    until(lambda: waiting(operator) == [])
    assert resident.look()["stage"] == "absent"


def test_writing_before_anybody_came_is_refused(resident: Resident) -> None:
    body = {"sequence": 1, "text": "在吗"}
    refused(resident.ask("POST", "handover/messages", body), 409, "no_handover")
    resident.want_a_person()
    refused(resident.ask("POST", "handover/messages", body), 409, "no_handover")


def test_nothing_else_than_a_message_is_taken(resident: Resident, operator: Person) -> None:
    resident.want_a_person()
    take(operator)
    for body in ({}, {"sequence": True, "text": "好"}, {"sequence": 1, "text": " "}):
        refused(resident.ask("POST", "handover/messages", body), 400, "bad_request")
    long = {"sequence": 1, "text": "长" * 2001}
    refused(resident.ask("POST", "handover/messages", long), 413, "too_large")


def test_either_side_ends_it_and_the_other_one_is_told(
    resident: Resident, arrives: Arrives, operator: Person
) -> None:
    resident.want_a_person()
    call = take(operator)
    assert operator.ask("POST", f"calls/{call}/end").status == 200
    assert resident.look()["stage"] == "operator"
    until(lambda: operator.get("handovers")["taken"] == [])
    again = arrives()
    again.want_a_person()
    take(operator)
    assert again.leave()["stage"] == "resident"
    assert operator.get("handovers")["taken"] == []


def test_what_was_written_ends_with_the_conversation(resident: Resident, operator: Person) -> None:
    resident.want_a_person()
    call = take(operator)
    resident.write("我租的房没备案")
    assert resident.ask("POST", "end").status == 200
    refused(operator.ask("GET", f"calls/{call}"), 404, "no_call")
    (row,) = run(lambda connection: connection.execute(HANDOVERS.select()).mappings().all())
    assert row["content"] is None and row["taken_at"] and row["ended_by"] == "resident"


def test_too_many_wishes_are_refused(resident: Resident) -> None:
    for _time in range(10):
        resident.want_a_person()
        resident.leave()
    refused(resident.ask("POST", "handover"), 429, "too_many")


def test_reports_tell_how_long_people_waited(
    resident: Resident,
    arrives: Arrives,
    operator: Person,
    policy: Person,
    promise: Callable[..., None],
) -> None:
    resident.want_a_person()
    write(operator, take(operator), "您好")
    arrives().want_a_person()
    promise(hours=[])
    arrives().want_a_person()
    (row,) = policy.get("reports")["handovers"]
    assert (row["channel"], row["asked"], row["taken"], row["closed"]) == ("kiosk", 2, 1, 1)
    assert row["response"] is not None and row["response"] >= 0
    file = policy.ask("GET", "reports/handovers.csv").body.decode("utf-8-sig")
    assert "平均首次回复" in file and "大厅自助机" in file


def test_who_runs_the_bot_sees_how_many_wait(resident: Resident, operator: Person) -> None:
    def counted() -> float | None:
        return REGISTRY.get_sample_value("luohu_people_waiting")

    resident.want_a_person()
    until(lambda: counted() == 1)
    take(operator)
    until(lambda: counted() == 0)
