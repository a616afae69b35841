"""A silence is told only where no clause speaks that governs the pathway, each for itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.eligibility.facets import Cell, cell_of, load_facets
from actions.eligibility.loader import load_facts, load_rulebook
from actions.eligibility.model import Stated
from actions.eligibility.rules_check import check_rules
from actions.turns.wording import wording
from tests.actions.eligibility.documents import CORPUS_DIR, DAY
from tests.actions.eligibility.small_town import write_small_town

RECEIVED = """\
小镇户籍办法

一、放宽落户

（一）在镇上居住或者就业的，都可以申请，不受社会保险的限制。

1.租住成套住房的，可以在住所地申请落户。

2.参加职工保险的，可以在就业地申请落户，实际居住满1年的除外。
"""
PATHWAYS = """\
pathways:
  renting:
    title: 租房落户
    summary: 能，要租成套住房。
    quotes: [租住成套住房的，可以在住所地申请落户]
    requires:
      all:
        - {id: flat, fact: whole_flat, is: true, text: 租住成套住房, quote: 租住成套住房的}
    gaps: [{facet: insurance, quote: 不受社会保险的限制}]
  employment:
    title: 就业落户
    summary: 能，要参加职工保险。
    quotes: [可以在就业地申请落户]
    requires:
      all:
        - {id: insured, fact: insurance, is: worker, text: 参加职工保险, quote: 参加职工保险的}
    gaps:
      - {facet: insurance, quote: 不受社会保险的限制}
      - {facet: how_long, quote: 实际居住满1年的除外}
gaps:
  - {facet: fee}
  - {facet: papers}
  - {facet: how_long}
  - {facet: insurance}
absent:
  own_home:
    note: 文件没有规定自有住房落户。
"""
BROKEN = re.compile(
    "是是|要求要|。。|去[在到]|(办理|申请|申领|办)办。|户口落在[^；。（]*(落|登记[；。])"
)


def said_of(folder: Path, old: str, new: str) -> list[str]:
    """What the check says of the rules after ``old`` is replaced in them."""
    assert PATHWAYS.count(old) == 1
    return check_rules(write_small_town(folder, RECEIVED, PATHWAYS.replace(old, new)), DAY)


def test_silences_that_quote_what_comes_nearest_hold(tmp_path: Path) -> None:
    assert check_rules(write_small_town(tmp_path, RECEIVED, PATHWAYS), DAY) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "    gaps: [{facet: insurance, quote: 不受社会保险的限制}]\n",
            "",
            "pathways/renting: said to be silent on 'insurance', but 一/(一), on which it rests, "
            "has '社会保险'",
            id="a general sentence above the clause",
        ),
        pytest.param(
            "{id: flat, fact: whole_flat, is: true, text: 租住成套住房, quote: 租住成套住房的}",
            "{any: [{id: flat, fact: whole_flat, is: true, text: 租房, quote: 租住成套住房的}, "
            "{id: insured, fact: insurance, is: worker, text: 参加保险, quote: 参加职工保险的}]}",
            "pathways/renting: said to be silent on 'how_long', but 一/(一)/2, on which it rests, "
            "has '1年'",
            id="a clause in which only a condition stands",
        ),
        pytest.param(
            "  - {facet: fee}\n",
            "  - {facet: fee, text: 只写在住所地申请, quote: 可以在住所地申请落户}\n",
            "gaps: the silence of the whole document on 'fee' is told of employment, too, and "
            "quotes '可以在住所地申请落户', which other pathways rest on",
            id="a clause of other pathways",
        ),
        pytest.param(
            "  - {facet: fee}\n",
            "  - {facet: fee, text: 文件只写“在住所地申请”}\n",
            "quotes '在住所地申请', which other pathways rest on",
            id="words of a clause of other pathways",
        ),
        pytest.param(
            "is: worker, text: 参加职工保险, quote: 参加职工保险的}",
            "is: worker, text: 参加职工保险, quote: 可以在}",
            "pathways/employment/insured: the quote '可以在' would be cited from 一/(一)/1",
            id="words that another clause has before",
        ),
    ],
)
def test_what_the_document_does_not_say_there_is_found(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert any(said in one for one in said_of(tmp_path, old, new))


def test_what_the_whole_document_says_beside_all_pathways_may_be_quoted(tmp_path: Path) -> None:
    text = RECEIVED + "\n二、工作要求\n\n公安机关要加强户籍管理。\n"
    rules = PATHWAYS.replace("{facet: fee}", "{facet: fee, quote: 公安机关要加强户籍管理}")
    assert check_rules(write_small_town(tmp_path, text, rules), DAY) == []


def spoken(cell: Cell) -> str:
    """What a cell states, in the sentence in which residents hear it."""
    text = "，".join(one.text for one in cell.stated)
    if cell.source != "part":
        return wording().say(f"facet.{cell.source}", text=text)
    if cell.facet.part in ("apply_at", "lands_at"):
        return wording().say(f"facet.{cell.facet.part}", place=text)
    return ""


def test_what_a_pathway_states_is_whole_in_its_sentence() -> None:
    facts, facets = load_facts(CORPUS_DIR), load_facets(CORPUS_DIR)
    for path in CORPUS_DIR.glob("*/pathways.yml"):
        for pathway in load_rulebook(path.parent, facts).pathways.values():
            for facet in (one for one in facets.values() if one.applies_to(pathway.id)):
                said = spoken(cell_of(facet, pathway, facts))
                assert not BROKEN.search(said), (path.parent.name, pathway.id, facet.id, said)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("lands_at", "安置了单位的，落在工作单位所在地"),
        ("lands_at", "有工作单位的落在工作单位所在地"),
        ("lands_at", "婴儿随父亲或母亲登记；其他人随配偶登记"),
        ("apply_at", "在居住地申领"),
    ],
)
def test_a_place_that_is_none_breaks_its_sentence(part: str, text: str) -> None:
    (facet,) = (one for one in load_facets(CORPUS_DIR).values() if one.part == part)
    assert BROKEN.search(spoken(Cell(facet, (Stated(text, text),), source="part")))
