"""How the places of somebody's life stand to each other, and which place is which."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer, Place, resolve
from luohu.places.standing import Standing, Whereabouts, standing, whereabouts
from luohu.text import normalise


def place(name: str, gazetteer: Gazetteer) -> Place:
    """The one place that a name means."""
    (mention,) = resolve(normalise(name), gazetteer).mentions
    (only,) = mention.places
    return only


def told(message: str, gazetteer: Gazetteer, pending: str | None = None) -> dict[str, str]:
    """The places that a message tells of somebody, by what they are to them."""
    text = normalise(message)
    read = whereabouts(text, resolve(text, gazetteer), pending)
    return {slot: found.name for slot, found in vars(read).items() if found is not None}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("松山区", "松山区", Standing.SAME),
        ("赤峰松山区", "松山区穆家营子镇", Standing.SAME),
        ("红山区文钟镇", "红山区西屯街道", Standing.SAME),
        ("肥城", "肥城石横镇", Standing.SAME),
        ("镇海", "镇海骆驼街道", Standing.SAME),
        ("东莞", "东莞", Standing.SAME),
        ("威海经区", "威海经区", Standing.SAME),
        ("赤峰松山区", "红山区", Standing.SAME_CITY_DISTRICTS),
        ("元宝山区平庄镇", "松山区向阳街道", Standing.SAME_CITY_DISTRICTS),
        ("北京朝阳区", "北京海淀区", Standing.SAME_CITY_DISTRICTS),
        ("浦东新区", "上海崇明区", Standing.SAME_CITY_DISTRICTS),
        ("宁波海曙", "镇海", Standing.SAME_CITY_DISTRICTS),
        ("环翠区", "文登区", Standing.SAME_CITY_DISTRICTS),
        ("松山区", "宁城县", Standing.SAME_CITY),
        ("敖汉旗", "翁牛特旗", Standing.SAME_CITY),
        ("荣成", "环翠区", Standing.SAME_CITY),
        ("肥城", "泰安岱岳区", Standing.SAME_CITY),
        ("重庆渝中区", "重庆云阳县", Standing.SAME_CITY),
        ("贵州六盘水六枝特区", "贵州六盘水钟山区", Standing.SAME_CITY),
        ("通辽科尔沁区", "赤峰松山区", Standing.SAME_PROVINCE),
        ("通辽", "松山区", Standing.SAME_PROVINCE),
        ("通辽", "赤峰", Standing.SAME_PROVINCE),
        ("仙桃", "潜江", Standing.SAME_PROVINCE),
        ("神农架林区", "宜昌", Standing.SAME_PROVINCE),
        ("肥城", "周村", Standing.SAME_PROVINCE),
        ("河北承德", "松山区", Standing.OTHER_PROVINCE),
        ("河北", "赤峰", Standing.OTHER_PROVINCE),
        ("北京", "镇海", Standing.OTHER_PROVINCE),
        ("香港", "威海", Standing.OTHER_PROVINCE),
        ("北京朝阳区", "辽宁朝阳", Standing.OTHER_PROVINCE),
        ("赤峰", "松山区", None),
        ("赤峰", "赤峰", None),
        ("内蒙古", "赤峰", None),
        ("北京", "北京朝阳区", None),
        ("威海经区", "环翠区", None),
        ("湖北", "仙桃", None),
        ("台北", "高雄", None),
    ],
)
def test_two_places_stand_to_each_other_as_on_the_map(
    one: str, other: str, expected: Standing | None, gazetteer: Gazetteer
) -> None:
    pair = place(one, gazetteer), place(other, gazetteer)
    assert standing(*pair) is expected
    assert standing(*reversed(pair)) is expected


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("户口在松山区", "松山区"),
        ("我户口在通辽市科尔沁区", "科尔沁区"),
        ("我是宁城户口", "宁城县"),
        ("我松山区的户口能办居住证吗", "松山区"),
        ("户口还在老家宁城", "宁城县"),
        ("户口本上写的是红山区", "红山区"),
        ("户籍地是河北承德", "承德市"),
        ("户口所在地：敖汉旗", "敖汉旗"),
        ("身份证地址是翁牛特旗的", "翁牛特旗"),
        ("户口挂在元宝山区了", "元宝山区"),
        ("我的农村户口在林西县", "林西县"),
        ("通辽的农村户口", "通辽市"),
        ("户口跟爸妈在宁城", "宁城县"),
        ("户口从松山区迁到红山区要啥", "松山区"),
        ("宁城户口能迁到松山区吗", "宁城县"),
        ("户口没在赤峰，在通辽", "通辽市"),
        ("户口在老家，通辽那边", "通辽市"),
        ("户口以前在敖汉旗，现在户口在松山区", "松山区"),
        ("户口去年迁到红山区了", "红山区"),
        ("我是赤峰户口，松山区的", "松山区"),
        ("我户口是肥城王庄镇的", "王庄镇"),
        ("俺户口就在周村", "周村区"),
        ("我是非农户口，肥城的", "肥城市"),
        ("户籍：山东省肥城市，居住地：山东省威海市环翠区", "肥城市"),
        ("我河北户口，在赤峰松山区打工", "河北省"),
    ],
)
def test_where_somebody_is_registered_is_read(
    message: str, name: str, gazetteer: Gazetteer
) -> None:
    assert told(message, gazetteer).get("hukou") == name


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("我住在松山区", "松山区"),
        ("在红山区租的房子", "红山区"),
        ("现在住红山区", "红山区"),
        ("我人在威海", "威海市"),
        ("租住在镇海骆驼街道", "骆驼街道"),
        ("在松山区住了三年", "松山区"),
        ("从宁城搬到了红山区", "红山区"),
        ("家在文登城里", "文登区"),
        ("住的地方在元宝山区", "元宝山区"),
        ("房子租在松山区", "松山区"),
        ("跟老公住在松山区", "松山区"),
        ("我和老公在红山区租房", "红山区"),
        ("威海市里租房住", "威海市"),
        ("现居肥城", "肥城市"),
        ("我现在在松山区", "松山区"),
        ("在周村居住半年了", "周村区"),
        ("我在赤峰松山区那边租了个小房", "松山区"),
    ],
)
def test_where_somebody_lives_is_read(message: str, name: str, gazetteer: Gazetteer) -> None:
    assert told(message, gazetteer) == {"lives": name}


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("在松山区上班", "松山区"),
        ("单位在红山区", "红山区"),
        ("我在威海打工", "威海市"),
        ("在肥城开了个饭店", "肥城市"),
        ("公司在镇海", "镇海区"),
        ("我在周村做生意", "周村区"),
        ("上班的地方在元宝山区", "元宝山区"),
        ("在红山区那边工作两年了", "红山区"),
        ("在荣成务工", "荣成市"),
        ("现在在松山区上班", "松山区"),
        ("我在宁城租了个门面", "宁城县"),
        ("店开在松山区", "松山区"),
    ],
)
def test_where_somebody_works_is_read(message: str, name: str, gazetteer: Gazetteer) -> None:
    assert told(message, gazetteer) == {"works": name}


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("在威海念的技校", "威海市"),
        ("在赤峰上的大学", "赤峰市"),
        ("我在北京读的大学", "北京市"),
        ("赤峰学院毕业", "赤峰市"),
        ("学校在红山区", "红山区"),
        ("毕业于威海职业学院", "威海市"),
        ("以前在肥城上的中专", "肥城市"),
        ("我在宁波读书", "宁波市"),
        ("在通辽念的大专", "通辽市"),
        ("我在烟台的大学毕业", "烟台市"),
        ("念的赤峰工业职业技术学院", "赤峰市"),
        ("毕业院校是宁波大学", "宁波市"),
        ("高中在肥城一中上的", "肥城市"),
        ("济南上学", "济南市"),
    ],
)
def test_where_somebody_went_to_school_is_read(
    message: str, name: str, gazetteer: Gazetteer
) -> None:
    assert told(message, gazetteer) == {"school": name}


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("我老公户口在红山区", "红山区"),
        ("媳妇是松山区户口", "松山区"),
        ("我爸妈的户口都在宁城", "宁城县"),
        ("我女儿户口落在镇海", "镇海区"),
        ("老公是红山区的", "红山区"),
        ("我对象是肥城人", "肥城市"),
        ("孩子他爸户口是元宝山区的", "元宝山区"),
        ("我妈红山区的户口", "红山区"),
        ("老公在松山区上班，户口在宁城", "宁城县"),
        ("公公婆婆户口在文登", "文登区"),
        ("他户口在红山区", "红山区"),
        ("孩子户口随我在宁城", "宁城县"),
        ("想把我妈户口从宁城迁到红山区", "宁城县"),
    ],
)
def test_where_a_relative_is_registered_is_the_relative_s(
    message: str, name: str, gazetteer: Gazetteer
) -> None:
    assert told(message, gazetteer) == {"host_hukou": name}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "户口在松山区，住在红山区",
            {"hukou": "松山区", "lives": "红山区"},
        ),
        (
            "我户口宁城的，在松山区租房，在红山区上班",
            {"hukou": "宁城县", "lives": "松山区", "works": "红山区"},
        ),
        (
            "我老公户口在红山区，我户口在敖汉旗",
            {"host_hukou": "红山区", "hukou": "敖汉旗"},
        ),
        (
            "赤峰户口在威海租房能办居住证吗",
            {"hukou": "赤峰市", "lives": "威海市"},
        ),
        ("我在松山区户口在红山区", {"lives": "松山区", "hukou": "红山区"}),
        (
            "我和老公户口都在宁城，现在在红山区打工",
            {"hukou": "宁城县", "host_hukou": "宁城县", "works": "红山区"},
        ),
        (
            "我女儿在松山区上班，想投靠她，户口在宁城",
            {"hukou": "宁城县"},
        ),
        (
            "在北京念的大学，现在在镇海上班，户口还在河北承德",
            {"school": "北京市", "works": "镇海区", "hukou": "承德市"},
        ),
        (
            "我在威海，老公在肥城，户口都在赤峰",
            {"lives": "威海市", "hukou": "赤峰市", "host_hukou": "赤峰市"},
        ),
        ("我在松山区上班住红山区", {"works": "松山区", "lives": "红山区"}),
        ("户口在宁城想迁到松山区", {"hukou": "宁城县"}),
        ("我户口在赤峰，松山区租的房", {"hukou": "赤峰市", "lives": "松山区"}),
        (
            "爸妈户口在肥城，我住周村，户口也在周村",
            {"host_hukou": "肥城市", "lives": "周村区", "hukou": "周村区"},
        ),
    ],
)
def test_places_of_one_life_are_told_apart(
    message: str, expected: dict[str, str], gazetteer: Gazetteer
) -> None:
    assert told(message, gazetteer) == expected


@pytest.mark.parametrize(
    ("message", "pending", "expected"),
    [
        ("松山区", "hukou", {"hukou": "松山区"}),
        ("就松山的", "hukou", {"hukou": "松山区"}),
        ("就松山的", "lives", {"lives": "松山区"}),
        ("我是宁城的", "hukou", {"hukou": "宁城县"}),
        ("在红山区", "lives", {"lives": "红山区"}),
        ("赤峰市松山区", "hukou", {"hukou": "松山区"}),
        ("赤峰，松山区", "hukou", {"hukou": "松山区"}),
        ("通辽那边", "hukou", {"hukou": "通辽市"}),
        ("河北承德的", "hukou", {"hukou": "承德市"}),
        ("宁城农村的", "hukou", {"hukou": "宁城县"}),
        ("红山区", "host_hukou", {"host_hukou": "红山区"}),
        ("他是红山区的", "host_hukou", {"host_hukou": "红山区"}),
        ("也在松山区", "works", {"works": "松山区"}),
        ("威海", "school", {"school": "威海市"}),
        ("老家宁城，现在松山", "lives", {"lives": "松山区"}),
        ("老家宁城，现在松山", "hukou", {"hukou": "宁城县"}),
        ("在红山区和松山区都有", "works", {}),
        ("不在松山区，在红山区", "lives", {"lives": "红山区"}),
        ("松山区，我在红山区上班", "hukou", {"hukou": "松山区", "works": "红山区"}),
        ("在松山区租房", "hukou", {"lives": "松山区"}),
        ("我老公户口在松山区", "hukou", {"host_hukou": "松山区"}),
        ("松山区吧", "hukou", {"hukou": "松山区"}),
        ("老家是宁城的", "hukou", {"hukou": "宁城县"}),
        ("红山那边的工地", "works", {"works": "红山区"}),
        ("我在呼和浩特念的", "school", {"school": "呼和浩特市"}),
        ("他们在红山区", "host_hukou", {"host_hukou": "红山区"}),
        ("户口在红山区", "host_hukou", {"host_hukou": "红山区"}),
        ("不是松山的，是红山的", "hukou", {"hukou": "红山区"}),
        ("在通辽科左中旗", "hukou", {"hukou": "科尔沁左翼中旗"}),
        ("松山区", "term", {}),
        ("想落户松山区", "hukou", {}),
        ("我在松山区有个亲戚", "hukou", {}),
        ("松山区还是红山区有区别吗", "hukou", {}),
        ("本子压在箱底，上头印着林西县呢", "hukou", {"hukou": "林西县"}),
        ("过了河就是，山西那头的", "hukou", {"hukou": "山西省"}),
    ],
)
def test_a_bare_place_is_what_was_just_asked_for(
    message: str, pending: str, expected: dict[str, str], gazetteer: Gazetteer
) -> None:
    assert told(message, gazetteer, pending) == expected


@pytest.mark.parametrize(
    "message",
    [
        "松山区",
        "赤峰怎么落户",
        "没有松山区户口能上学吗",
        "不是红山区户口",
        "想要威海户口",
        "想落户红山区",
        "户口能落在松山区吗",
        "想在威海租房",
        "红山区户口好落吗",
        "户口不在松山区",
        "我是赤峰人",
        "以前在松山区住",
        "原来户口在宁城",
        "在威海银行上班",
        "松山区居住证怎么办",
        "我老公在红山区上班",
        "孩子在松山区上学",
        "松山区派出所在哪",
        "在松山区买了房",
        "户口在河北威海",
        "我是农村户口，威海能落户吗",
        "户口刚从威海迁到肥城",
    ],
)
def test_a_place_that_is_not_said_to_be_in_somebody_s_life_is_not_taken_for_it(
    message: str, gazetteer: Gazetteer
) -> None:
    assert told(message, gazetteer) == {}


def test_nothing_is_known_of_somebody_who_names_no_place(gazetteer: Gazetteer) -> None:
    text = "户口在外地"
    assert whereabouts(text, resolve(text, gazetteer), "hukou") == Whereabouts()


def test_where_a_relative_is_registered_is_the_case_s_own_where_the_case_is_theirs(
    gazetteer: Gazetteer,
) -> None:
    message = normalise("我妈户口在红山区")
    places = resolve(message, gazetteer)
    assert whereabouts(message, places, of_kin=True).hukou == place("红山区", gazetteer)
