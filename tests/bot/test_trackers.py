"""A conversation is copied without being replayed, to the same state."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    FollowupAction,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.utils.common import all_subclasses

from bot.trackers import _resolve_by_type, copied, event_class
from luohu.names import SESSION_SLOT

SLOT = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
DOMAIN = Domain.from_dict({"actions": ["action_converse"], "slots": {SESSION_SLOT: SLOT}})
TURN = [
    UserUttered("我在威海", {"name": "inform"}),
    ActionExecuted("action_converse"),
    BotUttered("好的。"),
    SlotSet(SESSION_SLOT, {"region": "371000"}),
    ActionExecuted("action_listen"),
]


@pytest.fixture
def tracker() -> DialogueStateTracker:
    begun = [ActionExecuted("action_session_start"), SessionStarted()]
    told = DialogueStateTracker.from_events("me", [], DOMAIN.slots)
    told.model_id = "this model"
    told.update_with_events([*begun, *TURN, UserUttered("租房"), FollowupAction("x")], DOMAIN)
    return told


def state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that somebody can ask of a tracker."""
    return {
        **tracker.current_state(EventVerbosity.ALL),
        "bot": tracker.latest_bot_utterance,
        "past": tracker.past_states(DOMAIN),
    }


def test_a_copy_is_in_the_state_that_replaying_leads_to(tracker: DialogueStateTracker) -> None:
    assert state(copied(tracker)) == state(tracker.travel_back_in_time(float("inf")))


def test_what_happens_to_a_copy_leaves_the_conversation_alone(
    tracker: DialogueStateTracker,
) -> None:
    before = state(tracker)
    other = copied(tracker)
    other.update_with_events([UserUttered("不租了"), SlotSet(SESSION_SLOT, None)], DOMAIN)
    assert state(tracker) == before
    assert other.get_slot(SESSION_SLOT) is None


def test_events_are_of_the_classes_that_rasa_finds() -> None:
    names = {one.type_name for one in all_subclasses(Event) if one.type_name}
    assert {name: event_class(name) for name in names} == {n: _resolve_by_type(n) for n in names}


def test_an_event_of_no_known_type_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        event_class("nonsense")
