"""Many questions tell what they come to, before residents ask them."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.message import Message
from actions.conversation.services import Services
from actions.desk.trial import Try, tried
from tests.actions.conftest import USUAL_DAY


def one(text: str, subject: str = "renting", region: str | None = "371000") -> Try:
    return Try(Message(text, f"ask_{subject}", 0.95, {f"ask_{subject}": 0.95}), region)


def test_a_row_says_what_a_question_comes_to_and_why(services: Services) -> None:
    (row,) = tried(services, [one("租房能落户吗")], USUAL_DAY, None)
    assert row["kind"] == "answer"
    assert row["clause"]["document"] == "371000-weihai"
    assert row["rank"] == 1
    assert 0 < row["answerability"] <= 1
    assert row["reason"]
    assert row["hits"][0]["clause"] == row["clause"]["clause"]
    assert {"score", "dense", "lexical", "subject"} <= row["hits"][0].keys()


def test_each_question_stands_for_itself(services: Services) -> None:
    tries = [one("租房能落户吗"), one("那要带什么材料"), one("租房能落户吗", region=None)]
    rows = tried(services, tries, USUAL_DAY, None)
    assert tried(services, tries[1:2], USUAL_DAY, None) == rows[1:2]
    assert rows[2]["kind"] == "clarify_region"


def test_what_another_publication_would_change_is_named(services: Services) -> None:
    weihai = services.corpus.by_region("371000")[0].folder
    documents = {k: v for k, v in services.corpus.documents.items() if k != weihai}
    fewer = replace(services.corpus, documents=documents)
    regions = {code: one for code, one in services.regions.items() if code != "371000"}
    other = replace(services, corpus=fewer, regions=regions)
    there, here = tried(
        services, [one("租房能落户吗"), one("租房能落户吗", region="370983")], USUAL_DAY, other
    )
    assert "kind" in there["changed"]
    assert here["changed"] == []
