"""What a place is called may be replaced, but that it was in town, or in a village, stays."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer, resolve
from luohu.text import normalise


def localised(message: str, gazetteer: Gazetteer) -> str:
    """The message with the name of each of its places called 当地, as facts are read from it."""
    text = normalise(message)
    for mention in reversed(resolve(text, gazetteer).mentions):
        text = f"{text[: mention.start]}当地{text[mention.stem_end :]}"
    return text


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("肥城城里租的房", "当地城里租的房"),
        ("我在周村城区住", "我在当地城区住"),
        ("威海市里上班", "当地市里上班"),
        ("我在文登城里买了房", "我在当地城里买了房"),
        ("赤峰市区租房", "当地市区租房"),
        ("赤峰市市区租房", "当地市区租房"),
        ("肥城市区有套房", "当地市区有套房"),
        ("宁城县城住着", "当地县城住着"),
        ("宁城县县城住着", "当地县城住着"),
        ("石横镇上租房", "当地镇上租房"),
        ("我在石横镇镇上租房", "我在当地镇上租房"),
        ("住在肥城王庄镇上", "住在当地镇上"),
        ("文登区里租的房子", "当地区里租的房子"),
        ("敖汉旗里住楼", "当地旗里住楼"),
        ("威海市中心租房", "当地市中心租房"),
        ("家在荣成城里那边", "家在当地城里那边"),
        ("镇海那边城里租房", "当地城里租房"),
        ("住肥城新城街道", "住当地街道"),
        ("我在骆驼街道租房", "我在当地街道租房"),
        ("我家在肥城石横村", "我家在当地村"),
        ("宁城县里上班", "当地县里上班"),
        ("王村镇里买的楼", "当地镇里买的楼"),
        ("青岛市里租房", "当地市里租房"),
    ],
)
def test_that_somebody_lives_in_town_is_not_lost_with_the_name_of_the_town(
    message: str, told: str, gazetteer: Gazetteer
) -> None:
    assert localised(message, gazetteer) == told


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("威海那边租房", "当地租房"),
        ("威海市租房", "当地租房"),
        ("石横镇租房", "当地租房"),
        ("周村这边上班", "当地上班"),
        ("周村村里租房", "当地村里租房"),
        ("肥城乡下有地", "当地乡下有地"),
        ("新城街道后于村租房", "当地后于村租房"),
        ("威海,赤峰", "当地,当地"),
        ("文登区的", "当地的"),
        ("赤峰人", "当地人"),
    ],
)
def test_a_name_with_a_word_that_only_points_is_replaced_whole(
    message: str, told: str, gazetteer: Gazetteer
) -> None:
    assert localised(message, gazetteer) == told


def test_town_words_are_found_in_a_message_with_spaces(gazetteer: Gazetteer) -> None:
    message = "我 在 肥 城 城 里 租 房"
    (mention,) = resolve(message, gazetteer).mentions
    assert message[mention.stem_end : mention.end] == "城 里"


def test_a_mention_reaches_as_far_as_before(gazetteer: Gazetteer) -> None:
    (mention,) = resolve("肥城城里租房", gazetteer).mentions
    assert (mention.text, mention.stem_end, mention.end) == ("肥城城里", 2, 4)
