"""Who is named in spoken Chinese, and what else the words tell of that person."""

from __future__ import annotations

import re
from typing import Any

import pytest

from actions.understanding.kinship import Kinship, moves, relatives
from luohu.text import normalise
from tests.actions.understanding.kinship.cases import MOVES, NAMED, TOLD, cases, entries


@pytest.mark.parametrize(
    ("said", "named"),
    [pytest.param(said, named, id=f"{subject}: {said}") for subject, said, named in cases(*NAMED)],
)
def test_a_person_named_is_who_the_words_say(said: str, named: str, kinship: Kinship) -> None:
    found = relatives(normalise(said), kinship)
    assert " ".join(f"{one.words}={one.relation}" for one in found) == named


@pytest.mark.parametrize(("said", "told"), entries(TOLD).items())
def test_age_marriage_and_number_are_read_beside_the_person(
    said: str, told: dict[str, Any], kinship: Kinship
) -> None:
    found = {one.words: one for one in relatives(normalise(said), kinship)}
    one = found[told["who"]]
    expected = {name: value for name, value in told.items() if name != "who"}
    assert {name: getattr(one, name) for name in expected} == expected


@pytest.mark.parametrize("said", sorted({said for _, said, _ in cases(*NAMED, *MOVES)}))
def test_the_words_of_a_relative_stand_where_it_says(said: str, kinship: Kinship) -> None:
    text = normalise(said)
    for one in relatives(text, kinship):
        assert text[one.start : one.end] == one.words
        assert not re.match("[我俺]", one.words)


@pytest.mark.parametrize("text", ["", " ", "的", "我", "他", "妈妈" * 200, "我的的的妈", "岁岁岁"])
def test_whatever_is_typed_gives_an_answer(text: str, kinship: Kinship) -> None:
    assert isinstance(relatives(text, kinship), tuple)
    assert isinstance(moves(text, kinship), tuple)
