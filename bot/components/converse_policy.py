"""Dialogue policy: whatever is said, the conversation answers it, once."""

from __future__ import annotations

from typing import Any

from rasa.core.constants import POLICY_PRIORITY
from rasa.core.policies.policy import Policy, PolicyPrediction, confidence_scores_for
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from luohu.names import CONVERSE


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class ConversePolicy(Policy):
    """Has a message answered by ``action_converse``, then waits for the next.

    Which turn a message gets depends on what is remembered, and on the places and facts in it: the
    conversation decides that. Rasa's rule policy would compare all that was said so far with a
    rule, twice a turn, to come to the same.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default settings: there is no other policy to be weighed against."""
        return {POLICY_PRIORITY: 1}

    def train(
        self,
        training_trackers: list[DialogueStateTracker],
        domain: Domain,
        **_others: Any,  # noqa: ANN401
    ) -> Resource:
        """Learn nothing."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        **_others: Any,  # noqa: ANN401
    ) -> PolicyPrediction:
        """The answer to what was said, or waiting where it is answered."""
        waits = tracker.latest_action_name != ACTION_LISTEN_NAME
        action = ACTION_LISTEN_NAME if waits else CONVERSE
        return self._prediction(confidence_scores_for(action, 1.0, domain))
