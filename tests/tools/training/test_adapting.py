from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertModel, BertTokenizer

from tools.model.pipeline import load_pipeline
from tools.training.adapting import adapt_folder, learnt_adapter
from tools.training.pair import Pair

LEARNT = [
    Pair("here", str(number), question, passage)
    for number, (question, passage) in enumerate(
        [("租房能落吗", "租赁住房的可以落户"), ("上班能落吗", "就业的可以落户")] * 4
    )
]


def test_training_changes_the_vectors_and_does_so_the_same_way_again(tmp_path: Path) -> None:
    _save_small_model(tmp_path / "origin")
    vectors = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        adapt_folder(tmp_path / "origin", tmp_path / name, LEARNT, print)
        vectors.append(SentenceTransformer(str(tmp_path / name)).encode_query("租房能落吗"))
    before = SentenceTransformer(str(tmp_path / "origin")).encode_query("租房能落吗")
    assert np.abs(vectors[0] - before).max() > 1e-5
    assert np.array_equal(vectors[0], vectors[1])


def test_learning_leaves_the_model_it_starts_from_as_it_is(tmp_path: Path) -> None:
    _save_small_model(tmp_path / "origin")
    model = load_pipeline(tmp_path / "origin")
    before = model.encode_query("租房能落吗")
    adapter = learnt_adapter(model, LEARNT, {"source": "small"}, print)
    assert adapter.about == {"source": "small"}
    assert adapter.changes
    assert np.array_equal(model.encode_query("租房能落吗"), before)


def _save_small_model(folder: Path) -> None:
    torch.manual_seed(1)
    characters = sorted({letter for pair in LEARNT for letter in pair.question + pair.passage})
    folder.mkdir()
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]))
    bert = str(folder / "bert")
    BertTokenizer(vocab_file=str(vocabulary), model_max_length=64).save_pretrained(bert)
    configuration = BertConfig(
        vocab_size=5 + len(characters),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(configuration).save_pretrained(bert)
    model = SentenceTransformer(
        modules=[Transformer(bert), Pooling(32, pooling_mode="mean")],
        prompts={"query": "问", "document": "答"},
    )
    model.save_pretrained(str(folder), create_model_card=False)
