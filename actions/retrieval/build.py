"""``python -m actions.retrieval.build``: build what search needs, anew only where it changed."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from actions.corpus import Corpus, Document, load_corpus
from actions.eligibility.loader import RulesError, quoted_clauses
from actions.eligibility.rules_check import check_rules
from actions.retrieval.asked import load_asked
from actions.retrieval.index import (
    DocumentIndex,
    IndexStaleError,
    Scores,
    build_index,
    read_index,
    write_subjects,
)
from actions.retrieval.messages import training_messages
from actions.retrieval.scope import learn_scope, read_scope, write_scope
from actions.retrieval.search import Retriever
from actions.retrieval.subjects import Subject, load_subjects, load_synonyms
from actions.retrieval.words import Segmenter, dictionary_words, write_dictionary
from luohu.clock import today
from luohu.encoder import Encoder
from luohu.essence import essence
from luohu.latin import PINYIN_FILE, write_pinyin
from luohu.places import Gazetteer, load_gazetteer
from luohu.settings import ROOT, Settings, settings
from luohu.spelling import WORDS_FILE, write_spelling

_SHARED = ("subjects.yml", "words.yml")
_FIRST_QUOTE, _FURTHER_QUOTE = 1.0, 0.7
_OFTEN = 50


def build(config: Settings) -> None:
    """Bring the index up to date with corpus, data and model.

    Raises:
        RulesError: a rule does not stand in its document; nothing is built on it.
    """
    problems = check_rules(config.corpus_dir, today())
    if problems:
        raise RulesError("\n".join(problems))
    corpus = load_corpus(config.corpus_dir)
    encoder = Encoder(config.model_dir)
    subjects = load_subjects(config.corpus_dir)
    synonyms = load_synonyms(config.corpus_dir)
    terms = [t for s in subjects.values() for t in (*s.terms, *s.lay)]
    terms += [word for lay, official in synonyms.items() for word in (lay, *official)]
    words = dictionary_words(corpus, terms)
    dictionary = dictionary_path(config)
    if not dictionary.exists() or len(words) != len(dictionary.read_text("utf-8").splitlines()):
        print(f"dictionary: {len(words)} words", flush=True)
    write_dictionary(dictionary, words)
    segmenter = Segmenter(dictionary, synonyms)
    gazetteer = load_gazetteer(config.corpus_dir)
    spoken = _spoken_words(segmenter)
    names = [n for place in gazetteer.regions for n in (place.name, place.name[:-1])]
    write_pinyin(config.var_dir / PINYIN_FILE, [*names * _OFTEN, *words, *spoken])
    write_spelling(config.var_dir / WORDS_FILE, words, (w for w in spoken if w not in names))
    changed = False
    for document in corpus.documents.values():
        stamp = _stamp(config, document, encoder.fingerprint)
        folder = config.index_dir / document.folder
        if _read_stamp(folder) == stamp:
            continue
        fresh = folder.with_name(folder.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        build_index(document, encoder, segmenter, fresh, load_asked(config.corpus_dir, document))
        write_subjects(fresh, {})
        index = read_index(fresh)
        quotes = quoted_clauses(corpus, document.folder, config.corpus_dir)
        write_subjects(fresh, _subject_scores(index, encoder, segmenter, subjects, quotes))
        (fresh / "stamp.json").write_text(json.dumps(stamp), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        changed = True
        print(f"index: {document.folder}, {len(index.clauses)} clauses", flush=True)
    outside = _outside(gazetteer)
    learnt_from = {"outside": hashlib.sha256("\n".join(outside).encode()).hexdigest()}
    if changed or _read_stamp(config.index_dir) != learnt_from:
        known = [
            (read_index(config.index_dir / d.folder), load_asked(config.corpus_dir, d))
            for d in corpus.documents.values()
        ]
        write_scope(scope_path(config), learn_scope(known, outside, encoder))
        (config.index_dir / "stamp.json").write_text(json.dumps(learnt_from), "utf-8")
        print(f"scope: {len(outside)} messages that are not ours", flush=True)


def load_retriever(config: Settings, corpus: Corpus, encoder: Encoder) -> Retriever:
    """Load the built index, refusing one that belongs to something else.

    Raises:
        IndexStaleError: the index is missing or older than what it was built from.
    """
    indexes = {}
    for document in corpus.documents.values():
        folder = config.index_dir / document.folder
        if _read_stamp(folder) != _stamp(config, document, encoder.fingerprint):
            raise IndexStaleError(
                f"the index of {document.folder} is missing or older than the corpus, the model "
                "or subjects.yml, words.yml; run: make build"
            )
        indexes[document.folder] = read_index(folder)
    try:
        segmenter = Segmenter(dictionary_path(config), load_synonyms(config.corpus_dir))
        scope = read_scope(scope_path(config))
    except (OSError, ValueError, KeyError) as error:
        raise IndexStaleError(f"the index is incomplete ({error}); run: make build") from error
    return Retriever(corpus, indexes, encoder, segmenter, scope)


def _spoken_words(segmenter: Segmenter) -> list[str]:
    """The words of what people say, as often as they say them."""
    messages = training_messages(ROOT / "data" / "nlu", "", every=True)
    return [word for message in messages for word in segmenter.cut(message)]


def _subject_scores(
    index: DocumentIndex,
    encoder: Encoder,
    segmenter: Segmenter,
    subjects: Mapping[str, Subject],
    quotes: Mapping[str, list[str]],
) -> dict[str, Scores]:
    """How well each clause treats each subject.

    For a pathway the rules name the clauses; for another subject, likeness to its terms does.
    """
    scores: dict[str, Scores] = {}
    for subject in subjects.values():
        if subject.id in quotes:
            scores[subject.id] = _named(index, quotes[subject.id])
            continue
        text = "，".join((subject.title, *subject.terms))
        dense, _nearest = index.dense(encoder.encode_query(text))
        lexical = index.lexical(segmenter.tokens(text))
        spread = (dense - dense.min()) / max(float(np.ptp(dense)), 1e-6)
        share = lexical / max(float(lexical.max()), 1e-6)
        scores[subject.id] = ((spread + share) / 2) ** 2
    return scores


def _named(index: DocumentIndex, clause_ids: list[str]) -> Scores:
    scores = np.zeros(len(index.clauses), dtype=np.float32)
    for rank, clause_id in enumerate(clause_ids):
        if clause_id in index.clauses:
            position = index.clauses.index(clause_id)
            scores[position] = max(scores[position], _FURTHER_QUOTE if rank else _FIRST_QUOTE)
    return scores


def _outside(gazetteer: Gazetteer) -> list[str]:
    """The point of each training message that is not ours, as questions are searched for."""
    messages = training_messages(ROOT / "data" / "nlu", "out_of_scope", every=True)
    return list(dict.fromkeys(essence(message, gazetteer, "") for message in messages))


def scope_path(config: Settings) -> Path:
    """What tells the documents' questions from others."""
    return config.index_dir / "scope.npz"


def dictionary_path(config: Settings) -> Path:
    """The domain dictionary for jieba."""
    return config.var_dir / "dictionary" / "luohu.txt"


def _stamp(config: Settings, document: Document, model: str) -> dict[str, str]:
    digest = hashlib.sha256(document.received.encode())
    inputs = [config.corpus_dir / name for name in _SHARED]
    inputs += sorted((config.corpus_dir / document.folder).glob("*.yml"))
    inputs += sorted((ROOT / "actions" / "corpus").glob("*.py"))
    inputs += sorted((ROOT / "actions" / "retrieval").glob("*.py"))
    for path in inputs:
        digest.update(path.name.encode() + path.read_bytes())
    return {"inputs": digest.hexdigest(), "model": model}


def _read_stamp(folder: Path) -> dict[str, str] | None:
    try:
        return dict(json.loads((folder / "stamp.json").read_text("utf-8")))
    except (OSError, ValueError):
        return None


if __name__ == "__main__":
    try:
        build(settings())
    except (ValueError, RuntimeError) as error:
        sys.exit(f"index not built: {error}")
