"""Questions that a new document gets as it is published, of documents like it and of its words."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from actions.building.borrowing import Lender, Terms, borrowed, is_borrowed, write_borrowed
from actions.building.patterned import patterned
from actions.corpus import Corpus
from actions.retrieval.asked import load_asked
from actions.retrieval.index import read_index
from actions.retrieval.passages import searched_clauses
from actions.retrieval.subjects import load_subjects
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.settings import settings

ZHOUCUN, WEIHAI = "370306-zhoucun", "371000-weihai"


@pytest.fixture(scope="module")
def lender(corpus: Corpus) -> Lender:
    """What is known of Weihai's document."""
    asked = load_asked(settings().corpus_dir, corpus.documents[WEIHAI])
    index = read_index(artefacts(settings()).indexes[WEIHAI].path)
    return Lender(index, list(chain.from_iterable(asked.values())))


def test_what_people_ask_of_renting_elsewhere_they_ask_of_renting_here(
    corpus: Corpus, lender: Lender
) -> None:
    document = corpus.documents[ZHOUCUN]
    encoder = Encoder(settings().model_dir)
    asked = borrowed(document, encoder, [lender], lambda question: "威海" in question)
    renting = next(c.id for c in searched_clauses(document) if "租赁" in c.text)
    assert sum("租" in question for question in asked[renting]) >= len(asked[renting]) / 2
    assert not any("威海" in question for question in chain.from_iterable(asked.values()))


def test_what_is_like_nothing_borrows_nothing(corpus: Corpus, lender: Lender) -> None:
    encoder = Encoder(settings().model_dir)
    terms = Terms(alike=1.1, worse=0.0, most=5)
    document = corpus.documents[ZHOUCUN]
    assert borrowed(document, encoder, [lender], lambda _: False, terms) == {}


def test_no_clause_is_left_without_a_question(corpus: Corpus) -> None:
    document, subjects = corpus.documents[ZHOUCUN], load_subjects(settings().corpus_dir)
    clauses = {clause.id for clause in searched_clauses(document)}
    asked = patterned(document, subjects)
    assert asked.keys() == clauses
    assert all(asked.values())
    some = set(list(clauses)[:2])
    assert patterned(document, subjects, without=some).keys() == clauses - some


def test_borrowed_questions_are_known_from_those_that_a_person_wrote(tmp_path: Path) -> None:
    assert not is_borrowed(tmp_path)
    write_borrowed(tmp_path, {"一/p1": ["租房能落户吗"]})
    assert is_borrowed(tmp_path)
    path = tmp_path / "questions.yml"
    path.write_text(path.read_text("utf-8").split("\n", 1)[1], "utf-8")
    assert not is_borrowed(tmp_path)
