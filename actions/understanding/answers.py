"""What a message answers to the fact that was just asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from actions.eligibility.model import Fact, FactValue
from actions.understanding.breaths import bare_breaths
from actions.understanding.durations import find_spans
from actions.understanding.facts import (
    Stated,
    breaths_of,
    days_of,
    is_of_something_else,
    leaves_open,
    longest_choice,
    tapped,
    told_spans,
)
from actions.understanding.listening import Listener
from actions.understanding.spans import Span
from actions.understanding.speech import (
    Polarity,
    asks,
    is_turned,
    negations,
    pattern,
    polarity,
    says_throughout,
)
from luohu.policy import policy
from luohu.text import normalise

_EITHER_OR = "还是"
_LISTED = re.compile("[、,()/]|等")
_VILLAGE, _TOWN = "村里", "镇驻地"
_TENS = "零一二三四五六七八九"
_AGE = re.compile(r"(?:今年|刚|才|都|快|有|,)*([3-9]\d)(?:多)?(?:岁)?(?:了|的|啦)*")


def answer_to(
    fact: Fact,
    text: str,
    stated: Stated,
    day: date,
    book: Mapping[str, Fact],
    listener: Listener | None = None,
    raw: str = "",
    bare: bool = False,
) -> FactValue | None:
    """The value that ``text`` gives to ``fact``, or None where it gives none or is not clear.

    The words of a tap, places, numbers and a plain yes or no are taken first, then what the
    listener reads surely, then cues and the words of choices. Where a few words contradict what is
    read, or a plain word its cue, it is better to ask again.

    Args:
        fact: what was asked for.
        text: a normalised message.
        stated: what the message states.
        day: the day up to which durations are counted.
        book: the facts by name that what is told may be about.
        listener: reads answers in any words; None where the message hardly is one.
        raw: the message with its places called as they were said (王庄镇驻地).
        bare: whether it is nothing but the name of a place, which says no more than its own words.
    """
    tap = tapped(text, fact)
    if tap:
        return tap.value
    if fact.name in stated.known:
        # Of two places in a long answer the wrong one may have been taken.
        told = listener.read(text, fact) if listener else None
        sure = told is not None and told.likelihood >= policy().listening.read
        said = stated.facts[fact.name]
        return None if sure and told and told.value != said else said
    if bare:
        return longest_choice(_as_settlement(raw), fact)[1]
    named = _named(raw, text, fact)
    if named is not None:
        return named
    by_number = _by_number(text, fact, day)
    if by_number is not None or _is_only_a_length(text, fact, day):
        return by_number
    if _is_yes_or_no(fact) and is_turned(stated.about(fact, text), fact.question):
        turned = _read(text, raw, fact, stated, listener, policy().listening.read)
        return None if turned is True else turned
    cued = fact.name in stated.facts and fact.name not in stated.heard
    few = len(text) <= policy().lengths.yes_or_no
    denied = _denied_choice(text, fact) if few and not cued else None
    if denied is not None:
        return denied
    another = not cued and is_of_another(text, fact, book, listener)
    plain = _plainly(text, fact)
    if another and not few and plain in ("no", "not_yet"):
        # 店开在村里,不在镇上 denies nothing but what it tells.
        plain = None
    if plain == "dont_know" or (plain is None and not cued and _is_unsure(text, listener)):
        return None
    # Not done yet is not done today. Where no deed is asked for, it only does not say yes.
    clear = plain if plain != "not_yet" or "done" in fact.cues else None
    surely = _read(text, raw, fact, stated, listener, policy().listening.unasked)
    if clear and _is_yes_or_no(fact) and not cued:
        # 早迁走了,不在那本上: what is surely told goes before what sounds like a yes.
        bare_word = len(bare_breaths(text)) == 1 or says_throughout(text, fact.question)
        if surely is None and not (bare_word or few):
            # 那是,天天坐教室,不是函授那种: a no in a long answer may deny something else.
            surely = _read(text, raw, fact, stated, listener, policy().listening.read)
        return clear == "yes" if bare_word or surely is None else surely
    if cued and clear and _is_yes_or_no(fact) and (clear == "yes") is not stated.facts[fact.name]:
        # 哪能没备案: cue and plain word contradict each other.
        return None
    # Of two lengths the first that is cued may not be the one that is meant.
    worded = _by_words(fact, text, day) if not cued or fact.type == "duration" else None
    value = stated.facts[fact.name] if cued and worded is None else worded
    if value is None and leaves_open(text, fact):
        return None
    says = {choice.plain: choice.value for choice in fact.choices}
    if value is None and plain == "yes" and True in says:
        return None if pattern("only_agreed").search(text) else says[True]
    read = _read(text, raw, fact, stated, listener, _least(few, value, stated))
    if another:
        read = None
    if plain in ("no", "not_yet") and read in (None, says.get(True), True):
        # 没有承诺书 is never heard as having one; 不是函授,正经念了四年 denies something else.
        return (not few and surely) or (says.get(False) if value is None else value)
    if few and value is not None and not cued and read not in (None, value):
        # 村里头,离镇上还有七八里地: of two choices named the one that is surely read.
        return value if surely is None else surely
    if read is None or (few and value is not None and not cued):
        return value
    return None if few and value not in (None, read) else read


def is_of_another(
    text: str, fact: Fact, book: Mapping[str, Fact], listener: Listener | None
) -> bool:
    """Whether a text surely tells another fact than the one that was asked for."""
    heard = listener.hear(text, book.values()) if listener else {}
    mine = heard.pop(fact.name, None)
    clearest = max((other.sureness for other in heard.values()), default=0.0)
    hardly = mine is not None and mine.sureness < policy().listening.read
    return hardly and clearest >= policy().listening.unasked


def _least(few: bool, value: FactValue | None, stated: Stated) -> float:
    """How likely must be what is read: less in a few words, more where they tell another fact."""
    bars = policy().listening
    if not few:
        return bars.read
    tells_another = value is None and stated.facts.keys() - stated.heard - stated.known
    return bars.unasked if tells_another else bars.is_answer


def _read(
    text: str, raw: str, fact: Fact, stated: Stated, listener: Listener | None, least: float
) -> FactValue | None:
    """What the listener surely reads: in what is said of the person, or else in the whole text."""
    if listener is None:
        return None
    own = stated.about(fact, text)
    told = list(dict.fromkeys((own, text, raw)))
    reads = [(one, read) for one in told if (read := listener.read(one, fact))]
    if fact.place:
        # 环翠区里头的 without its place is 里头的; 聊城莘县 with it is no more than a name.
        reads.sort(key=lambda pair: -pair[1].likelihood)
    for one, read in reads:
        # 三年的满了,没再签 is near to a yes in its words.
        turns = read.value is True and not fact.place and pattern("may_turn").search(one)
        if read.likelihood >= (max(least, policy().listening.unasked) if turns else least):
            return read.value
    return None


def _is_unsure(text: str, listener: Listener | None) -> bool:
    return listener is not None and listener.is_unsure(text) >= policy().listening.is_answer


def _is_yes_or_no(fact: Fact) -> bool:
    return fact.type == "bool" and _EITHER_OR not in fact.question


def _named(raw: str, text: str, fact: Fact) -> FactValue | None:
    """The choice that the words of a place's name say, where only they say it."""
    told = _as_settlement(raw)
    if told == text or asks(raw):
        return None
    named = longest_choice(told, fact)[1]
    return None if named == longest_choice(text, fact)[1] else named


def _as_settlement(raw: str) -> str:
    """A text in which the name of a village, or a town's seat, is called what choices call it."""
    return pattern("village_name").sub(_VILLAGE, pattern("town_seat").sub(_TOWN, raw))


def _by_number(text: str, fact: Fact, day: date) -> FactValue | None:
    """What a length says to a question whether one is reached, or an age to choices by age."""
    if fact.type == "bool":
        wanted = find_spans(normalise(fact.question), day)
        told = find_spans(text, day)
        if len(wanted) != 1 or len(told) != 1 or is_of_something_else(text, fact) or asks(text):
            return None
        if told[0].end - told[0].start < len(text) - policy().lengths.beside_a_duration:
            return None
        if told[0].days >= wanted[0].days:
            return True
        return False if told[0].most < wanted[0].days else None
    age = _AGE.fullmatch(text)
    if fact.type != "enum" or age is None:
        return None
    tens = _TENS[int(age[1]) // 10]
    return next((one.value for one in fact.choices if f"{tens}十" in one.words), None)


def _denied_choice(text: str, fact: Fact) -> FactValue | None:
    """The other one of two values, where a text denies the one it names (不在村里)."""
    if fact.type != "bool" or asks(text):
        return None
    word, other = longest_choice(text, fact)
    return None if word else other


def _is_only_a_length(text: str, fact: Fact, day: date) -> bool:
    """Whether a text is nothing but a length of time, of which a question asks nothing."""
    spans = find_spans(text, day) if fact.type == "bool" else []
    if len(spans) != 1 or find_spans(normalise(fact.question), day):
        return False
    return len(text) - (spans[0].end - spans[0].start) <= 1


def _plainly(text: str, fact: Fact) -> Polarity | None:
    """The plain yes or no of a text; a choice that tells of not knowing is an answer (没问过)."""
    plain = polarity(text, fact.question)
    word = longest_choice(text, fact)[0] if fact.type == "enum" else ""
    if plain == "dont_know" and word:
        rest = text.replace(word, "", 1)
        return "dont_know" if pattern("dont_know").search(rest) else None
    return plain


def _by_words(fact: Fact, text: str, day: date) -> FactValue | None:
    if fact.type == "duration":
        span = None if is_of_something_else(text, fact) else _one_length(text, day)
        return days_of(span, fact, day) if span else None
    word, chosen = longest_choice(text, fact)
    if chosen is None and not word:
        return _by_part_of_title(text, fact)
    # The words of a choice may look like a question (啥也不是, 几岁的孩子).
    return None if asks(text.replace(word, "", 1)) else chosen


def _one_length(text: str, day: date) -> Span | None:
    """The one length that an answer tells, be it told twice (前年五月来的,两年多了).

    Lengths that differ do not say which is meant.
    """
    bars, spans = policy().listening, find_spans(text, day)
    told = [s for a, b in breaths_of(text, spans) for s in told_spans(text[a:b], a, spans)]
    longest = max((span.most for span in told), default=0)
    meant = [span for span in told if span.most >= bars.aside_length * longest]
    if not meant:
        return None
    least, most = max(span.days for span in meant), min(span.most for span in meant)
    if least - most > bars.same_length * longest:
        return None
    narrowest = min(meant, key=lambda span: span.most - span.days)
    return narrowest if least > most else replace(narrowest, days=least, most=most)


def _by_part_of_title(text: str, fact: Fact) -> FactValue | None:
    """The one choice that lists in its title what a text says (初中 of 高中、初中、小学等)."""
    if fact.kinship or asks(text) or negations(text):
        return None
    listed = [
        (choice.value, part)
        for choice in fact.choices
        for part in _LISTED.split(normalise(choice.title))
        if len(part) > 1 and part in text
    ]
    return listed[0][0] if len({value for value, _part in listed}) == 1 else None
