"""Search that has learnt nothing of one document, built like the ordinary one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from actions.building.borrowing import Lender
from actions.building.encoding import VECTORS
from actions.building.index import write_index
from actions.building.publication import lent
from actions.building.search import build_search
from actions.corpus import Corpus, Document, load_corpus
from actions.retrieval.answerability import read_answerability
from actions.retrieval.asked import load_asked
from actions.retrieval.index import DocumentIndex, read_index
from actions.retrieval.search import Retriever
from actions.retrieval.subjects import load_synonyms
from actions.retrieval.words import Segmenter
from evaluation.items import EvaluationError
from luohu.artefacts import artefacts, pipeline_dir
from luohu.encoder import Encoder
from luohu.settings import ROOT, Settings
from tools.training.pair import Pair
from tools.training.pairs import make_pairs

Train = Callable[[Sequence[Pair], Path], None]
"""Makes an encoder of pairs in an empty folder."""


def learn_without(left_out: str, config: Settings, train: Train) -> Retriever:
    """A search over every document that has learnt from all but one.

    It is as if the document ``left_out`` had been published a moment ago: nobody has trained,
    listed words, or learnt what is ours with it, and none of its questions is known but those of
    others.

    Raises:
        EvaluationError: there is no other document to learn from.
        UserError, RuntimeError: the encoder or the index cannot be built.
    """
    corpus = load_corpus(config.corpus_dir)
    if not corpus.documents.keys() - {left_out}:
        raise EvaluationError("leaving a document out needs another one to learn from")
    with tempfile.TemporaryDirectory() as scratch:
        others = _others(left_out, config, Path(scratch))
        pairs = pairs_without(left_out, make_pairs(config.corpus_dir, ROOT / "data"))
        train(pairs, others.model_dir)
        build_search(others)
        made = artefacts(others)
        encoder = Encoder(others.model_dir)
        synonyms = load_synonyms(config.corpus_dir)
        segmenter = Segmenter(made.dictionary.path, synonyms)
        known = {
            folder: read_index(others.index_dir / folder)
            for folder in corpus.documents
            if folder != left_out
        }
        new = _new_index(corpus.documents[left_out], encoder, segmenter, others, corpus, known)
        indexes = {folder: known.get(folder, new) for folder in corpus.documents}
        learnt = read_answerability(made.answerability.path)
        return Retriever(corpus, indexes, encoder, segmenter, learnt)


def pairs_without(left_out: str, pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs that are not of the document ``left_out``."""
    return [pair for pair in pairs if pair.document != left_out]


def ordinary_training(config: Settings, say: Callable[[str], None]) -> Train:
    """Training as the ordinary build does it.

    A model that ``LUOHU_MODEL`` names is not trained there, nor is it here.

    Args:
        say: takes progress lines.
    """

    def train(pairs: Sequence[Pair], folder: Path) -> None:
        # Read when the libraries are imported: the model lies here already.
        os.environ["HF_HUB_OFFLINE"] = "1"
        from tools.model.export import export_encoder
        from tools.model.pipeline import load_pipeline
        from tools.model.sources import chosen_source
        from tools.training.adapting import adapt_folder

        source = chosen_source(config.model).name
        origin = pipeline_dir(config)
        if config.model:
            export_encoder(load_pipeline(origin), folder, source, say)
            return
        say(f"training on {len(pairs):,} pairs of question and clause")
        with tempfile.TemporaryDirectory() as adapted:
            adapt_folder(origin, Path(adapted), pairs, say)
            export_encoder(load_pipeline(Path(adapted)), folder, source, say)

    return train


def _others(left_out: str, config: Settings, scratch: Path) -> Settings:
    """Settings of a corpus without one folder, with everything built below ``scratch``."""
    shutil.copytree(
        config.corpus_dir,
        scratch / "corpus",
        ignore=lambda folder, _: [left_out] if Path(folder) == config.corpus_dir else [],
    )
    others = replace(config, corpus_dir=scratch / "corpus", var_dir=scratch / "var")
    others.model_dir.mkdir(parents=True)
    # Of use where the training leaves the encoder as it is; otherwise they are passed over.
    vectors = config.var_dir / VECTORS
    if vectors.exists():
        shutil.copytree(vectors, others.var_dir / VECTORS)
    return others


def _new_index(
    document: Document,
    encoder: Encoder,
    segmenter: Segmenter,
    others: Settings,
    corpus: Corpus,
    known: Mapping[str, DocumentIndex],
) -> DocumentIndex:
    """The index of a document of which nobody has asked anything yet, as publishing writes it."""
    lenders = [
        Lender(
            index,
            list(
                chain.from_iterable(load_asked(others.corpus_dir, corpus.documents[name]).values())
            ),
        )
        for name, index in known.items()
    ]
    ((_document, asked),) = lent([document], others.corpus_dir, encoder, lenders)
    folder = others.index_dir / document.folder
    write_index(document, encoder, segmenter, folder, asked, {}, {})
    return read_index(folder)
