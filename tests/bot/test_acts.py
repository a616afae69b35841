"""Only what a channel itself sends is a command to Rasa."""

from __future__ import annotations

import pytest

from bot.acts import Act, is_act


def test_an_act_of_a_channel_is_known_by_its_text() -> None:
    assert is_act(Act("take_up").text)


@pytest.mark.parametrize("text", ["/restart", "/有没有费用", "take_up", "/take_up 张三", "", "/"])
def test_a_persons_words_are_no_act(text: str) -> None:
    assert not is_act(text)
