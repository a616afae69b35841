"""Whether all pathways of a place are asked about at once, and what answers that interview."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.deciding.facets import asked_of
from actions.conversation.deciding.judging import overviewed
from actions.conversation.deciding.pathways import tells_of
from actions.conversation.deciding.scope import likelihood
from actions.conversation.decision import Decision
from actions.conversation.interview import bases_here, pursued, told_of_bases
from actions.conversation.naming import has_word_for, pathways_called, titled_pathway
from actions.conversation.session import ALL_WAYS, ANY_PATHWAY, WHICH_PATHWAY
from actions.conversation.situation import Situation
from actions.eligibility.evaluate import facts_of
from actions.understanding.bases import ToldBases, bases_told
from actions.understanding.speech import asks, is_personal, pattern, polarity
from luohu.essence import wants_check
from luohu.policy import policy
from luohu.text import normalise


def all_ways(situation: Situation) -> Decision | None:
    """Begin an interview over all pathways where somebody asks by which they may settle."""
    if not _has_place(situation):
        return None
    if _takes_offer(situation):
        return begin(situation)
    asks_for_all = wants_all_ways(situation)
    if not asks_for_all and not tells_a_case(situation):
        return None
    bars = policy()
    short = asks_for_all and len(situation.text) <= bars.lengths.also_so
    # Who tells much may ask about something that no document answers.
    enough = bars.scope.foreign if short else bars.scope.answerable
    return begin(situation) if likelihood(situation, situation.state.region) >= enough else None


def begin(situation: Situation) -> Decision:
    """The first question of an interview over all pathways of the place."""
    afresh = situation.supposing(
        checking=ALL_WAYS, asked_fact=None, basis_asked=False, asked=0, waiting=False
    )
    return overviewed(afresh)


def wants_all_ways(situation: Situation) -> bool:
    """Whether a message asks for all ways that somebody has, or whether there is any.

    Who names one way, or tells by what they would settle, asks for that one.
    """
    text, state = situation.text, situation.state
    if len(text) > policy().lengths.story:
        return False
    if pattern("all_ways").search(text) and is_personal(text):
        return True
    if (
        asked_of(situation)
        or state.checking
        or {state.topic, state.judged} & situation.opened.keys()
    ):
        return False
    if _is_sure_of_way(situation, policy().subjects.beyond_doubt) or _is_of_else(situation):
        return False
    if not is_personal(text) or not pattern("settles").search(situation.reading.whole):
        return False
    if not any(pattern(name).search(text) for name in ("may_i_settle", "how_to_settle")):
        return False
    return _says_nothing_else(situation)


def tells_a_case(situation: Situation) -> bool:
    """Whether somebody tells several things by which they might settle, and asks for no one way.

    The breath that asks or wishes names none of them (租着房,也在厂里上班,能落户吗), and
    understanding is not sure of one.
    """
    text = situation.text
    if _is_sure_of_way(situation, policy().subjects.pathway):
        return False
    if situation.state.checking or not is_personal(text):
        return False
    if titled_pathway(text, situation.opened) or asked_of(situation):
        return False
    have = [basis for basis in told_of_bases(situation).have if basis.asked]
    if len(have) < policy().check.bases_of_a_case:
        return False
    # Who tells much of one way, and something beside it, asks for that one.
    ways = [name for basis in have for name in basis.opens if name in situation.opened]
    if max(tells_of(situation, name) for name in ways) > policy().check.noted:
        return False
    breaths = [breath for breath in pattern("breath").split(text) if breath]
    wishes = [breath for breath in breaths if _asks_or_wishes(breath)]
    named = (bases_told(breath, bases_here(situation)).have for breath in wishes)
    return bool(wishes) and not any(named)


def _is_sure_of_way(situation: Situation, least: float) -> bool:
    """Whether understanding takes a message for one about a single pathway of the place."""
    topic = situation.topic
    return topic in situation.opened and situation.reading.subjects.get(topic or "", 0) >= least


def _is_of_else(situation: Situation) -> bool:
    """Whether understanding is sure of a subject that is no way to settle, such as one's land."""
    topic = situation.topic
    if topic is None or topic == ANY_PATHWAY or topic in situation.opened:
        return False
    return situation.reading.subjects[topic] >= policy().subjects.surely_meant


def _asks_or_wishes(breath: str) -> bool:
    told = pattern("may_settle").search(breath) or pattern("wants").search(breath)
    return bool(told and pattern("settles").search(breath)) or wants_check(breath)


def _says_nothing_else(situation: Situation) -> bool:
    """Whether a message names no pathway and tells nothing of the person."""
    reading = situation.reading
    if len(reading.point) > policy().lengths.also_so or reading.stated.facts or reading.cast.facts:
        return False
    if told_of_bases(situation).have or reading.message.told:
        return False
    if has_word_for(reading.whole, situation.services.topics.values()):
        return False
    return not pathways_called(reading.whole, situation.opened, situation.services.subjects)


def _takes_offer(situation: Situation) -> bool:
    """Whether a message says yes to the offer to look at all ways."""
    offered = situation.earlier.offer == "all_ways"
    short = len(situation.text) <= policy().lengths.also_so
    return offered and short and polarity(situation.text) in ("yes", "dont_know")


def _has_place(situation: Situation) -> bool:
    """Whether it is clear which one covered place is meant."""
    reading, state = situation.reading, situation.state
    if state.region is None or not situation.opened or reading.guess:
        return False
    outside = reading.places.outside or (state.outside and not reading.places.regions)
    return not outside and len(reading.places.regions) <= 1


def basis_answer(situation: Situation) -> Decision | None:
    """Take a message as the answer to the question by what somebody could settle, if it is one."""
    state, reading, text = situation.state, situation.reading, situation.text
    if not state.checking or state.asked_fact != WHICH_PATHWAY:
        return None
    if asked_of(situation) or situation.names_another_place or not _has_place(situation):
        return None
    told = told_of_bases(situation)
    called = pathways_called(text, situation.opened, situation.services.subjects)
    known = _needed(situation) & reading.stated.facts.keys()
    if told.have or told.lack or called or known:
        return _go_on(situation, told)
    if text == normalise(situation.say("interview.none")) or polarity(text) == "no":
        asked = tuple(basis for basis in bases_here(situation) if basis.asked)
        return _go_on(situation, ToldBases(lack=asked))
    undecided = reading.act == "dont_know" or polarity(text) == "dont_know"
    short = len(text) <= policy().lengths.also_so
    if undecided or (short and pattern("no_choice").search(text)):
        return _over_all(situation, "the person does not know by what they could settle")
    return None


def basis_again(situation: Situation) -> Decision | None:
    """Ask once more by what somebody could settle; after that each is asked for by itself."""
    state, text = situation.state, situation.text
    pending = state.checking and state.asked_fact == WHICH_PATHWAY
    if not pending or asks(text) or len(text) > policy().lengths.answer:
        return None
    if state.misses + 1 >= policy().patience.asking:
        return _over_all(situation, "by what the person could settle is not understood")
    decision = begin(situation)
    if decision.move != "ask_basis":
        return decision
    return replace(decision, saying="eligibility.not_understood")


def overview_goes_on(situation: Situation) -> Decision | None:
    """Look at all ways again where the message tells more, or corrects something."""
    state = situation.state
    if state.judged != ALL_WAYS or state.checking or not _has_place(situation):
        return None
    if asks(situation.text) or asked_of(situation):
        return None
    told = told_of_bases(situation)
    news = _needed(situation) & situation.reading.stated.facts.keys()
    if not news and not told.have:
        return None
    again = situation.supposing(checking=ALL_WAYS, asked_fact=None, asked=0)
    return overviewed(again)


def _go_on(situation: Situation, told: ToldBases) -> Decision:
    taken = situation.supposing(checking=ALL_WAYS, basis_asked=True, misses=0)
    decision = overviewed(taken, told)
    return replace(decision, reason=f"it says by what they could settle; {decision.reason}")


def _over_all(situation: Situation, reason: str) -> Decision:
    """Go on over all pathways for which something could be had."""
    offered = (basis for basis in bases_here(situation) if basis.asked and basis.lacking)
    opened = (name for basis in offered for name in basis.opens)
    ways = dict.fromkeys([*pursued(situation), *(n for n in opened if n in situation.opened)])
    taken = situation.supposing(checking=ALL_WAYS, basis_asked=True, ways=tuple(ways), misses=0)
    return replace(overviewed(taken), reason=reason)


def _needed(situation: Situation) -> set[str]:
    """The facts on which some pathway of the place depends."""
    return set().union(*(facts_of(rules.requires) for _f, rules in situation.opened.values()))
