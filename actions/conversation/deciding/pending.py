"""The question that is pending: its answer, what is asked about it, and asking it again."""

from __future__ import annotations

from dataclasses import replace

from actions.conversation import reducer
from actions.conversation.asking import behind
from actions.conversation.deciding.attempts import (
    CONTROL,
    MISHEARD,
    asked_in_full,
    is_answer,
    is_said_again,
    is_surely_read,
    names_another_way,
    pending_fact,
    tells_and_asks,
    told_beside_question,
    turns_elsewhere,
)
from actions.conversation.deciding.checks import correct_last
from actions.conversation.deciding.judging import judged, with_pending
from actions.conversation.deciding.pathways import wants_verdict
from actions.conversation.deciding.scope import likelihood, of_another_matter
from actions.conversation.deciding.telling import asks_barely
from actions.conversation.decision import Decision, Found
from actions.conversation.naming import pathways_called
from actions.conversation.reading import facts_checked
from actions.conversation.session import WHICH_PATHWAY
from actions.conversation.situation import Situation
from actions.conversation.whereabouts import lacks_other_place
from actions.eligibility import Judgement
from actions.eligibility.model import Choice, Fact, FactValue
from actions.turns.telling import tell_fact
from actions.understanding.answering import ANSWER, ASKED_BACK
from actions.understanding.answers import answer_to, is_of_another
from actions.understanding.durations import find_spans
from actions.understanding.facts import leaves_open, stated_facts, tapped
from actions.understanding.listening import Listener
from actions.understanding.speech import (
    asks,
    ends_what_was,
    is_personal,
    is_turned,
    pattern,
    polarity,
)
from actions.understanding.terms import Term, listed_choice, term_in
from luohu.acts import Act
from luohu.policy import policy

_LEAVING: tuple[Act, ...] = ("hand_over", "goodbye")
_TELLING: tuple[Act, ...] = ("affirm", "deny", "inform", "correct")
_CHATTER: tuple[Act, ...] = ("greet", "thank", "goodbye", "smalltalk", "abuse", "out_of_scope")
_REMARKS: tuple[Act, ...] = ("out_of_scope", "opinion", "smalltalk")


def stop_check(situation: Situation) -> Decision | None:
    """End a check when the person says so; what they said stays known."""
    reading = situation.reading
    if reading.act != "stop" or reading.stated.facts or reading.places.outside:
        return None
    fact = pending_fact(situation)
    if fact is not None and ends_what_was(situation.text, fact.question):
        # 早停了 under a question about insurance ends the insurance.
        return None
    name = "smalltalk.stopped" if situation.state.checking else "smalltalk.nothing_to_stop"
    return Decision("say", "the person ends the check", situation, saying=name)


def why_asked(situation: Situation) -> Decision | None:
    """Say why the pending question matters, with the clause that asks for it."""
    state = situation.state
    if situation.reading.act != "why" or not state.checking or not state.asked_fact:
        return None
    decision = judged(situation, state.checking)
    if decision.move != "ask":
        return decision
    return replace(decision, move="why", reason="the person asks why it is asked")


def asked_back(situation: Situation) -> Decision | None:
    """Explain the pending question where the message asks what it means instead of answering."""
    fact, text = pending_fact(situation), situation.text
    if fact is None or not situation.state.checking or tapped(text, fact):
        return None
    term = term_in(text, situation.services.terms)
    short = len(text) <= policy().lengths.leans_on_question
    if pattern("asks_meaning").search(text) and (term or short):
        term = term or term_in(asked_in_full(fact), situation.services.terms)
    elif not _asks_what_counts(situation, fact):
        return None
    if situation.state.misses >= policy().patience.asking:
        return _without(situation, fact, vain=True)
    # 两室一厅跟人合住的也算吗 tells of the home, but leaves open what it is.
    kept = {name: value for name, value in situation.state.facts.items() if name != fact.name}
    situation = reducer.told(situation, kept)
    decision = judged(situation, situation.state.checking or "")
    if decision.move != "ask":
        return decision
    return replace(
        decision,
        move="explain",
        reason="the person asks what the pending question means",
        pending=decision.judgement,
        found=_explaining(situation, decision.judgement, term),
        about=(term.id,) if term else (),
        lead=_choose(situation, fact) if situation.state.misses else "",
        vain=True,
    )


def asked_meaning(situation: Situation) -> Decision | None:
    """Explain a word of the documents where the message only asks what it means."""
    state, text = situation.state, situation.text
    if state.region is None or not pattern("asks_meaning_plainly").search(text):
        return None
    term = term_in(text, situation.services.terms)
    if term is None or len(text) > policy().lengths.also_so:
        return None
    found = _explaining(situation, None, term)
    reason = "it asks what a word of the documents means"
    return with_pending(Decision("explain", reason, situation, found=found, about=(term.id,)))


def _explaining(situation: Situation, asked: Judgement | None, term: Term | None) -> Found | None:
    """The clause that says what a word means, that the question is asked from, or that has it."""
    corpus, topic = situation.services.corpus, situation.state.topic
    documents = corpus.by_region(situation.state.region or "")
    stated = term.stated if term else {}
    for document in documents:
        if document.folder in stated:
            quote = stated[document.folder]
            clause = corpus.find_quote(document.folder, quote)
            return Found("clauses", (clause,), topic, passage=quote)
    names = term.called if term else ()
    if asked and asked.next_fact:
        quote = behind(asked, asked.next_fact)
        clause = corpus.find_quote(asked.folder, quote)
        if term is None or any(name in clause.quote for name in names):
            return Found("clauses", (clause,), asked.pathway.id, passage=quote)
    for name in names:
        for document in documents:
            for clause in document.clauses:
                if name in clause.quote:
                    return Found("clauses", (clause,), topic, passage=name)
    return None


def passing_remark(situation: Situation) -> Decision | None:
    """Say a word to what is neither answer nor question, and go on with the pending question."""
    fact, reading = pending_fact(situation), situation.reading
    if fact is None or not situation.state.checking or asks(situation.text):
        return None
    if reading.act not in _REMARKS or reading.stated.facts:
        return None
    return _again(situation, fact, "eligibility.chatted")


def direct_answer(situation: Situation) -> Decision | None:
    """Take the message as the answer to the pending question, if it gives one."""
    state, reading = situation.state, situation.reading
    fact = pending_fact(situation)
    if fact is None or not state.checking:
        return None
    if lacks_other_place(fact, state) and not lacks_other_place(fact, situation.earlier):
        return judged(situation, state.checking)
    if situation.names_another_place and fact.name not in reading.stated.facts:
        return None
    tells = reading.stated.facts or reading.stated.loose
    if not tells and reading.act in _LEAVING:
        return None
    said = polarity(situation.text, fact.question)
    bars, listener = policy().listening, situation.services.listener
    unsure, answers = listener.is_unsure(situation.text), is_answer(situation)
    misheard = reading.act in MISHEARD and unsure >= bars.unasked
    # 眼睛花了看不清屏幕 is no don't-know, short as it is.
    answers = answers and listener.kind(situation.text) == ANSWER
    doubts = misheard or (answers and unsure >= bars.is_answer)
    # Who says 不知道 and tells what they do not know says nothing of it.
    mute = (doubts and said == "dont_know") or _counts_elsewhere(situation, fact)
    value = None if mute else _answer(situation, fact)
    if value is not None:
        facts = _told_with(situation, fact) | {fact.name: value}
        answered = reducer.answered(situation, fact.name, facts, _is_rough(situation, fact))
        return judged(answered, state.checking)
    doubts = doubts and said is None and reading.message.intent not in _REMARKS
    if reading.act == "dont_know" or said == "dont_know" or doubts:
        return _without(situation, fact)
    return None


def long_open(situation: Situation) -> Decision | None:
    """Go on without a fact that was asked for in vain time and again, whatever came in between."""
    fact, text = pending_fact(situation), situation.text
    if fact is None or not situation.state.checking or situation.names_another_place:
        return None
    if situation.state.facts != situation.earlier.facts:
        return None
    # Questions are answered meanwhile, but not with the same one below for ever.
    patience = policy().patience
    other = asks(text) and not (is_said_again(situation) or asks_barely(situation))
    if situation.earlier.still_open < (patience.meanwhile if other else patience.asking):
        return None
    if situation.reading.act in CONTROL or turns_elsewhere(situation):
        return None
    return _without(situation, fact, vain=True)


def answer_in_vain(situation: Situation) -> Decision | None:
    """Never search with what is meant as an answer: take what else it tells, or ask again."""
    state, fact = situation.state, pending_fact(situation)
    if fact is None or not state.checking or situation.names_another_place:
        return None
    if not is_answer(situation) or turns_elsewhere(situation):
        return None
    if situation.reading.act in _REMARKS:
        return _again(situation, fact, "eligibility.chatted")
    return other_answer(situation) or _again(situation, fact, _why_again(situation, fact))


def other_answer(situation: Situation) -> Decision | None:
    """Take from the message what it says besides the pending question: a pathway, other facts."""
    state, told = situation.state, situation.reading.stated.facts
    if not state.checking or not state.asked_fact:
        return None
    if state.asked_fact == WHICH_PATHWAY:
        return None
    if asks(situation.text) and of_another_matter(situation):
        # 身份证丢了上哪补 tells nothing of the case, whatever is heard in it.
        return None
    corrected = correct_last(situation)
    if not corrected and (not told or turns_elsewhere(situation)):
        return None
    decision = judged(corrected or situation, state.checking)
    kept = situation.earlier.facts
    unsure = situation.reading.unsure
    news = any(kept.get(name) != value for name, value in told.items() if name not in unsure)
    asked = decision.judgement.next_fact if decision.judgement else None
    if news or decision.move != "ask" or asked != state.asked_fact:
        return decision
    # Nothing new was told, nor what is asked: nobody is asked the same for ever.
    fact = pending_fact(situation)
    if fact is None:
        return decision
    return _again(situation, fact, _why_again(situation, fact))


def ask_again(situation: Situation) -> Decision | None:
    """Ask the pending question again where the message is no question and answers nothing.

    After some vain attempts the fact is left open, and the check goes on without it.
    """
    state, message, text = situation.state, situation.reading.message, situation.text
    fact = pending_fact(situation)
    if fact is None or not state.checking or asks(text) or _wants_to_know(situation):
        return None
    short = len(text) <= policy().lengths.answer
    # 同意 says yes to something, though not to what was asked: it is no question about policy.
    answering = message.intent in _TELLING and short
    tells = is_personal(text) or answering or situation.reading.places.only_place
    tells = tells and not pattern("wants").search(text)
    surely = message.confidence >= policy().acts.no_answer_in_check
    surely = surely and message.intent not in _CHATTER
    if not tells and (not short or surely):
        return None
    return _again(situation, fact, _why_again(situation, fact))


def _wants_to_know(situation: Situation) -> bool:
    """Whether a message asks, without the words of a question, what the documents surely answer."""
    if not pattern("wants_to_know").search(situation.text):
        return False
    return likelihood(situation, situation.state.region) >= policy().scope.says_yes


def _again(situation: Situation, fact: Fact, saying: str) -> Decision:
    """Put the question again: as it is, then with its choices, and then go on without it."""
    state = situation.state
    if state.misses >= policy().patience.asking:
        return _without(situation, fact, vain=True)
    taken = _taken_as(situation, fact) if state.misses else None
    if taken:
        return taken
    decision = judged(situation, state.checking or "")
    if decision.move != "ask":
        return decision
    first = state.misses == 0
    lead = situation.say(saying, question="") if first else _choose(situation, fact)
    return replace(decision, lead=lead, vain=True)


def _taken_as(situation: Situation, fact: Fact) -> Decision | None:
    """Go on with what an answer most likely says that was asked for twice, and say so."""
    listener, text = situation.services.listener, situation.text
    stated = situation.reading.stated
    if listener.kind(text) != ANSWER or stated.facts.keys() - stated.heard - {fact.name}:
        return None
    read = listener.read(text, fact)
    if read is None or read.likelihood < policy().listening.insisted:
        return None
    if stated.facts.get(fact.name, read.value) != read.value:
        return None
    if is_of_another(text, fact, _needed(situation), listener):
        return None
    facts = _told_with(situation, fact) | {fact.name: read.value}
    decision = judged(reducer.answered(situation, fact.name, facts), situation.state.checking or "")
    told = tell_fact(fact, read.value, situation.day, situation.services.wording)
    lead = situation.say("eligibility.taken_as", fact=told)
    return replace(decision, reason=f"{fact.name} is taken as said twice", lead=lead)


def _choose(situation: Situation, fact: Fact) -> str:
    """What was taken in besides, and between what to choose, in words."""
    book, wording = situation.services.eligibility.facts, situation.services.wording
    told = "；".join(
        tell_fact(book[name], value, situation.day, wording)
        for name, value in situation.reading.stated.facts.items()
        if name != fact.name and name not in situation.reading.stated.heard
    )
    listed = [choice.title for choice in fact.choices]
    if fact.type == "bool" and not listed:
        listed = list(wording.listed("eligibility.yes_no"))
    taken = situation.say("eligibility.taken_in", facts=told) if told else ""
    if not listed:
        return taken + situation.say("eligibility.say_plainly")
    choices = "".join(situation.say("eligibility.one_choice", title=title) for title in listed)
    return taken + situation.say("eligibility.choose", choices=choices)


def _asks_what_counts(situation: Situation, fact: Fact) -> bool:
    """Whether the message asks what the pending question counts (新农合算不算, 购房合同行不行)."""
    text, services = situation.text, situation.services
    if len(text) > policy().lengths.story or polarity(text, fact.question):
        return False
    if pattern("said_already").search(text):
        return False
    asked = asked_in_full(fact)
    named = set(pathways_called(text, situation.opened, services.subjects))
    if pattern("asks_what_counts").search(text):
        shares = any(text[at : at + 2] in asked for at in range(len(text) - 1))
        return shares or not named - {situation.state.checking}
    elsewhere = {one.code for one in situation.reading.places.regions} - {situation.earlier.region}
    if names_another_way(situation) or elsewhere:
        return False
    if services.listener.kind(text) != ASKED_BACK or tells_and_asks(situation):
        return False
    # 才两个月,还是婴儿 only sounds like a choice.
    return asks(text) or not is_surely_read(situation, fact, text)


def _answer(situation: Situation, fact: Fact) -> FactValue | None:
    """The value that the message gives to the pending fact, if it gives one."""
    reading, services = situation.reading, situation.services
    # 哪有啊 answers although it is worded like a question; 社保要交多久 asks.
    elsewhere = not is_answer(situation)
    folders = [one.folder for one in services.corpus.by_region(situation.state.region or "")]
    listed = None if elsewhere else listed_choice(reading.text, fact, services.terms, folders)
    if listed:
        return listed.value
    listener = None if elsewhere else services.listener
    value = _said_in(situation, fact, listener)
    if fact.name not in reading.stated.known and _is_of_others(situation, fact):
        return None
    said = polarity(reading.text, fact.question)
    turned = is_turned(reading.text, fact.question)
    if fact.type == "bool" and not fact.choices and said is None and not turned:
        nods = {"affirm": True, "deny": False}.get(reading.message.intent or "")
        few = len(reading.text) <= policy().lengths.yes_or_no
        surely = reading.message.confidence >= policy().acts.no_answer_in_check and few
        if value is None or (nods is not None and surely and fact.name not in reading.stated.facts):
            return nods if nods is not None else value
    return value


def _is_of_others(situation: Situation, fact: Fact) -> bool:
    """Whether all that is said is of somebody whose fact it is not (我城里的房,有证)."""
    said, stated = situation.reading.said, situation.reading.stated
    of_them = fact.holder == "applicant" or not stated.breaths or stated.about(fact, said)
    return not of_them


def _counts_elsewhere(situation: Situation, fact: Fact) -> bool:
    """Whether a length includes what was spent at another place (算上之前在济南租的,三年)."""
    if fact.type != "duration" or not situation.reading.places.origins:
        return False
    return bool(pattern("adds_up").search(situation.text))


def _said_in(situation: Situation, fact: Fact, listener: Listener | None) -> FactValue | None:
    """What a message says to a fact: by what it tells beside a question, if it asks one.

    他俩没出过村,户口不在村里能在哪儿 answers by what it tells, 凭那套楼房呗,不凭它凭啥 as a whole.
    """
    reading, day, needed = situation.reading, situation.day, _needed(situation)
    told = told_beside_question(reading.said)
    beside = bool(told) and fact.name not in reading.stated.known
    only_place = reading.places.only_place
    value = None
    if not beside or (listener and is_surely_read(situation, fact, reading.said)):
        said, stated, raw = reading.said, reading.stated, reading.text
        value = answer_to(fact, said, stated, day, needed, listener, raw, only_place)
    if value is None and beside:
        stated = stated_facts(told, {fact.name: fact}, day)
        value = answer_to(fact, told, stated, day, needed, listener, told, only_place)
    return value


def _needed(situation: Situation) -> dict[str, Fact]:
    """The facts on which the pathways depend that are being checked."""
    book = situation.services.eligibility.facts
    return {name: book[name] for name in facts_checked(situation.state, situation.opened)}


def _why_again(situation: Situation, fact: Fact) -> str:
    """The sentence with which a question is put again."""
    if wants_verdict(situation):
        return "eligibility.depends"
    if fact.type == "duration" and find_spans(situation.text, situation.day):
        return "eligibility.vague"
    half = leaves_open(situation.reading.said, fact) or situation.reading.places.only_place
    return f"eligibility.{'half_said' if half else 'not_understood'}"


def _told_with(situation: Situation, fact: Fact) -> dict[str, FactValue]:
    """The facts known beside an answer: a mere answer, or what is only heard in it, adds none."""
    text = situation.text
    known = {name: value for name, value in situation.earlier.facts.items() if name != fact.name}
    chosen = tapped(text, fact) or next(
        (choice for choice in fact.choices if choice.also and text in choice.words), None
    )
    if chosen:
        return known | _settled_by(fact, chosen)
    if polarity(text, fact.question):
        return known
    stated = situation.reading.stated
    return known | {n: value for n, value in stated.facts.items() if n not in stated.heard}


def _settled_by(fact: Fact, chosen: Choice) -> dict[str, FactValue]:
    """What a choice settles besides: what it says, and not what its twins of one value say."""
    twins = (choice for choice in fact.choices if choice.value == chosen.value)
    others = {name: not value for twin in twins for name, value in twin.also.items()}
    return {**others, **chosen.also}


def _is_rough(situation: Situation, fact: Fact) -> bool:
    """Whether the answer is a duration that is not told exactly."""
    if fact.type != "duration":
        return False
    told = find_spans(situation.reading.said, situation.day)
    return any(span.days != span.most for span in told)


def _without(situation: Situation, fact: Fact, vain: bool = False) -> Decision:
    """Go on with the check although a fact is not known; after vain attempts that is said."""
    decision = judged(reducer.left_open(situation, fact.name), situation.state.checking or "")
    lead = situation.say("eligibility.left_open", label=fact.label) if vain else ""
    return replace(decision, reason=f"{fact.name} is left open; {decision.reason}", lead=lead)
