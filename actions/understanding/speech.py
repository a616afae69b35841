"""Function words of spoken Chinese: yes, no, don't know, asking, supposing, speaking of oneself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from actions.understanding.spans import range_of
from luohu.expressions import compiled
from luohu.policy import policy

Polarity = Literal["yes", "no", "dont_know", "not_yet"]

VERB_NOT_VERB = re.compile(r"(..?)[不没]\1")
_NO = "(?:{rhetorical}|{negator})"
_GOVERNING = "(?:{rhetorical_word}|{negator}|{between_negations}|{beside_deed})*$"
_ANY_NO = "(?:{rhetorical}|{negator}|{no_thing}|{no_deed})"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, str]:
    entries = yaml.safe_load(Path(__file__).with_name("speech.yml").read_text(encoding="utf-8"))
    return {name: "|".join(f"(?:{entry})" for entry in listed) for name, listed in entries.items()}


@lru_cache(maxsize=64)
def pattern(name: str, anchored: bool = False) -> re.Pattern[str]:
    """The words of one purpose as a compiled pattern, at the beginning of a text if anchored."""
    return compiled(("^" if anchored else "") + _filled(f"{{{name}}}"))


def _filled(shape: str) -> str:
    """A shape in which ``{name}`` stands for the words of one purpose."""
    while holes := set(re.findall(r"\{([a-z_]+)\}", shape)):
        for name in holes:
            shape = shape.replace(f"{{{name}}}", f"(?:{_patterns()[name]})")
    return shape


@lru_cache(maxsize=64)
def _shape(shape: str) -> re.Pattern[str]:
    return compiled(_filled(shape))


def _whole(shape: str) -> re.Pattern[str]:
    """A shape for a whole breath."""
    return _shape(f"^{shape}$")


def polarity(text: str, question: str = "") -> Polarity | None:
    """What a short answer to a yes-or-no question says.

    A no that is denied is a yes (不是没交, 没断过). What somebody else leaves open (没吭声) is not
    known. A deed that is under way or only meant is not done yet.

    Args:
        text: a normalised message.
        question: what was asked; its own words may follow the yes or the no (有社保).

    Returns:
        None where the text is longer than such an answer, asks, supposes, tells something else or
        says neither.
    """
    if pattern("dont_know").search(text):
        return "dont_know"
    text = pattern("name_with_no").sub("", text)
    twice = _said_twice(text, question)
    if twice:
        return twice
    if pattern("without_it_nobody").search(text):
        return "yes"
    if pattern("how_could_there").search(text):
        return "no"
    left_out = pattern("left_out").search(question)
    if left_out:
        said = _of_what_is_left_out(text, left_out["left_out"])
        if said:
            return said
        question = question.replace(left_out[0], "")
    if len(text) > policy().lengths.yes_or_no:
        return None
    if _whole("{answer_lead}*(?:{rhetorical_no}){answer_tail}*").match(text):
        return "no"
    if asks(text) or supposes(text):
        return None
    if is_of_consent(question) and left_open(text, question):
        return "dont_know"
    nods = False
    corrects = pattern("corrects", anchored=True).match(text)
    if corrects and corrects.end() < len(text):
        return None
    breaths = [breath for breath in pattern("breath").split(text) if breath]
    for breath in breaths:
        if _whole("{neither}{answer_tail}*").match(breath):
            continue
        if pattern("was_so").search(breath) and not pattern("asks_of_once").search(question):
            continue
        said = _breath_polarity(breath, question) or _echoed(breath, question)
        if said == "yes" and _takes_back(text):
            return None
        if said != "yes" or not _whole("[嗯啊哦对好]+{answer_tail}*").match(breath):
            if said == "yes" and _goes_on_to_deny(breaths, breath, question):
                return None
            return said or ("yes" if nods else None)
        # 嗯,没有: a nod shows that one listens until more is said.
        nods = True
    return "yes" if nods else None


def _takes_back(text: str) -> bool:
    """Whether a text that says yes goes on to deny."""
    back = pattern("takes_back").search(text)
    return bool(back and back.start() > 0 and negations(back[0]) % 2)


def ends_what_was(text: str, question: str) -> bool:
    """Whether a short answer speaks of an end (早停了, 不交了, 没停过), of what was asked."""
    ended = _shape("{ended}[了过的]|{no_longer}").search(text)
    return bool(ended) and polarity(text, question) in ("yes", "no")


def says_throughout(text: str, question: str) -> bool:
    """Whether each breath of a text says yes, or each says no, to a question (那可不,办了的)."""
    breaths = [breath for breath in pattern("breath").split(text) if breath]
    said = {_breath_polarity(breath, question) for breath in breaths}
    return said in ({"yes"}, {"no"})


def is_turned(text: str, question: str) -> bool:
    """Whether a text says a yes of another time, or one that it then denies, and no more.

    有过 leaves open what is today; 去年备的,今年没续 tells it.
    """
    short = len(text) <= policy().lengths.yes_or_no
    if not short or asks(text) or polarity(text, question) is not None:
        return False
    said, once = [], bool(pattern("asks_of_once").search(question))
    for breath in filter(None, pattern("breath").split(text)):
        was = not once and pattern("was_so").search(breath)
        said.append("was" if was else _breath_polarity(breath, question))
    told = [one for one in said if one]
    return told == ["was"] or (told[:1] == ["yes"] and not {"no", "not_yet"}.isdisjoint(told[1:]))


def _goes_on_to_deny(breaths: Sequence[str], breath: str, question: str) -> bool:
    """Whether breaths behind one deny what it says (签了,还没拿到手; 有,断了半年)."""
    behind = breaths[breaths.index(breath) + 1 :]
    return any(_breath_polarity(one, question) in ("no", "not_yet") for one in behind)


def _said_twice(text: str, question: str) -> Polarity | None:
    """The yes or no that a text begins with and says twice, however it goes on."""
    told = _shape("^(?:{filler})*").sub("", text, count=1)
    turned = bool(pattern("asks_for_no").search(question))
    no = pattern("no_twice", anchored=True).match(told)
    if no:
        return "yes" if turned and no["no"] != "不是" else "no"
    yes = pattern("yes_twice", anchored=True).match(told)
    if yes:
        return "no" if turned and yes["word"] == "有" else "yes"
    return None


def _of_what_is_left_out(text: str, left_out: str) -> Polarity | None:
    """What naming, or denying, something says that a question names only to leave it out."""
    named = next((name for name in left_out.split("、") if name in text), None)
    if named is None or asks(text):
        return None
    return "yes" if negations_before(text, text.index(named)) % 2 else "no"


def _echoed(breath: str, question: str) -> Polarity | None:
    """What the words of a question mean that come back, in their order, with or without a no."""
    said = _shape("^(?:{answer_lead})+|(?:{answer_tail})+$").sub("", breath)
    asked = pattern("unspoken").sub("", question)
    said = pattern("unspoken").sub("", said)
    if len(said) > 1 and re.search(f"{re.escape(said)}了?吗$", asked):
        return "yes"
    if len(said) < policy().lengths.echo:
        return None
    if said in asked:
        return "yes"
    denied = re.fullmatch("(.*?)[不没](.+)", said)
    return "no" if denied and denied[1] + denied[2] in asked else None


def _breath_polarity(breath: str, question: str) -> Polarity | None:
    ended = _whole(
        "{answer_lead}*(?P<of>[^不没未]{0,4}?)(?P<what>{ended})(?:[了过]{ended_since}?|{ended_since})"
        "{answer_tail}*"
    ).match(breath)
    if ended and (not ended["of"] or _shares_words(ended["of"], question)):
        return "yes" if ended["what"] in question else "no"
    if _whole("[^不没未]{0,6}?{no_longer}{answer_tail}*").match(breath):
        return "no"
    has = _whole("{answer_lead}*有{answer_tail}*").match(breath)
    if has and pattern("asks_for_no").search(question):
        return "no"
    if _whole("{answer_lead}*(?:{yes}{answer_tail}*)+").match(breath):
        return "yes"
    if unfinished(breath):
        return "not_yet"
    if _whole("{answer_lead}*{deed_is_done}{answer_tail}*").match(breath):
        looked = pattern("looks_up").search(breath)
        done: Polarity = "no" if pattern("asks_for_no").search(question) else "yes"
        return done if not looked or looked[0] in question else None
    if _whole("{answer_lead}*[^没不未]{0,5}[了过去]{no_end_yet}").match(breath):
        return "no"
    if _whole("{answer_lead}*有?{adverse}[了过]?{answer_tail}*").match(breath):
        return "no"
    unable = _whole("{answer_lead}*.?{deed}?(?P<what>{cannot}){answer_tail}*").match(breath)
    if unable:
        return "yes" if unable["what"] in question else "no"
    denial = _whole(
        f"{{answer_lead}}*(?P<no>{_ANY_NO}(?:{_ANY_NO}|{{between_negations}}|{{no_degree}})*)"
        "(?P<rest>.*?){answer_tail}*"
    ).match(breath)
    if denial:
        return _denial(denial, question)
    more = _whole("{answer_lead}*(?P<word>{yes_of})(?P<rest>.+?){answer_tail}*").match(breath)
    if more and more["word"] in question and more["rest"] in question:
        return "yes"
    return None


def _denial(said: re.Match[str], question: str) -> Polarity | None:
    """What negations with the rest of their breath say to what was asked."""
    # In the whole breath, as 怎么会 is a no only before another one.
    after, end = said.start("no"), said.end("no")
    found = [no for no in _shape(_ANY_NO).finditer(said.string, after) if no.end() <= end]
    if not found:
        return None
    last, rest = found[-1], said["rest"]
    count = _count([no[0] for no in found])
    ended = _whole("(?P<what>{ended})[了过]?").match(rest)
    denied = (rest, said.string[last.end() : end] + rest)
    if pattern("adverse").match(said.string, said.start("rest")):
        count += 1
    elif ended:
        count += ended["what"] not in question
    elif not any(_denies(last[0], what, question) for what in denied):
        return None
    elif not last[0].startswith(("不", "否", "并非")):
        count += bool(pattern("asks_for_no").search(question))
    return "no" if count % 2 else "yes"


def _shares_words(said: str, question: str) -> bool:
    return any(said[at : at + 2] in question for at in range(max(len(said) - 1, 1)))


def _denies(word: str, rest: str, question: str) -> bool:
    """Whether a no with the rest of its breath denies what was asked."""
    if not rest or pattern("deed", anchored=True).match(rest):
        return True
    if pattern("denied", anchored=True).match(rest) or (word == "不" and len(rest) <= 2):
        return True
    pairs = [rest[at : at + 2] for at in range(max(len(rest) - 1, 1))]
    return any(pair in question for pair in pairs)


def negations(text: str) -> int:
    """How many negations a text holds."""
    cleaned = pattern("not_no").sub("", VERB_NOT_VERB.sub("", text))
    return _count([no[0] for no in _shape(_NO).finditer(cleaned)])


def negations_before(text: str, start: int) -> int:
    """How many negations deny what stands at ``start`` in a text."""
    reach = _shape(_GOVERNING).search(text[max(start - policy().lengths.no_before_deed, 0) : start])
    # 怎么会 is a no only before another one, which may be what stands there.
    there = text[start : start + 1]
    return negations(reach[0] + there) - negations(there) if reach else 0


def denies_twice(text: str) -> bool:
    """Whether two negations that follow on each other stand in a text (不是没签)."""
    runs = _shape(f"(?:{_NO}|{{between_negations}})+").finditer(text)
    counts = [negations(run[0]) for run in runs]
    return any(count and count % 2 == 0 for count in counts)


def _count(said: list[str]) -> int:
    """The number of negations, where one said twice (没有没有, 不没有, 没有,没去) is one."""
    pairs = zip(["", *said], said, strict=False)
    return sum(
        one != before and before != "不" and not (_is_lack(one) and _is_lack(before))
        for before, one in pairs
    )


def _is_lack(no: str) -> bool:
    return bool(pattern("lack", anchored=True).match(no))


def left_open(text: str, question: str) -> bool:
    """Whether somebody is told to have said neither yes nor no, or to have put nothing in writing.

    Args:
        text: what was said.
        question: what is asked for; what is only spoken leaves a consent open, nothing else.
    """
    if pattern("left_open").search(text):
        return True
    return bool(is_of_consent(question) and pattern("only_spoken").search(text))


def is_of_consent(question: str) -> bool:
    """Whether a question asks what somebody else agrees to; an empty one may."""
    return not question or bool(pattern("consent").search(question))


def unfinished(text: str) -> bool:
    """Whether a deed is told to be under way, or only to be meant, and not to be done."""
    return is_under_way(text) or is_meant(text)


def is_under_way(text: str) -> bool:
    """Whether a deed is told to be begun and not to be brought to its end."""
    begun = pattern("under_way").search(text)
    return bool(begun and not pattern("brought_to_end").search(text))


def is_meant(text: str) -> bool:
    """Whether a deed is told as a plan or for a time to come."""
    return bool(_shape("{meant}[^,。]{0,4}?{meant_deed}[^,。]{0,4}$").search(text))


def asks(text: str) -> bool:
    """Whether the text is worded as a question."""
    told = pattern("rhetorical").sub("", pattern("no_question").sub("", text))
    return bool(pattern("question").search(told))


def ordinal(text: str) -> int | None:
    """Which of several things shown is meant (第二条), counted from 1; None where none is named."""
    named = pattern("ordinal").search(text)
    number = range_of(named[0]) if named else None
    return int(number[0]) if number else None


def supposes(text: str) -> bool:
    """Whether the text supposes something instead of stating it."""
    if pattern("supposing").search(text):
        return True
    told = VERB_NOT_VERB.sub("", text)
    lacks = pattern("what_if_not").search(told)
    return bool(lacks and not pattern("open_question").search(told))


def is_personal(text: str) -> bool:
    """Whether the text speaks of the person or the family."""
    return bool(pattern("first_person").search(text) or pattern("relatives").search(text))


def speaks_of_oneself(text: str) -> bool:
    """Whether somebody's own case is spoken of, be it that no word says whose it is."""
    return is_personal(text) or bool(pattern("wants_to_move").search(text))
