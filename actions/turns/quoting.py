"""How a citation reads in the text of a turn."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from actions.retrieval.passages import sentences_of
from actions.turns.model import AmendedBy, Citation, Notice, Part, Turn
from actions.turns.wording import Wording

_INNER_MARKS = str.maketrans("《》", "〈〉")
LONGEST = 220
SHORT = 110


def basis(
    citation: Citation,
    wording: Wording,
    passage: str = "",
    longest: int = LONGEST,
    name: Literal["basis", "related"] = "basis",
) -> str:
    """The citation in words: where it stands and what it says.

    A long clause is shortened to the sentences around the one that answers; what is shown stays
    a verbatim stretch of it.

    Args:
        citation: what is cited.
        wording: the sentences to use.
        passage: the part of the clause that answers, as found by search.
        longest: how many characters of a long clause are shown.
        name: whether it is the basis of the answer or only bears on the question.
    """
    shown = excerpt(citation.quote, passage, longest)
    number = citation.doc_number
    return wording.say(
        name,
        issuer=citation.issuer,
        title=citation.title,
        number=wording.say("number", doc_number=number) if number else "",
        place=citation.heading.replace(" > ", " ") or citation.clause,
        amended="".join(amended_by(one, wording) for one in citation.amendments),
        quote=shown,
        partial="" if shown == citation.quote else wording.say("partial"),
    )


def amended_by(
    one: AmendedBy, wording: Wording, name: Literal["amended.by", "validity.amended"] = "amended.by"
) -> str:
    """By which item of an act something has its words, and since when."""
    return wording.say(
        name,
        title=title_within(one.title),
        number=wording.say("number", doc_number=one.doc_number) if one.doc_number else "",
        item=item_in_words(one.item, wording),
        since=wording.date(date.fromisoformat(one.since)),
    )


def item_in_words(item: str, wording: Wording) -> str:
    """How an item of an act is called, by its labels: 一/3 is 第一项第3点; nothing for none."""
    first, *rest = item.split("/")
    if not first:
        return ""
    named = first if first.startswith("第") else wording.say("amended.item", number=first)
    points = (wording.say("amended.point", number=one) if one.isalnum() else one for one in rest)
    return named + "".join(points)


def title_within(title: str) -> str:
    """A title as it is printed within 《》 (GB/T 15834-2011, 4.15.3.6)."""
    return title.translate(_INNER_MARKS)


def excerpt(quote: str, passage: str, longest: int = LONGEST) -> str:
    """The stretch of a long quote around the sentence most like ``passage``."""
    if len(quote) <= longest:
        return quote
    sentences = sentences_of(quote)
    best = max(range(len(sentences)), key=lambda i: _likeness(sentences[i], passage))
    start = end = best
    while True:
        room = longest - sum(map(len, sentences[start : end + 1]))
        if end + 1 < len(sentences) and len(sentences[end + 1]) <= room:
            end += 1
        elif start > 0 and len(sentences[start - 1]) <= room:
            start -= 1
        else:
            return "".join(sentences[start : end + 1])


def notice_parts(notices: Iterable[Notice]) -> tuple[Part, ...]:
    """What must be said beside an answer, each as a part of its own."""
    return tuple(Part("notice", notice.text) for notice in notices)


def lapse_first(turn: Turn, wording: Wording) -> Turn:
    """The turn with the lapse of its document before all else, where it rests on no other."""
    if any(citation.status != "expired" for citation in turn.citations):
        return turn
    lead = lapse_lead(turn.citations, wording)
    return turn if turn.text.startswith(lead) else turn.led_by(lead)


def lapse_lead(citations: Sequence[Citation], wording: Wording) -> str:
    """What is said before the conclusion where a cited document has lapsed, or nothing."""
    lapsed = next((one for one in citations if one.status == "expired"), None)
    if lapsed is None:
        return ""
    if lapsed.amended_on:
        amended_on = wording.date(date.fromisoformat(lapsed.amended_on))
        return wording.say("notice.before_amended", amended_on=amended_on)
    if lapsed.expires_on is None:
        return wording.say("notice.repealed")
    ended = date.fromisoformat(lapsed.expires_on)
    return wording.say("notice.lapsed", expires_on=wording.date(ended))


def _likeness(sentence: str, passage: str) -> float:
    return difflib.SequenceMatcher(None, sentence, passage, autojunk=False).ratio()
