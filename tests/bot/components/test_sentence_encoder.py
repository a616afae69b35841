"""The classifier sees sentences apart from one another, and never through a foreign encoder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.sentence_encoder import SentenceEncoder, StaleModelError
from luohu.encoder import Encoder
from luohu.settings import settings

SAID = ["租房能落户吗", "房本下来了怎么迁户口", "社保交了三年", "谢谢你", "找个人工", "孩子上学"]
CONFIG = {**SentenceEncoder.get_default_config(), "alias": "SentenceEncoder"}
CONTEXT = ExecutionContext(GraphSchema({}), node_name="encoder")
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
    trained: SentenceEncoder, storage: ModelStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Encoder(settings().model_dir)
    monkeypatch.setattr(other, "_card", replace(other._card, fingerprint="another"))
    monkeypatch.setattr("bot.components.sentence_encoder.encoder", lambda: other)
    with pytest.raises(StaleModelError, match="make build"):
        SentenceEncoder.load(CONFIG, storage, RESOURCE, CONTEXT)


@pytest.mark.parametrize("scale", [0, -1, 0.0])
def test_a_scale_that_would_erase_the_vectors_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        SentenceEncoder.validate_config({**CONFIG, "scale": scale})


def test_it_reads_the_encoder_that_is_built(trained: SentenceEncoder) -> None:
    assert trained._encoder.fingerprint == Encoder(settings().model_dir).fingerprint
