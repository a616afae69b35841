"""What an operator changes is worked with at once; what an operator decides is kept."""

from __future__ import annotations

import pytest

from tests.bot.channels.hotline.conftest import Person, refused
from tests.bot.channels.hotline.standin import StandInDesk
from tests.bot.channels.keeping import Rasa

FACTS = {"facts": {"rent_registered": True}}


def test_a_changed_fact_gives_a_new_suggestion(
    operator: Person, rasa: Rasa, desk: StandInDesk
) -> None:
    call = operator.open(region="371000")
    operator.type(call, "租房能落户吗")
    suggestion = operator.ask("PUT", f"calls/{call}/facts", FACTS).json["suggestion"]
    assert (suggestion["text"], suggestion["segment_sequence"]) == ("", None)
    assert suggestion["facts"][0]["value"] is True
    assert [message.text for message in rasa.taken] == ["租房能落户吗", "/take_up"]
    assert desk.asked[-1][1]["session"]["facts"] == FACTS["facts"]
    assert operator.get(f"calls/{call}")["facts"] == suggestion["facts"]


def test_a_fact_can_be_cleared(operator: Person, desk: StandInDesk) -> None:
    call = operator.open(region="371000")
    operator.ask("PUT", f"calls/{call}/facts", FACTS)
    cleared = {"facts": {"rent_registered": None}}
    suggestion = operator.ask("PUT", f"calls/{call}/facts", cleared).json["suggestion"]
    assert suggestion["facts"] == []
    assert desk.asked[-1][1]["session"]["facts"] == {}


def test_a_fact_that_there_is_not_changes_nothing(operator: Person, rasa: Rasa) -> None:
    call = operator.open()
    reply = operator.ask("PUT", f"calls/{call}/facts", {"facts": {"no_such": True}})
    assert refused(reply, 422, "desk_refused") == "没有这种情况。"
    assert not rasa.taken


@pytest.mark.parametrize("facts", [None, {}, {"x": [1]}, {"x": "字" * 41}, {"x": 1.5}])
def test_what_is_no_fact_is_refused(operator: Person, facts: object) -> None:
    reply = operator.ask("PUT", f"calls/{operator.open()}/facts", {"facts": facts})
    refused(reply, 400, "bad_request")


def test_while_the_desk_is_away_no_fact_is_changed(
    operator: Person, desk: StandInDesk, rasa: Rasa
) -> None:
    call, desk.status = operator.open(), 500
    refused(operator.ask("PUT", f"calls/{call}/facts", FACTS), 503, "desk_away")
    compare = {"regions": ["371000", "370983"]}
    refused(operator.ask("POST", f"calls/{call}/compare", compare), 503, "desk_away")
    assert not rasa.taken


def test_a_chosen_region_is_what_the_call_is_about(
    operator: Person, rasa: Rasa, desk: StandInDesk
) -> None:
    call = operator.open()
    reply = operator.ask("PUT", f"calls/{call}/region", {"region": "370983"})
    assert reply.json == {"suggestion": None}
    assert operator.get(f"calls/{call}")["call"]["region"]["code"] == "370983"
    operator.type(call, "租房能落户吗")
    reply = operator.ask("PUT", f"calls/{call}/region", {"region": "371000"})
    assert reply.json["suggestion"]["short"]
    assert rasa.taken[-1].text == "/take_up"
    refused(operator.ask("PUT", f"calls/{call}/region", {"region": "110000"}), 404, "no_region")


def test_nobody_but_the_channel_sends_an_act(operator: Person, rasa: Rasa) -> None:
    operator.type(operator.open(), "/take_up")
    assert [message.text for message in rasa.taken] == ["take_up"]


def test_two_regions_stand_side_by_side(operator: Person, desk: StandInDesk) -> None:
    call = operator.open(region="371000")
    operator.type(call, "租房能落户吗")
    body = {"regions": ["371000", "370983"]}
    turns = operator.ask("POST", f"calls/{call}/compare", body).json["turns"]
    assert [turn["text"] for turn in turns] == body["regions"]
    assert desk.asked[-1][1]["session"]["topic"] == "renting"
    wrong = {"regions": ["371000", "999999"]}
    refused(operator.ask("POST", f"calls/{call}/compare", wrong), 404, "no_region")


def test_decisions_are_kept_and_may_be_changed(operator: Person) -> None:
    call = operator.open()
    (suggestion,) = operator.type(call, "威海租房能落户吗")
    path = f"suggestions/{suggestion['id']}/decision"
    for decision in (
        {"decision": "reject", "reason": "答非所问", "text": None},
        {"decision": "edit", "reason": None, "text": "可以\n请带合同"},
        {"decision": "accept", "reason": None, "text": None},
    ):
        assert operator.ask("POST", path, decision).json == {"ok": True}
        (kept,) = operator.get(f"calls/{call}")["suggestions"]
        assert kept["decision"] == decision


def test_a_number_that_goes_over_lines_is_not_kept(operator: Person) -> None:
    call = operator.open()
    (suggestion,) = operator.type(call, "威海租房能落户吗")
    path = f"suggestions/{suggestion['id']}/decision"
    told = "请打139\n00000000\n带合同"
    operator.ask("POST", path, {"decision": "edit", "text": told})
    (kept,) = operator.get(f"calls/{call}")["suggestions"]
    assert kept["decision"]["text"] == "请打[号码]\n[号码]\n带合同"


def test_a_rejection_says_why_and_an_edit_says_what(operator: Person) -> None:
    (suggestion,) = operator.type(operator.open(), "威海租房能落户吗")
    path = f"suggestions/{suggestion['id']}/decision"
    refused(operator.ask("POST", path, {"decision": "reject"}), 422, "no_reason")
    refused(operator.ask("POST", path, {"decision": "edit", "text": " "}), 422, "no_edited_text")
    refused(operator.ask("POST", path, {"decision": "like"}), 400, "bad_request")
    refused(
        operator.ask("POST", "suggestions/none/decision", {"decision": "accept"}),
        404,
        "no_suggestion",
    )
