"""Of a message the point is kept: neither the story around it nor the wish to be checked."""

from __future__ import annotations

import pytest

from luohu.essence import point_of, wants_check

STORY = (
    "我老家在山东,来这边打工五年了,一开始在工地干活,后来进了厂,老婆孩子都接过来了,"
    "孩子爱吃面,房子是租的,押一付三,房东人挺好,"
)
WISH = "现在想把户口迁过来,"


@pytest.mark.parametrize(
    "text",
    [
        "帮我看看够不够条件",
        "麻烦给俺查查",
        "替我对对条件",
        "我够条件吗",
        "看看我符不符合",
        "租房想落户,给我瞧瞧行不行",
    ],
)
def test_who_wants_their_own_case_judged_is_understood(text: str) -> None:
    assert wants_check(text)


@pytest.mark.parametrize(
    "text",
    ["租房能落户吗", "帮我查一下迁户口都要带哪些材料", "条件是什么", "我去看看房子", "查户口"],
)
def test_a_question_is_no_wish_to_be_checked(text: str) -> None:
    assert not wants_check(text)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("租房能落户吗,帮我看看行不行", "租房能落户吗"),
        ("我租房想落户,麻烦给查查", "我租房想落户"),
        ("替我对对条件,我想把户口迁过来", "我想把户口迁过来"),
        ("租房能落户吗", "租房能落户吗"),
    ],
)
def test_the_wish_to_be_checked_is_no_part_of_the_point(text: str, point: str) -> None:
    assert point_of(text) == point


@pytest.mark.parametrize("text", ["帮我看看", "你好,帮我查查", "帮我看看落户成不成"])
def test_where_nothing_else_is_said_the_wish_stays(text: str) -> None:
    assert point_of(text) == text


def test_of_a_long_story_the_wish_and_the_question_are_kept() -> None:
    text = f"{STORY}{WISH}白天还得接送孩子,请问要带什么材料,我平时上夜班"
    assert point_of(text) == f"房东人挺好,{WISH}请问要带什么材料"


def test_what_is_asked_about_it_in_its_own_breath_is_kept() -> None:
    text = f"{STORY}{WISH}厂里请假也不容易,周六周日能办吗,我平时上夜班"
    assert "周六周日能办吗" in point_of(text)
    assert "夜班" not in point_of(text)


def test_the_wish_to_be_checked_is_no_part_of_a_long_story_either() -> None:
    assert point_of(f"{STORY}{WISH}帮我看看行不行") == f"房东人挺好,{WISH}".rstrip(",")


def test_the_point_of_an_endless_story_stays_short() -> None:
    assert len(point_of("户口的事想问问怎么办," * 40)) <= 90


def test_a_story_that_asks_nothing_is_cut_to_its_end() -> None:
    text = "我家的猫爱吃鱼," * 30
    assert point_of(text) == text[-90:]
