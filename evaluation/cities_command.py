"""``python -m evaluation cities``: leave out each document in turn and measure search on it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from actions.corpus import Corpus
from actions.eligibility.loader import RulesError
from actions.retrieval.loading import load_retriever
from actions.retrieval.search import Retriever
from evaluation.cities import measure_cities, searched_for
from evaluation.city_figures import City, Found, cities_file, read_cities, write_cities
from evaluation.items import EvaluationError
from evaluation.reading import load_items
from evaluation.sections import cities_tables
from evaluation.tables import markdown_lines
from evaluation.unseen import learn_without, ordinary_training
from luohu.clock import today
from luohu.encoder import Encoder, EncoderError
from luohu.manifest import StaleError
from luohu.places import load_gazetteer
from luohu.settings import Settings
from tools.errors import UserError


def cities_command(only: str | None, config: Settings, corpus: Corpus) -> int:
    """Measure every city, or the one whose folder is ``only``; keep and print the figures.

    The figures of each city are written as soon as they are there; those of other cities stay.

    Raises:
        EvaluationError: there is no such folder, or nothing was built yet.
    """
    folders = [folder for folder in corpus.documents if only in (None, folder)]
    if not folders:
        raise EvaluationError(f"no document {only!r}; there are {', '.join(corpus.documents)}")
    path = cities_file(config)
    kept = {city.folder: city for city in read_cities(path) if city.folder in corpus.documents}
    try:
        for city in _measure(folders, config, corpus):
            kept[city.folder] = city
            write_cities([kept[folder] for folder in corpus.documents if folder in kept], path)
    except (UserError, EncoderError, StaleError, RulesError, OSError) as error:
        raise EvaluationError(f"cities cannot be measured: {error}") from error
    for table in cities_tables(read_cities(path)):
        print("\n".join(markdown_lines(table)))
    print(f"\nwritten: {path}; `python -m evaluation run` shows it")
    return 0


def _measure(folders: list[str], config: Settings, corpus: Corpus) -> Iterator[City]:
    """The figures of each city as soon as they are there, with lines of what is being done."""
    started = time.monotonic()
    gazetteer = load_gazetteer(config.corpus_dir)
    ordinary = load_retriever(config, corpus, Encoder(config.model_dir))

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:5.0f} s  {line}", flush=True)

    def learn(folder: str) -> Retriever:
        say(f"{folder}, {folders.index(folder) + 1} of {len(folders)}: learning without it")
        search = learn_without(folder, config, ordinary_training(config, say))
        say(f"{folder}: asking its questions")
        return search

    items = load_items()

    def put(message: str) -> str:
        return searched_for(message, gazetteer)

    for city in measure_cities(folders, items, corpus, ordinary, learn, put, today()):
        total = sum(city.new.values(), Found())
        say(f"{city.folder}: clause first {total.share('first')} of {total.labelled} questions")
        yield city
