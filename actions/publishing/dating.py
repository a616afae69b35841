"""From when and until when a document says that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from actions.publishing.folding import folded
from actions.publishing.numerals import find_date, read_number
from actions.publishing.parts import Part
from actions.publishing.signs import signs

_SENTENCE = re.compile(r"[^。；;]+[。；;]?")
_TOLD = ("provision", "closing", "preamble", "title")
_MONTHS = 12


@dataclass(frozen=True)
class Term:
    """A day that a document states.

    Attributes:
        day: None where the text does not say it in full.
        computed: worked out from another date.
    """

    day: date | None
    quote: str
    part: str
    computed: bool = False


def sentences(parts: Sequence[Part]) -> Iterator[tuple[Part, str]]:
    """The sentences of the parts that state something, in order."""
    for part in parts:
        if part.kind in _TOLD:
            for match in _SENTENCE.finditer(part.text):
                yield part, match.group()


def find_effective(parts: Sequence[Part], issued: date | None) -> Term | None:
    """From when the document holds; 自发布之日起 is the day on which it was issued."""
    identity = signs().identity
    partial: Term | None = None
    for part, sentence in reversed(list(sentences(parts))):
        line = folded(sentence)
        if not identity["own"].search(line):
            continue
        for match in identity["from_day"].finditer(line):
            day = find_date(match["day"])
            if day:
                return Term(day, sentence, part.id)
            if identity["dated"].search(match["day"]):
                partial = partial or Term(None, sentence, part.id)
        if identity["from_issue"].search(line):
            return Term(issued, sentence, part.id, computed=issued is not None)
    return partial


def find_expiry(parts: Sequence[Part], effective: date | None) -> Term | None:
    """The last day on which the document holds; 有效期5年 counts from ``effective``."""
    identity = signs().identity
    for part, sentence in reversed(list(sentences(parts))):
        line = folded(sentence)
        if not identity["own"].search(line):
            continue
        until = identity["valid_until"].search(line)
        if until and (day := find_date(until["day"])):
            return Term(day, sentence, part.id)
        length = identity["valid_for"].search(line)
        if length:
            count = read_number(length["years"]) or 0
            months = count * (_MONTHS if length["unit"] == "年" else 1)
            day = _after(effective, months) if effective and months else None
            return Term(day, sentence, part.id, computed=day is not None)
    return None


def _after(start: date, months: int) -> date:
    """The last day of so many months: a year from 1 January ends on 31 December."""
    year, month = divmod(start.month - 1 + months, _MONTHS)
    following = start.year + year, month + 1
    day = start.day
    while True:
        try:
            return date(*following, day) - timedelta(days=1)
        except ValueError:
            day -= 1
