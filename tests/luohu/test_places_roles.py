"""Of several places the one that is asked about counts, not where someone comes from."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer, Role
from tests.luohu.asking import ask, codes, found


@pytest.mark.parametrize(
    ("message", "city", "origins"),
    [
        ("我是赤峰人，在威海打工，能落户吗", "威海", ["赤峰市"]),
        ("户口在肥城，想迁到镇海", "镇海", ["肥城市"]),
        ("从北京回周村", "周村", ["北京市"]),
        ("老家宁城现在荣成租房", "威海", ["宁城县"]),
        ("我是北京户口想迁到威海", "威海", ["北京市"]),
        ("我在北京上班现在想回肥城落户", "肥城", []),
        ("户口从威海迁到镇海要啥手续", "镇海", ["威海市"]),
        ("户口由赤峰转到肥城", "肥城", ["赤峰市"]),
        ("威海户口迁到肥城", "肥城", ["威海市"]),
        ("张店户口迁周村", "周村", ["张店区"]),
        ("离开威海去肥城", "肥城", ["威海市"]),
        ("以前在威海打工，现在在肥城", "肥城", ["威海市"]),
        ("身份证是赤峰的现在人在威海", "威海", ["赤峰市"]),
        ("我出生在肥城长在周村", "周村", ["肥城市"]),
        ("香港人能在威海落户吗", "威海", ["香港特别行政区"]),
        ("我是山东人在镇海打工", "镇海", ["山东省"]),
        ("我是山东威海的想落户浙江宁波镇海", "镇海", ["威海市"]),
        ("我在威海 户口在肥城 怎么落户", "威海", ["肥城市"]),
        ("我在海曙区住想落户镇海", "镇海", []),
        ("家在威海，单位在烟台，户口能落威海不", "威海", []),
        ("我住镇海，在海曙上班，能落户吗", "镇海", []),
        ("肥城有房，在济南上班，怎么落户", "肥城", []),
        ("在北京开周村烧饼店想落户镇海", "镇海", []),
        ("赤峰学院毕业想落户镇海", "镇海", []),
        ("大连海事大学毕业想去威海落户", "威海", []),
        ("在威海开兰州拉面馆想落户", "威海", []),
        ("在日本待了十年回威海恢复户口", "威海", []),
        ("我在济南，户口想落镇海", "镇海", []),
    ],
)
def test_where_someone_comes_from_is_not_what_they_ask_about(
    message: str, city: str, origins: list[str], gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert [place.name for place in places.origins] == origins
    assert places.outside == ()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我对象在威海，我在赤峰，能投靠吗", "威海"),
        ("我媳妇是威海人，我是镇海的，怎么投靠", "威海"),
        ("女儿嫁到镇海了我户口在赤峰能投靠女儿吗", "镇海"),
        ("父母在威海，我在北京工作，想把户口迁到父母那", "威海"),
        ("我老公是肥城王庄的，我是泰安新泰的，结婚了想把户口迁到他家", "肥城"),
        ("我在镇海，想把老家父母接来，父母户口在赤峰", "镇海"),
        ("我妈妈在赤峰老家，想接来威海养老落户", "威海"),
        ("在威海租房满一年，老婆孩子在赤峰，能一起迁过来吗", "威海"),
        ("我和老公都在威海租房", "威海"),
    ],
)
def test_a_family_is_joined_where_the_family_is(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    assert found(ask(message, gazetteer).regions) == codes(city)


@pytest.mark.parametrize(
    ("message", "city"),
    [
        (
            "喂你好我想问一下那个我是从赤峰过来的现在在威海这边打工租的房子能不能把户口落过来啊",
            "威海",
        ),
        (
            "您好请问一下我是河南周口的在你们周村做丝绸生意做了五年有营业执照能不能把户口迁过来",
            "周村",
        ),
        (
            "我是湖北人现在在赤峰市松山区开了个饭店想把一家老小户口都迁过来需要啥",
            "赤峰",
        ),
        (
            "我姑娘在宁波镇海上班我跟她爸户口在老家黑龙江想过去跟她一起落户行吗",
            "镇海",
        ),
        (
            "我是内蒙古赤峰的农村户口现在在浙江宁波镇海租房打工两年多了孩子要上学能落户吗",
            "镇海",
        ),
        ("俺是肥城湖屯的俺儿在威海当兵回来咋落户", "肥城"),
        ("我是肥城的在镇海打工三年了想把户口迁过来行不行", "镇海"),
        ("老家肥城的在北京干了十年现在想把户口迁回老家农村", "肥城"),
        (
            "女儿在镇海工作我和老伴户口都在赤峰元宝山能随女儿落户吗",
            "镇海",
        ),
    ],
)
def test_a_caller_who_tells_a_long_story_is_understood(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.outside == ()


@pytest.mark.parametrize(
    ("message", "cities", "outside"),
    [
        ("威海和肥城哪个好落", "威海 肥城", []),
        ("威海租房能落户吗 肥城呢", "威海 肥城", []),
        ("威海、肥城、镇海哪个落户容易", "威海 肥城 镇海", []),
        ("威海肥城落户条件哪个宽", "威海 肥城", []),
        ("赤峰跟威海的人才落户政策有啥区别", "赤峰 威海", []),
        ("户口落在威海还是肥城好", "威海 肥城", []),
        ("威海肥城镇海赤峰周村都能租房落户吗", "威海 肥城 镇海 赤峰 周村", []),
        ("威海和烟台哪个好落", "威海", ["烟台市"]),
        ("荣成和文登哪个好落户", "威海", []),
        ("赤峰宁城和敖汉一样吗", "赤峰", []),
    ],
)
def test_places_that_are_compared_are_all_answered(
    message: str, cities: str, outside: list[str], gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(cities)
    assert list(places.outside) == outside


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我是威海人，租房能落户吗", "威海"),
        ("我户口是周村农村的能迁到城里吗", "周村"),
        ("威海职业学院毕业", "威海"),
        ("我在赤峰银行上班能落户吗", "赤峰"),
        ("我在镇海炼化上班", "镇海"),
        ("我的户口在威海，想迁走", "威海"),
    ],
)
def test_a_person_s_home_or_firm_says_the_city_only_where_nothing_else_does(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.regions == ()
    assert found(places.fallback) == codes(city)


def test_each_mention_says_where_it_stands_and_what_it_is(gazetteer: Gazetteer) -> None:
    message = "我是赤峰人,在威海那边租房"
    first, second = ask(message, gazetteer).mentions
    assert (first.text, first.role) == ("赤峰", Role.HOME)
    assert (second.text, second.role) == ("威海那边", Role.STAY)
    assert message[second.start : second.end] == second.text


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("没有威海户口能办居住证吗", "威海"),
        ("我没有镇海的户口，孩子能上学吗", "镇海"),
        ("不是周村户口能买房落户吗", "周村"),
        ("我不是肥城户籍，能领居住证不", "肥城"),
        ("没赤峰户口能投靠闺女吗", "赤峰"),
        ("无威海户籍怎么办居住证", "威海"),
    ],
)
def test_who_is_not_registered_somewhere_asks_about_there(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.origins == ()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("进了威海以后农村的地还在吗", "威海"),
        ("户口进了肥城，老家的地会收回吗", "肥城"),
        ("进了镇海城里，村里分红还有吗", "镇海"),
        ("要是户口落到威海了，老家的地还留着吗", "威海"),
        ("如果我户口迁到镇海了，医保怎么转", "镇海"),
        ("等户口转到周村了，能领补贴吗", "周村"),
        ("万一落到肥城了，还能迁回来不", "肥城"),
        ("户口迁到威海了吗", "威海"),
    ],
)
def test_where_one_would_settle_is_asked_about_as_if_it_were_done(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.origins == ()


@pytest.mark.parametrize(
    ("message", "city", "origin"),
    [
        ("户口迁到了威海，现在想迁回赤峰", "赤峰", "威海市"),
        ("我户口迁到了镇海，在肥城租房能落户吗", "肥城", "镇海区"),
        ("户口已经转到了周村，想再迁去威海", "威海", "周村区"),
        ("户口落到肥城了，在镇海买房能迁过去吗", "镇海", "肥城市"),
    ],
)
def test_where_the_registration_was_moved_is_where_it_was(
    message: str, city: str, origin: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert [place.name for place in places.origins] == [origin]


def test_what_is_missing_here_is_no_registration_there(gazetteer: Gazetteer) -> None:
    places = ask("没有本地户口在镇海租房行吗", gazetteer)
    assert found(places.regions) == codes("镇海")
    assert places.origins == ()
