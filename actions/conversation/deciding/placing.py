"""Which place a question is about: named, uncovered, missing, or several to compare."""

from __future__ import annotations

from collections.abc import Sequence

from actions.conversation.deciding.facets import asked_of, of_places_compared
from actions.conversation.deciding.pathways import asks_or_wants, named_subject
from actions.conversation.deciding.questions import answer_again, in_place
from actions.conversation.deciding.scope import is_ours, silent
from actions.conversation.decision import Decision
from actions.conversation.naming import pathways_called
from actions.conversation.session import Asked
from actions.conversation.situation import Situation
from actions.understanding.speech import asks, pattern, polarity
from luohu.acts import Act
from luohu.policy import policy

_NO_PLACE_NEEDED: tuple[Act, ...] = (
    "greet",
    "goodbye",
    "thank",
    "hand_over",
    "menu",
    "smalltalk",
    "acknowledge",
    "opinion",
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


def unheld_document(situation: Situation) -> Decision | None:
    """Say that a document named by its number is not held, rather than answer from another."""
    places = situation.reading.places
    if not places.unheld or places.regions or places.outside:
        return None
    reason = f"{places.unheld[0]} is not held"
    return Decision("uncovered", reason, situation, saying="unsupported.document")


def guessed_place(situation: Situation) -> Decision | None:
    """Ask back a place that was only heard; take it up, or ask for the place, once answered."""
    reading, before = situation.reading, situation.earlier
    guess = reading.guess
    if guess and guess.region:
        place = guess.region.full_name
        if guess.code != guess.region.code:
            place += guess.name
        reason = f"{place} is only known by its sound"
        return _asks_back(situation, guess.region.code, reason)
    if before.guess is None or reading.places.mentions:
        return None
    short = len(situation.text) <= policy().lengths.leans_on_question
    if reading.confirms and (short or not asks(situation.text)):
        return _taken_up(situation)
    if polarity(situation.text) == "no":
        reason = "the place that was asked back is not meant"
        return Decision("ask_place", reason, situation, asked=situation.state.question)
    return None


def _asks_back(situation: Situation, code: str, reason: str) -> Decision:
    places, state = situation.reading.places, situation.state
    asked = state.question if places.only_place else situation.asked()
    return Decision("ask_place", reason, situation, places=(code,), asked=asked)


def only_a_place(situation: Situation) -> Decision | None:
    """Take up the waiting or the last question for the place that was said."""
    places, state = situation.reading.places, situation.state
    if len(places.regions) != 1 or not (places.only_place or _corrects_the_place(situation)):
        return None
    if state.asked_fact and not situation.names_another_place:
        return None
    return _taken_up(situation)


def _corrects_the_place(situation: Situation) -> bool:
    """Whether a message tells another place in a few words and asks nothing (打错了,其实在周村)."""
    short = len(situation.text) <= policy().lengths.also_so
    tells = situation.reading.act == "correct" and not asks(situation.text)
    return bool(short and tells and situation.moved_from and not situation.state.checking)


def _taken_up(situation: Situation) -> Decision:
    if situation.state.question:
        return answer_again(situation.supposing(waiting=False))
    reason = "only the place is known now, and nothing was asked yet"
    return Decision("say", reason, situation, saying="region_set.ready")


def compare(situation: Situation) -> Decision | None:
    """Put several named places side by side."""
    covered = situation.services.regions
    codes = [r.code for r in situation.reading.places.regions if r.code in covered]
    before, together = situation.moved_from, situation.state.compared
    compares = pattern("compares").search(situation.text)
    if len(codes) == 1 and before and compares:
        codes.insert(0, before)
    if of_places_compared(situation):
        codes = list(together)
    codes = codes[: policy().places.named]
    if len(codes) < 2:
        return None
    asked = situation
    leans = situation.topic is None or situation.reading.places.only_place
    leans = leans and not asked_of(situation)
    if leans and situation.state.question:
        asked = situation.about(situation.state.question)
    elif leans:
        asked = situation.about(_question_of_all(situation))
    of_each = _asked_of_each(situation, codes)
    then = tuple(
        in_place(situation.about(of_each[code]) if code in of_each else asked, code)
        for code in codes
    )
    return Decision("compare", "several places are named", asked, places=tuple(codes), then=then)


def _asked_of_each(situation: Situation, codes: Sequence[str]) -> dict[str, Asked]:
    """What is asked of each place, where a pathway is named behind each (威海租房和肥城买房)."""
    text, services = situation.text, situation.services
    named = [
        mention
        for mention in situation.reading.places.mentions
        if len(mention.regions) == 1 and mention.regions[0].code in codes
    ]
    ends = [mention.start for mention in named[1:]] + [len(text)]
    of_each: dict[str, Asked] = {}
    for mention, end in zip(named, ends, strict=False):
        code, said = mention.regions[0].code, text[mention.end : end]
        opened = services.eligibility.pathways(code)
        called = pathways_called(said, opened, services.subjects)
        if called:
            of_each[code] = Asked(said, {called[0]: 1.0})
    return of_each if len(of_each) == len(codes) > 1 else {}


def _question_of_all(situation: Situation) -> Asked:
    """What is compared where understanding is not sure: the pathway named, or what is general."""
    subjects = situation.services.subjects
    named = named_subject(situation, [name for name, one in subjects.items() if one.pathway])
    if named:
        return Asked(situation.text, {named: 1.0})
    general = situation.services.wording.mapping("comparison.general")
    return Asked(general["text"], {general["subject"]: 1.0})


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
    reason = "the name fits several places" if ambiguous else "no place is known"
    waits = state.question if ambiguous and places.only_place else situation.asked()
    return Decision("ask_place", reason, situation, places=ambiguous, asked=waits)


def _needs_no_place(situation: Situation) -> bool:
    return situation.reading.act in _NO_PLACE_NEEDED


def _is_in_passing(situation: Situation) -> bool:
    """Whether an uncovered place is not what is asked about, though a covered one is spoken of.

    Who answers the questions of a check tells facts. And a message that says enough by itself is
    no longer about the uncovered place of the one before.
    """
    if situation.state.checking and not asks_or_wants(situation):
        return True
    says_enough = len(situation.reading.point) > policy().lengths.past_uncovered_place
    return says_enough and not situation.reading.places.outside
