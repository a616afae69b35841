"""Who asks what no document answers must not be given a clause as if it did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.false_answers import Judged, figures, in_words, load
from evaluation.items import SPLITS, EvaluationError
from luohu.settings import ROOT


def test_each_figure_is_counted_of_those_it_is_about() -> None:
    counted = figures(
        [
            Judged("x", answerable=True, presents=True, cites=True, says_yes=True),
            Judged("x", answerable=True, presents=False, cites=False, says_yes=False),
            Judged("x", answerable=False, presents=True, cites=False, says_yes=True),
            Judged("x", answerable=False, presents=False, cites=False, says_yes=False, names=True),
            Judged("x", answerable=False, presents=False, cites=False, says_yes=False),
        ]
    )
    assert counted == {
        "answered from the clause": (1, 2),
        "wrongly refused": (1, 2),
        "falsely answered": (1, 3),
        "falsely told yes": (1, 3),
        "matter named": (1, 1),
    }


def test_a_share_is_told_with_its_interval() -> None:
    assert in_words(8, 100) == "0.080 [0.041, 0.150] of 100"
    assert in_words(0, 0) == "–"


def test_no_message_that_is_measured_on_is_learnt_from() -> None:
    learnt = {
        json.loads(line)["text"]
        for path in (ROOT / "data" / "messages").glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    }
    apart = {message["text"] for part in SPLITS for held in load(part).values() for message in held}
    assert len(apart) >= 800
    assert not learnt & apart


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no messages"):
        load("open", tmp_path)
