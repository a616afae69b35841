"""A city of which nothing was learnt is measured beside the same city as built."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions.building.answerability import Message, load_messages
from actions.building.encoding import VECTORS
from actions.corpus import Clause, Corpus, load_corpus
from actions.retrieval.search import Hit, Retriever
from evaluation.cities import find, measure_cities, searched_for
from evaluation.city_figures import City, Found, read_cities, write_cities
from evaluation.cli import main
from evaluation.items import SPLITS, EvaluationError, Expectation, Item, Split, Step
from evaluation.page import page
from evaluation.scorecard import make_scorecard, markdown
from evaluation.unseen import learn_without, pairs_without
from luohu.places import load_gazetteer
from luohu.settings import Settings, settings
from tools.training.pair import Pair

WEIHAI, ZHOUCUN = "371000-weihai", "370306-zhoucun"
LABEL = "房屋产权人同意落户承诺书"
DAY = date(2026, 11, 22)


class Finds:
    """A search that always gives the same clauses and the same likelihood."""

    def __init__(self, clauses: Sequence[Clause], likely: float) -> None:
        self._hits = [Hit(clause, 1.0, 1.0, 1.0, 0.0, "") for clause in clauses]
        self._likely = likely
        self.asked: list[str] = []

    def search(
        self, question: str, region: str, subjects: Mapping[str, float], limit: int = 10
    ) -> list[Hit]:
        assert not subjects
        self.asked.append(question)
        return self._hits[:limit]

    def likelihood(self, question: str, region: str | None) -> float:
        return self._likely


def item(split: Split = "open", region: str = "371000", labels: tuple[str, ...] = (LABEL,)) -> Item:
    steps = (Step("威海"), Step("租房能落户吗", Expectation(region=region, first=labels)))
    return Item("made-01", "questions", split, "", region, steps)


@pytest.fixture
def right(corpus: Corpus) -> Clause:
    return corpus.find_quote(WEIHAI, LABEL)


@pytest.fixture
def others(corpus: Corpus, right: Clause) -> list[Clause]:
    return [clause for clause in corpus.documents[WEIHAI].clauses if clause != right]


@pytest.mark.parametrize(("place", "first", "among"), [(0, 1, 1), (2, 0, 1), (3, 0, 0)])
def test_the_right_clause_counts_first_or_among_three(
    corpus: Corpus, right: Clause, others: list[Clause], place: int, first: int, among: int
) -> None:
    search = Finds([*others[:place], right, *others[place:9]], 0.5)
    found = find([item()], search, corpus, str)
    assert found == Found(items=1, ours=1, labelled=1, first=first, among=among)
    assert search.asked == ["租房能落户吗"], "the last message is searched for"


def test_a_question_without_a_label_is_only_taken_for_ours_or_not(corpus: Corpus) -> None:
    assert find([item(labels=())], Finds([], 0.49), corpus, str) == Found(items=1)


def test_a_message_is_searched_for_without_its_place() -> None:
    gazetteer = load_gazetteer(settings().corpus_dir)
    assert "威海" not in searched_for("威海租房能落戶嗎？", gazetteer)
    assert "租房能落户吗" in searched_for("威海租房能落戶嗎？", gazetteer)


def test_each_city_is_asked_its_own_questions_part_by_part(
    corpus: Corpus, right: Clause, others: list[Clause]
) -> None:
    learnt: list[str] = []

    def learn(folder: str) -> Finds:
        learnt.append(folder)
        return Finds(others, 0.1)

    items = [item(), item("held_out"), item("held_out"), item(region="370306")]
    items.append(replace(item(), set="robustness"))
    ordinary = Finds([right], 0.9)
    (city,) = measure_cities([WEIHAI], items, corpus, ordinary, learn, str, DAY)
    assert learnt == [WEIHAI]
    assert {split: city.new[split].items for split in SPLITS} == {"open": 1, "held_out": 2}
    assert city.new["held_out"] == Found(items=2, labelled=2)
    assert city.ordinary["held_out"] == Found(items=2, ours=2, labelled=2, first=2, among=2)


def cities() -> list[City]:
    new = Found(items=10, ours=9, labelled=8, first=4, among=6)
    ordinary = Found(items=10, ours=10, labelled=8, first=6, among=8)
    return [
        City(folder, DAY, dict.fromkeys(SPLITS, new), dict.fromkeys(SPLITS, ordinary))
        for folder in (ZHOUCUN, WEIHAI)
    ]


def test_figures_are_kept_to_be_shown_with_the_day_they_were_measured(
    corpus: Corpus, tmp_path: Path
) -> None:
    path = tmp_path / "evaluation" / "cities.json"
    assert read_cities(path) == ()
    write_cities(cities(), path)
    card = make_scorecard([], {}, corpus, (), cities=read_cities(path))
    shown = markdown(card)
    row = "0.500 | 0.750 | 0.750 | 1.000 | 0.900 | 1.000"
    assert shown.count(f"| {WEIHAI} | {row} | 10 | 2026-11-22 |") == 2
    assert shown.count(f"| all | {row} | 20 |  |") == 2
    assert "Cities of which nothing was learnt, held out" in shown
    assert page(card).count("<svg") == 2 * 3 * 3


def test_a_scorecard_without_measured_cities_has_no_table_of_them(corpus: Corpus) -> None:
    assert "Cities of which" not in markdown(make_scorecard([], {}, corpus, ()))


@pytest.mark.parametrize("text", ["{", "[{}]", '[{"measured": 1}]', "7"])
def test_a_broken_file_says_how_to_mend_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cities.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match="make eval-cities"):
        read_cities(path)


def test_a_city_that_is_not_there_is_refused_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["cities", "--only", "000000-nowhere"]) == 2
    assert WEIHAI in capsys.readouterr().err


def test_nothing_of_the_city_is_among_what_is_learnt_from() -> None:
    pairs = [
        Pair(folder, "一/(二)", "租房能落户吗", "可凭") for folder in (WEIHAI, ZHOUCUN, WEIHAI)
    ]
    assert pairs_without(WEIHAI, pairs) == [pairs[1]]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a copy of two documents of which nothing was built."""
    folder = tmp_path_factory.mktemp("cities")
    documents = {path.parent.name for path in settings().corpus_dir.glob("*/document.yml")}
    left = documents - {WEIHAI, ZHOUCUN}
    shutil.copytree(settings().corpus_dir, folder / "corpus", ignore=shutil.ignore_patterns(*left))
    vectors = settings().var_dir / VECTORS
    shutil.copytree(vectors, folder / "var" / VECTORS)
    return replace(settings(), corpus_dir=folder / "corpus", var_dir=folder / "var")


@pytest.fixture(scope="module")
def learnt(two: Settings) -> Iterator[tuple[Retriever, list[Pair]]]:
    """A search that has learnt nothing of Weihai, but for a training that only copies."""
    taken: list[Pair] = []

    def train(pairs: Sequence[Pair], folder: Path) -> None:
        taken.extend(pairs)
        shutil.copytree(settings().model_dir, folder, dirs_exist_ok=True)

    def few(folder: Path, corpus: Corpus) -> list[Message]:
        """Of many labelled messages a few show as well that search learns from them."""
        return load_messages(folder, corpus)[::20]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("actions.building.search.load_messages", few)
        yield learn_without(WEIHAI, two, train), taken


def test_the_encoder_is_trained_on_the_other_cities_alone(
    learnt: tuple[Retriever, list[Pair]],
) -> None:
    assert {pair.document for pair in learnt[1]} == {ZHOUCUN}


def test_clauses_of_the_city_are_found_though_nobody_has_asked_for_them(
    learnt: tuple[Retriever, list[Pair]], two: Settings, right: Clause
) -> None:
    search, _pairs = learnt
    hits = search.search("租房子住的人怎么落户", "371000", {}, 3)
    assert right.id in [hit.clause.id for hit in hits]
    assert {hit.clause.document for hit in hits} == {WEIHAI}
    assert search.likelihood("租房子住的人怎么落户", "371000") > 0.5
    assert search.likelihood("红烧肉怎么做才好吃", "371000") < 0.5
    corpus = load_corpus(two.corpus_dir)
    assert set(corpus.documents) == {WEIHAI, ZHOUCUN}, "the copy is as it was"
    assert not two.index_dir.exists()


def test_a_corpus_of_one_document_cannot_leave_it_out(two: Settings, tmp_path: Path) -> None:
    shutil.copytree(two.corpus_dir, tmp_path / "one", ignore=shutil.ignore_patterns(ZHOUCUN))
    with pytest.raises(EvaluationError, match="needs another"):
        learn_without(WEIHAI, replace(two, corpus_dir=tmp_path / "one"), lambda *_: None)
