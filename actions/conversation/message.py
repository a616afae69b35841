"""A resident's message as NLU understood it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_SUBJECT = "ask_"


@dataclass(frozen=True)
class Message:
    """What was said.

    Attributes:
        text: normalised and masked by intake.
        intent: NLU's best intent, or None.
        confidence: its confidence, 0 to 1.
        ranking: confidence of the likeliest intents.
    """

    text: str
    intent: str | None = None
    confidence: float = 0.0
    ranking: Mapping[str, float] = field(default_factory=dict)

    @property
    def subjects(self) -> dict[str, float]:
        """What the message may be about: subject id -> confidence."""
        return {
            name.removeprefix(_SUBJECT): confidence
            for name, confidence in self.ranking.items()
            if name.startswith(_SUBJECT)
        }

    def is_act(self, name: str, at_least: float = 0.4) -> bool:
        """Whether the message is this dialogue act with some confidence."""
        return self.intent == name and self.confidence >= at_least
