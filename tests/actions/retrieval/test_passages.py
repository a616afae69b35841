"""No part of a document is out of search's reach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.corpus import Corpus
from actions.retrieval.passages import passages_of, searched_clauses, sentences_of
from luohu.text import compact, normalise


def test_every_provision_is_searched(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        searched = {clause.id for clause in searched_clauses(document)}
        provisions = {clause.id for clause in document.clauses if clause.kind == "provision"}
        assert provisions
        assert provisions <= searched


def test_the_first_passage_of_a_clause_is_the_whole_of_it_under_its_headings(
    corpus: Corpus,
) -> None:
    for document in corpus.documents.values():
        for clause in searched_clauses(document):
            whole = passages_of(clause)[0]
            assert whole.clause == clause.id
            assert compact(normalise(clause.text)) in compact(whole.text)
            for heading in clause.headings:
                assert compact(normalise(heading)) in compact(whole.text)


def test_the_sentences_of_a_long_clause_cover_it(corpus: Corpus) -> None:
    long = 0
    for document in corpus.documents.values():
        for clause in searched_clauses(document):
            passages = passages_of(clause)
            if len(passages) == 1:
                continue
            long += 1
            assert "".join(sentences_of(clause.text)) == clause.text
            assert len(passages) == 1 + len(sentences_of(clause.text))
            assert {passage.clause for passage in passages} == {clause.id}
    assert long > 10


@given(st.text("租房落户。；，a", max_size=80))
def test_cutting_into_sentences_loses_only_empty_ones(text: str) -> None:
    joined = "".join(sentences_of(text))
    assert [c for c in joined if c not in "。；"] == [c for c in text if c not in "。；"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("可以。", 1), ("可以。不行。", 1), ("租" * 20 + "。" + "房" * 20, 2)],
)
def test_a_very_short_sentence_stays_with_its_neighbour(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count
