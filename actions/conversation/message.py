"""A resident's message as NLU understood it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from luohu.names import SUBJECT_INTENT
from luohu.policy import policy


@dataclass(frozen=True)
class Message:
    """What was said.

    Attributes:
        text: normalised and masked by intake.
        intent: NLU's best intent, or None.
        confidence: its confidence, 0 to 1.
        ranking: confidence of the likeliest intents.
        told: whether its subject follows from what it tells, not from how likely it sounds.
    """

    text: str
    intent: str | None = None
    confidence: float = 0.0
    ranking: Mapping[str, float] = field(default_factory=dict)
    told: bool = False

    @property
    def subjects(self) -> dict[str, float]:
        """What the message may be about: subject id -> confidence."""
        return {
            name.removeprefix(SUBJECT_INTENT): confidence
            for name, confidence in self.ranking.items()
            if name.startswith(SUBJECT_INTENT)
        }

    def beside(self, told: Mapping[str, float]) -> Message:
        """The message with its subjects as likely as NLU and messages like it say together.

        What both hear is likely; what one of them does not hear is not ruled out by that.

        Args:
            told: subject -> share of the messages like it.
        """
        weights, heard = policy().weights, self.subjects
        both = {
            name: (heard.get(name, 0.0) + weights.unheard)
            * (told.get(name, 0.0) + weights.unheard) ** weights.like_it
            for name in {*heard, *told}
        }
        # Messages like it are all about subjects; NLU may have heard something else.
        share = (sum(heard.values()) + 1) / 2 / (sum(both.values()) or 1)
        mixed = {f"{SUBJECT_INTENT}{name}": value * share for name, value in both.items()}
        return replace(self, ranking={**self.ranking, **mixed})

    def about(self, subject: str) -> Message:
        """The message with its likeliest subject's likelihood given to another one."""
        heard = self.subjects
        best = max(heard, key=lambda name: heard[name], default=subject)
        likely = max(heard.get(best, 0.0), policy().subjects.told)
        swapped = {SUBJECT_INTENT + best: heard.get(subject, 0.0), SUBJECT_INTENT + subject: likely}
        return replace(self, ranking={**self.ranking, **swapped}, told=True)
