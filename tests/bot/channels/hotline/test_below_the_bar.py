"""Where the bot is not sure, or the desk is away, nothing is concluded and clauses are shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bot.channels.hotline.conftest import Person, answered
from tests.bot.channels.hotline.standin import CLAUSE, StandInDesk
from tests.bot.channels.keeping import Rasa

CONCLUSION = "符合条件，可以落户"


@pytest.fixture(autouse=True)
def _concluding(rasa: Rasa, desk: StandInDesk) -> None:
    verdict = {"pathway": "renting", "verdict": "eligible"}
    rasa.answer = lambda _text: {**answered(CONCLUSION), "eligibility": verdict}
    desk.verdict = "eligible"


def check_nothing_is_concluded(suggestion: dict[str, Any]) -> None:
    for name in ("short", "long", "verdict", "next_question"):
        assert suggestion[name] is None
    assert suggestion["clauses"] == [CLAUSE]
    assert suggestion["turn"]["citations"] == [CLAUSE]
    assert CONCLUSION not in json.dumps(suggestion, ensure_ascii=False)
    assert "eligible" not in json.dumps(suggestion)


def test_below_the_bar_only_clauses_pass(operator: Person, desk: StandInDesk) -> None:
    desk.sure, call = False, operator.open()
    (suggestion,) = operator.type(call, "威海租房能落户吗")
    assert not suggestion["confident"]
    check_nothing_is_concluded(suggestion)
    details = operator.get(f"calls/{call}")
    check_nothing_is_concluded(details["suggestions"][0])
    summary = operator.get(f"calls/{call}/summary")["text"]
    assert CONCLUSION not in summary and "符合条件" not in summary
    assert "没有把握，待核实：威海租房能落户吗" in summary


def test_above_the_bar_the_conclusion_passes(operator: Person) -> None:
    (suggestion,) = operator.type(operator.open(), "威海租房能落户吗")
    assert suggestion["verdict"] == "eligible"
    assert suggestion["turn"]["text"] == f"答:{CONCLUSION}"


@pytest.mark.parametrize("status", [500, 503, 422])
def test_while_the_desk_is_away_only_clauses_pass(
    operator: Person, desk: StandInDesk, status: int
) -> None:
    call = operator.open()
    operator.ask("PUT", f"calls/{call}/facts", {"facts": {"rent_registered": True}})
    desk.status = status
    (suggestion,) = operator.type(call, "威海租房能落户吗")
    check_nothing_is_concluded(suggestion)
    assert "坐席助手暂时用不了" in suggestion["notice"]
    assert [fact["name"] for fact in suggestion["facts"]] == ["rent_registered"]
