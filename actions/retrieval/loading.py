"""What was built for search, loaded if it belongs to the present corpus and encoder."""

from __future__ import annotations

from actions.corpus import Corpus
from actions.retrieval.answerability import read_answerability
from actions.retrieval.search import Retriever
from actions.retrieval.shelf import Shelf
from actions.retrieval.subjects import load_synonyms
from actions.retrieval.words import Segmenter
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import Manifest
from luohu.settings import Settings


def load_retriever(config: Settings, corpus: Corpus, encoder: Encoder) -> Retriever:
    """Load the built search, refusing one that belongs to something else.

    Raises:
        StaleError: a part is missing or older than what it was built from.
    """
    made = artefacts(config)
    Manifest(config.var_dir).require(made.of_search)
    indexes = Shelf({folder: made.indexes[folder].path for folder in corpus.documents})
    segmenter = Segmenter(made.dictionary.path, load_synonyms(config.corpus_dir))
    learnt = read_answerability(made.answerability.path)
    return Retriever(corpus, indexes, encoder, segmenter, learnt)
