"""What people ask for is heard by how they ask, and not in what they tell."""

from __future__ import annotations

import pytest

from actions.eligibility.facets import load_facets
from actions.understanding.facets import facets_asked
from luohu.settings import ROOT
from luohu.text import normalise

FACETS = load_facets(ROOT / "policy_corpus")


@pytest.mark.parametrize(
    ("said", "facets"),
    [
        ("得住够几年", ["how_long"]),
        ("非得住满两年吗", ["how_long"]),
        ("社保得缴几年", ["insured_for"]),
        ("没社保碍事不", ["insurance"]),
        ("毕业几年以内才行", ["deadline"]),
        ("几天能办下来", ["days"]),
        ("面积上有没有讲究", ["size"]),
        ("屋子窄巴行不", ["size"]),
        ("老人多大算老年", ["age"]),
        ("七十多了还给落户不", ["age"]),
        ("非得是本科吗", ["degree"]),
        ("租约要不要去备案", ["registration"]),
        ("得准备点啥手续", ["papers"]),
        ("户口最后挂到谁那儿", ["lands"]),
        ("上哪个窗口去办", ["where"]),
        ("这事归谁管", ["office"]),
        ("办一个收钱不", ["fee"]),
        ("得投多少才算", ["how_much"]),
        ("要住几年，要不要社保", ["how_long", "insurance"]),
    ],
)
def test_one_thing_is_asked_for(said: str, facets: list[str]) -> None:
    assert list(facets_asked(normalise(said), FACETS)) == facets


@pytest.mark.parametrize(
    "said",
    [
        "我租房住了三年能落户吗",
        "单位给交社保，能落户吗",
        "我大专毕业的",
        "备过案了",
        "孩子小学在哪上",
        "我妈七十多了",
        "城里租了个小两室,我这样能落不",
        "买的小三居,能落户吗",
    ],
)
def test_what_is_told_asks_for_nothing(said: str) -> None:
    assert facets_asked(normalise(said), FACETS) == ()
