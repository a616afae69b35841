"""Text in every guise people send it comes out in one form."""

from __future__ import annotations

import pytest

from luohu.text import compact, normalise


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("我想在鎮海區租房落戶", "我想在镇海区租房落户"),
        ("ＡＢＣ１２３，可以嗎？", "ABC123,可以吗?"),
        ("租\u200b房\ufeff落户", "租房落户"),
        ("租房\x00落户\x07", "租房落户"),
        ("落户\ud83d", "落户"),
        ("  租房 \n\t 落户  ", "租房 落户"),
        ("", ""),
    ],
)
def test_disguises_are_removed(typed: str, understood: str) -> None:
    assert normalise(typed) == understood


def test_a_quote_equals_its_source_once_white_space_is_gone() -> None:
    assert compact("自 2021 年 10 月\u3000起\n施行") == "自2021年10月起施行"
