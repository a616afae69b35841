"""The documents, their rules and their scenarios, read once for all tests of eligibility."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actions.corpus import load_corpus
from actions.eligibility import Eligibility
from actions.eligibility.model import Pathway
from actions.eligibility.scenarios import USUAL_DAY, Scenario, load_scenarios
from luohu.settings import ROOT

CORPUS_DIR = ROOT / "policy_corpus"
SCENARIOS_DIR = Path(__file__).with_name("scenarios")
CORPUS = load_corpus(CORPUS_DIR)
RULES = Eligibility(CORPUS, CORPUS_DIR)
DAY: date = USUAL_DAY
SCENARIOS: dict[str, list[Scenario]] = {
    folder: load_scenarios(SCENARIOS_DIR / f"{folder}.yml", RULES.facts)
    for folder in CORPUS.documents
}


def pathways() -> list[tuple[str, Pathway]]:
    """Every pathway of every document, with the document's folder."""
    return [
        opened
        for document in CORPUS.documents.values()
        for opened in RULES.pathways(document.region).values()
    ]


def region_of(folder: str) -> str:
    """The jurisdiction of a document."""
    return CORPUS.documents[folder].region
