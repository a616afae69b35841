"""A word that somebody asks about is known, and stands where a document defines it."""

from __future__ import annotations

import pytest

from actions.corpus import Corpus
from actions.eligibility.loader import load_facts
from actions.understanding.speech import pattern
from actions.understanding.terms import listed_choice, load_terms, term_in
from luohu.settings import ROOT

CORPUS = ROOT / "policy_corpus"
BOOK = load_facts(CORPUS)
TERMS = load_terms(CORPUS)


def test_no_word_is_of_two_terms() -> None:
    called = [name for term in TERMS.values() for name in term.called]
    assert len(called) == len(set(called))


def test_what_a_document_says_a_word_means_stands_in_it(corpus: Corpus) -> None:
    stated = [(folder, quote) for term in TERMS.values() for folder, quote in term.stated.items()]
    assert stated
    for folder, quote in stated:
        assert corpus.find_quote(folder, quote)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("啥叫备案", "registration_of_lease"),
        ("社区集体户是什么", "collective_household"),
        ("同意落户承诺书啥样", "promise"),
        ("今天天气好", None),
    ],
)
def test_the_longest_name_tells_the_term(text: str, term: str | None) -> None:
    found = term_in(text, TERMS)
    assert (found.id if found else None) == term


@pytest.mark.parametrize(
    "text",
    [
        "啥叫备案",
        "备案是啥",
        "成套是啥意思",
        "什么是集体户",
        "承诺书是啥样的",
        "没听懂",
        "解释一下",
    ],
)
def test_a_question_about_a_word_is_heard(text: str) -> None:
    assert pattern("asks_meaning").search(text)


@pytest.mark.parametrize(
    "text", ["啥也没有", "什么都没办", "没备案", "办了", "住村里", "我是打工的", "什么都不是"]
)
def test_an_answer_asks_about_no_word(text: str) -> None:
    assert not pattern("asks_meaning").search(text)


@pytest.mark.parametrize(("text", "value"), [("桃都社区那边", True), ("哪个社区都行", None)])
def test_a_place_that_the_document_lists_answers(text: str, value: bool | None) -> None:
    found = listed_choice(text, BOOK["dwelling_in_town"], TERMS, ["370983-feicheng"])
    assert (found.value if found else None) is value
