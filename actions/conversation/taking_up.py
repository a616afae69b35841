"""Going on with what is remembered, whoever put it there: another channel, or an operator."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.answering import answer
from actions.conversation.checking import WHICH_PATHWAY, ask_pathway, judge_again
from actions.conversation.context import Context, Reply, sure_topic
from actions.conversation.menu import menu_options, region_name, region_ref
from actions.conversation.placing import ask_place, uncovered_place
from actions.conversation.session import Asked
from actions.turns.model import Turn
from actions.turns.telling import tell_fact
from luohu.acts import SentAct

TAKE_UP: SentAct = "take_up"


def take_up(context: Context) -> Reply | None:
    """Go on with the case that the session holds, saying first what is known of it.

    A mere place leads to what can be asked about it, and an empty session to the greeting.
    """
    if context.message.intent != TAKE_UP:
        return None
    if context.session.region not in context.services.regions:
        context = context.remember(region=None)
    subject, reply = _subject(context), go_on(context)
    if subject is None or reply is None:
        return _menu(context)
    text = f"{_lead(context, subject)}\n{reply.turn.text}"
    return replace(reply, turn=replace(reply.turn, text=text))


def go_on(context: Context) -> Reply | None:
    """The verdict or next question of what is being spoken of, or its answer.

    Returns:
        None where nothing is being spoken of.
    """
    subject = _subject(context)
    if subject is None:
        return None
    afresh = context.remember(checking=None, asked_fact=None, waiting=False)
    asked = afresh.about(_question(context, subject))
    opened = context.services.eligibility.pathways(asked.session.region or "")
    placeless = _placeless(asked)
    if placeless:
        return placeless
    return judge_again(asked, subject) if subject in opened else answer(asked)


def _subject(context: Context) -> str | None:
    """The pathway or other subject that is being spoken of.

    The check that is going on comes first, then the pathway last spoken of, then the one judged
    before a digression, then the digression.
    """
    session, services = context.session, context.services
    opened = services.eligibility.pathways(session.region or "")
    topic = session.topic if session.topic in services.subjects else None
    checking = session.checking if session.checking in services.subjects else None
    judged = session.judged if session.judged in opened else None
    asked = sure_topic(session.question.subjects) if session.question else None
    return checking or (topic if topic in opened else judged) or topic or asked


def _question(context: Context, subject: str) -> Asked:
    """The last question, where it was about the subject, or else the subject as a question."""
    question = context.session.question
    if question and sure_topic(question.subjects) == subject:
        return question
    return Asked(context.services.subjects[subject].title, {subject: 1.0})


def _placeless(context: Context) -> Reply | None:
    """The turn that asks for a covered place, where none is known."""
    session = context.session
    uncovered = uncovered_place(context) if session.outside else None
    return uncovered or (None if session.region else ask_place(context))


def _menu(context: Context) -> Reply:
    """The way on where no subject is known."""
    if context.session.checking == WHICH_PATHWAY and context.session.region:
        return ask_pathway(context)
    known = _told(context)
    if context.session.region:
        text = "\n".join([context.say("take_up.region", region=region_name(context)), *known])
    else:
        text = "\n".join([context.say("smalltalk.greet"), *known])
    turn = Turn("menu", text, region_ref(context), options=menu_options(context))
    return Reply(turn, replace(context.session, checking=None, asked_fact=None))


def _lead(context: Context, subject: str) -> str:
    """What is gone on with, and what is known, so that people see what was carried over."""
    title = context.services.subjects[subject].title
    name = "take_up.lead" if context.session.region else "take_up.no_region"
    lead = context.say(name, region=region_name(context), subject=title)
    return "".join([lead, *_told(context)])


def _told(context: Context) -> list[str]:
    """The facts that are known, and those that the person does not know."""
    session, wording = context.session, context.services.wording
    book = context.services.eligibility.facts
    known = [
        tell_fact(book[name], value, context.day, wording)
        for name, value in session.facts.items()
        if name in book
    ]
    open_ = [book[name].label for name in session.unknown if name in book]
    return [
        context.say(f"take_up.{name}", facts=context.say("told.between").join(facts))
        for name, facts in (("known", known), ("unknown", open_))
        if facts
    ]
