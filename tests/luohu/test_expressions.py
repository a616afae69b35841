"""Words that are said over and over are read as they were, and stall nobody."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from luohu.expressions import bounded, compiled
from luohu.settings import ROOT

READER = """
import sys
from luohu.expressions import compiled
compiled("(?:刚刚?|刚好|已经)*(?:没|不)$").search(sys.stdin.read())
"""
NAMES = """
import sys
from luohu.places import load_gazetteer, resolve
from luohu.settings import ROOT
gazetteer = load_gazetteer(ROOT / "policy_corpus")
for text in sys.stdin.read().split():
    resolve(text, gazetteer)
"""


def reads_in_time(reader: str, text: str) -> None:
    """Run a reader as a process of its own; a stalled expression cannot be broken off."""
    subprocess.run(
        [sys.executable, "-c", reader], cwd=ROOT, input=text, text=True, check=True, timeout=60
    )


def test_a_row_of_words_made_of_others_does_not_stall_a_reader() -> None:
    reads_in_time(READER, "刚刚" * 900 + "了")


@pytest.mark.parametrize("row", ["xian", "xiadingweng"])
def test_a_row_of_syllables_does_not_stall_a_reader(row: str) -> None:
    """xian is also xi an, and the whole can be read in more ways than there is time for."""
    reads_in_time(NAMES, row * 150 + "q")


@pytest.mark.parametrize("said", ["没", "刚没", "刚刚刚好没", "已经刚没", "了没", "刚", ""])
def test_what_people_say_is_read_as_it_was(said: str) -> None:
    expression = "^(?:刚刚?|刚好|已经)*(没|不)+$"
    before, now = re.search(expression, said), compiled(expression).search(said)
    assert (before and (before.span(), before[1])) == (now and (now.span(), now[1]))


@pytest.mark.parametrize(
    ("expression", "made"),
    [
        ("(?:a|aa)*b", "(?:a|aa){0,10}b"),
        ("(a|aa)+?b", "(a|aa){1,10}?b"),
        ("(?:(?:a|aa)b)*", "(?:(?:a|aa)b){0,10}"),
        ("[a|b]*(?:ab)*", "[a|b]*(?:ab)*"),
        (r"(?:\(|[)(|]|\|)*", r"(?:\(|[)(|]|\|){0,10}"),
        ("(?:a|b)?c|d*", "(?:a|b)?c|d*"),
        ("[]|]*(?:[^]|]a|b)*", "[]|]*(?:[^]|]a|b){0,10}"),
    ],
)
def test_only_groups_of_alternatives_get_an_end(expression: str, made: str) -> None:
    assert bounded(expression) == made
    re.compile(made)
