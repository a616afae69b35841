"""A place is heard where it is mistyped or written in Latin letters."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer, Heard, Places
from tests.luohu.asking import ask, codes, found


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我在为海租房能落户吗", "威海"),
        ("肥成能落户吗", "肥城"),
        ("振海区租房落户", "镇海"),
        ("赤锋租房能落户吗", "赤峰"),
        ("我在周存租房", "周村"),
        ("文灯落户", "威海"),
        ("我是北京人，在为海租房", "威海"),
        ("在为海办厂能落户吗", "威海"),
        ("我在肥成开厂", "肥城"),
        ("振海城里买房怎么落户", "镇海"),
        ("周存城里租房", "周村"),
        ("赤锋市里有房", "赤峰"),
        ("正海租房能落户吗", "镇海"),
        ("我在慈峰打工，能落户吗", "赤峰"),
        ("飞沉买房能落吗", "肥城"),
        ("我想落周春", "周村"),
        ("镇嗨居住证怎么办", "镇海"),
        ("威孩买房能落不", "威海"),
    ],
)
def test_a_city_typed_with_the_wrong_characters_is_heard(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert Heard.SOUND in {one.heard for one in places.mentions}
    assert places.guess is not None
    assert places.guess.region in places.regions


@pytest.mark.parametrize("message", ["威海租房能落户吗", "weihai zufang luohu", "威海和肥城一样吗"])
def test_a_city_that_is_written_as_it_is_is_no_guess(message: str, gazetteer: Gazetteer) -> None:
    assert ask(message, gazetteer).guess is None


@pytest.mark.parametrize(
    "message",
    ["危害公共安全", "减肥成功", "再问等下", "房贷未还能落户吗", "我在为还房贷", "费城", "蓉城"],
)
def test_words_that_only_sound_like_a_city_are_left_alone(
    message: str, gazetteer: Gazetteer
) -> None:
    assert ask(message, gazetteer) == Places()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("weihai zufang luohu", "威海"),
        ("wo zai chifeng zufang", "赤峰"),
        ("wo xian zai zhenhai", "镇海"),
        ("wozaifeichengzufang", "肥城"),
        ("zhou cun zufang", "周村"),
        ("Can I settle in Weihai if I rent?", "威海"),
        ("I am from Beijing and live in Chifeng", "赤峰"),
    ],
)
def test_a_city_in_latin_letters_is_read(message: str, city: str, gazetteer: Gazetteer) -> None:
    assert found(ask(message, gazetteer).regions) == codes(city)


def test_a_city_elsewhere_in_latin_letters_is_outside(gazetteer: Gazetteer) -> None:
    assert ask("qingdao luohu", gazetteer).outside == ("青岛市",)
    assert ask("xian zai zu fang neng luo hu ma", gazetteer) == Places()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("wozaiweihaizufang", ["威海"]),
        ("wei hai he qing dao", ["威海", "青岛"]),
        ("Qing'dao", ["青岛"]),
        ("weihaiqingdao", ["青岛"]),
        ("weihaix", []),
        ("xweihai", []),
        ("Weihai-zhen", ["威海"]),
    ],
)
def test_a_name_in_letters_stands_among_syllables(
    text: str, names: list[str], gazetteer: Gazetteer
) -> None:
    assert [name.text for _start, _end, name in gazetteer.sounds.in_pinyin(text)] == names
