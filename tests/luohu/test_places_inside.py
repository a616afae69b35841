"""A name that many places bear means the one in the place that is being spoken of."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer, Places, resolve
from luohu.text import normalise
from tests.luohu.asking import CODES, ask, codes, found


def ask_in(city: str, message: str, gazetteer: Gazetteer) -> Places:
    """What a message says about places where ``city`` is being spoken of."""
    return resolve(normalise(message), gazetteer, gazetteer.region(CODES[city]))


@pytest.mark.parametrize(
    ("city", "message", "place"),
    [
        ("肥城", "我住新城街道", "新城街道"),
        ("肥城", "老城街道租房能落户吗", "老城街道"),
        ("赤峰", "东城街道租的房", "东城街道"),
        ("赤峰", "我住站前街道", "站前街道"),
        ("赤峰", "向阳街道", "向阳街道"),
        ("赤峰", "在西城街道上班", "西城街道"),
        ("赤峰", "桥头镇有房", "桥头镇"),
        ("威海", "桥头镇有房", "桥头镇"),
        ("威海", "我在温泉镇租房", "温泉镇"),
        ("威海", "我在经开区上班", "威海经济技术开发区"),
        ("威海", "临港区买的房子", "威海临港经济技术开发区"),
        ("周村", "城北路街道租房", "城北路街道"),
        ("周村", "青年路街道", "青年路街道"),
    ],
)
def test_a_common_name_is_the_one_in_the_place_spoken_of(
    city: str, message: str, place: str, gazetteer: Gazetteer
) -> None:
    places = ask_in(city, message, gazetteer)
    assert found(places.regions) == codes(city)
    assert not (places.ambiguous or places.outside)
    (mention,) = places.mentions
    assert [one.name for one in mention.places] == [place]
    assert not mention.shared


@pytest.mark.parametrize(
    ("city", "message"),
    [
        ("赤峰", "我住向阳社区"),
        ("威海", "住在向阳社区租的房"),
        ("肥城", "城关镇租房"),
        ("镇海", "我住城东街道"),
        ("肥城", "我在经开区上班"),
        ("周村", "高新区上班"),
        ("赤峰", "临港区租房"),
        ("威海", "新华社区"),
        ("赤峰", "和平社区租房"),
        ("镇海", "我住城关"),
    ],
)
def test_a_common_name_leads_nowhere_else_from_the_place_spoken_of(
    city: str, message: str, gazetteer: Gazetteer
) -> None:
    places = ask_in(city, message, gazetteer)
    assert not (places.outside or places.ambiguous)
    assert found(places.regions) in ([], codes(city))


@pytest.mark.parametrize(
    ("city", "message", "other"),
    [
        ("威海", "肥城新城街道租房", "肥城"),
        ("赤峰", "威海桥头镇", "威海"),
        ("肥城", "威海经开区怎么落户", "威海"),
        ("威海", "赤峰的东城街道", "赤峰"),
        ("镇海", "泰安新城街道", "肥城"),
    ],
)
def test_the_same_name_in_another_place_that_is_named_is_there(
    city: str, message: str, other: str, gazetteer: Gazetteer
) -> None:
    assert found(ask_in(city, message, gazetteer).regions) == codes(other)


def test_a_town_that_the_place_spoken_of_lacks_is_asked_about(gazetteer: Gazetteer) -> None:
    places = ask_in("肥城", "住城西街道", gazetteer)
    assert found(places.ambiguous) == codes("威海")
    assert not (places.regions or places.outside)


@pytest.mark.parametrize("message", ["新城街道", "经开区怎么落户", "桥头镇租房", "温泉镇"])
def test_a_common_name_is_asked_about_where_no_place_is_spoken_of(
    message: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.ambiguous
    assert places == resolve(message, gazetteer, None)


@pytest.mark.parametrize(
    ("city", "message", "outside"),
    [
        ("赤峰", "朝阳区租房", ["朝阳区"]),
        ("肥城", "泰安岱岳区", ["岱岳区"]),
        ("威海", "烟台落户", ["烟台市"]),
        ("周村", "张店怎么落户", ["张店区"]),
    ],
)
def test_a_place_outside_stays_outside_wherever_one_is(
    city: str, message: str, outside: list[str], gazetteer: Gazetteer
) -> None:
    assert list(ask_in(city, message, gazetteer).outside) == outside
