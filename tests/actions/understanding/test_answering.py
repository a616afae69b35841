"""Answers to a question are read in any words, whatever was foreseen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from actions.building.sayings import load_answered, load_asked
from actions.eligibility.loader import load_facts
from actions.understanding.answering import (
    ANSWER,
    ASKED_BACK,
    answer_grams,
    read_answers,
    write_answers,
)
from actions.understanding.classifying import Words
from actions.understanding.listening import Listener
from luohu.encoder import Encoder
from luohu.policy import policy
from luohu.settings import ROOT, settings
from luohu.text import normalise

BOOK = load_facts(ROOT / "policy_corpus")
SURE = policy().listening.read

ANSWERS = [
    ("dwelling_in_town", "不是村里，是城里的小区", True),
    ("dwelling_in_town", "城里住不起，就在庄上凑合着", False),
    ("lease_registered", "上个月陪房东跑了趟房管，章都盖好了", True),
    ("lease_registered", "哪有工夫弄那个，签完合同就搬进来了", False),
    ("social_insurance", "单位按月给交着，没断过", True),
    ("social_insurance", "厂里从来不给工人上这个", False),
    ("business_licence", "执照年初就领到手了", True),
    ("lives_with_relative", "她住她的，我住我的，两家隔着二十里", False),
    ("lives_with_relative", "一个锅里吃饭的，天天在一块儿", True),
    ("from_same_province", "俺老家是河南的，不是这个省", False),
    ("dwelling_kind", "房子是我爸名下的，我跟着他住", "family"),
    ("dwelling_kind", "一个月一千二从中介手里租的", "rented"),
    ("will_work_here", "合同签了，下月一号就去那边报到", True),
    ("full_time_study", "白天上课晚上自习，住了三年校", True),
    ("full_time_study", "边上班边念的函授", False),
    ("veteran", "当了两年兵，前年退的", True),
]

QUESTIONS = ["要住满多久才行？", "需要带哪些材料", "住不满两年行不行", "什么时候能办下来"]
TELLINGS = ["去年就办好了", "没有，一直拖着没去", "我妈住在城里头", "嗯那个就是在厂里干着呢"]


@pytest.fixture(scope="module")
def listener(encoder: Encoder) -> Listener:
    return Listener(settings(), encoder)


def test_most_answers_in_everyday_words_are_read_and_none_is_read_wrong(listener: Listener) -> None:
    read = [listener.read(normalise(text), BOOK[fact]) for fact, text, _value in ANSWERS]
    sure = [one.value if one and one.likelihood >= SURE else None for one in read]
    wanted = [value for _fact, _text, value in ANSWERS]
    wrong = [
        (text, value)
        for (_fact, text, wanted), value in zip(ANSWERS, sure, strict=True)
        if value not in (None, wanted)
    ]
    assert wrong == []
    assert sum(map(lambda a, b: a == b, sure, wanted)) >= len(ANSWERS) * 3 // 4


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_no_answer(listener: Listener, text: str) -> None:
    assert listener.kind(normalise(text)) != ANSWER


@pytest.mark.parametrize("text", TELLINGS)
def test_what_is_told_may_answer(listener: Listener, text: str) -> None:
    assert listener.kind(normalise(text)) == ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "你是说厂里那份协议吗",
        "补办的那种也算数不",
        "两口子一人一半算谁的呀",
        "是看身份证还是看户口本",
        "中间断过两个月从头算吗",
        "那个要到哪个窗口才看得到",
    ],
)
def test_a_question_about_the_question_is_neither_answer_nor_another_matter(
    listener: Listener, text: str
) -> None:
    assert listener.kind(normalise(text)) == ASKED_BACK


@pytest.mark.parametrize("name", ["no_such_fact"])
def test_counter_questions_to_a_fact_that_there_is_not_are_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "author.yml").write_text(f"{name}: [这算吗]\n", "utf-8")
    with pytest.raises(ValueError, match=name):
        load_asked(tmp_path, BOOK)


def test_every_question_has_been_asked_about_by_several_people() -> None:
    asked = load_asked(ROOT / "data" / "answers" / "asked_back", BOOK)
    assert set(asked.back) == set(BOOK)
    assert all(len(set(texts)) > 10 for texts in asked.back.values())


def test_a_new_fact_is_read_by_what_yes_and_no_sound_like(listener: Listener) -> None:
    from dataclasses import replace

    new = replace(BOOK["business_licence"], name="has_a_boat", question="您有渔船吗？")
    read = listener.read("没有那个东西", new)
    assert read
    assert read.value is False


def test_what_is_denied_is_told_from_what_is_said() -> None:
    village, town = set(answer_grams("不在村里,在城里")), set(answer_grams("不在城里,在村里"))
    assert {"!村里"} <= village - town
    assert {"!城里"} <= town - village


def test_words_weigh_when_served_what_they_weighed_when_learnt() -> None:
    texts = ["没有,不在村里", "在城里住", "在村里住着", "没办"]
    learnt = TfidfVectorizer(
        analyzer=lambda text: list(answer_grams(text)), min_df=2, sublinear_tf=True
    )
    learnt.fit(texts)
    words = Words(learnt.vocabulary_, learnt.idf_)
    for text in [*texts, "", "龘"]:
        weighed = learnt.transform([text]).toarray()[0]
        assert np.allclose(words.weigh(answer_grams(text)), weighed, atol=1e-6)


def test_what_was_learnt_is_read_as_it_was_written(tmp_path: Path, listener: Listener) -> None:
    write_answers(tmp_path / "answers.npz", listener._answers)
    again = read_answers(tmp_path / "answers.npz")
    assert again.questions.keys() == listener._answers.questions.keys()


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('no_such_fact:\n  "true": ["有"]\n', "no_such_fact"),
        ('lease_registered:\n  "maybe": ["也许"]\n', "maybe"),
        ("a: [", "cannot be read"),
    ],
)
def test_answers_of_a_fact_or_value_that_there_is_not_are_named(
    tmp_path: Path, written: str, named: str
) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "author.yml").write_text(written, encoding="utf-8")
    with pytest.raises(ValueError, match=named):
        load_answered(tmp_path, BOOK)


def test_no_answer_says_two_things() -> None:
    said: dict[tuple[str, str], set[object]] = {}
    for saying in load_answered(ROOT / "data" / "answers", BOOK):
        said.setdefault((saying.fact, saying.text), set()).add(saying.value)
    assert {words: values for words, values in said.items() if len(values) > 1} == {}
