"""The bar for an answer is learnt from questions and kept beside the index."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.retrieval.calibration import (
    Calibration,
    calibrate,
    read_calibration,
    training_messages,
    write_calibration,
)
from actions.retrieval.index import read_index
from luohu.encoder import Encoder
from luohu.settings import ROOT, Settings

NLU = ROOT / "data" / "nlu"


def test_some_messages_of_every_subject_are_taken_and_no_dialogue_acts() -> None:
    messages = training_messages(NLU, "ask_")
    assert len(messages) > 100
    assert len(messages) > len(training_messages(NLU, "ask_renting"))
    assert training_messages(NLU, "no_such_") == []
    assert not set(messages) & set(training_messages(NLU, "greet"))


def test_nearly_all_questions_of_policy_reach_the_bar_and_idle_talk_does_not(
    own_index: Settings, encoder: Encoder
) -> None:
    indexes = [read_index(p.parent) for p in own_index.index_dir.glob("*/passages.json")]
    messages = training_messages(NLU, "ask_renting") + training_messages(NLU, "ask_joining")
    bar = calibrate(messages, indexes, encoder)
    assert bar.least < bar.fair

    def nearest(text: str) -> float:
        vector = encoder.encode_query(text)
        return max(float(index.dense(vector)[0].max()) for index in indexes)

    reached = [nearest(message) >= bar.least for message in messages]
    assert sum(reached) / len(reached) >= 0.9
    assert nearest("红烧肉怎么做才好吃") < bar.least


def test_the_bar_is_kept_to_the_digit(tmp_path: Path) -> None:
    bar = Calibration(least=0.8512218379974366, fair=0.9)
    write_calibration(tmp_path / "c.json", bar)
    assert read_calibration(tmp_path / "c.json") == bar


def test_without_messages_there_is_no_bar(encoder: Encoder) -> None:
    with pytest.raises((ValueError, IndexError)):
        calibrate([], [], encoder)
