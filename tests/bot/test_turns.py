"""What was stored before an update can still be shown after it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from bot.apology import degraded_turn
from bot.turns import plain_turn, upgraded
from luohu.settings import ROOT

CONTRACT = json.loads((ROOT / "contract" / "turn.schema.json").read_text(encoding="utf-8"))
CITATION = {
    "document": "371000-weihai",
    "title": "关于户籍的实施意见",
    "doc_number": None,
    "issuer": "威海市人民政府办公室",
    "clause": "一/(二)",
    "heading": "一、落户",
    "quote": "按租房途径落户。",
    "status": "expired",
    "effective_from": "2021-10-21",
    "expires_on": "2026-10-20",
}
OLD: dict[str, Any] = {
    "kind": "eligibility",
    "text": "还不符合。\n【依据】…：\n“按租房途径落户。”",
    "region": {"code": "371000", "name": "威海市"},
    "topic": "renting",
    "citations": [CITATION],
    "notices": [],
    "options": [],
    "eligibility": {
        "pathway": "renting",
        "verdict": "ineligible",
        "conditions": [],
        "materials": [],
        "apply_at": None,
        "companions": [],
        "missing_facts": [],
        "alternatives": [],
        "earliest_date": "2026-12-01",
    },
}


@pytest.mark.parametrize(
    "turn", [upgraded(OLD), upgraded(degraded_turn()), degraded_turn(), plain_turn("好。")]
)
def test_every_turn_that_is_shown_is_one_of_the_contract(turn: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(CONTRACT).validate(turn)


def test_a_turn_of_before_keeps_what_it_said() -> None:
    turn = upgraded(OLD)
    assert [(part["kind"], part["text"]) for part in turn["parts"]] == [("conclusion", OLD["text"])]
    assert [citation["role"] for citation in turn["citations"]] == ["answers"]
    assert (turn["kind"], turn["region"]) == (OLD["kind"], OLD["region"])


def test_no_day_of_before_is_told_as_sure() -> None:
    assert upgraded(OLD)["eligibility"]["earliest_is_sure"] is False
    undated = {**OLD, "eligibility": {**OLD["eligibility"], "earliest_date": None}}
    assert upgraded(undated)["eligibility"]["earliest_is_sure"] is None


def test_a_turn_of_now_stays_as_it_is() -> None:
    turn = upgraded(OLD)
    assert upgraded(turn) == turn
