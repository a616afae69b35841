"""The places of a folder are known with its documents, and a broken file is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from luohu.places import Gazetteer, PlaceDataError, load_gazetteer
from tests.luohu.asking import CODES, CORPUS, ask, found


def test_every_region_has_the_code_of_its_document(gazetteer: Gazetteer) -> None:
    assert sorted(found(gazetteer.regions)) == sorted(CODES.values())
    for region in gazetteer.regions:
        assert gazetteer.region(region.code) == region
    assert gazetteer.region("110000") is None


def test_a_region_is_shown_with_the_prefecture_it_lies_in(gazetteer: Gazetteer) -> None:
    names = {region.name: region.full_name for region in gazetteer.regions}
    assert names["周村区"] == "淄博市周村区"
    assert names["威海市"] == "威海市"


@pytest.fixture()
def corpus(tmp_path: Path) -> Path:
    shutil.copy(CORPUS / "places.yml", tmp_path)
    return tmp_path


def test_a_new_city_is_known_once_its_folder_is_there(corpus: Path) -> None:
    folder = corpus / "370602-zhifu"
    folder.mkdir()
    (folder / "region.yml").write_text(
        "code: '370602'\nname: 芝罘区\nshort: 芝罘\npinyin: zhi fu\n"
        "province: {code: '370000', name: 山东省}\nprefecture: {code: '370600', name: 烟台市}\n"
        "children:\n- {code: '370602001', name: 向阳街道, shared: 16, short: 向阳}\n",
        encoding="utf-8",
    )
    (folder / "aliases.yml").write_text("names: {芝罘岛: '370602'}\n", encoding="utf-8")
    gazetteer = load_gazetteer(corpus)
    for message in ("芝罘租房", "烟台芝罘区", "烟台向阳街道", "芝罘岛那边", "zhifu zufang"):
        assert found(ask(message, gazetteer).regions) == ["370602"]
    assert found(ask("烟台落户", gazetteer).nearby) == ["370602"]
    assert ask("威海落户", gazetteer).outside == ("威海市",)


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("region.yml", "code: '370602'\n", "tools.regions"),
        ("aliases.yml", "names: {某地: '999999'}\n", "999999"),
        ("aliases.yml", "nicknames: {某地: '370983'}\n", "nicknames"),
    ],
)
def test_a_broken_place_file_is_named_with_its_fault(
    file: str, content: str, complaint: str, corpus: Path
) -> None:
    folder = shutil.copytree(CORPUS / "370983-feicheng", corpus / "370983-feicheng")
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(PlaceDataError, match=complaint) as raised:
        load_gazetteer(corpus)
    assert file in str(raised.value)


def test_every_ordinary_word_of_the_list_is_a_division_somewhere(gazetteer: Gazetteer) -> None:
    words = gazetteer.words
    assert {name for name in words.ordinary | words.cued if name not in gazetteer.names.values} == (
        set()
    )
