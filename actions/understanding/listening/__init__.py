"""Hearing facts in words that no cue foresees: a classifier for each fact, learnt from sayings.

Why it stands beside the cues of ``facts.yml``: ``docs/decisions/0009-hearing-facts.md``.
"""

from __future__ import annotations

from actions.understanding.listening.listener import Heard, Listener, ListenerStaleError

__all__ = ["Heard", "Listener", "ListenerStaleError"]
