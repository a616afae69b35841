"""Of sentences side by side the one is told that is nearest to what was asked."""

from __future__ import annotations

import re

import numpy as np
import pytest

from actions.corpus import Corpus
from actions.eligibility.plain import PlainLine, load_plain
from actions.retrieval.plain import PlainIndex
from evaluation.reading import load_items
from luohu.settings import ROOT
from luohu.text import normalise

LETTERS = re.compile(r"[\W_]+")
KEEP = PlainLine("一", "依法保障承包权", "地的权利受保障。")
FREE = PlainLine("一", "不得以退出承包权为条件", "不用退。")
ELSEWHERE = PlainLine("二", "随迁子女入学", "孩子能上学。")


@pytest.fixture
def index() -> PlainIndex:
    """Three lines, each along an axis of its own; the second one is said in two ways."""
    vectors = np.array([[1, 0, 0], [0, 1, 0], [0, 0.6, 0.8], [0, 0, 1]], dtype=np.float32)
    words = (frozenset({"承包权", "保障"}), frozenset({"承包权", "退出"}), frozenset({"入学"}))
    return PlainIndex((KEEP, FREE, ELSEWHERE), words, vectors, np.array([0, 1, 1, 2]))


def at(*axes: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(axes, dtype=np.float32)


def told(found: tuple[float, PlainLine] | None) -> PlainLine | None:
    return found[1] if found else None


def test_the_sentence_nearest_in_meaning_is_told(index: PlainIndex) -> None:
    assert told(index.nearest("一", at(0.9, 0.1, 0), [])) == KEEP
    assert told(index.nearest("一", at(0.1, 0.9, 0.1), [])) == FREE


def test_only_sentences_of_the_clause_that_answers_are_told(index: PlainIndex) -> None:
    assert told(index.nearest("二", at(1, 0, 0), [])) == ELSEWHERE
    assert index.nearest("三", at(1, 0, 0), []) is None


def test_of_two_equally_near_the_one_with_the_rare_word_is_told(index: PlainIndex) -> None:
    between = at(0.5, 0.625, 0)
    assert told(index.nearest("一", between, ["承包权", "保障"])) == KEEP
    assert told(index.nearest("一", between, ["承包权", "退出"])) == FREE


def test_of_two_equally_near_the_one_about_the_subject_is_told(index: PlainIndex) -> None:
    between = at(0.5, 0.625, 0)
    assert told(index.nearest("一", between, [], "保障")) == KEEP
    assert told(index.nearest("一", between, [], "退出")) == FREE


def test_no_way_of_asking_is_an_evaluation_item(corpus: Corpus) -> None:
    known = {
        LETTERS.sub("", normalise(text))
        for folder in corpus.documents
        for line in load_plain(ROOT / "policy_corpus" / folder)
        for text in line.asked
    }
    assert known
    asked = {
        LETTERS.sub("", normalise(s.say)): item.id for item in load_items() for s in item.steps
    }
    assert sorted(asked[text] for text in known & asked.keys()) == []
