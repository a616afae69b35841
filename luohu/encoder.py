"""The one sentence encoder: a built folder read by onnxruntime and tokenizers, without torch.

Both processes load the same folder, so a question encoded in the Rasa server and a clause encoded
in the action server lie in one space. ``python -m tools.model`` builds the folder; why it is made
like this stands in ``docs/decisions/0001-one-encoder-as-onnx-int8.md``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

GRAPH_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
CARD_FILE = "encoder.json"

_MEND = "run `make build` to build it"


class EncoderError(RuntimeError):
    """The encoder folder cannot be used; the message says what is missing and the mend."""


@dataclass(frozen=True)
class EncoderCard:
    """What ``encoder.json`` says of the folder it lies in.

    Attributes:
        source: where the model came from, for people to read.
        dimensions: length of a vector.
        max_tokens: tokens after which a text is cut off.
        query_prompt: what the model wants before a question, often nothing.
        passage_prompt: what the model wants before a passage, often nothing.
    """

    source: str
    dimensions: int
    max_tokens: int
    query_prompt: str
    passage_prompt: str


def read_card(folder: Path) -> EncoderCard:
    """Read what the encoder in ``folder`` is, without loading it.

    Raises:
        EncoderError: a file of the folder is missing, or the card cannot be read.
    """
    names = (CARD_FILE, GRAPH_FILE, TOKENIZER_FILE)
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise EncoderError(f"no encoder in {folder}: {', '.join(missing)} missing; {_MEND}")
    try:
        card = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
        return EncoderCard(**{field.name: card[field.name] for field in fields(EncoderCard)})
    except (ValueError, TypeError, KeyError) as error:
        raise EncoderError(f"{folder / CARD_FILE} cannot be read ({error!r}); {_MEND}") from error


class Encoder:
    """Sentences to unit vectors, on the calling thread; threads may share one encoder."""

    def __init__(self, folder: Path, cache_size: int = 4096) -> None:
        """Load the encoder in ``folder`` and keep the vectors of the last ``cache_size`` questions.

        Raises:
            EncoderError: the folder is incomplete or one of its files cannot be read.
        """
        self._card = read_card(folder)
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self._session = onnxruntime.InferenceSession(
                str(folder / GRAPH_FILE), _single_threaded(), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise types of their own, or plain Exception
            raise EncoderError(
                f"the encoder in {folder} does not load ({error}); {_MEND}"
            ) from error
        self._query_vector = lru_cache(maxsize=cache_size)(self._new_query_vector)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._card.dimensions

    @property
    def query_prompt(self) -> str:
        """What is put before a question."""
        return self._card.query_prompt

    @property
    def passage_prompt(self) -> str:
        """What is put before a passage."""
        return self._card.passage_prompt

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question, shape (dimensions,); read-only, as the cache shares it."""
        return self._query_vector(text)

    def encode_passages(self, texts: list[str]) -> Vectors:
        """The unit vectors of passages, shape (len(texts), dimensions), in the order given.

        Texts go through the network one by one: on one thread a batch is no faster, takes more
        memory, and shares its activations' scale, so that a passage's vector would depend on its
        neighbours.
        """
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._vector(self._card.passage_prompt + text)
        return vectors

    def _new_query_vector(self, text: str) -> Vectors:
        vector = self._vector(self._card.query_prompt + text)
        vector.setflags(write=False)
        return vector

    def _vector(self, text: str) -> Vectors:
        # A lone surrogate is no text and cannot be handed to the tokenizer.
        tokens = self._tokenizer.encode(text.encode("utf-8", "ignore").decode("utf-8"))
        inputs = {
            "input_ids": np.array([tokens.ids], dtype=np.int64),
            "attention_mask": np.array([tokens.attention_mask], dtype=np.int64),
        }
        vector: Vectors = self._session.run(None, inputs)[0][0]
        return vector


def _single_threaded() -> onnxruntime.SessionOptions:
    """One thread that never spins: beside a busy core, a second one made a query ten times slower.

    The memory arena stays on: with one text a run it never holds more than the longest text needs,
    and without it the heap's fragments cost more.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors only: warnings here concern graph transformations
    return options
