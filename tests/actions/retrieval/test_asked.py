"""What people may ask of a clause finds it; a folder needs none of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.corpus import Corpus
from actions.retrieval.asked import load_asked
from evaluation.reading import load_items
from luohu.settings import ROOT
from luohu.text import normalise

CORPUS_DIR = ROOT / "policy_corpus"
LETTERS = re.compile(r"[\W_]+")


def test_a_folder_without_questions_has_none(corpus: Corpus, tmp_path: Path) -> None:
    document = next(iter(corpus.documents.values()))
    assert load_asked(tmp_path, document) == {}


def test_questions_for_a_clause_that_is_not_there_are_refused(
    corpus: Corpus, tmp_path: Path
) -> None:
    document = next(iter(corpus.documents.values()))
    folder = tmp_path / document.folder
    folder.mkdir()
    (folder / "questions.yml").write_text('"九十九": [谁管]\n', "utf-8")
    with pytest.raises(ValueError, match="九十九"):
        load_asked(tmp_path, document)


def test_no_question_that_search_knows_is_an_evaluation_item(corpus: Corpus) -> None:
    known = {
        LETTERS.sub("", question)
        for document in corpus.documents.values()
        for questions in load_asked(CORPUS_DIR, document).values()
        for question in questions
    }
    assert known
    asked = {
        LETTERS.sub("", normalise(s.say)): item.id for item in load_items() for s in item.steps
    }
    assert sorted(asked[text] for text in known & asked.keys()) == []
