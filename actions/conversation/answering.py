"""Answers to questions of policy: the clause that answers, quoted, or that none does."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.asides import ASIDES
from actions.conversation.checking import judge_again, next_question_of, told, with_pending
from actions.conversation.context import Context, Reply
from actions.conversation.finding import find
from actions.conversation.found import Found
from actions.conversation.menu import menu_options, region_name, region_ref
from actions.conversation.scoping import is_ours
from actions.corpus import Clause
from actions.turns.citations import cite_all, standing_notices
from actions.turns.model import Kind, Option, Turn
from actions.turns.quoting import LONGEST, SHORT, basis, with_notices
from actions.understanding.speech import is_personal

_PATIENCE = 3


def answer(context: Context) -> Reply:
    """Answer a question about the session's region."""
    found = find(context)
    if found is None:
        return no_answer(context)
    return _verdict_already(context, found) or answer_with(context, found)


def _verdict_already(context: Context, found: Found) -> Reply | None:
    """The verdict, where a person has told all that counts; nobody is refused who only asked."""
    pathway = found.pathway
    if pathway is None or not is_personal(context.text) or not told(context, pathway):
        return None
    if next_question_of(context, pathway):
        return None
    reply = judge_again(context, pathway)
    refused = (reply.turn.eligibility or {}).get("verdict") == "ineligible"
    return None if refused else reply


def answer_again(context: Context) -> Reply:
    """Take up what was being spoken of, for the place that is known now."""
    session = context.session
    asked = context.about(session.question) if session.question else context
    afresh = asked.remember(checking=None, asked_fact=None)
    spoken_of = (session.checking, asked.topic, session.topic)
    pathway = next((name for name in spoken_of if name and told(asked, name)), None)
    if pathway:
        return judge_again(afresh, pathway)
    return answer(afresh)


def out_of_scope(context: Context) -> Reply | None:
    """Turn away what has nothing to do with these documents, whatever place it names."""
    leaning = context.session.question is not None and context.places.regions
    if leaning or context.stated.facts or not context.message.is_act("out_of_scope"):
        return None
    return None if is_ours(context, context.session.region) else no_answer(context)


def no_answer(context: Context) -> Reply:
    """Say that the documents do not answer, and where to turn."""
    misses = context.session.misses + 1
    outside = context.message.is_act("out_of_scope")
    if misses >= _PATIENCE:
        text = context.say("no_answer.person")
    elif outside:
        text = context.say("no_answer.out_of_scope")
    else:
        text = context.say("no_answer.ask", region=region_name(context))
    if misses == _PATIENCE - 1:
        text += context.say("no_answer.again")
    options = menu_options(context) if misses >= _PATIENCE - 1 else ()
    kind: Kind = "handoff" if misses >= _PATIENCE else "no_answer"
    turn = with_pending(context, Turn(kind, text, region_ref(context), options=options))
    return Reply(turn, replace(context.session, misses=misses, waiting=False))


def answer_with(context: Context, found: Found) -> Reply:
    """The turn that says what was found, with its clauses and the next question of a check."""
    services = context.services
    answering = cite_all(services.corpus, found.clauses, context.day)
    beside = cite_all(services.corpus, found.beside, context.day)
    citations = (*answering, *beside)
    if not citations and found.kind == "answer":
        return no_answer(context)
    notices = (
        *found.notices,
        *standing_notices(services.corpus, citations, context.day, services.wording),
    )
    shown = services.wording
    parts = [found.conclusion]
    parts += [basis(citation, shown, found.passage, LONGEST) for citation in answering]
    parts += [basis(citation, shown, found.passage, SHORT, "related") for citation in beside]
    spoken_of = context.session.topic if found.topic in ASIDES else found.topic
    session = replace(
        context.session,
        topic=spoken_of or context.session.topic,
        question=context.question(),
        waiting=False,
        misses=0,
    )
    question, options, last = None, _follow_ups(context, found.clauses), ""
    begins = found.pathway if is_personal(context.text) else None
    checked = begins or context.session.checking
    asked = next_question_of(replace(context, session=session), checked) if checked else None
    if asked:
        question, options = asked
        session = replace(session, checking=checked, asked_fact=question.fact)
        lead = "answer.check" if begins else "eligibility.back"
        last = context.say(lead, question=question.text)
    text = with_notices("\n".join(parts), notices) + (f"\n{last}" if last else "")
    turn = Turn(
        found.kind,
        text,
        region_ref(context),
        found.topic,
        citations,
        notices,
        options,
        question,
    )
    return Reply(turn, session)


def _follow_ups(context: Context, clauses: list[Clause]) -> tuple[Option, ...]:
    """Taps that lead on from an answer."""
    entries = context.services.wording.listed("answer.options")
    return tuple(Option(entry["title"], entry["payload"]) for entry in entries) if clauses else ()
