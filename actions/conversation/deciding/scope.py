"""Whether the documents answer a message at all, and what it is about if they do not."""

from __future__ import annotations

import re

from actions.conversation.deciding.judging import with_pending
from actions.conversation.deciding.pathways import (
    asks_or_wants,
    is_case_of,
    named_subject,
    opened_surely,
    tells_of,
    wants_verdict,
)
from actions.conversation.decision import Decision
from actions.conversation.naming import pathways_called, titled_pathway, words_said
from actions.conversation.reading import Reading
from actions.conversation.services import Services
from actions.conversation.situation import Situation
from actions.corpus import Document
from actions.eligibility.facets import Facet
from actions.understanding.facets import facets_asked, is_word_of, without_questions
from actions.understanding.questions import questions_of
from actions.understanding.speech import asks, pattern
from luohu.essence import essence
from luohu.names import SUBJECT_INTENT
from luohu.policy import policy


def is_ours(situation: Situation, region: str | None) -> bool:
    """Whether the documents of a region, or of any, may answer the message.

    Half a question beside what is being spoken of is ours with it, and so are a few words of which
    understanding is sure; all else is told by messages of which that is known.
    """
    bars, reading = policy().scope, situation.reading
    topic = reading.topic
    outside = reading.message.ranking.get("out_of_scope", 0.0)
    sure = topic is not None and _is_sure(reading, topic) and outside < bars.hardly_something_else
    if _wishes_it(situation, topic if sure else None) or is_a_case(situation):
        return True
    if _is_of_document(situation) or _asks_of_another_way(situation):
        return True
    if region and _is_written(situation, region):
        return True
    if sure and topic and situation.services.subjects[topic].aside:
        # Alone they are half a question: of what, the message or the conversation says.
        leans = situation.state.topic is not None and not of_another_matter(situation)
        if leans or _answers_itself(situation, topic):
            return True
        sure = False
    few = len(reading.point)
    titled = few <= policy().lengths.leans_on_question and titled_pathway(
        situation.text, situation.opened
    )
    # Who moves with whom, told in a few words, is about the pathway that it names.
    moves = reading.message.told and few <= policy().lengths.also_so
    if titled or moves or (sure and few <= bars.terse):
        return True
    likely = likelihood(situation, region)
    if reading.message.intent == "out_of_scope" and outside >= bars.something_else:
        return likely >= bars.if_something_else
    return likely >= (bars.if_sure if sure else bars.answerable)


def unread_documents(services: Services, region: str) -> tuple[Document, ...]:
    """The documents of a region of which nobody has written rules."""
    ruled = {
        book.folder
        for book in services.eligibility.books_of(region)
        if book.pathways or book.absent
    }
    return tuple(one for one in services.corpus.by_region(region) if one.folder not in ruled)


def _is_sure(reading: Reading, topic: str) -> bool:
    """Whether the subject is surely meant: by all that tells it, or by NLU, which hears it too."""
    heard = reading.message.confidence if reading.message.intent == SUBJECT_INTENT + topic else 0.0
    return max(heard, reading.subjects[topic]) >= policy().scope.sure_of_subject


def _shares(situation: Situation, text: str) -> dict[str, float]:
    """What messages like a text are about, half by what is left of it without its question."""
    _facets, rest = _facets_and_rest(situation, text)
    told = [situation.evidence.topics(one) for one in (text, rest) if one]
    topics = situation.services.topics
    return {n: sum(one.get(n, 0.0) for one in told) / len(told) for n in topics}


def _facets_and_rest(situation: Situation, text: str) -> tuple[list[Facet], str]:
    """What a text asks one thing by, and what is left of it without that."""
    known = situation.services.facets
    facets = [known[name] for name in facets_asked(text, known)]
    return facets, without_questions(text, facets)


def is_a_case(situation: Situation) -> bool:
    """Whether somebody tells what counts for the pathway surely meant, and asks if they may.

    A longer story tells as much where it asks for something else.
    """
    topic = situation.topic
    if topic is None or topic not in situation.opened or not _is_sure(situation.reading, topic):
        return False
    return len(situation.text) <= policy().lengths.story and is_case_of(situation, topic)


def _is_of_document(situation: Situation) -> bool:
    """Whether a document is asked by its number for a pathway that it opens, in its own words."""
    reading = situation.reading
    if not any(mention.document and mention.regions for mention in reading.places.mentions):
        return False
    named = named_subject(situation, situation.opened, faintly=True)
    evidence = situation.services.subjects[named].evidence if named else None
    return bool(evidence and re.search(evidence, reading.whole))


def _is_written(situation: Situation, region: str) -> bool:
    """Whether a document without rules has the words by which a matter of the field is named.

    What documents of other places leave out says nothing of one that is as good as unread.
    """
    services, text = situation.services, situation.reading.whole
    unread = unread_documents(services, region)
    if not unread:
        return False
    said = {
        word
        for topic in services.topics.values()
        if topic.ours
        for word in words_said(topic.lay, text)
    }
    return any(word in one.compact_received for one in unread for word in said)


def _asks_of_another_way(situation: Situation) -> bool:
    """Whether the last question is asked of a further pathway, in a few words (那买房的呢)."""
    short = len(situation.text) <= policy().lengths.also_so
    leans = short and situation.state.question and pattern("and_that").search(situation.text)
    if not leans:
        return False
    opened = situation.opened
    return bool(
        situation.topic in opened
        or pathways_called(situation.text, opened, situation.services.subjects)
    )


def _wishes_it(situation: Situation, sure: str | None) -> bool:
    """Whether somebody says in a few words that they want a pathway, or tells what counts for it.

    The pathway is called by its title, or is the subject of which understanding is sure.
    """
    if len(situation.text) > policy().lengths.story:
        return False
    opened = situation.opened
    wants = wants_verdict(situation)
    meant = titled_pathway(situation.text, opened) or (sure if sure in opened else None)
    if meant is None:
        named = named_subject(situation, opened) if wants else None
        return bool(named and tells_of(situation, named))
    if wants or pattern("wants").search(situation.text):
        return True
    short = len(situation.text) <= policy().lengths.also_so
    return tells_of(situation, meant) >= (1 if short else policy().check.facts_beside_open_question)


def _answers_itself(situation: Situation, aside: str) -> bool:
    """Whether what the rules hold answers an aside, be it that the document is silent on it.

    That is so of the materials of a pathway that is named or surely meant, and of the document's
    own dates.
    """
    if aside == "materials":
        named = named_subject(situation, situation.opened)
        return named is not None or opened_surely(situation) is not None
    return aside == "validity"


def likelihood(situation: Situation, region: str | None) -> float:
    """How likely documents answer a message, or the point or one question of a short one.

    What is said around a short question is idle; around a long one it is the case. A question by
    itself counts where it names a pathway: of others the rest says what they are about.
    """
    reading, evidence, services = situation.reading, situation.evidence, situation.services
    asked = [reading.whole]
    if len(reading.text) <= policy().essence.story:
        opened = situation.opened if region else {}
        questions = (
            question
            for question in questions_of(reading.text)[: policy().several.most]
            if pathways_called(question, opened, services.subjects)
        )
        asked += [reading.point, *(essence(one, services.gazetteer, "") for one in questions)]
    return max(evidence.likelihood(question, region) for question in asked)


def foreign(situation: Situation) -> Decision | None:
    """Say that no clause answers what is surely none of a document's business, whatever it names.

    A tenant whose walls are damp asks for another flat, not for 租房落户. Who moves with whom, a
    case to be judged and a document's number always have to do with one.
    """
    state, bars = situation.state, policy()
    if state.region is None or situation.earlier.checking or _is_of_document(situation):
        return None
    if len(situation.text) <= bars.lengths.also_so or wants_verdict(situation):
        return None
    if is_a_case(situation):
        return None
    if not asks(situation.text) or situation.reading.message.told:
        return None
    if likelihood(situation, state.region) >= bars.scope.foreign:
        return None
    return silent(situation, "messages like it are none of the document's business")


def unanswerable(situation: Situation) -> Decision | None:
    """Say that no clause answers a question, before any pathway is judged that was not asked for.

    What leans on the conversation in a few words, answers in a check, and the wish to be judged
    are no such questions.
    """
    state, text = situation.state, situation.text
    bars = policy().lengths
    if state.region is None or state.checking:
        return None
    wants = wants_verdict(situation)
    if len(text) <= bars.story and not (asks(text) or wants):
        return None
    short = len(situation.reading.point) <= bars.leans_on_question
    leans = short and state.topic is not None and not of_another_matter(situation)
    if leans or situation.reading.message.told:
        return None
    if situation.reading.act == "check" and len(text) <= bars.also_so:
        return None
    if is_ours(situation, state.region):
        return None
    return silent(situation, "nobody asks a document this that answers it")


def of_another_matter(situation: Situation) -> bool:
    """Whether a message names what no document answers, and leans on nothing said before.

    What asks for a facet (面积有要求吗) names that, not a matter in which it counts as well.
    """
    bars, text, services = policy().scope, situation.reading.whole, situation.services
    if likelihood(situation, situation.state.region) >= bars.foreign:
        return False
    facets, rest = _facets_and_rest(situation, text)

    def is_of_facet(topic: str) -> bool:
        return any(is_word_of(word, facets) for word in services.topics[topic].lay)

    told = situation.evidence.topics(rest) if rest else {}
    surely = (name for name in services.topics if told.get(name, 0.0) >= bars.topic_surely)
    if any(not is_of_facet(name) for name in surely):
        return True
    meant = topics_meant(situation)
    said = words_said(services.topics[meant[0]].lay, text) if len(meant) == 1 else ()
    return any(not is_word_of(word, facets) for word in said)


def silent(situation: Situation, reason: str) -> Decision:
    """Say that the documents do not answer, and whom to ask instead where that is known.

    Who only tells something of no known matter has asked nothing that could be unanswered.
    """
    about = topics_meant(situation)
    if not about and asks_nothing(situation):
        return noted(situation)
    return with_pending(Decision("silent", reason, situation, about=about))


def asks_nothing(situation: Situation) -> bool:
    """Whether a message, no long story and in no check, only tells something."""
    if situation.state.checking or len(situation.text) > policy().lengths.story:
        return False
    return not asks_or_wants(situation)


def noted(situation: Situation) -> Decision:
    """Say that what was told is noted, and ask what the person wants to know."""
    reason = "it only tells something, of which no one way is sure"
    return Decision("say", reason, situation, saying="smalltalk.noted")


def topics_meant(situation: Situation) -> tuple[str, ...]:
    """What a message is about that no document answers: one topic, two in doubt, or none.

    Told by messages like it, and by the words with which people speak of a topic.
    """
    bars, topics = policy().scope, situation.services.topics
    text = situation.reading.whole
    shares = _shares(situation, text)
    for name, topic in topics.items():
        said = bars.topic_by_character * sum(map(len, words_said(topic.lay, text)))
        if said:
            shares[name] = shares.get(name, 0.0) + min(said, bars.topic_by_words)
    best, *others = sorted(shares, key=lambda name: -shares[name])[:2] or [""]
    # What sounds like idle talk is of a matter only where that is hardly in doubt.
    idle = situation.reading.message.ranking.get("out_of_scope", 0.0) >= bars.something_else
    short = len(situation.text) <= policy().lengths.also_so
    if not best or shares[best] < (bars.topic_surely if idle and short else bars.topic):
        return ()
    doubted = shares[best] < bars.topic_surely
    near = [name for name in others if shares[name] >= bars.topic_beside * shares[best]]
    return (best, *near) if doubted else (best,)
