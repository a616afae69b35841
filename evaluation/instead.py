"""What came where the first citation of a question is not the right clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.corpus import Corpus
from actions.eligibility.evaluate import leaves
from actions.eligibility.loader import load_facts, load_rulebook
from evaluation.citing import document_of, hits
from evaluation.items import Expectation
from evaluation.reading import ANSWERED
from evaluation.running import ItemResult
from luohu.settings import settings

NO_TURN = "no turn"
SECOND = "right clause second"
LATER = "right clause third or later"
OTHER_CLAUSES = "other clauses only"
ANOTHER_PATHWAY = "another pathway"
NO_PATHWAY = "no pathway chosen"
ANOTHER_REGION = "another region"
NOTHING_CITED = "nothing cited"


@dataclass(frozen=True, order=True)
class Instead:
    """What came: the turn's kind, and of a turn that answers what is wrong with it."""

    kind: str
    what: str = ""


def came_instead(result: ItemResult, corpus: Corpus) -> Instead:
    """What came for a question whose first citation is not the right clause.

    Kind and region say that the message was taken for something else; the pathway of a verdict or
    of a question for a fact that it was taken for another case; the place of the right clause
    that it was found and ranked too low; else it was not found.
    """
    turn = turn_of(result)
    kind = str(turn.get("kind") or NO_TURN)
    expect = result.item.steps[-1].expect
    if kind not in ANSWERED or expect is None:
        return Instead(kind)
    return Instead(kind, _wrong_with(turn, kind, expect, corpus))


def turn_of(result: ItemResult) -> dict[str, Any]:
    """The turn that ends a conversation, empty where none came."""
    return result.steps[-1].reply.turn


def citations_of(turn: dict[str, Any]) -> list[dict[str, Any]]:
    """The citations of a turn, those that have the form of one."""
    return [citation for citation in turn.get("citations") or () if isinstance(citation, dict)]


def _wrong_with(turn: dict[str, Any], kind: str, expect: Expectation, corpus: Corpus) -> str:
    region = expect.region or ""
    if (turn.get("region") or {}).get("code") != region:
        return ANOTHER_REGION
    if kind != "answer":
        pathway = (turn.get("eligibility") or {}).get("pathway") or turn.get("topic")
        if not pathway:
            return NO_PATHWAY
        if not _states(str(pathway), region, expect, corpus):
            return ANOTHER_PATHWAY
    citations = citations_of(turn)
    for place, citation in enumerate(citations):
        if any(hits(corpus, region, label, citation) for label in expect.first):
            return SECOND if place == 1 else LATER
    return OTHER_CLAUSES if citations else NOTHING_CITED


def _states(pathway: str, region: str, expect: Expectation, corpus: Corpus) -> bool:
    """Whether the rules of a pathway rest on the right clause."""
    document = document_of(corpus, region)
    if document is None:
        return False
    folder = settings().corpus_dir
    rules = load_rulebook(folder / document.folder, load_facts(folder)).pathways.get(pathway)
    if rules is None:
        return False
    quotes = (*rules.quotes, *(condition.quote for condition in leaves(rules.requires)))
    shown = ({"document": document.folder, "quote": quote} for quote in quotes)
    return any(hits(corpus, region, label, one) for one in shown for label in expect.first)
