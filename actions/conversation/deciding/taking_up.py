"""Going on with what is remembered, whoever put it there: another channel, or an operator."""

from __future__ import annotations

from actions.conversation.deciding.judging import judged, overviewed
from actions.conversation.deciding.placing import ask_place, uncovered_place
from actions.conversation.deciding.questions import answer
from actions.conversation.decision import Decision
from actions.conversation.reading import sure_topic
from actions.conversation.session import ALL_WAYS, TAKE_UP, WHICH_PATHWAY, Asked
from actions.conversation.situation import Situation


def take_up(situation: Situation) -> Decision | None:
    """Go on with the case that the session holds, saying first what is known of it.

    A mere place leads to what can be asked about it, and an empty session to the greeting.
    """
    if situation.reading.message.intent != TAKE_UP:
        return None
    if situation.state.region not in situation.services.regions:
        situation = situation.supposing(region=None)
    if situation.state.checking in (ALL_WAYS, WHICH_PATHWAY) and situation.state.region:
        return overviewed(situation.supposing(checking=ALL_WAYS, asked_fact=None, asked=0))
    subject, then = subject_spoken_of(situation), go_on(situation)
    if subject is None or then is None:
        return Decision("take_up_place", "no subject is spoken of", situation)
    reason = "the session holds a case to go on with"
    return Decision("take_up", reason, situation, subject, then=(then,))


def go_on(situation: Situation) -> Decision | None:
    """The verdict or next question of what is being spoken of, or its answer.

    Returns:
        None where nothing is being spoken of.
    """
    subject = subject_spoken_of(situation)
    if subject is None:
        return None
    afresh = situation.supposing(checking=None, asked_fact=None, waiting=False)
    asked = afresh.about(_question(situation, subject))
    uncovered = uncovered_place(asked) if asked.state.outside else None
    placeless = uncovered or (None if asked.state.region else ask_place(asked))
    if placeless:
        return placeless
    return judged(asked, subject) if subject in asked.opened else answer(asked)


def subject_spoken_of(situation: Situation) -> str | None:
    """The pathway or other subject that is being spoken of.

    The check that is going on comes first, then the pathway last spoken of, then the one judged
    before a digression, then the digression.
    """
    state, subjects, opened = situation.state, situation.services.subjects, situation.opened
    topic = state.topic if state.topic in subjects else None
    checking = state.checking if state.checking in subjects else None
    judged_last = state.judged if state.judged in opened else None
    asked = sure_topic(state.question.subjects) if state.question else None
    return checking or (topic if topic in opened else judged_last) or topic or asked


def _question(situation: Situation, subject: str) -> Asked:
    """The last question, where it was about the subject, or else the subject as a question."""
    question = situation.state.question
    if question and sure_topic(question.subjects) == subject:
        return question
    return Asked(situation.services.subjects[subject].title, {subject: 1.0})
