"""NLU featurizer: the project's sentence encoder as dense features of a message."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoding import encoder
from bot.essence import essence_of
from luohu.artefacts import artefacts
from luohu.manifest import Manifest
from luohu.settings import settings

Vector = npt.NDArray[np.float32]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Gives each message its sentence vector, centred and scaled.

    Vectors of multilingual-e5 share a large common part: without the training mean subtracted
    and the rest scaled up a linear classifier hardly sees them.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must come before it."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default settings: ``scale`` multiplies the centred unit vector."""
        return {**DenseFeaturizer.get_default_config(), "scale": 10.0}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse a scale that would erase the vectors."""
        if config["scale"] <= 0:
            raise ValueError(f"scale must be positive, not {config['scale']}")

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        storage: ModelStorage,
        resource: Resource,
        mean: Vector | None = None,
    ) -> None:
        super().__init__(name, config)
        self._storage = storage
        self._resource = resource
        self._encoder = encoder()
        self._mean = np.zeros(self._encoder.dimensions, np.float32) if mean is None else mean

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """A new component, to be trained."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: object,
    ) -> SentenceEncoder:
        """The trained component.

        Raises:
            StaleError: the model or the encoder is not built, or was built with another one.
        """
        # Training loads the component, too, before there is a model.
        nodes = execution_context.graph_schema.nodes.values()
        if not any(node.fn == "train" for node in nodes):
            Manifest(settings().var_dir).require(artefacts(settings()).of_bot)
        with model_storage.read_from(resource) as folder:
            mean = np.load(folder / "mean.npy")
        return cls(config, execution_context.node_name, model_storage, resource, mean)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the mean vector of the training messages."""
        messages = (m.get(TEXT) for m in training_data.nlu_examples)
        texts = sorted({essence_of(text) for text in messages if text})
        self._mean = np.stack([self._encoder.encode_query(text) for text in texts]).mean(axis=0)
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / "mean.npy", self._mean)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to all training messages."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to messages that have a text."""
        for message in messages:
            if message.get(TEXT):
                self._add(message)
        return messages

    def _add(self, message: Message) -> None:
        vector = self._encoder.encode_query(essence_of(message.get(TEXT))) - self._mean
        length = float(np.linalg.norm(vector))
        scaled = vector / length * self._config["scale"] if length else vector
        message.add_features(
            Features(scaled[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._config["alias"])
        )
