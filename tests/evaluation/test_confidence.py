"""Confidence is measured on turns whose truth is known, and written as data."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from actions.desk.confidence import TABLE, calibration
from evaluation.confidence import SET, WEIGHED, Case, counted, fit, is_right, table, write
from evaluation.items import EvaluationError
from evaluation.scoring import Score

NAMES = ("likely",)


def cases(right: int, wrong: int) -> list[Case]:
    return [Case("answer", {"likely": 0.9}, True)] * right + [
        Case("answer", {"likely": 0.1}, False)
    ] * wrong


def test_a_turn_is_right_if_its_first_clause_and_its_verdict_are() -> None:
    assert is_right(Score(kind=True, first=True, wanted=False))
    assert not is_right(Score(kind=True, first=False, among=True))
    assert not is_right(Score(kind=True, verdict=False))
    assert not is_right(Score(kind=True, among=False))


def test_what_speaks_for_right_turns_gets_weight() -> None:
    fitted = fit(cases(60, 20), ("answer",), NAMES)
    assert fitted.entry["weights"]["likely"] > 0
    sure = {right: value for value, right in fitted.unseen}
    assert sure[True] > 0.8 > sure[False]


def test_nothing_is_measured_on_too_few_cases() -> None:
    with pytest.raises(EvaluationError, match="too few"):
        fit(cases(60, 3), ("answer",), NAMES)


def test_few_cases_are_counted_with_caution() -> None:
    assert counted([Case("clarify_region", {}, True)] * 2, "clarify_region") == 0.75


def test_the_bar_that_somebody_chose_stays_when_weights_are_written(tmp_path: Path) -> None:
    path = tmp_path / "confidence.yml"
    path.write_text("# why\nbar: 0.7\nshares: {}\nweighings: []\n", "utf-8")
    write(path, [fit(cases(60, 20), ("answer",), NAMES)], {"refusal": 1.0})
    written = yaml.safe_load(path.read_text("utf-8"))
    assert written["bar"] == 0.7
    assert written["shares"] == {"refusal": 1.0}
    assert written["weighings"][0]["kinds"] == ["answer"]
    assert path.read_text("utf-8").startswith("# why")


def test_the_table_tells_turns_above_the_bar_from_those_below() -> None:
    shown = table([fit(cases(60, 20), ("answer",), NAMES)])
    assert "| answer | 80 | 0.8 | 0.750 | 1.000 | 0.000 |" in shown


def test_the_file_of_this_installation_knows_every_kind_of_turn() -> None:
    calibration.cache_clear()
    known = calibration()
    kinds = {kind for one in known.weighings for kind in one.kinds} | set(known.shares)
    assert {kind for kinds in WEIGHED for kind in kinds} | set(SET) <= kinds
    assert 0.5 < known.bar < 1
    assert TABLE.exists()
