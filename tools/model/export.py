"""Turns any sentence-transformers model into the folder that ``luohu.encoder`` loads."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from luohu.encoder import CARD_FILE, GRAPH_FILE, TOKENIZER_FILE, Encoder, EncoderCard
from tools.errors import UserError
from tools.model.onnx_graph import write_float_graph, write_int8_graph

LONGEST_TEXT = 512
"""Tokens beyond which no model's text goes: attention's cost grows with their square."""

LEAST_INT8_AGREEMENT = 0.98
LEAST_FLOAT_AGREEMENT = 0.999
"""Lowest cosine between the model's own vectors and the exported ones, over all probes."""

PROBES = Path(__file__).with_name("probes.txt")

_CHOOSE = "Choose a sentence-transformers model of a text transformer with pooling after it."

_PASSAGE_PROMPTS = ("document", "passage", "corpus")
"""The names that ``SentenceTransformer.encode_document`` looks for, in its order."""


def export_encoder(
    pipeline: SentenceTransformer, folder: Path, source: str, say: Callable[[str], None]
) -> EncoderCard:
    """Write ``pipeline`` into an existing folder as an encoder of 8 bits.

    Where 8 bits would change the vectors too much, the encoder keeps 32.

    Args:
        pipeline: any model of a transformer and what follows it.
        folder: gets ``model.onnx``, ``tokenizer.json`` and ``encoder.json``.
        source: name of the model, for the card.
        say: takes progress lines.

    Raises:
        UserError: the model has no fast tokenizer, or the exported encoder's vectors are not its.
    """
    max_tokens = min(pipeline.max_seq_length or LONGEST_TEXT, LONGEST_TEXT)
    pipeline.max_seq_length = max_tokens
    _tokenizer(pipeline, max_tokens).save(str(folder / TOKENIZER_FILE), pretty=False)
    graph, float_graph = folder / GRAPH_FILE, folder / "float.onnx"
    say("writing the network as an ONNX graph")
    write_float_graph(pipeline, float_graph)
    say("reducing it to 8 bits")
    write_int8_graph(float_graph, graph)
    card = _write_card(pipeline, folder, source, max_tokens)
    agreement = _agreement(pipeline, folder)
    say(f"8-bit vectors agree with the model's own: cosine {agreement:.4f} or more")
    if not agreement >= LEAST_INT8_AGREEMENT:  # nor when it is no number
        say("8 bits lose too much of this model; keeping 32")
        float_graph.replace(graph)
        card = _write_card(pipeline, folder, source, max_tokens)
        _require_agreement(_agreement(pipeline, folder))
    float_graph.unlink(missing_ok=True)
    return card


def _tokenizer(pipeline: SentenceTransformer, max_tokens: int) -> Tokenizer:
    backend = getattr(pipeline.tokenizer, "backend_tokenizer", None)
    if not isinstance(backend, Tokenizer):
        raise UserError(
            "This model cannot be used.",
            "It has no fast tokenizer, the kind that can be saved as tokenizer.json.",
            _CHOOSE,
        )
    tokenizer = Tokenizer.from_str(backend.to_str())
    tokenizer.enable_truncation(max_tokens)
    tokenizer.no_padding()  # the encoder runs its texts one by one
    return tokenizer


def _write_card(
    pipeline: SentenceTransformer, folder: Path, source: str, max_tokens: int
) -> EncoderCard:
    prompts = pipeline.prompts
    query = prompts.get("query") or ""
    passage = next((prompts[name] for name in _PASSAGE_PROMPTS if name in prompts), None) or ""
    card = EncoderCard(
        source=source,
        dimensions=int(pipeline.encode_query("1").shape[-1]),
        max_tokens=max_tokens,
        query_prompt=query,
        passage_prompt=passage,
    )
    text = json.dumps(dataclasses.asdict(card), ensure_ascii=False, indent=2)
    (folder / CARD_FILE).write_text(text + "\n", encoding="utf-8")
    return card


def _agreement(pipeline: SentenceTransformer, folder: Path) -> float:
    """Lowest cosine between the pipeline's own vectors and the encoder's, over all probes."""
    probes = PROBES.read_text(encoding="utf-8").splitlines()
    encoder = Encoder(folder)
    passages = pipeline.encode_document(probes, normalize_embeddings=True, batch_size=1)
    questions = pipeline.encode_query(probes, normalize_embeddings=True, batch_size=1)
    cosines = [
        np.sum(passages * encoder.encode_passages(probes), axis=1),
        np.sum(questions * np.stack([encoder.encode_query(p) for p in probes]), axis=1),
    ]
    return float(np.min(cosines))


def _require_agreement(agreement: float) -> None:
    if not agreement >= LEAST_FLOAT_AGREEMENT:
        raise UserError(
            "This model cannot be used.",
            f"Exported, it gives other vectors than before (lowest cosine {agreement:.3f}).",
            _CHOOSE,
        )
