"""A document's number names the place whose document it is, and a document that is not held."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer, resolve
from luohu.text import normalise
from tests.luohu.asking import ask, codes, found


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("赤政发〔2016〕50号里购房类要什么", "赤峰"),
        ("赤政发（2016）50号里购房类要什么", "赤峰"),
        ("赤政发[2016]50号对租房怎么说", "赤峰"),
        ("赤政发 2016 50号 租房", "赤峰"),
        ("请问赤政发201650号文件还有效吗", "赤峰"),
        ("按赤政发50号文租房能落吗", "赤峰"),
        ("肥政发【2016】3号农村户口怎么办", "肥城"),
        ("肥政发2016年第3号文件里集体户咋规定", "肥城"),
        ("周政发〔2022〕15号什么时候施行", "周村"),
    ],
)
def test_a_held_document_s_number_names_its_place(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = resolve(normalise(message), gazetteer, gazetteer.region("371000"))
    assert found(places.regions) == codes(city)
    assert places.unheld == ()


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("泰政发〔2015〕4号怎么规定租房", "泰政发〔2015〕4号"),
        ("鲁政发〔2014〕23号里说的居住证怎么办", "鲁政发〔2014〕23号"),
        ("国发〔2014〕25号对大城市落户怎么要求", "国发〔2014〕25号"),
        ("国办发(2022)9号怎么说", "国办发(2022)9号"),
        ("公通字〔2019〕7号里投靠怎么写的", "公通字〔2019〕7号"),
        ("威政办发〔2018〕9号规定租房落户要几年", "威政办发〔2018〕9号"),
        ("赤政发〔2020〕50号还算数吗", "赤政发〔2020〕50号"),
        ("肥政发【2016】8号写了啥", "肥政发【2016】8号"),
    ],
)
@pytest.mark.parametrize("here", [None, "370983"])
def test_the_number_of_another_document_is_not_answered_from_the_one_held(
    message: str, number: str, here: str | None, gazetteer: Gazetteer
) -> None:
    places = resolve(normalise(message), gazetteer, here and gazetteer.region(here))
    assert places.unheld == (normalise(number),)
    assert (places.regions, places.outside) == ((), ())


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("国发〔2014〕25号都放开了，镇海租房能落吗", "镇海"),
        ("听说鲁政发〔2020〕5号放开了，威海租房能落吗", "威海"),
    ],
)
def test_a_document_that_is_only_heard_of_leaves_the_place_that_is_asked_about(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.unheld == ()


@pytest.mark.parametrize(
    "message",
    ["我家住3号楼201室", "档案号2016第50号丢了", "下个月5号开学来得及吗", "三环路50号的房子能落吗"],
)
def test_other_numbers_are_no_documents(message: str, gazetteer: Gazetteer) -> None:
    places = ask(message, gazetteer)
    assert not any(mention.document for mention in places.mentions)
