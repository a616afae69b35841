"""A case goes on in another conversation, and nobody guesses its code."""

from __future__ import annotations

import pytest

from bot.channels.limits import Limiter
from luohu.settings import settings
from tests.bot.channels.serving import Served
from tests.bot.channels.talk.conftest import Client, refused


def test_a_case_goes_on_in_another_conversation(served: Served, person: Client) -> None:
    person.say("租房")
    opened = person.post("/cases").json
    assert opened["link"] == f"https://case.test/{opened['code']}"
    other = Client(served).begin(region="150400")
    taken = other.post(f"/cases/{opened['code'].lower()}", {"id": "t1"})
    assert taken.json["turn"]["text"] == "答:/take_up"
    assert other.post(f"/cases/{opened['code']}", {"id": "t1"}).json == taken.json
    assert other.post(f"/cases/{opened['code']}").json["id"] != "t1"


def test_without_anything_said_there_is_no_case(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_HOME_REGION", "")
    settings.cache_clear()
    someone = Client(served).begin()
    refused(someone.post("/cases"), 409, "nothing_to_carry")
    assert someone.post("/region", {"code": "371000"}).json["region"]["name"] == "威海市"
    assert someone.post("/cases").status == 200
    refused(someone.post("/region", {"code": "110000"}), 404, "no_region")


def test_a_case_is_not_put_under_ever_more_codes(person: Client) -> None:
    person.say("租房")
    statuses = [person.post("/cases").status for _ in range(31)]
    assert statuses == [200] * 30 + [429]


def test_codes_cannot_be_tried_out(served: Served, person: Client) -> None:
    person.say("租房")
    code = person.post("/cases").json["code"]
    other = Client(served).begin()
    for wrong in ["AAAAAAAA"] * 5 + ["x", "接办码", "A" * 200, "..%2f", "0000-0000"]:
        quoted = wrong.encode().hex() if not wrong.isascii() else wrong
        refused(other.post(f"/cases/{quoted}"), 404, "no_case")
    refused(other.post(f"/cases/{code}"), 429, "too_many_codes")
    assert person.post(f"/cases/{code}").status == 200


def test_codes_cannot_be_tried_out_from_many_conversations(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limiter, "wait", lambda _limiter, key="": 0 if key else 40)
    refused(person.post("/cases/ABCD3467"), 429, "too_many_codes")


def test_an_answer_is_taken_back_and_the_conversation_goes_on(person: Client) -> None:
    person.say("租房")
    asked = person.post("/facts/forget", {"facts": ["lease_registered"], "id": "f1"})
    assert asked.json["turn"]["text"] == "答:/take_up"
    assert (
        person.post("/facts/forget", {"facts": ["lease_registered"], "id": "f1"}).json == asked.json
    )
    refused(person.post("/facts/forget", {"facts": "all", "id": "f2"}), 400, "bad_request")
