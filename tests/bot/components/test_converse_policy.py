"""Whatever is said, the conversation answers it, once."""

from __future__ import annotations

from typing import cast

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.converse_policy import ConversePolicy
from luohu.names import CONVERSE, SESSION_SLOT

DOMAIN = Domain.from_dict(
    {
        "intents": ["greet", "ask_renting"],
        "actions": [CONVERSE],
        "slots": {SESSION_SLOT: {"type": "any", "mappings": [{"type": "custom"}]}},
    }
)
LISTENS: list[Event] = [
    ActionExecuted("action_session_start"),
    SessionStarted(),
    ActionExecuted("action_listen"),
]
SAID: list[Event] = [*LISTENS, UserUttered("租房能落户吗", {"name": "ask_renting"})]
ANSWERED: list[Event] = [
    *SAID,
    ActionExecuted(CONVERSE),
    BotUttered("能。"),
    SlotSet(SESSION_SLOT, {}),
]
AGAIN: list[Event] = [*ANSWERED, ActionExecuted("action_listen"), UserUttered("那买房呢", None)]


@pytest.mark.parametrize(
    ("events", "action"),
    [(SAID, CONVERSE), (ANSWERED, "action_listen"), (AGAIN, CONVERSE)],
    ids=["something is said", "it is answered", "something more is said"],
)
def test_what_is_said_is_answered_and_then_the_next_is_waited_for(
    events: list[Event], action: str
) -> None:
    policy = ConversePolicy(
        ConversePolicy.get_default_config(),
        cast("ModelStorage", None),
        Resource("policy"),
        ExecutionContext(GraphSchema({})),
    )
    tracker = DialogueStateTracker.from_events("me", events, DOMAIN.slots)
    prediction = policy.predict_action_probabilities(tracker, DOMAIN)
    assert DOMAIN.action_names_or_texts[prediction.max_confidence_index] == action
    assert prediction.max_confidence == 1.0
