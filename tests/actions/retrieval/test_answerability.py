"""A question that documents answer is told from one that none does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from actions.building.answerability import (
    Message,
    Texts,
    learn_answerability,
    learn_matters,
    learn_words,
    load_messages,
    view_of,
    write_answerability,
)
from actions.building.ngrams import learn_ngrams
from actions.building.search import build_search
from actions.corpus import Corpus, load_corpus
from actions.retrieval.answerability import (
    ANSWER,
    OTHER,
    SILENT,
    Answerability,
    Asked,
    Matters,
    Messages,
    Spread,
    Words,
    read_answerability,
)
from actions.retrieval.asked import ASKED_FILE
from actions.retrieval.index import Scores, read_index
from actions.retrieval.loading import load_retriever
from actions.retrieval.search import Retriever
from luohu.encoder import Encoder
from luohu.ngrams import Ngrams, ngrams
from luohu.settings import Settings
from luohu.text import normalise

WEIHAI = "371000-weihai"
OURS = [
    "租的房子能不能上户口",
    "老家的地会不会被收回去",
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
def retriever(own_index: Settings, encoder: Encoder) -> Retriever:
    return load_retriever(own_index, load_corpus(own_index.corpus_dir), encoder)


@pytest.mark.parametrize("region", [None, "371000", "370306"])
@pytest.mark.parametrize("question", ["租的房子能不能上户口", "在厂里上班，户口能落单位不"])
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


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("孩子刚满月，户口本上还没他，怎么给上", "newborn"),
        ("户口本被我婆婆扣着不给用", "booklet_withheld"),
        ("公积金能提出来还房贷不", "housing_fund"),
        ("村里征地，补偿款没有我的份", "demolition_compensation"),
    ],
)
def test_what_no_document_answers_is_known_by_its_topic(
    retriever: Retriever, text: str, topic: str
) -> None:
    shares = retriever.topics(normalise(text))
    assert max(shares, key=lambda name: shares[name]) == topic
    assert sum(shares.values()) == pytest.approx(1)


def test_who_writes_does_not_count_but_what_it_is_about() -> None:
    rng = np.random.default_rng(3)
    matters, manners = rng.normal(size=(6, 32)), 4 * rng.normal(size=(5, 32))
    vectors = np.array([matter + manner for matter in matters for manner in manners])
    told = vectors.astype(np.float32)
    seen = view_of(told, [str(place // 5) for place in range(len(told))]).of(told)
    near = seen @ seen.T - 2 * np.eye(len(seen))
    same_matter = near.argmax(axis=1) // 5 == np.arange(len(seen)) // 5
    assert same_matter.mean() > 0.9


def test_what_was_learnt_is_kept_to_the_digit(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)

    def some(*shape: int) -> Scores:
        return rng.random(shape, dtype=np.float32)

    learnt = Answerability(
        Spread(some(4), some(4, 4)),
        Messages(
            some(3, 4),
            np.array([ANSWER, SILENT, OTHER]),
            np.array([371000] * 3),
            ("a", "b", "c"),
            ("weihai 一/(一)", "", ""),
            (("renting", "own_home"), (), ()),
            {371000: np.array([True, False, True])},
        ),
        Asked(some(2, 4), some(2, 4)),
        Words(
            Ngrams(np.array(sorted(ngrams("租房")), dtype=np.uint32), some(4)),
            some(4, 2),
            0.1251,
            (371000,),
        ),
        Matters(("b", "c", "weihai 一/(一)"), some(4, 3).astype(np.float16), some(3)),
        some(28),
        -0.8512218379974366,
    )
    write_answerability(tmp_path / "learnt.npz", learnt)
    read = read_answerability(tmp_path / "learnt.npz")
    vector, known = some(4), Asked(some(2, 4), some(2, 4))
    clauses = some(3)
    question, before = read.compare("租房", vector), learnt.compare("租房", vector)
    assert read.likelihood(question, "371000", known, clauses) == learnt.likelihood(
        before, "371000", known, clauses
    )
    near = replace(question, messages=read.messages.vectors @ some(4))
    assert max(read.topics(near), key=read.topics(near).get) in ("b", "c")
    near = replace(question, messages=read.messages.vectors @ some(4))
    assert read.answering(near, "371000") == pytest.approx({"weihai 一/(一)": 1.0})
    assert read.subjects(near, "371000") == {"renting": 0.5, "own_home": 0.5}


def test_words_tell_of_a_place_apart_from_all_others() -> None:
    said = ["积分怎么算", "积分够不够", "猫粮怎么买", "积分怎么查", "猫粮够不够", "积分有多少"] * 6
    places = np.array([371000, 330211] * 18)
    answered = np.array(["积分" in text for text in said]) & (places == 330211)
    authors = np.array([f"author {place % 3}" for place in range(len(said))])
    known, weighed = learn_ngrams(said, 3)
    words, told = learn_words(known, weighed, answered, places, authors)
    assert told.shape == (len(said),)
    here, there, unknown = (
        words.of(words.told(known.weigh("积分够多少")), place) for place in (330211, 371000, 110000)
    )
    assert here > unknown > there
    assert words.of(words.told(known.weigh("猫粮够多少")), 330211) < here


def test_from_one_author_alone_nothing_can_be_learnt() -> None:
    alone = [Message("a", "租房能落户吗", label, "371000", "x", "") for label in (0, 1, 2)]
    with pytest.raises(ValueError, match="several authors"):
        texts = Texts(["租房能落户吗"] * 3, np.eye(3, dtype=np.float32))
        learn_answerability(alone, texts, {}, texts, {}, {})


@pytest.mark.parametrize(
    "line",
    [
        {"text": "租房"},
        {
            "text": "租房",
            "label": "answer",
            "region": "371000",
            "about": "renting",
            "gold": ["不在"],
        },
    ],
)
def test_a_line_that_cannot_be_used_is_named(
    tmp_path: Path, corpus: Corpus, line: dict[str, object]
) -> None:
    (tmp_path / "author.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(ValueError, match=r"author\.jsonl, line 1"):
        load_messages(tmp_path, corpus)


def test_words_tell_what_is_spoken_of_among_what_it_may_be() -> None:
    said = [
        "孩子改名字",
        "名字写错要改",
        "户口本丢了",
        "补一本户口本",
        "租房能落吗",
        "租房落户",
    ] * 3
    about = ["name", "name", "booklet", "booklet", "weihai 一/(二)", "weihai 一/(二)"] * 3
    known, weighed = learn_ngrams(said, 2)
    matters = learn_matters(weighed, about)
    shares = matters.shares(matters.scores(known.weigh("想改个名字")), {"name", "booklet"})
    assert shares.keys() == {"name", "booklet"}
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["name"] > shares["booklet"]
    assert matters.shares(matters.scores(known.weigh("想改个名字")), {"unheard of"}) == {}
