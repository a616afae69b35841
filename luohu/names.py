"""Names that both servers and the training data share; those of acts stand in ``acts.py``."""

from __future__ import annotations

SESSION_SLOT = "session"
"""The slot that holds what is remembered, as ``contract/session.schema.json`` describes it."""

CONVERSE = "action_converse"
"""The action that answers every message."""

SUBJECT_INTENT = "ask_"
"""What the intents of subjects begin with; the subject's id follows."""
