"""Numbers that people dictate piece by piece are hidden, other figures stay."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from bot.masking.dictated import without_dictated_numbers
from bot.masking.language import WORDS
from luohu.settings import ROOT

HIDDEN = "[号码]"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (["电话138", "12345678"], [f"电话{HIDDEN}", HIDDEN]),
        (["电话138，", "1234。", "5678，谢谢"], [f"电话{HIDDEN}", HIDDEN, f"{HIDDEN}，谢谢"]),
        (["一三八一二三四", "五六七八"], [HIDDEN, HIDDEN]),
        (["证号370102", "19900101", "123X对"], [f"证号{HIDDEN}", HIDDEN, f"{HIDDEN}对"]),
        (["嗯", "138", "1234", "5678", "落户"], ["嗯", HIDDEN, HIDDEN, HIDDEN, "落户"]),
        (["我2019", "年来的", "租了3", "年"], ["我2019", "年来的", "租了3", "年"]),
        (["我住3号楼", "2单元"], ["我住3号楼", "2单元"]),
        (["两年", "三年"], ["两年", "三年"]),
        (["12345"], ["12345"]),
        ([], []),
    ],
)
def test_only_numbers_of_a_person_are_hidden(said: list[str], kept: list[str]) -> None:
    assert without_dictated_numbers(said) == kept


@pytest.mark.parametrize("mark", ["/", "—", "|", "…", "😀", "\u20e3", "空", "横线", "然后"])
def test_it_does_not_matter_what_stands_between_the_pieces(mark: str) -> None:
    said = [
        f"电话1{mark}3{mark}8",
        f"{mark}1{mark}2{mark}3",
        f"4{mark}5{mark}6{mark}7{mark}8。谢谢",
    ]
    assert without_dictated_numbers(said) == [f"电话{HIDDEN}", HIDDEN, f"{HIDDEN}。谢谢"]


def test_digits_beside_the_half_that_is_masked_already_go_with_it() -> None:
    said = ["证号六二八九.零九四", "[号码],谢谢"]
    assert without_dictated_numbers(said) == [f"证号{HIDDEN}", f"{HIDDEN},谢谢"]
    assert without_dictated_numbers(["我的电话[手机号]", "2019年来的"])[1] == "2019年来的"


def test_a_length_of_time_behind_a_number_stays() -> None:
    said = ["999999199307", "123003。两年了"]
    assert without_dictated_numbers(said, shaped=True)[1] == f"{HIDDEN}。两年了"


def test_no_row_of_pauses_stalls_a_reader() -> None:
    """In all ways in which these can be read there is a life's work."""
    read = """
import sys
from bot.masking import mask
from bot.masking.dictated import without_dictated_numbers
for text in sys.stdin.read().split():
    mask(text), without_dictated_numbers(["13955", text]), without_dictated_numbers([text, "13955"])
"""
    bombs = ["一" + "横杠" * 59 + "了", "一" + "横杠横杠横杠一" * 200 + "了", "1" + "空格空" * 600]
    subprocess.run(
        [sys.executable, "-c", read],
        cwd=ROOT, input="\n".join(bombs), text=True, check=True, timeout=60,
    )  # fmt: skip


def test_no_pause_is_made_of_other_pauses() -> None:
    """What can be read in two ways is read in all of them."""
    pauses = WORDS["pauses"]
    for one in pauses:
        others = "|".join(re.escape(other) for other in pauses if other != one)
        assert not re.fullmatch(f"(?:{others})+", one), one
