"""Lay words reach the official ones that the documents use."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.building.dictionary import dictionary_words, write_dictionary
from actions.corpus import Corpus
from actions.retrieval.subjects import load_subjects, load_synonyms
from actions.retrieval.words import Segmenter
from luohu.settings import ROOT
from luohu.text import normalise

CORPUS_DIR = ROOT / "policy_corpus"
SYNONYMS = load_synonyms(CORPUS_DIR)


@pytest.fixture(scope="module")
def segmenter(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    """The segmenter with the dictionary of the corpus."""
    terms = [word for lay, official in SYNONYMS.items() for word in (lay, *official)]
    path: Path = tmp_path_factory.mktemp("words") / "deep" / "luohu.txt"
    write_dictionary(path, dictionary_words(corpus, terms))
    return Segmenter(path, SYNONYMS)


@pytest.mark.parametrize("lay", sorted(SYNONYMS))
def test_a_lay_word_in_a_question_adds_its_official_words(segmenter: Segmenter, lay: str) -> None:
    tokens = segmenter.query_tokens(f"我的{lay}怎么办")
    for official in SYNONYMS[lay]:
        assert set(segmenter.tokens(official)) <= set(tokens)


@pytest.mark.parametrize(
    ("asked", "official"),
    [
        ("房东不同意", "产权人"),
        ("没上社保", "社会保险"),
        ("跟老公迁户口", "配偶"),
        ("黑户怎么办", "无户口"),
        ("暂住证", "居住证"),
        ("打工能落户吗", "就业"),
    ],
)
def test_everyday_questions_reach_official_words(
    segmenter: Segmenter, asked: str, official: str
) -> None:
    assert any(official in token for token in segmenter.query_tokens(asked))


def test_an_official_word_stands_in_some_document(corpus: Corpus) -> None:
    texts = "".join(
        normalise(clause.text)
        for document in corpus.documents.values()
        for clause in document.clauses
    )
    for lay, official in SYNONYMS.items():
        assert any(word in texts for word in official), lay


def test_a_passage_gets_no_added_words(segmenter: Segmenter) -> None:
    assert "配偶" not in segmenter.tokens("老婆")


def test_the_dictionary_holds_words_only(corpus: Corpus) -> None:
    terms = [term for subject in load_subjects(CORPUS_DIR).values() for term in subject.terms]
    words = dictionary_words(corpus, terms)
    assert words == sorted(set(words))
    assert all(2 <= len(word) <= 12 and " " not in word for word in words)


@pytest.mark.parametrize("text", ["", " ", "？！", "\u200b"])
def test_nothing_to_cut_gives_no_tokens(segmenter: Segmenter, text: str) -> None:
    assert segmenter.query_tokens(text) == []
