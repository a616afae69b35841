"""The rules say what the documents say, and a rule file that does not is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.eligibility.__main__ import main
from actions.eligibility.facets import cell_of, load_facets
from actions.eligibility.loader import load_facts, load_rulebook
from actions.eligibility.rules_check import check_rules, unused_facts
from tests.actions.eligibility.documents import CORPUS_DIR, DAY
from tests.actions.eligibility.small_town import FACTS, FOLDER, write_small_town

RULES = f"{FOLDER}/pathways.yml"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A document with rules that hold, for a test to break."""
    return write_small_town(tmp_path)


def said_after(town: Path, old: str, new: str, file: str = RULES) -> str:
    """Replace ``old`` in a file; returns what the check then says, with LINE for the place."""
    path = town / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    said = check_rules(town, DAY) or unused_facts(town)
    return "\n".join(said).replace(f"{path}, line {line}:", "LINE:")


def test_every_rule_of_every_document_holds() -> None:
    assert check_rules(CORPUS_DIR, DAY) == []
    assert unused_facts(CORPUS_DIR) == []


def test_the_command_is_silent_where_all_is_well(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "--corpus", str(town)]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_fails_where_something_is_wrong(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = said_after(town, "quote: 实际居住2年以上", "quote: 实际居住3年以上")
    assert main(["rules", "--corpus", str(town)]) == 1
    assert "pathways/renting/two_years" in capsys.readouterr().out
    assert said.startswith("LINE:")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "quote: 实际居住2年以上",
            "quote: 实际居住3年以上",
            "LINE: pathways/renting/two_years: the quote '实际居住3年以上' stands in no",
            id="a quote that the document does not say",
        ),
        pytest.param(
            "quote: 在住所地申请落户",
            "quote: 在派出所申请落户",
            "LINE: pathways/renting/apply_at: the quote",
            id="a place to apply that the document does not say",
        ),
        pytest.param(
            "    quote: 租住成套住房\n  employment",
            "    quote: 自有住房\n  employment",
            "LINE: absent/own_home: the quote",
            id="a nearest clause that the document does not have",
        ),
        pytest.param(
            "items: [居民户口簿, 居民身份证]",
            "items: [居民户口本, 居民身份证]",
            "LINE: pathways/renting/materials: the item '居民户口本' does not stand in the quote",
            id="a material that the document words otherwise",
        ),
        pytest.param(
            "id: flat\n          fact: whole_flat",
            "id: flat\n          fact: whole_house",
            "LINE: pathways/renting/flat: no fact 'whole_house' in facts.yml; add it there",
            id="a fact that nobody is asked for",
        ),
        pytest.param(
            "id: two_years\n          fact: lived_days\n          at_least: {years: 2}",
            "id: two_years\n          fact: lived_days\n          is: true",
            "LINE: pathways/renting/two_years: 'is' does not fit the duration lived_days",
            id="a yes or no to a length of time",
        ),
        pytest.param(
            "id: insured\n          fact: insurance\n          is: worker",
            "id: insured\n          fact: insurance\n          is: rich",
            "LINE: pathways/renting/insured: insurance cannot be 'rich'; facts.yml allows none, ",
            id="a value that the fact does not have",
        ),
        pytest.param(
            "at_least: {years: 2}",
            "at_least: {days: 730}",
            "see pathways.schema.json for what belongs there",
            id="a unit that does not exist",
        ),
        pytest.param(
            "- id: two_years",
            "- id: insured",
            "LINE: pathways/renting: the id 'insured' stands 2 times; make each its own",
            id="two conditions of one name",
        ),
        pytest.param(
            "    see: renting",
            "    see: joining",
            "LINE: absent/own_home/see: no pathway 'joining' here",
            id="a hint to a pathway that is not there",
        ),
        pytest.param(
            "  joining:\n    note: 文件没有规定。\n",
            "",
            "neither opened nor absent: joining; say what the document says",
            id="a pathway that is forgotten",
        ),
        pytest.param(
            "    apply_at:\n",
            "    presumes: [lived_in_town]\n    apply_at:\n",
            "LINE: pathways/renting/presumes: no condition asks for 'lived_in_town'; take it out",
            id="a presumed fact that nothing asks for",
        ),
        pytest.param(
            "    apply_at:\n",
            "    apply_at:\n    apply_at:\n",
            "the key 'apply_at' stands twice, first on line",
            id="a key that stands twice",
        ),
        pytest.param("title: 租房落户", "title: [租房落户", "is not readable YAML", id="no YAML"),
        pytest.param(
            "gaps:\n  - {facet: fee}\n",
            "",
            "pathways/renting: nothing is said of 'fee': give what the document states under",
            id="one thing people ask of which nothing is said",
        ),
        pytest.param(
            "    facets:\n      insurance: {text: 要按规定参加社会保险, "
            "quote: 按规定参加社会保险的人员}\ngaps:\n",
            "gaps:\n  - {facet: insurance}\n",
            "pathways/renting: said to be silent on 'insurance', but 一/p1, on which it rests, has "
            "'社会保险'",
            id="a silence on what a clause says",
        ),
        pytest.param(
            "    facets:\n      insurance: {text: 要按规定参加社会保险, "
            "quote: 按规定参加社会保险的人员}\n",
            "    gaps: [{facet: insurance, text: 文件没有写社保要交多久}]\n",
            "pathways/renting: said to be silent on 'insurance', but 一/p1, on which it rests, has "
            "'社会保险'",
            id="a silence that does not quote what comes nearest",
        ),
        pytest.param(
            "quote: 按规定参加社会保险的人员}",
            "quote: 按规定参加养老保险的人员}",
            "pathways/renting/facets: the quote '按规定参加养老保险的人员' stands in no",
            id="one thing stated that the document does not say",
        ),
        pytest.param(
            "  - {facet: fee}",
            "  - {facet: price}",
            "price: no such facet in facets.yml; it has how_long",
            id="one thing that nobody asks for",
        ),
    ],
)
def test_a_rule_that_does_not_hold_is_refused_with_its_place(
    town: Path, old: str, new: str, said: str
) -> None:
    found = said_after(town, old, new)
    assert said in found
    assert RULES in found or found.startswith("LINE:")


def test_what_everybody_has_to_meet_is_stated_by_the_conditions(town: Path) -> None:
    facts, facets = load_facts(town), load_facets(town)
    renting = load_rulebook(town / FOLDER, facts).pathways["renting"]
    assert [one.text for one in cell_of(facets["how_long"], renting, facts).stated] == [
        "实际居住2年以上"
    ]
    assert cell_of(facets["papers"], renting, facts).stated[0].quote == "可凭居民户口簿、居民身份证"
    assert not facets["degree"].applies_to("renting")


def test_a_document_s_silence_is_taken_over_where_a_pathway_says_nothing(town: Path) -> None:
    facts, facets = load_facts(town), load_facets(town)
    renting = load_rulebook(town / FOLDER, facts).pathways["renting"]
    cell = cell_of(facets["fee"], renting, facts)
    assert [gap.text for gap in cell.silent] == ["文件没有写收不收费"]
    assert not cell.stated


def test_what_only_one_of_several_ways_asks_for_is_not_said_to_be_asked_of_all() -> None:
    facts, facets = load_facts(CORPUS_DIR), load_facets(CORPUS_DIR)
    joining = load_rulebook(CORPUS_DIR / "150400-chifeng", facts).pathways["joining"]
    told = [one.text for one in cell_of(facets["how_long"], joining, facts).stated]
    assert "连续租赁不少于一年" not in told


def test_a_condition_that_decides_nothing_is_found(town: Path) -> None:
    again = """\
        - id: flat_again
          fact: whole_flat
          is: true
          text: 成套住房
          quote: 成套住房
"""
    said = said_after(town, "        - id: two_years\n", f"{again}        - id: two_years\n")
    assert "LINE: pathways/renting/flat_again: decides no case" in said
    assert "pathways/renting/flat: decides no case" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            FACTS, FACTS.replace("whole_flat", "whole_house"), "no fact 'whole_flat'", id="gone"
        ),
        pytest.param(
            "type: bool", "type: enum", "'choices' is a required property", id="no choices"
        ),
        pytest.param(
            "value: none", "value: false", "False is not of type 'string'", id="no word to choose"
        ),
        pytest.param(
            "whole_flat:\n", "insurance:\n", "the key 'insurance' stands twice", id="twice"
        ),
        pytest.param(
            "whole_flat:\n",
            "lucky: {type: bool, label: 运气, question: 您走运吗？, cost: 1, cues: {}}\n"
            "whole_flat:\n",
            "lucky: no pathway uses this fact; take it out",
            id="needed by no rule",
        ),
    ],
)
def test_a_fact_that_cannot_be_used_is_refused(town: Path, old: str, new: str, said: str) -> None:
    assert said in said_after(town, old, new, "facts.yml")


def test_a_changed_document_is_refused(town: Path) -> None:
    said = said_after(town, "2年以上", "1年以上", f"{FOLDER}/received.txt")
    assert "received.txt is not the file that" in said
