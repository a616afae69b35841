"""What a message says: its act, subject, places, persons and facts, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from actions.conversation import reducer
from actions.conversation.message import Message
from actions.conversation.naming import without_titles
from actions.conversation.narrowing import narrowed
from actions.conversation.services import Services
from actions.conversation.session import ALL_WAYS, Session
from actions.conversation.whereabouts import facts_of_places, slot_asked_for, told_places
from actions.eligibility.evaluate import facts_of
from actions.eligibility.model import Fact, FactValue, Pathway
from actions.eligibility.question import offered
from actions.understanding.casting import SPEAKER, Cast, Ear, Person, cast_of
from actions.understanding.danger import Danger
from actions.understanding.facts import Stated, longest_choice, stated_facts
from actions.understanding.speech import asks, is_personal, pattern, polarity, speaks_of_oneself
from luohu.essence import point_of, without_places
from luohu.names import SUBJECT_INTENT
from luohu.places import Gazetteer, Place, Places, resolve
from luohu.policy import policy

_TELLING = ("inform", "check", "correct", "affirm", "deny")
_SMALL_TALK = ("abuse", "greet", "goodbye", "thank", "smalltalk", "menu")


@dataclass(frozen=True)
class Reading:
    """What a message says.

    Attributes:
        message: the message as NLU understood it, its subject put right by what it tells.
        danger: what endangers somebody now, if anything does.
        act: the dialogue act that is meant; None where it asks, tells or is not understood.
        topic: the subject the message is about, or None where none is sure.
        places: the places that are named.
        region: code of the place that is spoken of from now on, as far as one is known.
        outside: the uncovered place asked about, until a covered one is named.
        confirms: whether the message says yes to the place that was asked back.
        point: the point of what was said, without places.
        said: the text with its places called as facts call them, without titles of pathways.
        cast: who is who in what is told.
        new_case: whether something else is taken up, so that nobody of the case before is meant.
        whereabouts: places of the person's life, each as code and name.
        stated: the facts that are told.
        unsure: what was only heard of the pending fact; whether it answers is decided apart.
    """

    message: Message
    danger: Danger | None
    act: str | None
    topic: str | None
    places: Places
    region: str | None
    outside: str | None
    confirms: bool
    point: str
    said: str
    cast: Cast
    new_case: bool
    whereabouts: Mapping[str, tuple[str, str]]
    stated: Stated
    unsure: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """What was said."""
        return self.message.text

    @property
    def guess(self) -> Place | None:
        """The place only heard that is asked about, unless it is the one spoken of anyway."""
        place = self.places.guess
        if place is None or place.region is None or place.region.code == self.region:
            return None
        return place if self.places.regions or not self.region else None

    @property
    def subjects(self) -> dict[str, float]:
        """What the message may be about: subject id -> likelihood."""
        return self.message.subjects

    @property
    def whole(self) -> str:
        """What was said, without places: all clauses searched are of one place."""
        return without_places(self.text, self.places)


def point_without_places(text: str, places: Places, gazetteer: Gazetteer) -> str:
    """The point of a text, without its places."""
    point = point_of(text)
    return without_places(point, places if point == text else resolve(point, gazetteer))


def sure_topic(subjects: Mapping[str, float]) -> str | None:
    """The likeliest subject if it is likely enough to be named."""
    best = max(subjects, key=lambda name: subjects[name], default=None)
    return best if best and subjects[best] >= policy().subjects.sure else None


def dialogue_act(message: Message, in_check: bool) -> str | None:
    """The dialogue act that is meant, decided here and nowhere else.

    Args:
        message: what was said.
        in_check: whether the conditions of a pathway are being asked for.
    """
    bars, act, text = policy().acts, message.intent, message.text
    if pattern("why_alone").search(text):
        return "why"
    if act and act.startswith(SUBJECT_INTENT):
        act = None
    if act and not in_check and pattern("barely_asks").search(text):
        return "check"
    if act == "unlawful":
        least = bars.unlawful_in_check if in_check else bars.unlawful
    elif act == "abuse" and not in_check:
        least = bars.abuse
    else:
        least = bars.small_talk_in_check if in_check and act in _SMALL_TALK else bars.meant
    meant_act = act if message.confidence >= least else None
    if meant_act == "unlawful" and pattern("asks_need").search(text):
        return None
    wishes_wrong = meant_act == "unlawful" or bool(pattern("bribery").search(text))
    if wishes_wrong:
        return None if pattern("lawful").search(text) else "unlawful"
    return meant_act


def read(
    message: Message,
    session: Session,
    services: Services,
    day: date,
    principal: Person | None = None,
) -> Reading:
    """Read what a message says, beside what is remembered.

    Args:
        message: what was said, as NLU understood it.
        session: what was remembered before it.
        services: places, rules and the listener.
        day: today.
        principal: whose settling it asks about, where it says so.
    """
    spoken_of = services.gazetteer.region(session.region or services.home_region or "")
    places = resolve(_past_no(message.text, session), services.gazetteer, spoken_of)
    book = services.eligibility.facts
    # 那赤峰呢 asks about another place, whatever was asked.
    pending = book.get(session.asked_fact or "")
    slot = None if asks(message.text) else slot_asked_for(pending, session)
    applicant = principal or session.persons.get("applicant")
    of_kin = applicant is not None and applicant.relation != SPEAKER
    whereabouts = told_places(message.text, places, slot, of_kin)
    confirms = _confirms(message.text, places, session)
    region, outside = _place_of(places, slot, whereabouts, session, services)
    if confirms:
        region, outside = session.guess, None
    message = _understood(message, places, region, session, services)
    said = _localised(message.text, places, region, services)
    said = without_titles(said, services.eligibility.pathways(region or ""))
    preferred = _facts_in_question(message, session, region, services)
    cast = cast_of(message.text, services.kinship, book, _relation_meant(session, preferred, book))
    if principal and not cast.persons:
        cast = replace(cast, persons={"applicant": principal})
    message = _of_move(message, cast, region, session.checking, services)
    new_case = _takes_up_another_case(session, cast, message)
    earlier = reducer.recast(session, cast, new_case, book)
    ear = Ear(services.kinship, earlier.persons)
    stated = stated_facts(said, book, day, preferred, services.listener, ear)
    if places.only_place:
        # A bare name tells where, which is read from the place itself, and what its words say.
        said_so = stated.facts.keys() - stated.heard
        asked = {n: stated.facts[n] for n in said_so if n == session.asked_fact}
        stated = Stated(loose=stated.loose, facts=asked)
    stated = replace(stated, facts={**stated.facts, **cast.facts})
    only_a_place = places.only_place and not session.asked_fact
    if not only_a_place and _is_of_a_person(message, session, stated, services):
        here = services.gazetteer.region(region or "")
        known_places = {**earlier.places, **whereabouts}
        placed = facts_of_places(known_places, whereabouts.keys(), here, book)
        route = _route(said, earlier, region, services)
        known = frozenset(cast.facts.keys() | placed.keys())
        stated = replace(stated, facts={**route, **stated.facts, **placed}, known=known)
    else:
        stated = Stated()
    return Reading(
        message=message,
        danger=services.lookout.danger(message.text),
        act=dialogue_act(message, session.checking is not None),
        topic=sure_topic(message.subjects),
        places=places,
        region=region,
        outside=outside,
        confirms=confirms,
        point=point_without_places(message.text, places, services.gazetteer),
        said=said,
        cast=cast,
        new_case=new_case,
        whereabouts=whereabouts,
        stated=stated,
        unsure=stated.heard & {session.asked_fact or ""},
    )


def _understood(
    message: Message, places: Places, region: str | None, session: Session, services: Services
) -> Message:
    """The message with its subject put right by messages like it, and by words that tell it.

    NLU learns from short sentences; what a story is about, others' stories tell. What answers in a
    check is no such message.
    """
    bare = without_places(message.text, places)
    in_doubt = message.confidence < policy().subjects.beyond_doubt
    is_story = len(message.text) > policy().essence.story
    if session.checking is None and in_doubt and is_story:
        message = message.beside(services.retriever.asked_about(bare, region))
    return narrowed(message, bare, services.subjects)


def _place_of(
    places: Places,
    slot: str | None,
    told: Mapping[str, tuple[str, str]],
    session: Session,
    services: Services,
) -> tuple[str | None, str | None]:
    """The place spoken of from now on, and the uncovered one asked about."""
    region, outside = session.region or services.home_region, session.outside
    if slot in told and region:
        # The place answers what was asked about the person; it is not asked about.
        return region, outside
    if places.guess and places.guess.region:
        # The place spoken of, mistyped, or one that is asked back first.
        same = places.guess.region.code == region
        return region, None if same else outside
    if len(places.regions) == 1:
        return places.regions[0].code, None
    if not region and len(places.fallback) == 1 and not places.outside:
        return places.fallback[0].code, outside
    return region or _where_somebody_is(told, places, services), outside


def _confirms(text: str, places: Places, session: Session) -> bool:
    """Whether a message begins with a yes to the place that was asked back."""
    if session.guess is None or places.mentions:
        return False
    return polarity(_first_breath(text)) == "yes"


def _past_no(text: str, session: Session) -> str:
    """The text, a no to the place that was asked back blotted out: 不是 肥城 names 肥城."""
    first = _first_breath(text)
    if session.guess is None or polarity(first) != "no":
        return text
    return "," * len(first) + text.removeprefix(first)


def _first_breath(text: str) -> str:
    return next((breath for breath in pattern("breath").split(text) if breath), "")


def _where_somebody_is(
    told: Mapping[str, tuple[str, str]], places: Places, services: Services
) -> str | None:
    """The one covered place of a person's life, where the message asks about no place."""
    if places.outside or places.ambiguous:
        return None
    codes = {code for code, _name in told.values()}
    named = {
        r.code for m in places.mentions for p in m.places if p.code in codes for r in m.regions
    }
    return named.pop() if len(named) == 1 and named <= set(services.regions) else None


def _relation_meant(session: Session, needed: set[str], book: Mapping[str, Fact]) -> Fact | None:
    """The relation that was asked for, or that the pathway spoken of still depends on."""
    pending = book.get(session.asked_fact or "")
    if pending:
        return pending
    open_ones = (book[name] for name in sorted(needed - session.facts.keys()))
    return next((fact for fact in open_ones if fact.kinship), None)


def _of_move(
    message: Message, cast: Cast, region: str | None, checking: str | None, services: Services
) -> Message:
    """The message as one about coming along, or about joining, where somebody is said to.

    What it tells beside it, such as a rented home, is then how the applicant settles. Who joins
    is left to the subject that was understood (joining in town or village), unless the one who
    asks wants to join and that is a broader subject, such as coming along or a relative's home.
    A check of joining in the country goes on where another host is named.
    """
    is_story = len(message.text) > policy().lengths.story
    if cast.moves is None or not is_personal(message.text) or is_story:
        return message
    book = services.eligibility.facts
    opened = services.eligibility.pathways(region or "")
    kinships = {
        name: {book[fact].kinship for fact in facts_of(rules.requires)} - {None}
        for name, (_folder, rules) in opened.items()
    }
    likely = sorted(opened, key=lambda name: name != checking)
    meant = next((name for name in likely if cast.moves in kinships[name]), None)
    if meant is None:
        return message
    speaks = "applicant" in cast.persons and cast.persons["applicant"].relation == SPEAKER
    broader = sure_topic(message.subjects) in services.subjects[meant].narrows
    if cast.moves == "host" and not (broader and speaks):
        return message
    return message.about(meant)


def _takes_up_another_case(session: Session, cast: Cast, message: Message) -> bool:
    """Whether the message takes up something else, in which nobody named before has a part.

    What answers a question (在赤峰上班) does not, whatever its subject.
    """
    topic = sure_topic(message.subjects)
    if cast.persons or topic in (None, session.topic, session.checking):
        return False
    return not session.asked_fact or asks(message.text)


def _route(
    said: str, session: Session, region: str | None, services: Services
) -> dict[str, FactValue]:
    """The pathway by which the applicant settles, where somebody is to come along.

    It is the one that the message names, or else the one that was spoken of before.
    """
    if "companion" not in session.persons:
        return {}
    told: dict[str, FactValue] = {}
    for _folder, rules in services.eligibility.pathways(region or "").values():
        for name in facts_of(rules.requires) - session.facts.keys():
            fact = services.eligibility.facts[name]
            if fact.names_pathway:
                _words, named = longest_choice(said, fact)
                route = named or session.judged or session.topic
                if route in [choice.value for choice in offered(fact, rules.requires)]:
                    told[name] = route
    return told


def _is_of_a_person(message: Message, session: Session, stated: Stated, services: Services) -> bool:
    """Whether the facts in a message are somebody's, not part of a general question.

    Classes of people (毕业生, 退伍军人) stand in general questions as well; what has been done or
    how long it has lasted is told of somebody.
    """
    if pattern("asks_meaning").search(message.text):
        return False
    if session.checking or message.intent in _TELLING or speaks_of_oneself(message.text):
        return True
    rules = services.eligibility
    told = (name for name in stated.facts if name not in rules.presumed)
    return any(rules.facts[name].type != "enum" for name in told)


def _localised(text: str, places: Places, region: str | None, services: Services) -> str:
    """The text with each place called what facts call it: the session's, or any other."""
    if region is None:
        return text
    for mention in sorted(places.mentions, key=lambda m: -m.start):
        if text[mention.start : mention.end] == mention.text:
            here = [r.code for r in mention.regions] == [region]
            name = services.wording.say("here" if here else "elsewhere")
            text = text[: mention.start] + name + text[mention.stem_end :]
    return text


def _facts_in_question(
    message: Message, session: Session, region: str | None, services: Services
) -> set[str]:
    """The facts on which the pathway that is being spoken of depends, or all that are pursued."""
    opened = services.eligibility.pathways(region or "")
    topic = sure_topic(message.subjects) or session.topic or ""
    return facts_checked(session, opened, topic)


def facts_checked(
    session: Session, opened: Mapping[str, tuple[str, Pathway]], otherwise: str = ""
) -> set[str]:
    """The facts on which the pathways depend that are checked, or ``otherwise`` where none is."""
    one = session.checking or otherwise
    ways = session.ways if one == ALL_WAYS else (one,)
    return set().union(*(facts_of(opened[name][1].requires) for name in ways if name in opened))
