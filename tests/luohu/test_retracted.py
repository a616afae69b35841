"""What somebody takes back while speaking, and says otherwise."""

from __future__ import annotations

import pytest

from luohu.retracted import without_retracted
from luohu.text import normalise


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("房子在市里……哦不对，是在镇上租的", "是在镇上租的"),
        ("跟我姐……不是，跟我爸落一块儿，行不", "跟我爸落一块儿,行不"),
        ("交了两年，哎说错了，三年", "三年"),
        ("在淄博，打错，周村，租的房", "周村,租的房"),
        ("有的……哦那是早先的事了，现在没有", "现在没有"),
        ("买的。呸呸，借的，朋友借我住的", "借的,朋友借我住的"),
        ("开店——不对，店盘出去了，现在上班", "店盘出去了,现在上班"),
        ("去年……呃不是，前年，哦记错了，大前年", "大前年"),
        ("我们住了五年了 哎不是 算上今年六年", "算上今年六年"),
        ("半年，少说了，都八个月了", "都八个月了"),
        ("带我妹，手滑，带我妈", "带我妈"),
        ("凭本科……严谨点，专升本", "专升本"),
        ("买的房——啊划掉，租的", "租的"),
        ("一个人……且慢，俩人", "俩人"),
    ],
)
def test_what_is_said_instead_is_meant(said: str, meant: str) -> None:
    assert without_retracted(normalise(said)) == meant


@pytest.mark.parametrize(
    "said",
    [
        "我租的房，不是自己的，能落户吗",
        "不对，是一年",
        "那不是，那是我哥的",
        "你说我能落户，不是吗",
        "户口本上名字打错了，怎么改",
        "登记的时候写错了，能改不",
        "没有。不是我的，是我爸的",
        "租了三年，说错了",
    ],
)
def test_a_plain_no_takes_nothing_back(said: str) -> None:
    text = normalise(said)
    assert without_retracted(text) == text
