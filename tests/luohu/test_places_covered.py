"""A covered place is found, by whatever name people call it."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer
from tests.luohu.asking import ask, codes, found


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我在威海租房能落户吗", "威海"),
        ("威海市区租房", "威海"),
        ("我准备去威海那边", "威海"),
        ("环翠区孙家疃街道有房", "威海"),
        ("我在文登区米山镇开了个店，户口能落过来不", "威海"),
        ("文登市买房落户要什么", "威海"),
        ("荣成市石岛租房子，房东不给备案咋办", "威海"),
        ("俚岛能落户不", "威海"),
        ("环翠楼那边租房可以上户口吗", "威海"),
        ("乳山银滩买的房子能落户吗", "威海"),
        ("经区租房怎么办居住证", "威海"),
        ("我住高区，单位也在高区", "威海"),
        ("南海新区买房落户", "威海"),
        ("我在威海高区田和街道租房", "威海"),
        ("周村租房子能上户口吗", "周村"),
        ("淄博周村租房要房东同意吗", "周村"),
        ("王村镇农民想落城镇户口", "周村"),
        ("大街街道这边租的房", "周村"),
        ("周村北郊", "周村"),
        ("青年路街道怎么落户", "周村"),
        ("我在肥城工作，交着社保", "肥城"),
        ("泰安肥城落户", "肥城"),
        ("肥城县", "肥城"),
        ("俺家是石横的", "肥城"),
        ("肥城老城那边租房", "肥城"),
        ("孙伯镇的村里能迁到城里不", "肥城"),
        ("赤峰红山区落户", "赤峰"),
        ("内蒙古赤峰能投靠父母吗", "赤峰"),
        ("克旗的户口怎么迁到市里", "赤峰"),
        ("我是阿旗天山镇的牧民", "赤峰"),
        ("巴林右旗大板镇", "赤峰"),
        ("在平庄住了三年能落户吗", "赤峰"),
        ("宁城天义买的楼", "赤峰"),
        ("喀旗锦山租房", "赤峰"),
        ("翁旗乌丹买房能落赤峰户口吗", "赤峰"),
        ("敖汉新惠", "赤峰"),
        ("左旗的大学生落户", "赤峰"),
        ("我家在松山，想问下能不能落户", "赤峰"),
        ("宁波镇海租房落户", "镇海"),
        ("镇海区的人才落户", "镇海"),
        ("我在庄市租房", "镇海"),
        ("住在骆驼那边，租的房子能上户口吗", "镇海"),
        ("蛟川街道上班", "镇海"),
        ("澥浦", "镇海"),
        ("九龙湖租房落户", "镇海"),
        ("招宝山附近租房", "镇海"),
        ("浙江宁波镇海区庄市街道", "镇海"),
        ("镇海派出所办户口要带啥", "镇海"),
        ("山东大学威海校区毕业生落户", "威海"),
        ("北京银行威海分行上班能落户吗", "威海"),
        ("赤峰人才怎么落户", "赤峰"),
        ("環翠區租房能落戶嗎", "威海"),
        ("鎮海區", "镇海"),
        ("我 在 威海 租房 能 落户 吗", "威海"),
    ],
)
def test_a_covered_place_is_found_however_it_is_called(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.outside == ()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("桥头镇，威海的", "威海"),
        ("威海桥头镇租房", "威海"),
        ("我在肥城租房，新城街道那边", "肥城"),
        ("泰安新城街道", "肥城"),
        ("临港区草庙子", "威海"),
        ("山东这边，我在周村", "周村"),
        ("镇海和宁波其他区政策一样吗", "镇海"),
    ],
)
def test_what_stands_beside_it_tells_which_place_is_meant(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    assert found(ask(message, gazetteer).regions) == codes(city)


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我在文登", "威海"),
        ("肥城的", "肥城"),
        ("威海。", "威海"),
        ("镇海骆驼", "镇海"),
        ("那赤峰呢", "赤峰"),
        ("换成镇海", "镇海"),
        ("看看周村的", "周村"),
        ("我是赤峰人", "赤峰"),
        ("我说的是周村不是肥城", "周村"),
        ("不在威海在肥城", "肥城"),
        ("不要威海的,要周村的", "周村"),
        ("山东省威海市环翠区竹岛街道", "威海"),
        ("你好，我现在住赤峰红山区", "赤峰"),
        ("ＷＥＩＨＡＩ", "威海"),
    ],
)
def test_a_message_that_is_only_a_place_sets_the_place(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.only_place
    assert found(places.regions) == codes(city)


@pytest.mark.parametrize(
    "message", ["威海租房能落户吗", "赤峰学院", "户口在肥城", "我媳妇是赤峰人", "租房", ""]
)
def test_a_message_that_says_more_than_a_place_is_not_only_a_place(
    message: str, gazetteer: Gazetteer
) -> None:
    assert not ask(message, gazetteer).only_place


def test_spans_count_the_characters_of_a_message_with_spaces(gazetteer: Gazetteer) -> None:
    message = "我 在 威 海 租 房"
    (mention,) = ask(message, gazetteer).mentions
    assert message[mention.start : mention.end] == "威 海"


def test_a_very_long_message_is_read_to_its_end(gazetteer: Gazetteer) -> None:
    places = ask("租房能落户吗" * 3000 + "我在威海", gazetteer)
    assert found(places.regions) == codes("威海")
