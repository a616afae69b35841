"""Trackers of conversations, without doing everything that ever happened again for each turn."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

_resolve_by_type = Event.resolve_by_type


def copied(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker in the same state that goes on by itself.

    Rasa makes one by replaying all events, twice a turn. They change nothing of a tracker but its
    own attributes and the values of its slots.
    """
    other = copy.copy(tracker)
    other.events = copy.copy(tracker.events)
    other.slots = copy.copy(tracker.slots)
    other.slots.update({name: copy.copy(slot) for name, slot in tracker.slots.items()})
    # As Rasa's own copies, it leaves marking new events to the tracker that is kept.
    other.model_id = other.assistant_id = None
    return other


@lru_cache(maxsize=256)
def event_class(name: str, default: type[Event] | None = None) -> Any:  # noqa: ANN401 - Rasa's own
    """The class of events of a type, looked for once; Rasa goes through all classes each time.

    Raises:
        ValueError: there is none.
    """
    return _resolve_by_type(name, default)
