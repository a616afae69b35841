"""Made-up places are places as the bot knows them."""

from __future__ import annotations

from pathlib import Path

from actions.corpus import load_corpus
from evaluation.bench.places.generating import generate
from luohu.places import load_gazetteer, resolve
from luohu.settings import ROOT

CORPUS = ROOT / "policy_corpus"


def test_a_generated_corpus_has_as_many_places_and_their_names_are_heard(tmp_path: Path) -> None:
    own = load_corpus(CORPUS)
    made = generate(CORPUS, own, 12, tmp_path / "corpus")
    corpus, gazetteer = load_corpus(tmp_path / "corpus"), load_gazetteer(tmp_path / "corpus")
    assert corpus.documents.keys() == made.keys()
    assert len(gazetteer.regions) == 12
    assert set(own.documents) < set(corpus.documents)
    for region in gazetteer.regions:
        assert corpus.by_region(region.code)
        assert gazetteer.region(region.code) == region
        assert resolve(f"我想去{region.full_name}落户", gazetteer).regions == (region,)
