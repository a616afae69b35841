"""Which place a question is about: named, uncovered, missing, or several to compare."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.deciding.pathways import asks_or_wants
from actions.conversation.deciding.questions import answer_again, in_place
from actions.conversation.deciding.scope import is_ours, silent
from actions.conversation.decision import Decision
from actions.conversation.situation import Situation
from actions.understanding.speech import pattern
from luohu.acts import Act
from luohu.places.model import Role
from luohu.policy import policy

_NO_PLACE_NEEDED: tuple[Act, ...] = (
    "greet",
    "goodbye",
    "thank",
    "hand_over",
    "menu",
    "smalltalk",
    "out_of_scope",
)


def uncovered_place(situation: Situation) -> Decision | None:
    """Say that a place has no document here, and offer a covered one inside it."""
    reading, state = situation.reading, situation.state
    places = reading.places
    if places.regions or not (places.outside or state.outside):
        return None
    if not places.outside and (places.ambiguous or _needs_no_place(situation)):
        return None
    if state.region and _is_in_passing(situation):
        return None
    nearby = tuple(region.code for region in places.nearby)
    place = "、".join(places.outside) or state.outside
    return Decision("uncovered", f"no document of {place} is held", situation, places=nearby)


def only_a_place(situation: Situation) -> Decision | None:
    """Take up the waiting or the last question for the place that was said."""
    places, state = situation.reading.places, situation.state
    if not places.only_place or len(places.regions) != 1:
        return None
    if state.asked_fact and not situation.names_another_place:
        return None
    if state.question:
        return answer_again(situation.supposing(waiting=False))
    reason = "the message is only a place, and nothing was asked yet"
    return Decision("say", reason, situation, saying="region_set.ready")


def compare(situation: Situation) -> Decision | None:
    """Put several named places side by side."""
    covered = situation.services.regions
    codes = [r.code for r in situation.reading.places.regions if r.code in covered]
    before = situation.moved_from
    if len(codes) == 1 and before and pattern("compares").search(situation.text):
        codes.insert(0, before)
    if len(codes) < 2:
        return None
    asked = situation
    if situation.topic is None and situation.state.question:
        asked = situation.about(situation.state.question)
    then = tuple(in_place(asked, code) for code in codes)
    return Decision("compare", "several places are named", asked, places=tuple(codes), then=then)


def ask_place(situation: Situation) -> Decision | None:
    """Ask for the place where the question cannot be answered without one."""
    places, state = situation.reading.places, situation.state
    ambiguous = tuple(region.code for region in places.ambiguous)
    if state.region and (state.checking or not ambiguous or places.regions):
        return None
    if _needs_no_place(situation) and not ambiguous:
        return None
    if not is_ours(situation, None):
        return silent(situation, "no document of any place answers it")
    waits = state.question if ambiguous and places.only_place else None
    reason = "the name fits several places" if ambiguous else "no place is known"
    decision = Decision("ask_place", reason, situation, places=ambiguous)
    return replace(decision, asked=waits or situation.asked())


def _needs_no_place(situation: Situation) -> bool:
    return situation.reading.act in _NO_PLACE_NEEDED


def _is_in_passing(situation: Situation) -> bool:
    """Whether an uncovered place is not what is asked about, though a covered one is spoken of.

    我河北户口 tells where one comes from; and a message that says enough by itself is no longer
    about the uncovered place of the one before. Who answers the questions of a check tells facts.
    """
    places = situation.reading.places
    if situation.state.checking and not asks_or_wants(situation):
        return True
    if places.outside:
        return all(mention.role <= Role.WEAK for mention in places.mentions)
    return len(situation.reading.point) > policy().lengths.past_uncovered_place
