"""A covered place that is said to lie where it does not is asked back about."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer
from tests.luohu.asking import ask, codes, found


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("山东省赤峰市", "赤峰"),
        ("河北威海", "威海"),
        ("江苏宁波镇海", "镇海"),
        ("我在河北威海租房能落户吗", "威海"),
        ("辽宁赤峰落户要什么", "赤峰"),
        ("山西周村怎么落户", "周村"),
        ("安徽肥城租房能上户口吗", "肥城"),
        ("江苏省镇海区", "镇海"),
        ("我想在山东省赤峰市落户", "赤峰"),
        ("山东赤峰松山区", "赤峰"),
        ("浙江省淄博市周村区", "周村"),
        ("辽宁省威海市环翠区", "威海"),
        ("广东省肥城市", "肥城"),
        ("河北省文登区", "威海"),
        ("内蒙古镇海落户", "镇海"),
        ("河北威海落户去哪里办", "威海"),
        ("潍坊市周村区落户", "周村"),
        ("山东烟台文登区租房", "威海"),
    ],
)
def test_a_place_in_the_wrong_province_is_asked_about(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.ambiguous) == codes(city)
    assert not (places.regions or places.outside or places.fallback)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("台北市松山区", "台湾省"),
        ("我在台北松山区住", "台湾省"),
        ("台湾台北松山区", "台湾省"),
        ("高雄市红山区", "台湾省"),
        ("哈尔滨松北区", "松北区"),
        ("哈尔滨市松北区租房", "松北区"),
        ("北京朝阳区", "朝阳区"),
        ("北京市朝阳区租房落户", "朝阳区"),
        ("长春朝阳区", "朝阳区"),
        ("辽宁朝阳", "朝阳市"),
        ("吉林松原", "松原市"),
        ("上海松江区", "松江区"),
        ("鞍山铁东区", "铁东区"),
        ("东莞松山湖", "东莞市"),
    ],
)
def test_a_place_elsewhere_is_never_its_covered_namesake(
    message: str, name: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert list(places.outside) == [name]
    assert not (places.regions or places.ambiguous)


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("山东淄博周村", "周村"),
        ("浙江宁波镇海", "镇海"),
        ("山东省威海市环翠区", "威海"),
        ("山东泰安肥城", "肥城"),
        ("内蒙古赤峰松山区", "赤峰"),
        ("内蒙赤峰", "赤峰"),
        ("山东省周村区", "周村"),
        ("浙江的镇海", "镇海"),
        ("山东肥城石横镇", "肥城"),
        ("我是山东人在镇海打工", "镇海"),
        ("从河北来威海打工", "威海"),
        ("我是河北的，威海租房能落户吗", "威海"),
        ("户口河北的想落威海", "威海"),
    ],
)
def test_a_place_where_it_lies_is_not_asked_about(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.ambiguous == ()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("山东赤峰都能落户吗", "赤峰"),
        ("北京威海哪个好落户", "威海"),
        ("老家河北威海打工能落户吗", "威海"),
        ("烟台荣成哪个好落", "威海"),
        ("户口在河北镇海上班", "镇海"),
    ],
)
def test_two_places_named_in_one_breath_are_two(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert len(places.mentions) == 2
    assert found(places.regions or places.fallback) == codes(city)
