"""Numbers that people dictate piece by piece are hidden, other figures stay."""

from __future__ import annotations

import pytest

from bot.masking.dictated import without_dictated_numbers

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
