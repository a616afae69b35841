from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from actions.corpus import Corpus
from evaluation.items import SPLITS, Expectation, Item, Step
from evaluation.labels import coverage, label_faults, stale_labels, stamp
from evaluation.reading import load_items

LABEL = "房屋产权人同意落户承诺书"


def item(quote: str, region: str = "371000", absent: tuple[str, ...] = ()) -> Item:
    expect = Expectation(region=region, first=(quote,))
    return Item("made-01", "questions", "open", "", region, (Step("？", expect),), absent)


def test_every_label_of_the_evaluation_stands_in_its_document(corpus: Corpus) -> None:
    assert label_faults(load_items(), corpus) == []


def test_no_label_of_the_evaluation_is_stale(corpus: Corpus) -> None:
    assert stale_labels(load_items(), corpus) == []


def test_every_provision_of_every_document_is_asked_about(corpus: Corpus) -> None:
    counts = coverage(load_items(), corpus)
    for document in corpus.documents.values():
        provisions = [clause.id for clause in document.clauses if clause.kind != "responsible"]
        assert [clause for clause in provisions if not counts[document.region][clause]] == []


def test_every_city_has_its_share_of_questions_in_both_parts() -> None:
    counts = Counter((i.split, i.region) for i in load_items() if i.set == "questions")
    for split in SPLITS:
        assert min(n for (part, _), n in counts.items() if part == split) >= 12
    totals = Counter(i.region for i in load_items() if i.set == "questions")
    assert min(totals.values()) >= 32


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (item("租房满三年即可落户"), "stands 0 times"),
        (item("居民户口簿"), "times in 371000-weihai, not once"),
        (item(LABEL, region="370306"), "stands 0 times"),
        (item(LABEL, region="110000"), "no document for the region 110000"),
        (item(LABEL, absent=("备案",)), "called absent"),
    ],
)
def test_a_wrong_label_is_named(corpus: Corpus, made: Item, fault: str) -> None:
    assert fault in "\n".join(label_faults((made,), corpus))


def test_a_label_whose_clause_changed_is_named(corpus: Corpus, tmp_path: Path) -> None:
    for split in SPLITS:
        (tmp_path / split).mkdir()
    assert stamp((item(LABEL),), corpus, tmp_path) == 1
    assert stale_labels((item(LABEL),), corpus, tmp_path) == []
    document = corpus.documents["371000-weihai"]
    clauses = tuple(
        replace(c, quote=c.quote + "新") if LABEL in c.quote else c for c in document.clauses
    )
    changed = replace(
        corpus, documents=corpus.documents | {document.folder: replace(document, clauses=clauses)}
    )
    assert "clause 一/(二) has changed" in stale_labels((item(LABEL),), changed, tmp_path)[0]
    assert "not recorded yet" in stale_labels((item("劳动合同及缴纳社保"),), corpus, tmp_path)[0]
