"""A case goes from a call to another channel, and from another channel into a call."""

from __future__ import annotations

from bot.records.cases import Case, open_case
from tests.bot.channels.hotline.conftest import Person, refused, run
from tests.bot.channels.hotline.standin import StandInDesk
from tests.bot.channels.keeping import Rasa

CASE = Case(region="370983", topic="renting", facts={"rent_registered": True})


def test_a_call_s_case_is_handed_out(operator: Person) -> None:
    call = operator.open()
    refused(operator.ask("POST", f"calls/{call}/case"), 409, "nothing_to_carry")
    operator.type(call, "威海租房能落户吗")
    handed = operator.ask("POST", f"calls/{call}/case").json
    assert len(handed["code"]) == 8
    assert handed["link"] == f"https://case.test/{handed['code']}"
    assert handed["expires_at"]
    other = operator.ask("POST", "calls", {"case": handed["code"].lower()}).json
    assert other["region"] == {"code": "371000", "name": "威海市"}


def test_a_case_is_taken_up_in_a_call(operator: Person, rasa: Rasa, desk: StandInDesk) -> None:
    code = run(open_case, CASE).code
    call = operator.open(case=code)
    details = operator.get(f"calls/{call}")
    (suggestion,) = details["suggestions"]
    assert suggestion["facts"][0]["name"] == "rent_registered"
    assert [message.text for message in rasa.taken] == ["/take_up"]
    assert desk.asked[-1][1]["session"]["facts"] == CASE.facts


def test_a_code_that_there_is_not_opens_no_call(operator: Person) -> None:
    refused(operator.ask("POST", "calls", {"case": "33333333"}), 404, "no_case")
    assert operator.get("calls") == {"calls": []}


def test_codes_cannot_be_tried_out(operator: Person) -> None:
    for _ in range(20):
        refused(operator.ask("POST", "calls", {"case": "33333333"}), 404, "no_case")
    code = run(open_case, CASE).code
    refused(operator.ask("POST", "calls", {"case": code}), 429, "too_many_codes")


def test_a_call_is_not_opened_for_a_place_without_documents(operator: Person) -> None:
    refused(operator.ask("POST", "calls", {"region": "110000"}), 404, "no_region")


def test_the_telephone_system_s_call_is_opened_once(operator: Person) -> None:
    first = operator.open(external_id="pbx-7")
    assert operator.open(external_id="pbx-7") == first
    operator.ask("POST", f"calls/{first}/end")
    assert operator.open(external_id="pbx-7") != first
