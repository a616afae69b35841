"""The facts that a message states about a person, by the cues that ``facts.yml`` gives each."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice

from actions.eligibility.evaluate import days_in
from actions.eligibility.model import Choice, Fact, FactValue, Holder
from actions.understanding.asked import deed_is_asked, is_what_if, length_is_asked, words_are_asked
from actions.understanding.casting import Ear
from actions.understanding.durations import Span, find_spans
from actions.understanding.listening import Heard, Listener
from actions.understanding.speech import (
    asks,
    denies_twice,
    is_meant,
    is_of_consent,
    is_under_way,
    left_open,
    negations,
    negations_before,
    pattern,
    polarity,
    supposes,
)
from luohu.expressions import compiled
from luohu.policy import policy
from luohu.text import normalise

_BOUND = re.compile(r"[^零一二两三四五六七八九十百千半几\d]+")
_SENTENCE_ENDS = "。;!?"
_ASKING_END = re.compile(r"(?<=[^也都还从并才就偏我他她])不\??$")
# A cue allows anything in its gaps, also a no that the cue itself does not hold.
_GAP = re.compile(r"\[\^[^\]]*\]|\(\?<?!.*?\)")
_HAS_NO = re.compile("[不没未无]")


@dataclass(frozen=True)
class Stated:
    """What a message states.

    Attributes:
        facts: fact name -> value; durations in days.
        loose: durations that no cue ties to a fact.
        heard: the facts that only the listener gave.
        rough: the durations that were not told exactly.
        known: the facts that follow from the persons and places told, whatever else is heard.
        breaths: where each breath begins and ends, and the roles of whom it is about, if it says.
    """

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    loose: tuple[Span, ...] = ()
    heard: frozenset[str] = frozenset()
    rough: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    breaths: tuple[tuple[int, int, Collection[Holder] | None], ...] = ()

    def about(self, fact: Fact, text: str) -> str:
        """What the text says of the person whose fact it is, without what it says of others."""
        own = [text[start : end + 1] for start, end, of in self.breaths if _is_of(fact, of)]
        return "".join(own)


def stated_facts(
    text: str,
    book: Mapping[str, Fact],
    day: date,
    preferred: Collection[str] = (),
    listener: Listener | None = None,
    ear: Ear | None = None,
) -> Stated:
    """Read the facts that ``text`` states; what it asks about or supposes is no fact.

    Args:
        text: a normalised message.
        book: all facts by name.
        day: the day up to which durations are counted.
        preferred: facts that the conversation is about; a duration that could belong to one of
            them and to another fact belongs to it.
        listener: hears the preferred facts also where no cue foresaw the words.
        ear: tells whose facts are told; without it all are taken for those asked about.
    """
    facts: dict[str, FactValue] = {}
    loose: list[Span] = []
    by_ear: set[str] = set()
    rough: set[str] = set()
    breaths: list[tuple[int, int, Collection[Holder] | None]] = []
    spans = find_spans(text, day)
    told = (one for one in breaths_of(text, spans) if _says_something(text[slice(*one)]))
    for number, (start, end) in enumerate(islice(told, policy().lengths.breaths)):
        breath = text[start:end]
        listens = number < policy().listening.breaths and not _is_mere_length(start, end, spans)
        hears = listener if listens else None
        plain = ear.plainly(breath) if ear else breath
        heard = _heard(plain, book, preferred, hears)
        roles = ear.hears(breath, start == 0 or text[start - 1] in _SENTENCE_ENDS) if ear else None
        breaths.append((start, end, roles))
        mine = {name: fact for name, fact in book.items() if _is_of(fact, roles)}
        deeds = _without_bounds(breath, start, spans)
        deeds = ear.plainly(deeds) if ear else deeds
        for fact in mine.values():
            said = deeds if "done" in fact.cues else plain
            value = _bool(said, fact) if fact.type == "bool" else _chosen(plain, fact)
            agreed = _agreed(value, heard.get(fact.name))
            if value is None and facts.get(fact.name, agreed) != agreed:
                # Two breaths that sound contrary; a cue is believed, an ear is not.
                if fact.name in by_ear:
                    del facts[fact.name]
            elif agreed is not None and not _is_wider(agreed, facts.get(fact.name), fact):
                facts[fact.name] = agreed
                by_ear = by_ear - {fact.name} if value is not None else by_ear | {fact.name}
        for span in told_spans(breath, start, spans):
            owner = _owner(breath, (span.start - start, span.end - start), mine, preferred)
            length = days_of(span, owner, day) if owner else None
            if owner is None:
                loose.append(span)
            elif length is not None:
                facts[owner.name] = length
                rough |= {owner.name} if span.days != span.most else set()
    heard_only = frozenset(by_ear)
    return Stated(facts, tuple(loose), heard_only, frozenset(rough), breaths=tuple(breaths))


def _says_something(breath: str) -> bool:
    return any(character.isalnum() for character in breath)


def _heard(
    breath: str, book: Mapping[str, Fact], names: Collection[str], listener: Listener | None
) -> Mapping[str, Heard]:
    """What the listener hears of some facts in a breath that tells something."""
    tells = not (asks(breath) or supposes(breath) or pattern("wants").search(breath))
    if listener is None or not names or not tells or polarity(breath) == "dont_know":
        return {}
    heard = listener.hear(breath, book.values())
    clearest = max((one.sureness for one in heard.values()), default=0.0)
    return {
        name: one
        for name, one in heard.items()
        if name in names
        and clearest - one.sureness < policy().listening.unasked_margin
        and longest_choice(breath, book[name])[1] in (None, one.value)
        and not leaves_open(breath, book[name])
    }


def _is_mere_length(start: int, end: int, spans: list[Span]) -> bool:
    """Whether a breath tells hardly more than a duration (住了两年左右), and so no other fact."""
    inside = sum(s.end - s.start for s in spans if start <= s.start < end)
    return inside > 0 and end - start - inside <= policy().lengths.beside_a_duration


def _agreed(cued: FactValue | None, heard: Heard | None) -> FactValue | None:
    """The value that cues and listener agree on, or the one that only one of them gives."""
    if heard is None or heard.value == cued:
        return cued
    sure = heard.sureness >= policy().listening.unasked
    if cued is None:
        return heard.value if sure else None
    return None if sure else cued


def _without_bounds(breath: str, offset: int, spans: list[Span]) -> str:
    """A breath without the words that bound a length: 交了不到一年 denies no payment."""
    for span in spans:
        if offset <= span.start < offset + len(breath):
            low, high = span.start - offset, span.end - offset
            bound = _BOUND.match(breath, low, high)
            if bound:
                breath = breath[:low] + "." * (bound.end() - low) + breath[bound.end() :]
    return breath


def _is_of(fact: Fact, roles: Collection[Holder] | None) -> bool:
    """Whether a breath about a person with these roles may tell a fact."""
    return roles is None or fact.holder in roles or (fact.of_family and "applicant" not in roles)


def days_of(span: Span, fact: Fact, day: date) -> int | None:
    """A duration in days, a vague one taken at its cautious end.

    Returns:
        None where a rule draws its line between the ends, so that neither can be taken.
    """
    lines = (days_in(months, day) for months in fact.lines)
    if any(span.days < line <= span.most for line in lines):
        return None
    # What is told as not quite a length (快两年) is not shorter than it has to be.
    return span.most if fact.cautious == "long" or span.bound == "less" else span.days


def breaths_of(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Stretches of speech, never cutting inside a duration."""
    inside = {o for span in spans for o in range(span.start, span.end)}
    breaths, start = [], 0
    for match in pattern("breath").finditer(text):
        if match.start() not in inside:
            breaths.append((start, match.start()))
            start = match.end()
    return [(a, b) for a, b in [*breaths, (start, len(text))] if b > a]


def told_spans(breath: str, offset: int, spans: list[Span]) -> list[Span]:
    """The durations that a breath, beginning at ``offset``, states."""
    return [
        span
        for span in spans
        if offset <= span.start < offset + len(breath)
        and not length_is_asked(breath, span.start - offset, span.end - offset)
    ]


def _bool(breath: str, fact: Fact) -> bool | None:
    if is_of_something_else(breath, fact):
        return None
    # 能落户不 ends with a particle that asks, and denies nothing.
    breath = pattern("without_ado").sub("", _ASKING_END.sub("", breath))
    told = "about" in fact.cues and "done" in fact.cues
    about = _cue(fact.cues["about"]).search(breath) if told else None
    for key, value in (("no", False), ("yes", True)):
        match = _cue(fact.cues[key]).search(breath) if key in fact.cues else None
        if match is None or words_are_asked(breath, match.start(), match.end()):
            continue
        if not value and _is_no_of_else(breath, match, about, fact):
            continue
        return _cued(breath, match, value, fact)
    return _of_deed(breath, about, fact) if about else None


def _is_no_of_else(
    breath: str, cue: re.Match[str], about: re.Match[str] | None, fact: Fact
) -> bool:
    """Whether a cue for a no is denied itself, or said of another matter."""
    if not negations(cue[0]) and negations_before(breath, cue.start()) % 2:
        # 不去村里干活 denies the contrary, which does not make it true.
        return True
    # 医保没交|社保交了
    done = _cue(fact.cues["done"]) if about and about.end() == cue.end() else None
    behind = done.match(breath, cue.end()) if done else None
    own = done.search(breath, cue.start(), about.start()) if done and about else None
    return bool(own and behind and pattern("closes").match(breath, behind.end()))


def _cued(breath: str, match: re.Match[str], value: bool, fact: Fact) -> bool | None:
    """What a cue says with the negations around it, and with how far the deed has come."""
    if left_open(
        breath[match.start() : match.end() + policy().lengths.around_a_cue], fact.question
    ):
        return None
    if not value:
        denials = negations_before(breath, match.start()) + denies_twice(match[0])
        return (denials + _denies_adverse(breath, match)) % 2 == 1
    if _is_negated(breath, match.start()):
        return None if "about" in fact.cues else False
    if negations(match[0]) % 2 and not _HAS_NO.search(_GAP.sub("", fact.cues["yes"])):
        return None
    if is_under_way(breath):
        return False if "done" in fact.cues else None
    return None if "done" in fact.cues and is_what_if(breath, match.end()) else True


def _denies_adverse(breath: str, cue: re.Match[str]) -> bool:
    """Whether a cue ends in a no to what is itself a no (房东没|意见)."""
    reach = pattern("between_nos").match(breath, cue.end())
    end = reach.end() if reach else cue.end()
    return bool(pattern("ends_in_no").search(cue[0]) and pattern("adverse").match(breath, end))


def _of_deed(breath: str, about: re.Match[str], fact: Fact) -> bool | None:
    """Whether the deed told about a matter is done.

    Done, and not done where it is denied an even number of times (不是没交). Not done where it is
    denied, or under way: a check is about today. A mere plan, a supposition and what somebody left
    open say nothing of today.
    """
    low, high = (
        max(about.start() - policy().lengths.around_a_cue, 0),
        min(about.end() + policy().lengths.around_a_cue, len(breath)),
    )
    deed = _nearest(_cue(fact.cues["done"]), breath, low, high, about)
    start, end = about.span()
    if deed:
        start, end = min(start, deed.start()), max(end, deed.end())
    realised = bool(deed and deed.end() <= about.start() and breath[deed.end()] in "了过着")
    if words_are_asked(breath, low, end, realised) or deed_is_asked(breath, end):
        return None
    if is_what_if(breath, end):
        return None
    if left_open(breath[low : end + policy().lengths.around_a_cue], fact.question):
        return None
    denials = negations_before(breath, start) + negations(breath[start:end])
    denials += bool(deed and deed.re is pattern("adverse"))
    denials += bool(pattern("cannot").match(breath, end))
    if denials:
        return denials % 2 == 0
    if is_under_way(breath) or pattern("no_end_yet").match(breath, end):
        return False
    promised = pattern("promised").search(breath[: deed.start()]) if deed else None
    if promised and not is_of_consent(fact.question):
        return None
    return True if deed and not is_meant(breath) else None


def _nearest(
    done: re.Pattern[str], breath: str, low: int, high: int, about: re.Match[str]
) -> re.Match[str] | None:
    """The deed, or the no to one that is not foreseen, that is said of a matter."""
    no, adverse = pattern("negator"), pattern("adverse")
    words = [m.span() for m in pattern("no_deed_word").finditer(breath)]
    best: tuple[tuple[bool, int, bool, int], re.Match[str]] | None = None
    for cue in (done, adverse, no):
        for match in cue.finditer(breath, low, high):
            begin, end = match.span()
            inside = any(a < end and begin < b for a, b in words) and cue is done
            if begin == end or inside or (begin < about.end() and about.start() < end):
                continue
            # 该缴的税 names a tax and tells no deed.
            names = breath.startswith("的", end) and end < about.start() + 1
            rank = (names, _distance(breath, match, about), cue is no, _order(breath, match, about))
            if best is None or rank < best[0]:
                best = (rank, match)
    return best[1] if best else None


def _distance(breath: str, deed: re.Match[str], about: re.Match[str]) -> int:
    """How much stands between a deed and its matter besides negations and small words."""
    if deed.start() >= about.end():
        between = breath[about.end() : deed.start()]
    else:
        between = breath[deed.end() : about.start()].lstrip("了过着的")
    return len(pattern("between_negations").sub("", pattern("negator").sub("", between)))


def _order(breath: str, deed: re.Match[str], about: re.Match[str]) -> int:
    """Which of two deeds beside a matter is said of it: 医保没交|社保交了, 没交社保|交医保."""
    if deed.end() <= about.start():
        return 1
    return 0 if pattern("closes").match(breath, deed.end()) else 2


def _is_negated(breath: str, start: int) -> bool:
    denials = negations_before(breath, start)
    if denials:
        return denials % 2 == 1
    return bool(pattern("negation").search(breath[max(start - 3, 0) : start]))


def _chosen(breath: str, fact: Fact) -> FactValue | None:
    if fact.type != "enum" or supposes(breath):
        return None
    if "about" in fact.cues and not _cue(fact.cues["about"]).search(breath):
        return None
    return longest_choice(breath, fact, specific=True)[1]


def longest_choice(text: str, fact: Fact, specific: bool = False) -> tuple[str, FactValue | None]:
    """The longest word of a choice in the text and that choice, or an empty word and None.

    Args:
        text: what was said.
        fact: the fact with its choices.
        specific: leave out the choice that says none of them.
    """
    best: tuple[str, FactValue | None] = ("", None)
    if "else" in fact.cues:
        text = _cue(fact.cues["else"]).sub(lambda found: "." * len(found[0]), text)
    for choice in fact.choices:
        if specific and choice.value == "none":
            continue
        for word in (_as_said(choice.title), *choice.words):
            at = text.find(word)
            if at < 0 or len(word) <= len(best[0]):
                continue
            if not _is_negated(text, at):
                best = (word, choice.value)
            elif fact.type == "bool" and best[1] is None:
                best = ("", not choice.value)
    return _narrowed(text, fact, best)


def _is_wider(value: FactValue, told: FactValue | None, fact: Fact) -> bool:
    """Whether a value is only the wider name of the one told before."""
    return any(choice.value == told and value in choice.over for choice in fact.choices)


def _narrowed(
    text: str, fact: Fact, best: tuple[str, FactValue | None]
) -> tuple[str, FactValue | None]:
    """The choice of which the one found is only the wider name (函授本科 is 本科 too)."""
    for choice in fact.choices:
        for word in choice.words if best[1] in choice.over else ():
            at = text.find(word)
            if at >= 0 and not _is_negated(text, at):
                return word, choice.value
    return best


def tapped(text: str, fact: Fact) -> Choice | None:
    """The choice whose title is all that was said."""
    return next((choice for choice in fact.choices if _as_said(choice.title) == text), None)


def leaves_open(text: str, fact: Fact) -> bool:
    """Whether a text tells of a fact with several values and not which one (同意 of a promise)."""
    if fact.type != "enum" or "vague" not in fact.cues or longest_choice(text, fact)[0]:
        return False
    told = _cue(fact.cues["vague"]).search(text)
    return told is not None and not _is_negated(text, told.start())


def _owner(
    breath: str, span: tuple[int, int], book: Mapping[str, Fact], preferred: Collection[str]
) -> Fact | None:
    """The duration fact whose cue stands nearest to a duration.

    A vague cue (干了三年) tells of a fact only where the conversation is about it.
    """
    start, end = span
    best: tuple[bool, int, Fact] | None = None
    for fact in book.values():
        keys = ("about", "vague") if fact.name in preferred else ("about",)
        cues = [fact.cues[key] for key in keys if key in fact.cues]
        if fact.type != "duration" or not cues or is_of_something_else(breath, fact):
            continue
        for match in _cue("|".join(cues)).finditer(breath):
            # What bounds a length may hold the cue (没住满两年).
            inside = match.start() < end and start < match.end()
            gap = 0 if inside else max(start - match.end(), match.start() - end)
            rank = (fact.name not in preferred, gap)
            if gap >= 0 and (best is None or rank < best[:2]):
                best = (*rank, fact)
    return best[2] if best else None


@lru_cache(maxsize=512)
def _as_said(title: str) -> str:
    """A title as it comes in a message when it is tapped."""
    return normalise(title)


def is_of_something_else(text: str, fact: Fact) -> bool:
    """Whether a text has words of a fact and yet speaks of another thing (前后加起来住了四年)."""
    return "else" in fact.cues and bool(_cue(fact.cues["else"]).search(text))


@lru_cache(maxsize=512)
def _cue(expression: str) -> re.Pattern[str]:
    return compiled(expression)
