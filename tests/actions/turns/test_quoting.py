"""What is shown of a clause stands in the document word for word, the telling sentence with it."""

from __future__ import annotations

from datetime import date

import pytest

from actions.corpus import Clause, Corpus
from actions.retrieval.passages import sentences_of
from actions.turns.citations import cite
from actions.turns.model import Notice, Part, Turn
from actions.turns.quoting import basis, excerpt, notice_parts
from actions.turns.wording import wording

DAY = date(2026, 11, 22)
LONGEST = 220


def clauses(corpus: Corpus) -> list[Clause]:
    return [clause for document in corpus.documents.values() for clause in document.clauses]


def test_an_excerpt_is_a_stretch_of_its_clause_and_not_too_long(corpus: Corpus) -> None:
    for clause in clauses(corpus):
        for sentence in sentences_of(clause.text) or [""]:
            shown = excerpt(clause.quote, sentence)
            assert shown
            assert shown in clause.quote
            longest_sentence = max(map(len, sentences_of(clause.quote)), default=0)
            assert len(shown) <= max(LONGEST, longest_sentence)


def test_the_sentence_that_answers_is_in_the_excerpt(corpus: Corpus) -> None:
    long = [clause for clause in clauses(corpus) if len(clause.quote) > LONGEST]
    assert long
    for clause in long:
        for sentence in sentences_of(clause.quote):
            assert sentence in excerpt(clause.quote, sentence)


def test_a_short_clause_is_shown_whole(corpus: Corpus) -> None:
    for clause in clauses(corpus):
        if len(clause.quote) <= LONGEST:
            assert excerpt(clause.quote, "别的话") == clause.quote


def test_the_basis_names_document_place_and_words(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        for clause in document.clauses:
            citation = cite(document, clause, DAY)
            assert citation
            text = basis(citation, wording(), clause.text[:30])
            assert document.title in text
            assert document.issuer in text
            assert excerpt(clause.quote, clause.text[:30]) in text
            assert "{" not in text
            if document.doc_number:
                assert document.doc_number in text


def test_a_clause_that_is_shown_in_part_says_so(corpus: Corpus) -> None:
    partial = wording().say("partial")
    for document in corpus.documents.values():
        for clause in document.clauses:
            citation = cite(document, clause, DAY)
            assert citation
            assert (partial in basis(citation, wording())) == (len(clause.quote) > LONGEST)


def test_no_number_is_made_up_for_a_document_without_one(corpus: Corpus) -> None:
    document = corpus.documents["371000-weihai"]
    citation = cite(document, document.clauses[3], DAY)
    assert citation
    assert "None" not in basis(citation, wording())
    assert "号" not in basis(citation, wording()).split("》")[1].split("：")[0]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_notices_come_after_the_text(count: int) -> None:
    notices = [Notice("verify_locally", f"注意{number}") for number in range(count)]
    turn = Turn("answer", (Part("conclusion", "结论"), *notice_parts(notices)))
    lines = turn.text.split("\n")
    assert lines == ["结论", *(notice.text for notice in notices)]
