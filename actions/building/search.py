"""Everything that search needs, built anew only where it changed."""

from __future__ import annotations

from itertools import chain

import numpy as np

from actions.building.answerability import (
    Texts,
    learn_answerability,
    load_messages,
    said_without_places,
    write_answerability,
)
from actions.building.dictionary import dictionary_words, write_dictionary
from actions.building.encoding import encoded, keeping
from actions.building.index import write_index
from actions.building.messages import training_messages
from actions.corpus import Corpus, load_corpus
from actions.eligibility.loader import (
    RulesError,
    load_facts,
    load_rulebook,
    quoted_clauses,
)
from actions.eligibility.plain import load_plain
from actions.eligibility.rules_check import check_rules
from actions.publications.fitting import may_answer
from actions.retrieval.asked import load_asked
from actions.retrieval.index import read_index
from actions.retrieval.subjects import load_subjects, load_synonyms
from actions.retrieval.topics import load_topics
from actions.retrieval.words import Segmenter
from luohu.artefacts import Artefacts, artefacts
from luohu.clock import today
from luohu.encoder import Encoder
from luohu.essence import essence
from luohu.latin import write_pinyin
from luohu.manifest import Manifest
from luohu.places import Gazetteer, load_gazetteer
from luohu.policy import policy
from luohu.settings import ROOT, Settings
from luohu.spelling import write_spelling

_SPELLED = ("acts", "subjects")


def build_words(config: Settings) -> None:
    """Bring the dictionary, and the words that people say, up to date with corpus and data.

    Raises:
        RulesError: a rule does not stand in its document; nothing is built on it.
    """
    problems = check_rules(config.corpus_dir, today())
    if problems:
        raise RulesError("\n".join(problems))
    made, manifest = artefacts(config), Manifest(config.var_dir)
    if manifest.outdated(made.dictionary):
        _build_dictionary(config, load_corpus(config.corpus_dir), made, manifest)
    if manifest.outdated(made.spelling):
        segmenter = Segmenter(made.dictionary.path, load_synonyms(config.corpus_dir))
        _build_spelling(segmenter, load_gazetteer(config.corpus_dir), made, manifest)


def build_search(config: Settings) -> None:
    """Bring everything up to date with corpus, data, dictionary and encoder.

    Raises:
        RulesError: a rule does not stand in its document; nothing is built on it.
    """
    build_words(config)
    corpus, gazetteer = load_corpus(config.corpus_dir), load_gazetteer(config.corpus_dir)
    made, manifest = artefacts(config), Manifest(config.var_dir)
    segmenter = Segmenter(made.dictionary.path, load_synonyms(config.corpus_dir))
    encoder = Encoder(config.model_dir)
    _build_indexes(config, corpus, encoder, segmenter, made, manifest)
    if manifest.outdated(made.answerability):
        _build_answerability(config, corpus, gazetteer, made, manifest)


def _build_answerability(
    config: Settings,
    corpus: Corpus,
    gazetteer: Gazetteer,
    made: Artefacts,
    manifest: Manifest,
) -> None:
    indexes = {
        document.region: read_index(made.indexes[document.folder].path)
        for document in corpus.documents.values()
    }
    labelled = load_messages(ROOT / "data" / "messages", corpus)
    said, outside = said_without_places(labelled, gazetteer), _outside(gazetteer)
    if manifest.outdated(made.messages):
        with manifest.making(made.messages):
            with keeping(config, "messages") as encode:
                vectors, idle = encoded(said, encode), encoded(outside, encode)
            np.savez(made.messages.path, vectors=vectors, idle=idle)
    with np.load(made.messages.path) as stored:
        vectors, idle = stored["vectors"], stored["idle"]
    held = [place for place, one in enumerate(labelled) if one.region in indexes]
    messages = [labelled[place] for place in held]
    texts = Texts([said[place] for place in held], vectors[held])
    asked = {
        document.region: Texts(
            list(chain.from_iterable(load_asked(config.corpus_dir, document).values())),
            indexes[document.region].questions,
        )
        for document in corpus.documents.values()
    }
    answered_by = {region: _may_answer(config, corpus, region) for region in indexes}
    with manifest.making(made.answerability):
        learnt = learn_answerability(
            messages, texts, asked, Texts(outside, idle), indexes, answered_by
        )
        write_answerability(made.answerability.path, learnt)
    print(f"answerability: {len(messages)} messages", flush=True)


def _may_answer(config: Settings, corpus: Corpus, region: str) -> set[str]:
    """The topics and subjects of which another document's silence tells nothing of a region's."""
    facts = load_facts(config.corpus_dir)
    books = [
        load_rulebook(config.corpus_dir / document.folder, facts)
        for document in corpus.by_region(region)
    ]
    return may_answer(books, load_topics(config.corpus_dir), load_subjects(config.corpus_dir))


def _build_dictionary(
    config: Settings, corpus: Corpus, made: Artefacts, manifest: Manifest
) -> None:
    subjects = load_subjects(config.corpus_dir)
    terms = [t for s in subjects.values() for t in (*s.terms, *s.lay)]
    for lay, official in load_synonyms(config.corpus_dir).items():
        terms += [lay, *official]
    words = dictionary_words(corpus, terms)
    with manifest.making(made.dictionary):
        write_dictionary(made.dictionary.path, words)
    print(f"dictionary: {len(words)} words", flush=True)


def _build_spelling(
    segmenter: Segmenter, gazetteer: Gazetteer, made: Artefacts, manifest: Manifest
) -> None:
    lines = made.dictionary.path.read_text("utf-8").splitlines()
    words = [line.rsplit(" ", 2)[0] for line in lines]
    # As often as people say them; in openings words stand as they were mistyped.
    nlu = ROOT / "data" / "nlu"
    spelled = (one for name in _SPELLED for one in training_messages(nlu / name, "", every=True))
    spoken = [word for message in spelled for word in segmenter.cut(message)]
    names = [n for place in gazetteer.regions for n in (place.name, place.name[:-1])]
    pinyin, spelling = made.spelling.outputs
    with manifest.making(made.spelling):
        write_pinyin(pinyin, [*names * policy().learning.names_said, *words, *spoken])
        write_spelling(spelling, words, (word for word in spoken if word not in names))


def _build_indexes(
    config: Settings,
    corpus: Corpus,
    encoder: Encoder,
    segmenter: Segmenter,
    made: Artefacts,
    manifest: Manifest,
) -> None:
    subjects = load_subjects(config.corpus_dir)
    for document in corpus.documents.values():
        artefact = made.indexes[document.folder]
        if not manifest.outdated(artefact):
            continue
        asked = load_asked(config.corpus_dir, document)
        quotes = quoted_clauses(corpus, document.folder, config.corpus_dir)
        lines = load_plain(config.corpus_dir / document.folder)
        with manifest.making(artefact):
            write_index(document, encoder, segmenter, artefact.path, asked, subjects, quotes, lines)
        count = len(read_index(artefact.path).clauses)
        print(f"index: {document.folder}, {count} clauses", flush=True)


def _outside(gazetteer: Gazetteer) -> list[str]:
    """The point of each training message that is not ours, as questions are searched for."""
    messages = training_messages(ROOT / "data" / "nlu", "out_of_scope", every=True)
    return list(dict.fromkeys(essence(message, gazetteer, "") for message in messages))
