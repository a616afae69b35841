"""The classifier sees sentences apart from one another, and never through a foreign encoder."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema, SchemaNode
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.sentence_encoder import SentenceEncoder
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import Manifest, StaleError
from luohu.settings import settings

SAID = ["租房能落户吗", "房本下来了怎么迁户口", "社保交了三年", "谢谢你", "找个人工", "孩子上学"]
CONFIG = {**SentenceEncoder.get_default_config(), "alias": "SentenceEncoder"}
TRAINING = GraphSchema(
    {"train": SchemaNode({}, SentenceEncoder, "create", "train", CONFIG, is_target=True)}
)
CONTEXT = ExecutionContext(TRAINING, node_name="encoder")
SERVING = ExecutionContext(GraphSchema({}), node_name="encoder")
RESOURCE = Resource("encoder")


@pytest.fixture(autouse=True, scope="module")
def built(encoder: Encoder) -> None:
    """Ends these tests with a clear word where the encoder is not built."""


@pytest.fixture
def storage(tmp_path: Path) -> ModelStorage:
    """An empty storage of a model."""
    return LocalModelStorage.create(tmp_path)


@pytest.fixture
def trained(storage: ModelStorage) -> SentenceEncoder:
    """The component, trained on a few messages."""
    component = SentenceEncoder.create(CONFIG, storage, RESOURCE, CONTEXT)
    component.train(TrainingData([Message({TEXT: said, INTENT: "inform"}) for said in SAID]))
    return component


def features(component: SentenceEncoder, text: str) -> npt.NDArray[np.float32]:
    message = Message({TEXT: text})
    component.process([message])
    sequence, sentence = message.get_dense_features(TEXT)
    assert sequence is None
    assert sentence is not None
    return np.asarray(sentence.features)


def test_each_message_gets_one_vector(trained: SentenceEncoder, encoder: Encoder) -> None:
    assert features(trained, "我在威海租房").shape == (1, encoder.dimensions)


def test_vectors_have_the_length_that_the_settings_say(trained: SentenceEncoder) -> None:
    for said in (*SAID, "一句没训练过的话"):
        assert np.linalg.norm(features(trained, said)) == pytest.approx(CONFIG["scale"], rel=1e-4)


def test_what_all_messages_share_is_taken_out(trained: SentenceEncoder, encoder: Encoder) -> None:
    pairs = [(a, b) for a in SAID for b in SAID if a < b]
    raw = [float(encoder.encode_query(a) @ encoder.encode_query(b)) for a, b in pairs]
    seen = [
        float(features(trained, a)[0] @ features(trained, b)[0]) / CONFIG["scale"] ** 2
        for a, b in pairs
    ]
    assert np.mean(raw) > 0.6
    assert np.mean(seen) < 0.1


def test_a_sentence_is_still_nearest_to_one_of_its_own_meaning(trained: SentenceEncoder) -> None:
    asked = features(trained, "租的房子可不可以上户口")[0]
    nearest = max(SAID, key=lambda said: float(features(trained, said)[0] @ asked))
    assert nearest == SAID[0]


def test_a_message_without_text_is_left_alone(trained: SentenceEncoder) -> None:
    message = Message({TEXT: ""})
    trained.process([message])
    assert message.get_dense_features(TEXT) == (None, None)


def test_a_trained_model_gives_the_same_vectors_after_a_restart(
    trained: SentenceEncoder, storage: ModelStorage
) -> None:
    again = SentenceEncoder.load(CONFIG, storage, RESOURCE, CONTEXT)
    for said in (*SAID, "没见过的话"):
        assert np.array_equal(features(again, said), features(trained, said))


def test_a_model_of_another_encoder_is_refused_with_the_mend(
    trained: SentenceEncoder,
    storage: ModelStorage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = replace(settings(), var_dir=tmp_path / "var")
    made, manifest = artefacts(own), Manifest(own.var_dir)
    shutil.copytree(settings().model_dir, own.model_dir)
    for path in (*made.spelling.outputs, made.nlu.path):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    for artefact in made.of_bot:
        with manifest.making(artefact):
            pass
    monkeypatch.setattr("bot.components.sentence_encoder.settings", lambda: own)
    SentenceEncoder.load(CONFIG, storage, RESOURCE, SERVING)
    (own.model_dir / "encoder.json").write_text("{}")
    with manifest.making(made.encoder):
        pass
    with pytest.raises(StaleError, match="built with another sentence encoder; run: make build"):
        SentenceEncoder.load(CONFIG, storage, RESOURCE, SERVING)


@pytest.mark.parametrize("scale", [0, -1, 0.0])
def test_a_scale_that_would_erase_the_vectors_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        SentenceEncoder.validate_config({**CONFIG, "scale": scale})


def test_it_reads_the_encoder_that_is_built(trained: SentenceEncoder) -> None:
    said = Encoder(settings().model_dir).encode_query(SAID[0])
    assert np.array_equal(trained._encoder.encode_query(SAID[0]), said)
