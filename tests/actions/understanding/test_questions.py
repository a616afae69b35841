"""Several questions in one breath are told apart, each with what was told before it."""

from __future__ import annotations

import pytest

from actions.understanding.questions import questions_of, told_part
from luohu.text import normalise


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("租房能落户吗？孩子能一起迁过来吗？", ["租房能落户吗?", "孩子能一起迁过来吗?"]),
        ("租房能落户不，老婆孩子能一起迁不", ["租房能落户不,", "老婆孩子能一起迁不"]),
        ("户口迁走了地还有没有，宅基地能不能留", ["户口迁走了地还有没有,", "宅基地能不能留"]),
        ("居住证怎么办，还有社保断了咋弄", ["居住证怎么办,", "还有社保断了咋弄"]),
        ("租房怎么落户另外孩子上学咋办", ["租房怎么落户", "另外孩子上学咋办"]),
        ("买房咋落户，顺便问问居住证去哪领", ["买房咋落户,", "顺便问问居住证去哪领"]),
        ("一是租房能不能落户，二是居住证去哪领", ["一是租房能不能落户,", "二是居住证去哪领"]),
        (
            "户口本丢了咋补？爹妈投靠我行不行？老家的地收不收？",
            ["户口本丢了咋补?", "爹妈投靠我行不行?", "老家的地收不收?"],
        ),
    ],
)
def test_questions_of_one_message_are_told_apart(text: str, questions: list[str]) -> None:
    assert questions_of(normalise(text)) == questions


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "我租房三年了，社保也交着，能不能落户？俺娘七十了，她能投靠我吗？",
            ["我租房三年了,社保也交着,能不能落户?", "俺娘七十了,她能投靠我吗?"],
        ),
        (
            "我在厂里干活。户口怎么迁过来？老家的地会收回吗？谢谢您了",
            ["我在厂里干活。户口怎么迁过来?", "老家的地会收回吗?谢谢您了"],
        ),
    ],
)
def test_what_is_told_stays_with_the_question_it_leads_to(text: str, questions: list[str]) -> None:
    assert questions_of(normalise(text)) == questions


@pytest.mark.parametrize(
    "text",
    [
        "租房能落户吗？要带什么？",
        "买房落户要什么材料？多久？",
        "居住证在哪办，几天能好",
        "大学生落户有补贴吗？给多少？",
    ],
)
def test_a_question_of_a_few_words_stays_with_the_one_before_it(text: str) -> None:
    assert questions_of(normalise(text)) == [normalise(text)]


@pytest.mark.parametrize(
    "text", ["", "谢谢", "我租房住了三年，社保交着", "我不想落户。", "租房能落户吗", "威海", "???"]
)
def test_a_message_with_one_question_or_none_stays_whole(text: str) -> None:
    assert questions_of(normalise(text)) == [normalise(text)]


@pytest.mark.parametrize(
    "text",
    [
        "想问一下，居住证丢了怎么补办",
        "请问一下，租房能落户吗",
        "你好，在吗，租房能落户吗",
        "咨询个事，爹妈能投靠我不",
    ],
)
def test_an_opening_is_no_question(text: str) -> None:
    assert questions_of(normalise(text)) == [normalise(text)]


def test_nothing_of_the_message_is_lost() -> None:
    text = normalise("你好,租房能落户吗?另外,孩子上学呢,还有一个,我妈能来不!谢了。")
    assert "".join(questions_of(text)) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("春天就离了，这样行不行？", "春天就离了"),
        ("这还用问吗，他俩一直在村里", "他俩一直在村里"),
        ("房子没有，社保也没有", "房子没有,社保也没有"),
        ("要带什么？", ""),
    ],
)
def test_what_is_told_beside_a_question_is_told_apart(text: str, told: str) -> None:
    assert told_part(normalise(text)) == told


def test_lacking_things_one_by_one_asks_nothing() -> None:
    text = normalise("一家子都过来了，房子没有，社保也没有，能落户吗")
    assert questions_of(text) == [text]
