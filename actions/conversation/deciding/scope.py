"""Whether the documents answer a message at all, and what it is about if they do not."""

from __future__ import annotations

from actions.conversation.deciding.judging import with_pending
from actions.conversation.deciding.pathways import named_subject, tells_of, wants_verdict
from actions.conversation.decision import Decision
from actions.conversation.naming import titled_pathway
from actions.conversation.situation import Situation
from actions.retrieval.topics import Topic
from actions.understanding.questions import questions_of
from actions.understanding.speech import asks, pattern
from luohu.essence import essence
from luohu.policy import policy


def is_ours(situation: Situation, region: str | None) -> bool:
    """Whether the documents of a region, or of any, may answer the message.

    Half a question beside what is being spoken of is ours with it, and so are a few words of which
    understanding is sure; all else is told by messages of which that is known.
    """
    bars, reading = policy().scope, situation.reading
    topic = reading.topic
    outside = reading.message.ranking.get("out_of_scope", 0.0)
    sure = topic is not None and reading.subjects[topic] >= bars.sure_of_subject
    sure = sure and outside < bars.hardly_something_else
    if _wishes_it(situation, topic if sure else None):
        return True
    if sure and topic and situation.services.subjects[topic].aside:
        # Alone they are half a question: of what, the message or the conversation says.
        if situation.state.topic is not None or _answers_itself(situation, topic):
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
    likely = _likelihood(situation, region)
    if reading.message.intent == "out_of_scope" and outside >= bars.something_else:
        return likely >= bars.if_something_else
    return likely >= (bars.if_sure if sure else bars.answerable)


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

    That is so of the materials of a pathway that is named, and of the document's own dates.
    """
    if aside == "materials":
        return named_subject(situation, situation.opened) is not None
    return aside == "validity"


def _likelihood(situation: Situation, region: str | None) -> float:
    """How likely documents answer what is asked, or one of several things that are asked.

    Of what is no story the wish to be judged is left out.
    """
    reading, evidence = situation.reading, situation.evidence
    if len(reading.text) > policy().essence.story:
        return evidence.likelihood(reading.whole, region)
    questions = questions_of(reading.text)[: policy().several.most]
    asked = [reading.point]
    if len(questions) > 1:
        asked = [essence(question, situation.services.gazetteer, "") for question in questions]
    return max(evidence.likelihood(question, region) for question in asked)


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
    if (short and state.topic) or situation.reading.message.told:
        return None
    if wants and len(text) <= bars.also_so:
        return None
    if is_ours(situation, state.region):
        return None
    return silent(situation, "nobody asks a document this that answers it")


def silent(situation: Situation, reason: str) -> Decision:
    """Say that the documents do not answer, and whom to ask instead where that is known."""
    about = topic_of(situation)
    decision = Decision("silent", reason, situation, about=about.id if about else None)
    return with_pending(decision)


def topic_of(situation: Situation) -> Topic | None:
    """What a message is about that no document answers, if that is sure enough to be named."""
    topics = situation.services.topics
    name, share = situation.evidence.topic(situation.reading.whole)
    return topics.get(name) if share >= policy().scope.topic else None
