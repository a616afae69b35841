"""What documents said at another time: answered from those that were in force then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from actions.conversation.decision import Decision
from actions.conversation.editions import held_on
from actions.conversation.evidence import Evidence
from actions.conversation.situation import Situation
from actions.corpus import Document
from actions.understanding.days import AskedDay, asked_day


def on_another_day(
    situation: Situation, decide: Callable[[Situation], Decision]
) -> Decision | None:
    """Decide a question of another time on the documents of that time, and say which those are.

    Args:
        situation: what is asked, over the documents of today.
        decide: decides on a situation.

    Returns:
        None where the question is of today, no place is known, or the same documents answered then.
    """
    editions, region = situation.services.editions, situation.state.region
    asked = _asked(situation) if editions and region else None
    if editions is None or region is None or asked is None:
        return None
    day = asked.day or editions.before(region, situation.day)
    if day is None:
        return None
    then = editions.on(day)
    held = held_on(then.corpus, region, day)
    if not held:
        return _not_held(situation, asked)
    now = {one.folder for one in situation.services.corpus.by_region(region)}
    if {one.folder for one in then.corpus.by_region(region)} == now:
        return None
    # Once only: what is decided on is of that time.
    of_then = replace(then, editions=None)
    evidence = Evidence(then.retriever)
    made = decide(replace(situation, services=of_then, evidence=evidence))
    return replace(made, lead=_lead(situation, asked, day) + made.lead)


def _asked(situation: Situation) -> AskedDay | None:
    waiting = situation.earlier.question if situation.earlier.waiting else None
    # Without places, as one may stand between a year and what it is a year of.
    texts = [situation.text, situation.reading.whole, *([waiting.text] if waiting else [])]
    found = (asked_day(text, situation.day) for text in texts)
    return next((one for one in found if one), None)


def _lead(situation: Situation, asked: AskedDay, day: date) -> str:
    current = situation.services.corpus.by_region(situation.state.region or "")
    say, wording = situation.say, situation.services.wording
    now = say("as_of.now", documents=named(situation, current)) if current else ""
    return say("as_of.lead", said=asked.said, day=wording.date(day), now=now)


def named(situation: Situation, documents: Iterable[Document]) -> str:
    """Documents by issuer and title."""
    say = situation.say
    names = (say("as_of.document", issuer=one.issuer, title=one.title) for one in documents)
    return say("as_of.between").join(names)


def _not_held(situation: Situation, asked: AskedDay) -> Decision:
    reason = f"no document of {asked.said} is held"
    return Decision("silent", reason, situation, saying="as_of.not_held", said=asked.said)
