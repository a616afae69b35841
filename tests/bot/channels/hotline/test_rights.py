"""Everybody sees the calls that they should, and nobody else's."""

from __future__ import annotations

import pytest

from tests.bot.channels.hotline.conftest import Person, refused, spoken
from tests.bot.channels.serving import Served

OF_A_CALL = (
    ("GET", "calls/{call}"),
    ("GET", "calls/{call}/summary"),
    ("POST", "calls/{call}/end"),
    ("POST", "calls/{call}/segments"),
    ("PUT", "calls/{call}/facts"),
    ("PUT", "calls/{call}/region"),
    ("POST", "calls/{call}/compare"),
    ("POST", "calls/{call}/case"),
)
BODY = {
    **spoken("威海租房能落户吗"),
    "facts": {"rent_registered": True},
    "region": "371000",
    "regions": ["371000", "370983"],
}


def body(method: str) -> dict[str, object] | None:
    return None if method == "GET" else BODY


def test_an_operator_sees_only_own_calls(operator: Person, other: Person) -> None:
    mine, theirs = operator.open(), other.open()
    assert [call["id"] for call in operator.get("calls")["calls"]] == [mine]
    assert [call["id"] for call in other.get("calls")["calls"]] == [theirs]


@pytest.mark.parametrize(("method", "path"), OF_A_CALL)
def test_another_operator_s_call_is_as_if_it_were_not(
    operator: Person, other: Person, method: str, path: str
) -> None:
    call = operator.open()
    reply = other.ask(method, path.format(call=call), body(method))
    refused(reply, 404, "no_call")
    assert reply.json == other.ask(method, path.format(call="0" * 32), body(method)).json


@pytest.mark.parametrize(("method", "path"), OF_A_CALL)
def test_the_policy_office_sees_no_call(
    operator: Person, policy: Person, method: str, path: str
) -> None:
    call = operator.open()
    refused(policy.ask(method, path.format(call=call), body(method)), 403, "not_allowed")
    refused(policy.ask("GET", "calls"), 403, "not_allowed")


@pytest.mark.parametrize(("method", "path"), OF_A_CALL)
def test_nobody_who_is_not_signed_in_sees_anything(
    operator: Person, served: Served, method: str, path: str
) -> None:
    stranger = Person(served, "nobody")
    call = operator.open()
    refused(stranger.ask(method, path.format(call=call), body(method)), 401, "signed_out")


def test_a_supervisor_sees_all_calls_and_changes_none(
    operator: Person, other: Person, supervisor: Person
) -> None:
    calls = {operator.open(), other.open()}
    assert {call["id"] for call in supervisor.get("calls")["calls"]} == calls
    call = calls.pop()
    assert supervisor.get(f"calls/{call}")["call"]["id"] == call
    for method, path in OF_A_CALL[2:]:
        reply = supervisor.ask(method, path.format(call=call), body(method))
        refused(reply, 403, "not_allowed")


def test_a_supervisor_sees_why_a_suggestion_was_not_used(
    operator: Person, other: Person, supervisor: Person
) -> None:
    call = operator.open()
    (suggestion,) = operator.type(call, "威海租房能落户吗")
    path = f"suggestions/{suggestion['id']}/decision"
    decision = {"decision": "reject", "reason": "条款引错了"}
    refused(other.ask("POST", path, decision), 404, "no_suggestion")
    refused(supervisor.ask("POST", path, decision), 403, "not_allowed")
    assert operator.ask("POST", path, decision).json == {"ok": True}
    (seen,) = supervisor.get(f"calls/{call}")["suggestions"]
    assert seen["decision"] == {"decision": "reject", "reason": "条款引错了", "text": None}
    (row,) = supervisor.get("reports")["rejections"]
    assert (row["reason"], row["said"]) == ("条款引错了", "威海租房能落户吗")


def test_a_form_on_another_page_changes_nothing(operator: Person, served: Served) -> None:
    headers = {"Cookie": operator.cookie, "Content-Type": "text/plain"}
    reply = served.ask("POST", "/hotline/api/calls", {}, headers=headers)
    refused(reply, 415, "not_json")


def test_a_call_that_has_ended_is_only_read(operator: Person) -> None:
    call = operator.open()
    (suggestion,) = operator.type(call, "威海租房能落户吗")
    assert operator.ask("POST", f"calls/{call}/end").json["ended_at"]
    again = operator.ask("POST", f"calls/{call}/segments", spoken("还有", first=2))
    refused(again, 409, "call_ended")
    refused(operator.ask("PUT", f"calls/{call}/facts", BODY), 409, "call_ended")
    assert operator.get(f"calls/{call}")["suggestions"] == [suggestion]
    decision = {"decision": "accept"}
    path = f"suggestions/{suggestion['id']}/decision"
    assert operator.ask("POST", path, decision).json == {"ok": True}
