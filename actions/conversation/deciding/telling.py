"""What people tell before they ask: it is kept, and a bare question is read together with it."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.deciding.facets import asked_of
from actions.conversation.deciding.pathways import asks_or_wants, wants_verdict
from actions.conversation.deciding.scope import asks_nothing, likelihood, noted
from actions.conversation.decision import Decision
from actions.conversation.naming import as_said, has_word_for
from actions.conversation.situation import Situation
from actions.understanding.speech import pattern
from luohu.policy import policy


def with_what_was_told(situation: Situation) -> Situation | None:
    """The situation as if what was told before were said with a question that names nothing."""
    told = situation.earlier.told
    if told is None or situation.state.region is None or situation.state.checking:
        return None
    bare = asks_barely(situation) or (asks_or_wants(situation) and _names_nothing(situation))
    if not bare:
        return None
    both = situation.about(told.followed_by(situation.asked()))
    # Where somebody comes from was told, and is not asked about.
    reading = replace(both.reading, places=situation.reading.places)
    return replace(both, reading=reading, earlier=replace(situation.earlier, told=None))


def asks_barely(situation: Situation) -> bool:
    """Whether a short message asks or wishes to settle, and neither names nor tells anything."""
    reading, text = situation.reading, situation.text
    if asked_of(situation) or pattern("open_question").search(text):
        return False
    if pattern("how_to_settle").search(text):
        return False
    if reading.stated.facts or reading.cast.facts or reading.message.told:
        return False
    if pattern("barely_asks").search(text):
        return True
    wishes = asks_or_wants(situation) and pattern("settles").search(text)
    return bool(wishes or wants_verdict(situation)) and _names_nothing(situation)


def _names_nothing(situation: Situation) -> bool:
    """Whether a short message has no word for a way to settle, another matter or another place."""
    reading, services = situation.reading, situation.services
    if len(situation.text) > policy().lengths.also_so:
        return False
    if reading.places.mentions and reading.region != situation.earlier.region:
        return False
    subjects = [one for one in services.subjects.values() if not one.aside]
    if any(as_said(one.title) in situation.text for one in subjects):
        return False
    return not has_word_for(situation.text, [*subjects, *services.topics.values()])


def only_tells(situation: Situation) -> Decision | None:
    """Ask what somebody wants to know who only tells something, and nothing that one way is for.

    What names a matter of its own (身份证丢了) asks about that.
    """
    state, topic = situation.state, situation.topic
    if state.region is None or state.topic or not asks_nothing(situation):
        return None
    if asked_of(situation):
        return None
    reading, bars = situation.reading, policy()
    outside = reading.message.ranking.get("out_of_scope", 0.0) >= bars.scope.something_else
    places = reading.places
    if reading.act not in (None, "check") or outside or places.regions:
        return None
    if places.outside and len(situation.text) <= bars.lengths.also_so:
        return None
    if topic in situation.opened and reading.subjects[topic or ""] >= bars.subjects.taken_up:
        return None
    if likelihood(situation, state.region) >= bars.scope.says_yes:
        return None
    if has_word_for(reading.whole, situation.services.topics.values()):
        return None
    return noted(situation)
