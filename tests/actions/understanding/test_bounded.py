"""No text takes long to be understood: what could be read in many ways is not tried in all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from actions.eligibility.loader import load_facts
from actions.eligibility.model import Fact
from actions.understanding.durations import find_spans
from actions.understanding.facts import stated_facts
from actions.understanding.listening import Heard
from luohu.policy import policy
from luohu.settings import ROOT

BOOK = load_facts(ROOT / "policy_corpus")
DAY = date(2026, 11, 22)
# Read in all ways, a single one of them takes minutes.
BOMBS = (
    "万" * 1000 + "到" + "万" * 999,
    "万" * 2000,
    "百千" * 1000,
    "0" * 1999 + "几",
    "1,111" * 400,
)
READER = """
import sys
from datetime import date
from actions.understanding.durations import find_spans
from actions.understanding.points import find_points
for text in sys.stdin.read().split():
    find_spans(text, date(2026, 11, 22)), find_points(text, date(2026, 11, 22))
"""


class Ears:
    """A listener that hears nothing and counts what it is given."""

    def __init__(self) -> None:
        self.given = 0

    def hear(self, _text: str, _facts: Iterable[Fact]) -> dict[str, Heard]:
        self.given += 1
        return {}


def test_numbers_without_an_end_do_not_stall_a_reader() -> None:
    read = [sys.executable, "-c", READER]
    subprocess.run(read, cwd=ROOT, input="\n".join(BOMBS), text=True, check=True, timeout=90)


def test_so_many_durations_are_read_and_no_more() -> None:
    assert len(find_spans("住了三个月," * 300, DAY)) == policy().lengths.durations


def test_a_long_number_is_no_length_of_time() -> None:
    assert find_spans("一二三四五六七八九一二三四五六七年", DAY) == []
    (span,) = find_spans("住了两年", DAY)
    assert timedelta(days=span.days) > timedelta(days=700)


@pytest.mark.parametrize("breaths", [3, 500])
def test_only_so_many_breaths_are_listened_to(breaths: int) -> None:
    ears = Ears()
    story = ",".join(f"房东那边第{number}回说好了" for number in range(breaths))
    stated_facts(story, BOOK, DAY, preferred=tuple(BOOK), listener=ears)  # type: ignore[arg-type]
    assert 0 < ears.given <= policy().listening.breaths


def test_what_holds_no_word_is_no_breath() -> None:
    ears = Ears()
    stated_facts("?,!。" * 400, BOOK, DAY, preferred=tuple(BOOK), listener=ears)  # type: ignore[arg-type]
    assert ears.given == 0
