"""What else is learnt from the training messages gets some of each subject, or all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.building.messages import training_messages
from luohu.settings import ROOT

NLU = ROOT / "data" / "nlu"


@pytest.fixture
def nlu(tmp_path: Path) -> Path:
    """A folder of training messages: thirty of one subject, two of an act."""
    renting = "\n".join(f"    - 租房问题{number}" for number in range(30))
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "ask.yml").write_text(
        f"nlu:\n- intent: ask_renting\n  examples: |\n{renting}\n", encoding="utf-8"
    )
    (tmp_path / "acts.yml").write_text(
        "nlu:\n- intent: greet\n  examples: |\n    - 您好？\n    - ＨＩ\n", encoding="utf-8"
    )
    return tmp_path


def test_some_messages_of_every_subject_are_taken_and_no_dialogue_acts() -> None:
    messages = training_messages(NLU, "ask_")
    assert len(messages) > 100
    assert len(messages) > len(training_messages(NLU, "ask_renting"))
    assert training_messages(NLU, "no_such_") == []
    assert not set(messages) & set(training_messages(NLU, "greet"))


def test_of_many_messages_a_few_are_picked_evenly(nlu: Path) -> None:
    picked = training_messages(nlu, "ask_")
    assert picked[0] == "租房问题0"
    assert 10 <= len(picked) < 30
    assert int(picked[-1].removeprefix("租房问题")) >= 25


def test_every_message_is_there_where_all_are_wanted(nlu: Path) -> None:
    assert training_messages(nlu, "ask_", every=True) == [f"租房问题{n}" for n in range(30)]
    assert len(training_messages(nlu, "", every=True)) == 32


def test_messages_come_as_intake_would_hand_them_on(nlu: Path) -> None:
    assert training_messages(nlu, "greet") == ["您好?", "HI"]
