"""What hears danger is learnt from data that anybody can add to."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.building.danger import DATA, learn_danger, load_dangers
from actions.turns.wording import wording
from actions.understanding.danger import CALM, read_alarms, write_alarms


def test_every_kind_of_danger_has_something_to_say() -> None:
    kinds = {kind for kind, _sentence in load_dangers(DATA / "dangers")} - {CALM}
    assert kinds == wording().mapping("refusal.danger").keys()


def test_a_sentence_is_listed_once(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("fire:\n- 着火了\n", encoding="utf-8")
    (tmp_path / "two.yml").write_text("calm:\n- 着火了\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"two\.yml"):
        load_dangers(tmp_path)


def test_what_was_learnt_is_the_same_when_read_again(tmp_path: Path) -> None:
    told = [("fire", "家里着火了"), ("fire", "楼下着火"), ("medical", "他晕倒了"),
            ("medical", "有人晕倒"), (CALM, "火车票"), (CALM, "晕车")]  # fmt: skip
    learnt = learn_danger(told, ["租房能落户吗", "租房要什么材料"])
    write_alarms(tmp_path / "alarms.npz", learnt)
    again = read_alarms(tmp_path / "alarms.npz")
    rows, found = again.ngrams.weigh("着火了")
    assert (rows == learnt.ngrams.weigh("着火了")[0]).all()
    assert float(again.weights[rows] @ found) == float(learnt.weights[rows] @ found)
    assert again.kinds == ("fire", "medical")
