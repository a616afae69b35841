"""Who asks about a right or a service is told in everyday words what the document says of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.conversation.services import Services
from actions.eligibility.plain import load_plain
from actions.retrieval.search import Retriever
from luohu.settings import ROOT
from luohu.text import compact
from tests.actions.conversation.conftest import Start

QUESTIONS = yaml.safe_load(Path(__file__).with_name("plain_questions.yml").read_text("utf-8"))
LAPSED = "按已经过期的文件（有效期到2026年10月20日）："
AS_BEFORE = re.compile("只有原则性的规定|的文件是这样写的")
CASES = [
    pytest.param(region, one, id=f"{region}-{one['says']}")
    for region, asked in QUESTIONS.items()
    for one in asked
]


def told(turn: dict[str, Any]) -> str:
    """The conclusion, without what is said of the document's dates."""
    first = next(part for part in turn["parts"] if part["kind"] == "conclusion")
    return str(first["text"]).removeprefix(LAPSED)


def lines_of(services: Services, region: str) -> dict[str, str]:
    """What the plain lines of a region say -> their quotes, compact."""
    document = services.corpus.by_region(region)[0]
    lines = load_plain(ROOT / "policy_corpus" / document.folder)
    return {line.says: compact(line.quote) for line in lines}


@pytest.mark.parametrize(("region", "case"), CASES)
def test_the_first_sentence_answers_what_was_asked(
    start: Start, region: str, case: dict[str, str]
) -> None:
    conclusion = told(start(region=region).say(case["says"], asks=case["asks"]))
    assert re.search(case["first"], conclusion), conclusion
    assert not re.search(case["never"], conclusion), conclusion
    assert not AS_BEFORE.search(conclusion)


@pytest.mark.parametrize(("region", "case"), CASES)
def test_the_words_that_carry_it_stand_below_it(
    start: Start, services: Services, region: str, case: dict[str, str]
) -> None:
    turn = start(region=region).say(case["says"], asks=case["asks"])
    quote = lines_of(services, region)[told(turn)]
    assert quote in turn["citations"][0]["quote"]
    shown = next(part for part in turn["parts"] if part["kind"] == "clause")
    assert quote in shown["text"]


def test_each_of_several_questions_is_told_plainly(start: Start) -> None:
    message = "外地孩子能在这里念书吗？老家的地要不要退？"
    turn = start(region="330211").say(message, asks="schooling")
    said = [part["text"] for part in turn["parts"] if part["kind"] == "conclusion"]
    assert len(said) == 2
    assert "义务教育" in said[0]
    assert said[1].startswith("不用退")


def test_each_of_several_places_is_told_from_its_own_document(start: Start) -> None:
    turn = start().say("肥城和威海落户要不要先退地", asks="land_rights")
    assert turn["kind"] == "comparison"
    said = [part["text"] for part in turn["parts"] if part["kind"] == "conclusion"]
    assert [text.startswith("现阶段进城落户不用退。") for text in said].count(True) == 1
    assert any("文件没有写" in text for text in said)


@pytest.mark.parametrize("region", sorted(QUESTIONS))
def test_a_document_that_nobody_has_put_plainly_is_shown_as_it_is(
    start: Start, monkeypatch: pytest.MonkeyPatch, region: str
) -> None:
    monkeypatch.setattr(Retriever, "plain_line", lambda *_: None)
    case = next(one for one in QUESTIONS[region] if one["asks"] == "land_rights")
    turn = start(region=region).say(case["says"], asks="land_rights")
    assert turn["citations"]
    assert AS_BEFORE.search(told(turn))


@pytest.mark.parametrize("region", ["370983", "150400", "330211"])
@pytest.mark.parametrize(
    "message",
    [
        "搬到城里落户，承包的地要先退掉吗",
        "不退地行不行，我想把户口转进城",
        "村干部说交了地才能转户口",
    ],
)
def test_nobody_is_told_to_give_up_land_that_the_document_lets_them_keep(
    start: Start, region: str, message: str
) -> None:
    turn = start(region=region).say(message, asks="land_rights")
    assert re.match("(现阶段进城落户)?不用退。", told(turn))
    assert "不得以退出" in turn["text"]


@pytest.mark.parametrize("region", ["371000", "370306"])
def test_a_document_that_does_not_say_whether_land_must_go_promises_nothing(
    start: Start, region: str
) -> None:
    conclusion = told(start(region=region).say("落户要先退地吗", asks="land_rights"))
    assert "文件没有写" in conclusion
    assert "不用退" not in conclusion
