"""What is remembered is what the contract says, whoever wrote it."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from actions.conversation.session import Asked, Case, Session
from actions.understanding.casting import SPEAKER, Person
from luohu.session import SessionState
from luohu.settings import ROOT

SCHEMA = json.loads((ROOT / "contract" / "session.schema.json").read_text("utf-8"))
FULL = Session(
    region="371000",
    compared=("371000", "370306"),
    outside="青岛市",
    guess="370983",
    topic="renting",
    judged="own_home",
    checking="renting",
    asked_fact="lease_registered",
    ways=("renting",),
    basis_asked=True,
    asked=2,
    offer="all_ways",
    facts={"lease_days": 730, "lease_registered": True, "landlord_promise": "written"},
    rough=("lease_days",),
    persons={"applicant": Person("", SPEAKER), "host": Person("我爸", "parent")},
    kin={"companion": "child"},
    places={"hukou": ("370306", "周村区")},
    unknown=("education",),
    cases={
        "grandchild": Case(
            region="370983",
            topic="renting",
            judged="renting",
            facts={"lease_days": 540},
            rough=("lease_days",),
            persons={"applicant": Person("孙子", "grandchild")},
            kin={"companion": "spouse"},
            places={"lives": ("370983", "肥城市")},
            unknown=("social_insurance",),
        )
    },
    question=Asked("租房能落户吗", {"renting": 0.9}),
    told=Asked("在这边住了好几年", {"renting": 0.4}),
    waiting=True,
    misses=2,
    still_open=1,
)


def stored(session: Session) -> dict[str, Any]:
    """The session as it stands in the slot."""
    return dict(json.loads(json.dumps(session.as_dict())))


def faults(state: object) -> list[str]:
    return [fault.message for fault in Draft202012Validator(SCHEMA).iter_errors(state)]


def test_a_session_with_everything_in_it_is_as_the_contract_says() -> None:
    new = Session()
    assert [f.name for f in fields(Session) if getattr(FULL, f.name) == getattr(new, f.name)] == []
    assert faults(stored(FULL)) == []
    assert Session.from_dict(stored(FULL)) == FULL


def test_a_new_session_is_as_the_contract_says() -> None:
    assert faults(stored(Session())) == []
    assert faults({}) == []


def test_both_servers_and_the_contract_know_the_same_fields() -> None:
    named = {field.name for field in fields(Session)}
    assert set(SCHEMA["properties"]) == named
    assert set(SessionState.__annotations__) == named


def test_each_field_is_described() -> None:
    assert all(part["description"] for part in SCHEMA["properties"].values())


@pytest.mark.parametrize(
    "change",
    [
        {"regoin": "371000"},
        {"region": 371000},
        {"facts": {"lease_days": [730]}},
        {"persons": {"neighbour": {"words": "老王", "relation": "other_relative"}}},
        {"places": {"hukou": ["370306"]}},
        {"question": {"text": "租房", "said_by": "me"}},
        {"misses": -1},
    ],
)
def test_what_the_contract_does_not_know_is_no_session(change: dict[str, Any]) -> None:
    assert faults(stored(FULL) | change)
