"""What needs no document: danger, unlawful wishes, abuse, greeting, a person wanted."""

from __future__ import annotations

from actions.conversation.deciding.judging import with_pending
from actions.conversation.decision import Decision
from actions.conversation.situation import Situation
from actions.understanding.speech import asks, pattern, polarity

_NOTHING_TO_READ: dict[str, str] = {
    "nothing_said": "misheard.empty",
    "too_long": "misheard.too_long",
}
_SMALL_TALK: dict[str, str] = {
    "acknowledge": "smalltalk.acknowledged",
    "opinion": "smalltalk.opinion",
    "menu": "menu.text",
    "greet": "smalltalk.greet",
    "goodbye": "smalltalk.goodbye",
    "thank": "smalltalk.thank",
    "smalltalk": "smalltalk.who",
}


def danger(situation: Situation) -> Decision | None:
    """Answer what must not be treated as a question of policy."""
    heard = situation.reading.danger
    if heard:
        reason = f"{heard.kind} comes before all else: {heard.said}"
        return Decision("refuse", reason, situation, saying=f"danger.{heard.kind}")
    if situation.reading.act == "unlawful":
        reason = "it wishes for what is unlawful"
        return Decision("refuse", reason, situation, saying="unlawful")
    name = _NOTHING_TO_READ.get(situation.reading.message.intent or "")
    return Decision("say", "there is nothing to read", situation, saying=name) if name else None


def calm(situation: Situation) -> Decision | None:
    """Stay calm where the message abuses."""
    if situation.reading.act != "abuse":
        return None
    return Decision("say", "the message abuses", situation, saying="smalltalk.abuse")


def nod(situation: Situation) -> Decision | None:
    """Take a yes for a nod where nothing is asked (中啊 after a verdict)."""
    waits = situation.state.asked_fact or situation.state.guess or situation.earlier.guess
    if waits or situation.reading.stated.facts or polarity(situation.text) != "yes":
        return None
    reason = "it nods to what was said"
    return Decision("say", reason, situation, saying=_SMALL_TALK["acknowledge"])


def small_talk(situation: Situation) -> Decision | None:
    """Answer a message that only greets, nods, thanks, asks for the menu or for a person."""
    act, text = situation.reading.act, situation.text
    if situation.reading.stated.facts or (situation.state.topic and pattern("and_i").search(text)):
        return None
    if act == "hand_over":
        return Decision("hand_over", "a person is wanted", situation)
    name = _SMALL_TALK.get(act or "")
    if act == "smalltalk" and not asks(text):
        name = "smalltalk.remark"
    if name is None:
        return None
    decision = Decision("say", f"it only says {act}", situation, saying=name)
    return decision if act in ("menu", "greet") else with_pending(decision)
