"""A question that documents answer is told from one that none does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from actions.building.scope import learn_scope, write_scope
from actions.building.search import build_search
from actions.corpus import load_corpus
from actions.retrieval.asked import ASKED_FILE, load_asked
from actions.retrieval.index import DocumentIndex, read_index
from actions.retrieval.loading import load_retriever
from actions.retrieval.scope import Scope, read_scope
from actions.retrieval.search import Retriever
from luohu.encoder import Encoder
from luohu.settings import Settings
from luohu.text import normalise

Known = list[tuple[DocumentIndex, dict[str, list[str]]]]
WEIHAI = "371000-weihai"
OURS = [
    "租的房子能不能上户口",
    "老家的地会不会被收回去",
    "爸妈岁数大了，能随我迁过来吗",
    "在厂里上班，户口能落单位不",
    "俺买了楼，户口咋往城里挪",
    "大学毕业能把户口落过来不",
]
IDLE = [
    "红烧肉怎么做才好吃",
    "推荐几部好看的电影",
    "手机充不进电",
    "今晚谁和谁踢球",
    "给我讲个笑话",
    "股票啥时候能回本",
]


@pytest.fixture(scope="module")
def known(own_index: Settings) -> Known:
    """Index and known questions of each document."""
    corpus = load_corpus(own_index.corpus_dir)
    return [
        (
            read_index(own_index.index_dir / document.folder),
            load_asked(own_index.corpus_dir, document),
        )
        for document in corpus.documents.values()
    ]


@pytest.fixture(scope="module")
def retriever(own_index: Settings, encoder: Encoder) -> Retriever:
    return load_retriever(own_index, load_corpus(own_index.corpus_dir), encoder)


@pytest.mark.parametrize("region", [None, "371000", "370306"])
@pytest.mark.parametrize("question", ["租的房子能不能上户口", "爸妈能随我迁过来吗"])
def test_a_question_of_policy_is_likely_answered(
    retriever: Retriever, question: str, region: str | None
) -> None:
    assert retriever.likelihood(question, region) > 0.5


@pytest.mark.parametrize("question", OURS)
def test_some_document_likely_answers_a_question_of_policy(
    retriever: Retriever, question: str
) -> None:
    assert retriever.likelihood(normalise(question), None) > 0.5


@pytest.mark.parametrize("region", [None, "371000", "370306"])
@pytest.mark.parametrize("question", IDLE)
def test_idle_talk_is_hardly_answered(
    retriever: Retriever, question: str, region: str | None
) -> None:
    assert retriever.likelihood(question, region) < 0.5


def test_any_place_answers_at_least_what_one_place_does(retriever: Retriever) -> None:
    for question in (*OURS, *IDLE):
        assert retriever.likelihood(question, None) >= retriever.likelihood(question, "371000")


def test_a_place_without_a_document_answers_nothing(retriever: Retriever) -> None:
    assert retriever.likelihood("租房能落户吗", "110000") == 0.0


@pytest.mark.parametrize("question", ["", "?", "abc", "👍", "租" * 2000])
def test_an_odd_message_has_a_likelihood_as_well(retriever: Retriever, question: str) -> None:
    assert 0.0 <= retriever.likelihood(question, None) <= 1.0


def test_a_document_without_known_questions_uses_those_of_others(
    copied: Settings, encoder: Encoder
) -> None:
    (copied.corpus_dir / WEIHAI / ASKED_FILE).unlink()
    build_search(copied)
    assert len(read_index(copied.index_dir / WEIHAI).questions) == 0
    bare = load_retriever(copied, load_corpus(copied.corpus_dir), encoder)
    assert bare.likelihood("租的房子能不能上户口", "371000") > 0.5
    assert bare.likelihood("红烧肉怎么做才好吃", "371000") < 0.5


def test_a_few_messages_of_something_else_are_enough_to_learn_from(
    known: Known, encoder: Encoder
) -> None:
    index, asked = known[0]
    few = {clause: questions[:2] for clause, questions in list(asked.items())[:12]}
    places = [p for p, q in enumerate(q for qs in asked.values() for q in qs) if _is_of(q, few)]
    small = DocumentIndex(**{**vars(index), "questions": index.questions[places]})
    scope = learn_scope([(small, few)], IDLE, encoder)

    def likelihood(text: str) -> float:
        return scope.likelihood(encoder.encode_query(text), small, small.questions)

    assert likelihood("租房能落户吗") > likelihood("明天会下雨吗")


def test_what_was_learnt_is_kept_to_the_digit(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    scope = Scope(
        rng.random((3, 4), dtype=np.float32), rng.random(5, dtype=np.float32), -0.8512218379974366
    )
    write_scope(tmp_path / "scope.npz", scope)
    read = read_scope(tmp_path / "scope.npz")
    assert read.bias == scope.bias
    assert np.array_equal(read.outside, scope.outside)
    assert np.array_equal(read.weights, scope.weights)


def test_from_one_kind_alone_nothing_can_be_learnt(known: Known, encoder: Encoder) -> None:
    with pytest.raises(ValueError):
        learn_scope([], IDLE, encoder)
    index, asked = known[0]
    with pytest.raises(ValueError):
        learn_scope([(index, asked)], [], encoder)


def _is_of(question: str, asked: dict[str, list[str]]) -> bool:
    return any(question in questions for questions in asked.values())
