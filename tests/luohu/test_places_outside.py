"""A place without a document is said to be outside, and what is no place is left alone."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer
from tests.luohu.asking import ask, codes, found


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("我在北京租房能落户吗", ["北京市"]),
        ("烟台落户需要什么", ["烟台市"]),
        ("那杭州呢", ["杭州市"]),
        ("淄博张店租房能落户吗", ["张店区"]),
        ("请问张店租房怎么落户", ["张店区"]),
        ("临淄租房落户", ["临淄区"]),
        ("我住桓台", ["桓台县"]),
        ("宁波海曙", ["海曙区"]),
        ("宁波鄞州买房", ["鄞州区"]),
        ("宁波江北租房落户", ["江北区"]),
        ("北仑能落户不", ["北仑区"]),
        ("泰安岱岳区", ["岱岳区"]),
        ("新泰怎么落户", ["新泰市"]),
        ("合肥城区租房", ["合肥市"]),
        ("南宁城区租房落户", ["南宁市"]),
        ("通辽落户", ["通辽市"]),
        ("阿拉善左旗租房", ["阿拉善左旗"]),
        ("科左后旗", ["科尔沁左翼后旗"]),
        ("喀左县", ["喀喇沁左翼蒙古族自治县"]),
        ("我在朝阳区租房", ["朝阳区"]),
        ("浦东新区", ["浦东新区"]),
        ("容城县", ["容城县"]),
        ("江苏落户", ["江苏省"]),
        ("我现在不在周村了，在张店", ["张店区"]),
        ("我在日照上班能落户吗", ["日照市"]),
        ("石家庄有条肥城路能落户吗", ["石家庄市"]),
        ("我在济南新城街道", ["济南市"]),
        ("北京的威海路上租房能落户吗", ["北京市"]),
        ("上海威海路租房", ["上海市"]),
        ("我在青岛市威海路街道", ["青岛市"]),
        ("烟台的肥城街", ["烟台市"]),
        ("天津赤峰道租房能落户吗", ["天津市"]),
        ("厦门镇海路租房", ["厦门市"]),
        ("我住济南市历下区文登路", ["历下区"]),
        ("大连的周村烧饼店打工想落户", ["大连市"]),
        ("在天津的赤峰银行上班能落户吗", ["天津市"]),
        ("我在烟台威海商会工作", ["烟台市"]),
        ("北京有个镇海小区能落户吗", ["北京市"]),
    ],
)
def test_a_place_without_a_document_is_said_to_be_outside(
    message: str, names: list[str], gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert list(places.outside) == names
    assert places.regions == ()


@pytest.mark.parametrize(
    ("message", "name", "near"),
    [
        ("淄博租房能落户吗", "淄博市", "周村"),
        ("宁波市区落户", "宁波市", "镇海"),
        ("泰安落户", "泰安市", "肥城"),
        ("我是淄博的", "淄博市", "周村"),
        ("从镇海迁到宁波市区", "宁波市", "镇海"),
    ],
)
def test_a_prefecture_is_outside_but_its_covered_part_can_be_offered(
    message: str, name: str, near: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.outside == (name,)
    assert found(places.nearby) == codes(near)


@pytest.mark.parametrize(
    ("message", "cities"),
    [
        ("山东落户政策", "周村 肥城 威海"),
        ("我在山东，租房落户", "周村 肥城 威海"),
        ("内蒙租房落户", "赤峰"),
        ("浙江落户", "镇海"),
        ("桥头镇租房", "赤峰 威海"),
        ("我住新城街道", "肥城"),
        ("温泉镇", "威海"),
        ("经开区怎么落户", "威海"),
        ("我在威海上班，在镇海买了房，能落户吗", "威海 镇海"),
    ],
)
def test_an_open_place_is_asked_about(message: str, cities: str, gazetteer: Gazetteer) -> None:
    places = ask(message, gazetteer)
    assert sorted(found(places.ambiguous)) == sorted(codes(cities))
    assert places.regions == ()
    assert places.outside == ()


def test_a_city_is_not_its_county_of_the_same_name(gazetteer: Gazetteer) -> None:
    (mention,) = ask("河北承德", gazetteer).mentions
    assert [place.name for place in mention.places] == ["承德市"]


@pytest.mark.parametrize("message", ["我是北京人，能落户吗", "北京户口能迁过来吗"])
def test_someone_from_outside_is_not_told_that_their_home_is_not_covered(
    message: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.outside == ()
    assert [place.name for place in places.origins] == ["北京市"]


@pytest.mark.parametrize(
    "message",
    [
        "租房能落户吗",
        "需要带什么材料",
        "青岛路",
        "威海南路",
        "威海卫大厦",
        "镇海楼",
        "周村烧饼怎么做",
        "肥城桃",
        "威海话怎么说",
        "我们和平小区租房",
        "朝阳租房能落户吗",
        "我住平房，能落户吗",
        "我是回民",
        "安定下来以后",
        "平安就好",
        "我在公安上班",
        "先锋模范能加分吗",
        "丰收了",
        "向阳的房子",
        "振兴乡村",
        "城关",
        "老城区租房",
        "大街上",
        "青年路",
        "站前租房",
        "开放落户",
        "合作医疗怎么转",
        "延长居住证",
        "比如我租房",
        "我家在港口",
        "我在商家打工",
        "我在桃园",
        "上周村委会给我开了证明",
        "这周村里开的证明行不行",
        "周村长让我办居住证",
        "城镇海边的房子",
        "我们乡镇海归人才能落户吗",
        "光荣成为一名军人后想落户",
        "语文登记",
        "种田和养殖能落户吗",
        "非城镇户口",
        "外地人能落户吗",
        "云南白药",
        "兰州拉面馆打工",
    ],
)
def test_ordinary_words_and_things_named_after_a_city_are_no_place(
    message: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.regions == ()
    assert places.outside == ()
    assert places.ambiguous == ()
