"""What comes before any question of policy: danger to life, and unlawful wishes."""

from __future__ import annotations

from actions.conversation.decision import Decision
from actions.conversation.speaking import menu_options
from actions.turns.model import Part, Turn


def perform(decision: Decision) -> Turn:
    """Name who helps at once, or the lawful ways."""
    situation = decision.situation
    said = Part("conclusion", situation.say(f"refusal.{decision.saying}"))
    if situation.reading.danger:
        return Turn("refusal", (said, Part("offer", situation.say("refusal.later"))))
    return Turn("refusal", (said,), options=menu_options(situation))
