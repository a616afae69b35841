"""A firm, a school or a bank that is named after a place is not the place."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer, Role
from tests.luohu.asking import ask, codes, found


@pytest.mark.parametrize(
    "message",
    [
        "我是肥城矿业集团的职工",
        "在肥城矿业集团上班能落户吗",
        "赤峰制药厂的工人能落户吗",
        "我在镇海炼化上班",
        "周村银行上班能落户吗",
        "在威海银行上班",
        "威海市商业银行的职工",
        "我在威海光威集团上班",
        "赤峰富龙热力公司的",
        "在文登整骨医院上班",
        "威海一中的老师",
        "肥城六中毕业",
        "赤峰二中念的高中",
        "肥城农商行上班",
        "镇海石化建安公司上班",
        "威海热电厂上班",
        "周村丝绸厂退休的",
        "赤峰黄金集团上班能落户吗",
        "赤峰市医院的护士",
        "赤峰工业职业技术学院毕业",
        "荣成造船厂干活",
        "威海市商行上班",
        "肥城市人民医院当医生",
        "乳山农村信用社上班",
    ],
)
def test_a_body_named_after_a_place_is_not_what_is_asked_about(
    message: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.regions == ()
    assert places.outside == ()
    assert [one.role for one in places.mentions] == [Role.BODY]
    assert len(places.fallback) == 1


def test_a_firm_is_named_to_the_end_of_its_name(gazetteer: Gazetteer) -> None:
    (mention,) = ask("我是肥城矿业集团有限公司的职工", gazetteer).mentions
    assert mention.text == "肥城矿业集团有限公司"


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("在肥城矿业集团上班，想落户威海", "威海"),
        ("我在济南，威海银行的员工，想落镇海", "镇海"),
        ("赤峰制药厂退休，在威海租房落户", "威海"),
        ("在文登学公司上班，人在肥城租房", "肥城"),
    ],
)
def test_the_place_beside_a_body_is_what_is_asked_about(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.ambiguous == ()


@pytest.mark.parametrize(
    "message",
    [
        "文登学公司",
        "文登学的老师能落户吗",
        "我在文登学上班",
        "报了文登学",
        "我是肥矿的",
        "肥矿集团上班",
        "肥矿退休能落户吗",
    ],
)
def test_a_brand_that_only_sounds_of_a_place_is_no_place(
    message: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert not (places.regions or places.outside or places.ambiguous)


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("在威海一家公司上班能落户吗", "威海"),
        ("我在肥城的公司上班", "肥城"),
        ("威海那边公司给交社保能落户吗", "威海"),
        ("我在赤峰开了个厂能落户吗", "赤峰"),
        ("在镇海上班，公司交社保", "镇海"),
        ("威海租房的公司员工能落户吗", "威海"),
        ("肥城有公司能落户吗", "肥城"),
        ("威海哪家医院能开出生证明", "威海"),
        ("在周村开公司怎么落户", "周村"),
        ("文登学校怎么落户口", "威海"),
        ("镇海学区房落户", "镇海"),
        ("我在文登学车，能落户吗", "威海"),
        ("周村户口进工厂要吗", "周村"),
        ("我在肥城找了个厂子干活", "肥城"),
        ("赤峰落户集体户挂公司行吗", "赤峰"),
    ],
)
def test_a_place_where_a_firm_stands_is_still_the_place(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions or places.fallback) == codes(city)
