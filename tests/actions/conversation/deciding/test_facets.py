"""Who asks one thing of a way to settle hears what the document says of that, or its silence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from luohu.text import compact
from tests.actions.conversation.conftest import Start

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("facets.yml").read_text(encoding="utf-8")
)


def _name(case: dict[str, Any]) -> str:
    return " ".join([case["region"], *(said for said, _heard in case["talk"])])


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_one_thing_is_answered_from_the_clause_that_says_it(
    start: Start, case: dict[str, Any]
) -> None:
    talk = start(region=case["region"] or None)
    for said, heard in case["talk"]:
        turn = talk.say(said, asks=heard or None)
    first = turn["text"] if case.get("whole") else turn["parts"][0]["text"]
    assert "part" not in case or turn["parts"][0]["kind"] == case["part"], turn["text"]
    assert "first" not in case or re.search(case["first"], first), turn["text"]
    assert "never" not in case or not re.search(case["never"], first), turn["text"]
    cited = [compact(citation["quote"]) for citation in turn["citations"]]
    assert "quote" not in case or any(compact(case["quote"]) in one for one in cited), turn["text"]


@pytest.mark.parametrize(
    ("region", "talk"),
    [
        ("371000", [("租房能落户吗", "renting"), ("医保要交多少钱", "medical")]),
        ("371000", [("公租房要排多久", "housing_support")]),
        ("371000", [("户口的事能网上弄吗，年纪大了跑不动", "online_services")]),
        ("370983", [("打工的，孩子念书收不收", "schooling")]),
        ("330211", [("给人才买房补多少钱", "subsidies")]),
    ],
)
def test_what_is_no_matter_of_a_pathway_is_not_said_to_be_missing_from_one(
    start: Start, region: str, talk: list[tuple[str, str]]
) -> None:
    conversation = start(region=region)
    for said, heard in talk:
        turn = conversation.say(said, asks=heard)
    opened = conversation.services.eligibility.pathways(region).values()
    first = turn["parts"][0]["text"]
    assert not any(first.startswith(f"{rules.title}：") for _folder, rules in opened)


@pytest.mark.parametrize(
    ("region", "said", "heard", "matter"),
    [
        ("330211", "身份证找不着了去哪补", "where_to_apply", "身份证"),
        ("370306", "公积金要哪些材料才提得出来", "materials", "公积金"),
        ("371000", "护照办下来要几天", "processing_time", "护照"),
        ("370983", "考驾照在哪报名", "where_to_apply", "驾驶证"),
        ("150400", "给娃改个名上哪办", "where_to_apply", "名字"),
    ],
)
def test_what_names_a_matter_of_its_own_is_not_asked_of_what_was_spoken_of_before(
    start: Start, region: str, said: str, heard: str, matter: str
) -> None:
    talk = start(region=region)
    talk.say("租房能落户吗", asks="renting")
    turn = talk.say(said, asks=heard)
    assert turn["kind"] == "no_answer"
    assert matter in turn["text"]


@pytest.mark.parametrize(
    ("said", "matter"), [("身份证丢了上哪补", "身份证"), ("户口本丢了去哪补办", "户口本")]
)
def test_what_names_a_matter_of_its_own_answers_no_question_of_a_check(
    start: Start, said: str, matter: str
) -> None:
    talk = start(region="370306")
    talk.say("我租房住，房东同意我落，能落户吗", asks="renting")
    pending = talk.session.asked_fact
    turn = talk.say(said, act="out_of_scope")
    assert turn["kind"] == "no_answer"
    assert matter in turn["text"]
    assert turn["question"]["fact"] == pending


@pytest.mark.parametrize(
    "said", ["要带什么材料", "上哪办", "要多久", "面积有要求吗", "房东要出什么材料"]
)
def test_half_a_question_is_asked_of_what_was_spoken_of_before(start: Start, said: str) -> None:
    talk = start(region="371000")
    talk.say("租房能落户吗", asks="renting")
    assert talk.say(said)["topic"] == "renting"


@pytest.mark.parametrize(
    ("region", "said", "heard"),
    [
        ("150400", "我毕业三年了能落户吗", "graduate"),
        ("370983", "我租房住了三年，社保也交着，能落户吗", "renting"),
    ],
)
def test_who_tells_what_counts_is_judged_and_not_told_the_rule_again(
    start: Start, region: str, said: str, heard: str
) -> None:
    turn = start(region=region).say(said, asks=heard)
    assert turn["kind"] in ("question", "eligibility", "answer")
    assert "：文件要求" not in turn["parts"][0]["text"]


def test_a_fact_that_is_asked_for_is_asked_again_under_the_answer(start: Start) -> None:
    talk = start(region="370983")
    talk.say("我租房，帮我看看能不能落户", asks="renting")
    pending = talk.session.asked_fact
    turn = talk.say("面积有要求吗")
    assert "不得设置面积" in turn["parts"][0]["text"]
    assert turn["question"]["fact"] == pending


def test_what_is_asked_of_no_pathway_is_answered_for_all_that_state_it(start: Start) -> None:
    turn = start(region="370983").say("落户看不看房价", asks="general_conditions")
    assert "自有住房落户、租房落户：文件写明不得设置金额限制。" in turn["parts"][0]["text"]
    turn = start(region="370983").say("落户看不看房子面积", asks="general_conditions")
    assert "租房落户：文件写明不得设置面积限制，但租的要是成套住房。" in turn["parts"][0]["text"]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("没房产证能落户吗", "own_home"),
        ("租房没备案能落户吗", "renting"),
        ("商铺能落户吗", "business"),
    ],
)
def test_yes_is_not_said_to_a_case_that_the_clause_does_not_speak_of(
    start: Start, said: str, heard: str
) -> None:
    turn = start(region="371000").say(said, asks=heard)
    assert "：能。" not in turn["parts"][0]["text"]
    assert not turn["parts"][0]["text"].startswith("能")


def test_yes_is_said_to_who_asks_whether_a_way_is_open(start: Start) -> None:
    assert start(region="370306").say("打工能落户吗", asks="employment")["text"].startswith("能。")


@pytest.mark.parametrize("said", ["怎么落户", "想把户口弄过来咋整", "外地人落户都有哪几条路"])
def test_who_names_no_way_hears_which_ways_there_are(start: Start, said: str) -> None:
    talk = start(region="370306")
    turn = talk.say(said, asks="general_conditions")
    titles = [rules.title for _f, rules in talk.services.eligibility.pathways("370306").values()]
    assert turn["kind"] == "question"
    assert all(title in turn["text"] for title in titles)
    then = talk.say("租房落户", asks="renting")
    assert then["topic"] == "renting"
