from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from actions.corpus import load_corpus
from actions.retrieval.asked import ASKED_FILE
from actions.retrieval.passages import passages_of, searched_clauses
from evaluation.reading import load_items
from luohu.settings import ROOT
from luohu.text import normalise
from tools.training.batches import batches_of, rows_of
from tools.training.from_clauses import in_lay_words
from tools.training.from_questions import pairs_of_asked, read_questions
from tools.training.pair import Pair
from tools.training.pairs import make_pairs

CORPUS = ROOT / "policy_corpus"
DATA = ROOT / "data"
WRITTEN = DATA / "retrieval" / "questions.yml"


@pytest.fixture(scope="session")
def pairs() -> list[Pair]:
    """What the encoder of this installation learns from."""
    return make_pairs(CORPUS, DATA)


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """A corpus of one document alone, with the data that all documents share."""
    folder = tmp_path / "corpus"
    documents = sorted(path.parent.name for path in CORPUS.glob("*/document.yml"))
    shutil.copytree(CORPUS, folder, ignore=shutil.ignore_patterns(*documents[1:]))
    return folder


def test_a_corpus_of_one_document_gives_pairs_of_its_clauses(small_corpus: Path) -> None:
    (document,) = load_corpus(small_corpus).documents.values()
    made = make_pairs(small_corpus, DATA)
    searched = {clause.id for clause in searched_clauses(document)}
    assert {pair.document for pair in made} == {document.folder}
    assert {pair.clause for pair in made} <= searched
    assert len({pair.clause for pair in made}) >= 0.9 * len(searched)
    assert make_pairs(small_corpus, DATA) == made


def test_a_new_lay_word_changes_what_is_learnt(small_corpus: Path) -> None:
    before = make_pairs(small_corpus, DATA)
    with (small_corpus / "words.yml").open("a", encoding="utf-8") as words:
        words.write("户口规矩: [户籍制度]\n")
    assert make_pairs(small_corpus, DATA) != before


def test_no_question_is_learnt_twice_in_a_document(pairs: list[Pair]) -> None:
    assert len({(pair.document, pair.question) for pair in pairs}) == len(pairs)
    assert all(pair.question and pair.passage for pair in pairs)
    assert all(pair.question != pair.passage for pair in pairs)


def test_nothing_that_is_learnt_is_an_evaluation_item(pairs: list[Pair]) -> None:
    learnt = {_letters(pair.question) for pair in pairs}
    learnt |= {_letters(q) for entry in read_questions(WRITTEN) for q in entry.questions}
    asked = {_letters(step.say): item.id for item in load_items() for step in item.steps}
    common = sorted(asked[text] for text in learnt & asked.keys())
    assert common == []  # ids only: the held-out ones stay unread


def test_every_written_question_belongs_to_some_clause() -> None:
    clauses = [
        "，".join([*clause.headings, clause.text])
        for document in load_corpus(CORPUS).documents.values()
        for clause in searched_clauses(document)
    ]
    written = read_questions(WRITTEN)
    idle = [w.states.pattern for w in written if not any(map(w.states.search, clauses))]
    assert idle == []
    questions = [question for entry in written for question in entry.questions]
    assert len(questions) >= 150
    assert len(set(questions)) == len(questions)


def test_a_question_known_for_a_clause_is_learnt_with_that_clause(small_corpus: Path) -> None:
    (document,) = load_corpus(small_corpus).documents.values()
    first, second = searched_clauses(document)[:2]
    asked = {first.id: ["这是要干啥", "图个啥"], second.id: ["谁来管这事"]}
    made = list(pairs_of_asked(document, asked))
    assert sorted((pair.clause, pair.question) for pair in made) == sorted(
        [(first.id, "这是要干啥"), (first.id, "图个啥"), (second.id, "谁来管这事")]
    )
    assert {pair.document for pair in made} == {document.folder}
    assert [pair.passage for pair in made[1:]] == [
        passages_of(clause)[0].text for clause in (first, second)
    ]
    assert list(pairs_of_asked(document, {})) == []


def test_of_many_known_questions_some_are_learnt_and_always_the_same(small_corpus: Path) -> None:
    (document,) = load_corpus(small_corpus).documents.values()
    clause = searched_clauses(document)[0]
    asked = {clause.id: [f"第{number}个问法" for number in range(30)]}
    learnt = [pair.question for pair in pairs_of_asked(document, asked)]
    assert 0 < len(learnt) < 30
    assert learnt == [pair.question for pair in pairs_of_asked(document, asked)]


def test_a_question_added_to_a_document_is_learnt(small_corpus: Path) -> None:
    (document,) = load_corpus(small_corpus).documents.values()
    clause = searched_clauses(document)[0]
    (small_corpus / document.folder / ASKED_FILE).write_text(
        f'"{clause.id}": [请问这是要干啥？]\n', "utf-8"
    )
    learnt = {(pair.clause, pair.question) for pair in make_pairs(small_corpus, DATA)}
    assert (clause.id, "请问这是要干啥?") in learnt


def test_official_words_become_the_ones_people_use() -> None:
    official = {"居民户口簿": ["户口本"], "户口": ["户籍"], "配偶": ["媳妇", "老公"]}
    said = in_lay_words("凭居民户口簿为配偶办理", official)
    assert said in ("凭户口本为媳妇办理", "凭户口本为老公办理")


def test_a_batch_holds_each_clause_of_one_document_once(pairs: list[Pair]) -> None:
    rows = rows_of(pairs)
    batches = batches_of(rows, size=16, seed=1)
    assert sorted(position for batch in batches for position in batch) == list(range(len(rows)))
    for batch in batches:
        assert len({rows[position].document for position in batch}) == 1
        assert len({rows[position].clause for position in batch}) == len(batch)
    asked = {(row.document, question, row.passage) for row in rows for question in row.questions}
    assert asked == {(pair.document, pair.question, pair.passage) for pair in pairs}


def _letters(text: str) -> str:
    return re.sub(r"\W", "", normalise(text))
