"""Checking a person's eligibility: which pathway, the next question, and the verdict."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.context import Context, Reply
from actions.conversation.menu import menu_options, region_name, region_ref
from actions.conversation.naming import named_pathway, titled_pathway
from actions.conversation.nearness import found_instead, hits_of, is_near, nearest_first
from actions.conversation.persons import called, with_likely_kin
from actions.conversation.verdict import verdict_turn
from actions.conversation.whereabouts import lacks_other_place
from actions.eligibility import Judgement
from actions.eligibility.evaluate import facts_of, leaves
from actions.eligibility.model import Fact, Pathway
from actions.eligibility.question import offered
from actions.turns.citations import cite_all, standing_notices
from actions.turns.model import Citation, Notice, Option, Question, Turn
from actions.turns.quoting import basis, with_notices
from actions.turns.telling import address
from actions.understanding.facts import days_of
from actions.understanding.speech import asks, is_personal, pattern
from luohu.essence import wants_check

WHICH_PATHWAY = "pathway"
_ENOUGH_FOR_OPEN = 2


def start_check(context: Context) -> Reply | None:
    """Judge the person where the message tells of them, or asks to be judged."""
    session = context.session
    if session.region is None:
        return None
    wanted = wants_verdict(context)
    corrected = correct_last(context)
    context = corrected or context
    pathway = _goes_on(context) or pathway_meant(context)
    if pathway is None and wanted:
        elsewhere = _opened_elsewhere(context)
        return _not_opened(context, elsewhere) if elsewhere else ask_pathway(context)
    if pathway is None:
        return None
    if session.checking and not (wanted or corrected or asks_or_wants(context)):
        return None
    if wanted or corrected:
        return judge_again(context, pathway)
    is_open = bool(pattern("open_question").search(context.text))
    enough = _ENOUGH_FOR_OPEN if is_open else 1
    if tells_of(context, pathway) < enough or _is_aside(context, pathway):
        return None
    # 没房本的公房算不算稳定住所 asks what a word means: a refusal would answer what nobody asked.
    beside = is_open and not pattern("may_settle").search(context.text)
    refused = _judge(context, pathway) if beside else None
    if refused and refused.verdict == "ineligible":
        return None
    return judge_again(context, pathway)


def wants_verdict(context: Context) -> bool:
    """Whether somebody wants their own case to be judged."""
    return context.message.is_act("check") or wants_check(context.text)


def _is_aside(context: Context, pathway: str) -> bool:
    """Whether a message asks about something that other clauses treat, whatever it tells."""
    spoken_of = (context.session.checking, context.session.topic)
    if context.somebody_moves:
        return False
    return pathway not in spoken_of and asks(context.text) and not is_near(context, pathway)


def asks_or_wants(context: Context) -> bool:
    """Whether the message is worded as a question or a wish, not as telling something."""
    return asks(context.text) or bool(pattern("wants").search(context.text))


def _opened_elsewhere(context: Context) -> str | None:
    """The pathway that the message is about, where only other places' documents open it."""
    services = context.services
    opened = (name for code in services.regions for name in services.eligibility.pathways(code))
    return context.topic if context.topic and context.topic in opened else None


def _goes_on(context: Context) -> str | None:
    """The pathway just judged, where the message tells more of what it depends on."""
    judged = context.session.judged
    if judged is None or judged != context.session.topic or asks(context.text):
        return None
    opened = context.services.eligibility.pathways(context.session.region or "")
    if judged not in opened or (context.topic in opened and context.topic != judged):
        return None
    return judged if tells_of(context, judged) else None


def judge_again(context: Context, pathway: str) -> Reply:
    """The verdict on a pathway, or the next question on the way to it."""
    judgement = _judge(context, pathway)
    if judgement is None:
        return _not_opened(context, pathway)
    if judgement.next_fact:
        return ask_next(context, pathway)
    session = replace(
        context.session,
        topic=pathway,
        judged=pathway,
        checking=None,
        asked_fact=None,
        waiting=False,
        misses=0,
    )
    return Reply(verdict_turn(context, judgement), session)


def next_question_of(context: Context, pathway: str) -> tuple[Question, tuple[Option, ...]] | None:
    """The next question of a check, to be put under an answer; None where none is open."""
    judgement = _judge(context, pathway)
    if judgement is None or not judgement.next_fact:
        return None
    fact = context.services.eligibility.facts[judgement.next_fact]
    return _question(context, judgement, fact), choices(context, fact, judgement.pathway)


def with_pending(context: Context, turn: Turn) -> Turn:
    """The turn with the next question of the check that is going on under it, if there is one."""
    checked = context.session.checking
    asked = next_question_of(context, checked) if checked else None
    if asked is None:
        return turn
    question, options = asked
    back = context.say("eligibility.back", question=question.text)
    return replace(turn, text=f"{turn.text}\n{back}", question=question, options=options)


def _judge(context: Context, pathway: str) -> Judgement | None:
    session, rules = context.session, context.services.eligibility
    region, opened = session.region or "", rules.pathways(session.region or "")
    facts = session.facts
    if pathway in opened:
        facts = with_likely_kin(session, opened[pathway][1].requires, rules.facts, context.day)
    return rules.judge(region, pathway, facts, context.day, session.unknown, session.rough)


def ask_next(context: Context, pathway: str) -> Reply:
    """Ask for the next fact; a check begins with what the document says of the pathway."""
    services, session = context.services, context.session
    judgement = _judge(context, pathway)
    if judgement is None or judgement.next_fact is None:
        return judge_again(context, pathway)
    fact = services.eligibility.facts[judgement.next_fact]
    question = _question(context, judgement, fact)
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    text = question.text
    if session.checking != pathway or context.moved_from:
        rules = judgement.pathway
        hits = hits_of(context)
        quotes = (*rules.quotes, *_route_quotes(context, rules))
        clauses = [services.corpus.find_quote(judgement.folder, q) for q in quotes]
        citations = cite_all(services.corpus, nearest_first(hits, clauses), context.day)
        notices = standing_notices(services.corpus, citations, context.day, services.wording)
        passage = hits[0].passage if hits else rules.quotes[0]
        shown = (basis(citation, services.wording, passage) for citation in citations[:1])
        check = context.say("answer.check", question=question.text)
        rule = context.say("eligibility.rule", summary=rules.summary)
        opening = with_notices("\n".join([rule, *shown]), notices)
        text = f"{opening}\n{check}"
    turn = Turn(
        "question",
        text,
        region_ref(context),
        pathway,
        citations,
        notices,
        choices(context, fact, judgement.pathway),
        question,
    )
    after = replace(
        session,
        topic=pathway,
        checking=pathway,
        asked_fact=fact.name,
        question=context.question() if not session.checking else session.question,
        waiting=False,
        misses=0,
    )
    return Reply(turn, after)


def _route_quotes(context: Context, rules: Pathway) -> list[str]:
    """The words that open the pathway by which the applicant settles, where somebody joins."""
    opened = context.services.eligibility.pathways(context.session.region or "")
    book, facts = context.services.eligibility.facts, context.session.facts
    named = (facts.get(n) for n in facts_of(rules.requires) if book[n].names_pathway)
    return [opened[str(name)][1].quotes[0] for name in named if name in opened]


def _question(context: Context, judgement: Judgement, fact: Fact) -> Question:
    quote = _condition_quote(judgement, fact)
    clause = context.services.corpus.find_quote(judgement.folder, quote)
    why = context.say("eligibility.why", clause=clause.heading or clause.id, quote=quote)
    names = called(context, judgement.pathway)
    if lacks_other_place(fact, context.session):
        where = address(context.say("eligibility.where"), names, context.services.wording)
        return Question(fact.name, where, why)
    return Question(fact.name, address(fact.question, names, context.services.wording), why)


def _condition_quote(judgement: Judgement, fact: Fact) -> str:
    tree = judgement.pathway.requires
    return next(condition.quote for condition in leaves(tree) if condition.fact == fact.name)


def choices(context: Context, fact: Fact, pathway: Pathway) -> tuple[Option, ...]:
    """The taps under the question for a fact."""
    say = context.services.wording
    relation = context.session.kin.get(fact.kinship or "")
    options = [
        Option(one.title, one.title)
        for one in offered(fact, pathway.requires)
        if (relation is None or relation in one.kin)
        and not lacks_other_place(fact, context.session)
    ]
    if fact.type == "bool" and not options:
        options = [Option(title, title) for title in say.listed("eligibility.yes_no")]
    unsure = say.say("eligibility.unsure")
    return (*options, Option(unsure, unsure))


def pathway_meant(context: Context) -> str | None:
    """The pathway that the message, or else the conversation, is about."""
    opened = context.services.eligibility.pathways(context.session.region or "")
    if context.somebody_moves and context.topic in opened:
        return context.topic
    titled = titled_pathway(context.text, opened)
    if titled:
        return titled
    wanted = wants_verdict(context)
    if context.topic and context.topic in opened:
        return (None if wanted else found_instead(context, context.topic)) or context.topic
    named = named_pathway(context, opened, faintly=wanted)
    if named:
        return named
    if context.topic:
        most = max(opened, key=lambda name: tells_of(context, name), default=None)
        return most if most and tells_of(context, most) >= _ENOUGH_FOR_OPEN else None
    remembered = (context.session.checking, context.session.topic)
    return next((name for name in remembered if name in opened), None)


def told(context: Context, pathway: str) -> bool:
    """Whether anything is known of the person that the pathway's conditions depend on."""
    region = context.session.region or ""
    found = context.services.eligibility.pathways(region).get(pathway)
    if found is None:
        absent = context.services.eligibility.absent(region, pathway)
        return bool(context.session.facts) and absent is not None
    return bool(facts_of(found[1].requires) & set(context.session.facts))


def tells_of(context: Context, pathway: str) -> int:
    """How many facts the message states on which the pathway's conditions depend."""
    _folder, rules = context.services.eligibility.pathways(context.session.region or "")[pathway]
    needed = facts_of(rules.requires)
    telling = needed - set(rules.presumes)
    if not telling and is_personal(context.text):
        telling = needed
    return len(telling & set(context.stated.facts))


def correct_last(context: Context) -> Context | None:
    """The context with the last duration replaced, where the message only says a new one."""
    loose = context.stated.loose
    if not context.message.is_act("correct") or len(loose) != 1:
        return None
    book = context.services.eligibility.facts
    known = context.session.facts
    durations = [name for name in known if book[name].type == "duration"]
    if not durations:
        return None
    last = durations[-1]
    length = days_of(loose[0], book[last], context.day)
    return None if length is None else context.remember(facts={**known, last: length})


def ask_pathway(context: Context) -> Reply:
    """Ask which of the region's pathways is meant."""
    opened = context.services.eligibility.pathways(context.session.region or "")
    options = tuple(Option(rules.title, rules.title) for _folder, rules in opened.values())
    text, why = context.say("eligibility.which"), context.say("eligibility.which_why")
    turn = Turn(
        "question",
        text,
        region_ref(context),
        options=options,
        question=Question(WHICH_PATHWAY, text, why),
    )
    return Reply(turn, context.remember(checking=WHICH_PATHWAY, asked_fact=WHICH_PATHWAY).session)


def _not_opened(context: Context, pathway: str) -> Reply:
    """Say that the place's document does not open the pathway that was being checked."""
    services, region = context.services, context.session.region or ""
    subject = services.subjects[pathway].title
    absent = services.eligibility.absent(region, pathway)
    name = "pathway.absent_see" if absent else "pathway.absent"
    note = absent[1].note if absent else ""
    text = context.say(name, region=region_name(context), subject=subject, note=note)
    quotes = [absent[1].quote] if absent and absent[1].quote else []
    clauses = [services.corpus.find_quote(absent[0], quote) for quote in quotes if absent]
    citations = cite_all(services.corpus, clauses, context.day)
    notices = standing_notices(services.corpus, citations, context.day, services.wording)
    turn = Turn(
        "no_answer", text, region_ref(context), pathway, citations, notices, menu_options(context)
    )
    return Reply(turn, context.remember(checking=None, asked_fact=None, topic=pathway).session)
