"""What needs no document: danger, unlawful wishes, abuse, greeting, a person wanted."""

from __future__ import annotations

from actions.conversation.deciding.judging import with_pending
from actions.conversation.decision import Decision
from actions.conversation.situation import Situation

_NOTHING_TO_READ: dict[str, str] = {
    "nothing_said": "misheard.empty",
    "too_long": "misheard.too_long",
}
_SMALL_TALK: dict[str, str] = {
    "menu": "menu.text",
    "greet": "smalltalk.greet",
    "goodbye": "smalltalk.goodbye",
    "thank": "smalltalk.thank",
    "smalltalk": "smalltalk.who",
}


def danger(situation: Situation) -> Decision | None:
    """Answer what must not be treated as a question of policy."""
    act = situation.reading.act
    if act in ("crisis", "unlawful"):
        return Decision("refuse", f"{act} comes before all else", situation, saying=act)
    name = _NOTHING_TO_READ.get(situation.reading.message.intent or "")
    return Decision("say", "there is nothing to read", situation, saying=name) if name else None


def calm(situation: Situation) -> Decision | None:
    """Stay calm where the message abuses."""
    if situation.reading.act != "abuse":
        return None
    return Decision("say", "the message abuses", situation, saying="smalltalk.abuse")


def small_talk(situation: Situation) -> Decision | None:
    """Answer a message that only greets, thanks, asks for the menu or for a person."""
    act = situation.reading.act
    if situation.reading.stated.facts:
        return None
    if act == "hand_over":
        return Decision("hand_over", "a person is wanted", situation)
    name = _SMALL_TALK.get(act or "")
    if name is None:
        return None
    decision = Decision("say", f"it only says {act}", situation, saying=name)
    return decision if act in ("menu", "greet") else with_pending(decision)
